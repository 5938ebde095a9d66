"""A database of every released revision, with data in it, is brought up to date and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.database.engine import make_engine, writing
from cwac_aggregator.database.migrate import PACKAGE, head

from .. import toy

REVISIONS = sorted(
    file.name[:4]
    for file in (resources.files(PACKAGE) / "migrations" / "versions").iterdir()
    if file.name[:4].isdigit()
)
AT = datetime(2026, 9, 1, tzinfo=UTC)
PAYLOAD = (
    '{"title":"Coffee","start":"2026-10-07T08:00:00-07:00","confidence":0.9,"flags":["year-inferred"],'
    '"reader_version":"1","evidence":{"title":["Coffee!","p","prose"],"start":["Oct. 7, 8 a.m.","p","rss"]}}'
)
"""What a page said, as it waited before revision 8."""
MOVED = {"evidence", "tellings"}
"""Tables whose rows a later revision put elsewhere."""


@pytest.fixture
def blank_url(request: pytest.FixtureRequest, database_url: str) -> Iterator[str]:
    """The address of a database without any table."""
    engine = sa.create_engine(database_url)
    with engine.begin() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        found.drop_all(connection)
    engine.dispose()
    yield database_url


def upgrade_to(url: str, revision: str) -> None:
    engine = make_engine(url)
    with writing(engine) as connection:
        config = Config()
        config.set_main_option("script_location", f"{PACKAGE}:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def fill(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Put one row into every table, parents first; what was written, by table."""
    engine = make_engine(url)
    written = {}
    with writing(engine) as connection:
        found = sa.MetaData()
        found.reflect(connection)
        for table in found.sorted_tables:
            if table.name == "alembic_version":
                continue
            row = {column.name: value_of(table.name, column) for column in table.columns}
            connection.execute(sa.insert(table).values(row))
            written[table.name] = [tuple(row)]
    engine.dispose()
    return written


def value_of(table: str, column: sa.Column[Any]) -> Any:
    """Something that may stand in a column."""
    special = {
        "redirects_to": None,
        "day": "2026-10-07",
        "start": "2026-10-07",
        "flags": "[]",
        "alternatives": "[]",
        "payload": PAYLOAD,
    }
    if column.name in special:
        return special[column.name]
    if column.foreign_keys or (column.primary_key and column.name in ("id", "digest")):
        return 1 if isinstance(column.type, sa.Integer) else "x"
    kind = column.type.python_type
    if kind is datetime:
        return AT
    if kind is bytes:
        return b"x"
    return {bool: True, int: 1, float: 0.5}.get(kind, AT.isoformat() if is_instant(column) else "x")


def is_instant(column: sa.Column[Any]) -> bool:
    """SQLite keeps instants as text of this width."""
    return isinstance(column.type, sa.String) and column.type.length == 32 and not column.name.endswith("id")


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = sa.MetaData()
        found.reflect(connection)
        all_rows = {
            table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for table in found.sorted_tables
            if table.name != "alembic_version"
        }
    engine.dispose()
    return all_rows


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_released_revision_comes_up_with_its_data(blank_url: str, revision: str) -> None:
    upgrade_to(blank_url, revision)
    fill(blank_url)
    before = rows(blank_url)
    assert all(len(found) == 1 for found in before.values())
    Database.open(blank_url).close()
    after = rows(blank_url)
    for table, found in before.items():
        if table in MOVED and revision < "0008":
            continue
        for old, new in zip(found, after[table], strict=True):
            assert {name: new[name] for name in old} == old, table


@pytest.mark.parametrize("revision", REVISIONS)
def test_work_goes_on_after_an_upgrade(blank_url: str, revision: str) -> None:
    """A page archived under an old schema is read, resolved and told under the new one."""
    upgrade_to(blank_url, revision)
    engine = make_engine(blank_url)
    body = b"Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door | city=Springfield"
    with writing(engine) as connection:
        found = sa.MetaData()
        found.reflect(connection, only=["bodies", "pages"])
        from cwac_aggregator.database.compression import compress

        bodies, pages = found.tables["bodies"], found.tables["pages"]
        connection.execute(sa.insert(bodies).values(digest="d", size=len(body), compressed=compress(body)))
        moment = AT if connection.dialect.name == "postgresql" else AT.isoformat(timespec="microseconds")
        connection.execute(
            sa.insert(pages).values(
                id=1,
                url="https://pd.example/a",
                text_digest="t",
                body_digest="d",
                source_id="pd",
                status=200,
                first_fetched=moment,
                last_fetched=moment,
            )
        )
    engine.dispose()
    with Database.open(blank_url) as db:
        pipeline.extract(db, {}, reader=toy.read, reader_version="1")
        pipeline.resolve(db, threshold=0.8)
        [event] = db.events.find()
        assert event.venue == "Blue Door"


@pytest.mark.parametrize("revision", [revision for revision in REVISIONS if revision < "0008"])
def test_words_and_what_waits_are_kept(blank_url: str, revision: str) -> None:
    upgrade_to(blank_url, revision)
    fill(blank_url)
    Database.open(blank_url).close()
    after = rows(blank_url)
    [mention] = after["mentions"]
    assert json.loads(mention["evidence"]) == {"x": ["x", "x", "x"]}
    [waiting] = after["tellings"]
    assert waiting["title"] == "Coffee"
    assert (waiting["start"], waiting["day"]) == ("2026-10-07T08:00:00-07:00", "2026-10-07")
    assert (waiting["kind"], waiting["status"], waiting["confidence"]) == ("event", "scheduled", 0.9)
    assert (waiting["flags"], waiting["alternatives"], waiting["origin"]) == ('["year-inferred"]', "[]", "rss")
    assert list(json.loads(waiting["evidence"])) == ["start", "title"]
    assert waiting["digest"]


def test_the_newest_revision_is_the_head() -> None:
    assert head() == REVISIONS[-1]
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
