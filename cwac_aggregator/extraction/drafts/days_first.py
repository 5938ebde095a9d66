"""Lines that tell the day of places told before them: they are read first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import Line, Reader
from .tale import follows_semicolon

_ALL = re.compile(
    r"\W*(?:all|both|each|alle|beide|jeweils|tous|toutes|les deux|les trois|chaque|todos|todas|ambos|ambas|cada|elke)\b"
)
"""What a sentence opens with that tells the day of all places before it."""


def days_first(reader: Reader, lines: list[Line]) -> list[Line]:
    """The lines of a story, with each that tells the day of the places before it in front of these."""
    return _day_of_all_first(reader, _dated_first(lines))


def _dated_first(lines: list[Line]) -> list[Line]:
    """The parts of a list told in a sentence with the one first that tells the day of all: "at A from 8 to 9; at B from 9 to
    10; and at C from 10 to 11 on Friday"."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and lines[j].unit == lines[i].unit and follows_semicolon(lines[j - 1], lines[j]):
            j += 1
        run = lines[i:j]
        told_last = len(run) > 1 and bool(run[-1].dates) and not any(line.dates for line in run[:-1])
        out += [run[-1], *run[:-1]] if told_last and all(line.times for line in run) else run
        i = j
    return out


def _day_of_all_first(reader: Reader, lines: list[Line]) -> list[Line]:
    """The lines with the one that tells the day of all places before these: "At A at 8 and B at 10. Both are on May 5"."""
    out: list[Line] = []
    for line in lines:
        at = _places_above(reader, out) if _is_day_of_all(reader, line) else len(out)
        out.insert(at, line)
    return out


def _is_day_of_all(reader: Reader, line: Line) -> bool:
    if len(line.dates) != 1 or line.heading or line.others or line.names or line.label is not None:
        return False
    return _ALL.match(line.low) is not None and not any(p.place.venue for p in reader.places(line))


def _places_above(reader: Reader, above: Sequence[Line]) -> int:
    """The index from which on the lines above tell several places and no day: a sentence, or the rows of a list; their
    number where they do not."""
    first = len(above)
    while first and above[first - 1].block.kind in ("item", "row") and not above[first - 1].dates:
        first -= 1
    if first == len(above) and first and not above[first - 1].heading:
        first -= 1
    told = above[first:]
    if not told or any(line.dates or line.rules or line.others for line in told):
        return len(above)
    venues = {p.place.venue for line in told for p in reader.places(line) if p.place.venue}
    hours = [line for line in told if line.times and line.block.kind in ("item", "row")]
    return first if len(venues) > 1 or (len(hours) > 1 and len(hours) >= len(told) - 1) else len(above)
