"""Files are written aside, and put in place only when all of them are whole.

A file whose bytes did not change is not touched, so that its time and its ETag tell the truth.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from cwac_aggregator.errors import ExportError

STAGING = ".staging"
"""Folder inside the export folder; on the same file system, so that a rename is atomic."""
_MANY = 64
"""From so many changed files on, the system is asked once to write everything out, not file by file."""


class Stage:
    """The files of one export, on their way into `folder`. One export at a time: the run's lock sees to that.

    Paths are relative to the folder, with forward slashes. `changed` and `unchanged` name the files that were finished;
    `single_changed` and `single_unchanged` count those of `put`, of which there may be a million.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._open: dict[str, BinaryIO] = {}
        self._scratch: list[BinaryIO] = []
        self._made: set[int] = set()
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.single_changed = 0
        self.single_unchanged = 0
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def open(self, path: str) -> BinaryIO:
        """Begin a file that is written bit by bit; `finish` it."""
        file = self._aside(path).open("w+b")
        self._open[path] = file
        return file

    def finish(self, path: str) -> None:
        """End a file that was begun with `open`."""
        self._open.pop(path).close()
        self._settle(path)

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a whole file from its parts."""
        with self._aside(path).open("wb") as file:
            file.writelines(parts)
        self._settle(path)

    def put(self, path: str, data: bytes) -> None:
        """Write a small file of which there are many."""
        self._made.add(hash(path))
        old = self._folder / path
        try:
            same = old.read_bytes() == data
        except OSError:
            same = False
        if same:
            self.single_unchanged += 1
            return
        self._aside(path).write_bytes(data)
        self.single_changed += 1

    def scratch(self) -> BinaryIO:
        """A file for the exporter's own use, which vanishes with the stage."""
        file = TemporaryFile(dir=self._staging)  # noqa: SIM115 - closed with the stage
        self._scratch.append(file)
        return file

    def finished(self) -> Iterator[tuple[str, int, str]]:
        """The files finished so far, without those of `put`: path, size in bytes, SHA-256; by path."""
        changed = set(self.changed)
        for path in sorted((*self.changed, *self.unchanged)):
            with ((self._staging if path in changed else self._folder) / path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                yield path, file.tell(), digest

    def left_over(self, folder: str) -> Iterator[str]:
        """The files that stand below a subfolder and were not made this time, sorted."""
        for path in sorted((self._folder / folder).rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if path.is_file() and hash(name) not in self._made:
                yield name

    def commit(self) -> None:
        """Put the files in place."""
        files = [path for path in self._staging.rglob("*") if path.is_file()]
        if len(files) >= _MANY:
            os.sync()
        for path in sorted(files):
            if len(files) < _MANY:
                _write_out(path)
            target = self._folder / path.relative_to(self._staging)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)

    def discard(self) -> None:
        """Take away what was not put in place."""
        for file in (*self._open.values(), *self._scratch):
            try:
                file.close()
            except OSError:  # the disk is full, and there are bytes left to flush
                pass
        shutil.rmtree(self._staging, ignore_errors=True)

    def _aside(self, path: str) -> Path:
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _settle(self, path: str) -> None:
        self._made.add(hash(path))
        new, old = self._staging / path, self._folder / path
        if old.is_file() and filecmp.cmp(new, old, shallow=False):
            new.unlink()
            self.unchanged.append(path)
        else:
            self.changed.append(path)


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


def _write_out(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
