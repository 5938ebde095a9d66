"""Files are written aside, and put in place only when all of them are whole.

A file whose bytes did not change is not touched, so that its time and its ETag tell the truth.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from cwac_aggregator.errors import ExportError

STAGING = ".staging"
"""Folder inside the export folder; on the same file system, so that a rename is atomic."""


class Stage:
    """The files of one export, on their way into `folder`. One export at a time: the run's lock sees to that."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._files: dict[str, BinaryIO] = {}
        self._scratch: list[BinaryIO] = []
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def open(self, path: str) -> BinaryIO:
        """Begin a file. `path` is relative to the export folder, with forward slashes. Closed by `commit`."""
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("w+b")
        self._files[path] = file
        return file

    def scratch(self) -> BinaryIO:
        """A file for the exporter's own use, which vanishes with the stage."""
        file = TemporaryFile(dir=self._staging)  # noqa: SIM115 - closed with the stage
        self._scratch.append(file)
        return file

    def commit(self) -> tuple[list[str], list[str]]:
        """Put the files in place; the paths that changed and those that did not, each in order of their opening."""
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        changed, unchanged = [], []
        for path in self._files:
            new, old = self._staging / path, self._folder / path
            if old.is_file() and filecmp.cmp(new, old, shallow=False):
                unchanged.append(path)
                continue
            old.parent.mkdir(parents=True, exist_ok=True)
            new.replace(old)
            changed.append(path)
        return changed, unchanged

    def discard(self) -> None:
        """Take away what was not put in place."""
        for file in (*self._files.values(), *self._scratch):
            try:
                file.close()
            except OSError:  # the disk is full, and there are bytes left to flush
                pass
        shutil.rmtree(self._staging, ignore_errors=True)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """A stage that is cleared away in every case. Raises ExportError where the system refuses to write."""
    stage = None
    try:
        stage = Stage(folder)
        yield stage
    except OSError as error:
        raise ExportError(
            f"cannot write the exports to {folder}: {error.strerror or error}",
            hint="Make room or choose another folder (setting exports_dir), then `cwac export`. The old files stand.",
        ) from error
    finally:
        if stage is not None:
            stage.discard()
