"""A town alone on a line above the rows that are held there."""

from __future__ import annotations

from collections.abc import Sequence

from ... import gazetteer
from ...normalization.places import PlaceText
from ..lines import Line
from .draft import Words
from .facts import is_fact_line
from .tale import Tale


def is_town_line(tale: Tale, lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a town's name above rows of facts; it is then remembered as their town."""
    line = lines[i]
    if line.heading or line.label is not None or line.dates or line.times or line.names or i + 1 >= len(lines):
        return False
    name = line.text.strip(" :–—-•*")
    if not 2 < len(name) < 40 or not (name.isupper() or line.block.strong or line.text.rstrip().endswith(":")):
        return False
    if not is_fact_line(tale.reader, lines[i + 1]):
        return False
    near = tale.reader.place
    found = gazetteer.find_city(name.title() if name.isupper() else name, near.region, near.country)
    if found is None:
        return False
    tale.city = (
        PlaceText(city=name.title() if name.isupper() else name, region=found.region or None),
        Words(line, 0, len(line.text)),
    )
    tale.under_town = tale.rows_governed = True
    return True
