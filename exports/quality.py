"""quality.json: how often the reader errs, by field and language, as it was measured before this version was made."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from cwac_aggregator.model import Event

from .interface import Exporter
from .json_file import dump
from .schema import SCHEMA_VERSION


@cache
def measured() -> dict[str, Any]:
    """What was measured; `make quality` measures anew and writes the file that is shipped."""
    found: dict[str, Any] = json.loads((resources.files("exports") / "quality.json").read_text("utf-8"))
    return found


class QualityExporter(Exporter):
    """The measured error rates."""

    name = "quality"
    title = "How often the reader errs: measured error rates by field and language"
    media_type = "application/json"
    paths = ("quality.json",)

    def add(self, event: Event) -> None:
        """Not of events."""

    def close(self) -> None:
        found = measured()
        head = {"schema_version": SCHEMA_VERSION} | {name: value for name, value in found.items() if name != "rates"}
        rows = b",".join(b"\n" + dump(row) for row in found["rates"])
        self.stage.write("quality.json", [dump(head)[:-1] + b',"rates":[', rows, b"\n]}\n"])
