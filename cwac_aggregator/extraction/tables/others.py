"""Tables of other matters on a page of the program: road closures, meetings of the council, what police were called to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import Line

_ABOVE = 8
"""Lines over a table in which its heading stands."""
_HEADING = 70
"""Letters of the longest line in bold that is a heading."""


def tables_of_others(lines: Sequence[Line], titled: bool) -> set[int]:
    """The rows of the tables that tell of something else, by their number.

    A table that names the program in no cell is another's where its column of titles tells several matters, on a page that is not
    titled with the name; and where it stands under a heading of its own that leads to no list of days, while a sentence of the
    page tells of the program with its day.
    """
    found: set[int] = set()
    told = None
    for first, stop in _tables(lines):
        rows = lines[first:stop]
        if any(line.names for line in rows):
            continue
        titles = {line.low for line in rows if line.label == "title"}
        heading = _heading(lines, first)
        if len(titles) > 1 and not titled:
            found.update(line.unit for line in rows)
        elif heading is not None and not _leads_to_days(heading):
            told = _is_told_in_prose(lines) if told is None else told
            if told:
                found.update(line.unit for line in rows)
    return found


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where each table that is read by its columns begins and ends."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and lines[j].block.roles and lines[j].block.group == lines[i].block.group:
            j += 1
        if j > i:
            yield i, j
        i = max(j, i + 1)


def _heading(lines: Sequence[Line], first: int) -> Line | None:
    """The heading over a table; none where what stands between names the program."""
    for line in reversed(lines[max(0, first - _ABOVE) : first]):
        if line.names or line.block.roles:
            return None
        if line.heading or (line.block.strong and len(line.text) <= _HEADING):
            return line if line.unit >= 0 else None
    return None


def _leads_to_days(heading: Line) -> bool:
    """Whether a heading leads to a list of days or places of what the page is about, or names one of them."""
    reader = heading.reader
    if reader is None or heading.names or heading.dates or heading.rules or heading.hosts() or heading.themes():
        return True
    cue = reader.cues
    if heading.others or cue.has("council", heading.low):
        return False
    if cue.has_any(("dates_heading", "past_heading", "event"), heading.low):
        return True
    if any(c.isdigit() for c in heading.text) or any(w in reader.lexicon.months for w in heading.low.split()):
        return True
    return reader.is_town(heading.text) or any(p.place.venue or p.place.city for p in reader.places(heading))


def _is_told_in_prose(lines: Sequence[Line]) -> bool:
    """Whether a sentence outside the tables tells of the program with its day."""
    return any(line.names and line.dates and not line.heading and not line.block.roles for line in lines)
