"""How surely a date is an event's: what stands with it speaks of the event, or does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...normalization.places import PlaceSpan
from ..cues import blanked
from ..lines import Line, town_signs
from .days_said import is_quoted
from .draft import SURE_PLACE, Draft
from .facts import WORDS_BESIDE
from .stops import take_turns
from .tale import Tale
from .tense import is_firm, is_past, is_plan, is_report, tells_past

_FROM_ON = re.compile(r"\b[Dd]ès\b")
"""The French word for "from ... on", which without its accent is an article."""
_OF_EVENT = 2
"""How surely a line speaks of the event, from which on its hour is the event's."""
_THE = "the "
"""What stands before a rule and may be taken for a word of it."""
_SEVERAL = 2
"""Places of the shortest list."""
_OPENING = 16
"""Letters before the day of a sentence that says when "it" is."""


def states_event(tale: Tale, line: Line) -> bool:
    sure = any(p.strength >= SURE_PLACE for p in tale.reader.places(line))
    return (
        line.tells_time
        or sure
        or is_plan(tale.reader, line)
        or len(line.text) < 70
        or (is_past(tale.reader, line) and line.unit in tale.dated_units)
    )


def anchor_of(tale: Tale, line: Line) -> int:
    """How surely a date in the line is the event's; the same for every date of the line."""
    if line not in tale.anchors:
        tale.anchors[line] = _anchor_of(tale, line)
    return tale.anchors[line]


def _anchor_of(tale: Tale, line: Line) -> int:
    if line.names:
        return 3
    cue = tale.reader.cues
    if line.label is not None or line.heading:
        return 0 if line.unit == -1 and cue.has("other_story", line.low) else 2  # "Minutes of the meeting of May 14"
    assert line.tokens is not None
    said = blanked(line.low, ((rule.begin - len(_THE), rule.stop) for rule in line.rules)) if line.rules else line.low
    if cue.has("event", said) or tale.themes & line.themes():
        return 2  # "on the first Saturday of each month" says nothing of "the first"
    if line.dates and line.times and (line.unit in tale.owed or _stands_under_name(tale, line)):
        return 2
    if line.dates and cue.has("moved", line.low) and not cue.has("conditional", line.low):
        return 2  # "Stattdessen geht es nun am Donnerstag los"
    if line.dates and cue.has("again", line.low[: line.dates[0].begin]) and cue.has("future", line.low):
        return 2  # "We'll see you again on April 11": the same once more
    if (line.dates or line.rules) and _goes_on_with_day(tale, line):
        return 2
    if line.dates and " " in line.low[: cue.opens("one_of", line.low)]:
        return 2  # "The second is April 10 at Oak Cafe"
    if _plans_next(tale, line):
        return 2
    if line.dates and not line.others and _has_more_on_the_books(tale, line):
        return 2  # "We've got two more on the books: Aug. 20 at Plum Diner and Aug. 27 at Elm Hall"
    if line.dates and line.times and not line.others and cue.has("same", line.low):
        return 2  # "Tien dagen later, op 22 februari, staat de tafel op dezelfde plek van 13 tot 14 uur"
    if line.unit in tale.named_units and line.dates and line.times and not line.others and _follows_name(tale, line):
        return 2  # "The coffee is at Nova's. Date to note: Thursday, April 24, 6:30 to 8 p.m."
    if line.dates and line.times and not line.others and _takes_turn(tale, line):
        return 2
    if tells_tour_stop(tale, line) or lists_stops(tale, line):
        return 2
    if tale.titled and line.block.is_caption and line.hosts() and any(d.relative == "bare" for d in line.dates):
        return 2  # the picture of a report: "Chief Ann Lopez, left, talks with neighbors Tuesday at Plum Diner"
    return 1 if line.hosts() or cue.has("future", line.low) or is_past(tale.reader, line) else 0


def _plans_next(tale: Tale, line: Line) -> bool:
    """Whether a sentence plans the next one before its day ("Two more are planned, on July 16 and Aug. 20"), and no other thing
    ("Our next breakfast is May 13", "Next up: Pumpkin Stroll, May 13")."""
    if not line.dates or line.others or not is_plan(tale.reader, line):
        return False
    before = line.low[: line.dates[0].begin]
    if not tale.reader.cues.has("next_one", before):
        return False
    return bool(line.times) or (bool(line.dates[0].days) and not (line.themes() or ": " in before))


def _has_more_on_the_books(tale: Tale, line: Line) -> bool:
    """Whether a sentence tells of further ones, and behind that their days, each with its place."""
    if not tale.reader.cues.has("next_one", line.low[: line.dates[0].begin]):
        return False
    places = [p for p in tale.reader.places(line) if p.place.venue and p.strength >= SURE_PLACE]
    return len(places) == len(line.dates) and take_turns(line.dates, places)


def _goes_on_with_day(tale: Tale, line: Line) -> bool:
    """Whether a sentence says little but when what was told before is: "It is on Thursday, May 5.", "It runs every Friday".

    What "it" is must be the event: the sentence opens its paragraph, or stands right behind the name.
    """
    before = tale.before(line)
    if before is not None and not before.names and not _opens_with_event(tale, before):
        return False
    opening = line.low[: min([d.begin for d in line.dates] + [r.begin for r in line.rules])]
    first = opening.split()[:1]
    spans = tale.reader.cues.spans("goes_on", opening)
    return len(opening) < _OPENING and bool(first) and spans[:1] == [(0, len(first[0]))]


def tells_tour_stop(tale: Tale, line: Line) -> bool:
    """Whether a sentence says that what goes from town to town will stop in another one: "On September 20 the coffee truck
    stops in Oakmont"."""
    if not ((tale.titled or tale.led) and tale.drafts and line.dates) or line.others or line.heading:
        return False
    if not tale.reader.cues.has("tour_stop", line.low) or tells_past(tale.reader, line):
        return False
    towns = {sign.town for sign in town_signs([line], [True], tale.reader)}
    return bool(towns) and tale.reader.place.city not in towns


def lists_stops(tale: Tale, line: Line) -> bool:
    """Whether a sentence goes on with further places, each with its day in brackets: "Elm Bakery (April 13) and the Grant
    Library (May 18) follow"."""
    if not (tale.titled or tale.led) or not tale.drafts or line.others or line.heading or len(line.dates) < _SEVERAL:
        return False
    if any(
        line.text[day.begin - 1 : day.begin] != "(" or line.text[day.stop : day.stop + 1] != ")" for day in line.dates
    ):
        return False
    venues = [place for place in tale.reader.places(line) if place.place.venue]
    return len(venues) == len(line.dates) and take_turns(line.dates, venues) and not tells_past(tale.reader, line)


def _opens_with_event(tale: Tale, line: Line) -> bool:
    """Whether a sentence is of the event: "The next gathering is planned for Elm Diner"."""
    return any(begin < _OPENING for begin, _ in tale.reader.cues.spans("event", line.low))


def _takes_turn(tale: Tale, line: Line) -> bool:
    """Whether a sentence goes on in a series with its place: "Then the mill takes its turn on Friday from 8 to 9 a.m."."""
    if tale.reader.cues.has("its_turn", line.low):
        return True  # "Op 7 september is Leiden aan de beurt, van 10 tot 12 uur"
    opening = tale.reader.cues.opens("in_turn", line.low)
    if not opening:
        return False
    return any(
        p.place.venue and p.strength >= SURE_PLACE and p.begin - opening <= _OPENING for p in tale.reader.places(line)
    )


def _stands_under_name(tale: Tale, line: Line) -> bool:
    """Whether a line opens the paragraph under one that is nothing but the name ("Coffee with a Cop" / "Tuesday, March 12")."""
    above, own = tale.paragraphs.get(line.unit - 1, []), tale.paragraphs.get(line.unit, [])
    if len(above) != 1 or not above[0].names or own[:1] != [line]:
        return False
    return above[0].beside_names <= WORDS_BESIDE


def _follows_name(tale: Tale, line: Line) -> bool:
    """Whether a sentence that opens with its day stands right behind the one that names the program, in its paragraph."""
    opening = line.low[: line.dates[0].begin].strip()
    if opening and not opening.endswith(":"):
        return False
    before = tale.before(line)
    return before is not None and bool(before.names) and not before.dates


def is_moment(tale: Tale, line: Line) -> bool:
    """Whether the hour of a line without a day is a moment of what is reported, when something happened: "By 9:30 all the
    tables were taken". The start is told with a word for it, or of the event."""
    quoted = is_quoted(line, line.times)
    if line.names or (line.dates and not quoted) or line.label is not None or line.heading:
        return False
    if any(span.start is None or span.end is not None for span in line.times):
        return False
    reported = is_reported(tale) and not is_firm(tale.reader, line)
    reported = reported or (quoted and not is_plan(tale.reader, line))
    if not (reported or tells_past(tale.reader, line)) or _tells_beginning(tale, line):
        return False
    return anchor_of(tale, line) < _OF_EVENT


def is_reported(tale: Tale) -> bool:
    """Whether all events told of so far are past: what is told further is of what people did and said there."""
    if not tale.drafts or tale.changes or tale.reader.lexicon.code != "en":
        return False
    if any(draft.status is not None or draft.future or not draft.past for draft in tale.drafts):
        return False
    written = tale.frame.published or tale.frame.fetched
    return not any(d.day is not None and written is not None and d.day.day > written for d in tale.drafts)


def is_road_in_passing(tale: Tale, line: Line, place: PlaceSpan) -> bool:
    """Whether a road by its name alone is what people spoke of: "One man asked why trucks idle on Elm Road"."""
    if place.place.venue or "street" not in place.parts or place.cue == "address":
        return False
    told = tale.reader.cues.has("premises", line.low) or anchor_of(tale, line) >= _OF_EVENT
    return is_reported(tale) and not told


def _tells_beginning(tale: Tale, line: Line) -> bool:
    """Whether a line says of the event that it begins, not of what it has just named: "the curfew, which starts at 11 p.m."."""
    cue = tale.reader.cues
    if _FROM_ON.search(line.text):
        return True
    former = {stop for _, stop in cue.spans("of_the_former", line.low)}
    return any(len(line.low[:begin].rstrip()) not in former for begin, _ in cue.spans("begins", line.low))


def by_paragraph(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The drafts of each paragraph or row."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.line is not None:
            found.setdefault(draft.line.unit, []).append(draft)
    return found


def weight_of(tale: Tale, draft: Draft, told: Mapping[int, Sequence[Draft]]) -> float:
    """How much speaks for a draft in its own line: its anchor, an hour and a place told with the day.

    What came to it from other lines says nothing: the last date of a page takes every hour and place that follows.
    `told` are the story's drafts by paragraph.
    """
    line = draft.line
    weight = float(draft.anchor)
    if line is None:
        return weight
    cue = tale.reader.cues
    if draft.anchor == 1 and not line.hosts():
        weight = 0.5
    if cue.has("deadline_topic", line.low) and not line.names and not draft.own_hour:
        weight -= 1
    if not line.names and not draft.own_hour and cue.has("other_story", line.low):
        weight -= 1  # "after the burglaries on Aug. 2"
    if draft.anchor == 0 and draft.own_hour and line.unit in tale.named_units:
        weight += 1  # in the paragraph that names the event
    return weight + draft.own_hour + draft.own_place + _goes_on(draft, line, told.get(line.unit, ()))


def _goes_on(draft: Draft, line: Line, own: Sequence[Draft]) -> bool:
    """ "On the 18th at the library. On the 25th at the mill.": a sentence that opens with its day goes on with the one before."""
    words = draft.day_words
    if words is None or words.line is not line or words.begin > 6:
        return False
    return any(known.anchor >= 2 and known is not draft for known in own)


def is_scene(draft: Draft) -> bool:
    """Whether a report tells the event without its name, which comes later: "On Friday, officers sat down with residents
    over coffee"."""
    line = draft.line
    return line is not None and draft.anchor >= 2 and draft.past and bool(line.hosts()) and bool(line.themes())


def _sets_scene(tale: Tale, draft: Draft, line: Line) -> bool:
    """Whether a feature that opens with the name, or names police in its title, sets its scene beside it, with weekday and
    venue: "Saturday morning, every table at the Elm Bakery was taken"."""
    if not (draft.own_place and draft.past and tale.led) or draft.place is None or draft.place.venue is None:
        return False
    if draft.span is None or draft.span.relative != "bare" or line.others:
        return False
    cue = tale.reader.cues
    if cue.has_any(("crime", "council", "body", "mishap"), line.low):
        return False
    if line.hosts() or cue.has_any(("community", "again", "next_one"), line.low):
        return True
    told_on = (other for n in (1, 2) for other in tale.paragraphs.get(line.unit + n, ()))
    return any(cue.has("event", other.low) and is_past(tale.reader, other) for other in told_on)


def _heads_name(tale: Tale, heading: Line) -> bool:
    """Whether the first line under a heading names the program."""
    units = iter(tale.paragraphs)
    below = next((unit for at in units if at == heading.unit for unit in units), None)
    return below is not None and bool(tale.paragraphs[below][0].names)


def beside_name(tale: Tale, draft: Draft) -> bool:
    """Whether a draft's date stands in or next to a paragraph that names the program, and speaks of it."""
    line = draft.line
    if line is None:
        return False
    if line.unit == -1:
        printed = draft.day is not None and "date-relative" not in draft.day.flags
        return (printed and tale.stated) or draft.complete > 0
    if line.heading and draft.complete == 2 and _heads_name(tale, line):
        return True  # "Wednesday, March 13" over "8 a.m. Coffee with a Cop, Plum Diner"
    printed = draft.span is not None and bool(draft.span.days)
    if printed and draft.anchor >= 2 and draft.future and line.hosts() and line.themes():
        return True  # "On Wednesday, May 15, the officers will pour coffee": the event told without its name
    if tale.entitled and line.hosts() and len(tale.drafts) == 1:
        return True  # "Police to serve waffles": "... that the department plans to dish out Thursday"
    whole = draft.complete == 2 or (draft.complete > 0 and printed and draft.future)
    if whole and line.dates and not line.others and tale.reader.cues.has("next_one", line.low):
        return True  # "The next one is set for 8 a.m. on April 10 at Oak Cafe", however far below
    if line.unit not in tale.near_named:
        # the only day, further down than the name that lacks one, or above it and told whole ("the event on Tuesday, May 8")
        days = [d.day.day for d in tale.drafts if d.day is not None]
        if len(set(days)) == 1 and (is_scene(draft) or (tale.entitled and line.hosts())):
            return True
        alone = len(days) == 1
        return alone and (tale.dateless or (draft.anchor >= 2 and draft.future and draft.complete == 2))
    if (
        draft.complete == 2
        or (draft.complete and line.dates and _goes_on_with_day(tale, line))
        or (tale.stated and (draft.anchor >= 1 or draft.complete > 0))
    ):
        return True
    # a report that opens with its scene and names the program after it
    if line.unit in tale.named_units:
        return draft.own_place or (draft.anchor >= 1 and is_report(tale.reader, line))
    if draft.own_place and draft.anchor >= 1 and (draft.anchor >= 2 or line.hosts() or is_past(tale.reader, line)):
        return True
    if _sets_scene(tale, draft, line):
        return True
    # the scene takes two sentences: its day in one, who sat where in the next
    scene = tale.paragraphs.get(line.unit, [])
    words = draft.place_words
    placed = words is not None and (words.line in scene or words.line.unit in tale.named_units)
    placed = placed or any(
        p.begin == 0 and p.place.venue for p in tale.reader.places(line)
    )  # "Elm Diner was busy Friday"
    return tale.recap and placed and any(near.hosts() for near in scene)
