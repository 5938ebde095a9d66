"""The first look at the bytes of a page: an automaton that stops only where a thing shared may be named.

RE2 runs `thing_pattern` over a body at the same few cycles a byte however many words it looks for. Where it stops, the words
around decide. It may stop for nothing; it never passes by a thing that the scan of the whole text would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .printed_text import GAP, pieces, spelled_out
from .thing_pattern import thing_pattern

try:
    import re2
except ImportError:  # where it has no wheel, the scan of the whole text does it all
    re2 = None

_MEMORY = 64 << 20
"""Bytes that the automaton may keep its states in; it takes a few of them for the pages of a hundred sites."""
_REACHES = (400, 1_500, 6_000, 24_000, 96_000)
"""Bytes to either side of a place that are read first, and where they hold too little text."""
_BEFORE = 60
"""Letters before a thing shared that hold its host, if it stands there."""
_BEHIND = 130
"""Letters behind it that hold all of a name."""
_SHORT = 2_000
"""Bytes of a body that is as quickly scanned as a whole."""
_OPENERS = frozenset([*b"<&\\", *range(0xC0, 0x100)])
"""Bytes behind a word that open a tag, or what may stand for a letter or a mark."""
_ENDS = {b"</script": b"<script", b"</style": b"<style", b"-->": b"<!--", b"--!>": b"<!--"}
"""What ends code or a comment, and what opened it."""
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?rdf)[\s>]", re.IGNORECASE)
"""The opening of a feed, whose posts are HTML in HTML."""
_BODY = b"<body"
"""No name begins before it."""
_CLOSING_TAG = re.compile(rb"</(?:script|style)", re.IGNORECASE)
_OPENING = re.compile(rb"<(?:script|style)(?:[\s/][^>]*)?>", re.IGNORECASE)


def is_quick(body: bytes) -> bool:
    """Whether the first look reads such a body, and reads it quicker than the scan does: a page of some length."""
    head = body[:_SHORT]
    return re2 is not None and len(body) > _SHORT and head.lstrip()[:1] == b"<" and _FEED.search(head) is None


@cache
def _automaton() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    options.dot_nl = True
    options.never_capture = True
    options.log_errors = False
    options.max_mem = _MEMORY
    return re2.compile(thing_pattern().encode("latin-1"), options)


def texts_to_read(body: bytes) -> Iterator[bytes | None]:
    """The printed text around each place that may name a thing shared, enough for any name; None where that is unsure.
    A place is passed over where the text around the one before holds all of its name.
    """
    covered = 0
    for place in _places(body):
        if place > covered:
            found = _text_around(body, place)
            yield None if found is None else found[0]
            covered = place + found[1] - _BEHIND if found else covered


def _text_around(body: bytes, at: int) -> tuple[bytes, int] | None:
    """The text with the letters before and behind an offset that hold any name, and how many are behind it."""
    if at >= len(body):  # maybe in code without an end
        return None
    left, right = _text_before(body, at, _BEFORE), _text_behind(body, at, _BEHIND)
    if left is None or right is None:
        return None
    if body.startswith(b"<", at) or body.startswith(b">", at - 1):
        left += GAP
    elif body[at : at + 1].isspace():
        left += b"\n"
    return left + right, len(right)


def _places(body: bytes) -> Iterator[int]:
    """Offsets in the text of a body right behind what may name a thing shared, or a part of its name."""
    automaton = _automaton()
    at = 0
    while (found := automaton.match(body, at)) is not None:
        end = found.end()
        opens = body[end - 1] in _OPENERS
        yield end - opens
        at = max(end - opens, at + 1)


def _text_before(body: bytes, at: int, letters: int) -> bytes | None:
    """The last letters before an offset; code and comments between them are passed over."""
    stop, reach = at, _REACHES[0]
    found: list[bytes] = []
    while stop >= 0 and reach <= _REACHES[-1]:
        begin, before = _beginning(body, stop, reach)
        found[:0] = pieces(body[begin:stop])
        whole = not begin or _BODY in body[begin:stop]
        if whole or sum(map(len, found)) >= letters:
            text = _read_out(found)
            if whole or len(text) >= letters:
                return text[-letters:]
        reach += reach if before == begin else _REACHES[0]
        stop = before
    return None


def _text_behind(body: bytes, at: int, letters: int) -> bytes | None:
    """The next letters behind an offset."""
    end = at
    for reach in _REACHES:
        end = _whole_letter(body, max(end, at + reach))
        found = pieces(body[at:end])
        if end < len(body) and found and _OPENING.match(found[-1]):  # cut short inside code: on to what follows it
            if (end := _end_of_code(body, end)) < 0:
                return None
            end = _whole_letter(body, end + reach)
            found = pieces(body[at:end])
            if end < len(body) and found and _OPENING.match(found[-1]):
                found.pop()
        text = _read_out(found)
        if end >= len(body) or len(text) >= letters:
            return text[: 2 * letters]
    return None


def _end_of_code(body: bytes, at: int) -> int:
    """Where the code that an offset lies in ends; below 0 where it does not."""
    found = _CLOSING_TAG.search(body, at)
    return -1 if found is None else found.start()


def _read_out(found: list[bytes]) -> bytes:
    """The text of pieces, with one mark for all spaces in a row."""
    text = GAP.join(found)
    if b"&" in text or b"\\" in text or not text.isascii():
        text = spelled_out(text)
    return b"\n".join((b"." + text + b".").split())[1:-1]


def _beginning(body: bytes, at: int, reach: int) -> tuple[int, int]:
    """An offset about `reach` bytes back from where it is known whether text or markup stands there; and where what stands
    before it ends: if it is the end of code or of a comment, that opened there (below 0: nowhere).

    What ends one leaves text behind it, whatever it stood in; behind the last of them "<" opens a tag, or stands in one.
    """
    begin = max(0, at - reach)
    if not begin:
        return 0, 0
    low = body[begin:at].lower()
    ended, end = max((low.rfind(end), end) for end in _ENDS)
    if ended < 0:
        tag = body.find(b"<", begin, at)
        if tag < 0:  # inside of a long text, or of a tag with a long attribute
            tag = body.rfind(b"<", max(0, begin - _REACHES[-1]), begin)
            tag = tag if body.find(b">", tag, begin) < 0 else -1
        begin = tag if tag >= 0 else _whole_letter(body, begin)
        return begin, begin
    ended += begin
    return (ended if end.startswith(b"<") else ended + len(end)), body.rfind(_ENDS[end], 0, ended)


def _whole_letter(body: bytes, at: int) -> int:
    """The next offset that stands inside no letter of more than one byte."""
    while at < len(body) and body[at] >= 0x80:
        at += 1
    return at
