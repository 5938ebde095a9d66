"""The crawler's memory: what is saved comes back, with what the pages say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from cwac_aggregator.database import Address, Database, Fetched, schema

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
URL = "https://pd.example.gov/news/coffee"


def fetched(at: datetime, words: str) -> Fetched:
    return Fetched(
        url=URL,
        source_id="pd",
        fetched_at=at,
        status=200,
        body=words.encode(),
        text_digest=words,
        content_type="text/html",
    )


def put(db: Database, table: sa.Table, **values: object) -> None:
    """Write a row, with something harmless in every column that must hold a value."""
    for column in table.columns:
        if not column.nullable and column.name not in values:
            kind = column.type.python_type if not isinstance(column.type, schema.Instant) else datetime
            values[column.name] = NOW if kind is datetime else kind()
    with db._engine.begin() as connection:
        connection.execute(sa.insert(table).values(**values))


def test_the_newest_word_holds(db: Database) -> None:
    db.addresses.save([Address(url=URL, source_id="pd", state="waiting", score=5, depth=2)])
    db.addresses.save([Address(url=URL, source_id="pd", state="page", score=5, depth=2, leads=3, asked=NOW)])
    db.addresses.save([Address(url=URL + "/2", source_id="pd", state="gone", score=50, failures=1)])
    db.addresses.save([Address(url="https://other.example/", source_id="other", state="page")])
    first, second = db.addresses.known("pd", NOW.date())
    assert (first.address.url, first.address.state, first.address.failures) == (URL + "/2", "gone", 1)
    assert second.address == Address(url=URL, source_id="pd", state="page", score=5, depth=2, leads=3, asked=NOW)
    assert (second.changed, second.versions, second.has_sign, second.next_day) == (None, 0, None, None)


def test_what_its_pages_say(db: Database) -> None:
    db.addresses.save([Address(url=URL, source_id="pd", state="page")])
    db.archive.store([fetched(NOW, "one")])
    db.archive.store([fetched(NOW + timedelta(days=1), "two")])
    with db._engine.begin() as connection:
        connection.execute(
            sa.text(
                "insert into readings (page_id, reader_version, published, has_sign, mentions) "
                "select id, 'v', '2026-09-01', true, 0 from pages where text_digest = 'two'"
            )
        )
    (known,) = db.addresses.known("pd", NOW.date())
    assert (known.first_fetched, known.changed, known.versions) == (NOW, NOW + timedelta(days=1), 2)
    assert (known.published, known.has_sign, known.content_type) == (date(2026, 9, 1), True, "text/html")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-20", date(2026, 9, 20)), ("2026-09-13", date(2026, 9, 13)), ("2026-09-12", None)],
)
def test_the_nearest_event_that_is_not_past(db: Database, day: str, expected: date | None) -> None:
    db.addresses.save([Address(url=URL, source_id="pd", state="page")])
    for number, on in enumerate((day, "2026-12-24" if expected else "2026-01-01")):
        put(db, schema.mention_ids, id=f"m{number}")
        put(db, schema.mentions, id=f"m{number}", source_id="pd", page_url=URL, day=on)
    (known,) = db.addresses.known("pd", NOW.date())
    assert known.next_day == expected


def test_opt_outs(db: Database) -> None:
    assert db.decisions.opt_outs() == frozenset()
    db.decisions.opt_out("www.Quiet.example", "maria", why="letter of 2026-09-01")
    assert db.decisions.opt_outs() == {"quiet.example"}
