"""Every error this program raises on purpose.

    CwacError                     exit code 1
    ├── ConfigError               2  a setting, flag or file the user gave is wrong
    │   └── SourceError           2  a registry entry is wrong
    ├── PageError                 1  one page cannot be read; the others go on
    ├── FetchError                1  one address could not be, or may not be, fetched
    │   └── RobotsError           1  robots.txt does not allow it
    ├── DatabaseError             1  the database cannot be reached, read or written
    │   └── SchemaTooNewError     1  the database was written by a newer program
    ├── UnknownIdError            1  an id that was never given
    ├── ExportError               1  a file could not be written; the old one stands
    ├── ChecksRefusedError        3  a check failed; yesterday's files stand
    └── LockHeldError             4  another run holds the lock

Each names the thing and the place in its message and the next step in `hint`.
"""

from typing import ClassVar


class CwacError(Exception):
    """Base of all. `hint` is the next step for the person who reads it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class ConfigError(CwacError):
    """A setting, a flag or a file the user gave is wrong."""

    exit_code: ClassVar[int] = 2


class SourceError(ConfigError):
    """A registry entry is wrong."""


class PageError(CwacError):
    """One page cannot be read."""


class FetchError(CwacError):
    """One address could not be, or may not be, fetched."""


class RobotsError(FetchError):
    """robots.txt does not allow one address."""


class DatabaseError(CwacError):
    """The database cannot be reached, read or written."""


class SchemaTooNewError(DatabaseError):
    """The database was written by a newer version of the program."""


class UnknownIdError(CwacError):
    """An id that was never given."""


class ExportError(CwacError):
    """A file could not be written; the file that stood there before still stands."""


class ChecksRefusedError(CwacError):
    """A check failed before publishing; the files published before still stand."""

    exit_code: ClassVar[int] = 3


class LockHeldError(CwacError):
    """Another run holds the lock."""

    exit_code: ClassVar[int] = 4
