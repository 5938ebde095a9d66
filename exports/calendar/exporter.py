"""Calendar files: each VEVENT is written once aside, and copied from there into every file that holds it."""

from __future__ import annotations

from cwac_aggregator.model import Event

from ..interface import Edition, Exporter
from ..staging import Stage
from .entry import calendar_entry
from .feed import Feed, Spool


class CalendarExporter(Exporter):
    """events.ics: every published local event that has a day."""

    name = "ics"
    title = "Published events as a calendar"
    media_type = "text/calendar"
    paths = ("events.ics",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._spool = Spool(stage.scratch())
        self._all = Feed("events.ics", "Coffee with a Cop")

    def add(self, event: Event) -> None:
        if event.visibility != "published" or event.kind != "event":
            return
        entry = calendar_entry(event, self.edition)
        if entry is not None:
            self._all.add(self._spool.put(entry.data), entry.zone)

    def close(self) -> None:
        self._all.write(self.stage.open(self._all.path), self._spool, self.edition)
