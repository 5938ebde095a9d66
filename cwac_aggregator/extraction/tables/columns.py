"""What each column of a table tells, by its head and by what the whole column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...gazetteer import find_city
from ...normalization.place_words import place_words
from ...normalization.places import is_chain
from ..cues import plain
from ..lines import Block, Label, Line, Reader, head_role, month_alone

_SAMPLE = 30
"""Cells of a column that are looked at."""
_MOST = 0.6
"""The share of a column's cells that tells what it holds."""
_LONGEST_FACT = 80
"""Letters of the longest cell that is a fact."""
_LONGEST_TOWN = 40
_DAY = re.compile(r"\d{1,2}\.?")
_OF_CLOCK = re.compile(r"\d{1,2}\.(?:00|15|30|45)")
"""What is an hour where a column holds nothing else: "10.00", "14.30"."""
_NUMBER = re.compile(r"\W*\d{0,4}\W*")
_NO_DIGIT = re.compile(r"\D*")


@dataclass(slots=True)
class Column:
    """A column: its head, and how many of its cells hold what."""

    head: str
    cells: list[str]
    """Those that hold something, up to `_SAMPLE`."""
    role: Label | None
    """What its head says it holds."""
    full: int = field(init=False)
    dated: int = 0
    weekdays: int = 0
    days: int = 0
    timed: int = 0
    towns: int = 0
    streets: int = 0
    venues: int = 0
    named: int = 0
    numbers: int = 0
    months: int = 0
    addresses: int = 0
    """Venues with their street."""
    police: int = 0
    of_quarters: bool = False
    """Whether its head says that it holds parts of a town."""

    def __post_init__(self) -> None:
        self.full = len(self.cells)

    def mostly(self, number: int) -> bool:
        """Whether so many of its cells are most of them."""
        return number > 0 and number >= self.full * _MOST

    @property
    def is_mixed(self) -> bool:
        """Whether many of its cells are days or hours: it holds more than one thing."""
        return (self.timed + self.dated) * 3 >= self.full

    @property
    def is_short(self) -> bool:
        """Whether its cells are facts, not paragraphs."""
        return sum(len(cell) for cell in self.cells) <= _LONGEST_FACT * self.full


def survey(head: str, cells: Sequence[str], reader: Reader) -> Column:
    """Look at a column's cells."""
    column = Column(head, [cell for cell in cells if cell.strip(" -–—?")][:_SAMPLE], head_role(head))
    column.of_quarters = reader.cues.has("quarter_heads", plain(head))
    for cell in column.cells:
        _look(column, cell, reader)
    if column.role in ("time", "end", None) and not (column.timed or column.dated):
        hours = [cell for cell in column.cells if column.role or _OF_CLOCK.fullmatch(cell)]
        column.timed = sum(bool(reader.find_bare_hours(cell)) for cell in hours)
    return column


def _look(column: Column, cell: str, reader: Reader) -> None:
    if _NUMBER.fullmatch(cell):
        column.numbers += 1
        column.days += _DAY.fullmatch(cell.strip()) is not None and 1 <= int(cell.strip(" .")) <= 31
        return
    if len(cell) > _LONGEST_FACT * 2:
        return
    line = reader.annotate(Line(cell, Block("text", cell), 0))
    if is_month(reader, line):
        column.months += 1
        return
    column.named += bool(line.names)
    column.police += bool(line.hosts())
    if line.dates:
        weekday = all(not span.days and span.weekday is not None for span in line.dates)
        column.weekdays += weekday
        column.dated += not weekday
    elif line.times:
        column.timed += 1
    elif not line.names:
        _look_for_place(column, line, reader)


def _look_for_place(column: Column, line: Line, reader: Reader) -> None:
    if (town := town_of(reader, line)) is not None and is_known_town(reader, town):
        column.towns += 1
        return
    found = reader.parse(line.text, line.masks())
    column.streets += found.street is not None and found.venue is None
    if found.venue is None:
        return
    column.addresses += found.street is not None
    column.venues += (
        found.street is not None
        or _sounds_like_venue(reader, found.venue)
        or any(p.place.venue for p in reader.places(line))
    )


def _sounds_like_venue(reader: Reader, name: str) -> bool:
    """Whether a word of a name is one for a house or a shop, or it begins with a chain's."""
    words = place_words(reader.lexicon.code)
    return is_chain(name) or words.names_house(plain(name).split())


def is_month(reader: Reader, line: Line) -> bool:
    """Whether a cell is nothing but a month, with its year or without."""
    return month_alone(line.text, reader.lexicon) is not None


def said_off(reader: Reader, line: Line) -> list[tuple[int, int]]:
    """Offsets of the words that call an event off."""
    return [*reader.cues.spans("cancelled", line.low), *reader.cues.spans("postponed", line.low)]


def town_of(reader: Reader, line: Line) -> str | None:
    """The town that a cell of a column of towns names, without what is said of the event: "Epe (vervalt)"."""
    text = line.text
    for begin, stop in sorted(said_off(reader, line), reverse=True):
        text = text[:begin] + "|" + text[stop:]
    text = re.sub(r"\([^)]*\)?", "|", text)
    named = [part.strip(" .,:;–—-*!") for part in re.split(r"[|:;]", text)]
    named = [part for part in named if part]
    town = next((part for part in named if is_known_town(reader, part)), named[0] if named else "")
    return town if 1 < len(town) <= _LONGEST_TOWN and _NO_DIGIT.fullmatch(town) else None


def is_known_town(reader: Reader, name: str) -> bool:
    """Whether a town of this name is in the publisher's region or country."""
    near = reader.place
    named = re.split(r",|\(", name)[0].strip()
    if near.city and plain(named) == plain(near.city):
        return True
    return near.country is not None and find_city(named, near.region, near.country) is not None


def roles_of(columns: Sequence[Column], headed: bool, months: bool = False) -> list[Label | None] | None:
    """What each column holds; None where the table tells no days, or those of several things.

    `headed`: its columns have heads. `months`: rows across it tell the months.
    """
    roles: list[Label | None] = [None] * len(columns)
    dated = _find_days(columns, roles, months or any(c.mostly(c.months) for c in columns))
    if dated is None:
        return None
    _find_hours(columns, roles)
    for n, column in enumerate(columns):
        if roles[n] is None and column.mostly(column.months):
            roles[n] = "month"
        elif roles[n] is None and column.role == "organizer" and _holds_houses(columns, column):
            column.role = "place"  # "Host": a shop with its street is where it is
        elif roles[n] is None and column.role in ("title", "organizer", "other", "end"):
            roles[n] = column.role
        elif roles[n] is None and column.named and (column.role is None or column.mostly(column.named)):
            roles[n] = "title"
        elif roles[n] is None and column.full and column.numbers == column.full:
            roles[n] = "other"
    _find_places(columns, roles)
    told = {role for role in roles if role in ("time", "place", "address", "city")}
    if not dated and not {"time", "place"} <= told:
        return None
    if not (dated or headed or "city" in told):
        return None
    if not told or (not headed and len(columns) < 3 and "place" not in told and "time" not in told):
        return None
    return [role or "text" for role in roles]


def _holds_houses(columns: Sequence[Column], hosts: Column) -> bool:
    """Whether a column of hosts holds the houses that they host in: with their streets, or beside a column of streets that
    is the only one for places."""
    if hosts.mostly(hosts.addresses):
        return True
    streets = any(c.mostly(c.streets) for c in columns if c is not hosts)
    return streets and not hosts.mostly(hosts.police) and not any(c.role == "place" and c.venues for c in columns)


def _find_days(columns: Sequence[Column], roles: list[Label | None], months: bool) -> bool | None:
    """Whether one column holds the days; None where several may."""
    dated = [n for n, c in enumerate(columns) if c.mostly(c.dated + c.days) and c.role not in ("other", "organizer")]
    dated = [n for n in dated if columns[n].dated or columns[n].role == "date" or months]
    dated = [n for n in dated if columns[n].dated] or dated[:1]
    headed = [n for n in dated if columns[n].role == "date"]
    dated = headed or dated
    if len(dated) != 1:
        return None if dated else False
    roles[dated[0]] = "date"
    for n, column in enumerate(columns):
        if roles[n] is None and column.mostly(column.weekdays):
            roles[n] = "weekday"
    return True


def _find_hours(columns: Sequence[Column], roles: list[Label | None]) -> None:
    """The column of the hours, or those of the first and the last one."""
    timed = [n for n, c in enumerate(columns) if roles[n] is None and c.mostly(c.timed) and c.role != "other"]
    for n in timed:
        roles[n] = "time"
    for n, column in enumerate(columns):
        if roles[n] is None and column.role in ("time", "end") and column.timed:
            roles[n] = "time"


def _find_places(columns: Sequence[Column], roles: list[Label | None]) -> None:
    """The columns of the venue, its street and its town."""
    free = [
        n
        for n, role in enumerate(roles)
        if role is None and columns[n].full and columns[n].is_short and not columns[n].is_mixed
    ]
    town = _column_of_towns(columns, free)
    if town is not None:
        roles[town] = "city"
        free.remove(town)
    heads = [n for n in free if columns[n].role in ("place", "address")]
    streets = [
        n for n in free if columns[n].mostly(columns[n].streets) and columns[n].role in ("place", "address", None)
    ]
    others = [n for n in free if n not in streets and columns[n].role in ("place", None)]
    if streets and (others or any(columns[n].role == "address" for n in streets)):
        roles[streets[0]] = "address"
        heads = [n for n in heads if n != streets[0]]
        free.remove(streets[0])
    for n in heads:
        if n in free:
            roles[n] = columns[n].role
            free.remove(n)
    if "place" in roles:
        return
    free = [n for n in free if columns[n].role is None]
    venues = [n for n in free if columns[n].venues]
    best = max(venues or (free if len(free) == 1 else []), key=lambda n: columns[n].venues, default=None)
    if best is not None:
        roles[best] = "place"


def _column_of_towns(columns: Sequence[Column], free: Sequence[int]) -> int | None:
    """The column of the towns: headed so, or most of its cells are known ones."""
    may_be = [
        n
        for n in free
        if columns[n].role in ("city", "place", None)
        and not columns[n].of_quarters
        and not columns[n].venues > columns[n].towns
    ]
    headed = [n for n in free if columns[n].role == "city" and not columns[n].of_quarters]
    if headed:
        return headed[0]
    known = [n for n in may_be if columns[n].mostly(columns[n].towns)]
    if not known:
        return None
    return max(known, key=lambda n: columns[n].towns / columns[n].full)
