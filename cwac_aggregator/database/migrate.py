"""Bring a database to this program's schema: by itself, when it is opened."""

from __future__ import annotations

import re
from importlib import resources

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..errors import DatabaseError, SchemaTooNewError
from .engine import address, reading, writing

PACKAGE = "cwac_aggregator.database"
_LOCK = 0x63776163
"""Any fixed number: the PostgreSQL advisory lock under which one process migrates while others wait."""


def head() -> str:
    """The revision this program writes: the name of the newest file among the migrations."""
    versions = resources.files(PACKAGE) / "migrations" / "versions"
    names = (re.match(r"(\d{4})_\w+\.py$", file.name) for file in versions.iterdir())
    return max(match[1] for match in names if match)


def migrate(engine: Engine) -> None:
    """Create or upgrade the tables; do nothing where they are up to date. Raises SchemaTooNewError, DatabaseError."""
    with reading(engine) as connection:
        if _is_current(connection, engine):
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if not _is_current(connection, engine):
            _upgrade(connection)


def _is_current(connection: Connection, engine: Engine) -> bool:
    found = _revision(connection, engine)
    if found is not None and found > head():
        raise SchemaTooNewError(
            f"{address(engine)}: written by a newer version of this program (schema {found}, known here: {head()})",
            hint="Upgrade: pip install -U cwac-aggregator. Nothing was changed.",
        )
    return found == head()


def _revision(connection: Connection, engine: Engine) -> str | None:
    """The database's revision; None for an empty one. Refuses a database with somebody else's tables."""
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables & {"pages", "events", "mentions"}:
            raise DatabaseError(
                f"{address(engine)}: has tables this program did not make",
                hint="Give this program its own database in the setting `database_url`.",
            )
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", f"{PACKAGE}:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
