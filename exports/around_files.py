"""changes.json, sources.csv, effort.csv: what has moved, who is looked at, and how often: no events is not "not looked"."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cwac_aggregator.model import Event, when_text

from .fields import CHANGE, EFFORT_COLUMNS, SOURCE_COLUMNS
from .interface import Edition, Exporter
from .json_file import dump
from .objects import county_fips, instant
from .schema import SCHEMA_VERSION
from .staging import Stage
from .tables import header, row_line


class ChangesExporter(Exporter):
    """The newest changes, of events that are shown."""

    name = "changes"
    title = "What changed lately: added, moved, cancelled, withdrawn, merged"
    media_type = "application/json"
    paths = ("changes.json",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._asked = {row.event_id for row in edition.around.changes} | {
            row.new for row in edition.around.changes if row.what == "merged" and row.new
        }
        self._titles: dict[str, str] = {}

    def add(self, event: Event) -> None:
        if event.id in self._asked:
            self._titles[event.id] = event.title

    def close(self) -> None:
        rows = [self._row(row) for row in self.edition.around.changes if self._shown(row) in self._titles]
        head = {"schema_version": SCHEMA_VERSION, "generated_at": rows[0]["at"] if rows else None}
        parts = [dump(head)[:-1] + b',"changes":[', b",".join(b"\n" + dump(row) for row in rows), b"\n]}\n"]
        self.stage.write("changes.json", parts)

    @staticmethod
    def _shown(row: Any) -> str:
        """The event that must be shown for the change to be: of a merge the one that lives on."""
        return str(row.new) if row.what == "merged" else str(row.event_id)

    def _row(self, row: Any) -> dict[str, Any]:
        found = {field.name: getattr(row, field.name, None) for field in CHANGE}
        return found | {"at": instant(row.at), "title": self._titles[self._shown(row)]}


class SourcesExporter(Exporter):
    """sources.csv."""

    name = "sources"
    title = "The sources and how they do, one row each"
    media_type = "text/csv"
    paths = ("sources.csv",)

    def add(self, event: Event) -> None:
        """Not of events."""

    def close(self) -> None:
        lines = [header(SOURCE_COLUMNS)]
        for source in self.edition.around.sources:
            row = asdict(source)
            row["county_fips"] = county_fips(source.country, source.region, source.county, None, source.city)
            row["hosts"] = list(source.hosts)
            row["last_fetched"] = instant(source.last_fetched) if source.last_fetched else None
            row["last_day"] = when_text(source.last_day)
            row["health_since"] = when_text(source.health_since)
            lines.append(row_line(SOURCE_COLUMNS, row))
        self.stage.write("sources.csv", lines)


class EffortExporter(Exporter):
    """effort.csv."""

    name = "effort"
    title = "How often each source was looked at, by month"
    media_type = "text/csv"
    paths = ("effort.csv",)

    def add(self, event: Event) -> None:
        """Not of events."""

    def close(self) -> None:
        lines = [header(EFFORT_COLUMNS)]
        for effort in self.edition.around.effort:
            lines.append(row_line(EFFORT_COLUMNS, {f.name: getattr(effort, f.name) for f in EFFORT_COLUMNS}))
        self.stage.write("effort.csv", lines)
