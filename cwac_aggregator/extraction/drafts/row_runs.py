"""Where rows begin and end: the rows of a list, a table, a paragraph with line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.names import find_themes
from ...normalization.place_words import place_words
from ..lines import Line, Reader, left
from .draft import SURE_PLACE
from .facts import explains, fact_share, is_address, is_fact_line, is_name_alone
from .tale import Tale

_SIDE = re.compile(
    r"(?:north|south|east|west|central|downtown|midtown|uptown|nord|sud|ost|mitte|norte|sur|centro|centre)\w*"
)
"""A part of a town, not a town."""
_CARD = 6
"""Lines of facts of the longest card."""
_FLYER = 14
"""Lines of the longest flyer that holds one."""
_NOTE = 45
"""Letters of the longest note within a card."""
_HEAD_LENGTH = 60
"""Letters of the longest line that heads a list."""
_TOLD_WHOLE = 180
"""Letters of the longest paragraph that is a row for what it tells, however it begins."""
ROW_LENGTH = 260
"""Letters of the longest row."""


def end_of_rows(reader: Reader, lines: Sequence[Line], i: int, goes_on: bool = False) -> int:
    """The index after a run of rows that starts at `i`; `i` where there is none.

    Rows are the units of one list, table or paragraph with line breaks, or short paragraphs that each begin with a
    date, an hour or a place, at least two of which tell when or where. Where rows were read before (`goes_on`) one is enough.
    """
    first = lines[i]
    if first.heading or (first.text.rstrip().endswith(":") and not first.block.strong):
        return i
    group = first.block.group
    units: dict[int, list[Line]] = {}
    j = i
    while j < len(lines) and lines[j].label is None and not lines[j].heading:
        line = lines[j]
        if j > i >= 2 and _is_day_over_heading(lines, i - 2) and _is_day_over_heading(lines, j):
            break  # the day of the next card
        if group:
            if line.block.group != group:
                break
        elif (
            line.unit not in units
            and (line.block.group or not starts_as_row(reader, line))
            and not _is_note_within(reader, lines, i, j)
        ):
            break
        units.setdefault(line.unit, []).append(line)
        j += 1
    lead = units.get(first.unit, [])
    if len(lead) > 1 and lead[-1].text.rstrip().endswith(":") and not first.block.strong:
        return i  # sentences that lead to the rows
    if len(units) < 2:
        return j if units and goes_on and is_single_row(reader, next(iter(units.values()))) else i
    if is_card(reader, units):
        first_lines = [unit[0] for unit in units.values()]
        for line, role in zip(first_lines, card_roles(reader, first_lines), strict=True):
            line.label = role
        if j < len(lines) and first_lines[-1].label == "address" and is_town_row(reader, lines[j]):
            lines[j].label = "address"
        return i
    telling = [u for u in units.values() if tells(reader, u) and sum(len(line.text) for line in u) <= ROW_LENGTH]
    if len(telling) < 2 or len(telling) * 3 < len(units):
        return i
    if first.block.kind == "text" and not any(_is_row_like(reader, u) for u in telling):
        return i  # running text with line breaks
    return j


def _is_note_within(reader: Reader, lines: Sequence[Line], i: int, j: int) -> bool:
    """Whether a short line stands between the day and hour of a card and its place: "Free and open to the public"."""
    note, told, below = lines[j], lines[i:j], lines[j + 1] if j + 1 < len(lines) else None
    if (
        below is None
        or len(note.text) > _NOTE
        or note.names
        or note.others
        or note.tells_time
        or len(told) > _CARD // 2
    ):
        return False
    if not any(line.dates for line in told) or not any(line.times for line in told):
        return False
    if below.block.group or below.heading or below.label is not None or below.tells_time or below.names:
        return False
    if any(p.place.venue or p.place.street for line in (*told, note) for p in reader.places(line)):
        return False
    return starts_as_row(reader, below) and any(p.place.venue for p in reader.places(below))


def _is_day_over_heading(lines: Sequence[Line], j: int) -> bool:
    """Whether a line is nothing but the day over the heading of a card in a grid."""
    if j + 1 >= len(lines) or not lines[j + 1].heading or not lines[j + 1].names:
        return False
    line = lines[j]
    return len(line.text) < 40 and bool(line.dates) and not line.times


def is_single_row(reader: Reader, unit: Sequence[Line]) -> bool:
    """Whether one row alone goes on with the rows read before: an hour or a day, and a place."""
    told = any(line.dates or line.times for line in unit) and any(reader.places(line) for line in unit)
    return told and explains(reader, unit)


def _is_row_like(reader: Reader, unit: Sequence[Line]) -> bool:
    return explains(reader, unit) or (len(unit) == 1 and len(unit[0].text) <= 110) or starts_as_row(reader, unit[0])


def is_card(reader: Reader, units: dict[int, list[Line]]) -> bool:
    """Whether the rows are the facts of one event without their labels: a day, an hour, a venue, its street, a line each."""
    if len(units) > _FLYER or any(_is_told_at_length(u) for u in units.values()):
        return False
    lines = [u[0] for u in units.values()]
    if sum(bool(line.dates) and not _is_deadline(reader, line) for line in lines) > 1:
        return False
    if sum(bool(line.times) and not line.dates for line in lines) > 1:
        return False
    roles = card_roles(reader, lines)
    if "date" in roles and any(line.times for line in lines):
        # the name, the host and what there is to eat stand above and below the facts of a flyer
        facts = [n for n, role in enumerate(roles) if role != "note"]
        within = slice(facts[0], facts[-1] + 1)
        lines, roles = lines[within], roles[within]
    if len(lines) > _CARD or any(len(units[line.unit]) > 1 for line in lines):
        return False
    dated = [line for line, role in zip(lines, roles, strict=True) if line.dates and role != "note"]
    timed = [line for line in lines if line.times]
    told = [r for r in roles if r in ("place", "address")]
    venues = roles.count("place")
    if venues and any(p.place.venue for line in (*dated, *timed) for p in reader.places(line)):
        return False  # a place in each line: rows
    if len(dated) > 1 or len(timed) > 1 or venues > 1:
        return False
    if not told:
        return sorted(roles) == ["date", "time"] and all(is_fact_line(reader, line) for line in lines)
    if roles.count("address") > 2 or (not dated and not timed and (venues == 0 or len(told) < 2)):
        return False
    if (
        any(len(line.dates) - len(left(reader.cues, line.low, line.dates)) > 1 for line in dated)
        or sum(":" in line.text[:24] for line in lines) > 1
    ):
        return False
    return sum(r != "note" for r in roles) * 2 > len(roles)


def _is_told_at_length(unit: Sequence[Line]) -> bool:
    """Whether sentences or a long text tell a day or an hour: no line of a card, as "Questions? Call us any time" may be."""
    return (len(unit) > 1 or len(unit[0].text) > 110) and any(line.dates or line.all_times for line in unit)


def _is_deadline(reader: Reader, line: Line) -> bool:
    return not line.names and all(reader.cues.has(role, line.low) for role in ("deadline", "deadline_topic"))


def is_town_row(reader: Reader, line: Line) -> bool:
    """Whether a line is nothing but a town with its region or postcode: the last of an address."""
    if line.heading or line.label is not None or len(line.text) > 60 or line.dates or line.times or line.names:
        return False
    found = reader.parse(line.text)
    return found.city is not None and bool(found.region or found.postcode) and not (found.venue or found.street)


def card_roles(reader: Reader, lines: Sequence[Line]) -> list[str]:
    """What each line of a card tells; a name right above a street is a venue, whatever it is called."""
    roles = [card_role(reader, line) for line in lines]
    for n, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if (
            role == "note"
            and n + 1 < len(roles)
            and roles[n + 1] == "address"
            and not line.others
            and len(line.text) < 60
        ):
            words = line.text.split()
            if (
                len(words) > 1
                and words[-1][:1].isupper()
                and not line.text.rstrip().endswith((".", "!", "?", ":"))
                and reader.parse(line.text).venue
            ):
                roles[n] = "place"
        if role == "place" and n and roles[n - 1] in ("place", "address") and is_room(reader, line):
            roles[n] = "note"
        elif role == "place" and {"place", "address"} & set(roles[:n]) and _is_fare(line):
            roles[n] = "note"  # "Bagels and juice", below the place
    unknown = [n for n, role in enumerate(roles) if role == "note" and not lines[n].names]
    if len(unknown) == 1 and "date" in roles and "place" not in roles and is_name_alone(reader, lines[unknown[0]]):
        roles[unknown[0]] = "place"  # "Wexford" over its day: all the rest is facts
    return roles


def _is_fare(line: Line) -> bool:
    """Whether a line names several things to eat or drink: what there is, not where."""
    return line.tokens is not None and len({theme for _, _, theme in find_themes(line.tokens)}) > 1


def is_room(reader: Reader, line: Line) -> bool:
    """Whether a line is nothing but a room of the building told above it: "COMMUNITY ROOM"."""
    words = line.low.split()
    rooms = place_words(reader.lexicon.code)
    return 1 < len(words) < 4 and rooms.has("chambers", words[-1].strip(".,"))


def card_role(reader: Reader, line: Line) -> str:
    if line.dates:
        return "note" if _is_deadline(reader, line) else "date"
    if line.times:
        return "time"
    found = list(reader.places(line))
    if line.names:  # "Milltown Police Department Coffee with a Cop": who, not where
        found = [p for p in found if p.cue != "bare"]
    if any(p.place.venue for p in found):
        return "place"
    if any(p.place.street or p.place.postcode for p in found) or is_address(line):
        return "address"
    if reader.is_town(line.text) and _SIDE.fullmatch(line.low.strip(" .:")) is None:
        return "address"
    return "note"


def starts_as_row(reader: Reader, line: Line) -> bool:
    """Whether a paragraph begins as a row does: with a day or an hour, or as nothing but facts."""
    starts = [s.begin for s in line.dates] + [t.begin for t in line.times]
    ends = line.text.rstrip().endswith(".")
    if ends and len(line.text) > 60 and fact_share(reader, line) < 0.35:
        return False
    sentence = line.names and len(line.text) > 80 and ends
    if starts and min(starts) <= 4 and len(line.text) <= 180 and not sentence and not line.low.startswith("on "):
        return True
    return not line.names and (is_fact_line(reader, line) or _is_told_whole(reader, line, ends))


def _is_told_whole(reader: Reader, line: Line, ends: bool) -> bool:
    """Whether a paragraph without a full stop tells hour, venue and street: "North - Elm Bakery at 5 Elm St from 8 to 9 AM"."""
    if ends or not line.times or len(line.text) > _TOLD_WHOLE:
        return False
    return any(p.place.venue and p.place.street for p in reader.places(line))


def tells(reader: Reader, unit: Sequence[Line]) -> bool:
    if any(line.dates or line.times for line in unit) or explains(reader, unit):
        return True
    return any(p.strength >= SURE_PLACE for line in unit for p in reader.places(line))


def announces(line: Line) -> bool:
    """Whether a line leads to a list: it ends in a colon, or breaks off ("Coffee with a Cop is held in")."""
    text = line.text.rstrip()
    return text.endswith((":", ":*", "…")) or (len(text) > 50 and not line.heading and text[-1:].islower())


def _is_schedule(reader: Reader, line: Line) -> bool:
    """Whether a short line heads a list of days or places ("PROGRAMAÇÃO EM PIRACICABA", "Fechas y lugares")."""
    if len(line.text) > _HEAD_LENGTH or line.others or line.dates:
        return False
    return any(begin < 3 for begin, _ in reader.cues.spans("dates_heading", line.low))


def is_governed(tale: Tale, lines: Sequence[Line], i: int) -> bool:
    """Whether what stands right above a run of rows announces them: it names the program, or ends in a colon."""
    if i and tale.named_units and _is_schedule(tale.reader, lines[i - 1]):
        tale.near_named.add(lines[i].unit)  # however far from them the name stands
        return True
    if tale.season or (i and announces(lines[i - 1])):
        return True
    if i and lines[i - 1].block.group and tale.batch and all(d.row for d in tale.batch) and not lines[i - 1].heading:
        return True  # one more list right under one that was announced
    for line in lines[max(0, i - 3) : i]:
        if line.names and line.dates and line.times and not tale.titled:
            continue  # an event told whole is one among others, not what announces them
        if line.names or line.text.rstrip().endswith(":") or line.rules:
            return True
        if tale.reader.cues.has("event", line.low) and not line.heading:
            return True
    if tale.rows_governed and all(line.heading or len(line.text) < 40 for line in lines[max(0, i - 1) : i]):
        return True
    return lines[max(0, i - 1)].heading and any(line.names for line in lines[max(0, i - 6) : i])
