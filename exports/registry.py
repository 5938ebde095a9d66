"""The registry of formats, by name, in the order in which they are written. A new format is one class and one line here."""

from __future__ import annotations

from .around_files import ChangesExporter, EffortExporter, SourcesExporter
from .atom import AtomExporter
from .calendar import CalendarExporter
from .interface import Exporter
from .json_file import GeoJsonExporter, JsonExporter, JsonLinesExporter
from .package import TABLES, PackageExporter
from .parquet import ParquetExporter
from .quality import QualityExporter
from .tables import EventTable, EvidenceTable, MentionTable

EXPORTERS: dict[str, type[Exporter]] = {
    exporter.name: exporter
    for exporter in (
        JsonExporter,
        CalendarExporter,
        EventTable,
        JsonLinesExporter,
        MentionTable,
        EvidenceTable,
        GeoJsonExporter,
        ParquetExporter,
        AtomExporter,
        ChangesExporter,
        SourcesExporter,
        EffortExporter,
        QualityExporter,
        PackageExporter,  # last: it names the others
    )
}
PackageExporter.others = tuple(
    (path, exporter.title, exporter.media_type)
    for exporter in EXPORTERS.values()
    if exporter is not PackageExporter
    for path in exporter.paths
    if path not in TABLES
)
