"""Which days of a line are an event's: not deadlines, stamps, history or the old day of a moved one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from ... import gazetteer
from ...normalization.dates import DateSpan
from ...normalization.resolve import Resolved, TimeFrame, resolve
from ..cues import Cues, in_every_language
from ..lines import Line, Reader, clause_start, left
from .changes import speaks_of_change
from .draft import SURE_PLACE, Words
from .hours import WEEK
from .old_days import is_old_date, is_set_against
from .seasons import is_left_out
from .subjects import NEAR_OTHER, where_other_begins
from .tale import Tale
from .tense import SHORT_CUE, done_beside, is_firm, is_past, tells_past
from .weekdays import counted_weekday

_AN = re.compile(r"\ban?\s+$")
_THING = 5
"""Letters of the shortest word for a thing; shorter ones join."""
_ANY_DAY = re.compile(r"\b(?:an?|any|happy|some|each|une?|cada|chaque|eine[mnrs]?|een|elke|um|uma|jede[mnrs]?)\s+$")
"""Before a weekday: no day in particular ("a Friday lunch", "any Wednesday")."""
_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|tussen)\s+(?:the\s+|le\s+|el\s+|los\s+|les\s+|dem\s+|den\s+|o\s+|os\s+)?(?:dias?\s+|jours?\s+)?$"
)
_DATELINE_TOWN = re.compile(r"[A-ZÀ-Þ][^\d,:]{2,40},(?: [A-ZÀ-Þ][\w. ]{1,18},)? ?(?:a )?(?:\w+,? )?")
_DATELINE_END = re.compile(r"\.?\s*(?:\([^)]{1,20}\)\s*)?[-–—]{1,2}\s*[A-ZÀ-Þ“\"«¿¡]")
_CAME_BY = re.compile(
    r"\b(?:came|come|coming|stopped|stop|dropped|drop|swung|went|passed|flew) by (?:last |this |early )?(?:on )?$"
)
"""Who came by on a day did not do it until then."""
_MONTH_WITHIN = 14
"""Words between a month and a day that is told without one."""
_DECIDED_WITHIN = 24
"""Letters behind a day that may say what was decided then: "on Friday canceled all"."""
_TO_COUNCIL = 26
"""Letters between a weekday and the council that met on it."""
_SUBJECT = 7
"""Letters before the subject that opens a sentence, or follows its day: ", the "."""
_CLAUSE = re.compile(r"[,;:.]")
_SAID_WITHIN = 5
"""Words between a word of saying and its day, both included."""
_HANDLE = re.compile(r"\(@\w+\)\s*$")
"""Who posted a message, before the day it was posted."""
_RIGHT_BEHIND = 3
"""Letters from a day to what it is the day of."""
_CHANGE = 30
"""Letters behind a day in which a word for what it is the day of may begin."""
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde|sinds)(?: (?:dem|le|el|o))?\s+$")
"""Before the day on which something began ("Seit dem 1. Februar ist sie hier")."""
_OWNS = re.compile(r"day'?s'?$")
"""The end of a weekday that something is of: the chief "said Tuesday's coffee was a success"."""
_SEASON_WITHIN = 40
"""Letters from "during" to the bracket with the days of what goes on."""
_NEWS = 7
"""Days for which something is told as new ("C'est chose faite depuis jeudi")."""
_LONG_AGO = 500
"""Days before the page, from which a day told with a word of beginnings is one of history."""
_AFTER_EITHER = 8
"""Letters between "either" and the first of the days: " on the "."""
_OR = re.compile(r"^\W{0,3}(?:or|oder|ou|o|soit|of|ofwel|hetzij|o bien|ya sea|seja)\b")
"""Between the two days of a choice."""
_CHANGES_NOW = re.compile(
    r"\b(?:is|are|has been|have been|will be)\s+(?:now |being )?(?:postponed|cancell?ed|called off|put off|rescheduled|moved|relocated|changed|shifted|pushed back)\b"
    r"|\b(?:has|have) (?:now )?(?:moved|changed|shifted|relocated)\b"
    r"|\b(?:wurde|wird|ist) (?:[^.;:]|(?<=\d)\.){0,60}\b(?:verschoben|verlegt)\b"
    r"|\b(?:foi|fica) (?:adiad|transferid|remarcad|reagendad)[oa]\b|\ba ete (?:reporte|deplace)e?\b"
    r"|\bha sido (?:aplazad|pospuest|reprogramad|trasladad)[oa]\b|\bis (?:verplaatst|verzet|uitgesteld|verschoven)\b"
)
"""What is called off at the time of writing was still to come: "Wednesday's coffee is postponed, police said"."""


def event_days(tale: Tale, line: Line) -> list[tuple[DateSpan, Resolved]]:
    """The days of a line that are an event's: not deadlines, stamps, history or the old date of a moved one."""
    if not line.dates or _is_of_issue(tale, line):
        return []
    out: list[tuple[DateSpan, Resolved]] = []
    cue = tale.reader.cues
    low = line.low
    moved = cue.has("moved", low)
    plain_dates = list(line.dates)
    if _is_open_choice(tale, line):
        return []  # "We will settle on a new day (either September 7 or September 14)"
    changes_now = _CHANGES_NOW.search(low) is not None
    past = not changes_now and is_past(tale.reader, line)
    narrated = past or (not changes_now and tells_past(tale.reader, line))
    frame = tale.frame
    put_off = any(stop - begin > SHORT_CUE for begin, stop in cue.spans("old", low))
    any_day: DateSpan | None = None
    if not moved:  # "They moved the coffee from March 13 to March 20"
        told = cue.has("postponed", low)
        moved = any(
            (told or cue.has("changing", low[: span.begin])) and len(_both_ends(low, span)) > 1 for span in plain_dates
        )
    if moved:
        plain_dates = [day for span in plain_dates for day in _both_ends(low, span)]
    gone = left(cue, low, plain_dates)
    for number, span in enumerate(plain_dates):
        if span.days and span.days[0].month is None and (known := _month_of(tale, line, span)) is not None:
            month, year = known
            span = replace(span, days=tuple(replace(day, month=month, year=day.year or year) for day in span.days))
        if len(span.days) == 2 and not span.is_range and _BETWEEN.search(low, 0, span.begin):
            span = replace(span, is_range=True)  # "entre los días 17 y 26 de enero" is a season
        done = (
            narrated
            or done_beside(tale.reader, low[: span.begin])
            or (line.block.is_caption and (narrated or not is_firm(tale.reader, line)))
        )  # a picture is of what was
        shown = not changes_now and (done or (tale.recap and not put_off))
        recent = span.relative == "bare" or (span.relative == "this" and tale.reader.lexicon.code != "en")
        told_past = (
            past or tale.past_story or (recent and shown)
        )  # "este lunes se acercó": English says so of plans only
        resolved = resolve(span, _with(frame, past=told_past, held=None if done else frame.held))
        if (counted := counted_weekday(tale, line, span, out, resolved)) is not None:
            resolved = [counted]
        if not resolved:
            tale.season = tale.season or (span.is_range and bool(line.names))
            continue
        before = low[max(0, span.begin - 60) : span.begin]
        near = before[-28:]
        if is_stamp(cue, line, span, near) or _is_dateline(tale.reader, line, span):
            continue
        if is_deadline(tale.reader, line, span, near):
            continue
        if number in gone:
            tale.old.append((resolved[0], Words(line, span.begin, span.stop)))
            continue
        if number and cue_ends(cue, "not_that", near, 1):
            if is_set_against(line, plain_dates):
                tale.old.append((resolved[0], Words(line, span.begin, span.stop)))
            continue  # "on March 13, not March 6"
        if number and cue_ends(cue, "spare_day", near, 3):
            continue  # "March 13 (rain date March 14)"
        if cue.opens("spare_day", low) and any(draft.day is not None for draft in tale.drafts):
            continue  # "In case of rain, the event will be held March 20"
        if span.offset is not None and is_day_of_saying(cue, before):
            continue
        if span.relative == "bare" and is_day_of_saying(cue, before) and not _OWNS.search(low, 0, span.stop):
            continue
        if span.offset is not None or span.relative == "bare":
            after = low[span.stop : span.stop + _DECIDED_WITHIN]
            if any(begin <= 1 for begin, _ in cue.spans("decided", after)):
                continue  # "police today canceled all"
        if not line.names and cue_begins(cue, "assembly", low[span.stop : span.stop + _CHANGE]):
            continue  # "to be introduced at the Aug. 3 meeting"
        if (
            line.names
            and cue.has("crime", low[: span.begin])
            and not cue.has("topics", low[: span.begin])
            and all(n.begin > span.begin for n in line.names)
        ):
            continue  # "Two men robbed the cafe on Friday, where officers hold Coffee with a Cop"
        if _is_of_court(cue, line, span):
            continue
        if (line.others or line.names) and _is_of_other_thing(line, span):
            continue  # "at the job fair on March 14; they often come to Coffee with a Cop"
        if span.offset is not None and _is_split_change(cue, low, span):
            continue
        told = not line.names and any(draft.complete for draft in tale.drafts)
        if (told or span.relative == "bare") and _is_of_council(cue, low, span):
            continue
        if not line.names and _is_deed_of_body(cue, low, span):
            continue
        if span.relative == "bare" and line.heading and _is_column(line, span):
            continue
        if span.relative == "bare" and put_off and _is_of_mishap(tale.reader, line, span):
            continue
        if span.days and (_names_a_thing(cue, line, span, before) or _is_of_season(cue, line, span)):
            continue
        if span.relative == "bare" and (_ANY_DAY.search(before) or _is_or(line, any_day, span)):
            any_day = span
            continue
        if span.relative == "bare" and not (line.times or narrated) and _is_denied(cue, low, span):
            continue  # but "Am Donnerstag war kein Platz mehr frei"
        if cue_ends(cue, "except", near, 12):
            if is_set_against(line, plain_dates):
                tale.old.append((resolved[0], Words(line, span.begin, span.stop)))
            continue
        if span.days and not line.names and tale.drafts and is_left_out(tale.reader, line, span):
            continue
        if _is_of_bygone_days(tale, line, span):
            continue
        if span.offset == 0 and _is_day_of_talk(tale, line):
            continue  # "Sergeant Lane joins us today to talk about Coffee with a Cop"
        if _SINCE.search(near) and frame.published is not None and (frame.published - resolved[0].day).days > _NEWS:
            continue
        if span.relative == "bare" and not line.names and WEEK.search(low):
            continue  # "Montag bis Freitag 7.30-18 Uhr, Samstag 9-16 Uhr"
        if not line.times and cue.has("national_day", low) and any(d.rule is not None for d in tale.drafts):
            continue  # the day of the nation beside a meeting of every week
        if cue.has("national_day", low) and not line.times and _is_told_before(tale, resolved[0].day):
            continue  # "since then there is a Coffee with a Cop Day on the first Wednesday of October"
        if cue.has("history", low) and is_history(tale, resolved[0].day, line, span):
            continue
        if is_stale(tale, resolved[0].day):
            continue
        if is_old_date(cue, line, span, number, plain_dates, before, moved) and not called_off_beside(tale, line):
            words = Words(line, span.begin, span.stop)
            for r in resolved[:1]:
                tale.old.append((r, words))
            continue
        out += [(span, r) for r in resolved]
    return out


def _is_day_of_talk(tale: Tale, line: Line) -> bool:
    """Whether "today" is the day of a broadcast, or these days, and nothing is told to be held then."""
    if line.times or not tale.reader.cues.has("of_talk", line.low):
        return False
    return not any(place.place.venue and place.strength >= SURE_PLACE for place in tale.reader.places(line))


def _is_of_bygone_days(tale: Tale, line: Line, span: DateSpan) -> bool:
    """Whether a day without a number is one of old habits ("They used to stand there on Saturday mornings"), or "today" the
    days since then, in their paragraph."""
    if span.relative != "bare" and span.offset is None:
        return False
    if span.offset is None:
        return _tells_old_habits(tale.reader.cues, line.low[: span.begin])
    told = tale.paragraphs.get(line.unit, [])
    return not (line.names or line.times) and any(
        _tells_old_habits(tale.reader.cues, near.low) for near in told if near is not line
    )


def _tells_old_habits(cue: Cues, text: str) -> bool:
    return cue.has("bygone", text) or cue.opens("bygone_first", text) > 0


def _is_of_issue(tale: Tale, line: Line) -> bool:
    """Whether a title is a paper's name with the day of its issue ("Marlow Press Tribune, December 3, 2015")."""
    name = tale.reader.place.name
    if line.unit != -1 or line.names or not name:
        return False
    left = line.text[: line.dates[0].begin] + line.text[line.dates[-1].stop :]
    return left.strip(" ,|:–—-.()").lower() == name.lower()


def _is_told_before(tale: Tale, day: date) -> bool:
    """Whether the story has told its event, with hour or place, for another day."""
    return any(d.day is not None and d.day.day != day and d.complete for d in tale.drafts)


def _is_of_council(cue: Cues, low: str, span: DateSpan) -> bool:
    """Whether a day is that of a council's meeting: "at Monday's council meeting", "our next meeting is May 4"."""
    for begin, stop in cue.spans("council", low):
        between = low[span.stop : begin] if begin >= span.stop else low[stop : span.begin]
        if len(between) <= _TO_COUNCIL and not _CLAUSE.search(between):
            return True
    return False


def _is_deed_of_body(cue: Cues, low: str, span: DateSpan) -> bool:
    """Whether a day is that on which a council did something, told as the subject right behind the day or at the head of the
    sentence: "On Monday, the council thanked the chief"."""
    begins = [begin for begin, _ in cue.spans("body", low)]
    return any(0 < begin - span.stop <= _SUBJECT for begin in begins) or (
        any(begin < _SUBJECT for begin in begins) and span.begin - min(begins) < _TO_COUNCIL
    )


def _is_of_court(cue: Cues, line: Line, span: DateSpan) -> bool:
    """Whether a day is that of a court, told behind the program's name: "who stole a purse at Coffee with a Cop was sentenced
    Monday"."""
    named = [name.stop for name in line.names if name.stop <= span.begin]
    return bool(named) and cue.has("court", line.low[named[-1] : span.begin])


def _is_of_mishap(reader: Reader, line: Line, span: DateSpan) -> bool:
    """Whether a weekday is that of what came between: "A pipe burst Sunday above the bakery, where they had planned to"."""
    plans = [begin for begin, stop in reader.cues.spans("old", line.low) if stop - begin > SHORT_CUE]
    ours = any(name.begin - span.stop <= _RIGHT_BEHIND for name in line.names)  # "Wednesday's Coffee with a Cop"
    return bool(plans) and "," in line.low[span.stop : plans[0]] and not ours


def _month_of(tale: Tale, line: Line, span: DateSpan) -> tuple[int, int | None] | None:
    """The month of a day told without one: that of its row, else one named before it ("in October it is on the 6th")."""
    if (cell := tale.months.get(line.unit)) is not None:
        return cell
    tokens = line.tokens
    assert tokens is not None
    taken = {n for other in line.dates for n in range(other.first, other.last)}
    for n in range(span.first - 1, max(-1, span.first - _MONTH_WITHIN), -1):
        if n in taken:
            return None
        month = tokens.lexicon.months.get(tokens.word(n))
        if month is not None and (tokens.capital(n) or tokens.lexicon.code not in ("en", "de")):
            return (month, None) if tokens.number(n + 1) < 0 else None
    return None


def _is_or(line: Line, before: DateSpan | None, span: DateSpan) -> bool:
    """Whether a weekday goes on with one before it ("a Wednesday or Thursday")."""
    tokens = line.tokens
    if before is None or tokens is None or span.first - before.last > 2:
        return False
    between = range(before.last, span.first)
    return all(tokens.word(n) == "," or tokens.role(n, "or") or tokens.role(n, "and") for n in between)


def _is_open_choice(tale: Tale, line: Line) -> bool:
    """Whether a line tells days of which one is to be chosen, and no more, for an event that is put off."""
    if len(line.dates) == 1 or line.times:
        return False
    cue, low, (first, second, *_) = tale.reader.cues, line.low, line.dates
    if not cue_ends(cue, "either", low[: first.begin], _AFTER_EITHER) or not _OR.search(low[first.stop : second.begin]):
        return False
    return cue.has("postponed", low) or any(draft.status == "postponed" for draft in tale.drafts)


def cue_ends(cue: Cues, role: str, text: str, gap: int) -> bool:
    """True where a cue of the role stands right before the end of a text, with at most `gap` characters after it, none a digit."""
    spans = cue.spans(role, text)
    return any(len(text) - stop <= gap and not any(c.isdigit() for c in text[stop:]) for _, stop in spans)


def cue_begins(cue: Cues, role: str, text: str) -> bool:
    """True where a cue of the role opens what follows a blank."""
    return any(text[:begin].isspace() for begin, _ in cue.spans(role, text))


def is_stamp(cue: Cues, line: Line, span: DateSpan, near: str) -> bool:
    """Whether the words right before a date say that something was posted then ("Updated 11/29/2017")."""
    if line.label is not None or span.is_range:
        return False
    if cue.opens("stamp", line.low) and line.low.startswith(":", span.stop):
        return cue_ends(cue, "stamp", near, 3)  # "UPDATE 3/12: Coffee with a Cop has been postponed"
    if line.names and (cue.has("moved", line.low) or cue.has("postponed", line.low)):
        return False  # "wird vom 19. Juni auf den 26. Juni verschoben"
    if any(cue.opens("from_day", line.low[name.stop + 1 : span.begin]) for name in line.names):
        return False  # "Coffee with a Cop vom 11. März"
    if _HANDLE.search(line.low, 0, span.begin):
        return True  # a message's own: "— Polk County Sheriff (@PolkCoSheriff) June 7, 2019"
    return cue_ends(cue, "stamp", near, 2 if span.weekday is not None else 6)


def _is_dateline(reader: Reader, line: Line, span: DateSpan) -> bool:
    """Whether a date stands with the town a report opens with: "Guadalupe, N.L., a 3 de junio de 2024.- "."""
    before, after = line.text[: span.begin], line.text[span.stop :]
    if _DATELINE_TOWN.fullmatch(before) is None or _DATELINE_END.match(after) is None or line.label is not None:
        return False
    town = before.split(",")[0].strip()
    return town.isupper() or gazetteer.find_city(town, reader.place.region, reader.place.country) is not None


def is_deadline(reader: Reader, line: Line, span: DateSpan, near: str) -> bool:
    """Whether a date ends something: a season ("through May 3") or the time to sign up ("forms back by February 3")."""
    cue = reader.cues
    if line.label in ("date", "time"):
        return False
    if _CAME_BY.search(near):
        return False
    gap = 12 if span.weekday is not None else 5
    if cue_ends(cue, "season", near, 12 if span.weekday is not None else 3) and line.dates[0] is span:
        return True
    before = max((other.stop for other in line.dates if other.stop <= span.begin), default=0)
    begin = clause_start(line.low, span.begin, before)
    clause = line.low[begin : span.begin]
    named = any(begin <= name.begin < span.begin for name in line.names)
    if not named and cue.has("deadline", clause) and cue.has("deadline_topic", clause):
        return True
    if near.endswith(" zum ") and not line.times and not any(r.begin < span.begin for r in line.rules):
        return True  # "soll zum 31. Dezember schliessen"
    if not cue_ends(cue, "deadline", near, gap):
        return False
    if span.relative == "bare" and len(clause.split()) < 2 and tells_past(reader, line):
        return False  # "By Saturday morning, the tables were full"
    if cue.has("deadline_topic", line.low) or (not line.names and not line.times):
        return True
    ranged = any(t.start is not None and t.end is not None for t in line.times)
    return not line.names and not ranged and near.rstrip().endswith(in_every_language("before_day"))


def is_day_of_saying(cue: Cues, before: str) -> bool:
    """Whether the words before a day say that something was said then ("the chief announced on Monday")."""
    words = " ".join(before.replace(",", " ").split()[-_SAID_WITHIN:])
    said = cue.spans("saying", words)
    return bool(said) and not cue.has("firm", words[said[-1][1] :])  # not "which she said will be Wednesday"


def _is_column(line: Line, span: DateSpan) -> bool:
    """Whether a heading is the name of a column or a day of offers, a word and its weekday: "Blue Thursday"."""
    assert line.tokens is not None
    words = line.low.split()
    return len(words) == 2 and span.begin > 0 and not line.times and not line.tokens.role(0, "on")


def _is_of_other_thing(line: Line, span: DateSpan) -> bool:
    """Whether a day stands right behind another program, before the first name of ours or after a day of its own."""
    if span.begin >= where_other_begins(line):
        return True
    told = any(0 <= span.begin - stop <= NEAR_OTHER for _, stop in line.others)
    return told and bool(line.names) and all(name.begin > span.begin for name in line.names)


def _is_split_change(cue: Cues, low: str, span: DateSpan) -> bool:
    """Whether "today" only says when something was called off, by a split verb: "Die Polizei hat heute die restlichen Termine abgesagt"."""
    if not cue_ends(cue, "has", low[max(0, span.begin - _CHANGE) : span.begin], 1):
        return False
    return cue.has("cancelled", low[span.stop :]) or cue.has("postponed", low[span.stop :])


def _is_denied(cue: Cues, low: str, span: DateSpan) -> bool:
    """Whether the clause of a weekday says that there is nothing then: "On Sunday nobody is on duty"."""
    for begin, stop in cue.spans("nothing_held", low):
        between = low[stop : span.begin] if stop <= span.begin else low[span.stop : begin]
        if not _CLAUSE.search(between):
            return True
    return False


def _names_a_thing(cue: Cues, line: Line, span: DateSpan, before: str) -> bool:
    """Whether a day only names something that was then: "after a July 4th incident"; not "a March 4 event"."""
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


def _is_of_season(cue: Cues, line: Line, span: DateSpan) -> bool:
    """Whether days in brackets only say when something else goes on: "asked us during move-in (Aug. 24-27)"."""
    if not (span.is_range and line.text[: span.begin].endswith("(") and line.text.startswith(")", span.stop)):
        return False
    within = line.low[max(0, span.begin - _SEASON_WITHIN) : span.begin]
    last = cue.spans("during", within)
    since = span.begin - len(within) + last[-1][1] if last else 0
    return bool(last) and not any(since <= name.begin < span.begin for name in line.names)


def is_history(tale: Tale, day: date, line: Line, span: DateSpan) -> bool:
    ref = tale.frame.published or tale.frame.fetched
    told = tale.reader.cues.spans("history", line.low)
    spans = [(a, b) for a, b in told if not a < span.begin < b <= span.stop]  # "the last | Tuesday in March"
    national = tale.reader.cues.has("national_day", line.low)  # "On October 7, 2016, the first one was held"
    if not any(begin < span.begin or national for begin, _ in spans):
        # "On 13 May 2014 the program was launched in five towns"
        years_ago = bool(spans) and ref is not None and (ref - day).days > _LONG_AGO
        return years_ago and bool(span.days) and span.days[0].year is not None
    if ref is None:
        return span.days != () and span.days[0].year is not None and not line.names
    return (ref - day).days > 20


def is_stale(tale: Tale, day: date) -> bool:
    """Older than the page by more than half a year: an earlier edition, not this one."""
    ref = tale.frame.published
    return ref is not None and (ref - day).days > 200


def called_off_beside(tale: Tale, line: Line) -> Line | None:
    """The sentence that calls off the only day of its paragraph: "had been set for March 3. That one is now off."."""
    own = tale.paragraphs.get(line.unit, [])
    if line not in own or any(near.dates for near in own if near is not line):
        return None
    cue = tale.reader.cues
    if len(line.dates) > 1 and cue.has_any(("moved", "firm"), line.low[line.dates[0].stop :]):
        return None  # "which had been planned for June 12, will now be June 26": a new day is told
    off = [x for x in own if x is not line and (cue.has("postponed", x.low) or cue.has("cancelled", x.low))]
    after = own.index(line)
    return next((x for x in off if own.index(x) > after or speaks_of_change(tale, x)), None)


def _both_ends(low: str, span: DateSpan) -> list[DateSpan]:
    """ "moved from March 7 to 14" tells no run but an old day and a new one."""
    if (
        not span.is_range
        or len(span.days) != 2
        or low[: span.begin].split()[-1:] not in ([w] for w in in_every_language("from_day"))
    ):
        return [span]
    return [replace(span, days=(day,), is_range=False, weekday=None) for day in span.days]


def _with(frame: TimeFrame, past: bool, held: date | None) -> TimeFrame:
    if past == frame.past and held == frame.held:
        return frame
    return replace(frame, past=past, held=held)
