"""What a row tells in a column of notes of the day, the hour or the place that is another now: "Moved to June 10"."""

from __future__ import annotations

from collections.abc import Callable

from ..lines import Label, Line

_NEWS = ("moved", "moved_place", "new_hour")
_NOTES: tuple[Label, ...] = ("other", "text")
"""The roles of what stands in columns of notes."""
_LONGEST = 60
"""Letters of the longest note."""
_BESIDE = 6
"""Letters behind words of change up to what is new."""


def with_news(told: dict[Label, list[str]], line_of: Callable[[str], Line]) -> dict[Label, list[str]]:
    """The facts of a row as one of its notes changes them; the old day stands beside the new one."""
    for role, note in [(kind, text) for kind in _NOTES for text in told.get(kind, ())]:
        line = line_of(note)
        if line.reader is None or len(note) > _LONGEST or line.names or line.others:
            continue
        cue = line.reader.cues
        said = max((stop for news in _NEWS for _, stop in cue.spans(news, line.low)), default=0)
        if not said or cue.has("conditional", line.low) or cue.has("negated", line.low):
            continue
        days = [day for day in line.dates if day.days and 0 <= day.begin - said <= _BESIDE]
        hours = [hour for hour in line.times if 0 <= hour.begin - said <= _BESIDE]
        places = [place for place in line.reader.places(line) if place.place.venue]
        facts = {**told, role: [text for text in told[role] if text != note]}
        if len(line.dates) == len(days) == 1 and "date" in told and not line.times:
            facts["date"] = [note[days[0].begin : days[0].stop]]
            if cue.code == "en":
                facts["text"] = [*facts.get("text", ()), f"rescheduled from {told['date'][0]}"]
            return facts
        if len(line.times) == len(hours) == 1 and "time" in told and not line.dates:
            return {**facts, "time": [note[hours[0].begin : hours[0].stop]]}
        if len(places) == 1 and "place" in told and not (line.dates or line.times):
            facts.pop("address", None)
            return {**facts, "place": [note[places[0].begin : places[0].stop]]}
    return told
