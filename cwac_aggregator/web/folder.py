"""Writing many files as one: aside first, put in place when all are whole, unchanged ones untouched, old ones taken away."""

from __future__ import annotations

import filecmp
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ExportError

MANIFEST = ".cwac-site.json"
"""The list of files of the copy that stands, so that a later one takes away only what is ours."""
STAGING = ".cwac-site"
_SAFE = re.compile(r"(?!.*(^|/)\.\.?(/|$))[\w.-]+(/[\w.-]+)*", re.ASCII)


class Folder:
    """A copy on its way into `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / STAGING
        self._paths: list[str] = []
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)

    def put(self, path: str, body: bytes) -> None:
        """Write a file aside. `path` is relative, of ASCII letters, digits and `._-/`; anything else is a fault of ours."""
        if not _SAFE.fullmatch(path):
            raise ValueError(f"{path!r} may not be the name of a file")
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        self._paths.append(path)

    def commit(self) -> tuple[int, int, int]:
        """Put all files in place; how many changed, stayed as they were, and were taken away."""
        changed = unchanged = 0
        # Pages come last: what they lead to stands before they do.
        for path in sorted(self._paths, key=lambda path: (path.endswith(".html"), path)):
            new, old = self._staging / path, self._folder / path
            if old.is_file() and filecmp.cmp(new, old, shallow=False):
                unchanged += 1
                continue
            old.parent.mkdir(parents=True, exist_ok=True)
            new.replace(old)
            changed += 1
        gone = [path for path in self._listed() if path not in set(self._paths)]
        for path in gone:
            (self._folder / path).unlink(missing_ok=True)
        self._note()
        return changed, unchanged, len(gone)

    def discard(self) -> None:
        """Take away what lies aside."""
        shutil.rmtree(self._staging, ignore_errors=True)

    def _listed(self) -> list[str]:
        """The files of the copy that stood before."""
        try:
            found = json.loads((self._folder / MANIFEST).read_text("utf-8"))["files"]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        return [path for path in found if isinstance(path, str) and _SAFE.fullmatch(path)]

    def _note(self) -> None:
        text = json.dumps({"files": sorted(self._paths)}, indent=0) + "\n"
        aside = self._staging / MANIFEST
        aside.write_text(text, "utf-8")
        aside.replace(self._folder / MANIFEST)


@contextmanager
def written(folder: Path) -> Iterator[Folder]:
    """A copy that is cleared away in every case. Raises ExportError where the system refuses to write."""
    made = None
    try:
        made = Folder(folder)
        yield made
    except OSError as error:
        raise ExportError(
            f"cannot write the site to {folder}: {error.strerror or error}",
            hint="Make room or choose another folder, then run the command again. The old copy stands.",
        ) from error
    finally:
        if made is not None:
            made.discard()
