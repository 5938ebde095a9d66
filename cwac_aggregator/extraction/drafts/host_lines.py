"""Agencies on a line each, with their hours, over the lines of their places: "Ashby Police Department: 8-10 am" / "Elm Bakery, 12 Elm Street"."""

from __future__ import annotations

from collections.abc import Sequence

from ...normalization.place_words import place_words
from ..lines import Line, Reader
from .rows import read_rows
from .tale import Tale

_LONGEST = 90
"""Letters of the longest line that is nothing but an agency and its hours."""
_LONGEST_PLACE = 110
"""Letters of the longest line that is nothing but a place."""


def read_hosts_rows(tale: Tale, lines: Sequence[Line], i: int) -> int:
    """Read the places under an agency that stands alone at `i`, if several agencies of the story do; the index after them,
    or `i` where there is none."""
    reader = tale.reader
    if not _is_host(reader, lines[i]):
        return i
    stop = i + 1
    while stop < len(lines) and _is_place(reader, lines[stop]):
        stop += 1
    if stop == i + 1:
        return i
    if tale.told_by_host is None:
        tale.told_by_host = sum(_heads_places(reader, lines, n) for n in range(len(lines) - 1)) > 1
    if not tale.told_by_host:
        return i
    tale.row_hours = [(span, lines[i]) for span in lines[i].times]
    read_rows(tale, lines[i + 1 : stop], True)
    return stop


def _heads_places(reader: Reader, lines: Sequence[Line], i: int) -> bool:
    return _is_host(reader, lines[i]) and _is_place(reader, lines[i + 1])


def _is_host(reader: Reader, line: Line) -> bool:
    """Whether a line is nothing but the name of an agency, and its hours."""
    if line.heading or line.label is not None or line.names or line.dates or len(line.text) > _LONGEST:
        return False
    if len(line.times) > 1 or not line.hosts():
        return False
    rest = line.text
    for span in line.times:
        rest = rest[: span.begin] + rest[span.stop :]
    words = rest.strip(" :;,-–—|").split()
    agencies = place_words(reader.lexicon.code)
    return (
        len(words) > 1
        and all(word[:1].isupper() or len(word) < 4 for word in words)
        and agencies.has("agencies", words[-1].lower().strip(".,:"))
    )


def _is_place(reader: Reader, line: Line) -> bool:
    """Whether a line tells a place and neither day nor hour."""
    if line.heading or line.names or line.dates or line.times or len(line.text) > _LONGEST_PLACE:
        return False
    if line.text.rstrip().endswith((".", "!", "?", ":")) or _is_host(reader, line):
        return False
    return any(p.place.venue for p in reader.places(line))
