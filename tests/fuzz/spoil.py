"""Corpus pages made bad in the ways pages are bad on the web. One number gives one page, always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cwac_aggregator.evaluation import Case
from cwac_aggregator.model import Document, Place

CODECS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-7",
    "latin-1",
    "cp1252",
    "cp1251",
    "shift_jis",
    "gb18030",
    "euc-kr",
)
TYPES = (
    None,
    "",
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=utf-16",
    "text/html; charset=klingon",
    "text/html; charset=",
    "application/json",
    "application/rss+xml",
    "text/calendar",
    "application/pdf",
    "\x00;;=",
)
URLS = (
    "",
    "about:blank",
    "http://[::1",
    "https://police.example.org/2013/99/99/coffee",
    "https://police.example.org/0000/00/00/",
    "https://police.example.org/coffee-with-a-cop-2-31-24",
    "https://police.example.org/%ff%00?x=%",
    "https://" + "a" * 3000,
)
DAYS = (None, date.min, date.max, date(2024, 2, 29), date(1970, 1, 1))
PIECES = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "\x00",
        "\x00" * 50,
        "\u202e\u200f",
        "\ufeff",
        "\ud800",
        "\U0010ffff",
        "31 February 2024 at 25:61 p.m.",
        "February 29, 2023, 0 a.m.",
        "December 31, 9999, 11 p.m. to 2 a.m.",
        "0000-00-00T00:00:00",
        "9999-12-31T23:59:59+14:00",
        "January 1, 0001, tomorrow",
        "13/13/13 99-99 p.m.",
        "every 5th Wednesday of February at 24:00",
        "every 0th day of each month except all months",
        "the first Monday of every month from Smarch to Octember",
        "Coffee with a Cop",
        "Coffee with a Cop, today, tomorrow, this Friday, next Friday, last Friday, the 31st",
        "CANCELLED POSTPONED RESCHEDULED from to until",
        "at at at the the , , ,",
        "1" * 400,
        "1 " * 400,
        "(" * 200,
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "<script>",
        "</script>",
        '<script type="application/ld+json">',
        '<script type="application/ld+json">[[[[{"@type":["Event",null,7],"startDate":[],"location":[{"address":[1]}],"name":{}}]]]]</script>',
        '<script type="application/ld+json">{"@type":"Event","name":"Coffee with a Cop","startDate":"9999-12-31T23:59:59Z","endDate":"0001-01-01","location":"x","eventStatus":5}</script>',
        '<div itemscope itemtype="https://schema.org/Event"><time itemprop="startDate" datetime="2024-02-31"></div>',
        '<div class="vevent h-event"><abbr class="dtstart dt-start" title="nonsense">',
        "<table><tr><td><table><tr><td>",
        "<td>",
        "<ul><li>" * 60,
        "<div>" * 600,
        "</div>" * 60,
        "<sup>th</sup>",
        "<meta charset=utf-16>",
        '<meta http-equiv="content-type" content="text/html; charset=shift_jis">',
        '<base href="http://[">',
        "&#0;&#xD800;&#x110000;&nbsp;&shy;&bogus;&",
        "\" ' = > <",
        "<a href='javascript:void(0)' title='<b>'>",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Coffee with a Cop\r\nDTSTART:99991231T999999\r\nRRULE:FREQ=NEVER\r\n",
        "<?xml version='1.0'?><rss><channel><item><title>Coffee with a Cop</title><pubDate>never</pubDate>",
    )
)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One bad page, with what is told about it."""

    document: Document
    place: Place
    names: tuple[str, ...]


def spoil(number: int, cases: Sequence[Case]) -> Spoilt:
    """The bad page of a number."""
    chance = random.Random(number)
    case = chance.choice(cases)
    body = case.document.body
    for _ in range(chance.randint(1, 4)):
        body = chance.choice(STEPS)(body, chance, cases)
    document = replace(case.document, body=body)
    if chance.random() < 0.3:
        document = replace(document, content_type=chance.choice(TYPES))
    if chance.random() < 0.2:
        document = replace(document, url=chance.choice(URLS))
    if chance.random() < 0.3:
        document = replace(document, fetched=chance.choice(DAYS))
    place = case.place if chance.random() < 0.7 else _other_place(chance, cases)
    return Spoilt(document, place, ("Mug up with Members", "") if chance.random() < 0.05 else ())


def _other_place(chance: random.Random, cases: Sequence[Case]) -> Place:
    other = chance.choice(cases).place
    return chance.choice((Place(), other, replace(other, timezone=None), replace(other, language="xx")))


def _truncate(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _behead(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    return body[chance.randrange(len(body) + 1) :]


def _cut(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    first, last = _span(body, chance)
    return body[:first] + body[last:]


def _repeat(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    first, last = _span(body, chance, 400)
    return body[:last] + body[first:last] * chance.randint(1, 30) + body[last:]


def _swap(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    first, last = _span(body, chance)
    return body[last:] + body[first:last] + body[:first]


def _splice(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    other = chance.choice(cases).document.body
    first, last = _span(other, chance)
    at = chance.randrange(len(body) + 1)
    return body[:at] + other[first:last] + body[at:]


def _insert(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body) + 1)
        body = body[:at] + chance.choice(PIECES) + body[at:]
    return body


def _flip(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    spoilt = bytearray(body)
    for _ in range(min(len(spoilt), chance.randint(1, 40))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _renumber(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    """Change digits, so that days, hours, years and addresses become others."""
    share = chance.choice((0.02, 0.2, 1.0))
    return bytes(48 + chance.randrange(10) if 48 <= b <= 57 and chance.random() < share else b for b in body)


def _recode(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(chance.choice(CODECS), chance.choice(("replace", "xmlcharrefreplace", "ignore")))


def _misread(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    """What a bad content system stores: UTF-8 taken for another code and written again."""
    return body.decode(chance.choice(("latin-1", "cp437")), "replace").encode("utf-8")


def _flatten(body: bytes, chance: random.Random, cases: Sequence[Case]) -> bytes:
    """Lose all angle brackets of one kind, or all line ends."""
    return body.replace(chance.choice((b"<", b">", b"</", b"\n", b'"', b" ")), b"")


def _span(body: bytes, chance: random.Random, longest: int | None = None) -> tuple[int, int]:
    first = chance.randrange(len(body) + 1)
    last = chance.randrange(first, len(body) + 1)
    return first, last if longest is None else min(last, first + longest)


STEPS: tuple[Callable[[bytes, random.Random, Sequence[Case]], bytes], ...] = (
    _truncate,
    _behead,
    _cut,
    _repeat,
    _swap,
    _splice,
    _splice,
    _insert,
    _insert,
    _flip,
    _renumber,
    _recode,
    _misread,
    _flatten,
)
