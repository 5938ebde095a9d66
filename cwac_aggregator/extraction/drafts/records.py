"""Records printed a line for each fact: day, place, hour, then the next day. Each becomes one row."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Line, Reader
from .facts import fact_share, is_address, is_name_alone

_LONGEST = 110
_SHARE = 0.4
"""The least share of facts in a line that tells when."""
_MOST_LINES = 5
"""Lines of the longest record."""


def gather_records(reader: Reader, lines: list[Line], i: int) -> int:
    """Join the lines of each record of a run that starts at `i` into one unit, so that they read as rows.

    A run begins with a day or an hour; whenever that comes again, a new record begins. Returns the index up to which
    lines were looked at.
    """
    if (marked := _by_markup(reader, lines, i)) > i:
        return marked
    run: list[tuple[Line, str]] = []
    j = i
    while j < len(lines):
        line = lines[j]
        if line.unit == run[-1][0].unit if run else not (line.dates or line.times):
            break
        role = _role(reader, line)
        if role is None or (not run and role == "place"):
            break
        run.append((line, role))
        j += 1
    _join(reader, run)
    return max(j, i + 1)


def _by_markup(reader: Reader, lines: list[Line], i: int) -> int:
    """Join the lines of each element of a run of elements, from `i` on, that hold one day each, and what belongs to it, in broken
    lines ("<li>Plum Diner<br>Tuesday, July 15<br>10 a.m.</li>"). Returns the index behind the run; `i` where there is none."""
    records: list[list[Line]] = []
    j = i
    while j < len(lines) and lines[j].block.element is not None:
        element = lines[j].block.element
        stop = next((k for k in range(j, len(lines)) if lines[k].block.element is not element), len(lines))
        record = list(lines[j:stop])
        if not _is_record(reader, record):
            break
        records.append(record)
        j = stop
    if len(records) < 2:
        return i
    for record in records:
        unit = record[0].unit
        for line in record:
            line.unit = unit
        if record[0].block.kind != "item":
            record.sort(key=lambda line: not line.dates)  # as sentences, they are read from their day on
    lines[i:j] = [line for record in records for line in record]
    return j


def _is_record(reader: Reader, lines: Sequence[Line]) -> bool:
    """Whether lines tell one day, and each of the others an hour or a place."""
    if not 2 <= len(lines) <= _MOST_LINES or len({line.unit for line in lines}) < len(lines):
        return False
    if any(
        line.heading or line.label is not None or line.names or line.others or len(line.text) > _LONGEST
        for line in lines
    ):
        return False
    dated = [line for line in lines if line.dates]
    if len(dated) != 1 or sum(bool(line.times) for line in lines) > 1:
        return False
    return all(line.dates or line.times or _tells_place(reader, line) for line in lines)


def _tells_place(reader: Reader, line: Line) -> bool:
    placed = any(p.place.venue or p.place.street for p in reader.places(line))
    return placed or is_address(line) or is_name_alone(reader, line)


def _join(reader: Reader, run: Sequence[tuple[Line, str]]) -> None:
    if len(run) < 4:
        return
    opening = run[0][1]
    starts = [n for n, (_, role) in enumerate(run) if role == opening]
    records = [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]
    if len(records) < 2 or any(len(r) < 2 or len(r) > _MOST_LINES for r in records):
        return
    if sum(any(role == "place" for _, role in r) for r in records) * 2 < len(records):
        return
    if any(sum(_tells_venue(reader, line) for line, _ in record) > 1 for record in records):
        return  # a day over several places
    for record in records:
        for line, _ in record:
            line.unit = record[0][0].unit


def _tells_venue(reader: Reader, line: Line) -> bool:
    return line.block.kind == "item" and any(p.place.venue for p in reader.places(line))


def _role(reader: Reader, line: Line) -> str | None:
    """What a line tells, where it tells one thing and little else; else None."""
    if line.heading or line.label is not None or line.names or len(line.text) > _LONGEST:
        return None
    if line.text.rstrip().endswith(("?", "!", ":")):
        return None
    places = [p for p in reader.places(line) if p.place.venue or p.place.street]
    kinds = [bool(line.dates), bool(line.times), bool(places) or is_address(line) or is_name_alone(reader, line)]
    if kinds == [True, True, False]:
        return "date" if fact_share(reader, line) >= _SHARE else None
    if sum(kinds) != 1:
        return None
    if kinds[2]:
        street = any(p.place.street for p in places) or is_address(line)  # "12 Elm St."
        return "place" if street or not line.text.rstrip().endswith(".") else None
    if fact_share(reader, line) < _SHARE:
        return None
    return "date" if kinds[0] else "time"
