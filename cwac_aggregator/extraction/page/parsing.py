"""The tree of an HTML page, however much of it is left out."""

from __future__ import annotations

import lxml.html
from lxml.etree import ElementDefaultClassLookup, ParserError
from lxml.html import HtmlElement

_ELEMENTS = ElementDefaultClassLookup(element=HtmlElement)
"""One class for all elements: lxml.html looks for a class of its own at each of them."""
_OF_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])


def parse_html(text: str) -> HtmlElement | None:
    """The root element of a page, None where it holds no HTML."""
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None
    _close_head(root)
    return root


def _close_head(root: HtmlElement) -> None:
    """Put into the body what stands in the head but is not of it: where a page leaves out its body's tag the parser, which
    knows no element newer than HTML 4, lets none of them end the head."""
    head = root.find("head")
    if head is None:
        return
    first = next((n for n, child in enumerate(head) if child.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    body[0:0] = head[first:]
