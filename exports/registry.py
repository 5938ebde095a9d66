"""The registry of formats, by name, in the order in which they are written. A new format is one class and one line here."""

from __future__ import annotations

from .calendar import CalendarExporter
from .csv_file import CsvExporter
from .interface import Exporter
from .json_file import JsonExporter

EXPORTERS: dict[str, type[Exporter]] = {
    exporter.name: exporter for exporter in (JsonExporter, CalendarExporter, CsvExporter)
}
