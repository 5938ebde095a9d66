"""Text with a line through it: what was corrected is not read, what was called off is."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ...platforms.markup import INLINE
from ..structured import says_off

_STRUCK = frozenset(["del", "s", "strike"])
_STRUCK_STYLE = re.compile(r"line-through")
_CALLED_OFF_REACH = 600
"""Letters of the longest paragraph or row in which a word for cancelled speaks of the struck text."""


def is_struck_out(element: HtmlElement) -> bool:
    """Whether an element is printed with a line through it, and is not what was called off."""
    return _is_struck(element) and not _is_called_off(element)


def _is_struck(element: HtmlElement) -> bool:
    return element.tag in _STRUCK or (
        element.tag == "span" and _STRUCK_STYLE.search(element.get("style") or "") is not None
    )


def _is_called_off(element: HtmlElement) -> bool:
    """Whether struck text tells what was called off, else what was corrected: a word for cancelled stands beside it in its
    paragraph, or in the text that its paragraph is of."""
    around = _paragraph_of(element)
    if around is None:
        return False
    text = _text_within(around)
    if text is None or says_off(text):
        return text is not None
    above = around.getparent()
    text = _text_within(above) if above is not None else None
    return text is not None and says_off(text, moved=False)


def _paragraph_of(element: HtmlElement) -> HtmlElement | None:
    around = element.getparent()
    while around is not None and around.tag in INLINE:
        around = around.getparent()
    return around


def _text_within(element: HtmlElement) -> str | None:
    """The text of an element, None where it is long."""
    text = ""
    for piece in element.itertext():
        text += f" {piece}"
        if len(text) > _CALLED_OFF_REACH:
            return None
    return text
