"""How a platform's markup reads: a `Layout` names the element of an entry and, within it, the elements of its fields.

A field is found by a `spec`: a CSS selector, or an XPath if it starts with `.`; `@name` at its end takes that attribute;
`` (nothing) is the entry's element itself; alternatives stand in order, parted by ` || `, and the first with a text counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from ..ids import canonical_url
from .entry import Entry

_WORDS = re.compile(r"\S+")
INLINE = frozenset(
    _WORDS.findall(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong "
        "sub sup time tt u var wbr nobr o:p"
    )
)
"""Tags that end no line."""
_SILENT = frozenset(
    _WORDS.findall(
        "script style noscript template svg select option button input textarea iframe video audio head meta"
    )
)
_SPACE = re.compile(r"[\s\u00a0\u200b\u202f\u2009\ufeff]+")
_MARK = "\x1f"
_GLUED = re.compile(r"(?<=\w)\x1f+(?=\w)")
_GAP = re.compile(r"\x1f+")
_LABEL = re.compile(
    r"(?:date|time|date/time|day|when|where|location(?:\(s\))?|place|venue|address|fecha|hora|lugar|datum|uhrzeit|ort)s?\s*:?$",
    re.IGNORECASE,
)
"""What a field shows besides its value, or instead of one."""
_MAX_DEPTH = 150
_Select = Callable[[HtmlElement], list[HtmlElement]]
_CLASSES = etree.XPath("descendant-or-self::*/@class", smart_strings=False)
_CLASS = re.compile(r"\.([\w-]+)(?![^\[]*\])")
_ALONE = re.compile(r"\s*([a-z]\w*)?([.#])([\w-]+)\s*")
_ATTRIBUTES = etree.XPath("descendant-or-self::*/@*", smart_strings=False)
_LONGEST = 400
"""Letters of an attribute that says something, and is no data or style."""
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)
Wanted = Callable[[str], bool]
"""Whether a text may tell what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of page. `when`, `where` and `start` may take several specs, whose texts become lines.

    `drop` selects what is not read (hidden copies, labels). `needs` names the fields without which an element is no
    entry. `kind` is the prefix of the native id where `id` (a spec and a pattern with one group) gives it.
    """

    item: str
    title: str = ""
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    text: str = ""
    published: str = ""
    start: str = ""
    end: str = ""
    link: str = ""
    kind: str = "event"
    id: tuple[str, re.Pattern[str]] | None = None
    drop: str = ""
    detail: bool = False
    needs: tuple[str, ...] = ("title", "when|start")
    repair: Callable[[Entry, HtmlElement], Entry | None] | None = None


def labelled(head: str, label: str) -> str:
    """A spec for the element after a label: `head` is a class of the label's element, `label` how its text begins."""
    return f'.//*[contains(concat(" ", @class, " "), " {head} ")][starts-with(normalize-space(), "{label}")]/following-sibling::*[1]'


def read_layout(
    layout: Layout, root: HtmlElement, url: str, wanted: Wanted | None, classes: Set[str]
) -> Iterator[Entry]:
    """The entries of one layout in page order. Elements that lack what the layout needs are passed over.

    Of a list, rows after the first are passed over where `wanted` says no to all their text. `classes` are all of the page's:
    what stands under another is not looked for.
    """
    tree = root.getroottree()
    choose = None if layout.detail else wanted
    listed = False
    for element in _selector(layout.item)(root):
        if listed and choose is not None and not _holds(element, choose):
            continue
        entry = _read(layout, element, url, classes)
        if entry is None:
            continue
        locator = str(tree.getpath(element))
        native = _native_id(layout, element, classes)
        entry = replace(entry, locator=locator, native_id=native, detail=layout.detail)
        if layout.repair is not None:
            repaired = layout.repair(entry, element)
            if repaired is None:
                continue
            entry = repaired
        listed = True
        yield entry


def classes_of(root: HtmlElement) -> frozenset[str]:
    """All classes of a page."""
    return frozenset(" ".join(set(cast(list[str], _CLASSES(root)))).split())


def may_stand(spec: str, classes: Set[str]) -> bool:
    """Whether a page with these classes may hold what a spec without attribute finds: cheaper than to look for it."""
    return any(needed <= classes for needed in _needed(spec))


@lru_cache(maxsize=1024)
def _needed(spec: str) -> tuple[frozenset[str], ...]:
    """For each alternative of a selector the classes without which it finds nothing."""
    if spec.startswith(".") and "/" in spec:
        return (frozenset(),)
    return tuple(frozenset() if ":" in one else frozenset(_CLASS.findall(one)) for one in spec.split(","))


def text_of(element: HtmlElement, drop: Set[HtmlElement] = frozenset(), gap: bool = False) -> str:
    """The text as lines: blocks and breaks end a line. `gap`: inline pieces whose words touch are set apart."""
    pieces: list[str] = []
    _walk(element, pieces, drop, _MARK if gap else "", 0)
    text = _GAP.sub("", _GLUED.sub(" ", "".join(pieces))) if gap else "".join(pieces)
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """The text on a single line, with single spaces."""
    return _SPACE.sub(" ", text).strip()


def select(spec: str, element: HtmlElement) -> list[HtmlElement]:
    """The elements a spec without attribute finds within `element`, in page order."""
    return _selector(spec)(element)


def _holds(element: HtmlElement, wanted: Wanted) -> bool:
    """Whether a text of the element or of an attribute in it is wanted; words may go on across its tags or end at them."""
    pieces = cast(list[str], _TEXTS(element))
    # A union of both paths would be sorted, which takes longer than all the rest.
    told = [value for value in cast(list[str], _ATTRIBUTES(element)) if len(value) < _LONGEST]
    return wanted("\n".join([*pieces, "".join(pieces), *told]))


class _Scope(NamedTuple):
    """What holds for all fields of one entry: the classes of its page, and the elements in it that are not read."""

    classes: Set[str]
    drop: Set[HtmlElement]


def _read(layout: Layout, element: HtmlElement, url: str, classes: Set[str]) -> Entry | None:
    dropped = layout.drop and may_stand(layout.drop, classes)
    scope = _Scope(classes, set(_selector(layout.drop)(element)) if dropped else set())
    values = {
        "title": one_line(_value(layout.title, element, scope)),
        "when": _lines(layout.when, element, scope),
        "where": _lines(layout.where, element, scope),
        "text": _value(layout.text, element, scope) if layout.text else "",
        "published": one_line(_value(layout.published, element, scope)) if layout.published else "",
        "start": one_line(_value(layout.start, element, scope)) if layout.start else "",
        "end": one_line(_value(layout.end, element, scope)) if layout.end else "",
    }
    href = _value(layout.link, element, scope) if layout.link else ""
    for need in layout.needs:
        if not any(href if name == "link" else values[name] for name in need.split("|")):
            return None
    return Entry(
        title=values["title"],
        when=values["when"],
        where=values["where"],
        text=values["text"],
        published=values["published"],
        start=values["start"],
        end=values["end"],
        link=absolute(href, url),
    )


def absolute(href: str, base: str) -> str | None:
    """The canonical address of a link, or None for what is no web address."""
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = canonical_url(href, base)
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def _lines(specs: tuple[str, ...], element: HtmlElement, scope: _Scope) -> str:
    lines: list[str] = []
    for spec in specs:
        for line in _value(spec, element, scope, gap=True).split("\n"):
            if line and line not in lines and not _LABEL.match(line):
                lines.append(line)
    return "\n".join(lines)


def _value(spec: str, element: HtmlElement, scope: _Scope, gap: bool = False) -> str:
    for one in spec.split(" || "):
        path, attribute = _split(one)
        if path and not may_stand(path, scope.classes):
            continue
        for found in _selector(path)(element) if path else [element]:
            if found in scope.drop:
                continue
            value = found.get(attribute) or "" if attribute else text_of(found, scope.drop, gap)
            if value.strip():
                return value.strip()
    return ""


def _native_id(layout: Layout, element: HtmlElement, classes: Set[str]) -> str | None:
    if layout.id is None:
        return None
    spec, pattern = layout.id
    found = pattern.search(_value(spec, element, _Scope(classes, set())))
    return f"{layout.kind}:{found[1]}" if found else None


@lru_cache(maxsize=1024)
def _split(spec: str) -> tuple[str, str]:
    path, at, attribute = spec.rpartition("@")
    return (path, attribute) if at and re.fullmatch(r"[\w-]+", attribute) else (spec, "")


@lru_cache(maxsize=1024)
def _selector(spec: str) -> _Select:
    if spec.startswith(".") and "/" in spec:
        return cast(_Select, etree.XPath(spec))
    parts = [spec] if "(" in spec else spec.split(",")
    return cast(_Select, etree.XPath(" | ".join(map(_path, parts))))


def _path(part: str) -> str:
    """A selector as XPath. One class or id is looked for among the attributes, which takes half of what it takes to ask
    each element for its own."""
    alone = _ALONE.fullmatch(part)
    if alone is None:
        return CSSSelector(part, translator="html").path
    tag, kind, name = alone.groups("*")
    if kind == "#":
        return f"descendant-or-self::{tag}/@id[. = '{name}']/.."
    whole = f"contains(concat(' ', normalize-space(), ' '), ' {name} ')"
    return f"descendant-or-self::{tag}/@class[contains(., '{name}')][{whole}]/.."


def _walk(element: HtmlElement, pieces: list[str], drop: Set[HtmlElement], gap: str, depth: int) -> None:
    pieces.append(_flat(element.text))
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SILENT and child not in drop and depth < _MAX_DEPTH:
            edge = gap if tag in INLINE else "\n"
            pieces.append(edge)
            _walk(child, pieces, drop, gap, depth + 1)
            pieces.append(edge)
        pieces.append(_flat(child.tail))


def _flat(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""
