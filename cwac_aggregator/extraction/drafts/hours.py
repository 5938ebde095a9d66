"""Which hours are an event's, and which draft they go to."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ..lines import Line, Reader, hours_that_hold, tells_other
from .draft import Draft, Words

_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|"
    r"mo(?:ntags?)?|di(?:enstags?|nsdag)?|mi(?:ttwochs?)?|do(?:nnerstags?|nderdag)?|fr(?:eitags?)?|sa(?:mstags?)?|so(?:nntags?)?|"
    r"ma(?:andag)?|wo(?:ensdag)?|vr(?:ijdag)?|za(?:terdag)?|zo(?:ndag)?|"
    r"lun(?:es|di)?|mar(?:tes|di)?|mie(?:rcoles)?|mer(?:credi)?|jue(?:ves)?|jeu(?:di)?|vie(?:rnes)?|ven(?:dredi)?|sam(?:edi)?|"
    r"sab(?:ado)?s?|dom(?:ingo)?s?|dim(?:anche)?|(?:seg(?:unda)?|ter(?:ca)?|qua(?:rta)?|qui(?:nta)?|sex(?:ta)?)(?:-feira)?s?)\.?"
)
WEEK = re.compile(
    rf"\b{_DAY}(?:\s*[-–—]\s*|\s+(?:to|through|thru|bis|a|al|tot|t/m|au|ate)\s+){_DAY}(?!\w)|"
    r"\bweekdays?\b|\b(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b|\bwerktags\b|\bwerkdagen\b|\bdias utiles\b|\bdias laborables\b"
)
"""Hours of business: "Mon-Fri", "weekdays"."""


_OTHER = ("other_hour", "other_deed")
_LOCKS = re.compile(
    r"\b(?:doors?|gates?|store|shop) (?:is |are |was |were |gets? )?(?:locks?|locked|shuts?)\b|\bturen (?:schliessen|schlossen)\b"
    r"|\bcierran? (?:la puerta|las puertas)\b|\bferme(?:nt)? (?:la porte|ses portes)\b|\bdeuren (?:sluiten|gesloten)\b|\bfecham? as portas\b"
)
"""How a house's closing is told: "before the doors lock at 9 p.m."."""
NAMED_HOUR = re.compile(r"[^:\d]{3,40}:\s*(?:from |von |de |van |das )?\d")
"""A sitting by its name: "Morning people: 6 to 8 a.m."."""


def old_hour(reader: Reader, line: Line) -> time | None:
    """The hour that a line says holds no longer ("not at 9 but at 10:30")."""
    for span in line.aside:  # "verlegt von 14 auf 16 Uhr", told like a range
        if any(span.begin == kept.begin for kept in line.times):
            return span.start
    told = line.all_times
    old = hours_that_hold(reader.cues, line.low, told)[1] if len(told) > 1 else []
    return old[0].start if old else None


def give_times(reader: Reader, drafts: list[Draft], times: list[tuple[TimeSpan, Line]], replace: bool = False) -> None:
    """Set the hour of drafts that lack one; an "until" completes one that lacks its end."""
    for draft in drafts:
        fresh = replace or draft.start is None
        for span, line in times:
            words = Words(line, span.begin, span.stop)
            if span.start is not None and span.end is None and len(line.times) == 1 and _is_over(reader, line, span):
                if draft.start is not None and (ends := _told_end(draft.start, span.start)) is not None:
                    draft.end, draft.end_words = draft.end or ends, draft.end_words or words
                continue  # "om elf uur was de taart op"
            if span.start is not None and (fresh or _follows_doors(reader, draft, span)):
                draft.start, draft.inferred, draft.time_words = span.start, span.inferred, words
                draft.end, draft.end_words = span.end, words if span.end else None
                fresh = False
            elif span.start is None and span.end is not None and draft.end is None and draft.start is not None:
                end = end_after(draft.start, span)
                if end is not None:
                    draft.end, draft.end_words = end, words
            elif span.start == draft.start and draft.end is None and span.end is not None:
                draft.end, draft.end_words = span.end, words
            elif (
                draft.end is None
                and draft.start is not None
                and span.start is not None
                and span.end is None
                and is_end(reader, line, span)
                and (ends := _told_end(draft.start, span.start)) is not None
            ):
                draft.end, draft.end_words = ends, words


def _follows_doors(reader: Reader, draft: Draft, span: TimeSpan) -> bool:
    """Whether hours from one to another follow the one at which, in a sentence before, doors are opened or grills lit."""
    told = draft.time_words
    if told is None or draft.start is None or draft.end is not None or span.start is None or span.end is None:
        return False
    if told.line.names or told.line.dates or span.start <= draft.start:
        return False
    return reader.cues.has("doors", told.line.low[: told.begin])


def _told_end(start: time, said: time) -> time | None:
    """The end meant by an hour told as such: "17 Uhr, Ende gegen halb sieben" is half past six in the evening."""
    if said > start:
        return said
    if said.hour < 12 and (later := said.replace(hour=said.hour + 12)) > start and later.hour - start.hour < 6:
        return later
    return None


def end_after(start: time, until: TimeSpan) -> time | None:
    """The hour of an "until" that ends what starts at `start`; in the other half of the day where that is left open."""
    end = until.end
    if end is not None and until.inferred and end <= start and end.hour < 12:
        end = end.replace(hour=end.hour + 12)
    return end if end is not None and end > start else None


def is_end(reader: Reader, line: Line, span: TimeSpan) -> bool:
    """Whether an hour is told as the end: "wraps up at the first bell, 8 a.m."."""
    if line.label == "end":
        return True
    before = line.low[max(0, span.begin - 45) : span.begin]
    return reader.cues.has("ending", before) or _is_over(reader, line, span)


def _is_over(reader: Reader, line: Line, span: TimeSpan) -> bool:
    """Whether the words after an hour say that it is over then."""
    return reader.cues.has("over", line.low[span.stop : span.stop + 40])


def sittings(reader: Reader, draft: Draft, times: list[tuple[TimeSpan, Line]]) -> list[Draft]:
    """One draft, or one a sitting where several ranges are told for one day and place."""
    ranges = [t for t in times if t[0].start is not None and t[0].end is not None]
    singles = [t for t in times if t[0].start is not None and t[0].end is None and not is_end(reader, t[1], t[0])]
    chosen: list[tuple[TimeSpan, Line]] = []
    if len(ranges) > 1 and all(a[0].end and b[0].start and a[0].end <= b[0].start for a, b in pairwise(ranges)):
        chosen = ranges
    elif not ranges and len(singles) > 1 and are_enumerated(singles):
        chosen = singles
    if len(chosen) < 2:
        give_times(reader, [draft], times)
        return [draft]
    out = []
    for item in chosen:
        other = draft.copy()
        give_times(reader, [other], [item], replace=True)
        out.append(other)
    return out


def are_enumerated(times: list[tuple[TimeSpan, Line]]) -> bool:
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


def near_times(reader: Reader, drafts: list[Draft], spans: list[DateSpan], times: list[tuple[TimeSpan, Line]]) -> None:
    if not times:
        return
    if len(times) == 1:
        give_times(
            reader,
            [d for d, s in zip(drafts, spans, strict=True) if not _has_that_of_another(reader, s, times[0])],
            times,
        )
        return
    after = times[0][0].begin > spans[0].begin
    for draft, span in zip(drafts, spans, strict=True):
        near = [t for t in times if (t[0].begin >= span.stop if after else t[0].stop <= span.begin)]
        if after and near and span is not spans[0] and _has_that_of_another(reader, span, near[0]):
            near = [t for t in times if t[0].stop <= span.begin][-1:]
        if near:
            give_times(reader, [draft], [near[0] if after else near[-1]])


def _has_that_of_another(reader: Reader, span: DateSpan, told: tuple[TimeSpan, Line]) -> bool:
    """Whether a day is held at the hour of one told before: "November 8 at the same time, and December 20 from 2 to 3"."""
    time_span, line = told
    following = min((d.begin for d in line.dates if d.begin > span.begin), default=len(line.low))
    between = line.low[span.stop : following]
    return time_span.begin >= following and any(reader.cues.has(role, between) for role in ("same", "same_hour"))


def is_second_sitting(reader: Reader, draft: Draft, told: tuple[TimeSpan, Line], line: Line) -> bool:
    """ "The second runs from 10 to 11:30": another hour of the same day and place."""
    span = told[0]
    if draft.start is None or draft.day is None or span.start is None or draft.time_words is None:
        return False
    if draft.time_words.line is line or span.start < (draft.end or draft.start) or span.start == draft.start:
        return False
    if reader.cues.has("again", line.low):
        return True
    first = draft.time_words.line  # "Early birds: 6 to 8 a.m. Everybody else: 3:30 to 5 p.m."
    return first.unit == line.unit and span.end is not None and all(NAMED_HOUR.match(x.low) for x in (first, line))


def may_be_event_hour(line: Line) -> bool:
    """Whether the hours of a line without a date may be the event's: not those of a week of business, of a shift or a Mass."""
    if line.names:
        return True
    if line.reader is not None and not line.reader.cues.has("event", line.low):
        told = line.all_times[:1]
        if told and tells_other(line, _OTHER, told[0].begin, told[0].stop):
            return False
    return WEEK.search(line.low) is None and _LOCKS.search(line.low) is None
