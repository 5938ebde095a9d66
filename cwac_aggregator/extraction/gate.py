"""The scan of the bytes that settles most pages: without a sign of the program there is nothing to read.

It may say yes for nothing; it never says no where the full reader finds an event. A page that hides letters (entities,
soft hyphens, UTF-16, JSON escapes, tags inside words) is put into plain form first.
"""

from __future__ import annotations

import html
import re

from ..normalization.language import LANGUAGES, fold
from ..normalization.programs import form_words

_TAG = re.compile(rb"<[^<>]{0,2000}>")
_ACRONYM = re.compile(rb"(?:DPS|SO)(?![A-Za-z])")
"""The end of a department's short name that stands for it ("LCSO") and is in no table; that of "PD" is."""


def has_sign(body: bytes, known: tuple[str, ...] = ()) -> bool:
    """True where a body may name an event of the program."""
    if known:
        return True
    if body[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in body[:200]:
        return True
    low = body.lower()
    if _both(low) or (_ACRONYM.search(body) and any(word in low for word in _THEMES)):
        return True
    if (b"&" in low and (b"&#" in low or b"&shy" in low or b"&zw" in low)) or b"\\u" in low or not low.isascii():
        text = low.decode("utf-8", "replace")
        text = html.unescape(text)
        text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
        text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
        if _both(fold(text).encode("utf-8", "replace")):
            return True
        low = fold(text).encode("utf-8", "replace")
    if b"</" in low:
        bare = _TAG.sub(b"", low)
        return _both(bare)
    return False


def _both(low: bytes) -> bool:
    return any(word in low for word in _HOSTS) and any(word in low for word in _THEMES)


def _needles(file: str) -> tuple[bytes, ...]:
    words = {word for code in LANGUAGES for word in form_words(file, code)}
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return tuple(word.encode() for word in kept)


_THEMES = _needles("themes.csv")
_HOSTS = _needles("hosts.csv")
