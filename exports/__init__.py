"""Events in, bytes out: one module per format behind one small interface, all fed by one traversal.

`export` writes a folder; `EXPORTERS` is the registry of formats; `page_object`, `mention_object` and `event_object` are the
shapes of the JSON, `json_schema` describes them.
"""

from .around import Around, ChangeRow, EffortRow, SourceRow
from .interface import Edition, Exporter
from .objects import event_object, mention_object, page_error, page_object
from .quality import measured
from .registry import EXPORTERS
from .run import ExportSummary, export
from .schema import SCHEMA_VERSION, json_schema

__all__ = [
    "EXPORTERS",
    "SCHEMA_VERSION",
    "Around",
    "ChangeRow",
    "Edition",
    "EffortRow",
    "ExportSummary",
    "Exporter",
    "SourceRow",
    "event_object",
    "export",
    "json_schema",
    "measured",
    "mention_object",
    "page_error",
    "page_object",
]
