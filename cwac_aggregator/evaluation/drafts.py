"""A new case's answer, written from what the reader sees, for a person to read and correct."""

from __future__ import annotations

import json
from pathlib import Path

from ..errors import ConfigError
from ..extraction import read
from .cases import case_folders, document_of, place_of, row_of
from .score import Reader

ANSWER = "expected.json"


def write_missing(folder: Path, reader: Reader = read) -> list[Path]:
    """Write `expected.json` into every case under `folder` that has none. Returns the files written.

    Raises ConfigError if the case's `page.json` cannot be read.
    """
    missing = [path for path in case_folders(folder) if not (path / ANSWER).exists()]
    written = []
    for path in missing:
        answer = path / ANSWER
        try:
            page = json.loads((path / "page.json").read_text(encoding="utf-8"))
            reading = reader(document_of(path, page), place_of(page["source"], page["language"]))
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(f"{path}: {error!r}", hint="tests/corpus/README.md says what a case holds.") from error
        rows = {"mentions": [row_of(mention) for mention in reading.mentions]}
        answer.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(answer)
    return written
