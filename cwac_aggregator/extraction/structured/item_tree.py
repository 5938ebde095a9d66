"""Nested items written into the attributes of a page (microdata, microformats), built in one pass over the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from .schema_org import PRINTED

Statement = tuple[str, "str | Node", str]
"""A property's lower-case name, its value, and the text that stands where the value stands ("" where that is the value)."""
Scope = Callable[[HtmlElement], "list[str] | None"]
"""The types of the item an element opens, or None where it opens none."""
Properties = Callable[[HtmlElement], "Iterable[tuple[str, str | None, str]]"]
"""What an element states for the item around it: as a Statement, with None for the item that the element itself opens."""

_DEEPEST = 300
_MOST_NODES = 1500
_LONGEST = 20_000
_BREAKS = frozenset(
    ("br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "section")
)
_SILENT = frozenset(("script", "style", "noscript", "template"))


@dataclass(slots=True)
class Node:
    """One item: its types as printed, what it states in document order, and whether another item holds it."""

    types: list[str]
    element: HtmlElement
    stated: list[Statement] = field(default_factory=list)
    held_by: str | None = None

    def values(self, name: str) -> list[str | Node]:
        """All values of a property."""
        return [value for stated, value, _ in self.stated if stated == name]


def build_nodes(elements: Iterable[HtmlElement], scope: Scope, properties: Properties) -> list[Node]:
    """The items that `elements` (in document order) open, with what is stated in each, in document order."""
    nodes: list[Node] = []
    opened: dict[HtmlElement, Node] = {}  # Holding the elements keeps lxml's proxies, and so their identity, alive.
    for element in elements:
        types = scope(element)
        owner = _owner(element, opened)
        inner: Node | None = None
        if types is not None:
            inner = opened[element] = Node(types, element)
            nodes.append(inner)
        if owner is None:
            continue
        for name, value, beside in properties(element):
            if value is None and inner is not None:
                inner.held_by = name
                owner.stated.append((name, inner, ""))
            elif value:
                owner.stated.append((name, value, beside))
    return nodes


def as_item(types: list[str], stated: Iterable[Statement], depth: int = 0) -> dict[str, Any]:
    """What is stated as one item of `schema_org`."""
    item: dict[str, Any] = {"type": types}
    for name, value, beside in stated:
        if isinstance(value, Node):
            if depth < 10:
                item.setdefault(name, []).append(as_item(value.types, value.stated, depth + 1))
            continue
        item.setdefault(name, []).append(value)
        if beside:
            item.setdefault(name + PRINTED, []).append(beside)
    return item


def text_of(element: HtmlElement) -> str:
    """The text in an element on one line, bounded; what a line break parts stays apart."""
    parts: list[str] = []
    silent = 0
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), _MOST_NODES):
        tag = node.tag if isinstance(node.tag, str) else None
        if event == "start":
            silent += tag in _SILENT
            if not silent and tag is not None:
                parts.append((" " if tag in _BREAKS else "") + (node.text or ""))
            continue
        silent -= tag in _SILENT
        if not silent and node is not element:
            parts.append((" " if tag in _BREAKS else "") + (node.tail or ""))
    return " ".join("".join(parts)[:_LONGEST].split())


def _owner(element: HtmlElement, opened: dict[HtmlElement, Node]) -> Node | None:
    if opened:
        for parent in islice(element.iterancestors(), _DEEPEST):
            if (node := opened.get(parent)) is not None:
                return node
    return None
