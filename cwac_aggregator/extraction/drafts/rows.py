"""Rows to drafts: each row an event under what governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved
from ..lines import Line
from .anchors import beside_name, is_moment
from .belonging import is_row_of_another
from .changes import set_status, status_cue
from .days import event_days
from .draft import SURE_PLACE, Draft, Words, give_place, give_span, inherit, inherit_facts, under
from .facts import is_bare_fact, is_month_without_day
from .hours import give_times, may_be_event_hour, sittings
from .programmes import is_programme
from .row_places import listed_place, row_place, tell_places, towns_of_rows
from .row_runs import ROW_LENGTH, announces
from .sentences import read_sentence
from .subjects import is_change_of_another
from .tale import Tale, in_town
from .tense import is_past
from .tours import row_stops
from .town_rows import town_rows

_PHONE = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b555-\d{4}|\+\d{2}|\bTel\b|\btel\.")


@dataclass(slots=True)
class _Run:
    """A run of rows as it is read: what governs them, and what they have made so far."""

    parents: list[Draft]
    """Those whose day the rows are held on."""
    towns: dict[int, Words]
    """The town of each row that leads or trails it, by the row's number."""
    carried: list[Draft] = field(default_factory=list)
    """The days of a row that is only a day: it heads those after it."""
    made: list[Draft] = field(default_factory=list)
    last: list[Draft] = field(default_factory=list)
    """Those of the last row: a sentence under it speaks of them."""
    chained: bool = False
    """Whether a row took its venue from a chain named once above."""


@dataclass(slots=True)
class _Row:
    """What one row says."""

    number: int
    unit: list[Line]
    pairs: list[tuple[DateSpan, Resolved, Line]]
    times: list[tuple[TimeSpan, Line]]
    place: PlaceText | None
    parts: dict[str, Words]
    words: Words | None
    status_line: Line | None

    @property
    def whole(self) -> Words:
        return self.words or Words(self.unit[0], 0, len(self.unit[0].text))


def read_rows(tale: Tale, lines: Sequence[Line], governed: bool) -> None:
    """Make a draft of each row; `governed` tells whether what stands above announces them."""
    parents = _parents(tale, governed)
    units = _rows_of_event(tale, lines, governed, parents)
    if not units or is_programme(tale.reader, units.values(), parents or tale.batch):
        return
    led = town_rows(tale.reader, units)
    run = _Run(parents, {n: row.town for n, row in led.items()} or towns_of_rows(tale.reader, units))
    for (number, unit), following in zip(units.items(), [*list(units.values())[1:], None], strict=False):
        if any(line.others and not line.names for line in unit) or _is_change_of_another(tale, unit):
            run.carried = []
            continue
        row = _row(tale, number, unit)
        if number in led:
            row.place, row.parts = led[number].place, dict(led[number].parts)
        if _heads_others(row, following):
            run.carried = [_dated(pair) for pair in row.pairs]
            if row.status_line is None:
                continue
        bases = _bases(tale, run, row)
        if bases is not None:
            _read_row(tale, run, row, bases)
    tale.row_hours = []
    if run.made:
        tale.parents = parents
        tale.rows_governed = governed
        _replace_parents(tale, run)


def _is_change_of_another(tale: Tale, unit: Sequence[Line]) -> bool:
    """Whether a row only calls off another thing: "Trash pickup on March 19 is cancelled"."""
    return len(unit) == 1 and is_change_of_another(unit[0]) and not tale.reader.places(unit[0])


def read_listed(tale: Tale, units: Sequence[list[Line]], parents: list[Draft]) -> list[Draft]:
    """Make a draft of each place of a list under each event it is said of, and put them in the place of these."""
    told = {unit[0].unit: unit for unit in units}
    run = _Run(parents, towns_of_rows(tale.reader, told))
    for number, unit in told.items():
        row = _row(tale, number, unit)
        row.place, row.parts = listed_place(tale.reader, unit, row.place, row.parts)
        if row.place is not None:
            _read_row(tale, run, row, [under(d) for d in parents])
    tale.row_hours = []
    _replace_parents(tale, run)
    return run.made


def _parents(tale: Tale, governed: bool) -> list[Draft]:
    """The drafts whose day rows without one are held on."""
    parents = [
        d
        for d in (tale.batch or tale.governing)
        if not d.row
        and d.day is not None
        and (
            tale.titled
            or d.anchor >= 2
            or beside_name(tale, d)
            or (d.line and d.line.unit in tale.named_units)
            or (d.line and d.line.unit in tale.near_named and announces(d.line))
        )
    ]
    if not parents and (tale.rows_governed or (governed and tale.under_town)):
        return tale.parents  # the next list under the same day
    return parents


def _rows_of_event(
    tale: Tale, lines: Sequence[Line], governed: bool, parents: list[Draft]
) -> dict[int, list[Line]] | None:
    """The rows that may tell of the event, by their number; None where the run is not about it."""
    units: dict[int, list[Line]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line)
    units = {n: u for n, u in units.items() if not is_letterhead(u) and not is_month_without_day(u)}
    lead = next(iter(units.values()), [])
    if not governed and not _is_headed(tale, list(units.values())):
        units = _standing(tale, units)
    named = [u for u in units.values() if any(line.names for line in u)]
    if not tale.titled:
        announced = named == [lead] and not any(line.dates or line.times for line in lead)
        near = bool(named or parents or tale.rows_governed or tale.season or next(iter(units), None) in tale.near_named)
        if named and len(named) < len(units) and not announced:
            units = _named_with_days(units)
        elif not near:
            return None
    elif (
        not named
        and not tale.rows_governed
        and any(d.complete for d in tale.drafts)
        and not tell_places(tale.reader, units)
        and sum(any(line.dates for line in unit) for unit in units.values()) < 2
    ):
        return None
    if tale.calendar_section and any(d.complete for d in tale.drafts):
        units = {n: u for n, u in units.items() if _tells_by_itself(tale, u)}
    if parents and len(units) > 1 and _are_one_address(tale, parents, units):
        return None
    return units


def _is_headed(tale: Tale, units: Sequence[Sequence[Line]]) -> bool:
    """Whether the first line of a flyer names the program, and those under it that tell when are nothing but days and hours."""
    if not units or not any(line.names for line in units[0]) or any(line.dates or line.times for line in units[0]):
        return False
    told = [line for unit in units[1:] for line in unit if line.dates or line.times]
    return any(line.dates for line in told) and all(is_bare_fact(tale.reader, line) for line in told)


def _row(tale: Tale, number: int, unit: list[Line]) -> _Row:
    place, parts, words = row_place(tale.reader, unit)
    return _Row(
        number,
        unit,
        [(span, r, line) for line in unit for span, r in event_days(tale, line)],
        [(t, line) for line in unit for t in line.times],
        place,
        parts,
        words,
        next((line for line in unit if status_cue(tale, line)), None),
    )


def _heads_others(row: _Row, following: list[Line] | None) -> bool:
    """Whether a row is only a day, and the next one has none: it heads those after it."""
    if following is None or any(line.dates for line in following):
        return False
    return bool(row.pairs) and not row.times and row.place is None


def _dated(pair: tuple[DateSpan, Resolved, Line], row: bool = False) -> Draft:
    span, resolved, line = pair
    return Draft(day=resolved, day_words=Words(line, span.begin, span.stop), span=span, line=line, row=row)


def _bases(tale: Tale, run: _Run, row: _Row) -> list[Draft] | None:
    """The drafts a row begins; None where it makes none, and what it says went elsewhere."""
    heads = run.carried or run.parents
    place = row.place
    if row.pairs:
        return [_dated(pair, row=True) for pair in row.pairs]
    told = _own_rule(tale, row.unit)
    bases: list[Draft] | None = None
    if told is not None and (row.times or place is not None) and not heads:
        bases = [told]
    elif heads and (row.times or (place is not None and (place.venue or place.street))):
        if is_row_of_another(tale, row.unit, heads):
            return None
        bases = [under(d) for d in heads]
    elif place is not None and place.city and not place.venue and not place.street:
        tale.city = (place, row.whole)
    elif row.times and not tale.drafts:
        tale.loose_times += [t for t in row.times if may_be_event_hour(t[1]) and not is_moment(tale, t[1])]
    else:
        tale.batch = run.last or tale.batch
        for line in row.unit:
            read_sentence(tale, line)
    first = row.unit[0]
    if bases is not None and len(row.unit) == 1 and first.block.kind == "text" and len(first.text) > ROW_LENGTH:
        read_sentence(tale, first)
        return None
    return bases


def _read_row(tale: Tale, run: _Run, row: _Row, bases: list[Draft]) -> None:
    """Give the drafts that a row begins all it says; several sittings make one draft each."""
    name = next(((n, line) for line in row.unit for n in line.names), None)
    same = any(tale.reader.cues.has("same", line.low) for line in row.unit)
    grown: list[Draft] = []
    for base in bases:
        base.row = True
        base.anchor = max(base.anchor, 2)
        if same and run.made:
            inherit_facts(base, run.made[-1])
        if row.place is not None:
            _place(tale, run, row, base)
        if name is not None:
            base.name, base.name_line = name
        if row.status_line is not None:
            set_status(tale, base, row.status_line)
        base.past = base.past or tale.past_section or any(is_past(tale.reader, line) for line in row.unit)
        if not row.pairs and not same and any(span.start is not None for span, _ in row.times):
            base.start = base.end = None  # its own hours, not those of what announces it
            base.time_words = base.end_words = None
        if not row.times and tale.row_hours:
            give_times(tale.reader, [base], tale.row_hours, replace=True)
        elif not row.pairs and any(span.start is not None for span, _ in row.times):
            base.start = base.end = None  # the hour of the row before
        stops = row_stops(tale.reader, row.unit) if len(row.times) > 1 else []
        if stops:
            grown += [_stop(tale, base, place, hour) for place, hour in stops]
        else:
            grown += sittings(tale.reader, base, row.times) if row.times else [base]
    run.made += grown
    run.last = grown


def _stop(tale: Tale, base: Draft, place: PlaceSpan, hour: tuple[TimeSpan, Line]) -> Draft:
    """One of several stops that a row tells."""
    draft = base.copy()
    draft.place, draft.place_words, draft.place_parts = None, None, {}
    give_span(draft, place, hour[1])
    give_times(tale.reader, [draft], [hour], replace=True)
    in_town(tale, draft)
    return draft


def _place(tale: Tale, run: _Run, row: _Row, base: Draft) -> None:
    """Give a draft its row's place, with the chain named above a list of addresses and the town of its heading."""
    place = row.place
    assert place is not None
    give_place(base, place, row.parts, row.whole, replace=True)
    chain = next((p for p in run.parents if p.place is not None and p.place.venue), None)
    if place.venue is None and place.street and chain is not None and chain.place is not None and not row.pairs:
        venue = {k: v for k, v in chain.place_parts.items() if k == "venue"}
        give_place(base, PlaceText(chain.place.venue), venue, None)
        run.chained = True
    in_town(tale, base)
    unnamed = base.place is None or base.place.venue is None
    if place.venue is None and place.street and tale.chain is not None and unnamed:
        give_place(base, PlaceText(tale.chain[0]), {"venue": tale.chain[1]}, None)
    town = run.towns.get(row.number)
    if town is not None and base.place is not None and base.place.city is None:
        base.place = replace(base.place, city=tale.reader.in_small_letters(town.text))
        base.place_parts["city"] = town
    if town is not None and town.line not in row.unit and (police := town.line.text.rstrip(" :"))[town.stop :]:
        base.organizer = base.organizer or Words(town.line, 0, len(police))  # "Dover Police Department" over its rows


def _replace_parents(tale: Tale, run: _Run) -> None:
    """Put the rows in the place of their announcement: they tell what it told, and where."""
    days = {d.day.day for d in run.made if d.day}
    for parent in list(tale.drafts):
        if parent.day is None or parent.row or not (parent in run.parents or parent.day.day in days):
            continue
        rows = [d for d in run.made if d.day and d.day.day == parent.day.day]
        unplaced = parent.place is None or parent.place.venue is None or any(r.place is None for r in rows)
        if rows and (run.chained or unplaced):
            for row in rows:
                inherit(row, parent)
            tale.drafts.remove(parent)
    tale.drafts += run.made
    tale.batch = run.made


def _own_rule(tale: Tale, unit: Sequence[Line]) -> Draft | None:
    """A draft of the rule that a row tells ("Second Wednesday of every month, 10 a.m., Elm Bakery"), unless it is known."""
    line = next((line for line in unit if line.rules and not line.dates), None)
    if line is None:
        return None
    rule = line.rules[0]
    if any(d.rule is not None and d.rule.rrule(None) == rule.rrule(None) for d in tale.drafts):
        return None
    return Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line, row=True)


def _named_with_days(units: dict[int, list[Line]]) -> dict[int, list[Line]]:
    """The rows that name the program, each under the row that is nothing but its day, where one stands above it."""
    kept: dict[int, list[Line]] = {}
    day: tuple[int, list[Line]] | None = None
    for number, unit in units.items():
        if any(line.dates for line in unit) and not any(line.times or line.names or line.others for line in unit):
            day = number, unit
        if not any(line.names for line in unit):
            continue
        if day is not None and not any(line.dates for line in unit) and len(day[1]) == 1 and len(day[1][0].text) < 40:
            kept[day[0]] = day[1]
        kept[number] = unit
    return kept


def are_sittings(tale: Tale, lines: Sequence[Line]) -> bool:
    """Whether rows tell nothing but an hour each, right after an event that has none yet ("Session 1: 9 to 10")."""
    if len(tale.batch) != 1 or tale.batch[0].start is not None or tale.batch[0].day is None:
        return False
    ends = [line.times[0].end is not None and len(line.text) < 80 for line in lines if len(line.times) == 1]
    return len(ends) >= 2 and all(ends) and len(ends) == len(lines) and not any(line.dates for line in lines)


def _standing(tale: Tale, units: dict[int, list[Line]]) -> dict[int, list[Line]]:
    """The rows that stand alone; where most do, those too that tell a day and a venue like them, but no street."""
    alone = {n: unit for n, unit in units.items() if stands_alone(tale, unit)}
    if 2 * len(alone) <= len(units):
        return alone
    return {n: unit for n, unit in units.items() if n in alone or (_is_dated(unit) and _is_placed(tale, unit))}


def _is_dated(unit: Sequence[Line]) -> bool:
    return any(line.dates for line in unit) and not any(line.others for line in unit)


def _is_placed(tale: Tale, unit: Sequence[Line]) -> bool:
    return any(p.place.venue and p.strength >= SURE_PLACE for line in unit for p in tale.reader.places(line))


def stands_alone(tale: Tale, unit: Sequence[Line]) -> bool:
    """Whether a row that nothing announces tells an event of its own: by its name, or by hour and place together."""
    if any(line.names for line in unit):
        return True
    timed = any(line.times for line in unit)
    placed = _is_placed(tale, unit)
    addressed = any(p.place.venue and p.place.street for line in unit for p in tale.reader.places(line))
    dated = any(line.dates for line in unit)
    if tale.titled and dated and timed and unit[0].block.kind in ("item", "row") and not any(x.others for x in unit):
        return True  # the list of a page about the program
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
