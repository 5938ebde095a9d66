"""Inline elements that a page's style sets apart: what stands between two of them where the text has nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from ...platforms.markup import INLINE
from ..lines import label_of

_APART = frozenset(["span", "time", "small", "a"])
_ADDRESS = re.compile(r"(?:^|[\s_-])(?:street-?)?address(?:$|[\s_-])")
"""Class words of the box of an address."""
_LABEL = re.compile(r"(?:^|[\s_-])(?:label|etiqueta|etikett?)(?:$|[\s_-])")
_PAIR = 2
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_FIRST_TEXT = etree.XPath("string(descendant::text()[1])", smart_strings=False)
_NAMED = re.compile(r"[A-Za-z]{3}[A-Za-z_-]*$")
"""A class that is named for what it holds, and not counted ("s1", "c12")."""


def gap_before(element: HtmlElement, told: str) -> str:
    """What parts an inline element from the text told before it in its line: a space where two boxes meet without one
    ("Admin" + "Jul 6"; a superscript or a drop capital stays joined), a comma before the box of an address."""
    names = element.get("class")
    if not told or not (names or element.tag in _APART):
        return ""
    address = names is not None and _is_address(names)
    if told[-1].isspace() and not address:  # as before nearly all
        return ""
    text = element.text or cast(str, _FIRST_TEXT(element))
    if not text:
        return ""
    if address and _box_before(element) is not None and (end := told.rstrip()):
        return ", " if end[-1].isalnum() else ""
    left, right = told[-1], text[0]
    apart = (
        (left.islower() and (right.isupper() or right.isdigit()))
        or (left.isdigit() and right.isalpha() and right.isupper())
        or (left.isdigit() and right.isdigit())
        or (left.isupper() and right.isupper() and text[1:2].islower())
    )
    if not apart and names and left.isalnum() and right.isalnum():
        before = _box_before(element)
        apart = before is not None and _are_boxes(before, element)
    return " " if apart else ""


def mark_of_label(element: HtmlElement) -> str:
    """The colon behind a label that the page sets apart by its style alone: "Where" in a `span` of the class "label", or in
    the first of two in a box."""
    names = element.get("class")
    if len(element) or not ((names and _is_label(names)) or _is_first_of_two(element)):
        return ""
    text = (element.text or "").strip()
    return ": " if text[-1:].isalpha() and label_of(text) is not None else ""


def _is_first_of_two(element: HtmlElement) -> bool:
    """Whether an element and one of its kind are all that their box holds."""
    box, other = element.getparent(), element.getnext()
    if element.tag != "span" or box is None or other is None or other.tag != "span" or len(box) != _PAIR:
        return False
    return box[0] is element and not any((text or "").strip() for text in (box.text, element.tail, other.tail))


@lru_cache(10_000)
def _is_label(names: str) -> bool:
    """Whether a class is that of a label. The same classes come again and again."""
    return _LABEL.search(names) is not None


@lru_cache(10_000)
def _is_address(names: str) -> bool:
    """Whether a class is that of an address."""
    return _ADDRESS.search(names) is not None


def is_instant(text: str) -> bool:
    """Whether a text is a point in time as machines write it: "2024-03-13T08:00:00-04:00"."""
    return _INSTANT.fullmatch(text) is not None


def _box_before(element: HtmlElement) -> HtmlElement | None:
    """The inline element with a class right before one, with no text between the two."""
    before = element.getprevious()
    if before is None or before.tag not in INLINE or not before.get("class") or (before.tail or "").strip():
        return None
    return before


def _are_boxes(one: HtmlElement, two: HtmlElement) -> bool:
    """Whether two elements are set apart by their style, as a month from its day: each has a class of its own that is a
    word ("date", "month"), and they have none in common."""
    left, right = (set((e.get("class") or "").split()) for e in (one, two))
    return not left & right and all(any(_NAMED.match(name) for name in names) for names in (left, right))
