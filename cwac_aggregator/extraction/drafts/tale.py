"""One story as it is read: the drafts made so far, and what still waits for its draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved, TimeFrame
from ..cues import plain
from ..lines import Line, Reader
from .draft import Draft, Words, has_place_in_passing, other_place, stands_in_heading

_ROW = 200
"""Letters of the longest row."""
_HOURS = ("time ", "times ", "hours ", "uhrzeit ", "heure ", "hora ", "tijd ", "horario ")
"""What may be told later than the place."""
_LIST = 9
"""Rows of a list within which the line over it is looked for."""


@dataclass(slots=True)
class Tale:
    """What is known of one story while its lines are read."""

    reader: Reader
    frame: TimeFrame
    drafts: list[Draft] = field(default_factory=list)
    """All made so far, in reading order."""
    batch: list[Draft] = field(default_factory=list)
    """Those the last lines spoke of: an hour or a place without a date goes to them."""
    loose_times: list[tuple[TimeSpan, Line]] = field(default_factory=list)
    loose_places: list[tuple[PlaceSpan, Line]] = field(default_factory=list)
    next_place: tuple[PlaceSpan, Line] | None = None
    """The place of the next one, whose day the sentence behind tells."""
    parents: list[Draft] = field(default_factory=list)
    """Those whose day the last rows were held on."""
    rows_governed: bool = False
    """Whether the last rows were announced: the next list goes on with them."""
    governing: list[Draft] = field(default_factory=list)
    """Those of the last heading with a date: rows under it are held on that day."""
    old: list[tuple[Resolved, Words]] = field(default_factory=list)
    """The old days of events that were moved."""
    city: tuple[PlaceText, Words] | None = None
    """The town of the heading above."""
    chain: tuple[str, Words] | None = None
    """A chain named above a list of its addresses."""
    past_story: bool = False
    """Whether the page says that the event is over."""
    recap: bool = False
    """Whether the story reports: its lines with the name or the police tell of the past, none with the name of a plan."""
    titled: bool = True
    """Whether the story's title names the program; else only what stands with the name counts."""
    entitled: bool = False
    """Whether a title without the name speaks of police and something shared, and of no other matter."""
    led: bool = True
    """Whether title or lead tell of the program."""
    themes: frozenset[str] = frozenset()
    """What the named events share: a sentence that speaks of it speaks of them."""
    shared: set[str | None] = field(default_factory=set)
    """What the events named so far share."""
    anchors: dict[Line, int] = field(default_factory=dict)
    """How surely a date in a line is the event's, for the lines asked for so far."""
    named_units: set[int] = field(default_factory=set)
    """The paragraphs that name the program."""
    near_named: set[int] = field(default_factory=set)
    """The paragraphs that name the program, and two to each side."""
    paragraphs: dict[int, list[Line]] = field(default_factory=dict)
    """The lines of each paragraph, row or heading, in reading order."""
    story: Sequence[Line] = ()
    """All lines of the story, also those that do not speak of the event."""
    under_town: bool = False
    """Whether the heading above is short and names no program: a town, a weekday."""
    calendar_section: bool = False
    """Whether the heading above is that of a calendar of anything ("Upcoming")."""
    row_hours: list[tuple[TimeSpan, Line]] = field(default_factory=list)
    """The hours a line of their own announces for the rows under it ("From 1 to 3 p.m.:")."""
    owed: frozenset[int] = frozenset()
    """The paragraphs that name the program in one sentence and tell their only day in another."""
    season: bool = False
    """Whether a line with the name tells a season: the list that follows tells its days."""
    past_section: bool = False
    """Whether the heading above says that what is under it is over."""
    stated: bool = False
    """Whether a line that names the program states it: with a day, an hour, a place or a plan."""
    dated_units: set[int] = field(default_factory=set)
    """The paragraphs that tell a date of the past."""
    months: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """The month of a row that stands in a cell of its own, and its year where that is printed with it."""
    told_by_host: bool | None = None
    """Whether several agencies stand on a line each over the lines of their places; None until that was asked."""
    dateless: bool = False
    """Whether the line that names the program tells an hour or a place, but no day."""
    tour: bool = False
    """Whether a line says that several stops are made: "on the road", "three stops"."""
    round_up: frozenset[int] = frozenset()
    """The ids of sentences that each tell the house and the hours of another agency or town."""
    headings: list[Line] = field(default_factory=list)
    """The title and the headings."""
    changes: list[tuple[Line, list[Draft]]] = field(default_factory=list)
    """Lines with words of change, and the drafts they were said of."""
    title_status: Line | None = None
    """A heading with words of change."""

    def before(self, line: Line) -> Line | None:
        """The sentence before one, in its paragraph."""
        at = self._number_in_paragraph(line)
        return self.paragraphs[line.unit][at - 1] if at else None

    def behind(self, line: Line) -> Line | None:
        """The sentence behind one, in its paragraph."""
        at = self._number_in_paragraph(line)
        return None if at is None else next(iter(self.paragraphs[line.unit][at + 1 : at + 2]), None)

    def lead_of(self, line: Line) -> Line | None:
        """The first sentence of a line's paragraph, that over its list, or the heading right over it."""
        own = self.paragraphs.get(line.unit)
        if own and own[0] is not line:
            return own[0]
        if not own:
            return None
        for unit in range(line.unit - 1, line.unit - 1 - _LIST, -1):
            above = self.paragraphs.get(unit)
            if above is None:
                return None
            if above[-1].heading or above[-1].text.rstrip().endswith(":"):
                return above[-1]
            if above[-1].block.kind not in ("item", "row", line.block.kind):
                return None
        return None

    def next_line(self, line: Line) -> Line | None:
        """The sentence behind one, in its paragraph or at the head of the next one."""
        behind = self.behind(line)
        if behind is not None or line.unit not in self.paragraphs:
            return behind
        following = dropwhile(lambda unit: unit != line.unit, self.paragraphs)
        return next((self.paragraphs[unit][0] for unit in islice(following, 1, 2)), None)

    def _number_in_paragraph(self, line: Line) -> int | None:
        return next((n for n, known in enumerate(self.paragraphs.get(line.unit, ())) if known is line), None)


def known_draft(tale: Tale, draft: Draft) -> Draft | None:
    """The draft already made for the same day (or rule), unless hour or place tell them apart."""
    for known in tale.drafts:
        if draft.rule is not None or known.rule is not None:
            if draft.rule is not None and known.rule is not None:
                return known
            continue
        if known.day is None or draft.day is None or known.day.day != draft.day.day:
            continue
        if known.start is not None and draft.start is not None and known.start != draft.start:
            continue
        if other_place(known.place, draft.place):
            if not known.row and (stands_in_heading(known) or (draft.anchor == 3 and has_place_in_passing(known))):
                known.place, known.place_words, known.place_parts = None, None, {}
                return known
            continue
        return known
    return None


def awaits_place(reader: Reader, draft: Draft) -> bool:
    """Whether the line of a draft's day says that its place is not known yet ("June 9, location TBD"), or its row that
    something beside the hour is ("June 9 | TBD")."""
    words, cues = draft.day_words, reader.cues
    if words is None or cues.has("no_place_yet", words.line.low):
        return words is not None
    if not draft.row or len(words.line.block.text) > _ROW:
        return False
    low = plain(words.line.block.text)
    return any(not low.endswith(_HOURS, 0, begin) for begin, _ in cues.spans("to_be_told", low))


def in_town(tale: Tale, draft: Draft) -> None:
    """The town of the heading a row or card stands under."""
    if tale.city is not None and draft.place is not None and draft.place.city is None:
        town, words = tale.city
        place = draft.place
        draft.place = PlaceText(
            place.venue, place.street, town.city, place.region or town.region, place.postcode, place.country
        )
        draft.place_parts["city"] = words


def is_part_of_list(tale: Tale, line: Line, *, dated: bool = False) -> bool:
    """Whether a line is a part of a list told in a sentence: "March 12, Elm Bakery; April 9, Oak Diner"; where it is `dated`,
    one whose neighbor tells a day, too."""
    own = tale.paragraphs.get(line.unit, [])
    at = next((n for n, other in enumerate(own) if other is line), 0)
    pairs = [(one, two) for one, two in ((at - 1, at), (at, at + 1)) if one >= 0 and two < len(own)]
    return any(
        follows_semicolon(own[one], own[two]) and (not dated or bool(own[one].dates and own[two].dates))
        for one, two in pairs
    )


def follows_semicolon(one: Line, two: Line) -> bool:
    """Whether a line goes on behind the semicolon of the one before it."""
    whole = two.block.text
    at = whole.find(one.text)
    if one.block is not two.block or at < 0:
        return False
    return whole[at + len(one.text) :].lstrip().startswith(";")  # French sets a blank before it
