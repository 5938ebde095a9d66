"""From lines to events: which dates are an event's, and which hour, place and status go with each.

Lines are taken in reading order. A date opens a draft, or adds to the one that has this day; an hour or a place without
a date goes to the drafts that still lack one; rows of a list or table are drafts of their own under what governs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from dateutil.rrule import rrulestr

from .. import gazetteer
from ..model import Status
from ..normalization.clocks import TimeSpan
from ..normalization.dates import DateSpan
from ..normalization.places import PlaceSpan, PlaceText
from ..normalization.programs import NameSpan, find_themes
from ..normalization.resolve import Resolved, TimeFrame, resolve
from ..normalization.rules import RuleSpan
from .cues import Cues
from .lines import Line, Reader

_ROW_LENGTH = 260
_SURE_PLACE = 0.45
_WEEK = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|lun|mar|mie|jue|vie|ma|wo|vr|seg|ter|qua|qui|sex)[a-z]*\.?\s*(?:-|–|to|through|thru|bis|a|tot|au|ate)\s*"
    r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mie|jue|vie|sab|dom|ma|wo|vr|za|zo|seg|ter|qua|qui|sex|sam|dim|ven|jeu|mer)[a-z]*\b|\bweekdays?\b|\b(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b|\bwerktags\b|\bwerkdagen\b|\bdias utiles\b|\bdias laborables\b"
)
"""Hours of business: "Mon-Fri", "weekdays"."""
_TOWN_FIRST = re.compile(r"^[\s•*·»–-]*([A-ZÀ-Þ][\w.'’-]+(?:[ -][A-ZÀ-Þ][\w.'’-]+){0,2}):\s*")
_DIVISION = re.compile(
    r"\d|first|second|third|fourth|north|south|east|west|central|division|precinct|district|sector|ward|zone|beat|week|session|date|time|when|where|place|location|coffee|new|note|update|event"
)
_ROOM = re.compile(
    r"(?:the )?(?:room|suite|unit|floor|salle|raum|saal|zaal|sala|lobby|auditorium|atrium|conference|meeting)\b",
    re.IGNORECASE,
)
_THROUGH = frozenset(
    [
        "to",
        "through",
        "thru",
        "until",
        "till",
        "-",
        "–",
        "—",
        "bis",
        "hasta",
        "al",
        "au",
        "jusqu'au",
        "tot",
        "t/m",
        "ate",
        "ao",
    ]
)
_MOST_DAYS = 60
_NO_VENUE = frozenset(
    [
        "session",
        "sitting",
        "sessie",
        "sitzung",
        "turno",
        "sesion",
        "seance",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "update",
        "note",
        "rsvp",
        "free",
        "cost",
    ]
)
_PRESENT = re.compile(
    r"\b(?:is|are)\s+(?:on\s+|set\s+|this\s+|coming\s+)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|from|at|\d)"
)
_LEAD_TOWN = re.compile(
    r"^[\s,;:|–—-]*([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})\s*(?:,|:|–|—|-)\s*(?:at |the |in |inside )*$"
)
_AFTER = re.compile(r"(?:\b(?:after|na|nach|apres|tras|despues de las|depois das|past|since|vor)\s+(?:\w{1,3}\s+)?)$")
_ROW_PARTS = re.compile(r"\s*(?::|\||\s[-–—]\s)\s*")
_PHONE = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b555-\d{4}|\+\d{2}|\bTel\b|\btel\.")


@dataclass(frozen=True, slots=True)
class Words:
    """Where a value was read: the line and the offsets in it."""

    line: Line
    begin: int
    stop: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.line.text[self.begin : self.stop].strip()


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making. Values stand beside the words they rest on."""

    day: Resolved | None = None
    day_words: Words | None = None
    span: DateSpan | None = None
    rule: RuleSpan | None = None
    start: time | None = None
    end: time | None = None
    inferred: bool = False
    time_words: Words | None = None
    end_words: Words | None = None
    place: PlaceText | None = None
    place_words: Words | None = None
    place_parts: dict[str, Words] = field(default_factory=dict)
    status: Status | None = None
    status_words: Words | None = None
    previous: Resolved | None = None
    previous_time: time | None = None
    previous_words: Words | None = None
    name: NameSpan | None = None
    name_line: Line | None = None
    organizer: Words | None = None
    past: bool = False
    future: bool = False
    present: bool = False
    row: bool = False
    labelled: bool = False
    line: Line | None = None
    weak: bool = False
    anchor: int = 0
    """How surely its date is this event's: 3 the name stands with it, 2 its thing, host or "the event", 1 "join us", 0 none."""

    def copy(self) -> Draft:
        """A second draft with the same values."""
        other = Draft(**{name: getattr(self, name) for name in self.__slots__})
        other.place_parts = dict(self.place_parts)
        return other

    @property
    def complete(self) -> int:
        """How many of hour and place are known."""
        return (self.start is not None) + (self.place is not None and self.place.venue is not None)


@dataclass(slots=True)
class Composer:
    """Builds the drafts of one story."""

    reader: Reader
    frame: TimeFrame
    drafts: list[Draft] = field(default_factory=list)
    batch: list[Draft] = field(default_factory=list)
    loose_times: list[tuple[TimeSpan, Line]] = field(default_factory=list)
    loose_places: list[tuple[PlaceSpan, Line]] = field(default_factory=list)
    governing: list[Draft] = field(default_factory=list)
    old: list[tuple[Resolved, Words]] = field(default_factory=list)
    city: tuple[PlaceText, Words] | None = None
    chain: tuple[str, Words] | None = None
    past_story: bool = False
    recap: bool = False
    """Whether the story reports: its lines with the name or the police tell of the past, none with the name of a plan."""
    titled: bool = True
    """Whether the story's title names the program; else only what stands with the name counts."""
    themes: frozenset[str] = frozenset()
    """What the named events share: a sentence that speaks of it speaks of them."""
    _named: set[int] = field(default_factory=set)
    _near_named: set[int] = field(default_factory=set)
    _under_town: bool = False
    _stated: bool = False
    """Whether a line that names the program states it: with a day, an hour, a place or a plan."""
    _dated_units: set[int] = field(default_factory=set)
    _months: dict[int, int] = field(default_factory=dict)
    _dateless: bool = False
    """Whether the line that names the program tells an hour or a place, but no day."""
    _changes: list[tuple[Line, list[Draft]]] = field(default_factory=list)
    _title_status: Line | None = None

    def compose(self, lines: Sequence[Line], relevant: Iterable[bool]) -> list[Draft]:
        """The drafts that the relevant lines tell, in reading order."""
        kept = [line for line, keep in zip(lines, relevant, strict=True) if keep]
        self._dated_units = {line.unit for line in kept if line.dates and self._past(line)}
        self._stated = any(self._states(line) for line in kept if line.names)
        named = [line for line in kept if line.names]
        self._dateless = any(line.times or line.dates for line in named) and not any(line.dates for line in named)
        for line in kept:  # a table with the month in a cell of its own
            month = self.reader.lexicon.months.get(line.low.strip(" ."))
            if month is not None:
                self._months[line.unit] = month
        told = [line for line in kept if line.names or line.hosts()]
        if any(self._past(line) for line in told) and not any(
            line.names and self._future(line) and not self._past(line) for line in kept
        ):
            self.recap = True
        order = list(dict.fromkeys(line.unit for line in kept if not line.heading))
        self._named = {line.unit for line in kept if line.names}
        self.themes = frozenset(n.theme for line in kept for n in line.names if n.theme)
        self._near_named = {
            order[m]
            for n, unit in enumerate(order)
            if unit in self._named
            for m in (n - 2, n - 1, n, n + 1, n + 2)
            if 0 <= m < len(order)
        }
        i = 0
        while i < len(kept):
            line = kept[i]
            if line.label is not None:
                j = i
                while j < len(kept) and (kept[j].label is not None or self._gap(kept, j)):
                    j += 1
                self._cards(kept[i:j])
                i = j
                continue
            rows = self._row_run(kept, i)
            if kept[i].label is not None:  # the lines of a card without labels have just got theirs
                continue
            if rows > i:
                self._rows(kept[i:rows], self._governed(kept, i))
                i = rows
                continue
            self._sentence(line)
            i += 1
        self._settle()
        return self.drafts

    # -- labelled facts ------------------------------------------------------------------------------------------

    @staticmethod
    def _gap(lines: Sequence[Line], j: int) -> bool:
        """An unlabelled line inside a card: a second line of an address, say."""
        line = lines[j]
        if not line.block.group or len(line.text) >= 80 or line.names or line.heading:
            return False
        back = j - 1
        while back >= 0 and lines[back].label is None and lines[back].block.group == line.block.group and j - back < 3:
            back -= 1
        return back >= 0 and lines[back].block.group == line.block.group and lines[back].label in ("place", "address")

    def _cards(self, lines: Sequence[Line]) -> None:
        card: list[Line] = []
        seen: set[str] = set()
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
                or (role == "place" and role in seen and "date" not in seen)
                or (line.names and role not in ("other", "organizer") and "title" in seen and role == "title")
            )
            if new:
                self._card(card)
                card, seen = [], set()
            card.append(line)
            if role != "other":
                seen.add(role)
        if card:
            self._card(card)

    def _card(self, lines: Sequence[Line]) -> None:
        facts = [line for line in lines if line.label != "other"]
        if not facts:
            return
        if all(line.others and not line.names for line in facts if line.label == "title") and any(
            line.label == "title" for line in facts
        ):
            return
        status_line = next((line for line in lines if self._status_cue(line)), None)
        place, parts = self._card_place(facts)
        days: list[tuple[Resolved, Line, DateSpan]] = []
        times: list[tuple[TimeSpan, Line]] = []
        rules: list[tuple[RuleSpan, Line]] = []
        for line in facts:
            if line.label in ("place", "address", "organizer") and any(f.dates for f in facts if f is not line):
                continue
            for span, resolved in self._bounded(line) or self._days(line):
                days.append((resolved, line, span))
            times += [(t, line) for t in line.times]
            rules += [(r, line) for r in line.rules]
        name = next(((n, line) for line in facts for n in line.names), None)
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
        own = bool(lines[0].block.labels)
        another = False
        if not made:
            parents = self.governing or [d for d in self.batch if d.day is not None]
            another = place is not None and any(self._other_place(d.place, place) for d in self.batch)
            if parents and ((own and self.governing and (times or place)) or another):
                made = [self._under(d) for d in parents]
                for draft in made:
                    draft.start, draft.end = (None, None) if times else (draft.start, draft.end)
            else:
                target = list(self.batch or self.drafts)
                for t, line in times:
                    if target:
                        self._give_times(target, [(t, line)])
                    else:
                        self.loose_times.append((t, line))
                if place is not None:
                    for d in target:
                        self._give_place(d, place, parts, Words(facts[0], 0, len(facts[0].text)))
                    if not target:
                        words = next(iter(parts.values()))
                        self.loose_places.append(
                            (PlaceSpan(words.begin, words.stop, place, {}, "label", 1.0), words.line)
                        )
                return
        result: list[Draft] = []
        for draft in made:
            merged = None if own or another else self._same_day(draft)
            if merged is not None:
                merged.labelled = True
                draft = merged
            elif draft.rule is None or not any(d.day for d in self.drafts):
                self.drafts.append(draft)
            else:
                continue
            draft.row = draft.row or own
            if place is not None:
                if draft.place is not None and not draft.labelled:
                    draft.place = None
                self._give_place(draft, place, parts, next(iter(parts.values())), replace=True)
                self._in_town(draft)
            if name is not None:
                draft.name, draft.name_line = name
            if organizer is not None:
                draft.organizer = organizer
            if status_line is not None:
                self._set_status(draft, status_line)
            result.append(draft)
        if times:
            self._give_times(result, times, replace=True)
        self.batch = result

    def _card_place(self, facts: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words]]:
        values: dict[str, str] = {}
        parts: dict[str, Words] = {}
        previous = ""
        for line in facts:
            role = line.label if line.label is not None else previous
            previous = role
            if role == "city":
                value = line.text.strip(" .")
                if value and len(value) < 50:
                    values.setdefault("city", value)
                    parts.setdefault("city", Words(line, 0, len(line.text)))
                continue
            if role not in ("place", "address"):
                continue
            text = line.text
            found = self.reader.parse(text, line.masks())
            for name in ("venue", "street", "city", "region", "postcode", "country"):
                value = getattr(found, name)
                if value is None or (role == "address" and name == "venue" and "venue" in values):
                    continue
                if name not in values:
                    values[name] = value
                    at = text.find(value)
                    parts[name] = Words(line, at, at + len(value)) if at >= 0 else Words(line, 0, len(text))
        if not values:
            return None, {}
        return PlaceText(
            **{n: values.get(n) for n in ("venue", "street", "city", "region", "postcode", "country")}
        ), parts

    # -- rows ----------------------------------------------------------------------------------------------------

    def _row_run(self, lines: Sequence[Line], i: int) -> int:
        """The index after a run of rows that starts at `i`; `i` where there is none.

        Rows are the units of one list, table or paragraph with line breaks, or short paragraphs that each begin with a
        date or an hour, at least two of which tell when or where.
        """
        first = lines[i]
        if first.heading:
            return i
        group = first.block.group
        units: dict[int, list[Line]] = {}
        j = i
        while j < len(lines) and lines[j].label is None and not lines[j].heading:
            line = lines[j]
            if group:
                if line.block.group != group:
                    break
            elif line.unit not in units and (line.block.group or not self._starts_as_row(line, first_of_unit=True)):
                break
            units.setdefault(line.unit, []).append(line)
            j += 1
        if len(units) < 2:
            return i
        if self._is_card(units):
            first_lines = [unit[0] for unit in units.values()]
            for line, role in zip(first_lines, self._card_roles(first_lines), strict=True):
                line.label = role
            return i
        telling = [u for u in units.values() if self._tells(u) and sum(len(line.text) for line in u) <= _ROW_LENGTH]
        return j if len(telling) >= 2 and len(telling) * 3 >= len(units) else i

    def _is_card(self, units: dict[int, list[Line]]) -> bool:
        """Whether the rows are the facts of one event without their labels: a day, an hour, a venue, its street, a line each."""
        if len(units) > 6 or any(len(u) > 1 or len(u[0].text) > 110 for u in units.values()):
            return False
        lines = [u[0] for u in units.values()]
        roles = self._card_roles(lines)
        dated = [line for line in lines if line.dates]
        timed = [line for line in lines if line.times]
        told = [r for r in roles if r in ("place", "address")]
        venues = roles.count("place")
        if len(dated) > 1 or len(timed) > 1 or venues > 1 or not told:
            return False
        if roles.count("address") > 2 or (not dated and not timed and (venues == 0 or len(told) < 2)):
            return False
        if any(len(line.dates) > 1 for line in dated) or sum(":" in line.text[:24] for line in lines) > 1:
            return False
        return sum(r != "note" for r in roles) * 2 > len(roles)

    def _card_roles(self, lines: Sequence[Line]) -> list[str]:
        """What each line of a card tells; a name right above a street is a venue, whatever it is called."""
        roles = [self._card_role(line) for line in lines]
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
                    and self.reader.parse(line.text).venue
                ):
                    roles[n] = "place"
        return roles

    def _card_role(self, line: Line) -> str:
        if line.dates:
            return "date"
        if line.times:
            return "time"
        found = list(self.reader.places(line))
        if any(p.place.venue for p in found):
            return "place"
        if any(p.place.street or p.place.postcode for p in found) or self.reader.is_town(line.text):
            return "address"
        return "note"

    @staticmethod
    def _starts_as_row(line: Line, first_of_unit: bool) -> bool:
        if not first_of_unit:
            return True
        starts = [s.begin for s in line.dates] + [t.begin for t in line.times]
        sentence = line.names and len(line.text) > 80 and line.text.rstrip().endswith(".")
        return (
            bool(starts)
            and min(starts) <= 4
            and len(line.text) <= 180
            and not sentence
            and not line.low.startswith("on ")
        )

    def _tells(self, unit: Sequence[Line]) -> bool:
        return any(line.dates or line.times for line in unit) or any(
            p.strength >= _SURE_PLACE for line in unit for p in self.reader.places(line)
        )

    def _governed(self, lines: Sequence[Line], i: int) -> bool:
        """Whether what stands right above a run of rows announces them: it names the program, or ends in a colon."""
        for line in lines[max(0, i - 3) : i]:
            if line.names and line.dates and line.times and not self.titled:
                continue  # an event told whole is one among others, not what announces them
            if line.names or line.text.rstrip().endswith(":") or line.rules:
                return True
            if self.reader.cues.has("event", line.low) and not line.heading:
                return True
        return lines[max(0, i - 1)].heading and any(line.names for line in lines[max(0, i - 6) : i])

    def _rows(self, lines: Sequence[Line], governed: bool) -> None:
        units: dict[int, list[Line]] = {}
        for line in lines:
            units.setdefault(line.unit, []).append(line)
        parents = [
            d
            for d in (self.batch or self.governing)
            if not d.row and d.day is not None and (self.titled or d.anchor >= 2 or self._beside_name(d))
        ]
        units = {n: u for n, u in units.items() if not self._contact(u)}
        if not governed:
            units = {n: u for n, u in units.items() if self._stands_alone(u)}
        named = [u for u in units.values() if any(line.names for line in u)]
        if not self.titled:
            if named and len(named) < len(units):
                units = {n: u for n, u in units.items() if any(line.names for line in u)}
            elif not named and not parents and not any(n in self._near_named for n in list(units)[:1]):
                return
        elif not named and any(d.complete for d in self.drafts) and not self._place_rows(units):
            return
        towns = self._towns(units)
        made_any: list[Draft] = []
        carried: list[Draft] = []
        chained = False
        for number, unit in units.items():
            if any(line.others and not line.names for line in unit):
                carried = []
                continue
            pairs = [(span, r, line) for line in unit for span, r in self._days(line)]
            times = [(t, line) for line in unit for t in line.times]
            place, parts, words = self._unit_place(unit)
            status_line = next((line for line in unit if self._status_cue(line)), None)
            name = next(((n, line) for line in unit for n in line.names), None)
            following = next((u for m, u in units.items() if m > number), None)
            heads = following is not None and not any(line.dates for line in following)
            if pairs and not times and place is None and heads:
                # a row that is only a date heads those after it
                carried = [
                    Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line) for s, r, line in pairs
                ]
                if status_line is None:
                    continue
            if pairs:
                bases = [
                    Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line, row=True)
                    for s, r, line in pairs
                ]
            elif (carried or parents) and (times or (place is not None and (place.venue or place.street))):
                bases = [self._under(d) for d in (carried or parents)]
            elif place is not None and place.city and not place.venue and not place.street:
                self.city = (place, words or Words(unit[0], 0, len(unit[0].text)))
                continue
            elif times and not self.drafts:
                self.loose_times += [t for t in times if self._speaks_of_event(t[1])]
                continue
            else:
                for line in unit:
                    self._sentence(line)
                continue
            if not pairs and len(unit) == 1 and unit[0].block.kind == "text" and len(unit[0].text) > _ROW_LENGTH:
                self._sentence(unit[0])
                continue
            grown: list[Draft] = []
            same = any(self.reader.cues.has("same", line.low) for line in unit)
            for base in bases:
                base.row = True
                base.anchor = max(base.anchor, 2)
                if same and made_any:
                    self._inherit_facts(base, made_any[-1])
                if place is not None:
                    self._give_place(base, place, parts, words or Words(unit[0], 0, len(unit[0].text)), replace=True)
                    chain = next((p for p in parents if p.place is not None and p.place.venue), None)
                    if place.venue is None and place.street and chain is not None and not pairs:
                        # a chain named once above a list of addresses
                        self._give_place(
                            base,
                            PlaceText(chain.place.venue if chain.place else None),
                            {k: v for k, v in chain.place_parts.items() if k == "venue"},
                            None,
                        )
                        chained = True
                    self._in_town(base)
                    if (
                        place.venue is None
                        and place.street
                        and self.chain is not None
                        and (base.place is None or base.place.venue is None)
                    ):
                        self._give_place(base, PlaceText(self.chain[0]), {"venue": self.chain[1]}, None)
                    town = towns.get(number)
                    if town is not None and base.place is not None and base.place.city is None:
                        base.place = replace(base.place, city=town.text)
                        base.place_parts["city"] = town
                if name is not None:
                    base.name, base.name_line = name
                if status_line is not None:
                    self._set_status(base, status_line)
                base.past = base.past or any(self._past(line) for line in unit)
                grown += self._sittings(base, times) if times else [base]
            made_any += grown
        if not made_any:
            return
        days = {d.day.day for d in made_any if d.day}
        # the row tells what its parent told, and where: the parent was the announcement of the rows
        for parent in list(self.drafts):
            if parent.day is not None and not parent.row and (parent in parents or parent.day.day in days):
                rows = [d for d in made_any if d.day and d.day.day == parent.day.day]
                if rows and (
                    chained or parent.place is None or parent.place.venue is None or any(r.place is None for r in rows)
                ):
                    for row in rows:
                        self._inherit(row, parent)
                    self.drafts.remove(parent)
        self.drafts += made_any
        self.batch = made_any

    def _stands_alone(self, unit: Sequence[Line]) -> bool:
        """Whether a row that nothing announces tells an event of its own: by its name, or by hour and place together."""
        if any(line.names for line in unit):
            return True
        timed = any(line.times for line in unit)
        placed = any(p.place.venue and p.strength >= _SURE_PLACE for line in unit for p in self.reader.places(line))
        addressed = any(p.place.venue and p.place.street for line in unit for p in self.reader.places(line))
        dated = any(line.dates for line in unit)
        return (timed and placed) or (dated and addressed) or (addressed and bool(self.drafts))

    @staticmethod
    def _contact(unit: Sequence[Line]) -> bool:
        """A letterhead: an address with a telephone number, and no day or hour."""
        return any(_PHONE.search(line.text) for line in unit) and not any(line.dates or line.times for line in unit)

    def _towns(self, units: dict[int, list[Line]]) -> dict[int, Words]:
        """The towns that open the rows of a list before their venues ("Jan. 23 – Volin, Rooster Inn"), where most rows do."""
        found: dict[int, Words] = {}
        for number, unit in units.items():
            line = unit[0]
            places = [p for p in self.reader.places(line) if p.place.venue and p.place.city is None]
            if not places:
                continue
            stops = [d.stop for d in line.dates] + [t.stop for t in line.times]
            begin = max((stop for stop in stops if stop <= places[0].begin), default=0)
            match = _LEAD_TOWN.match(line.text[begin : places[0].begin])
            if match is not None and not _DIVISION.search(match[1].lower()):
                found[number] = Words(line, begin + match.start(1), begin + match.end(1))
        return found if len(found) >= 2 and len(found) * 3 >= len(units) * 2 else {}

    def _place_rows(self, units: dict[int, list[Line]]) -> bool:
        """Whether rows tell hours or real places: beside an event already told, dates with other words are other things."""
        telling = [
            u
            for u in units.values()
            if any(
                line.times
                or any((p.place.street and p.place.venue) or p.strength >= 0.6 for p in self.reader.places(line))
                for line in u
            )
        ]
        return len(telling) * 2 >= len(units)

    def _only_dates(self, units: dict[int, list[Line]]) -> bool:
        """True where no row tells an hour or a place: then the dates are the rows, and nothing heads anything."""
        return not any(line.times or self.reader.places(line) for unit in units.values() for line in unit)

    def _unit_place(self, unit: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words], Words | None]:
        """The place a row tells: by its address or preposition, else what is left of the row as a whole."""
        for line in unit:
            found = [p for p in self.reader.places(line) if p.strength >= 0.3]
            if found:
                best = max(found, key=lambda p: (p.place.venue is not None, p.place.street is not None, p.strength))
                merged = best.place
                if merged.venue is None:
                    other = next((p.place.venue for p in found if p.place.venue), None)
                    merged = PlaceText(
                        other, merged.street, merged.city, merged.region, merged.postcode, merged.country
                    )
                if merged.venue is not None or merged.street is not None:
                    if merged.city is None and (town := self._town_before(line)) is not None:
                        merged = PlaceText(
                            merged.venue, merged.street, town[0], town[1], merged.postcode, merged.country
                        )
                    return (
                        merged,
                        {n: Words(line, *o) for n, o in best.parts.items()},
                        Words(line, best.begin, best.stop),
                    )
        for line in unit:
            if len(line.text) > 200 or not (line.dates or line.times or len(line.text) < 90):
                continue
            value = self.reader.parse(line.text, line.masks())
            town = self._town_before(line)
            if town is not None and line.text.lstrip(" •*·»–-").startswith(town[0]) and value.venue in (None, town[0]):
                rest = line.text.split(town[0], 1)[1].lstrip(" :,–—-|")
                value = self.reader.parse(rest) if rest else value
                value = PlaceText(value.venue, value.street, town[0], town[1], value.postcode, value.country)
            if value.venue and (value.venue.lower() in _NO_VENUE or _WEEK.search(value.venue.lower())):
                continue
            if value.venue or value.street or value.city:
                parts = {}
                for name in ("venue", "street", "city"):
                    part = getattr(value, name)
                    at = line.text.find(part) if part else -1
                    if at >= 0:
                        parts[name] = Words(line, at, at + len(part))
                return value, parts, Words(line, 0, len(line.text))
        return None, {}, None

    def _town_before(self, line: Line) -> tuple[str, str | None] | None:
        """The town that opens a row: "Hallein: Café Sudhaus", "Monday | Cedar Hill - Big River Bait"."""
        opening = _TOWN_FIRST.match(line.text)
        if (
            opening is not None
            and not _DIVISION.search(opening[1].lower())
            and line.dates
            and line.dates[0].begin <= opening.end() + 1
        ):
            return opening[1], None
        text = line.text
        near = self.reader.place
        for piece in _ROW_PARTS.split(text)[:3]:
            name = piece.strip(" -–—•*·")
            if 2 < len(name) < 30 and name[0].isupper() and not any(c.isdigit() for c in name):
                found = gazetteer.find_city(name, near.region, near.country)
                if found is not None:
                    return name, found.region or None
        return None

    # -- sentences -----------------------------------------------------------------------------------------------

    def _sentence(self, line: Line) -> None:
        pairs = self._days(line)
        places = [p for p in self.reader.places(line) if p.place.venue or p.place.street or p.place.city]
        if line.text.rstrip().endswith("?") and not line.dates:
            places = []
        # "Main Street Porch, 9 am": a fragment, not a sentence
        short = (
            len(line.text) < 90 and bool(line.times or line.dates) and not line.text.rstrip().endswith((".", "!", "?"))
        )
        known = {d.place.venue.lower() for d in self.drafts if d.place is not None and d.place.venue}
        sure = [
            p
            for p in places
            if (p.place.venue or p.place.street)
            and (
                p.strength >= _SURE_PLACE
                or short
                or (p.place.venue and p.place.street)
                or (p.place.venue or "").lower() in known
            )
        ]
        times = [(t, line) for t in line.times if not _AFTER.search(line.low[max(0, t.begin - 14) : t.begin])]
        status = self._status_cue(line)
        past = self._past(line)
        if line.heading and not pairs:
            self._under_town = len(line.text) < 40 and not line.names and not line.others
            city = next((p for p in places if p.place.city and not p.place.venue and not p.place.street), None)
            if city is not None and len(line.text) < 60:
                self.city = (city.place, Words(line, city.begin, city.stop))
            elif (
                len(line.text) < 30
                and not line.names
                and (
                    found := gazetteer.find_city(line.text.title(), self.reader.place.region, self.reader.place.country)
                )
                is not None
            ):
                town = PlaceText(
                    city=line.text.title() if line.text.isupper() else line.text, region=found.region or None
                )
                self.city = (town, Words(line, 0, len(line.text)))
            elif len(line.text) < 40 and not line.names and self.reader.is_town(line.text):
                town = self.reader.parse(line.text)
                self.city = (town, Words(line, 0, len(line.text)))
            elif not line.names:
                self.city = None
        if status is not None and line.heading and line.names:
            self._title_status = line
        bounded = self._bounded(line)
        if bounded:
            pairs = bounded
        if not pairs:
            if line.rules and not any(d.day for d in self.drafts):
                self._rule(line, times, sure)
                return
            if status is not None:
                told = self._told_of(line)
                for draft in told:
                    self._set_status(draft, line)
                self._changes.append((line, told))
                if not self.drafts and self._title_status is None:
                    self._title_status = line
            if line.heading:
                if line.names:
                    self.loose_places += [(p, line) for p in sure]
                if times and not line.others:
                    self.loose_times += times
                return
            target = list(self.batch or self.drafts[-1:])
            alternating = (
                len(sure) > 1
                and len(times) == len(sure)
                and all(
                    (t.begin < p.begin) == (times[0][0].begin < sure[0].begin)
                    for (t, _), p in zip(times, sure, strict=True)
                )
                and all(a.begin < t.begin for a, (t, _) in zip(sure, times[1:], strict=False))
            )
            if (
                len(target) == 1
                and alternating
                and target[0].place is None
                and (self._joined(sure, line) or len(sure) > 2)
            ):
                self._spread(target, sure, line, apart=True)
                for draft, hour in zip(self.batch, times, strict=True):
                    self._give_times([draft], [hour], replace=True)
                return
            if times:
                if target and self._speaks_of_event(line):
                    if len(target) == 1 and self._second_sitting(target[0], times[0], line):
                        other = target[0].copy()
                        self._give_times([other], times[:1], replace=True)
                        self.drafts.append(other)
                        self.batch = [*target, other]
                    else:
                        self._give_times(target, times)
                elif (
                    not target and self._speaks_of_event(line) and (self._anchor(line) or line.unit in self._near_named)
                ):
                    self.loose_times += times
            chains = [p for p in places if p.place.venue and p.cue == "bare" and 0.35 <= p.strength < _SURE_PLACE]
            if chains and not sure:
                self.chain = (chains[0].place.venue or "", Words(line, chains[0].begin, chains[0].stop))
            if sure:
                if target:
                    lacking = [d for d in target if d.place is None or d.place.venue is None or d.place.street is None]
                    self._spread(lacking, sure, line)
                else:
                    self.loose_places += [(p, line) for p in sure]
            return
        made = self._pair(pairs, sure, times, line)
        if self.drafts and self.reader.cues.has("same", line.low):
            model = self.drafts[-1]
            for draft in made:
                self._inherit_facts(draft, model)
        fresh: list[Draft] = []
        for draft in made:
            draft.anchor = max(draft.anchor, self._anchor(line))
            draft.past, draft.future = past, self._future(line)
            draft.present = _PRESENT.search(line.low) is not None
            name = line.names[0] if line.names else None
            if name is not None:
                draft.name, draft.name_line = name, line
            if short and self._under_town and any(d.row for d in self.drafts):
                draft.row, draft.anchor = True, max(draft.anchor, 2)  # one more row under a heading of its own
                self._in_town(draft)
            if draft.row and draft.place is None:
                place, parts, words = self._unit_place([line])
                if place is not None:
                    self._give_place(draft, place, parts, words)
                    self._in_town(draft)
            merged = self._same_day(draft)
            if merged is not None:
                self._inherit(merged, draft)
                merged.past = merged.past or past
                merged.future = merged.future or draft.future
                if status is not None:
                    self._set_status(merged, line)
                fresh.append(merged)
            else:
                if status is not None:
                    self._set_status(draft, line)
                self.drafts.append(draft)
                fresh.append(draft)
        self.batch = fresh
        if line.heading:
            self.governing = fresh

    def _pair(
        self,
        pairs: list[tuple[DateSpan, Resolved]],
        places: list[PlaceSpan],
        times: list[tuple[TimeSpan, Line]],
        line: Line,
    ) -> list[Draft]:
        """The drafts of one sentence with dates: each date with the hour and the place that go with it."""
        drafts = [Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line) for s, r in pairs]
        spans = [s for s, _ in pairs]
        if len({s.begin for s in spans}) > 1 and len(places) > 1:
            order_by = "before" if places[0].begin < spans[0].begin else "after"
            for draft, span in zip(drafts, spans, strict=True):
                if order_by == "before":
                    near = [p for p in places if p.stop <= span.begin]
                    chosen = near[-1] if near else None
                else:
                    near = [p for p in places if p.begin >= span.stop]
                    chosen = near[0] if near else None
                if chosen is not None:
                    self._give_span(draft, chosen, line)
            self._near_times(drafts, spans, times)
            return drafts
        if len(places) > 1 and len(drafts) == 1 and self._joined(places, line):
            grown = []
            for number, place in enumerate(places):
                draft = drafts[0].copy()
                self._give_span(draft, place, line)
                if len(times) == len(places):
                    self._give_times([draft], [times[number]])
                grown.append(draft)
            if times and len(times) != len(places):
                self._give_times(grown, times[:1])
            return grown
        if places:
            best = _best_place(places)
            for draft in drafts:
                self._give_span(draft, best, line)
        if len({s.begin for s in spans}) > 1 and len(times) > 1:
            self._near_times(drafts, spans, times)
            return drafts
        if times:
            if len(drafts) == 1:
                return self._sittings(drafts[0], times)
            self._give_times(drafts, times[:1])
        return drafts

    def _near_times(self, drafts: list[Draft], spans: list[DateSpan], times: list[tuple[TimeSpan, Line]]) -> None:
        if not times:
            return
        if len(times) == 1:
            self._give_times(drafts, times)
            return
        after = times[0][0].begin > spans[0].begin
        for draft, span in zip(drafts, spans, strict=True):
            near = [t for t in times if (t[0].begin >= span.stop if after else t[0].stop <= span.begin)]
            if near:
                self._give_times([draft], [near[0] if after else near[-1]])

    @staticmethod
    def _joined(places: list[PlaceSpan], line: Line) -> bool:
        """Two places in a row that are both held at: joined by "and", a comma or a semicolon, not by a move."""
        venues = {(p.place.venue or "", p.place.street or "") for p in places}
        if any(_ROOM.match(p.place.venue or "") for p in places[1:]):
            return False
        if len(venues) < 2 or any(not p.place.venue and not p.place.street for p in places):
            return False
        for left, right in pairwise(places):
            between = line.low[left.stop : right.begin]
            if len(between) > 60 or not any(
                w in f" {between} "
                for w in (" and ", "&", ",", ";", " y ", " und ", " et ", " en ", " e ", " as well as ")
            ):
                return False
            if any(w in between for w in ("formerly", "near", "across", "next to", "behind", "instead", "from")):
                return False
        return True

    def _sittings(self, draft: Draft, times: list[tuple[TimeSpan, Line]]) -> list[Draft]:
        """One draft, or one a sitting where several ranges are told for one day and place."""
        ranges = [t for t in times if t[0].start is not None and t[0].end is not None]
        singles = [t for t in times if t[0].start is not None and t[0].end is None and not self._ends(t[1], t[0])]
        chosen: list[tuple[TimeSpan, Line]] = []
        if len(ranges) > 1 and all(a[0].end and b[0].start and a[0].end <= b[0].start for a, b in pairwise(ranges)):
            chosen = ranges
        elif not ranges and len(singles) > 1 and self._enumerated(singles):
            chosen = singles
        if len(chosen) < 2:
            self._give_times([draft], times)
            return [draft]
        out = []
        for item in chosen:
            other = draft.copy()
            self._give_times([other], [item], replace=True)
            out.append(other)
        return out

    @staticmethod
    def _enumerated(times: list[tuple[TimeSpan, Line]]) -> bool:
        for (a, line), (b, other) in pairwise(times):
            if line is not other:
                return False
            between = line.low[a.stop : b.begin].strip()
            if between.strip(" ,;&") not in (
                "",
                "and",
                "and at",
                "and again at",
                "y a las",
                "y",
                "und",
                "und um",
                "et",
                "et a",
                "en",
                "en om",
                "e",
                "e as",
                "a las",
                "or",
                "and then at",
                "then",
                "then at",
            ):
                return False
        return True

    def _bounded(self, line: Line) -> list[tuple[DateSpan, Resolved]]:
        """The days of a rule whose first and last day are printed: "every Tuesday from June 4 through June 25"."""
        if not line.rules:
            return []
        ends = self._ends_of(line)
        if ends is None:
            return []
        span, first, last = ends
        rule = line.rules[0]
        left_out = self._left_out(line)
        days = [
            moment.date()
            for moment in rrulestr(rule.rrule(None), dtstart=datetime.combine(first.day, time()), cache=False).between(
                datetime.combine(first.day, time()), datetime.combine(last.day, time()), inc=True
            )
        ][:_MOST_DAYS]
        return [(span, Resolved(day, first.flags, (), first.leaning)) for day in days if day not in left_out]

    def _ends_of(self, line: Line) -> tuple[DateSpan, Resolved, Resolved] | None:
        """The first and the last day of a season printed in a line, with the expression of the first."""
        for span in line.dates:
            if span.is_range and len(span.days) == 2:
                single = [replace(span, days=(day,), is_range=False, weekday=None) for day in span.days]
                found = [resolve(s, self.frame) for s in single]
                if all(found) and found[0][0].day < found[1][0].day:
                    return span, found[0][0], found[1][0]
        for one, two in pairwise(line.dates):
            between = line.low[one.stop : two.begin].strip(" ,.")
            if between in _THROUGH or (len(between) < 40 and between.split()[-1:] and between.split()[-1] in _THROUGH):
                first, last = resolve(one, self.frame), resolve(two, self.frame)
                if first and last and first[0].day < last[0].day:
                    return one, first[0], last[0]
        return None

    def _left_out(self, line: Line) -> set[date]:
        """The days of a season on which nothing is held."""
        cue = self.reader.cues
        found: set[date] = set()
        for span in line.dates:
            before = line.low[max(0, span.begin - 30) : span.begin]
            if cue.has("except", before):
                found.update(r.day for r in resolve(span, self.frame))
        return found

    def _rule(self, line: Line, times: list[tuple[TimeSpan, Line]], places: list[PlaceSpan]) -> None:
        if any(d.rule is not None for d in self.drafts):
            target = [d for d in self.drafts if d.rule is not None]
        else:
            rule = line.rules[0]
            draft = Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line)
            if line.names:
                draft.name, draft.name_line = line.names[0], line
            self.drafts.append(draft)
            target = [draft]
        self._give_times(target, times)
        for place in places[:1]:
            for draft in target:
                self._give_span(draft, place, line)
        if self._status_cue(line) is not None:
            for draft in target:
                self._set_status(draft, line)
        self.batch = target

    # -- values --------------------------------------------------------------------------------------------------

    def _days(self, line: Line) -> list[tuple[DateSpan, Resolved]]:
        """The days of a line that are an event's: not deadlines, stamps, history or the old date of a moved one."""
        out: list[tuple[DateSpan, Resolved]] = []
        cue = self.reader.cues
        low = line.low
        moved = cue.has("moved", low)
        plain_dates = list(line.dates)
        past = self._past(line)
        frame = self.frame
        for number, span in enumerate(plain_dates):
            if span.days and span.days[0].month is None and (month := self._months.get(line.unit)) is not None:
                span = replace(span, days=tuple(replace(day, month=month) for day in span.days))
            told_past = past or self.past_story or (self.recap and span.relative == "bare")
            resolved = resolve(span, _with(frame, past=told_past))
            if not resolved:
                continue
            before = low[max(0, span.begin - 60) : span.begin]
            near = before[-28:]
            if (self._cue_ends(cue, "stamp", near, 6) and line.label is None and span.weekday is None) or (
                self._cue_ends(cue, "stamp", near, 2) and line.label is None
            ):
                continue
            if self._deadline(line, span, near):
                continue
            if span.relative == "bare" and self._said(before):
                continue
            if self._cue_ends(cue, "except", near, 12):
                continue
            if cue.has("history", low) and self._is_history(resolved[0].day, line, span):
                continue
            if self._stale(resolved[0].day):
                continue
            if self._is_old(cue, line, span, number, plain_dates, before, moved):
                words = Words(line, span.begin, span.stop)
                for r in resolved[:1]:
                    self.old.append((r, words))
                continue
            out += [(span, r) for r in resolved]
        return out

    @staticmethod
    def _cue_ends(cue: Cues, role: str, text: str, gap: int) -> bool:
        """True where a cue of the role stands right before the end of a text, with at most `gap` characters after it."""
        spans = cue.spans(role, text)
        return any(len(text) - stop <= gap for _, stop in spans)

    def _deadline(self, line: Line, span: DateSpan, near: str) -> bool:
        cue = self.reader.cues
        if line.label in ("date", "time"):
            return False
        if self._cue_ends(cue, "season", near, 12 if span.weekday is not None else 3) and line.dates[0] is span:
            return True
        if not self._cue_ends(cue, "deadline", near, 12 if span.weekday is not None else 5):
            return False
        return cue.has("deadline_topic", line.low) or (not line.names and not line.times)

    @staticmethod
    def _said(before: str) -> bool:
        words = before.replace(",", " ").split()[-3:]
        return any(
            w
            in (
                "said",
                "says",
                "told",
                "announced",
                "wrote",
                "reported",
                "added",
                "sagte",
                "dijo",
                "disse",
                "zei",
                "declare",
                "zegt",
                "meldete",
                "mitteilte",
                "teilte",
                "approved",
                "voted",
                "confirmed",
                "posted",
                "died",
                "open",
                "closed",
            )
            for w in words
        )

    def _is_history(self, day: date, line: Line, span: DateSpan) -> bool:
        ref = self.frame.published or self.frame.fetched
        spans = self.reader.cues.spans("history", line.low)
        if not any(begin < span.begin for begin, _ in spans):
            return False
        if ref is None:
            return span.days != () and span.days[0].year is not None and not line.names
        return (ref - day).days > 20

    def _stale(self, day: date) -> bool:
        """Older than the page by more than half a year: an earlier edition, not this one."""
        ref = self.frame.published
        return ref is not None and (ref - day).days > 200

    def _is_old(
        self,
        cue: Cues,
        line: Line,
        span: DateSpan,
        number: int,
        spans: list[DateSpan],
        before: str,
        moved: bool,
    ) -> bool:
        """The old date of an event that was moved: "originally set for X", "from X to Y"."""
        low = line.low
        if moved and number + 1 < len(spans):
            ahead = before.rstrip(" ,")
            between = low[span.stop : spans[number + 1].begin].strip(" ,")
            if ahead.endswith(("from", "from its", "del", "vom", "du", "van", "von", "de", "do", "from the")) and (
                between.startswith(("to", "until", "al", "auf", "au", "naar", "para", "a ", "op"))
                or between in ("to", "to the", "al", "auf", "auf den", "au", "naar", "para", "a", "")
                or len(between) < 40
            ):
                return True
        window = low[max(spans[number - 1].stop if number else 0, span.begin - 45) : span.begin]
        if cue.has("old", window):
            strong = [
                b
                for b, e in cue.spans("old", window)
                if window[b:e] not in ("not", "du", "del", "vom", "van", "from its", "bis", "der fur")
            ]
            own = (cue.has("cancelled", low) or (cue.has("postponed", low) and len(spans) == 1)) and not moved
            if strong and own:
                return False
            if strong:
                return True
            if (
                not strong
                and moved
                and number + 1 < len(spans)
                and window.rstrip().endswith(("du", "del", "vom", "van", "not"))
            ):
                return True
        return False

    def _same_day(self, draft: Draft) -> Draft | None:
        """The draft already made for the same day (or rule), unless hour or place tell them apart."""
        for known in self.drafts:
            if draft.rule is not None or known.rule is not None:
                if draft.rule is not None and known.rule is not None:
                    return known
                continue
            if known.day is None or draft.day is None or known.day.day != draft.day.day:
                continue
            if known.start is not None and draft.start is not None and known.start != draft.start:
                if known.place is None or draft.place is None or known.place == draft.place or known.row:
                    continue
                continue
            if self._other_place(known.place, draft.place):
                if draft.anchor == 3 and not known.row and self._place_in_passing(known):
                    known.place, known.place_words, known.place_parts = None, None, {}
                    return known
                continue
            return known
        return None

    @staticmethod
    def _place_in_passing(draft: Draft) -> bool:
        """Whether a draft's place was read in a sentence that neither names the event nor dates it."""
        words = draft.place_words
        return words is not None and not words.line.names and not words.line.dates and words.line.label is None

    @staticmethod
    def _other_place(a: PlaceText | None, b: PlaceText | None) -> bool:
        if a is None or b is None or a.venue is None or b.venue is None:
            return False
        one, two = a.venue.lower(), b.venue.lower()
        if one in two or two in one:
            return bool(
                a.street
                and b.street
                and a.street.lower() != b.street.lower()
                and a.street.lower() not in b.street.lower()
                and b.street.lower() not in a.street.lower()
            )
        return True

    def _under(self, parent: Draft) -> Draft:
        """A row's draft under a governing date."""
        draft = parent.copy()
        draft.row = True
        draft.place, draft.place_words, draft.place_parts = None, None, {}
        return draft

    def _states(self, line: Line) -> bool:
        sure = any(p.strength >= _SURE_PLACE for p in self.reader.places(line))
        return (
            bool(line.dates or line.times or line.rules)
            or sure
            or self._future(line)
            or len(line.text) < 70
            or (self._past(line) and line.unit in self._dated_units)
        )

    def _anchor(self, line: Line) -> int:
        if line.names:
            return 3
        if line.label is not None or line.heading:
            return 2
        assert line.tokens is not None
        cue = self.reader.cues
        if cue.has("event", line.low) or any(t in self.themes for _, _, t in find_themes(line.tokens)):
            return 2
        return 1 if line.hosts() or cue.has("future", line.low) or self._past(line) else 0

    def _inherit(self, draft: Draft, other: Draft) -> None:
        """Take from another telling of the same event what this one lacks."""
        draft.anchor = max(draft.anchor, other.anchor)
        if draft.start is None and other.start is not None:
            draft.start, draft.inferred, draft.time_words = other.start, other.inferred, other.time_words
            draft.end, draft.end_words = draft.end or other.end, draft.end_words or other.end_words
        elif draft.end is None and other.end is not None and draft.start == other.start:
            draft.end, draft.end_words = other.end, other.end_words
        if other.place is not None:
            self._give_place(draft, other.place, other.place_parts, other.place_words)
        if draft.name is None or (draft.weak and not other.weak):
            draft.name, draft.name_line = other.name or draft.name, other.name_line or draft.name_line
        if (
            draft.day is not None
            and other.day is not None
            and "year-inferred" in draft.day.flags
            and not other.day.flags
        ) or (
            draft.day is not None
            and other.day is not None
            and "date-relative" in draft.day.flags
            and "date-relative" not in other.day.flags
        ):
            draft.day, draft.day_words, draft.span = other.day, other.day_words, other.span
        draft.status, draft.status_words = draft.status or other.status, draft.status_words or other.status_words
        draft.organizer = draft.organizer or other.organizer

    def _inherit_facts(self, draft: Draft, model: Draft) -> None:
        """ "Same time, same place": the hour and the place of the event told before."""
        if draft.start is None:
            draft.start, draft.end, draft.inferred = model.start, model.end, model.inferred
            draft.time_words, draft.end_words = model.time_words, model.end_words
        if draft.place is None and model.place is not None:
            draft.place, draft.place_parts, draft.place_words = model.place, dict(model.place_parts), model.place_words
        draft.anchor = max(draft.anchor, model.anchor)

    def _give_span(self, draft: Draft, span: PlaceSpan, line: Line) -> None:
        self._give_place(
            draft, span.place, {n: Words(line, *o) for n, o in span.parts.items()}, Words(line, span.begin, span.stop)
        )

    def _give_place(
        self, draft: Draft, place: PlaceText, parts: dict[str, Words], words: Words | None, replace: bool = False
    ) -> None:
        """Complete a draft's place; parts of another venue are not mixed in."""
        current = draft.place
        if current is None or replace:
            if current is not None and current.venue and not place.venue:
                place = PlaceText(
                    current.venue,
                    place.street or current.street,
                    place.city or current.city,
                    place.region or current.region,
                    place.postcode or current.postcode,
                    place.country or current.country,
                )
                parts = {**draft.place_parts, **parts}
            draft.place, draft.place_parts, draft.place_words = place, dict(parts), words
            return
        if self._other_place(current, place):
            return
        if current.venue is None and current.street and place.street and current.street != place.street:
            return
        merged = PlaceText(
            current.venue or place.venue,
            current.street or place.street,
            current.city or place.city,
            current.region or place.region,
            current.postcode or place.postcode,
            current.country or place.country,
        )
        draft.place = merged
        draft.place_parts = {**parts, **draft.place_parts}

    def _in_town(self, draft: Draft) -> None:
        """The town of the heading a row or card stands under."""
        if self.city is not None and draft.place is not None and draft.place.city is None:
            town, words = self.city
            place = draft.place
            draft.place = PlaceText(
                place.venue, place.street, town.city, place.region or town.region, place.postcode, place.country
            )
            draft.place_parts["city"] = words

    def _give_times(self, drafts: list[Draft], times: list[tuple[TimeSpan, Line]], replace: bool = False) -> None:
        """Set the hour of drafts that lack one; an "until" completes one that lacks its end."""
        for draft in drafts:
            fresh = replace or draft.start is None
            for span, line in times:
                words = Words(line, span.begin, span.stop)
                if span.start is not None and fresh:
                    draft.start, draft.inferred, draft.time_words = span.start, span.inferred, words
                    draft.end, draft.end_words = span.end, words if span.end else None
                    fresh = False
                elif span.start is None and span.end is not None and draft.end is None and draft.start is not None:
                    if span.end > draft.start:
                        draft.end, draft.end_words = span.end, words
                elif span.start == draft.start and draft.end is None and span.end is not None:
                    draft.end, draft.end_words = span.end, words
                elif (
                    draft.end is None
                    and draft.start is not None
                    and span.start is not None
                    and span.end is None
                    and span.start > draft.start
                    and self._ends(line, span)
                ):
                    draft.end, draft.end_words = span.start, words

    def _ends(self, line: Line, span: TimeSpan) -> bool:
        """Whether an hour is told as the end: "wraps up at the first bell, 8 a.m."."""
        before = line.low[max(0, span.begin - 45) : span.begin]
        return self.reader.cues.has("ending", before)

    def _spread(self, drafts: list[Draft], places: list[PlaceSpan], line: Line, apart: bool = False) -> None:
        if not drafts:
            return
        if len(places) > 1 and len(drafts) == 1 and drafts[0].place is None and (apart or self._joined(places, line)):
            base = drafts[0]
            others = [base.copy() for _ in places[1:]]
            self._give_span(base, places[0], line)
            for draft, place in zip(others, places[1:], strict=True):
                self._give_span(draft, place, line)
                self.drafts.append(draft)
            self.batch = [base, *others]
            return
        best = _best_place(places)
        for draft in drafts:
            self._give_span(draft, best, line)

    def _second_sitting(self, draft: Draft, told: tuple[TimeSpan, Line], line: Line) -> bool:
        """ "The second runs from 10 to 11:30": another hour of the same day and place."""
        span = told[0]
        if draft.start is None or draft.day is None or span.start is None or draft.time_words is None:
            return False
        if draft.time_words.line is line or span.start < (draft.end or draft.start) or span.start == draft.start:
            return False
        return self.reader.cues.has("again", line.low)

    def _speaks_of_event(self, line: Line) -> bool:
        """Whether an hour without a date may be the event's: not the hours of a shop, a phone or an office."""
        low = line.low
        if _WEEK.search(low) and not line.names:
            return False
        return not any(
            w in low
            for w in (
                "open monday",
                "open daily",
                "office hours",
                "business hours",
                "regular hours",
                "store hours",
                "lobby hours",
                "call between",
                "phone lines",
                "offnungszeiten",
                "horaires d'ouverture",
                "openingstijden",
                "horario de atencion",
                "horario de oficina",
                "closes at",
                "opens at",
                "sprechzeiten",
                "doors lock",
                "set up at",
                "set-up",
            )
        )

    # -- status --------------------------------------------------------------------------------------------------

    def _status_cue(self, line: Line) -> Status | None:
        """What a line says of the event's status, apart from conditions and other events."""
        cue = self.reader.cues
        low = line.low
        if line.others and not line.names:
            return None
        for role, status in (("cancelled", "cancelled"), ("postponed", "postponed")):
            if not cue.has(role, low) or not self._about(line):
                continue
            if cue.has("conditional", low) or cue.has("negated", low):
                return None
            ahead = low[: cue.spans(role, low)[0][0]].split()
            if any(
                w in ("if", "should", "unless", "falls", "wenn", "sollte", "si", "als", "mocht", "indien", "caso", "se")
                for w in ahead[:3] + ahead[-12:]
            ):
                return None
            return status  # type: ignore[return-value]
        return None

    def _about(self, line: Line) -> bool:
        """Whether a line with a word of change speaks of the event, not of a shifted container."""
        if line.names or line.dates or line.heading or line.label or line.block.group or len(line.text) < 60:
            return True
        assert line.tokens is not None
        if any(d.line is not None and d.line.unit == line.unit for d in self.batch):
            return True
        return self.reader.cues.has("event", line.low) or bool(find_themes(line.tokens))

    def _set_status(self, draft: Draft, line: Line) -> None:
        status = self._status_cue(line)
        if status is None:
            return
        if draft.status == "cancelled" and status == "postponed":
            return
        cue = self.reader.cues
        begin, stop = cue.spans(status, line.low)[0]
        draft.status = status
        draft.status_words = Words(line, begin, stop)

    def _told_of(self, line: Line) -> list[Draft]:
        """The drafts a status line without a date speaks of."""
        if line.heading or len(self.drafts) <= 1 or not self.batch:
            return list(self.drafts)
        return list(self.batch)

    def _past(self, line: Line) -> bool:
        """Whether a line tells of the past: a past verb that no "will be" or "to be" makes a plan."""
        cue = self.reader.cues
        spans = cue.spans("past", line.low)
        if not spans:
            return False
        for begin, _ in spans:
            ahead = line.low[max(0, begin - 22) : begin].split()
            if not (
                ahead
                and (
                    ahead[-1] in ("be", "to", "being", "get", "werden", "worden", "is", "are")
                    or "will" in ahead[-3:]
                    or "to" in ahead[-2:]
                )
            ):
                return not cue.has("future", line.low) or self._past_strong(line)
        return False

    def _past_strong(self, line: Line) -> bool:
        low = line.low
        strong = (
            "was held",
            "were held",
            "took place",
            "hosted",
            "fand statt",
            "se celebro",
            "tuvo lugar",
            "a eu lieu",
            "vond plaats",
            "aconteceu",
            "gathered",
            "sat down",
            "turned out",
            "showed up",
            "stopped by",
            "enjoyed",
            "s'est tenu",
            "kamen",
            "kwamen",
            "acudieron",
            "ont participe",
            "participaram",
        )
        weak = (
            "will",
            "join us",
            "invites",
            "invited to",
            "please",
            "to host",
            "upcoming",
            "wird",
            "ladt",
            "invita",
            "invite ",
            "nodigt",
            "convida",
            "sera ",
            "aura lieu",
            "tendra lugar",
        )
        return any(s in low for s in strong) and not any(w in low for w in weak)

    def _future(self, line: Line) -> bool:
        return self.reader.cues.has("future", line.low)

    # -- the whole -----------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Hand out what stood alone, and leave out what turned out to be the same or nothing."""
        dated = [d for d in self.drafts if d.day is not None and (d.anchor >= 2 or d.complete or d.row)]
        if dated:
            for rule in [d for d in self.drafts if d.rule is not None]:
                for draft in dated:  # a stated date beside its rule is held as the rule says
                    self._inherit_facts(draft, rule)
            self.drafts = [d for d in self.drafts if d.day is not None]
        elif any(d.rule is not None for d in self.drafts):
            self.drafts = [d for d in self.drafts if d.rule is not None]
        self._drop_loose()
        self._drop_relative()
        lacking = [d for d in self.drafts if d.start is None]
        if lacking and self.loose_times:
            distinct = {(t.start, t.end) for t, _ in self.loose_times if t.start is not None}
            if len(distinct) >= 1:
                first = [x for x in self.loose_times if x[0].start is not None][:1]
                self._give_times(lacking, first)
        # one hour, told in one row or beside the list, for all rows
        told = [d for d in self.drafts if d.start is not None]
        lacking = [d for d in self.drafts if d.start is None]
        if (
            lacking
            and told
            and not any(d.past for d in self.drafts)
            and len({(d.start, d.end) for d in told}) == 1
            and not any(d.row and d.time_words and d.line is d.time_words.line for d in told)
        ):
            model = told[0]
            for draft in lacking:
                draft.start, draft.end, draft.inferred = model.start, model.end, model.inferred
                draft.time_words, draft.end_words = model.time_words, model.end_words
        lacking = [d for d in self.drafts if d.place is None or (d.place.venue is None and d.place.street is None)]
        if lacking and self.loose_places:
            best, line = max(self.loose_places, key=lambda x: (x[0].place.venue is not None, x[0].strength))
            for draft in lacking:
                self._give_span(draft, best, line)
        placed = [d for d in self.drafts if d.place is not None and d.place.venue is not None]
        lacking = [d for d in self.drafts if d.place is None or d.place.venue is None]
        if lacking and placed and len({d.place.venue for d in placed if d.place}) == 1:
            model = placed[0]
            assert model.place is not None
            for draft in lacking:
                if draft.place is None or draft.place.street is None:
                    self._give_place(draft, model.place, model.place_parts, model.place_words)
        self._dedupe()
        self._reconcile()
        self._link_moves()
        if self._title_status is None and self._changes:
            line, told = self._changes[0]
            if not any(known is draft for known in told for draft in self.drafts):
                self._title_status = line  # said of a day that turned out to be none of the event's
        if self._title_status is not None and not self._moved_on() and not any(d.status for d in self.drafts):
            for draft in self.drafts:
                if draft.status is None:
                    self._set_status(draft, self._title_status)

    def _moved_on(self) -> bool:
        """A title that says "postponed" over a new date only tells of the old one."""
        return any(d.previous is not None for d in self.drafts)

    def _drop_loose(self) -> None:
        """A date in a sentence that does not speak of the event is another date, where one that does is known."""
        if not self.titled:
            self.drafts = [d for d in self.drafts if d.row or d.labelled or d.anchor == 3 or self._beside_name(d)]
        best = max((d.anchor for d in self.drafts if not d.row), default=0)
        if best >= 2:
            self.drafts = [
                d for d in self.drafts if d.row or d.labelled or d.anchor >= 2 or d.complete == 2 or d.rule is not None
            ]

    def _beside_name(self, draft: Draft) -> bool:
        """Whether a draft's date stands in or next to a paragraph that names the program, and speaks of it."""
        line = draft.line
        if line is None:
            return False
        if line.unit == -1:
            return (draft.day is not None and "date-relative" not in draft.day.flags) or draft.complete > 0
        if line.unit not in self._near_named:
            # the day stands alone further down, where the sentence with the name lacks one
            return self._dateless and len([d for d in self.drafts if d.day is not None]) == 1
        return (self._stated and (draft.anchor >= 1 or draft.complete > 0)) or draft.complete == 2

    def _drop_relative(self) -> None:
        """A bare weekday beside a printed date of about the same time is that date told loosely."""
        before = list(self.drafts)
        self._drop_loose_weekdays()
        for draft in before:
            if draft not in self.drafts and draft.time_words is not None and draft.start is not None and not draft.past:
                # "Every date is a Thursday, from 8:30 to 10": the hour is the others'
                span = TimeSpan(
                    draft.time_words.begin, draft.time_words.stop, 0, 0, draft.start, draft.end, draft.inferred
                )
                self.loose_times.append((span, draft.time_words.line))

    def _drop_loose_weekdays(self) -> None:
        absolute = [d for d in self.drafts if d.day is not None and "date-relative" not in d.day.flags]
        if not absolute:
            return
        for draft in list(self.drafts):
            if draft.day is None or "date-relative" not in draft.day.flags:
                continue
            day = draft.day.day
            close = [d for d in absolute if d.day and abs((d.day.day - day).days) <= 8]
            if close and draft.day.day.weekday() in {d.day.day.weekday() for d in close if d.day}:
                self._inherit(next(d for d in close if d.day and d.day.day.weekday() == day.weekday()), draft)
                self.drafts.remove(draft)
            elif draft.complete == 0 or (not (draft.past and draft.name is not None) and (draft.name is None or close)):
                self.drafts.remove(draft)

    def _dedupe(self) -> None:
        """One event told twice on a page is one draft: a poorer telling of the same day goes into the richer one."""
        kept: list[Draft] = []
        for draft in sorted(self.drafts, key=lambda d: -d.complete):
            twin = next(
                (
                    k
                    for k in kept
                    if k.day is not None
                    and draft.day is not None
                    and k.day.day == draft.day.day
                    and (draft.start is None or k.start is None or k.start == draft.start)
                    and (
                        draft.place is None or draft.place.venue is None or not self._other_place(k.place, draft.place)
                    )
                    and not (
                        draft.row
                        and k.row
                        and draft.place is not None
                        and k.place is not None
                        and draft.place != k.place
                    )
                ),
                None,
            )
            if twin is not None:
                self._inherit(twin, draft)
                twin.past = twin.past or draft.past
            else:
                kept.append(draft)
        order = {id(d): n for n, d in enumerate(self.drafts)}
        self.drafts = sorted(kept, key=lambda d: order[id(d)])

    def _reconcile(self) -> None:
        """A sentence and a box that tell the same event with two days: one event, and the page says two things."""
        if len(self.drafts) != 2 or any(d.row or d.day is None or d.status for d in self.drafts):
            return
        one, two = self.drafts
        if (
            one.labelled == two.labelled
            or one.start != two.start
            or one.start is None
            or one.day is None
            or two.day is None
        ):
            return
        venues = {d.place.venue.lower() for d in (one, two) if d.place is not None and d.place.venue}
        if len(venues) != 1 or abs((one.day.day - two.day.day).days) > 14 or one.past != two.past:
            return
        one.day = replace(one.day, flags=(*one.day.flags, "date-conflict"), alternatives=(two.day.day,))
        self._inherit(one, two)
        self.drafts = [one]

    def _link_moves(self) -> None:
        """Tie an old date to the one draft that took its place; without one the event is postponed or cancelled."""
        if not self.old:
            off = [d for d in self.drafts if d.status in ("postponed", "cancelled") and d.day is not None and not d.row]
            on = [
                d
                for d in self.drafts
                if d.status is None
                and d.day is not None
                and d.line is not None
                and self.reader.cues.has("moved", d.line.low)
            ]
            if len(off) == 1 and len(on) == 1 and off[0].day is not None:
                on[0].previous, on[0].previous_words = off[0].day, off[0].day_words
                self._inherit(on[0], off[0])
                on[0].status, on[0].status_words = None, None
                self.drafts.remove(off[0])
            return
        old, words = self.old[0]
        days = {d.day.day for d in self.drafts if d.day}
        if self.drafts:
            if old.day in days:
                return
            target = self.drafts[0]
            if target.day is not None and abs((target.day.day - old.day).days) < 200:
                target.previous, target.previous_words = old, words
                if target.status == "postponed":
                    target.status, target.status_words = None, None
            return
        draft = Draft(day=old, day_words=words, line=words.line)
        status = self._status_cue(words.line)
        if words.line.names:
            draft.name, draft.name_line = words.line.names[0], words.line
        self._give_times([draft], [(t, words.line) for t in words.line.times])
        for place in self.reader.places(words.line):
            if place.strength >= _SURE_PLACE:
                self._give_span(draft, place, words.line)
        if status is not None:
            self._set_status(draft, words.line)
        self.drafts.append(draft)


def _best_place(places: Sequence[PlaceSpan]) -> PlaceSpan:
    """The place of a sentence that names several: the surest, and of equals the first (a shop before the mall it is in)."""
    named = [p for p in places if p.place.venue] or list(places)
    top = max(p.strength for p in named)
    return next(p for p in named if p.strength >= top - 0.25)


def _with(frame: TimeFrame, past: bool) -> TimeFrame:
    if past == frame.past:
        return frame
    return TimeFrame(frame.published, frame.stated, frame.years, frame.fetched, frame.newest_year, past)


def overnight(start: time, end: time, day: date) -> date:
    """The day on which a range that starts on `day` ends."""
    return day + timedelta(days=1) if end <= start else day
