"""The archive keeps each text once and knows what changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from cwac_aggregator.database import Database, Fetched, schema
from cwac_aggregator.fingerprint import text_digest

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)
URL = "https://police.example/news"


def answer(text: str, hours: int = 0, url: str = URL, **more: str) -> Fetched:
    body = text.encode()
    return Fetched(
        url=url,
        source_id="example",
        fetched_at=T0 + timedelta(hours=hours),
        status=200,
        body=body,
        text_digest=text_digest(body),
        content_type="text/html",
        **more,
    )


def unread(db: Database, version: str = "1") -> list[tuple[str, bytes]]:
    return [(page.url, body) for page, body in db.archive.unread(version)]


def test_a_new_address_is_new_and_its_body_comes_back(db: Database) -> None:
    assert db.archive.validators(URL) is None
    assert db.archive.store([answer("<p>one</p>", etag='"a"')]) == ["new"]
    assert db.archive.validators(URL) == ('"a"', None)
    assert unread(db) == [(URL, b"<p>one</p>")]


def test_unchanged_text_keeps_the_stored_body_and_takes_the_new_validators(db: Database) -> None:
    db.archive.store([answer("<p>one</p><input type=hidden value=1>", etag='"a"')])
    assert db.archive.store([answer("<p>one</p><input type=hidden value=2>", 1, etag='"b"')]) == ["unchanged"]
    assert db.archive.validators(URL) == ('"b"', None)
    [(page, body)] = db.archive.unread("1")
    assert body.endswith(b"value=1>")
    assert (page.first_fetched, page.last_fetched) == (T0, T0 + timedelta(hours=1))


def test_changed_text_is_another_version_and_the_old_one_stays(db: Database) -> None:
    db.archive.store([answer("<p>one</p>")])
    assert db.archive.store([answer("<p>two</p>", 1)]) == ["changed"]
    assert unread(db) == [(URL, b"<p>one</p>"), (URL, b"<p>two</p>")]


def test_a_text_that_comes_back_is_the_newest_again(db: Database) -> None:
    db.archive.store([answer("<p>one</p>"), answer("<p>two</p>", 1)])
    assert db.archive.store([answer("<p>one</p>", 2)]) == ["changed"]
    assert unread(db) == [(URL, b"<p>two</p>"), (URL, b"<p>one</p>")]


def test_an_older_capture_changes_nothing_of_the_newer(db: Database) -> None:
    db.archive.store([answer("<p>now</p>", 10, etag='"new"')])
    assert db.archive.store([answer("<p>then</p>", 0, etag='"old"')]) == ["changed"]
    assert db.archive.validators(URL) == ('"new"', None)
    assert db.archive.store([answer("<p>now</p>", 5, etag='"mid"')]) == ["unchanged"]
    assert db.archive.validators(URL) == ('"new"', None)


def test_one_batch_may_hold_one_address_twice(db: Database) -> None:
    assert db.archive.store([answer("<p>a</p>"), answer("<p>a</p>", 1), answer("<p>b</p>", url=URL + "/2")]) == [
        "new",
        "unchanged",
        "new",
    ]
    assert len(unread(db)) == 2
    assert db.archive.store([]) == []


def test_a_304_moves_only_the_time(db: Database) -> None:
    assert db.archive.confirm(URL, "example", T0) is False
    db.archive.store([answer("<p>one</p>")])
    assert db.archive.confirm(URL, "example", T0 + timedelta(days=1)) is True
    [(page, _)] = db.archive.unread("1")
    assert page.last_fetched == T0 + timedelta(days=1)


def test_old_bodies_without_a_sign_are_dropped_and_their_digests_stay(db: Database) -> None:
    texts = {"plain": (False, 0), "coffee": (True, 0), "quoted": (False, 1), "fresh": (False, 0), "unread": None}
    for name in texts:
        db.archive.store([answer(f"<p>{name}</p>", 24 * 30 if name == "fresh" else 0, url=f"{URL}/{name}")])
    for page, _ in list(db.archive.unread("1")):
        if (read := texts[page.url.rpartition("/")[2]]) is not None:
            values = {"page_id": page.id, "reader_version": "1", "has_sign": read[0], "mentions": read[1]}
            with db._engine.begin() as connection:
                connection.execute(sa.insert(schema.readings).values(values))
    before = T0 + timedelta(days=1)
    assert [db.archive.prune(before), db.archive.prune(before)] == [1, 0]
    assert db.archive.latest(f"{URL}/plain") is None
    assert all(db.archive.latest(f"{URL}/{name}") is not None for name in texts if name != "plain")
    assert db.archive.store([answer("<p>plain</p>", 48, url=f"{URL}/plain")]) == ["unchanged"]
    assert len(unread(db, "2")) == db.archive.unread_count("2") == 4
