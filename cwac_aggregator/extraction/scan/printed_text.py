"""The printed text of a page straight from its bytes, a few times faster than any parser, and never less than the parser finds.

One pass of one regular expression steps over tags, comments, scripts and style sheets and keeps what stands between them,
JSON-LD and the JSON that some platforms draw their events from, and the tags whose attributes are read as text (`meta`, `img`, `abbr`). What hides letters (entities, accents,
soft hyphens, JSON escapes, the folded lines of iCalendar) is put into plain form only where it occurs.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from ...normalization.language import fold
from .decoding import MIXED

GAP = b"\x01"
"""Stands where a tag stood."""

_DATA = rb"(?=[^>]{0,300}?(?:ld\+json|wix-warmup-data|wix-essential-viewer-model))"
"""Scripts that are read: JSON-LD, and the data of Wix."""
_CODE_NAME = rb"(?:script|style)(?![^\s/>])"
_READ_TAG = rb"(?:meta|img|abbr|script" + _DATA + rb")"
_USUAL_TAG = rb"<(?!s(?:cr|ty)|me|im|ab|[^a-z/])[^>]*+>"
"""Nearly every tag, told by its first letters alone."""
_TAG = rb"<(?:[/?b-hj-ln-rt-z]|!(?!\[|--)|(?!" + _READ_TAG + rb"|" + _CODE_NAME + rb")[a-z])[^>]*+(?:>|\Z)"
_COMMENT = rb"<!--(?:[^>]*+>(?<!-->)(?<!--!>))*+[^>]*+(?:>|\Z)"
_OPEN_CODE = rb"<(?!script" + _DATA + rb")" + _CODE_NAME
_CODE = _OPEN_CODE + rb"[^>]*+>[^<]*+(?:<(?!/script|/style)[^<]*+)*+(?=<)"
_NO_TAG = rb"<(?:(?![a-z/?!])|!\[|" + _READ_TAG + rb")"
_TEXT = re.compile(
    rb"\s*+(?-i:" + _USUAL_TAG + rb"\s*+)*+(?:(?:" + _CODE + rb"|" + _COMMENT + rb"|" + _TAG + rb")\s*+)*+"
    rb"(" + _OPEN_CODE + rb"[\s\S]*+|[^<]*+(?:" + _NO_TAG + rb"[^<]*+)*+)",
    re.IGNORECASE,
)
_TELLING_TAG = rb"(?i:meta\s[^<>]*?og:title|img\s[^<>]*?\balt\s*=\s*(?:\"[^\"<>]{40}|'[^'<>]{40})|abbr\s)"
"""Tags whose attributes tell what the reader reads: a title, what stands for a flyer, the time of a microformat."""
_INNER_TAG = re.compile(rb"<(?!" + _TELLING_TAG + rb")/?[a-zA-Z][^<>]*+>")
_GAPS = re.compile(GAP + GAP + rb"++")
_FOLDED_LINE = re.compile(rb"\r?\n[ \t]")
_CALENDAR = re.compile(rb"\s*+(?:\xef\xbb\xbf)?BEGIN:VCALENDAR", re.IGNORECASE)

_ENTITY = rb"&(?:amp;)*#?\w+;?"
_ESCAPE = rb"\\(?:u[0-9a-fA-F]{4}|[nrtbf])"
_ABOVE_ASCII = rb"[\x80-\xff]+"
_ENTITIES, _ESCAPES = map(re.compile, (_ENTITY, _ESCAPE))
_STAND_INS = re.compile(rb"|".join((_ENTITY, _ESCAPE, _ABOVE_ASCII)))
"""What may stand for a letter or unseen between two: entities, escapes of JSON and iCalendar, bytes above ASCII."""
_ASCII = bytes(range(128))
_HIGH = bytes(c if c > 127 else 32 for c in range(256))
_MARKS = [
    mark.encode()
    for mark in "\u00a0\u2019\u201c\u201d\u2013\u2014\u2022\u00a9\u2018\u2026\u00b7\u00bb\u00ab\u00ae\u2192\u203a"
]
"""Marks found on most pages; a page with no others above ASCII needs no closer look."""
_PLAIN_NAMES = frozenset((b"&amp;", b"&quot;"))
"""Marks whose names stand between no two words of one form."""
_FEW = 64
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def printed_text(body: bytes) -> bytes:
    """What a body may print: pieces of text joined by GAP, in the order of the page, letters in ASCII where they can be."""
    if is_calendar(body):
        return spelled_out(GAP.join([body, _FOLDED_LINE.sub(b"", body)]))
    found = pieces(body)
    if found and found[-1][:2] in (b"<s", b"<S"):  # code without an end: the parser's reading of it is not known
        found[-1] = _without_tags(found[-1])
    return spelled_out(GAP.join(found))


def is_calendar(body: bytes) -> bool:
    """Whether a body is one of iCalendar, whose lines may be folded inside a word."""
    return _CALENDAR.match(body) is not None


def pieces(markup: bytes) -> list[bytes]:
    """The text between the tags, comments and code of a piece of markup that begins in text."""
    return [piece for piece in _TEXT.findall(markup) if piece]


def spelled_out(text: bytes) -> bytes:
    """A text with letters for what stands for them, in ASCII where they can be."""
    for _ in range(3):  # a feed may hold escaped HTML with entities in it, and escape their first letter too
        if not (stand_ins := _stand_ins(text)):
            break
        if len(stand_ins) > _FEW:
            text = _STAND_INS.sub(_letters, text)
        else:
            for printed in sorted(stand_ins, key=len, reverse=True):
                text = text.replace(printed, _spelled(printed) or b"")
        if b"<" in text:
            text = _without_tags(text)
        if not any(printed[:1] == b"\\" for printed in stand_ins):
            break
    return text


def _without_tags(text: bytes) -> bytes:
    """The text with one gap for the tags in a row."""
    return _GAPS.sub(GAP, _INNER_TAG.sub(GAP, text))


def _stand_ins(text: bytes) -> set[bytes]:
    """What stands in a text for letters, for nothing, or in letters for a mark between words."""
    found: set[bytes] = set()
    if b"&" in text:
        found.update(_ENTITIES.findall(text))
    if b"\\" in text:
        found.update(_ESCAPES.findall(text))
    if high := text.translate(None, _ASCII):
        for mark in _MARKS:
            high = high.replace(mark, b"")
        if high:
            found.update(text.translate(_HIGH).split())
    return {printed for printed in found if _spelled(printed) is not None}


def _letters(found: re.Match[bytes]) -> bytes:
    spelled = _spelled(found[0])
    return found[0] if spelled is None else spelled


@lru_cache(10_000)
def _spelled(printed: bytes) -> bytes | None:
    """The letters an entity, an escape or a run of bytes above ASCII stands for; None for a mark without letters of its own."""
    if printed[:2] == b"\\u":
        text = chr(int(printed[2:], 16))
    elif printed[:1] == b"\\":
        return b" "
    else:
        before = printed.decode("utf-8", MIXED)
        while (text := html.unescape(before)) != before:
            before = text
        if text.isascii() and text.encode() == printed:
            return None
    plain = fold(UNSEEN.sub("", text))
    if plain and not any(c.isascii() and (c.isalpha() or c in "<>&") for c in plain):
        if printed[:1] != b"&" or printed in _PLAIN_NAMES or printed.upper() == printed.lower():
            return None
    elif text[:1].isupper():
        plain = plain.upper()
    return plain.encode("ascii", "replace").replace(b"?", b" ")
