"""HTML inside feeds and markup as plain text, in one pass: a line end where a reader sees one."""

from __future__ import annotations

import html
import re

from ...platforms.markup import INLINE
from ..scan import as_seen

_TAG = re.compile(r"(<[a-zA-Z/!?][^<>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_SILENT = frozenset(("script", "style"))
_BLANKS = re.compile(r"[^\S\n]+")


def is_html(text: str) -> bool:
    """Whether a text holds tags."""
    return "<" in text and _TAG.search(text) is not None


def plain_text(text: str) -> str:
    """A text without tags, entities, invisible characters and runs of blanks; blocks become lines.

    Entities are undone up to twice: many platforms escape what was already escaped, and tags may come out of it.
    """
    for _ in range(2):
        if "&" not in text and "<" not in text:
            break
        text = html.unescape(_without_tags(text))
    text = as_seen(text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """`plain_text` as one line."""
    return " ".join(plain_text(text).split())


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    kept: list[str] = []
    silent: str | None = None
    for part in _TAG.split(text):
        if not (part.startswith("<") and part.endswith(">") and _TAG.fullmatch(part)):
            if silent is None:
                kept.append(part)
            continue
        name = _NAME.match(part)
        tag = name[1].lower() if name else ""
        if silent is not None:
            silent = None if tag == silent and part.startswith("</") else silent
        elif tag in _SILENT and not part.startswith("</"):
            silent = tag
        elif tag not in INLINE:
            kept.append("\n")
    return "".join(kept)
