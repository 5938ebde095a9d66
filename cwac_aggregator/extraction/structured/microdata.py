"""Events in HTML microdata: schema.org/Event, and its ancestor data-vocabulary.org/Event, which one large platform still writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from ...model import Oddity, Place
from .candidate import Candidate, Found
from .item_tree import Node, Statement, as_item, build_nodes, text_of
from .main_item import mark_main
from .schema_org import MOST_ITEMS, Reading, is_event, read_item

_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "iframe": "src", "object": "data"}
_LINK_PROPERTIES = frozenset(("url", "image", "photo", "sameas", "eventstatus", "eventattendancemode"))
_TIMES = frozenset(("startdate", "enddate", "previousstartdate"))
_OLD_NAMES = {"summary": "name", "dtstart": "startdate", "dtend": "enddate"}
_NOON_UTC = ("T12:00:00Z", "T12:00:00+00:00")
_MOST_ELEMENTS = 200_000


def read_microdata(
    root: HtmlElement, base_url: str, place: Place, wanted: Callable[[str], bool] | None = None
) -> Found:
    """The events of a page's microdata, in page order. `place` is where the publisher stands, `wanted` as in `Reading`.

    A time printed in the element that holds a machine-readable one is held against it and decides. A noon in UTC is what some
    platforms write for "no time given" and is read as the day alone. In data-vocabulary.org events "+00:00" is true UTC.
    """
    found: list[Candidate] = []
    oddities: list[Oddity] = []
    elements = root.xpath("(//@itemscope | //@itemprop)/..")
    count = 0
    for node in build_nodes(elements[:_MOST_ELEMENTS], _scope, _properties):
        if node.held_by in ("subevent", "superevent") or not is_event({"type": node.types}):
            continue
        old = any("data-vocabulary" in kind for kind in node.types)
        reading = Reading("microdata", base_url, place, "true" if old else "label", wanted=wanted)
        for stated in _rows(_renamed(node) if old else node.stated):
            item = as_item(node.types, [_with_address(statement) for statement in stated])
            candidates, odd = read_item(item, f"microdata[{count}]", reading)
            found += candidates
            oddities += odd
            count += 1
        if count > MOST_ITEMS:
            oddities.append(
                Oddity("too-many-items", f"more than {MOST_ITEMS} events in microdata: the rest is not read")
            )
            break
    mark_main(found, root, base_url)
    return found, oddities


def _scope(element: HtmlElement) -> list[str] | None:
    if element.get("itemscope") is None:
        return None
    return (element.get("itemtype") or "").split()


def _properties(element: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    for printed_name in (element.get("itemprop") or "").split():
        name = printed_name.rpartition("/")[2].lower()
        if element.get("itemscope") is not None:
            yield name, None, ""
            continue
        value = _value(element, name)
        beside = text_of(element) if name in _TIMES else ""
        if name in _TIMES and value.upper().endswith(_NOON_UTC):
            value = value[:10]
        yield name, value, beside if beside != value else ""


def _value(element: HtmlElement, name: str) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    if (content := element.get("content")) is not None:
        return str(content).strip()
    if tag == "time" and element.get("datetime"):
        return (element.get("datetime") or "").strip()
    if tag in _LINKS and (name in _LINK_PROPERTIES or tag == "link"):
        return (element.get(_LINKS[tag]) or "").strip()
    return text_of(element)


def _renamed(node: Node) -> list[Statement]:
    return [(_OLD_NAMES.get(name, name), value, beside) for name, value, beside in node.stated]


def _rows(stated: list[Statement]) -> Iterator[list[Statement]]:
    """The statements of one event each: one platform puts a single Event around the whole table.

    They are parted where the first property comes round again, if there are as many names as starts.
    """
    names = [name for name, _, _ in stated]
    if not stated or names.count("startdate") < 2 or names.count("startdate") != names.count("name"):
        yield stated
        return
    first = next(name for name in names if name in ("url", "name", "startdate"))
    row: list[Statement] = []
    for statement in stated:
        if statement[0] == first and any(name == first for name, _, _ in row):
            yield row
            row = []
        row.append(statement)
    yield row


def _with_address(statement: Statement) -> Statement:
    """A place whose address also has its text: parts of it often stand there without a property of their own."""
    name, place, beside = statement
    if name != "location" or not isinstance(place, Node):
        return statement
    stated: list[Statement] = []
    for inner_name, inner, inner_beside in place.stated:
        if inner_name == "address" and isinstance(inner, Node):
            text = text_of(inner.element)
            whole: Statement = ("text", text, "")
            inner = Node(inner.types, inner.element, [*inner.stated, whole]) if inner.stated else text
        stated.append((inner_name, inner, inner_beside))
    return name, Node(place.types, place.element, stated), beside
