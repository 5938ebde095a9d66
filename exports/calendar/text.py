"""Text from pages on its way into iCalendar properties: nothing in it can end its property."""

from __future__ import annotations

import re
from urllib.parse import quote

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters, line separators, what turns the direction of everything after it, halves of characters."""
_URI_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


def plain(text: str) -> str:
    """Text without control characters, lines kept."""
    if text.isprintable():
        return text
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """Text without control characters on one line."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return " ".join(plain(text).split())


def uri(address: str) -> str:
    """An address as a URI value: everything outside RFC 3986 percent-encoded."""
    return quote(address.strip(), safe=_URI_SAFE, errors="replace")
