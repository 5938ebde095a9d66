"""The texts of an HTML tree as plain strings, without a Python object for every element on the way."""

from __future__ import annotations

from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_TEXTS = etree.XPath("descendant::text()", smart_strings=False)


def texts(element: HtmlElement) -> list[str]:
    """All pieces of text inside an element, in the order of the page."""

    return cast(list[str], _TEXTS(element))
