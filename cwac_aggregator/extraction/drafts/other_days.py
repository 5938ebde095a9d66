"""Days of a line that are not the event's: of a council, a court, a crime, what was decided or what came between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ...normalization.dates import DateSpan
from ..cues import Cues
from ..lines import Line
from .draft import SURE_PLACE
from .hours import WEEK
from .seasons import is_left_out
from .subjects import NEAR_OTHER, where_other_begins
from .tale import Tale
from .tense import SHORT_CUE
from .written_days import is_day_of_saying

_AN = re.compile(r"\ban?\s+$")
_OF_THING = re.compile(r"\b(\w+) (?:of|on) (?:\w+day,? )?$")
_THING = 5
"""Letters of the shortest word for a thing; shorter ones join."""
_DECIDED_WITHIN = 24
"""Letters behind a day that may say what was decided then: "on Friday canceled all"."""
_TO_COUNCIL = 26
"""Letters between a weekday and the council that met on it."""
_SUBJECT = 7
"""Letters before the subject that opens a sentence, or follows its day: ", the "."""
_CLAUSE = re.compile(r"[,;:.]")
_RIGHT_BEHIND = 3
"""Letters from a day to what it is the day of."""
_CHANGE = 30
"""Letters behind a day in which a word for what it is the day of may begin."""
_OWNS = re.compile(r"day'?s'?$")
"""The end of a weekday that something is of: the chief "said Tuesday's coffee was a success"."""
_TO_DAY = 4
"""Letters between a thing and its day: " on "."""
_SEASON_WITHIN = 40
"""Letters from "during" to the bracket with the days of what goes on."""
_BEFORE = 60
"""Letters before a day that say what it is the day of."""
_NEAR = 28


_MATTER = 150
"""Letters from what a council does to the matter it does it with."""
_ON_IT = re.compile(r"^uber\b")
"""A sentence that opens with what is talked of: "Über „Coffee with a Cop“ berät der Stadtrat"."""
_AT_IT = re.compile(r"\b(?:at|during|over|bei|beim|bij|tijdens|op|lors d[eu']|en|no|na|zum) [\"'«„“‘]*$")
"""Before a name: where something else is talked of."""


_NEAR_WORDS = 8
"""Letters between a day and what it is: " is the "."""
_CLOSES = re.compile(r"\)?\s*(?:[.;|]|$)")
"""Behind a word for a day to fall back on, whose day stands before it."""
_MEETS = re.compile(r"\b(?:which|who|that) (?:also |next )?meets?(?: again| next)?(?: on)? (?:\w+day,? )?$")
"""Before a day: when another body meets ("members of the Crime Watch, which meets again Jan. 11")."""


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day as its line tells it. `number` is its place among the days of the line; `narrated` says whether the line tells a
    tale."""

    tale: Tale
    line: Line
    span: DateSpan
    number: int
    narrated: bool

    @property
    def cue(self) -> Cues:
        return self.tale.reader.cues

    @property
    def low(self) -> str:
        return self.line.low

    @property
    def before(self) -> str:
        return self.low[max(0, self.span.begin - _BEFORE) : self.span.begin]

    @property
    def near(self) -> str:
        return self.low[max(0, self.span.begin - _NEAR) : self.span.begin]


def is_of_other_matter(told: DayTold) -> bool:
    """Whether a day is that of something else than the event."""
    return any(asks(told) for asks in _ASKED)


def is_excluded(told: DayTold) -> bool:
    """ "on March 13, not March 6"; "every Friday except July 4"."""
    return (told.number > 0 and told.cue.ends("not_that", told.near, 1)) or told.cue.ends("except", told.near, 12)


def _is_spare(told: DayTold) -> bool:
    """ "March 13 (rain date March 14)"; "March 13; March 14, rain date"; "In case of rain, the event will be held March 20"."""
    if told.number and told.cue.ends("spare_day", told.near, 3):
        return True
    beside = told.number or any(draft.day is not None for draft in told.tale.drafts)
    behind = told.low[told.span.stop : told.span.stop + _CHANGE]
    spans = told.cue.spans("spare_day", behind) if beside else ()
    if any(begin <= _NEAR_WORDS and _CLOSES.match(behind, stop) for begin, stop in spans):
        return True
    return told.cue.opens("spare_day", told.low) > 0 and any(draft.day is not None for draft in told.tale.drafts)


def _is_of_saying(told: DayTold) -> bool:
    """Whether a day without a number is that on which something was said."""
    if told.span.offset is None and (told.span.relative != "bare" or _OWNS.search(told.low, 0, told.span.stop)):
        return False
    return is_day_of_saying(told.cue, told.before)


def _is_of_decision(told: DayTold) -> bool:
    """ "police today canceled all"."""
    if told.span.offset is None and told.span.relative != "bare":
        return False
    after = told.low[told.span.stop : told.span.stop + _DECIDED_WITHIN]
    return any(begin <= 1 for begin, _ in told.cue.spans("decided", after))


def _is_of_assembly(told: DayTold) -> bool:
    """ "to be introduced at the Aug. 3 meeting"."""
    behind = told.low[told.span.stop : told.span.stop + _CHANGE]
    return not told.line.names and told.cue.follows("assembly", behind)


def _is_of_members(told: DayTold) -> bool:
    """ "So did the Crime Watch, which meets again Jan. 11"."""
    return not told.line.names and _MEETS.search(told.before) is not None


def _is_of_crime(told: DayTold) -> bool:
    """ "Two men robbed the cafe on Friday, where officers hold Coffee with a Cop"."""
    names, before = told.line.names, told.low[: told.span.begin]
    if names and told.cue.has("crime_done", told.low[told.span.stop :]) and "?" not in told.line.text:
        return True  # "wurde am Dienstag im Café, wo die Polizei einlädt, eine Börse entwendet"
    if not names or any(name.begin <= told.span.begin for name in names):
        return False
    return told.cue.has("crime", before) and not told.cue.has("topics", before)


def _is_of_condition(told: DayTold) -> bool:
    """ "Fällt der Dienstag auf einen Feiertag": no day of its own."""
    return not told.span.days and told.cue.has("on_holiday", told.low)


def _is_of_court(told: DayTold) -> bool:
    """Whether a day is that of a court, told behind the program's name: "who stole a purse at Coffee with a Cop was sentenced
    Monday"."""
    cue, line, span = told.cue, told.line, told.span
    named = [name.stop for name in line.names if name.stop <= span.begin]
    return bool(named) and cue.has("court", line.low[named[-1] : span.begin])


def _is_of_other_thing(told: DayTold) -> bool:
    """Whether a day stands right behind another program, before the first name of ours or after a day of its own."""
    if not (told.line.others or told.line.names):
        return False
    line, span = told.line, told.span
    if span.begin >= where_other_begins(line):
        return True
    near = any(0 <= span.begin - stop <= NEAR_OTHER for _, stop in line.others)
    return near and bool(line.names) and all(name.begin > span.begin for name in line.names)


def _is_split_change(told: DayTold) -> bool:
    """Whether "today" only says when something was called off, by a split verb: "Die Polizei hat heute die restlichen Termine abgesagt"."""
    if told.span.offset is None:
        return False
    cue, low, span = told.cue, told.low, told.span
    if not cue.ends("has", low[max(0, span.begin - _CHANGE) : span.begin], 1):
        return False
    return cue.has("cancelled", low[span.stop :]) or cue.has("postponed", low[span.stop :])


def _is_of_council(told: DayTold) -> bool:
    """Whether a day is that of a council's meeting: "at Monday's council meeting", "our next meeting is May 4"."""
    if told.span.relative != "bare" and (told.line.names or not any(draft.complete for draft in told.tale.drafts)):
        return False
    cue, low, span = told.cue, told.low, told.span
    for begin, stop in cue.spans("council", low):
        between = low[span.stop : begin] if begin >= span.stop else low[stop : span.begin]
        if len(between) <= _TO_COUNCIL and not _CLAUSE.search(between):
            return True
    return False


def _is_deliberated(told: DayTold) -> bool:
    """Whether a council takes up the program itself on a day: "The council will discuss Coffee with a Cop on March 17"; not "the
    council will discuss the budget at Coffee with a Cop"."""
    cue, low, names = told.cue, told.low, told.line.names
    if not names or not cue.has_any(("council", "body", "assembly"), low):
        return False
    tabled, taken = cue.has("tabled", low), cue.spans("deliberates", low)
    if not (tabled or taken):
        return False
    for name in names:
        if any(0 <= name.begin - stop <= _RIGHT_BEHIND for _, stop in taken):
            return True
        if _AT_IT.search(low[: name.begin]) is None and (
            tabled or _ON_IT.match(low) or any(begin < name.begin < stop + _MATTER for begin, stop in taken)
        ):
            return True
    return False


def _is_deed_of_body(told: DayTold) -> bool:
    """Whether a day is that on which a council did something, told as the subject right behind the day or at the head of the
    sentence: "On Monday, the council thanked the chief"."""
    if told.line.names:
        return False
    cue, low, span = told.cue, told.low, told.span
    begins = [begin for begin, _ in cue.spans("body", low)]
    return any(0 < begin - span.stop <= _SUBJECT for begin in begins) or (
        any(begin < _SUBJECT for begin in begins) and span.begin - min(begins) < _TO_COUNCIL
    )


def _is_column(told: DayTold) -> bool:
    """Whether a heading is the name of a column or a day of offers, a word and its weekday: "Blue Thursday"."""
    if told.span.relative != "bare" or not told.line.heading:
        return False
    line, span = told.line, told.span
    assert line.tokens is not None
    words = line.low.split()
    return len(words) == 2 and span.begin > 0 and not line.times and not line.tokens.role(0, "on")


def _is_of_mishap(told: DayTold) -> bool:
    """Whether a weekday is that of what came between: "A pipe burst Sunday above the bakery, where they had planned to"."""
    if told.span.relative != "bare":
        return False
    reader, line, span = told.tale.reader, told.line, told.span
    plans = [begin for begin, stop in reader.cues.spans("old", line.low) if stop - begin > SHORT_CUE]
    ours = any(name.begin - span.stop <= _RIGHT_BEHIND for name in line.names)  # "Wednesday's Coffee with a Cop"
    return bool(plans) and "," in line.low[span.stop : plans[0]] and not ours


def _names_a_thing(told: DayTold) -> bool:
    """Whether a day only names something that was then: "after a July 4th incident"; not "a March 4 event"."""
    if not told.span.days:
        return False
    cue, line, span, before = told.cue, told.line, told.span, told.before
    if (thing := _OF_THING.search(before)) is not None and cue.has("mishap", thing[1]):
        return True  # "After the fire of Jan. 9"
    following = line.low[span.stop : span.stop + 24].split()[:1]
    if following and cue.has("mishap", following[0]):
        return True
    if _AN.search(before) is None or line.names or line.heading:
        return False
    if not following or not following[0].isalpha() or len(following[0]) < _THING:
        return False
    return line.low[span.stop : span.stop + 1] == " " and not any(
        cue.has(role, following[0]) for role in ("event", "scene", "social", "premises")
    )


def _is_of_fair(told: DayTold) -> bool:
    """Whether a day stands right behind a fair or its like, to which police go too, or those who missed the event may: "Officers
    will also be at the Health Fair on March 5"; not where the event is held there."""
    cue, line = told.cue, told.line
    if line.heading or line.label is not None or not cue.ends("fairs", told.near, _TO_DAY):
        return False
    named = [name.begin for name in line.names if name.begin < told.span.begin]
    if named:
        return cue.has("missed", line.low[: max(named)])
    return cue.has("also", line.low[: told.span.begin]) and any(draft.day is not None for draft in told.tale.drafts)


def _is_of_season(told: DayTold) -> bool:
    """Whether days in brackets only say when something else goes on: "asked us during move-in (Aug. 24-27)"."""
    cue, line, span = told.cue, told.line, told.span
    if not (span.is_range and line.text[: span.begin].endswith("(") and line.text.startswith(")", span.stop)):
        return False
    within = line.low[max(0, span.begin - _SEASON_WITHIN) : span.begin]
    last = cue.spans("during", within)
    since = span.begin - len(within) + last[-1][1] if last else 0
    return bool(last) and not any(since <= name.begin < span.begin for name in line.names)


def _is_denied(told: DayTold) -> bool:
    """Whether the clause of a weekday says that there is nothing then: "On Sunday nobody is on duty"."""
    if told.span.relative != "bare" or told.line.times or told.narrated:
        return False
    cue, low, span = told.cue, told.low, told.span
    for begin, stop in cue.spans("nothing_held", low):
        between = low[stop : span.begin] if stop <= span.begin else low[span.stop : begin]
        if not _CLAUSE.search(between):
            return True
    return False


def _is_left_out(told: DayTold) -> bool:
    """Whether a day is one on which none is held: "Skipping July 4"."""
    own = told.span.days and not told.line.names and told.tale.drafts
    return bool(own) and is_left_out(told.tale.reader, told.line, told.span)


def _is_why_called_off(told: DayTold) -> bool:
    """Whether a run of days around a day called off before it tells why: "on March 18 is canceled; our officers will be away
    March 16-20"."""
    line, span = told.line, told.span
    if not (span.is_range and len(span.days) == 2 and told.number):
        return False
    called_off = [stop for role in ("cancelled", "postponed") for _, stop in told.cue.spans(role, told.low)]
    first, last = ((day.month or 0, day.day) for day in span.days)
    within = [
        d
        for d in line.dates
        if d.stop <= span.begin and len(d.days) == 1 and first <= (d.days[0].month or 0, d.days[0].day) <= last
    ]
    return any(within[0].stop <= stop <= span.begin for stop in called_off) if within else False


def _is_of_absence(told: DayTold) -> bool:
    """Whether a run of days is that in which somebody is away: "with the chief at a conference in Madison Oct. 5-8"."""
    return told.span.is_range and any(
        told.low.find(",", told.span.begin - len(told.before) + stop, told.span.begin) < 0
        for _, stop in told.cue.spans("away", told.before)
    )


def _is_day_of_talk(told: DayTold) -> bool:
    """Whether "today" is the day of a broadcast, or these days, and nothing is told to be held then."""
    if told.span.offset != 0:
        return False
    tale, line = told.tale, told.line
    if line.times or not tale.reader.cues.has("of_talk", line.low):
        return False
    return not any(place.place.venue and place.strength >= SURE_PLACE for place in tale.reader.places(line))


def _is_of_opening_hours(told: DayTold) -> bool:
    """ "Montag bis Freitag 7.30-18 Uhr, Samstag 9-16 Uhr"."""
    return told.span.relative == "bare" and not told.line.names and WEEK.search(told.low) is not None


_ASKED: tuple[Callable[[DayTold], bool], ...] = (
    is_excluded,
    _is_spare,
    _is_of_saying,
    _is_of_decision,
    _is_of_assembly,
    _is_of_members,
    _is_of_crime,
    _is_of_condition,
    _is_of_court,
    _is_of_other_thing,
    _is_split_change,
    _is_of_council,
    _is_deliberated,
    _is_deed_of_body,
    _is_column,
    _is_of_mishap,
    _names_a_thing,
    _is_of_fair,
    _is_of_season,
    _is_denied,
    _is_left_out,
    _is_why_called_off,
    _is_of_absence,
    _is_day_of_talk,
    _is_of_opening_hours,
)
