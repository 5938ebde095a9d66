"""Lines that stand in a story and are not of it: contacts and letterheads, and what follows the name of another matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..drafts.lists_of_others import tells_of_others
from ..lines import Line, mourns, speaks_for_one_town
from ..page import is_stop_heading
from .other_items import tells_other_matter

_BEGINS = r"(?<!\w.)"
_CONTACT = re.compile(
    rf"\d\d\d\)?[ .-]\d{{3}}[ .-]\d{{4}}|5{_BEGINS}55-\d{{4}}|\+\d{{2}}\b|t{_BEGINS}el(?:efon|efono|ephone|\.)?\b|p{_BEGINS}hone\b\s?[:#.]|"
    rf"f{_BEGINS}ax\b|@(?<=[\w.-]@)[\w-]+\.|m{_BEGINS}edia contact|p{_BEGINS}ress contact|m{_BEGINS}edienauskunfte|r{_BEGINS}uckfragen|"
    rf"p{_BEGINS}ressestelle|k{_BEGINS}ontaktdaten|c{_BEGINS}ontactgegevens|c{_BEGINS}ontact presse"
)
"""Each branch begins with its letter, so that a search passes quickly over all others; that a word begins there is asked
behind it."""
_THEIRS = re.compile(
    r"\b(?:theirs|their own|its own|(?:holds?|hosts?|has|have|held|hosted) one(?:,? too| as well)|los suyos|la leur|le leur|die ihre|den ihren|die van hen)\b"
)
"""What another department holds: "Dayton police will hold theirs on March 20"."""
_SHORT = 90
_RELEASE_LINE = 40
"""Letters of a line that says that what follows is for the press."""
_OPENING = 8
"""Letters of the longest heading in front of a line that is a word of any sentence, too."""
_REACH = 4
"""Lines after a contact that may still be of it: its hours, its address."""


def aside(lines: Sequence[Line]) -> set[int]:
    """The indexes of the lines that are not of the story they stand in."""
    others = {i for i, line in enumerate(lines) if not line.names and _is_theirs(line)}
    others |= {i for i, line in enumerate(lines) if mourns(line) or tells_other_matter(line)}
    others |= {i for i, line in enumerate(lines) if _is_other_business(line) or tells_of_others(line) or _reminds(line)}
    return _contacts(lines) | _letterhead(lines) | _other_matters(lines) | others | _rows_among_others(lines, others)


def _is_theirs(line: Line) -> bool:
    """Whether a sentence tells the day of what other police hold, or no more than that they do; the place of theirs on the
    day that was told is a further stop: "Lima police hosted theirs at the mill"."""
    if _THEIRS.search(line.low) is None or not line.hosts() or line.reader is None:
        return False
    housed = any(p.place.venue for p in line.reader.places(line))
    if housed and line.dates and line.times and not speaks_for_one_town(line.reader.place):
        return False  # a station tells it whole: "Lima police will have their own on April 10 at the mill from 8 to 10 a.m."
    return bool(line.dates or line.rules) or not housed


def _is_other_business(line: Line) -> bool:
    """Whether a sentence opens with the next matter of a meeting or a column: "In other business, the council ..."."""
    if line.reader is None or line.names:
        return False
    return line.reader.cues.opens("other_business", line.low) > 0


def _reminds(line: Line) -> bool:
    """Whether a sentence reminds of something else and its day: "Police remind drivers that a checkpoint will be held March 1"."""
    if line.reader is None or line.names or not line.dates or line.heading:
        return False
    said = line.reader.cues.spans("reminds", line.low)
    if not said or line.reader.cues.has("event", line.low[said[0][1] :]):
        return False
    return bool(line.hosts()) and said[0][0] < line.dates[0].begin


def _rows_among_others(lines: Sequence[Line], others: set[int]) -> set[int]:
    """The rows of a list most of whose rows tell other matters: such a list is a calendar, not the program's."""
    rows: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.block.group and line.block.kind in ("item", "row") and line.dates:
            rows.setdefault(line.block.group, []).append(i)
    found: set[int] = set()
    for members in rows.values():
        apart = [i for i in members if i in others or (lines[i].others and not lines[i].names)]
        if len(apart) > 1 and len(apart) * 2 >= len(members):
            found.update(i for i in members if not lines[i].names and not lines[i].hosts())
    return found


def _contacts(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    groups: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.block.group:
            groups.setdefault(line.block.group, []).append(i)
    for members in groups.values():
        if any(_is_contact(lines[i]) for i in members) and not any(_tells(lines[i]) for i in members):
            venue = any(lines[i].label == "place" for i in members)  # with its telephone
            found.update(i for i in members if not venue or _is_contact(lines[i]))
    left = 0
    for i, line in enumerate(lines):
        if not left and not _is_contact(line):
            continue
        if _tells(line) or line.heading or line.label in ("date", "time", "place", "address"):
            left = 0
        elif _is_contact(line):
            left = _REACH
            found.add(i)
        elif left and len(line.text) < _SHORT:
            left -= 1
            found.add(i)
        else:
            left = 0
    return found


def _letterhead(lines: Sequence[Line]) -> set[int]:
    """The short lines over "FOR IMMEDIATE RELEASE": who sends it, and from where."""
    for i, line in enumerate(lines):
        if line.heading and i:
            continue
        if len(line.text) > _SHORT or line.names:
            break
        if len(line.text) < _RELEASE_LINE and line.reader is not None and line.reader.cues.has("release", line.low):
            return {n for n in range(i + 1) if not lines[n].heading}
    return set()


def _is_contact(line: Line) -> bool:
    return len(line.text) < 140 and _CONTACT.search(line.low) is not None and not _tells(line)


def _tells(line: Line) -> bool:
    """Whether a line says something of an event: a name, a day or an hour with an end that is not that of an office."""
    if line.names or line.dates or line.rules:
        return True
    return bool(line.times) and line.reader is not None and line.reader.cues.has("event", line.low)


def _other_matters(lines: Sequence[Line]) -> set[int]:
    """Rows under a short line that names another program or says that other things follow ("Around town")."""
    found: set[int] = set()
    head: Line | None = None
    for i, line in enumerate(lines):
        if line.names or line.heading:
            head = None
        elif (opening := line.text.partition(":"))[1] and is_stop_heading(opening[0]):
            if len(opening[0]) > _OPENING or " · " in opening[2]:  # "Últimas: Aulas suspensas · Nível do rio às 18h"
                found.add(i)
        elif _opens_other_matter(line):
            head = line
            found.add(i)
        elif head is not None and _is_under(line, head):
            found.add(i)
        else:
            head = None
    return found


def _opens_other_matter(line: Line) -> bool:
    if (
        len(line.text) > 60
        or line.label is not None
        or line.dates
        or line.times
        or line.text.rstrip().endswith((".", "!", "?"))
    ):
        return False
    if line.others:
        return bool(line.block.group) or line.block.strong
    return line.block.kind == "text" and is_stop_heading(line.text)


def _is_under(line: Line, head: Line) -> bool:
    if head.block.group:
        return line.block.group == head.block.group
    if head.others:
        return not line.block.strong
    return len(line.text) < 100 and not line.text.rstrip().endswith((".", "!", "?"))
