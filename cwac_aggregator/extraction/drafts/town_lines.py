"""A town alone on a line above the rows that are held there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ... import gazetteer
from ...normalization.places import PlaceText
from ..lines import Line, Reader
from .draft import Words
from .facts import is_fact_line
from .tale import Tale

_PAREN = re.compile(r"\s*\([^)]*\)\s*$")
_FEW = 4
"""Lines within which rows must follow the second town of a list: a sentence may lead to them."""


_HEADS = 3
"""Lines of the shortest list of towns that are told by one of them."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.'’-]*){0,3}")


def mark_town_heads(lines: Sequence[Line], reader: Reader) -> None:
    """Mark short lines that look alike, each over the facts of an event, where one of them is a town: the publisher's, a
    known one, or one that has its own police."""
    alike: dict[tuple[bool, bool, str, bool], list[Line]] = defaultdict(list)
    for i, line in enumerate(lines):
        name = _bare(line.text)
        if line.label is not None or not 2 < len(name) < 40 or _NAME.fullmatch(name) is None:
            continue
        if not (line.dates or line.times or line.names) and any(below.times for below in lines[i + 1 : i + _FEW]):
            look = name.isupper(), line.heading or line.block.strong, line.block.kind, line.text.rstrip().endswith(":")
            alike[look].append(line)
    for heads in alike.values():
        names = {_bare(line.text) for line in heads}
        if len(names) >= _HEADS and _are_towns(sorted(names), lines, reader):
            for line in heads:
                line.heads_town = True


def _are_towns(names: Sequence[str], lines: Sequence[Line], reader: Reader) -> bool:
    near = reader.place
    police = {gazetteer.fold(line.text[:begin].strip()) for line in lines for begin, _ in line.hosts()}
    for name in names:
        folded = gazetteer.fold(name)
        if folded == gazetteer.fold(near.city or "") or any(owner.endswith(folded) for owner in police):
            return True
        if gazetteer.find_city(name.title() if name.isupper() else name, near.region, near.country) is not None:
            return True
    return False


def _bare(text: str) -> str:
    return _PAREN.sub("", text).strip(" :–—-•*")


def is_town_line(tale: Tale, lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a town's name above rows of facts; it is then remembered as their town."""
    line = lines[i]
    if (
        (line.heading and not line.heads_town)
        or line.label is not None
        or line.dates
        or line.times
        or line.names
        or i + 1 >= len(lines)
    ):
        return False
    name = _bare(line.text)
    heads = lines[i + 1].label in ("place", "address", "time") and lines[i + 1].block.kind == line.block.kind
    if not 2 < len(name) < 40 or not (
        line.heads_town or heads or name.isupper() or line.block.strong or line.text.rstrip().endswith(":")
    ):
        return False
    following = lines[i + 1 : i + _FEW] if tale.under_town else ()
    if not (
        heads
        or line.heads_town
        or is_fact_line(tale.reader, lines[i + 1])
        or any(_is_row(tale, line) for line in following)
    ):
        return False
    near = tale.reader.place
    found = gazetteer.find_city(name.title() if name.isupper() else name, near.region, near.country)
    if (
        found is None
        and not line.heads_town
        and not (heads and tale.city is not None and name.replace(" ", "").isalpha() and name.istitle())
    ):
        return False  # beside a town, the next card's line is one too
    tale.city = (
        PlaceText(city=name.title() if name.isupper() else name, region=(found and found.region) or None),
        Words(line, 0, len(line.text)),
    )
    if not heads:
        tale.under_town = tale.rows_governed = True
    return True


def _is_row(tale: Tale, line: Line) -> bool:
    return bool(line.times) and not line.names and any(p.place.venue for p in tale.reader.places(line))
