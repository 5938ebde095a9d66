"""Rows to drafts: each row an event under what governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...normalization.places import PlaceText
from ..lines import Line
from .anchors import beside_name
from .changes import set_status, status_cue
from .days import event_days
from .draft import SURE_PLACE, Draft, Words, give_place, inherit, inherit_facts, under
from .hours import give_times, may_be_event_hour, sittings
from .row_places import lead_towns, row_place, tell_places, trail_towns
from .row_runs import ROW_LENGTH
from .sentences import read_sentence
from .tale import Tale, in_town
from .tense import is_past

_PHONE = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b555-\d{4}|\+\d{2}|\bTel\b|\btel\.")


def read_rows(tale: Tale, lines: Sequence[Line], governed: bool) -> None:
    """Make a draft of each row; `governed` tells whether what stands above announces them."""
    units: dict[int, list[Line]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line)
    parents = [
        d
        for d in (tale.batch or tale.governing)
        if not d.row
        and d.day is not None
        and (tale.titled or d.anchor >= 2 or beside_name(tale, d) or (d.line and d.line.unit in tale.named_units))
    ]
    if not parents and tale.rows_governed:
        parents = tale.parents  # the next list under the same day
    units = {n: u for n, u in units.items() if not is_letterhead(u)}
    lead = next(iter(units.values()), [])
    if not governed:
        units = {n: u for n, u in units.items() if stands_alone(tale, u)}
    named = [u for u in units.values() if any(line.names for line in u)]
    if not tale.titled:
        announced = named == [lead] and not any(line.dates or line.times for line in lead)
        if named and len(named) < len(units) and not announced:
            units = {n: u for n, u in units.items() if any(line.names for line in u)}
        elif not (named or parents or tale.rows_governed or tale.season or next(iter(units), None) in tale.near_named):
            return
    elif (
        not named
        and not tale.rows_governed
        and any(d.complete for d in tale.drafts)
        and not tell_places(tale.reader, units)
        and sum(any(line.dates for line in unit) for unit in units.values()) < 2
    ):
        return
    if tale.calendar_section and any(d.complete for d in tale.drafts):
        units = {n: u for n, u in units.items() if _tells_by_itself(tale, u)}
    if parents and len(units) > 1 and _are_one_address(tale, parents, units):
        return
    towns = lead_towns(tale.reader, units) or trail_towns(tale.reader, units)
    made_any: list[Draft] = []
    carried: list[Draft] = []
    chained = False
    for (number, unit), following in zip(units.items(), [*list(units.values())[1:], None], strict=False):
        if any(line.others and not line.names for line in unit):
            carried = []
            continue
        pairs = [(span, r, line) for line in unit for span, r in event_days(tale, line)]
        times = [(t, line) for line in unit for t in line.times]
        place, parts, words = row_place(tale.reader, unit)
        status_line = next((line for line in unit if status_cue(tale, line)), None)
        name = next(((n, line) for line in unit for n in line.names), None)
        heads = following is not None and not any(line.dates for line in following)
        if pairs and not times and place is None and heads:
            # a row that is only a date heads those after it
            carried = [Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line) for s, r, line in pairs]
            if status_line is None:
                continue
        if pairs:
            bases = [
                Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line, row=True)
                for s, r, line in pairs
            ]
        elif (told := _own_rule(tale, unit)) is not None and (times or place is not None) and not (carried or parents):
            bases = [told]
        elif (carried or parents) and (times or (place is not None and (place.venue or place.street))):
            bases = [under(d) for d in (carried or parents)]
        elif place is not None and place.city and not place.venue and not place.street:
            tale.city = (place, words or Words(unit[0], 0, len(unit[0].text)))
            continue
        elif times and not tale.drafts:
            tale.loose_times += [t for t in times if may_be_event_hour(t[1])]
            continue
        else:
            for line in unit:
                read_sentence(tale, line)
            continue
        if not pairs and len(unit) == 1 and unit[0].block.kind == "text" and len(unit[0].text) > ROW_LENGTH:
            read_sentence(tale, unit[0])
            continue
        grown: list[Draft] = []
        same = any(tale.reader.cues.has("same", line.low) for line in unit)
        for base in bases:
            base.row = True
            base.anchor = max(base.anchor, 2)
            if same and made_any:
                inherit_facts(base, made_any[-1])
            if place is not None:
                give_place(base, place, parts, words or Words(unit[0], 0, len(unit[0].text)), replace=True)
                chain = next((p for p in parents if p.place is not None and p.place.venue), None)
                if place.venue is None and place.street and chain is not None and not pairs:
                    # a chain named once above a list of addresses
                    give_place(
                        base,
                        PlaceText(chain.place.venue if chain.place else None),
                        {k: v for k, v in chain.place_parts.items() if k == "venue"},
                        None,
                    )
                    chained = True
                in_town(tale, base)
                if (
                    place.venue is None
                    and place.street
                    and tale.chain is not None
                    and (base.place is None or base.place.venue is None)
                ):
                    give_place(base, PlaceText(tale.chain[0]), {"venue": tale.chain[1]}, None)
                town = towns.get(number)
                if town is not None and base.place is not None and base.place.city is None:
                    base.place = replace(base.place, city=town.text)
                    base.place_parts["city"] = town
            if name is not None:
                base.name, base.name_line = name
            if status_line is not None:
                set_status(tale, base, status_line)
            base.past = base.past or tale.past_section or any(is_past(tale.reader, line) for line in unit)
            if not times and tale.row_hours:
                give_times(tale.reader, [base], tale.row_hours, replace=True)
            grown += sittings(tale.reader, base, times) if times else [base]
        made_any += grown
    tale.row_hours = []
    if not made_any:
        return
    tale.parents = parents
    tale.rows_governed = governed
    days = {d.day.day for d in made_any if d.day}
    # the row tells what its parent told, and where: the parent was the announcement of the rows
    for parent in list(tale.drafts):
        if parent.day is not None and not parent.row and (parent in parents or parent.day.day in days):
            rows = [d for d in made_any if d.day and d.day.day == parent.day.day]
            if rows and (
                chained or parent.place is None or parent.place.venue is None or any(r.place is None for r in rows)
            ):
                for row in rows:
                    inherit(row, parent)
                tale.drafts.remove(parent)
    tale.drafts += made_any
    tale.batch = made_any


def _own_rule(tale: Tale, unit: Sequence[Line]) -> Draft | None:
    """A draft of the rule that a row tells ("Second Wednesday of every month, 10 a.m., Elm Bakery"), unless it is known."""
    line = next((line for line in unit if line.rules and not line.dates), None)
    if line is None:
        return None
    rule = line.rules[0]
    if any(d.rule is not None and d.rule.rrule(None) == rule.rrule(None) for d in tale.drafts):
        return None
    return Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line, row=True)


def are_sittings(tale: Tale, lines: Sequence[Line]) -> bool:
    """Whether rows tell nothing but an hour each, right after an event that has none yet ("Session 1: 9 to 10")."""
    if len(tale.batch) != 1 or tale.batch[0].start is not None or tale.batch[0].day is None:
        return False
    ends = [line.times[0].end is not None and len(line.text) < 80 for line in lines if len(line.times) == 1]
    return len(ends) >= 2 and all(ends) and len(ends) == len(lines) and not any(line.dates for line in lines)


def stands_alone(tale: Tale, unit: Sequence[Line]) -> bool:
    """Whether a row that nothing announces tells an event of its own: by its name, or by hour and place together."""
    if any(line.names for line in unit):
        return True
    timed = any(line.times for line in unit)
    placed = any(p.place.venue and p.strength >= SURE_PLACE for line in unit for p in tale.reader.places(line))
    addressed = any(p.place.venue and p.place.street for line in unit for p in tale.reader.places(line))
    dated = any(line.dates for line in unit)
    return (timed and placed) or (dated and addressed) or (addressed and bool(tale.drafts))


def is_letterhead(unit: Sequence[Line]) -> bool:
    """A letterhead: an address with a telephone number, and no day or hour."""
    return any(_PHONE.search(line.text) for line in unit) and not any(line.dates or line.times for line in unit)


def _are_one_address(tale: Tale, parents: list[Draft], units: dict[int, list[Line]]) -> bool:
    """Whether rows print one address line by line under an event whose own is told: the publisher's letterhead."""
    if any(line.dates or line.times or line.names for unit in units.values() for line in unit):
        return False
    if not all(d.place is not None and d.place.venue and d.place.street for d in parents):
        return False
    places = [row_place(tale.reader, unit)[0] for unit in units.values()]
    return sum(place is not None and bool(place.street) for place in places) == 1


def _tells_by_itself(tale: Tale, unit: list[Line]) -> bool:
    """Whether a row of a calendar tells the program's event: by its name, or with an hour or an address."""
    if any(line.names or line.times for line in unit):
        return True
    place = row_place(tale.reader, unit)[0]
    return place is not None and place.street is not None
