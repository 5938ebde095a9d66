"""The front of the room: one object, one attribute per table group."""

from __future__ import annotations

from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from .addresses import Addresses
from .archive import Archive
from .decisions import Decisions
from .engine import address, make_engine, writing
from .events import Events
from .history import History
from .imported import Imported
from .issues import Issues
from .ledger import Ledger
from .mentions import Mentions
from .migrate import migrate
from .public import Public
from .review import Review
from .runs import Runs
from .schema import DERIVED
from .series import Series
from .sources import Sources
from .visits import Visits


class Database:
    """An open database. Use it as a context manager.

    `archive` pages and fetches, `addresses` what to ask for again, `runs` the log of runs and the lock, `sources` the registry, `imported` the sources from directories, `visits` how its crawls went, `mentions` what pages say, `series` open
    rules,
    `decisions` what people said, `ledger` ids and history, `events` what users see, `history` what changed, `review` what waits for a word, `issues` what to look at, `public` what the
    public pages ask for beside: see the classes of those names.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.archive = Archive(engine)
        self.addresses = Addresses(engine)
        self.runs = Runs(engine)
        self.sources = Sources(engine)
        self.imported = Imported(engine)
        self.visits = Visits(engine)
        self.mentions = Mentions(engine)
        self.series = Series(engine)
        self.decisions = Decisions(engine)
        self.ledger = Ledger(engine)
        self.events = Events(engine)
        self.history = History(engine)
        self.review = Review(engine)
        self.issues = Issues(engine)
        self.public = Public(engine)

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

    def drop_derived(self) -> None:
        """Empty everything that can be rebuilt from the archive, the decisions and the ledger."""
        with writing(self._engine) as connection:
            for table in DERIVED:
                connection.execute(sa.delete(table))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
