"""The front of the room: one document in, the mentions it states out. Pure; never raises on any input."""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from ..model import MENTION_FIELDS, Document, Mention, Oddity, Place, Reading, day_of
from ..normalization.dates import Order
from ..normalization.language import detect_language, lexicon
from ..normalization.names import find_names, find_other_programs, may_name
from ..normalization.tokens import tokenize
from ..platforms import classes_of
from .lines import Reader, spoken_texts
from .merging import merge
from .organizers import put_host
from .page import (
    PageFacts,
    is_passed,
    month_of_title,
    page_title,
    parse_html,
    published_day,
    read_blocks,
    texts,
    url_days,
    within_reach,
)
from .prose import read_prose
from .scan import decoding, has_sign, may_be_named
from .structured import (
    Candidate,
    Found,
    article_published,
    is_event,
    link_id,
    load_scripts,
    read_entries,
    read_ics,
    read_json,
    read_jsonld,
    read_microdata,
    read_microformats,
    read_syndication,
)
from .towns import without_seat

READER_VERSION = "23"
"""Changes when the same page may be read otherwise; archived pages are then read again."""
_PACKAGE = Path(__file__).parent.parent
READER_FAULT = "reader-fault"
"""The code of the oddity of a page that the reader failed on."""

_MONTH_FIRST = frozenset(["US", "PH", "PW", "FM", "MH", "GU", "PR", "VI", "MP", "AS"])
_SPOKEN = {
    **dict.fromkeys(("DE", "AT"), "de"),
    **dict.fromkeys(("FR",), "fr"),
    **dict.fromkeys(("NL",), "nl"),
    **dict.fromkeys(("BR", "PT"), "pt"),
    **dict.fromkeys(("ES", "MX", "AR", "CL", "CO", "PE", "UY", "EC", "GT", "CR"), "es"),
}
"""The language of a thin page that declares none, by the country of its publisher; else English."""
_STRUCTURED_ONLY = 0.9
_ITEM_TYPES: Any = XPath("descendant-or-self::*/@itemtype", smart_strings=False)
"""The parser has found all attributes: to ask it is cheaper than to look for a word in the bytes."""
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    place: Place
    names: tuple[str, ...]


def read(document: Document, place: Place, names: Sequence[str] = ()) -> Reading:
    """Read one document.

    `place` is where its publisher stands: what the page leaves out of city, region, country and zone comes from there.
    `names` are names of events the publisher uses that hold no keyword. Mentions come in page order. What is odd about
    the document is told in `oddities`; nothing is raised.
    """
    try:
        return _read(_Context(document, without_seat(place), tuple(names)))
    except Exception as fault:  # one hostile page must not end a run over an archive; the tests hold this at zero
        message = f"{document.url}: the reader failed at {_own_line(fault)}: {type(fault).__name__}: {fault}"
        return Reading(has_sign=True, oddities=(Oddity(READER_FAULT, message, "error"),))


def _own_line(fault: Exception) -> str:
    """The innermost line of this package that an exception went through: "towns.py:85"."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if _PACKAGE in Path(frame.filename).parents]
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"


def _read(context: _Context) -> Reading:
    document = context.document
    if not document.body or document.body.isspace():
        return Reading(oddities=(Oddity("empty", f"{document.url}: the page is empty"),))
    if not has_sign(document.body, context.names):
        return Reading()
    kind = decoding.sniff(document)
    if kind == "html":
        return _read_html(context)
    if kind == "ics":
        return _read_items(context, read_ics(document.body, document.url, context.place))
    if kind == "feed":
        return _read_items(context, read_syndication(document.body, document.url, context.place))
    if kind == "json":
        return _read_items(context, read_json(document.body, document.url, context.place))
    return Reading(has_sign=True)


# -- HTML ----------------------------------------------------------------------------------------------------------


def _read_html(context: _Context) -> Reading:
    document, place = context.document, context.place
    source = decoding.decode(document)
    root = parse_html(source)
    if root is None:
        return Reading(has_sign=True, oddities=(Oddity("unreadable", f"{document.url}: no HTML in it"),))
    blocks = read_blocks(root)
    scripts = load_scripts(root)
    structured, oddities = _structured(root, scripts, context)
    language = detect_language(
        spoken_texts(blocks), root.get("lang") or place.language or _SPOKEN.get(place.country or "", "en")
    )
    lex = lexicon(language)
    order = numeric_order(place, language)
    blocks, cut_short = within_reach(blocks, language, context.names, document.url)
    reader = Reader(lex, order, place, context.names)
    facts = PageFacts(page_title(root, blocks))
    facts.published = published_day(
        root, blocks, reader, article_published(root, scripts), document.fetched, "datePublished" in source
    )
    day, facts.around, facts.month, facts.years = url_days(document.url, order)
    facts.published = facts.published or day
    if facts.month is None and any(block.day is not None for block in blocks):
        facts.month = month_of_title(root, reader)
    facts.passed = cache(partial(is_passed, root, lex))
    facts.newest_year = cache(partial(_newest_year, root, document.fetched))
    if facts.published is not None and document.fetched is not None and facts.published > document.fetched:
        # a stamp from after the fetch is not a stamp of this page
        facts.published = None
    prose = read_prose(blocks, facts, reader, document.fetched)
    candidates = merge(structured, prose)
    return _finish(context, candidates, oddities + cut_short, language, facts.published)


def _structured(root: HtmlElement, scripts: Any, context: _Context) -> Found:
    document, place = context.document, context.place
    found: list[Candidate] = []
    oddities: list[Oddity] = []
    wanted = None if context.names else partial(may_be_named, language=place.language or "en")
    readings = [read_jsonld(root, document.url, place, scripts, wanted)]
    if _has_event_items(root):
        readings.append(read_microdata(root, document.url, place, wanted))
    classes = classes_of(root)
    named = " ".join(classes)
    if "vevent" in named or "h-event" in named:
        readings.append(read_microformats(root, document.url, place, wanted))
    readings.append((read_entries(root, document, place, context.names, classes), []))
    for candidates, odd in readings:
        oddities += odd
        for candidate in candidates:
            if _settle_scope(candidate, context) and not _told(candidate, found):
                found.append(candidate)
    return found, oddities


def _has_event_items(root: HtmlElement) -> bool:
    """Whether a page may hold an event in microdata; most items are the page itself, its menu or its publisher."""
    return any(is_event({"type": kinds.split()}) for kinds in set(_ITEM_TYPES(root)))


def _told(candidate: Candidate, found: list[Candidate]) -> bool:
    """Whether another markup of the same page told the same item."""
    start = candidate.values.get("start")
    return any(
        other.values.get("start") is not None
        and start is not None
        and day_of(other.values["start"]) == day_of(start)
        and (other.origin != candidate.origin or other.values.get("venue") == candidate.values.get("venue"))
        for other in found
    )


def _settle_scope(candidate: Candidate, context: _Context, language: str | None = None) -> bool:
    """Whether an item is of the program; sets its theme and takes its name from the title as printed."""
    title = str(candidate.values.get("title") or "")
    lex = lexicon(language or context.place.language or "en")
    tokens = tokenize(title, lex)
    names = find_names(tokens, context.names)
    if not names and lex.code != "en":
        names = find_names(tokenize(title, lexicon("en")), context.names)
    if not names:
        if find_other_programs(tokens):
            return False
        body = candidate.text[:3000]
        if not context.names and not may_name(body, lex.code):
            return False
        names = find_names(tokenize(body, lex), context.names)
        if not names:
            return False
        candidate.values.setdefault("confidence", 0.7)
    if names[0].theme is not None and "theme" not in candidate.values:
        evidence = candidate.evidence.get("title")
        candidate.put("theme", names[0].theme, title, evidence.locator if evidence else "title")
    return True


def _newest_year(root: HtmlElement, fetched: date | None) -> int | None:
    """The newest plausible year printed on the page, for a page without any date of its own."""
    if fetched is not None:
        return None
    years: list[int] = []
    for piece in texts(root):
        if "20" in piece:
            years += [year for year in map(int, _YEAR.findall(piece[:20000])) if 2005 <= year <= 2035]
        if len(years) > 500:
            break
    return max(years, default=None)


def numeric_order(place: Place, language: str) -> Order:
    """How a publisher writes numeric dates: month first in the United States and few other countries."""
    if place.country is not None:
        return "mdy" if place.country in _MONTH_FIRST else "dmy"
    return "mdy" if language == "en" else "dmy"


# -- feeds ---------------------------------------------------------------------------------------------------------


def _read_items(context: _Context, found: Found) -> Reading:
    """Mentions of a feed: items with a date as they are, items without one (news posts) by the prose reader."""
    candidates, oddities = found
    out: list[Candidate] = []
    language = context.place.language or "en"
    for item in candidates:
        if item.values.get("start") is not None or item.values.get("series"):
            if _settle_scope(item, context):
                out.append(item)
            continue
        out += _read_post(item, context)
    return _finish(context, out, oddities, language, None)


def _read_post(item: Candidate, context: _Context) -> list[Candidate]:
    title = str(item.values.get("title") or "")
    body = item.html or item.text
    if not has_sign(f"{title} {body}".encode("utf-8", "replace"), context.names):
        return []
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    root = parse_html(f"<html><body><h1>{escaped}</h1><div>{body}</div></body></html>")
    if root is None:
        return []
    blocks = read_blocks(root)
    language = detect_language((b.text for b in blocks), context.place.language)
    order = numeric_order(context.place, language)
    reader = Reader(lexicon(language), order, context.place, context.names)
    facts = PageFacts(title, item.published)
    found = read_prose(blocks, facts, reader, context.document.fetched, item.origin)
    for number, candidate in enumerate(found):
        if item.values.get("url"):
            candidate.put("url", item.values["url"], str(item.values["url"]), "link")
        if item.native_id:
            candidate.native_id = item.native_id if len(found) == 1 else f"{item.native_id}#{number}"
    return found


# -- mentions ------------------------------------------------------------------------------------------------------


def _finish(
    context: _Context, candidates: list[Candidate], oddities: list[Oddity], language: str, published: date | None
) -> Reading:
    if len(candidates) == 1 and candidates[0].native_id is None and "url" not in candidates[0].values:
        candidates[0].native_id = link_id(context.document.url)
    for candidate in candidates:
        put_host(candidate, context.place, language)
    mentions = tuple(_mention(candidate, context, language) for candidate in candidates)
    return Reading(mentions=mentions, oddities=tuple(oddities), published=published, language=language, has_sign=True)


def _mention(candidate: Candidate, context: _Context, language: str) -> Mention:
    values = {k: v for k, v in candidate.values.items() if k in MENTION_FIELDS}
    place = context.place
    observance = values.get("kind") == "observance"
    evidence = dict(candidate.evidence)
    flags = set(candidate.flags)
    if observance:
        for name in ("city", "region", "country", "timezone"):
            values.pop(name, None)
            evidence.pop(name, None)
        flags.discard("place-inherited")
    elif "city" not in values and place.city and values.get("region") in (None, place.region):
        for name in ("city", "region", "country"):
            inherited = getattr(place, name)
            if inherited and name not in values:
                values[name] = inherited
        flags.add("place-inherited")
    else:
        for name in ("region", "country"):
            if (
                name not in values
                and getattr(place, name)
                and (name == "country" or values.get("country") in (None, place.country))
            ):
                values[name] = getattr(place, name)
    start = values.get("start")
    if isinstance(start, datetime):
        if start.tzinfo is None:
            flags.add("zone-unknown")
            values.pop("timezone", None)
        else:
            values.setdefault("timezone", getattr(start.tzinfo, "key", None))
    else:
        values.pop("timezone", None)
    confidence = float(values.pop("confidence", 0.95 if candidate.origin != "prose" else _STRUCTURED_ONLY))
    values.setdefault("url", context.document.url)
    values.setdefault("language", language)
    values.setdefault("status", "scheduled")
    return Mention(
        **cast(Any, values),
        confidence=round(confidence, 2),
        flags=tuple(sorted(flags)),
        alternatives=tuple(candidate.alternatives),
        reader_version=READER_VERSION,
        evidence=MappingProxyType(evidence),
        native_id=candidate.native_id,
    )
