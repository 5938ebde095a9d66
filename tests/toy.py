"""A reader for tests: every line `title | start | more=value ...` of a page is a mention. Stands in for extraction where
what is tested is what becomes of mentions, not how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cwac_aggregator.database import Database, Fetched
from cwac_aggregator.errors import PageError
from cwac_aggregator.fingerprint import text_digest
from cwac_aggregator.model import Document, Evidence, Mention, Oddity, Place, Reading, When, when_value

T0 = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOST = "https://police.example"
ZONE = ZoneInfo("America/Los_Angeles")


def when(text: str) -> When | None:
    """A `When`; a local time is taken in Los Angeles."""
    value = when_value(text)
    return value.replace(tzinfo=ZONE) if isinstance(value, datetime) and value.tzinfo is None else value


def mention(line: str) -> Mention:
    """A mention from `title | start | more=value | ...`, with each value as its own evidence."""
    title, start, *rest = (part.strip() for part in line.split("|"))
    more = dict(part.split("=", 1) for part in rest if part)
    values: dict[str, object] = {"title": title or None, "start": when(start) if start else None}
    origin = more.pop("origin", "prose")
    for name, text in more.items():
        if name in ("end", "previous_start"):
            values[name] = when(text)
        elif name in ("latitude", "longitude", "confidence"):
            values[name] = float(text)
        elif name == "alternatives":
            values[name] = tuple(when(part) for part in text.split(","))
        elif name == "flags":
            values[name] = tuple(text.split(","))
        else:
            values[name] = text
    texts = {"title": title, "start": start, **more}
    evidence = {name: Evidence(text, "p", origin) for name, text in texts.items() if text and name != "native_id"}  # type: ignore[arg-type]
    values.setdefault("confidence", 0.9)
    values.setdefault("timezone", "America/Los_Angeles" if isinstance(values["start"], datetime) else None)
    return Mention(**values, evidence=evidence, reader_version="toy")  # type: ignore[arg-type]


def read(document: Document, place: Place, names: Sequence[str] = ()) -> Reading:
    """One mention per line with a bar. `!` alone is a page that cannot be read, `?` an oddity, `published D` its date."""
    text = document.body.decode()
    if text.strip() == "!":
        raise PageError(f"{document.url}: not readable")
    lines = text.splitlines()
    published = next((when_value(line[10:].strip()) for line in lines if line.startswith("published ")), None)
    return Reading(
        mentions=tuple(mention(line) for line in lines if "|" in line),
        oddities=tuple(Oddity("odd", line) for line in lines if line.startswith("?")),
        published=published,  # type: ignore[arg-type]
        has_sign=True,
    )


def put(db: Database, path: str, text: str, day: float = 0, source: str = "police") -> str:
    """Archive one page as fetched `day` days after T0; the outcome."""
    url = path if "://" in path else HOST + path
    body = text.encode()
    at = T0 + timedelta(days=day)
    answer = Fetched(url=url, source_id=source, fetched_at=at, status=200, body=body, text_digest=text_digest(body))
    return db.archive.store([answer])[0]


def crawl(db: Database, pages: dict[str, str], day: float = 0, source: str = "police") -> None:
    """Archive pages as one finished crawl."""
    at = T0 + timedelta(days=day)
    run = db.runs.start("crawl", crawled=True, at=at)
    for path, text in pages.items():
        body = text.encode()
        url = path if "://" in path else HOST + path
        db.archive.store(
            [Fetched(url=url, source_id=source, fetched_at=at, status=200, body=body, text_digest=text_digest(body))],
            run,
        )
    db.runs.finish(run, at=at)
