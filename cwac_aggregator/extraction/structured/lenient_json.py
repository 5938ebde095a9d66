"""JSON as templates print it: comments, trailing commas, raw line ends, `\\'`, stray quotes, several values in a row."""

from __future__ import annotations

import json
import re
from typing import Any

_LONGEST_REPAIR = 2_000_000
_MOST_VALUES = 500
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_BLANK = re.compile(r"\s*")
_OUTSIDE = re.compile(r'[^"/,<\]}]+|"|//[^\n]*|/|,|<!--|<|\]|\}')
_INSIDE = re.compile(r'[^"\\]+|\\|"')
_ESCAPES = frozenset('"\\/bfnrtu')
_AFTER_STRING = frozenset(",:]}")
_HEX = re.compile(r"[0-9a-fA-F]{4}")


DEEPEST = 60
"""Levels of nesting that are read."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class BrokenJson(ValueError):
    """Text that is not JSON even when read leniently; the message says where."""


def load_json(text: str) -> list[Any]:
    """All JSON values of a text, usually one. Raises BrokenJson where nothing can be read.

    First as the standard says but for raw control characters, then repaired in one pass (linear, up to two million characters).
    """
    text = text.strip().lstrip("\ufeff")
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError) as error:
        first = error
    if len(text) > _LONGEST_REPAIR:
        raise BrokenJson(f"not JSON, and too long to repair: {first}")
    repaired = _repair(_WRAPPERS.sub("", _WRAPPERS.sub("", text)))
    return _values(repaired)


def fold_keys(value: Any, depth: int = 0) -> Any:
    """A JSON value with the keys of its objects in lower case, without "@", prefix and vocabulary address.

    What lies deeper than `DEEPEST` is left out; halves of surrogate pairs, which no file can hold, become U+FFFD.
    """
    if depth > DEEPEST:
        return None
    if isinstance(value, dict):
        folded: dict[str, Any] = {}
        for key, inner in value.items():
            name = str(key).rpartition("/")[2].rpartition(":")[2].lstrip("@").lower()
            folded.setdefault(name, fold_keys(inner, depth + 1))
        return folded
    if isinstance(value, list):
        return [fold_keys(inner, depth + 1) for inner in value]
    if isinstance(value, str) and _SURROGATE.search(value):
        return _SURROGATE.sub("\ufffd", value)
    return value


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    at = 0
    while at < len(text) and len(found) < _MOST_VALUES:
        blank = _BLANK.match(text, at)
        at = blank.end() if blank else at
        if at < len(text) and text[at] in ";,":
            at += 1
            continue
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            if found or at >= len(text):
                break
            raise BrokenJson(f"not JSON: {error}") from error
        found.append(value)
    return found


def _repair(text: str) -> str:
    """The text without comments and trailing commas, strings with sane escapes and quotes."""
    kept: list[str] = []
    at, size = 0, len(text)
    while at < size:
        token = _OUTSIDE.match(text, at)
        if token is None:
            break
        part = token[0]
        at = token.end()
        if part == '"':
            at = _string(text, at, kept)
        elif part == "/" and text.startswith("*", at):
            end = text.find("*/", at)
            at = size if end < 0 else end + 2
        elif part == "<!--":
            end = text.find("-->", at)
            at = size if end < 0 else end + 3
        elif part in ("]", "}"):
            while kept and (kept[-1] == "," or not kept[-1].strip()):
                kept.pop()
            kept.append(part)
        elif not part.startswith("//"):
            kept.append(part)
    return "".join(kept)


def _string(text: str, at: int, kept: list[str]) -> int:
    """Copy a string that begins at `at` with its escapes and inner quotes set right; returns the index after it."""
    kept.append('"')
    while token := _INSIDE.match(text, at):
        part = token[0]
        at = token.end()
        if part == "\\":
            following = text[at : at + 1]
            if following not in _ESCAPES or (following == "u" and not _HEX.match(text, at + 1)):
                continue
            kept.append(part + following)
            at += 1
        elif part == '"':
            if _closes(text, at):
                break
            kept.append('\\"')
        else:
            kept.append(part)
    kept.append('"')
    return at


def _closes(text: str, at: int) -> bool:
    """Whether the quote before `at` ends its string: what may follow a string in JSON follows it."""
    blank = _BLANK.match(text, at)
    after = blank.end() if blank else at
    following = text[after : after + 1]
    if following != ",":
        return not following or following in _AFTER_STRING
    blank = _BLANK.match(text, after + 1)
    following = text[blank.end() : blank.end() + 1] if blank else ""
    return not following or following in '"{[]}-0123456789tfn/'
