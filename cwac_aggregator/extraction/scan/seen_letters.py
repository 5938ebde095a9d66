"""Letters as a person sees them, whatever codes a page prints them with.

An accent on its own is joined to its letter, ligatures, letters of a decorative alphabet and wide ones become plain ones, what
is printed between two letters for an apostrophe becomes one, and what nobody sees is left out.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\\0"
_LOOKALIKE = "\u02b0-\u02b8\u1d2c-\u1d6a\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff"
"""Small raised letters, ligatures, wide letters, letters of mathematics."""
_UNUSUAL = re.compile(f"[{_UNSEEN}{_LOOKALIKE}\u00b4\u02b9-\u02bd\u0300-\u036f\u2010-\u2012\u2015\u2032`]|''")
_NOTHING = re.compile(f"[{_UNSEEN}]+")
_PLAINER = re.compile(f"[{_LOOKALIKE}]+")
_APOSTROPHE = re.compile("(?<=[^\\W\\d_])[`\u00b4\u02b9-\u02bd\u2032](?=[^\\W\\d_])")
_QUOTED = re.compile("(?:``|\u00b4\u00b4)(?=\\w)([^`\u00b4']{2,200})(?:''|\u00b4\u00b4|``)")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2015", "--–—")


def as_seen(text: str) -> str:
    """A text in the letters that a person sees. Most texts are plain and come back as they are."""
    if text.isascii() and not ("`" in text or "''" in text or "\0" in text):
        return text
    if _UNUSUAL.search(text) is None:
        return text
    text = _NOTHING.sub("", text)
    text = _PLAINER.sub(lambda found: unicodedata.normalize("NFKC", found[0]), unicodedata.normalize("NFC", text))
    return _APOSTROPHE.sub("’", _QUOTED.sub("“\\1”", text)).translate(_DASHES)
