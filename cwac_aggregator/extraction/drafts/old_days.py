"""The old day and the new one of an event that was moved: "originally set for March 7", "from March 7 to March 14"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ..cues import Cues, in_every_language
from ..lines import TOOK_PLACE, Line

_TO_DAY = tuple(f" {word.strip()}" for word in in_every_language("to_day"))
_DAY_WORD = re.compile(r"\b(?:(?:o|el|le|den) )?(?:dia |jour )?$")
"""What stands between "to" and a day's number: "para o dia 27"."""
_NOUN = re.compile(r"(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{2,}")
_INSTEAD = 24
"""Letters between "instead of" and the old day."""
_APART = 60
"""Letters between an old day and its new one."""
_STILL = re.compile(r"\b(?:is|are|ist|sind|esta|estan|est|sont|is|zijn|fica|ficam|esta)\s+$")
"""Before "planned for": it still is ("La segunda está prevista para el sábado")."""
_AS_EVER = re.compile(r"\b(?:que|comme|como|conforme|tal como|wie|als|zoals|than|as)\s+$")
"""Before "planned": a comparison, no old day ("fermée plus longtemps que prévu", "wie geplant am Samstag")."""
_NEAR_LINK = 16
"""Letters between a word of moving and the new day."""
_BOTH = 2
"""Hours: that of the old day and that of the new one."""
_HALF_DAY = re.compile(r"\b[ap]\.m\.")
_HOUR_TO_DAY = 12
"""Letters from an hour to the day that it is told with."""


def moved_between(cue: Cues, low: str, old: DateSpan, new: DateSpan) -> bool:
    """Whether a sentence goes from one day to another by a plain "to", behind a word of changing: "They have postponed
    the March 14 coffee to April 11"."""
    between = _DAY_WORD.sub("", low[old.stop : new.begin])
    if not between.rstrip().endswith(_TO_DAY) or len(between) > _APART or ";" in between:
        return False
    return cue.has("changing", low[: new.begin])


def stands_behind_to(low: str, span: DateSpan) -> bool:
    """Whether a day stands right behind "to": it is the one that something was moved to."""
    return _DAY_WORD.sub("", low[: span.begin]).rstrip().endswith(_TO_DAY)


def is_old_date(
    cue: Cues,
    line: Line,
    span: DateSpan,
    number: int,
    spans: list[DateSpan],
    before: str,
    moved: bool,
) -> bool:
    """The old date of an event that was moved: "originally set for X", "from X to Y"."""
    low = TOOK_PLACE.sub(lambda m: m[0][:-5] + "-----", line.low)
    if moved and _is_new_day(cue, low, span, spans):
        return False
    if number + 1 < len(spans) and moved_between(cue, low, span, spans[number + 1]):
        return True
    if moved and (off := [other for other in spans if _is_of_called_off(cue, low, other, spans)]) and len(spans) > 1:
        return span in off
    if moved and number + 1 < len(spans):
        ahead = before.rstrip(" ,")
        between = low[span.stop : spans[number + 1].begin].strip(" ,")
        if ahead.endswith(in_every_language("from_day")) and (
            between.startswith(in_every_language("to_day")) or len(between) < 40
        ):
            return True
        if (span.offset is not None or span.days) and _is_new_day(cue, low, spans[number + 1], spans):
            return True  # "der heute geplante Kaffee wird auf Montag, 11. März, verschoben"
        # "March 7 has been postponed to March 14"
        link = low[span.stop : spans[number + 1].begin]
        if "." not in _HALF_DAY.sub("", link) and any(
            len(link) - stop <= _NEAR_LINK for _, stop in cue.spans("moved", link)
        ):
            return True
    if (moved or cue.has("changing", low)) and stands_behind_to(low, span) and cue.has("old", before):
        return False  # "has been moved from Wednesday to Thursday, February 27"
    floor = max(spans[number - 1].stop if number else 0, span.begin - 60)
    hours = [t.stop for t in (*line.times, *line.aside) if t.stop + _HOUR_TO_DAY < span.begin]
    window = low[
        max(floor, *hours) if hours else floor : span.begin
    ]  # "planned for 9, the coffee of May 5 starts at 2"
    if number and moved and any(cue.spans("moved", window[e:]) for _, e in cue.spans("old", window)):
        return False  # "der für den 28. Februar geplant war, nun am 20. März"
    around = [(b, e) for b, e in cue.spans("old", low) if b < span.begin and span.stop < e]  # "zou op 11 maart zijn"
    if around or cue.has("old", window):
        strong = around + [
            (b, e)
            for b, e in cue.spans("old", window)
            if not (_STILL.search(window[:b]) or _AS_EVER.search(window[:b]))
            and window[b:e] not in in_every_language("weak_old")
            and not _is_of_thing(line, window[b:e], span.begin - len(window) + e, span.begin)
        ]
        own = (cue.has("cancelled", low) or (cue.has("postponed", low) and len(spans) == 1)) and not moved
        if strong and own:
            return False
        if strong:
            return True
    if cue.has("planned", window):  # "la cita prevista para el 3 se celebrará el 10"; alone it is the event's day
        link = low[span.stop : spans[number + 1].begin] if number + 1 < len(spans) else ""
        if (moved and (link or cue.has("postponed", low))) or cue.has("firm", link):
            return True
    return (
        moved
        and number + 1 < len(spans)
        and cue.has("old", window)
        and window.rstrip().endswith(in_every_language("old_last"))
    )


def _is_of_called_off(cue: Cues, low: str, span: DateSpan, spans: Sequence[DateSpan]) -> bool:
    """Whether a day is that of what did not come about: "der am 9. März wegen Sturms abgesagte Kaffee wird am 30. März
    nachgeholt", "der ausgefallene Kaffee vom 9. März"."""
    for begin, stop in cue.spans("called_off_one", low):
        between = (span.stop, begin) if begin >= span.stop else (stop, span.begin)
        if between[1] - between[0] > _APART or any(between[0] <= other.begin < between[1] for other in spans):
            continue
        words = low[between[0] : between[1]].rstrip(" (")
        if begin >= span.stop or words.endswith(in_every_language("from_day")) or low[: span.begin].endswith("("):
            return True
    return False


def _is_of_thing(line: Line, cue: str, begin: int, stop: int) -> bool:
    """Whether "instead of" is said of a thing, not of the day behind it: "Kaffee statt Knöllchen: Am Samstag"."""
    between = line.text[begin:stop]
    return cue in in_every_language("instead_of") and (_NOUN.search(between) is not None or len(between) > _INSTEAD)


def is_set_against(line: Line, spans: Sequence[DateSpan]) -> bool:
    """Whether a day that is left out of a sentence is the one its other day took the place of: "on March 13, not March 6"; not
    "every Thursday but not on March 6"."""
    return len(spans) == 2 and not line.rules and all(len(span.days) == 1 for span in spans)


def _is_new_day(cue: Cues, low: str, span: DateSpan, spans: list[DateSpan]) -> bool:
    """Whether a day is the one moved to, whatever is said of the old one before it: "die vanavond zou zijn, is verplaatst
    naar 11 maart", "wird auf Montag, 11. März, verschoben"."""
    before = low[: span.begin].rstrip(" ,")
    if not before.endswith(in_every_language("to_day")):
        return False
    if span is spans[-1]:  # the verb may stand behind it, or around it
        behind = len(low) - len(low[span.stop :].lstrip(" ,"))
        if any(begin == behind or begin < span.begin < behind < stop for begin, stop in cue.spans("moved", low)):
            return True
    return any(span.begin - stop < _NEAR_LINK for _, stop in cue.spans("moved", before))


def hours_of_new_day(
    times: list[tuple[TimeSpan, Line]], old: Sequence[int], new: Sequence[int]
) -> list[tuple[TimeSpan, Line]]:
    """The hours of a sentence without those of the days at `old` that gave way to the one at `new`: "set for Tuesday at 4,
    was moved to Thursday at 3:30"."""
    hours = [t for t in times if t[0].start is not None]
    if len(hours) < _BOTH or len(new) != 1 or min(old) < new[0] < max(old):
        return times
    if new[0] < min(old):
        own = [t for t in hours if t[0].begin < min(old)][:1]
    else:  # the hour may stand before its day: "at 3:30 on Thursday"
        own = [t for t in hours if t[0].begin > new[0]] or hours[-1:]
    return own or times
