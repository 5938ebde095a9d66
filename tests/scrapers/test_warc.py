"""Pages out of web archives: only those of a source, each at its own time, and older ones change no id."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ConfigError
from cwac_aggregator.sources import SourceEntry
from scrapers.warc import WarcSummary, captures, take

ENTRY = SourceEntry(
    id="town", name="Ottumwa Police", kind="police", city="Ottumwa", region="IA", country="US",
    start_urls=("https://pd.example.gov/",),
)  # fmt: skip
URL = "https://www.pd.example.gov/news/coffee"
SETTINGS = Settings()


def told(day: str) -> str:
    return (
        f"<h1>Coffee with a Cop</h1><p>Join us for Coffee with a Cop on {day}, from 8 to 10 a.m. at Copper Kettle.</p>"
    )


def archive(path: Path, *records: tuple[str, str, str], status: str = "200 OK", kind: str = "text/html") -> Path:
    """A WARC file with one response for each (address, time, body); compressed record by record, as the format has it."""
    with path.open("wb") as file:
        for url, at, body in records:
            answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{len(url):032x}>\r\nWARC-Date: {at}\r\n"
                f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            file.write(gzip.compress(record) if path.suffix == ".gz" else record)
    return path


def go(database: Database, *files: Path) -> WarcSummary:
    return take(files, [ENTRY], SETTINGS, database, run_id=None)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_source_are_archived_at_their_time(database: Database, tmp_path: Path, name: str) -> None:
    file = archive(
        tmp_path / name,
        (URL, "2026-09-01T12:00:00Z", told("Wednesday, October 7, 2026")),
        ("https://elsewhere.example/", "2026-09-01T12:00:00Z", "not ours"),
        (f"{URL}?printerFriendly=true", "2026-09-01T12:00:00Z", "a twin"),
    )
    assert go(database, file) == WarcSummary(captures=3, taken=1, new=1, foreign=1, unfit=1)
    stored = database.archive.latest(URL)
    assert stored is not None
    assert stored[0].last_fetched == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert b"Copper Kettle" in stored[1]
    assert go(database, file).new == 0


def test_what_is_no_page_is_left_out(database: Database, tmp_path: Path) -> None:
    at = "2026-09-01T12:00:00Z"
    gone = archive(tmp_path / "gone.warc", (URL, at, "gone"), status="404 Not Found")
    image = archive(tmp_path / "image.warc", (URL, at, "GIF89a"), kind="image/gif")
    soft = archive(tmp_path / "soft.warc", (URL, at, "<title>Page not found</title>"))
    assert go(database, gone, image, soft) == WarcSummary(captures=3, unfit=3)


def test_a_host_that_asked_to_be_left_out_stays_out(database: Database, tmp_path: Path) -> None:
    database.decisions.opt_out("pd.example.gov", by="owner", why="asked")
    assert (
        go(database, archive(tmp_path / "a.warc", (URL, "2026-09-01T12:00:00Z", told("October 7, 2026")))).foreign == 1
    )


def test_an_older_capture_changes_neither_the_id_nor_what_holds(database: Database, tmp_path: Path) -> None:
    registry = {ENTRY.id: ENTRY}

    def events() -> list[tuple[str, str]]:
        pipeline.extract(database, registry)
        pipeline.resolve(database, threshold=0.8)
        return [(event.id, str(event.start)) for event in database.events.find()]

    go(database, archive(tmp_path / "new.warc", (URL, "2026-09-10T12:00:00Z", told("Wednesday, October 7, 2026"))))
    before = events()
    assert len(before) == 1
    go(database, archive(tmp_path / "old.warc", (URL, "2026-08-01T12:00:00Z", told("Wednesday, September 30, 2026"))))
    after = events()
    assert before[0] in after
    latest = database.archive.latest(URL)
    assert latest is not None
    assert b"October 7" in latest[1]


@pytest.mark.parametrize("body", [b"", b"hello\r\n\r\n", gzip.compress(b"WARC/1.0\r\n")[:12]])
def test_a_file_that_is_none_is_named(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "odd.warc.gz"
    file.write_bytes(body)
    try:
        assert list(captures(file, 1000)) == []
    except ConfigError as error:
        assert "odd.warc.gz" in str(error)
    with pytest.raises(ConfigError, match=r"none\.warc"):
        list(captures(tmp_path / "none.warc", 1000))


def test_a_broken_record_does_not_end_the_file(database: Database, tmp_path: Path) -> None:
    fine = (URL, "2026-09-01T12:00:00Z", told("October 7, 2026"))
    file = archive(tmp_path / "a.warc", ("https://pd.example.gov:port/", "2026-09-01T12:00:00Z", "x"), fine)
    assert go(database, file) == WarcSummary(captures=2, taken=1, new=1, broken=1)
