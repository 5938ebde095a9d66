"""Facts that stand around a paragraph with the name and belong to it: the card above or below, the scene of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ..drafts.facts import WORDS_BESIDE, is_bare_fact
from ..drafts.place_lists import announced_at, place_list_at
from ..drafts.tense import tells_past
from ..lines import Line, Reader

_CARD_ABOVE = ("date", "time", "end", "place", "address")
"""The labels of facts that may stand above that of the title."""
_CARD_LINES = 4
_CALENDAR_LINES = 60
_OPENING = 24
"""Letters before the police that a sentence opens with: "The Canterbury Rural "."""
_BEFORE_LIST = 5
"""Lines above a list of places, among which the event is told that it is of."""
_SCENE = 3
"""Paragraphs above the name that may hold the scene of a report."""


def add_facts_above(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> None:
    """Take with a named paragraph that has no day of its own the facts printed above it.

    That is the card right above ("Saturday, May 4", "3 to 5 PM", "Hill Park"), else the day that the entries of a
    calendar stand under.
    """
    own = list(takewhile(lambda line: line.unit == lines[first].unit, islice(lines, first, None)))
    if lines[first].label == "title":  # "When: March 13" / "What: Coffee with a Cop" / "Where: ..."
        above = list(takewhile(lambda n: lines[n].label in _CARD_ABOVE, range(first - 1, -1, -1)))
        before = lines[max(0, first - len(above) - _CARD_LINES) : first - len(above)]
        closes = any(line.label == "title" for line in before)  # the card of another
        if not closes and any(lines[n].dates for n in above):
            for n in above:
                relevant[n] = True
    timed = any(line.times for line in own)
    if any((line.dates or line.rules) and (line.names or not line.text.rstrip().endswith(".")) for line in own):
        return
    i = first - 1
    while i >= 0 and first - i <= _CARD_LINES and is_bare_fact(reader, lines[i]):
        if timed and lines[i].times and not lines[i].dates:
            break  # the hour of the entry above
        relevant[i] = True
        if lines[i].dates:
            return
        i -= 1
    while i >= 0 and first - i <= _CALENDAR_LINES and not lines[i].names:
        if lines[i].dates and is_bare_fact(reader, lines[i]):
            relevant[i] = True
            return
        i -= 1


def add_facts_below(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> None:
    """Take with a line that is nothing but the name the facts printed under it, up to the day of the next entry."""
    if lines[first].heading or not _is_nothing_but_name(lines[first]):
        return
    dated = bool(first and relevant[first - 1] and lines[first - 1].dates)
    for i in range(first + 1, min(len(lines), first + 1 + _CARD_LINES)):
        if not is_bare_fact(reader, lines[i]) or (dated and lines[i].dates):
            return
        dated = dated or bool(lines[i].dates)
        relevant[i] = True


def under_name(lines: Sequence[Line]) -> Iterator[int]:
    """The lines of each paragraph with breaks that opens with the name alone, or with a head that runs into it ("Police
    Department. Coffee with a Cop"): it heads what is under it."""
    headed = 0
    for i, line in enumerate(lines):
        group = line.block.group if line.block.kind == "text" else 0
        if i == 0 or lines[i - 1].block.group != group:
            headed = group if _is_nothing_but_name(line) or _heads_card(lines, i) else 0
        elif _runs_in(lines, i - 1, group) and _is_nothing_but_name(line):
            headed = group
        if group and group == headed and not line.others:
            yield i


def _runs_in(lines: Sequence[Line], i: int, group: int) -> bool:
    """Whether a line that tells no time opens a paragraph, and the next goes on in the same line of it."""
    if lines[i].unit != lines[i + 1].unit or lines[i].tells_time:
        return False
    return i == 0 or lines[i - 1].block.group != group


def announced_places(lines: Sequence[Line], relevant: Sequence[bool], reader: Reader) -> Iterator[int]:
    """The lines of the lists of places that a line announces under a paragraph of the event: "The locations are:"."""
    stop = 0
    for i in range(1, len(lines)):
        above = range(max(0, i - _BEFORE_LIST), i)
        labelled = bool(lines[i].under)
        led = labelled or bool(lines[i - 1].names)
        if i < stop or not any(relevant[n] for n in above) or lines[i - 1].others:
            continue
        told = next((n for n in reversed(above) if relevant[n]), 0)
        if any(lines[n].dates or lines[n].others for n in range(told + 1, i)):
            continue
        found = place_list_at(reader, lines, i) if led else None
        if found is None and not labelled:
            found = announced_at(reader, lines, i)
        if found is not None:
            stop = found.stop
            yield from range(i if labelled else i - 1, stop)


def _heads_card(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence that names the program without a day stands over a card: "You are invited to Coffee with a Cop." /
    "Wednesday, March 13"."""
    line, below = lines[i], lines[i + 1] if i + 1 < len(lines) else None
    if not line.names or line.dates or below is None or below.block.group != line.block.group or line.reader is None:
        return False
    return bool(below.dates) and is_bare_fact(line.reader, below)


def _is_nothing_but_name(line: Line) -> bool:
    if not line.names or line.reader is None:
        return False
    changed = (s for role in ("cancelled", "postponed") for s in line.reader.cues.spans(role, line.low))
    return line.beside_names - sum(stop - begin for begin, stop in changed) <= WORDS_BESIDE


def add_scene_above(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> bool:
    """Take with a report that names the program only after its scene the paragraph with that scene: its day and its place.

    True where there is one.
    """
    own = list(takewhile(lambda line: line.unit == lines[first].unit, islice(lines, first, None)))
    told_back = any(reader.cues.has(role, line.low) for line in own for role in ("event", "one_of", "scene"))
    if any(line.dates or line.rules for line in own) or not (
        told_back or any(tells_past(reader, line) for line in own)
    ):
        return False
    if any(keep and line.dates for line, keep in zip(lines, relevant, strict=True)):
        return False
    units = list(dict.fromkeys(line.unit for line in lines[:first] if not line.heading))[-_SCENE:]
    opening = next((line.unit for line in lines[:first] if not (line.heading or line.block.is_caption)), None)
    came = any(_tells_who_came(line, reader) for line in own)
    for unit in reversed(units):
        scene = [i for i in range(first) if lines[i].unit == unit]
        told = [lines[i] for i in scene]
        dated = [line for line in told if line.dates]
        if not dated or any(t.end for line in dated for t in line.times):
            continue
        if any(line.others for line in told) and not told_back:
            continue  # "the story class" is who was visited, where "the visit" is what the program is called
        if not any(tells_past(reader, line) for line in told) or any(reader.cues.has("firm", x.low) for x in dated):
            continue
        opens = (came and unit == opening) or (unit == units[-1] and _reports(own[0], reader))
        opens = opens and not any(reader.cues.has("crime", line.low) for line in told)
        where = [*told, *own] if opens else told
        policed = opens or any(line.hosts() for line in where)
        if policed and any(p.place.venue for line in where for p in reader.places(line)):
            for i in scene:
                relevant[i] = True
            return True
    return False


def _tells_who_came(line: Line, reader: Reader) -> bool:
    """Whether a sentence of a report opens with the police who held it, of the scene above: "Police had come for Coffee with a
    Cop at Elm Hall"; not of long ago."""
    if not _reports(line, reader):
        return False
    opening = line.low[: min((begin for begin, _ in line.hosts()), default=len(line.low))]
    return len(opening) < _OPENING


def _reports(line: Line, reader: Reader) -> bool:
    """Whether a sentence tells with the name what was, and not long ago."""
    if not line.names or not tells_past(reader, line):
        return False
    return not reader.cues.has_any(("conditional", "long_ago", "history", "former"), line.low)
