"""What a labelled case must hold: `problems` names every breach of `tests/corpus/README.md`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import lxml.html
from dateutil.rrule import rrulestr

from .. import gazetteer
from ..model import Flag, Kind, Mention, Status, When, day_of
from .cases import FIELDS, mention_of
from .compare import fold_text

_PAGE_KEYS = {"url", "fetched", "source", "language", "form", "layout", "split"}
_SOURCE_KEYS = {"name", "city", "region", "country"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHEN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d)?)?")
_PRINTED = ("title", "organizer", "venue", "street", "postcode")
_PARTED = re.compile(r"(?<=[a-z])-\n([a-z])")
_INVISIBLE = re.compile(r"[\s\u00ad\u200b\u200e\u200f\ufeff]+")


def problems(folder: Path) -> list[str]:
    """Everything wrong with one case, each as a line that begins with the case's name; an empty list if nothing is."""
    try:
        page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
        answer = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        body = (folder / "page.html").read_bytes()
    except (OSError, ValueError) as error:
        return [f"{folder.name}: {error}"]
    found = [*_page_problems(folder.name, page)]
    if not found:
        found = [*_answer_problems(page, answer, body)]
    return [f"{folder.name}: {problem}" for problem in found]


def _page_problems(name: str, page: Any) -> Iterator[str]:
    if not isinstance(page, dict) or page.keys() != _PAGE_KEYS:
        yield f"page.json: holds exactly {sorted(_PAGE_KEYS)}"
        return
    source = page["source"]
    if not isinstance(source, dict) or source.keys() != _SOURCE_KEYS:
        yield f"page.json: source holds exactly {sorted(_SOURCE_KEYS)}"
        return
    if urlsplit(page["url"]).scheme not in ("http", "https"):
        yield f"page.json: {page['url']!r} is no http(s) address"
    if page["fetched"] is not None and not _is_day(page["fetched"]):
        yield f"page.json: fetched {page['fetched']!r} is not YYYY-MM-DD"
    for key in ("form", "layout"):
        if not _SLUG.fullmatch(page[key]):
            yield f"page.json: {key} {page[key]!r} is no slug"
    if not re.fullmatch(rf"{re.escape(page['language'])}-{re.escape(page['form'])}-\d+", name):
        yield "the folder's name is not <language>-<form>-<number>"
    yield from _region_problems(source)


def _answer_problems(page: Mapping[str, Any], answer: Any, body: bytes) -> Iterator[str]:
    if not isinstance(answer, dict) or answer.keys() != {"mentions"} or not isinstance(answer["mentions"], list):
        yield 'expected.json: holds {"mentions": [...]} and nothing else'
        return
    words = _printed_words(body)
    for number, row in enumerate(answer["mentions"], 1):
        where = f"mention {number}"
        if list(row) != list(FIELDS):
            yield f"{where}: the keys are not those of the README, in its order: {sorted(row.keys() ^ set(FIELDS))}"
            continue
        wrong = [*_value_problems(row)]
        if not wrong:
            mention = mention_of(row)
            wrong = [*_time_problems(mention, page), *_sense_problems(mention, page), *_word_problems(mention, words)]
        yield from (f"{where}: {problem}" for problem in wrong)


def _value_problems(row: Mapping[str, Any]) -> Iterator[str]:
    for key, allowed in (("kind", get_args(Kind)), ("status", get_args(Status))):
        if row[key] not in allowed:
            yield f"{key} {row[key]!r} is not one of {', '.join(allowed)}"
    for key in ("flags", "alternatives"):
        if not isinstance(row[key], list):
            yield f"{key} is not a list"
            return
    unknown = set(row["flags"]) - set(get_args(Flag))
    if unknown or len(set(row["flags"])) < len(row["flags"]):
        yield f"flags: unknown or twice: {sorted(unknown) or row['flags']}"
    for text in (row["start"], row["end"], row["previous_start"], *row["alternatives"]):
        if text is not None and not _is_when(text):
            yield f"{text!r} is neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM:SS with the offset of the place"
    texts = [row[key] for key in FIELDS if key not in ("flags", "alternatives")]
    for text in texts:
        if text is not None and (not isinstance(text, str) or not text or text != text.strip()):
            yield f"{text!r} is neither a text without spaces around it nor null"


def _time_problems(mention: Mention, page: Mapping[str, Any]) -> Iterator[str]:
    zone = gazetteer.zone_of(mention.city, mention.region, mention.country) or gazetteer.zone_of(
        *(page["source"][key] for key in ("city", "region", "country"))
    )
    for value in (mention.start, mention.end, mention.previous_start, *mention.alternatives):
        yield from _zone_problems(value, zone, "zone-unknown" in mention.flags)
    if mention.start is not None and mention.end is not None:
        if isinstance(mention.start, datetime) != isinstance(mention.end, datetime):
            yield "start and end are not both dates or both times"
        elif mention.end <= mention.start:
            yield "the end is not after the start"
    if (mention.series is None) == (mention.start is None):
        yield "either a start or a series"
    if mention.series is not None:
        if mention.end is not None:
            yield "an open rule has no end"
        try:
            rrulestr(mention.series, dtstart=datetime(2020, 1, 1))
        except ValueError as error:
            yield f"series {mention.series!r}: {error}"


def _zone_problems(value: When | None, zone: str | None, unknown: bool) -> Iterator[str]:
    if not isinstance(value, datetime):
        return
    if unknown or zone is None or value.tzinfo is None:
        if not (unknown and zone is None and value.tzinfo is None):
            yield f"{value.isoformat()}: no offset, no zone of the place and the flag zone-unknown go together"
    elif value.utcoffset() != value.replace(tzinfo=ZoneInfo(zone)).utcoffset():
        yield f"{value.isoformat()}: not the offset of {zone} on that day"


def _sense_problems(mention: Mention, page: Mapping[str, Any]) -> Iterator[str]:
    if mention.theme is not None and mention.theme != mention.theme.lower():
        yield f"theme {mention.theme!r} is not in lower case"
    if not mention.title:
        yield "no title"
    if "place-inherited" in mention.flags and mention.city != page["source"]["city"]:
        yield f"place-inherited, but {mention.city} is not the source's city"
    if "weekday-mismatch" in mention.flags and not mention.alternatives:
        yield "weekday-mismatch without an alternative"
    fetched = date.fromisoformat(page["fetched"]) if page["fetched"] else None
    if mention.status == "held" and mention.start is not None and fetched and day_of(mention.start) > fetched:
        yield "held after the page was fetched"
    if mention.kind == "observance" and (mention.venue or mention.street):
        yield "an observance has no place"
    yield from _region_problems({"region": mention.region, "country": mention.country})


def _region_problems(place: Mapping[str, str | None]) -> Iterator[str]:
    region, country = place["region"], place["country"]
    if country is not None and not re.fullmatch(r"[A-Z]{2}", country):
        yield f"country {country!r} is no ISO 3166-1 code"
    if region is not None and not re.fullmatch(r"[A-Z0-9]{1,3}", region):
        yield f"region {region!r} is not the ISO 3166-2 part"


def _word_problems(mention: Mention, words: str) -> Iterator[str]:
    for name in _PRINTED:
        text = getattr(mention, name)
        if text is not None and _squeezed(text) not in words:
            yield f"{name} {text!r} does not stand on the page"


def _printed_words(body: bytes) -> str:
    """All texts of a page and its source, folded and without spaces: is a value printed there at all?"""
    tree = lxml.html.fromstring(body)
    told = "\n".join(str(text) for text in tree.itertext())
    joined = _PARTED.sub(r"\1", told)  # "Town-" at the end of a line and "ship" on the next
    return _squeezed(" ".join((told, joined, body.decode("utf-8", "replace"))))


def _squeezed(text: str) -> str:
    return _INVISIBLE.sub("", fold_text(_INVISIBLE.sub(" ", text)) or "")


def _is_day(text: object) -> bool:
    return isinstance(text, str) and len(text) == 10 and _is_when(text)


def _is_when(text: object) -> bool:
    if not isinstance(text, str) or not _WHEN.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
