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
    lead = [line for line in body[:first] if line.unit == body[0].unit] if tale.led else []
    opening = [*lead, *(line for line in body[max(0, first - _NEAR) : first] if line not in lead)]
    if not tells_past(tale.reader, body[first]) and any(d.line not in opening for d in tale.drafts):
        return  # the day is told behind the name
    for scene in _scenes(tale, opening, body[first]):
        for draft in tale.drafts:
            if draft is scene or (
                draft.name is None
                and draft.day is not None
                and scene.day is not None
                and draft.day.day == scene.day.day
            ):
                draft.name, draft.name_line, draft.anchor = body[first].names[0], body[first], 3


def _tells_what_was(tale: Tale, line: Line) -> bool:
    """Whether a sentence names the program without a day of its own, of the past or as what is known: "The operation is
    called Coffee with a Cop", "The department has been holding Coffee with a Cop since 2014"."""
    if line.dates or line.rules or line.others:
        return False
    return tells_past(tale.reader, line) or not is_firm(tale.reader, line)


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
        if placed is None and line.themes() and (tale.entitled or line.hosts()):
            yield draft  # police and what is shared stand in the scene itself
        elif placed is None or not (placed.line is line or placed.line is naming):
            continue
        elif tale.titled or tale.entitled or line.hosts() or line.themes():
            yield draft
