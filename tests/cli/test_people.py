"""`cwac changes`, `why`, `judge`, `override`, `accept`, `hide`, `add`, `decisions`, `reconcile`, on a real database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cwac_aggregator import pipeline
from cwac_aggregator.cli.app import cli
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ConfigError, UnknownIdError
from cwac_aggregator.model import Document

from .. import toy

COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield | region=CA | country=US"
TACOS = COFFEE.replace("Coffee", "Tacos").replace("10-07", "10-09").replace("Blue Door Cafe", "La Palma")


def resolve(db: Database) -> None:
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path / 'cwac.sqlite'}"
    monkeypatch.setenv("CWAC_DATABASE_URL", url)
    monkeypatch.setenv("LOGNAME", "ann")
    with Database.open(url) as database:
        toy.crawl(database, {"/a": COFFEE, "/b": TACOS})
        resolve(database)
        yield database


def call(*words: str, fails: type[Exception] | None = None) -> Result:
    result = CliRunner().invoke(cli, words, standalone_mode=False)
    if fails is None:
        assert result.exception is None, result.exception
    else:
        assert isinstance(result.exception, fails), result.output
    return result


def ids(db: Database) -> tuple[str, str]:
    """The ids of the two events, coffee first."""
    first, second = db.events.find()
    return first.id, second.id


def test_changes_as_text_json_and_rss(db: Database) -> None:
    toy.crawl(db, {"/a": COFFEE.replace("10-07", "10-14") + " | previous_start=2026-10-07"}, day=5)
    resolve(db)
    told = call("changes", "--since", "3d").stdout
    assert told.startswith("What changed from 2026-09-03 to 2026-09-06: 1 event.\n\nMoved\n  Wed 2026-10-14 08:00")
    assert "start: Wed 2026-10-07 08:00 -> Wed 2026-10-14 08:00" in told
    [item] = map(json.loads, call("changes", "--since", "2026-09-03", "--json").stdout.splitlines())
    assert (item["what"], item["title"], item["lines"][0]["field"]) == ("moved", "Coffee with a Cop", "start")
    feed = call("changes", "--rss").stdout
    assert feed.count("<item>") == 2
    assert call("changes", "--rss").stdout == feed
    call("changes", "--since", "soon", fails=ConfigError)


def test_why_two_are_two(db: Database) -> None:
    coffee, tacos = ids(db)
    told = call("why", coffee, tacos).stdout
    assert "different" in told
    assert "blue door cafe" in told
    call("why", coffee, coffee, fails=UnknownIdError)
    call("why", coffee, "m0", fails=UnknownIdError)


def test_decisions_are_noted_listed_carried_and_undone(db: Database, tmp_path: Path) -> None:
    coffee, tacos = ids(db)
    left, right = (db.events.get(event).mentions[0].id for event in (coffee, tacos))
    call("judge", left, right, "different", "--why", "two evenings")
    call("override", left, "venue", "The Blue Door", "--by", "bob")
    call("hide", tacos)
    call("accept", tacos)
    call("add", "title=Pizza with Police", "start=2026-11-01", "city=Springfield")
    resolve(db)
    assert [(e.title, e.venue) for e in db.events.find()] == [
        ("Coffee with a Cop", "The Blue Door"),
        ("Tacos with a Cop", "La Palma"),
        ("Pizza with Police", None),
    ]
    log = call("decisions", "log").stdout
    assert "j1" in log
    assert "bob" in log
    call("decisions", "undo", "o1")
    call("decisions", "undo", "o1", fails=ConfigError)
    lines = call("decisions", "dump").stdout
    assert len(lines.splitlines()) == 6
    (tmp_path / "decisions.jsonl").write_text(lines)
    assert call("decisions", "load", str(tmp_path / "decisions.jsonl")).stderr.endswith("0 new decisions.\n")
    call("decisions", "load", str(tmp_path / "none.jsonl"), fails=ConfigError)
    call("add", "title=x", fails=ConfigError)
    call("add", "Coffee", fails=ConfigError)


def test_reconcile_prints_a_table_csv_and_json(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("title,start,venue,city,region\nCoffee with a Cop,2026-10-08T08:00,Blue Door Cafe,Springfield,CA\n")
    told = call("reconcile", str(file))
    assert "differing" in told.stdout
    assert told.stderr == "1 differing, 1 only-ours\n"
    rows = call("reconcile", str(file), "--csv").stdout.splitlines()
    assert rows[0].startswith("standing,fields,start")
    assert rows[1].startswith("differing,start,2026-10-07T08:00:00-07:00")
    objects = [json.loads(line) for line in call("reconcile", str(file), "--json").stdout.splitlines()]
    assert [row["standing"] for row in objects] == ["differing", "only-ours"]
    assert objects[0]["their_start"] == "2026-10-08T08:00:00"
    call("reconcile", str(tmp_path / "none.csv"), fails=ConfigError)
    for flag, name in (("--csv", "back.csv"), ("--json", "back.json")):
        (tmp_path / name).write_text(call("reconcile", str(file), flag).stdout)
        assert call("reconcile", str(tmp_path / name)).stderr == "2 both\n", "pasted back, the two lists agree"


def test_reconcile_asks_an_address_through_the_polite_downloader(
    db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the list itself tells is not ours, once the registry knows whose list it is."""
    toy.crawl(db, {"https://program.example/list": COFFEE.replace("10-07", "10-21")}, source="program")
    resolve(db)
    (tmp_path / "sources.yml").write_text(
        "sources:\n- {id: program, name: The Program, kind: program, city: Hawthorne, region: CA, country: US,"
        " start_urls: ['https://program.example/list']}\n"
    )
    monkeypatch.setenv("CWAC_REGISTRY", str(tmp_path / "sources.yml"))
    asked = []

    def fetch(url: str, _: Settings) -> Document:
        asked.append(url)
        body = b"title,start,venue,city,region\nCoffee with a Cop,2026-10-07T08:00,Blue Door Cafe,Springfield,CA\n"
        return Document(url=url, body=body, content_type="text/csv; charset=utf-8")

    monkeypatch.setattr("scrapers.fetch", fetch)
    told = call("reconcile", "https://program.example/list")
    assert asked == ["https://program.example/list"]
    assert told.stderr == "1 only-ours, 1 both\n"


def review(keys: str, *words: str) -> Result:
    result = CliRunner().invoke(cli, ["review", "--by", "ann", *words], input=keys, standalone_mode=False)
    assert result.exception is None, result.exception
    return result


@pytest.fixture
def doubtful(db: Database) -> Database:
    toy.crawl(
        db,
        {
            "/low": "Cocoa | 2026-10-20 | city=Springfield | region=CA | country=US | confidence=0.5",
            "/lower": "Pizza | 2026-10-25 | city=Springfield | region=CA | country=US | confidence=0.4",
            "https://herald.example/b": "Neighbours meet the force | 2026-10-07 | city=Springfield | region=CA | country=US",
        },
    )
    resolve(db)
    return db


def test_the_queue_is_listed(doubtful: Database) -> None:
    told = review("", "--list")
    assert [line.split()[0] for line in told.stdout.splitlines()] == ["2026-10-07", "2026-10-20", "2026-10-25"]
    assert told.stderr == "3 cases in the queue.\n"


def test_one_key_a_decision_and_undo(doubtful: Database) -> None:
    told = review("sahuq")
    assert "2026-10-07T08:00" in told.stdout
    assert "score" in told.stdout
    kept = {decision.number: decision.undone_at is None for decision in doubtful.decisions.log()}
    assert kept == {"j1": True, "o1": True, "o2": False}
    resolve(doubtful)
    assert {event.title: event.visibility for event in doubtful.events.find(visibility=None)} == {
        "Coffee with a Cop": "published",
        "Tacos with a Cop": "published",
        "Cocoa": "published",
        "Pizza": "review",
    }


def test_a_whole_series_at_once_and_undone_at_once(doubtful: Database) -> None:
    rows = "\n".join(
        f"Cocoa | 2026-1{n}-03 | city=Ogdenville | region=CA | country=US | confidence=0.5" for n in range(3)
    )
    toy.crawl(doubtful, {"/series": rows}, day=1)
    resolve(doubtful)
    cases = [line for line in review("", "--list").stdout.splitlines() if "Cocoa" in line]
    assert len(cases) == 4
    review("rq")  # The soonest is the first of the series.
    accepted = {decision.what["mention_id"] for decision in doubtful.decisions.log()}
    assert len(accepted) == 3
    review("nRuq")
    assert sum(decision.undone_at is None for decision in doubtful.decisions.log()) == 3


def test_a_whole_source_at_once_and_next(doubtful: Database) -> None:
    review("nxH")
    hidden = [decision.what["value"] for decision in doubtful.decisions.log()]
    assert hidden == ["hidden", "hidden"]
    assert "different" not in hidden
