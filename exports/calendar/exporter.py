"""Calendar files: each VEVENT is written once aside, and copied from there into every file that holds it."""

from __future__ import annotations

from cwac_aggregator.model import Event

from ..interface import Edition, Exporter
from ..staging import Stage
from .entry import calendar_entry
from .feed import Feed, Spool, active_path, calendar, event_calendar
from .feeds import ALL, event_path, feeds_of, is_kept
from .text import one_line


class CalendarExporter(Exporter):
    """Everything that ends in .ics. A feed that once stood stays, empty where nothing is left in it."""

    name = "ics"
    title = "Published events as calendars"
    media_type = "text/calendar"
    paths = ("events.ics", "observances.ics", "archive.ics")
    folders = ("calendars", "events")

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._spool = Spool(stage.scratch())
        self._events = Feed("events.ics", ALL)
        self._observances = Feed("observances.ics", "National Coffee with a Cop days")
        self._archive = Feed("archive.ics", f"{ALL}: archive")
        self._feeds: dict[str, Feed] = {}
        self._merged: dict[str, list[str]] = {}
        for merged, living in edition.around.redirects.items():
            self._merged.setdefault(living, []).append(merged)

    def add(self, event: Event) -> None:
        if event.visibility != "published":
            return
        entry = calendar_entry(event, self.edition)
        if entry is None:
            return
        number = self._spool.put(entry)
        self._archive.add(number)
        if event.kind == "observance":
            self._observances.add(number)
            return
        self._events.add(number)
        path = event_path(event.id)
        single = event_calendar(entry, one_line(event.title)[:120] or ALL, path, self.edition)
        for event_id in (event.id, *self._merged.get(event.id, ())):  # an old address gives the event that lives on
            self.stage.put(event_path(event_id), single)
        kept = is_kept(entry.day, self.edition.as_of)
        for path, name in feeds_of(event):
            feed = self._feeds.get(path)
            if feed is None:
                feed = self._feeds[path] = Feed(path, name)
            if kept:
                feed.add(number)

    def close(self) -> None:
        for feed in (self._events, self._observances, self._archive):
            self.stage.write(feed.path, feed.parts(self._spool, self.edition))
        for feed in self._feeds.values():
            self.stage.write(feed.path, feed.parts(self._spool, self.edition))
            self.stage.write(active_path(feed.path), feed.parts(self._spool, self.edition, active=True))
        for folder in self.folders:
            # Pages of the site may stand in these folders too.
            for path in (path for path in self.stage.left_over(folder, ".ics") if path.endswith(".ics")):
                self.stage.put(path, b"".join(calendar(ALL, self.edition.address(path), [], [])))
