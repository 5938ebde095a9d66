"""A town alone on a line above the rows that are held there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ... import gazetteer
from ...normalization.places import PlaceText
from ..lines import Line
from .draft import Words
from .facts import is_fact_line
from .tale import Tale

_PAREN = re.compile(r"\s*\([^)]*\)\s*$")
_FEW = 4
"""Lines within which rows must follow the second town of a list: a sentence may lead to them."""


def _bare(text: str) -> str:
    return _PAREN.sub("", text).strip(" :–—-•*")


def is_town_line(tale: Tale, lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a town's name above rows of facts; it is then remembered as their town."""
    line = lines[i]
    if (told := line.block.town) is not None and told[0].text == line.text:
        _, begin, stop = told
        name = line.text[begin:stop]
        tale.city = PlaceText(city=tale.reader.in_small_letters(name)), Words(line, begin, stop)
        return True
    if line.heading or line.label is not None or line.dates or line.times or line.names or i + 1 >= len(lines):
        return False
    name = _bare(line.text)
    heads = lines[i + 1].label in ("place", "address", "time") and lines[i + 1].block.kind == line.block.kind
    if not 2 < len(name) < 40 or not (heads or name.isupper() or line.block.strong or line.text.rstrip().endswith(":")):
        return False
    following = lines[i + 1 : i + _FEW] if tale.under_town else ()
    if not (heads or is_fact_line(tale.reader, lines[i + 1]) or any(_is_row(tale, line) for line in following)):
        return False
    near = tale.reader.place
    found = gazetteer.find_city(tale.reader.in_small_letters(name), near.region, near.country)
    if found is None and not (heads and tale.city is not None and name.replace(" ", "").isalpha() and name.istitle()):
        return False  # beside a town, the next card's line is one too
    tale.city = (
        PlaceText(city=tale.reader.in_small_letters(name), region=(found and found.region) or None),
        Words(line, 0, len(line.text)),
    )
    if not heads:
        tale.under_town = tale.rows_governed = True
    return True


def _is_row(tale: Tale, line: Line) -> bool:
    return bool(line.times) and not line.names and any(p.place.venue for p in tale.reader.places(line))
