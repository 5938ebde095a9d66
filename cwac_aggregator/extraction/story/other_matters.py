"""Paragraphs of running text about other matters of the town: "Crews will close Mill Road on Monday, March 25"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ..cues import Cues, blanked
from ..drafts.belonging import is_crime, police_come
from ..drafts.draft import SURE_PLACE
from ..drafts.own_titles import is_sentence
from ..drafts.owners import owner_told
from ..drafts.tense import SHORT_CUE
from ..lines import Line, Reader, left

_OF_EVENT = (
    "event", "again", "same", "one_of", "next_one", "moved", "moved_place", "cancelled", "postponed", "ours",
    "in_turn", "next_stop", "tour_stop", "social",
)  # fmt: skip
"""The roles of words that may speak of the event told before."""
_OPENING = 6
"""Letters before the day, the hour or the place that opens a sentence of the event."""
_LONG_WORD = 3
"""Letters of a word that says nothing by itself."""
_ARTICLE = re.compile(
    r"am\b|(?:das|het) (?!is|ist|was|war|wird|wordt|gaat|geht|findet|vindt|begint|beginnt|kan|kann|had|hat|heeft|zou|soll|moest|moet|werd|start|startet|hatte|duurt|dauert)"
)
"""An opening that is no pronoun, in two languages whose articles are pronouns, too."""
_OF_MONTH = re.compile(
    r"([a-z]{3,9})'s(?:,| (?:is|was|will|takes?|took|runs?|starts?|comes?|goes|falls|moves|has|had)\b)"
)
"""What opens a sentence of "October's": the event of that month, told without its name."""
_SHORTEST = 40
"""Letters of the shortest sentence that can be a matter of its own."""


def matters_of_others(lines: Sequence[Line], title: Line | None, reader: Reader) -> set[int]:
    """The paragraphs that tell a day or an hour of something else: none of their words is of the program."""
    named = [name for line in (*lines, *([title] if title is not None else [])) for name in line.names]
    shared = {name.theme for name in named if name.theme}
    found: set[int] = set()
    doubted: set[int] = set()
    rest: list[Line] = []
    owed = False
    for unit, own in groupby(lines, key=lambda line: line.unit):
        told = list(own)
        if owed or not _is_matter_of_its_own(told) or any(_may_be_ours(line, shared, reader) for line in told):
            rest += told
        else:
            (doubted if any(_may_be_deed(line, reader) for line in told) else found).add(unit)
        owed = told[-1].text.rstrip().endswith(":")
    if doubted and any(_tells_ours(line, shared, reader) for line in rest):
        return found | doubted
    return found  # with no other day of ours told what police do may be ours


def _is_matter_of_its_own(told: Sequence[Line]) -> bool:
    """Whether a paragraph of whole sentences tells a day or an hour; what opens in small letters goes on from elsewhere."""
    first = told[0]
    if first.text[:1].islower():
        return False
    if first.block.kind != "text" or first.block.group or any(line.heading or line.label is not None for line in told):
        return False
    if not any(line.tells_time for line in told):
        return False
    whole = all(line.text.rstrip().endswith((".", "!", "?", "”", '"')) for line in told)
    return whole and len(first.text) >= _SHORTEST and (is_sentence(first) or _opens_with_subject(first))


def _opens_with_subject(line: Line) -> bool:
    """Whether a line opens with words, one of them in small letters, before its first fact: "Der Chor singt am Freitag"."""
    facts = [span.begin for group in (line.dates, line.times, line.rules) for span in group]
    opening = line.text[: min(facts, default=len(line.text))]
    return any(len(word) > _LONG_WORD and word.islower() and word.isalpha() for word in opening.split())


def _may_be_ours(line: Line, shared: set[str], reader: Reader) -> bool:
    """Whether a sentence may be told of the program: by a word of it, by police, what is shared, or how it opens."""
    cue = reader.cues
    if _is_ours(line, shared, reader) or _names_police(line, reader):
        return True
    if ": " in line.text and cue.has("dates_heading", line.low):
        return True  # "Three places hosted today: the mill, the library and the grange"
    if is_crime(cue, line) and (line.dates or line.times):
        return False
    if (opening := _OF_MONTH.match(line.low)) and opening[1] in reader.lexicon.months:
        return True  # "October's, back at the library, will be on ..."
    if left(cue, line.low, line.dates) or left(cue, line.low, line.all_times):
        return True  # "Let op: niet om 14.00 uur maar om 16.00 uur": of what was told before
    facts = [(span.begin, span.stop) for group in (line.dates, line.times) for span in group]
    low = blanked(line.low, facts)  # "segunda" of "segunda-feira, 25 de março" is no second one
    if any(begin < _OPENING for begin, _ in cue.spans("body", low)):
        return False  # "The Town Council meets"
    if cue.has_any(_OF_EVENT, low) or _goes_on(cue, low):
        return True
    if any(stop - begin > SHORT_CUE for begin, stop in cue.spans("old", low)):
        return True
    hosts = line.hosts()
    scenes = [begin for begin, _ in cue.spans("scene", low) if not any(a <= begin < b for a, b in hosts)]
    if any(not _is_any(cue, low[:begin]) for begin in scenes):
        return True
    if not line.dates and owner_told(line) is not None:
        return True  # "Lima's will be from 8 to 10 at the mill"
    begins = [begin for begin, _ in facts]
    begins += [p.begin for p in reader.places(line) if p.strength >= SURE_PLACE or (p.place.city and not p.place.venue)]
    return min(begins, default=_OPENING) < _OPENING


def _tells_ours(line: Line, shared: set[str], reader: Reader) -> bool:
    """Whether a sentence or a row tells the event's day: in words of it, or with an hour."""
    if not (line.dates or line.rules):
        return False
    return _may_be_ours(line, shared, reader) if line.times else _is_ours(line, shared, reader)


def _is_ours(line: Line, shared: set[str], reader: Reader) -> bool:
    """Whether a sentence names the program, what it shares, or police who meet people."""
    return bool(line.names or (line.themes() & shared if shared else line.themes())) or police_come(reader, line)


def _names_police(line: Line, reader: Reader) -> bool:
    """Whether a sentence speaks of police, and tells no day with its hour for other work of theirs, and no crime."""
    return bool(line.hosts()) and not (line.dates and line.times) and not is_crime(reader.cues, line)


def _may_be_deed(line: Line, reader: Reader) -> bool:
    """Whether a sentence says what police do, and not that they hold something else: "will crank the old machine at the
    beach", but not "will hold a bike auction"."""
    return bool(line.hosts()) and not is_crime(reader.cues, line) and not reader.cues.has("agency_hosts", line.low)


def _goes_on(cue: Cues, low: str) -> bool:
    """Whether a sentence opens with "it" or "they"; an article ("das Rathaus", "het koor") is followed by no verb of being."""
    return cue.opens("goes_on", low) > 0 and _ARTICLE.match(low) is None


def _is_any(cue: Cues, before: str) -> bool:
    """Whether "a" stands before a word: "a day late" says nothing of the day."""
    words = before.split()
    return bool(words) and cue.has("of_another", words[-1])
