"""Whose matter is a day? Beside an event told with the program's name, every other day must show that it is the program's.

What speaks for a day stands in its own line: the name, the thing shared, "the next one", the police who will be there. What
speaks against it is a subject or a title of its own ("Bike rodeo, March 18, 10 a.m., Fire Hall", "The council meets ..."),
and the form of a stamp.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ..cues import Cues
from ..lines import Line, Reader
from .anchors import lists_stops
from .draft import SURE_PLACE, Draft
from .own_titles import has_own_title, is_fragment, is_sentence, is_title_of_another
from .row_runs import announces
from .tale import Tale

_OF_EVENT = ("event", "again", "same", "one_of", "next_one", "moved", "cancelled", "postponed")
"""The roles of words that speak of the event told before."""
_OPENING = 6
"""Letters before the fact that opens a sentence."""
_MINUTE = re.compile(r"\d[:.h]\d\d")
_ADJACENT = 6
"""Letters between day and hour of a stamp ("March 7, 2028 at 8:14")."""


def drop_others(tale: Tale) -> None:
    """Leave out the days of other matters, where the program's event is told with its name; and what else is on the day
    that it was put off from ("Neighboring departments will cover the calls on Thursday")."""
    put_off = {old.day for old, _ in tale.old}
    if put_off:
        tale.drafts = [d for d in tale.drafts if d.day is None or d.day.day not in put_off or _may_be_put_off(tale, d)]
    home = _told_with_name(tale)
    if home or put_off:
        leads = [d for d, below in pairwise(tale.drafts) if below.row and d.rule is not None and _leads(d)]
        kept = {id(d) for d in (*_Matter(tale, home).own(), *leads)}
        tale.drafts = [d for d in tale.drafts if id(d) in kept or id(d.line) in tale.round_up]


def _leads(draft: Draft) -> bool:
    """Whether a sentence leads to the rows under it: "The pop-ups are from 5 to 7 p.m. on Saturdays at these parks:"."""
    return draft.line is not None and announces(draft.line)


def _may_be_put_off(tale: Tale, draft: Draft) -> bool:
    """Whether a draft on an old day is the event itself, and no other matter of that day."""
    if draft.line is None or draft.name is not None or draft.row or draft.labelled or draft.status_words is not None:
        return True
    return speaks_of_event(tale, [draft.line], hosts=False)


def is_row_of_another(tale: Tale, unit: Sequence[Line], parents: Sequence[Draft]) -> bool:
    """Whether a sentence or a rule among the rows under an event told whole is of something else: its hour and its place are
    not those of that day ("Lenten fish fry: Fridays, 4 to 7 p.m., Parish Hall")."""
    if not any(line.rules or is_sentence(line) for line in unit) or not has_own_title(unit):
        return False
    told = all(d.complete > 0 and (tale.titled or d.name is not None) for d in parents)
    return told and not speaks_of_event(tale, unit, hosts=True)


def _told_with_name(tale: Tale) -> list[Draft]:
    """The events told with the program's name, and with an hour, a place or a change; under a title with the name the one
    that its text tells best."""
    dated = [d for d in tale.drafts if d.day is not None and d.line is not None]
    home = [d for d in dated if d.name is not None and (d.complete > 0 or d.status is not None)]
    if home or not tale.titled or tale.old:
        return home
    told = [d for d in dated if _is_told(d) and not _is_stamp(tale, d)]
    weights = {id(d): _weight(tale, d) for d in told}
    best = max(weights.values(), default=0)
    return [next(d for d in told if weights[id(d)] == best)] if best > 1 else []


def _is_told(draft: Draft) -> bool:
    """Whether hour or place stand where the day does."""
    return draft.complete > 0 and (draft.labelled or draft.row or draft.own_hour or draft.own_place)


def _weight(tale: Tale, draft: Draft) -> int:
    """How much speaks for a draft's being what a page is about whose title names the program: words of the event, and
    day, hour and place in one."""
    line = draft.line
    if line is None or (draft.title is not None and not _is_titled_so(tale, draft.title)):
        return 0
    told = _lines_of(tale, draft)
    spoken = 2 * speaks_of_event(tale, told, hosts=True)
    if not spoken:
        row = draft.row or is_fragment(line)
        spoken = int(draft.labelled or not has_own_title(told)) if row else int(may_be_of_event(tale, line))
    return spoken and spoken + draft.complete + draft.labelled


class _Matter:
    """The program's event as a story tells it, and which of the other days are its, too."""

    def __init__(self, tale: Tale, home: Sequence[Draft]) -> None:
        self.tale, self.home = tale, home
        self.named = not home or home[0].name is not None
        self.ids = {id(d) for d in home}
        self.lines = {id(d.line) for d in home}
        self.rows = any(d.row for d in home)
        self.days = {d.day.day for d in home if d.day is not None} or {old.day for old, _ in tale.old}
        told = [
            d for d in tale.drafts if d.row and d.day is not None and d.day.day in self.days
        ]  # its own day, in a list
        self.lists = {d.line.block.group for d in (*home, *told) if d.line is not None and not d.line.names} - {0}
        self.first = next((n for n, d in enumerate(tale.drafts) if home and d is home[0]), 0)
        self.written: date | None = tale.frame.published or tale.frame.fetched
        self.ahead = self.written is not None and all(day >= self.written for day in self.days)
        self.order = list(tale.paragraphs)
        self.places = {unit: n for n, unit in enumerate(self.order)}
        self.announced: dict[int, bool] = {}

    def own(self) -> list[Draft]:
        """The drafts that are the program's. A list in which a row has a title of its own is another's with all its rows."""
        kept = [d for n, d in enumerate(self.tale.drafts) if id(d) in self.ids or self._belongs(d, n < self.first)]
        left = {id(d) for d in kept}
        gone = [d for d in self.tale.drafts if id(d) not in left and d.line is not None and d.line.block.group]
        lists = {d.line.block.group for d in gone if d.line and has_own_title(_lines_of(self.tale, d))}
        return [d for d in kept if d.line is None or d.line.block.group not in lists or self._is_spoken_of(d)]

    def _is_spoken_of(self, draft: Draft) -> bool:
        return speaks_of_event(self.tale, _lines_of(self.tale, draft), hosts=True)

    def _belongs(self, draft: Draft, before: bool) -> bool:
        """Whether a day beside those told with the name is the program's, too; `before` tells whether it is told first."""
        line = draft.line
        if line is None or line.unit == -1 or draft.name is not None or draft.elsewhere:
            return True
        if draft.previous is not None or (draft.status_words is not None and draft.status_words.line.unit == line.unit):
            return True
        if draft.title is not None:
            return _is_titled_so(self.tale, draft.title)
        if id(line) in self.lines or self._is_told_alike(draft) or lists_stops(self.tale, line):
            return True
        if draft.day is not None and draft.day.day in self.days and not (draft.own_hour and draft.own_place):
            return True
        reported = self._is_reported(draft)
        if speaks_of_event(self.tale, _lines_of(self.tale, draft), hosts=before or not reported):
            return True
        if line.block.group not in self.lists and (_is_stamp(self.tale, draft) or self._dates_page(draft)):
            return False
        if draft.labelled or draft.row or is_fragment(line):
            if line.block.group in self.lists or self._is_announced(line):
                return True
            if is_fragment(line):
                headed = self._is_headed_otherwise(line) and not (draft.row and self.rows)
                titled = has_own_title(_lines_of(self.tale, draft)) and not self._is_placed_alike(draft)
                return not headed and not titled and (draft.own_place or not reported)
        if not self.named and before and draft.complete == 2:
            return True  # the home is only the one told best: what is told whole before it is told of it, too
        return not reported and may_be_of_event(self.tale, line)

    def _is_told_alike(self, draft: Draft) -> bool:
        """Whether a draft is told in the paragraph of the event, and as fully: "On May 8 at the mill. In Dover on May 10 at
        the library."."""
        if draft.line is None or draft.line.others:
            return False
        return any(
            own.line is not None
            and own.line.unit == draft.line.unit
            and own.row == draft.row
            and (own.complete == draft.complete if own.name is None else draft.complete == 2)
            for own in self.home[:1]
        )

    def _is_placed_alike(self, draft: Draft) -> bool:
        """Whether a row of a schedule tells a name that no word of it makes a house's, where the others tell houses:
        "April 6 – Common Grounds" among "May 4 – Elm Diner"."""
        if self.named or not draft.row or draft.place is None or draft.place.venue is None:
            return False
        rows = [d for d in self.tale.drafts if d.row and d.name is None and d.place is not None]
        sure = [d for d in rows if d.line is not None and not has_own_title(_lines_of(self.tale, d))]
        return len(sure) * 2 >= len(rows) > 2

    def _dates_page(self, draft: Draft) -> bool:
        """Whether labels without a place give the day of writing, or one before: the head of a release."""
        if not draft.labelled or draft.row or self.written is None or draft.day is None or draft.day.day > self.written:
            return False
        words = draft.place_words
        return words is None or words.line.label is None

    def _is_reported(self, draft: Draft) -> bool:
        """Whether a day lies before the page was written, and all of the program's after it. A recap tells its day first, and
        when the next is last: there the police are sign enough."""
        if not self.ahead or self.written is None or draft.day is None:
            return False
        return draft.day.day < self.written

    def _is_announced(self, line: Line) -> bool:
        """Whether what stands right above a row, or its list, speaks of the event."""
        group = line.block.group
        if group not in self.announced or not group:
            self.announced[group] = self._speaks_above(line)
        return self.announced[group]

    def _speaks_above(self, line: Line) -> bool:
        group, at = line.block.group, self.places[line.unit] - 1
        while at >= 0 and group and self._line(at).block.group == group:
            at -= 1
        if at < 0:
            return False
        above = self._line(at)
        if above.unit == -1:
            return False  # the title of the page heads all of it
        cue = self.tale.reader.cues
        if cue.opens("of_others", above.low):
            return False  # "Other police events this season"
        if not (above.heading or above.text.rstrip().endswith(":")):
            return False
        return speaks_of_event(self.tale, [above], hosts=False) or cue.has("dates_heading", above.low)

    def _is_headed_otherwise(self, line: Line) -> bool:
        """Whether a line of facts stands right under a title of another matter ("Repair café" / "Sat 18 March, Town Hall")."""
        at = self.places[line.unit] - 1
        if at < 0 or line.block.kind != "text" or not is_title_of_another(self._line(at)):
            return False
        if at + 2 < len(self.order) and self._line(at + 2).dates and is_fragment(self._line(at + 2)):
            return False  # more than one day under it: a section
        above, reader = self._line(at), self.tale.reader
        if speaks_of_event(self.tale, [above], hosts=True) or reader.cues.has("dates_heading", above.low):
            return False
        return any(p.place.venue for p in reader.places(line))  # else it is headed by its venue

    def _line(self, at: int) -> Line:
        """The last line of a paragraph."""
        return self.tale.paragraphs[self.order[at]][-1]


def _lines_of(tale: Tale, draft: Draft) -> list[Line]:
    """The row of a draft, or its sentence."""
    line = draft.line
    assert line is not None
    return tale.paragraphs.get(line.unit, [line]) if draft.row else [line]


def speaks_of_event(tale: Tale, lines: Sequence[Line], hosts: bool) -> bool:
    """Whether lines speak of the program's event: by its name, what it shares, as "the next one", or of the police."""
    cue = tale.reader.cues
    for line in lines:
        if line.names:
            return True
        if line.others:
            continue
        if tale.themes & line.themes():
            return True
        if cue.has_any(_OF_EVENT, line.low):
            return True
        if hosts and police_come(tale.reader, line):
            return True
    return False


def _is_titled_so(tale: Tale, title: Line) -> bool:
    """Whether the title of a card is of the event: it speaks of it, or opens with a word that may mean it ("Evening edition")."""
    if speaks_of_event(tale, [title], hosts=False):
        return True
    return not title.others and tale.reader.cues.opens("scene", title.low) > 0


def police_come(reader: Reader, line: Line) -> bool:
    """Whether a line says that police meet people ("officers will be at the mill", "meet an officer"), and no other work of
    theirs: "police are looking for a man", "police will hold a bike auction". A house of theirs is nobody who comes."""
    cue = reader.cues
    if not line.hosts() or is_crime(cue, line):
        return False
    if is_sentence(line):
        first, last = min(begin for begin, _ in line.hosts()), max(begin for begin, _ in line.hosts())
        comes = any(begin > first for begin, _ in cue.spans("agency_meets", line.low))
        if not comes and not any(begin < last for begin, _ in cue.spans("met_with", line.low)):
            return False
    spans = [o for place in reader.places(line) for o in place.parts.values()]
    return any(not any(a <= begin < b for a, b in spans) for begin, _ in line.hosts())


def is_crime(cue: Cues, line: Line) -> bool:
    """Whether a line tells of a crime or an accident, and does not plan to talk of one."""
    return cue.has("crime", line.low) and not (line.names or cue.has("future", line.low) or cue.has("firm", line.low))


def _is_stamp(tale: Tale, draft: Draft) -> bool:
    """Whether a day is that of a machine: in full, with the minute right behind it, no later than the page was fetched."""
    line, span, words = draft.line, draft.span, draft.day_words
    fetched = tale.frame.fetched or tale.frame.published
    if line is None or span is None or words is None or words.line is not line or draft.end is not None:
        return False
    if draft.day is None or fetched is None or draft.day.day > fetched or span.weekday is not None:
        return False
    if not span.days or span.days[0].year is None:
        return False
    hours = [t for t in line.times if t.end is None and 0 <= t.begin - span.stop <= _ADJACENT]
    return bool(hours) and _MINUTE.search(line.text[hours[0].begin : hours[0].stop]) is not None


def may_be_of_event(tale: Tale, line: Line) -> bool:
    """Whether a sentence without a word of the event may be told of it: it opens with its day, its hour or its place, or its
    subject is who comes, "it" or a word that may mean the event. "Then" or "finally" may stand before the fact."""
    cue = tale.reader.cues
    if cue.has("body", line.low):
        return False
    facts = [span.begin for group in (line.dates, line.times) for span in group]
    facts += [place.begin for place in tale.reader.places(line) if place.strength >= SURE_PLACE]
    opening = _OPENING + cue.opens("in_turn", line.low)
    return min(facts, default=opening) < opening or cue.has_any(("ours", "scene"), line.low)
