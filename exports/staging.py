"""Files are written aside, and put in place only when all of them are whole.

A file whose bytes did not change is not touched, so that its time and its ETag tell the truth.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from cwac_aggregator.errors import ExportError

STAGING = ".staging"
"""Folder inside the export folder; on the same file system, so that a rename is atomic."""
_SMALL = 1 << 20
"""Bytes of a file up to which it is made in memory."""
_MANY = 64
"""From so many changed files on, the system is asked once to write everything out, not file by file."""


class Stage:
    """The files of one export, on their way into `folder`. One export at a time: the run's lock sees to that.

    Paths are relative to the folder, with forward slashes. `changed` and `unchanged` name the files that were finished;
    `single_changed` and `single_unchanged` count those of `put`, of which there may be a million.
    """

    def __init__(self, folder: Path) -> None:
        # Plain strings: a path object for every file costs more than writing it.
        self._folder = str(folder)
        self._staging = os.path.join(self._folder, STAGING)
        self._open: dict[str, BinaryIO] = {}
        self._scratch: list[BinaryIO] = []
        self._made = _Hashes()
        self._folders: set[str] = set()
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.single_changed = 0
        self.single_unchanged = 0
        shutil.rmtree(self._staging, ignore_errors=True)
        os.makedirs(self._staging)
        # The paths written aside, in a file too: there may be a million.
        self._aside = self.scratch()
        self._aside_count = 0

    def open(self, path: str) -> BinaryIO:
        """Begin a file that is written bit by bit; `finish` it."""
        file = open(self._new(path), "w+b")  # noqa: SIM115 - closed by `finish`
        self._open[path] = file
        return file

    def finish(self, path: str) -> None:
        """End a file that was begun with `open`."""
        self._open.pop(path).close()
        self._made.add(path)
        new, old = os.path.join(self._staging, path), os.path.join(self._folder, path)
        if os.path.isfile(old) and filecmp.cmp(new, old, shallow=False):
            os.unlink(new)
            self.unchanged.append(path)
        else:
            self.changed.append(path)

    def write(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a whole file from its parts."""
        rest = iter(parts)
        begun, size = [], 0
        for part in rest:
            begun.append(part)
            size += len(part)
            if size > _SMALL:
                file = self.open(path)
                file.writelines(begun)
                file.writelines(rest)
                self.finish(path)
                return
        (self.changed if self._put(path, b"".join(begun)) else self.unchanged).append(path)

    def put(self, path: str, data: bytes) -> None:
        """Write a small file of which there are many."""
        if self._put(path, data):
            self.single_changed += 1
        else:
            self.single_unchanged += 1

    def _put(self, path: str, data: bytes) -> bool:
        """Write a file unless it stands there already; whether it was written."""
        self._made.add(path)
        if _read(os.path.join(self._folder, path), len(data)) == data:
            return False
        with open(self._new(path), "wb") as file:
            file.write(data)
        return True

    def scratch(self) -> BinaryIO:
        """A file for the exporter's own use, which vanishes with the stage."""
        file = TemporaryFile(dir=self._staging)  # noqa: SIM115 - closed with the stage
        self._scratch.append(file)
        return file

    def finished(self) -> Iterator[tuple[str, int, str]]:
        """The files finished so far, without those of `put`: path, size in bytes, SHA-256; by path."""
        changed = set(self.changed)
        for path in sorted((*self.changed, *self.unchanged)):
            with open(os.path.join(self._staging if path in changed else self._folder, path), "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                yield path, file.tell(), digest

    def left_over(self, folder: str, suffix: str) -> Iterator[str]:
        """The files with that suffix that stand below a subfolder and were not made this time, sorted."""
        yield from sorted(path for path in _files(self._folder, folder, suffix) if path not in self._made)

    def commit(self) -> None:
        """Put the files in place."""
        many = self._aside_count >= _MANY
        if many:
            os.sync()
        self._aside.seek(0)
        for line in self._aside:
            path = os.fsdecode(line[:-1])
            new, old = os.path.join(self._staging, path), os.path.join(self._folder, path)
            if not many and os.path.exists(new):
                _write_out(new)
            try:
                os.replace(new, old)
            except FileNotFoundError:
                if not os.path.exists(new):  # it was like the one that stands
                    continue
                os.makedirs(os.path.dirname(old), exist_ok=True)
                os.replace(new, old)

    def discard(self) -> None:
        """Take away what was not put in place."""
        for file in (*self._open.values(), *self._scratch):
            try:
                file.close()
            except OSError:  # the disk is full, and there are bytes left to flush
                pass
        shutil.rmtree(self._staging, ignore_errors=True)

    def _new(self, path: str) -> str:
        """Where a file is written aside."""
        target = os.path.join(self._staging, path)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            self._folders.add(folder)
        self._aside.write(os.fsencode(path) + b"\n")
        self._aside_count += 1
        return target


class _Hashes:
    """A set of paths by their hashes, eight bytes each: a million of them as a set would take eighty."""

    def __init__(self) -> None:
        self._parts = [array("q") for _ in range(256)]
        self._sorted: set[int] = set()

    def add(self, path: str) -> None:
        """Take one in."""
        number = hash(path)
        self._parts[number & 255].append(number)
        self._sorted.discard(number & 255)

    def __contains__(self, path: str) -> bool:
        number = hash(path)
        index = number & 255
        if index not in self._sorted:
            self._parts[index] = array("q", sorted(self._parts[index]))
            self._sorted.add(index)
        part = self._parts[index]
        at = bisect_left(part, number)
        return at < len(part) and part[at] == number


def _files(root: str, folder: str, suffix: str) -> Iterator[str]:
    """The files below a folder, one after the other: a folder of a million names is never held as a list."""
    try:
        entries = os.scandir(os.path.join(root, folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, f"{folder}/{entry.name}", suffix)
            elif entry.name.endswith(suffix):
                yield f"{folder}/{entry.name}"


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


def _read(path: str, size: int) -> bytes | None:
    """The bytes of a file if it has just that size, else None."""
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        return os.read(number, size + 1) if os.fstat(number).st_size == size else None
    finally:
        os.close(number)


def _write_out(path: str) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
