"""Labelled facts ("Date:", "Location:") to drafts: a card is the facts of one event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...gazetteer import find_city
from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.names import NameSpan
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved
from ...normalization.rules import RuleSpan
from ..lines import Line, Reader, split_labels
from ..tables import said_off, town_of
from .changes import set_status, status_cue
from .colon_lists import listed_behind_label
from .days import event_days
from .draft import SURE_PLACE, Draft, Words, give_place, give_span, other_place, under
from .facts import fact_share, is_month_without_day
from .hours import give_times, sittings
from .row_places import trail_towns
from .seasons import season_days
from .tale import Tale, in_town, known_draft

_BEHIND_NAME = re.compile(r"[\"”’'»]?(?:, | @ | at | [-–—|] | \()(?=[A-ZÀ-Þ0-9])")
"""What parts a name from the place behind it."""
_PART = re.compile(r"[A-ZÀ-Þ][^,;:|()\d–—]{2,60}(?=$|[,;(|])(?<! )")
"""What stands before the first mark of a cell."""
_LONGEST_VENUE = 60
"""Letters of a cell that may be a venue."""
_BARE = 0.3
"""How strong a place must be in a line that holds little else."""
_FACTS = 0.6
"""The least share of facts in a line with an hour whose place is a card's."""
_FACTS_CHANGED = 0.4
"""The same where the line also says that the event is called off or put off."""


def read_cards(tale: Tale, lines: Sequence[Line]) -> None:
    placed = {n: [line] for n, line in enumerate(lines) if line.label in ("place", "address") and line.block.labels}
    towns = {id(words.line): words for words in trail_towns(tale.reader, placed).values()}
    card: list[Line] = []
    seen: set[str] = set()
    named = {line.block for line in lines if line.names and line.block.labels}
    groups = {line.block.group for line in lines if line.names and (not tale.titled or _is_title_cell(line))}
    if named and groups:  # a table of many things: only the rows that name ours
        lines = [x for x in lines if not x.block.labels or x.block in named or x.block.group not in groups]
    for line in lines:
        role = line.label or ""
        table_row = bool(line.block.labels)
        new = (
            (card and table_row and line.block is not card[-1].block)
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
    if not facts or (facts[0].block.labels and is_month_without_day(facts)):
        return
    if all(line.others and not line.names for line in facts if line.label == "title") and any(
        line.label == "title" for line in facts
    ):
        return
    status_line = next((line for line in lines if status_cue(tale, line)), None)
    place, parts = card_place(tale.reader, facts)
    town = next((towns[id(line)] for line in facts if id(line) in towns), None)
    if place is not None and place.city is None and town is not None and place.venue != town.text:
        place, parts = replace(place, city=town.text), parts | {"city": town}
    days: list[tuple[Resolved, Line, DateSpan]] = []
    times: list[tuple[TimeSpan, Line]] = []
    rules: list[tuple[RuleSpan, Line]] = []
    for line in facts:
        if line.label in ("place", "address", "organizer") and any(f.dates for f in facts if f is not line):
            continue
        for span, resolved in season_days(tale, line) or event_days(tale, line):
            if line.label != "end" or not _is_known(tale, resolved, days):  # "End: 3/13/2024 10:00 AM"
                days.append((resolved, line, span))
        times += [(t, line) for t in line.times]
        rules += [(r, line) for r in line.rules]
    name = next(((n, line) for line in facts for n in line.names), None)
    title = next((line for line in facts if line.label == "title"), None)
    organizer = next((Words(line, 0, len(line.text)) for line in facts if line.label == "organizer"), None)
    made: list[Draft] = []
    for resolved, line, span in days:
        made.append(
            Draft(
                day=resolved,
                day_words=Words(line, span.begin, span.stop),
                span=span,
                line=line,
                labelled=True,
                anchor=2,
            )
        )
    if not days and rules:
        rule, line = rules[0]
        made.append(Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line, labelled=True))
    if place is None and len({line.unit for _, line, _ in days}) == 1:
        rows = [line for _, line in times if _is_row_of_place(tale.reader, line, line is status_line)]
        place, parts = _place_beside(tale.reader, days[0][1], rows)
    if place is None:
        place, parts = _place_behind_name(tale.reader, facts)
    own = bool(lines[0].block.labels)
    another = False
    if not made:
        parents = tale.governing or [d for d in tale.batch if d.day is not None]
        if place is not None and not times and any(line.label == "place" for line in facts):
            _leave_loose_place(tale.batch, place)
        another = place is not None and any(other_place(d.place, place) for d in tale.batch)
        if another and not own and not times and _is_told_whole(tale.batch):
            return  # a letterhead under an event that has hour, venue and street
        placed = place is not None and (place.venue or place.street)
        if parents and ((own and tale.governing and (times or placed)) or another):
            made = [under(d) for d in parents]
            for draft in made:
                draft.start, draft.end = (None, None) if times else (draft.start, draft.end)
        else:
            target = list(tale.batch or tale.drafts)
            if place is not None:
                target += [d for d in _waiting(tale) if d not in target]
            if name is not None and title is name[1] and (times or place is not None):
                _name(target, *name)
            for t, line in times:
                if target:
                    give_times(tale.reader, target, [(t, line)])
                else:
                    tale.loose_times.append((t, line))
            if place is not None:
                for d in target:
                    give_place(d, place, parts, Words(facts[0], 0, len(facts[0].text)))
                    in_town(tale, d)
                if not target:
                    words = next(iter(parts.values()))
                    tale.loose_places.append((PlaceSpan(words.begin, words.stop, place, {}, "label", 1.0), words.line))
            return
    result: list[Draft] = []
    for draft in made:
        merged = None if own or another else _told_before(tale, draft, times, place)
        if merged is not None:
            merged.labelled = True
            draft = merged
        elif draft.rule is None or not any(d.day for d in tale.drafts):
            tale.drafts.append(draft)
        else:
            continue
        draft.row = draft.row or own
        if place is not None:
            if draft.place is not None and not draft.labelled:
                draft.place = None
            give_place(draft, place, parts, next(iter(parts.values())), replace=True)
            in_town(tale, draft)
        if name is not None:
            draft.name, draft.name_line = name
        if organizer is not None:
            draft.organizer = organizer
        draft.title = draft.title or title
        if status_line is not None:
            set_status(tale, draft, status_line)
        result.append(draft)
    in_one_line = len(times) > 1 and len({id(line) for _, line in times}) == 1
    if len(result) == 1 and times and (lines[0].block.roles or in_one_line):
        grown = sittings(tale.reader, result[0], times)
        if len(grown) > 1:
            at = next(n for n, draft in enumerate(tale.drafts) if draft is result[0])
            tale.drafts[at : at + 1] = result = grown
    elif times:
        give_times(tale.reader, result, times, replace=True)
    tale.batch = result


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


def _is_row_of_place(reader: Reader, line: Line, changed: bool) -> bool:
    """Whether the line of an hour is hardly more than facts: what it names is the place."""
    return fact_share(reader, line) >= (_FACTS_CHANGED if changed else _FACTS)


def _place_beside(reader: Reader, day: Line, rows: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words]]:
    """A place told in the line of the day or the hour: "When: June 6 - Wren Park", "8:00 AM, Wren Park"."""
    for line in dict.fromkeys([day, *rows]):
        least = _BARE if line in rows else SURE_PLACE
        told = [p for p in reader.places(line) if p.place.venue and p.strength >= least]
        if told:
            return told[0].place, {name: Words(line, *at) for name, at in told[0].parts.items()}
    return None, {}


def _place_behind_name(reader: Reader, facts: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words]]:
    """The place told behind the name in the cell of the title: "Coffee with a Cop" / "Fox Bakery, Oakmont"."""
    for line in facts:
        begin = line.names[-1].stop if line.label == "title" and line.names else 0
        if not begin or (mark := _BEHIND_NAME.match(line.text, begin)) is None:
            continue
        behind = line.text[mark.end() :].rstrip(")")
        rest, role = (split_labels(behind) or [(behind, None)])[0]
        at = line.text.index(rest, mark.end())
        found = reader.parse(rest)
        told = role == "place" or any(p.place.venue == found.venue for p in reader.places(line))
        known = told or found.city is not None or found.street is not None
        if found.venue is not None and known and line.text.startswith(found.venue, at):
            return found, {"venue": Words(line, at, at + len(found.venue))}
    return None, {}


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


def card_place(reader: Reader, facts: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words]]:
    values: dict[str, str] = {}
    parts: dict[str, Words] = {}
    previous = ""
    town, venue = _town_and_venue(reader, facts)
    for line in facts:
        role = line.label if line.label is not None else previous
        previous = role
        if line is town or line is venue:
            role = "city" if line is town else "place"
        if role == "city":
            value = town_of(reader, line) or line.text.strip(" .")
            if value and len(value) < 50:
                values.setdefault("city", value)
                at = max(line.text.find(value), 0)
                parts.setdefault("city", Words(line, at, at + len(value)))
            continue
        if role not in ("place", "address"):
            continue
        text = line.text
        found = _in_cell(reader, line) if line.block.roles else reader.parse(text, line.masks())
        for name in ("venue", "street", "city", "region", "postcode", "country"):
            value = getattr(found, name)
            if value is None or (role == "address" and name == "venue" and "venue" in values):
                continue
            if name not in values:
                values[name] = value
                at = text.find(value)
                parts[name] = Words(line, at, at + len(value)) if at >= 0 else Words(line, 0, len(text))
    if not values and facts and facts[0].block.labels:
        return _unlabelled_place(reader, facts)  # a column whose head says nothing ("Park")
    if not values:
        return None, {}
    return PlaceText(**{n: values.get(n) for n in ("venue", "street", "city", "region", "postcode", "country")}), parts


def _in_cell(reader: Reader, line: Line) -> PlaceText:
    """The place that a cell of a column of places tells, apart from what is said of the event: "CANCELLED: Elm Bakery"."""
    found = reader.parse(line.text, sorted([*line.masks(), *said_off(reader, line)]))
    whole = _PART.match(line.text)
    if whole is None or found.venue is None or found.venue == whole[0] or found.venue not in whole[0]:
        return found
    words = place_words(reader.lexicon.code)
    kinds = [word for word in whole[0].split()[1:] if word.islower() and words.noun(word)]
    return replace(found, venue=whole[0]) if kinds else found  # "Brede school De Bron"


def _town_and_venue(reader: Reader, facts: Sequence[Line]) -> tuple[Line | None, Line | None]:
    """The cell of a row that is nothing but a town, where its column is headed like a place's, and the cell with the venue."""
    if not facts or not facts[0].block.labels:
        return None, None
    near = reader.place
    told = [line for line in facts if line.label == "place"]
    town = next((x for x in told if find_city(x.text.strip(" ."), near.region, near.country) is not None), None)
    rest = [x for x in facts if x.label in ("place", "address", "text", None) and not (x.names or x.dates or x.times)]
    rest = [x for x in rest if x is not town and len(x.text) < _LONGEST_VENUE]
    if town is None or len(rest) != 1 or town.text.strip() == near.city:
        return None, None
    return town, rest[0]


def _unlabelled_place(reader: Reader, facts: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words]]:
    for line in facts:
        if line.label in (None, "text") and not line.names:
            for span in reader.places(line):
                if span.place.street or span.strength >= SURE_PLACE:
                    return span.place, {n: Words(line, *o) for n, o in span.parts.items()} or {
                        "venue": Words(line, span.begin, span.stop)
                    }
    return None, {}
