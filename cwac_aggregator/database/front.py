"""The front of the room: one object, one attribute per table group."""

from __future__ import annotations

from types import TracebackType

from sqlalchemy.engine import Engine

from .archive import Archive
from .engine import address, make_engine
from .issues import Issues
from .migrate import migrate
from .runs import Runs


class Database:
    """An open database. Use it as a context manager.

    archive, runs, issues: see the classes of those names.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.archive = Archive(engine)
        self.runs = Runs(engine)
        self.issues = Issues(engine)

    @classmethod
    def open(cls, url: str) -> Database:
        """Open the database at `url` (SQLAlchemy's form), creating or upgrading its tables.

        Raises DatabaseError where it cannot be reached or used, SchemaTooNewError where a newer program wrote it.
        """
        engine = make_engine(url)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @property
    def address(self) -> str:
        """Where it is, without a password."""
        return address(self._engine)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
