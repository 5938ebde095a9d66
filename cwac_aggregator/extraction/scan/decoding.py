"""Bytes to text, and what kind of text: whatever the header, the page and the bytes themselves claim."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from ...model import Document

DocumentKind = Literal["html", "ics", "feed", "json", "other"]

_HEAD = 4096
_WESTERN = frozenset(("utf-8", "cp1252", "windows-1252", "iso8859-1", "latin-1", "ascii", "us-ascii"))
_STATEFUL = ("iso2022", "iso-2022", "hz", "utf-7", "utf7")
"""Encodings whose bytes are all ASCII, so that being valid UTF-8 says nothing."""
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
_ASCII = bytes(range(128))
_MOST_HIGH = 0.3
"""A text with more bytes above ASCII than this is no Western text; each stray byte costs a call."""
_XML_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]*\?>", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|(?:\w+:)?rdf)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|div|p|table|span|h[1-6]|article|section|ul|title|meta|script)\b",
    re.IGNORECASE,
)
_ICS = re.compile(r"(?:^|\n|\r)[ \t]*BEGIN:VCALENDAR", re.IGNORECASE)
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"{\\rtf",
)


def decode(document: Document) -> str:
    """The text of a document, without NUL and byte order marks, and without an XML declaration. Never raises.

    A byte order mark decides; then what the bytes are (valid UTF-8 is UTF-8, whatever is declared); then the header and the
    page's own declaration. UTF-8 with stray bytes of Windows-1252 in it, the usual mixture, is read as both.
    """
    text = _decode(document.body, document.content_type)
    if "\x00" in text:
        text = text.replace("\x00", "")
    text = text.removeprefix("\ufeff")
    # lxml refuses text that declares an encoding.
    if declaration := _XML_DECLARATION.match(text, 0, 1000):
        text = text[declaration.end() :]
    return text


def sniff(document: Document) -> DocumentKind:
    """What a document is, by its beginning rather than by its header: a bot challenge in place of a feed is HTML."""
    body = document.body
    head = body[:_HEAD]
    if not head.strip() or head.startswith(_BINARY):
        return "other"
    if _is_plainly_html(head):
        return "html"
    text = _decode(head, document.content_type).replace("\x00", "").lstrip("\ufeff \t\r\n")
    kind = (document.content_type or "").lower()
    if _ICS.match(text) or (_ICS.search(text) and not text.startswith("<")):
        return "ics"
    feed, html = _FEED.search(text), _HTML.search(text)
    if feed and not (html and html.start() < feed.start()):
        return "feed"
    if text[:1] in "{[" and ("json" in kind or _looks_json(text)):
        return "json"
    if html or "html" in kind:
        return "html"
    if "\ufffd" in text[:200] or _share_of_controls(text) > 0.1:
        return "other"
    return "html" if kind.startswith("text/plain") or not kind else "other"


def _is_plainly_html(head: bytes) -> bool:
    """Whether a document opens with a tag and is HTML in whatever letters beyond ASCII: nearly all are."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n").decode("latin-1")
    if not text.startswith("<") or "\x00" in text:
        return False
    feed, html = _FEED.search(text), _HTML.search(text)
    return html is not None and (feed is None or html.start() < feed.start())


def _decode(body: bytes, content_type: str | None) -> str:
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        return body[len(bom) :].decode(mark, "replace")
    declared = _declared(body, content_type)
    if not declared.startswith(_STATEFUL):
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            text = None
        if text is not None and "\x00" not in text[:_HEAD]:
            return text
        if wide := _wide(body):
            return body.decode(wide, "replace")
        if text is not None:
            return text
    if declared in _WESTERN or declared.startswith(_WIDE):
        mixed = len(body.translate(None, _ASCII)) < len(body) * _MOST_HIGH
        return body.decode("utf-8", MIXED) if mixed else body.decode("cp1252", "replace")
    try:
        return body.decode(declared, "replace")
    except (LookupError, ValueError):
        return body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> str:
    """The codec the header, else the page names; "utf-8" where neither names one that exists."""
    named = http_content_type_encoding(content_type.encode("ascii", "replace").decode()) if content_type else None
    return named or html_body_declared_encoding(body[:_HEAD]) or "utf-8"


def _wide(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is NUL."""
    sample = body[:2000]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _looks_json(text: str) -> bool:
    return re.match(r'[\[{\s]*(?:"|\]|\}|-?\d|true|false|null)', text) is not None


def _share_of_controls(text: str) -> float:
    return sum(c < " " and c not in "\t\r\n\f" for c in text) / max(1, len(text))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


MIXED = "cwac-utf8-or-cp1252"
codecs.register_error(MIXED, _as_windows)
