"""Reports that open with their scene and name the program after it."""

from __future__ import annotations

from collections.abc import Iterator

from ..lines import Line
from .draft import Draft
from .tale import Tale
from .tense import is_firm, tells_past

_NEAR = 3
"""Sentences behind the scene of which one names the program."""


def name_scenes(tale: Tale) -> None:
    """Name the day that a report opens with by the sentence behind it that tells what was held: "Officers and residents sat
    at one table Thursday morning. The department held Coffee with a Cop at the Plum Diner"."""
    body = [line for own in tale.paragraphs.values() for line in own if not line.heading]
    first = next((n for n, line in enumerate(body) if line.names), None)
    if first is None or not _tells_what_was(tale, body[first]):
        return
    for scene in _scenes(tale, body[max(0, first - _NEAR) : first], body[first]):
        for draft in tale.drafts:
            if draft is scene or (
                draft.name is None
                and draft.day is not None
                and scene.day is not None
                and draft.day.day == scene.day.day
            ):
                draft.name, draft.name_line, draft.anchor = body[first].names[0], body[first], 3


def _tells_what_was(tale: Tale, line: Line) -> bool:
    """Whether a sentence names the program, of the past and without a day of its own."""
    return not (line.dates or line.rules or line.others) and tells_past(tale.reader, line)


def _scenes(tale: Tale, opening: list[Line], naming: Line) -> Iterator[Draft]:
    """The one day of the past in the lines that a report opens with, if they may be of the event: its venue stands there or
    with the name."""
    days = [d for d in tale.drafts if d.day is not None and any(d.line is line for line in opening)]
    written = tale.frame.published
    for draft in days if len({d.day.day for d in days if d.day is not None}) == 1 else []:
        line = draft.line
        if line is None or draft.row or draft.labelled or draft.name is not None or line.others:
            continue
        if not draft.past or is_firm(tale.reader, line) or tale.reader.cues.has("crime", line.low):
            continue
        if written is not None and draft.day is not None and draft.day.day > written:
            continue
        placed = draft.place_words
        if placed is None or not (placed.line is line or placed.line is naming):
            continue
        if tale.titled or tale.entitled or line.hosts() or line.themes():
            yield draft
