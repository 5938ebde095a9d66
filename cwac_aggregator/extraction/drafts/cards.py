"""Labelled facts ("Date:", "Location:") to drafts: a card is the facts of one event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.names import NameSpan
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved
from ...normalization.rules import RuleSpan
from ..lines import Line, split_labels
from .card_places import place_of_card
from .changes import set_status, status_cue
from .colon_lists import listed_behind_label
from .days import event_days
from .draft import Draft, Words, give_place, give_span, other_place, under
from .facts import is_month_without_day
from .hours import give_times, sittings
from .row_places import trail_towns
from .seasons import season_days
from .tale import Tale, in_town, known_draft

_TOWN = re.compile(r"(?:\d{4,6}(?: [A-Z]{2})? )?[A-ZÀ-Þ][^\W\d]*(?:[ '’.-][^\W\d]+){0,4}")
"""A town and nothing else, with its postal code or without."""
_FACTS = frozenset(["date", "time", "place", "address"])


@dataclass(slots=True)
class _Card:
    """What the labelled facts of one event tell."""

    lines: Sequence[Line]
    facts: Sequence[Line]
    days: list[tuple[Resolved, Line, DateSpan]] = field(default_factory=list)
    times: list[tuple[TimeSpan, Line]] = field(default_factory=list)
    rules: list[tuple[RuleSpan, Line]] = field(default_factory=list)
    place: PlaceText | None = None
    parts: dict[str, Words] = field(default_factory=dict)
    name: tuple[NameSpan, Line] | None = None
    title: Line | None = None
    status_line: Line | None = None

    @property
    def own(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.lines[0].block.labels)


def read_cards(tale: Tale, lines: Sequence[Line]) -> None:
    placed = {n: [line] for n, line in enumerate(lines) if line.label in ("place", "address") and line.block.labels}
    towns = {id(words.line): words for words in trail_towns(tale.reader, placed).values()}
    _mark_towns(lines)
    card: list[Line] = []
    seen: set[str] = set()
    named = {line.block for line in lines if line.names and line.block.labels}
    groups = {line.block.group for line in lines if line.names and (not tale.titled or _is_title_cell(line))}
    if named and groups:  # a table of many things: only the rows that name ours
        lines = [x for x in lines if not x.block.labels or x.block in named or x.block.group not in groups]
    begins = _place_or_time_first(lines)
    for n, line in enumerate(lines):
        role = line.label or ""
        table_row = bool(line.block.labels)
        new = (
            (card and table_row and line.block is not card[-1].block)
            or n in begins
            or (
                role in ("date", "title")
                and role in seen
                and not (role == "date" and not line.dates and not line.rules)
            )
            or (role == "place" and role in seen and ("date" not in seen or _is_next_of_list(card[-1], line)))
            or (line.names and role not in ("other", "organizer") and "title" in seen and role == "title")
        )
        if new:
            read_card(tale, card, towns)
            _hold_at_each(tale, card)
            card, seen = [], set()
        card.append(line)
        if role != "other":
            seen.add(role)
    if card:
        read_card(tale, card, towns)
        _hold_at_each(tale, card)


def _place_or_time_first(lines: Sequence[Line]) -> set[int]:
    """Where further cards begin, of cards that each tell their day once and open with their place or their hours:
    "Location: ... Time: ... Date: ... Location: ..." The one with the day need not be the first fact."""
    told = [line.label for line in lines]
    if told[0] not in ("place", "time") or any(line.block.labels for line in lines):
        return set()
    begins = [n for n, role in enumerate(told) if role == told[0]]
    cards = [told[begin:stop] for begin, stop in zip(begins, [*begins[1:], len(told)], strict=True)]
    alike = all(card.count("date") == 1 and set(card) >= set(cards[0]) & _FACTS for card in cards)
    return set(begins[1:]) if alike else set()


def _mark_towns(lines: Sequence[Line]) -> None:
    """A label that may be a place's or a town's ("Ort:", "Plaats:") is a town's right behind an address whose venue stands over it."""
    for venue, address, line in zip(lines, lines[1:], lines[2:], strict=False):
        told = (venue.label, address.label, line.label)
        if told == ("place", "address", "place") and not line.block.labels and _TOWN.fullmatch(line.text) is not None:
            line.label = "city"


def _hold_at_each(tale: Tale, card: Sequence[Line]) -> None:
    """Make an event of each of the places that the one line of a card's place lists."""
    told = [line for line in card if line.label == "place" and not line.block.labels]
    places = listed_behind_label(tale.reader, told[0]) if len(told) == 1 else []
    if not places:
        return
    held = [d for d in tale.drafts if any(words.line is told[0] for words in d.place_parts.values())]
    if len({d.day.day for d in held if d.day is not None}) != 1:
        return  # "March 14 and 28": "Elm Bakery (14th); Plum Diner (28th)"
    for draft in held:
        others = [draft.copy() for _ in places[1:]]
        for copy, place in zip((draft, *others), places, strict=True):
            give_span(copy, place, told[0], replace=True)
        at = next(n for n, known in enumerate(tale.drafts) if known is draft)
        tale.drafts[at + 1 : at + 1] = others
        tale.batch = [*tale.batch, *others]


def _is_title_cell(line: Line) -> bool:
    """Whether a line is the cell of a column that tells what is held."""
    return line.label == "title" and bool(line.block.roles)


def _is_next_of_list(before: Line, line: Line) -> bool:
    """Whether two places are rows of one list, as under "Locations:"."""
    return before.label == "place" and bool(line.block.group) and before.block.group == line.block.group


def facts_first(lines: Sequence[Line]) -> list[Line]:
    """The lines with what a card says between its title and its other labelled facts ("What: ...", "Info: ...", "Time: ...")
    put behind these."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        said = labelled = i + 1
        while lines[i].label == "title" and labelled < len(lines) and _is_said(lines[labelled]):
            labelled += 1
        stop = labelled
        while stop < len(lines) and said < labelled and lines[stop].label not in (None, "title"):
            stop += 1
        if stop > labelled:
            out += [lines[i], *lines[labelled:stop], *lines[said:labelled]]
            i = stop
        else:
            out.append(lines[i])
            i += 1
    return out


def _is_said(line: Line) -> bool:
    return line.label is None and line.block.kind in ("text", "item") and bool(split_labels(line.block.text))


def heads_card(lines: Sequence[Line], i: int) -> bool:
    """Whether a short line with a day stands right above labelled facts that tell no day ("Friday, May 17 - Perth")."""
    line = lines[i]
    if (
        line.label is not None
        or line.names
        or not line.dates
        or len(line.text) > 80
        or line.text.rstrip().endswith(".")
    ):
        return False
    following = lines[i + 1 : i + 4]
    if not following or following[0].label not in ("time", "place", "address") or following[0].unit == line.unit:
        return False
    return not any(f.label == "date" for f in following)


def is_gap(lines: Sequence[Line], j: int) -> bool:
    """An unlabelled line inside a card: a second line of an address, say."""
    line = lines[j]
    if not line.block.group or len(line.text) >= 80 or line.names or line.heading:
        return False
    back = j - 1
    while back >= 0 and lines[back].label is None and lines[back].block.group == line.block.group and j - back < 3:
        back -= 1
    return back >= 0 and lines[back].block.group == line.block.group and lines[back].label in ("place", "address")


def read_card(tale: Tale, lines: Sequence[Line], towns: Mapping[int, Words]) -> None:
    facts = [line for line in lines if line.label != "other"]
    titles = [line for line in facts if line.label == "title"]
    if not facts or (facts[0].block.labels and is_month_without_day(facts)):
        return
    if titles and all(line.others and not line.names for line in titles):
        return
    card = _card_of(tale, lines, facts, towns)
    made = [
        Draft(day=day, day_words=Words(line, span.begin, span.stop), span=span, line=line, labelled=True, anchor=2)
        for day, line, span in card.days
    ]
    if not made and card.rules:
        rule, line = card.rules[0]
        made = [Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line, labelled=True)]
    another = False
    if not made:
        if card.place is not None and not card.times and any(line.label == "place" for line in facts):
            _leave_loose_place(tale.batch, card.place)
        another = card.place is not None and any(other_place(draft.place, card.place) for draft in tale.batch)
        if another and not card.own and not card.times and _is_told_whole(tale.batch):
            return  # a letterhead under an event that has hour, venue and street
        made = _under_days_above(tale, card, another)
    if made:
        _put(tale, card, made, another)
    else:
        _give_to_known(tale, card)


def _card_of(tale: Tale, lines: Sequence[Line], facts: Sequence[Line], towns: Mapping[int, Words]) -> _Card:
    """What the facts of one event tell; `towns` are those that trail the places of a table."""
    card = _Card(lines, facts)
    card.status_line = next((line for line in lines if status_cue(tale, line)), None)
    for line in facts:
        if line.label in ("place", "address", "organizer") and any(f.dates for f in facts if f is not line):
            if line.label == "place" and not any(f.times for f in facts if f is not line):
                card.times += [
                    (t, line) for t in line.times if t.end is not None
                ]  # "Where: Plum Diner between 8-10 AM"
            continue
        for span, resolved in season_days(tale, line) or event_days(tale, line):
            if line.label != "end" or not _is_known(tale, resolved, card.days):  # "End: 3/13/2024 10:00 AM"
                card.days.append((resolved, line, span))
        card.times += [(t, line) for t in line.times]
        card.rules += [(r, line) for r in line.rules]
    days, hours = [line for _, line, _ in card.days], [line for _, line in card.times]
    card.place, card.parts = place_of_card(tale.reader, facts, towns, days, hours, card.status_line)
    card.name = next(((n, line) for line in facts for n in line.names), None)
    card.title = next((line for line in facts if line.label == "title"), None)
    return card


def _under_days_above(tale: Tale, card: _Card, another: bool) -> list[Draft]:
    """The drafts of a card without a day, held on the days above it: a row of a table, or a card of another place."""
    parents = tale.governing or [draft for draft in tale.batch if draft.day is not None]
    placed = card.place is not None and bool(card.place.venue or card.place.street)
    row = card.own and tale.governing and (card.times or placed)
    if not parents or not (row or another):
        return []
    made = [under(draft) for draft in parents]
    for draft in made if card.times else ():
        draft.start, draft.end = None, None
    return made


def _give_to_known(tale: Tale, card: _Card) -> None:
    """What a card without a day tells goes to the drafts before it, or waits for one."""
    place, parts = card.place, card.parts
    target = list(tale.batch or tale.drafts)
    if place is not None:
        target += [draft for draft in _waiting(tale) if draft not in target]
    if card.name is not None and card.title is card.name[1] and (card.times or place is not None):
        _name(target, *card.name)
    for time, line in card.times:
        if target:
            give_times(tale.reader, target, [(time, line)])
        else:
            tale.loose_times.append((time, line))
    if place is None:
        return
    for draft in target:
        give_place(draft, place, parts, Words(card.facts[0], 0, len(card.facts[0].text)))
        in_town(tale, draft)
    if not target:
        words = next(iter(parts.values()))
        tale.loose_places.append((PlaceSpan(words.begin, words.stop, place, {}, "label", 1.0), words.line))


def _put(tale: Tale, card: _Card, made: Sequence[Draft], another: bool) -> None:
    """Put the drafts of a card among those of the story, each in that of its day where the story has told it."""
    result: list[Draft] = []
    organizer = next((Words(line, 0, len(line.text)) for line in card.facts if line.label == "organizer"), None)
    for draft in made:
        merged = None if card.own or another else _told_before(tale, draft, card.times, card.place)
        if merged is not None:
            merged.labelled = True
            draft = merged
        elif draft.rule is None or not any(known.day for known in tale.drafts):
            tale.drafts.append(draft)
        else:
            continue
        draft.row = draft.row or card.own
        if card.place is not None:
            if draft.place is not None and not draft.labelled:
                draft.place = None
            give_place(draft, card.place, card.parts, next(iter(card.parts.values())), replace=True)
            in_town(tale, draft)
        if card.name is not None:
            draft.name, draft.name_line = card.name
        if organizer is not None:
            draft.organizer = organizer
        draft.title = draft.title or card.title
        if card.status_line is not None:
            set_status(tale, draft, card.status_line)
        result.append(draft)
    tale.batch = _with_hours(tale, card, result)


def _with_hours(tale: Tale, card: _Card, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a card with its hours; several hours in one line are sittings, each a draft of its own."""
    times = card.times
    in_one_line = len(times) > 1 and len({id(line) for _, line in times}) == 1
    if len(drafts) == 1 and times and (card.lines[0].block.roles or in_one_line):
        grown = sittings(tale.reader, drafts[0], times)
        if len(grown) > 1:
            at = next(n for n, draft in enumerate(tale.drafts) if draft is drafts[0])
            tale.drafts[at : at + 1] = grown
            return grown
    elif times:
        give_times(tale.reader, drafts, times, replace=True)
    return drafts


def _leave_loose_place(drafts: Sequence[Draft], place: PlaceText) -> None:
    """A place read from a sentence that tells neither day nor hour gives way to the one that a label tells."""
    for draft in drafts:
        words = draft.place_words
        if (
            words is None
            or words.line is draft.line
            or words.line.label is not None
            or not other_place(draft.place, place)
        ):
            continue
        line = words.line
        if draft.place is not None and draft.place.street is None and not (line.dates or line.times or line.names):
            draft.place, draft.place_words, draft.place_parts = None, None, {}


def _is_known(tale: Tale, day: Resolved, days: Sequence[tuple[Resolved, Line, DateSpan]]) -> bool:
    """Whether a day was told before: in the same card or in the one before it."""
    told = [known.day for known, _, _ in days] + [d.day.day for d in tale.batch if d.day is not None]
    return day.day in told


def _name(drafts: Sequence[Draft], name: NameSpan, title: Line) -> None:
    """The name on a card goes to those whose day stands in the heading above it."""
    for draft in drafts:
        if draft.name is None:
            draft.name, draft.name_line, draft.title, draft.anchor = name, title, title, 3


def _told_before(
    tale: Tale, draft: Draft, times: Sequence[tuple[TimeSpan, Line]], place: PlaceText | None
) -> Draft | None:
    """The draft a card tells once more: of its day, and not that of another card with a place or an hour of its own."""
    hour = next((span.start for span, _ in times if span.start is not None), None)
    another = False
    for known in tale.drafts:
        if not known.labelled or known.day is None or draft.day is None or known.day.day != draft.day.day:
            continue
        if hour is not None and known.start == hour and not other_place(known.place, place):
            return known
        if other_place(known.place, place) or (hour is not None and known.start not in (None, hour)):
            draft.anchor = max(draft.anchor, known.anchor)
            draft.future = draft.future or known.future
            another = True
            continue
        return known
    return None if another else known_draft(tale, draft)


def _is_told_whole(drafts: Sequence[Draft]) -> bool:
    """Whether running text told hour, venue and street of all drafts: no card is needed for them."""
    return all(
        d.start is not None
        and d.place is not None
        and d.place.venue is not None
        and d.place.street is not None
        and (words := d.place_words) is not None
        and words.line.label is None
        for d in drafts
    )


def _waiting(tale: Tale) -> list[Draft]:
    """The labelled days right before a place told of them all: "When: March 20, May 15. Where: ..."."""
    found: list[Draft] = []
    for draft in reversed(tale.drafts):
        if not draft.labelled or draft.place is not None:
            break
        found.append(draft)
    return found
