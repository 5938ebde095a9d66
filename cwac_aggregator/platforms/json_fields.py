"""Small readers for JSON values whose type cannot be trusted: a venue may be a dict, `[]` or false."""

from __future__ import annotations

from html import unescape
from typing import Any

from lxml import etree, html

from .markup import text_of


def text(value: Any) -> str:
    """A string without markup and entities, as lines. Anything that is no string or number is ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    raw = str(value)
    if "<" not in raw:
        return unescape(raw).strip()
    try:
        return text_of(html.fragment_fromstring(raw, create_parent="div"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""


def texts(*values: Any) -> tuple[str, ...]:
    """Each value as `text` gives it, on one line."""
    return tuple(" ".join(text(value).split()) for value in values)


def inner(value: Any, *path: str) -> Any:
    """Walk into dicts by name; a list gives its first element. None where the path breaks off."""
    for name in path:
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def rows(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """The dicts of a list with their places. [] for anything else."""
    return [(row, item) for row, item in enumerate(value) if isinstance(item, dict)] if isinstance(value, list) else []
