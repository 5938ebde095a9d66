"""How surely a date is an event's: what stands with it speaks of the event, or does not."""

from __future__ import annotations

from ...normalization.programs import find_themes
from ..lines import Line
from .draft import SURE_PLACE, Draft
from .tale import Tale
from .tense import is_past, is_plan


def states_event(tale: Tale, line: Line) -> bool:
    sure = any(p.strength >= SURE_PLACE for p in tale.reader.places(line))
    return (
        bool(line.dates or line.times or line.rules)
        or sure
        or is_plan(tale.reader, line)
        or len(line.text) < 70
        or (is_past(tale.reader, line) and line.unit in tale.dated_units)
    )


def anchor_of(tale: Tale, line: Line) -> int:
    if line.names:
        return 3
    if line.label is not None or line.heading:
        return 2
    assert line.tokens is not None
    cue = tale.reader.cues
    if cue.has("event", line.low) or any(t in tale.themes for _, _, t in find_themes(line.tokens)):
        return 2
    return 1 if line.hosts() or cue.has("future", line.low) or is_past(tale.reader, line) else 0


def beside_name(tale: Tale, draft: Draft) -> bool:
    """Whether a draft's date stands in or next to a paragraph that names the program, and speaks of it."""
    line = draft.line
    if line is None:
        return False
    if line.unit == -1:
        return (draft.day is not None and "date-relative" not in draft.day.flags) or draft.complete > 0
    if line.unit not in tale.near_named:
        # the day stands alone further down, where the sentence with the name lacks one
        return tale.dateless and len([d for d in tale.drafts if d.day is not None]) == 1
    return (tale.stated and (draft.anchor >= 1 or draft.complete > 0)) or draft.complete == 2
