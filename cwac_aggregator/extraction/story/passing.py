"""Names of the program that a story only mentions: of an officer "who started Coffee with a Cop", among "events such as" it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ...normalization.names import NameSpan
from ..cues import blanked
from ..drafts import Draft, shared_in
from ..drafts.tense import is_past
from ..lines import Line, Reader

_LISTED = 80
"""Letters that the names of other programs may hold between "such as" and ours."""
_LONG_AGO = 16
"""Letters behind a name that may say that it was long ago."""
_CLAUSE = 30
"""Letters between "who", "where" and the name, in a clause that only says of somebody what they do."""
_LONG_CLAUSE = 90
"""Letters of such a clause where it tells a habit, or ends behind the name."""
_BEFORE_CLAUSE = 8
"""Letters from the end of a place to that of the "where" behind it."""
_AT_ANOTHER_TIME = re.compile(r"[\"']? (?:in|last|every|each|since|until|two|three|a|once|twice|before|earlier) ")
"""Behind a name: when it was held instead ("in April", "every month")."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HOSTING = re.compile(r"\b(?:hosting|having|opening (?:its|their) doors? (?:to|for))(?: [\w']+){0,3} ?[\"']?$")
"""Before a name: whom it is thanked to ("Thanks to the staff for hosting our")."""
_CLAUSE_END = re.compile(r"[.,;:!?]")
_CLAUSE_CLOSED = re.compile(r"[\"']?,")
_MARKS = " \"'"
_PARTS = re.compile(r",(?: (?:and|or|und|oder|y|o|e|et|ou|en|of) )?| (?:and|und|y|et|en) ")
_ITEM = re.compile(
    r"\s*(?:(?:and|or|und|oder|y|o|e|et|ou|en|of|even|also|auch|on|about|for) )?(?:[^\W\d_][\w'’&/-]*\s*){1,4}"
)
"""A thing of a list: a few words, and no number."""
_FEWEST_ITEMS = 2
"""Other things of a list beside its first and the name."""


def without_mentions(drafts: list[Draft], lines: Sequence[Line], titled: bool, reader: Reader) -> list[Draft]:
    """The drafts of a story; where it names the program in passing alone, those whose own sentence speaks of the event."""
    names = [(name, line) for line in lines for name in line.names]
    if titled or not names or not all(in_passing(name, line, reader) for name, line in names):
        return drafts
    things = {name.theme for name, _ in names}
    return [draft for draft in drafts if draft.line is not None and speaks_of_it(draft.line, things, reader)]


def in_passing(name: NameSpan, line: Line, reader: Reader) -> bool:
    """Whether the words before a name make it a mention: what somebody does, or one of many things.

    A name with its day right behind it, or with day and hour, is none: "everyone who came to Coffee with a Cop at the mall on
    Saturday".
    """
    cue = reader.cues
    behind, rest = [day for day in line.dates if day.begin >= name.stop], line.low[name.stop :]
    if cue.has("long_ago", rest[:_LONG_AGO]):
        return True  # "I met her at a Coffee with a Cop years ago", said Pike, who will speak on March 14
    if _is_work_of_honored(name, line, reader):
        return True
    if not cue.has_any(("council", "assembly", "body"), rest):  # whose day it is
        if any("," not in line.low[name.stop : day.begin] for day in behind):
            return False
        if behind and any(hour.begin >= name.stop for hour in line.times):
            return False  # "answer questions at Coffee with a Cop, set for 8 a.m. on March 14"
    if not line.dates and cue.has("long_ago", rest):
        return True  # "Police held their Coffee with a Cop there last fall"
    if (
        not (line.dates or line.times or line.heading)
        and _YEAR.search(line.low, 0, name.begin)
        and is_past(reader, line)
    ):
        return True  # "In 2014 he read of Coffee with a Cop"
    if _is_item(name, line, reader):
        return True
    before = line.low[: name.begin]
    named = {begin for begin, _ in cue.spans("naming", before)}  # "is touted as"
    listed = [
        before[stop:]
        for begin, stop in cue.spans("in_passing", before)
        if begin not in named and not any(begin < day.begin < stop for day in line.dates)
    ]  # "thanks to everyone who joined us on Tuesday for" tells its day
    if any(len(rest) <= _LISTED and not cue.has("firm", rest) and not _HOSTING.search(rest) for rest in listed):
        return True
    if cue.opens("met_with", line.low):
        return False  # "Meet the officers who serve your street at Coffee with a Cop"
    clauses = [(stop, before[stop:]) for _, stop in cue.spans("relative", before)]
    return any(
        (len(rest) <= _CLAUSE or _is_long_clause(rest, line, name, reader))
        and not (cue.has("naming", rest) or cue.has("firm", rest))
        and not any(begin <= day.begin < name.begin for day in line.dates)  # "who joined us this morning for"
        and not _tells_what_for(line, begin, name, reader)
        and not _tells_who_came(line, name, rest, reader)
        and not cue.opens(
            "occasion_behind", line.low[name.stop :].lstrip(" \"'")
        )  # "where Coffee with a Cop drew 24 people"
        for begin, rest in clauses
    )


def _is_long_clause(told: str, line: Line, name: NameSpan, reader: Reader) -> bool:
    """Whether a longer clause only says of somebody what they do: it opens with a habit ("who runs the pages of the department
    and its"), or it ends behind the name, before any day ("who leads ... Coffee with a Cop gatherings, was named")."""
    if len(told) > _LONG_CLAUSE or _CLAUSE_END.search(told) is not None:
        return False
    if reader.cues.opens("habit", told.lstrip()):
        return True
    return _CLAUSE_CLOSED.match(line.low[_behind_noun(line, name, reader) :]) is not None


def _behind_noun(line: Line, name: NameSpan, reader: Reader) -> int:
    """Where a name ends with the noun that says what it names: "Coffee with a Cop | gatherings"."""
    rest = line.low[name.stop :]
    noun = len(rest) - len(rest.lstrip(_MARKS))
    return name.stop + (noun + stop if (stop := reader.cues.opens("event", rest[noun:])) else 0)


def _is_work_of_honored(name: NameSpan, line: Line, reader: Reader) -> bool:
    """Whether a sentence tells the day on which somebody known for the program is honored or leaves: "Sgt. Poe, who brought
    Coffee with a Cop to Elm, will receive a medal on March 14"."""
    cue, before = reader.cues, line.low[: name.begin]
    known = any(len(before) - stop <= _CLAUSE for _, stop in cue.spans("in_passing", before))
    return known and cue.has("honors", line.low[name.stop :])


def _tells_what_for(line: Line, begin: int, name: NameSpan, reader: Reader) -> bool:
    """Whether a clause says what went on at the place right before it on the day told before it: "Officers spent Thursday at
    Elm Bakery, where they hosted Coffee with a Cop"."""
    cue = reader.cues
    clause, rest = line.low[begin : name.stop], line.low[name.stop :]
    if line.low[:begin].endswith("who") or not cue.has("held_there", line.low[begin:]) or cue.has("in_passing", clause):
        return False
    if cue.has_any(("crime", "mishap", "mourning", "other_story"), line.low) or cue.has("long_ago", rest):
        return False
    if not any(day.begin < begin for day in line.dates) or any(day.begin > begin for day in line.dates):
        return False
    if _AT_ANOTHER_TIME.match(rest):
        return False
    ends = [begin, *(day.begin for day in line.dates if begin - day.stop <= 2 * _BEFORE_CLAUSE)]
    places = [place for place in reader.places(line) if place.place.venue]
    there = any(0 <= end - place.stop <= _BEFORE_CLAUSE for place in places for end in ends)
    return there and (bool(line.hosts()) or cue.has("community", line.low[:begin]))


def _tells_who_came(line: Line, name: NameSpan, clause: str, reader: Reader) -> bool:
    """Whether a clause says who was there: "Thank you to everyone who came out to Coffee with a Cop!"; at another time it is
    a mention."""
    return reader.cues.has("attendance", clause) and not _AT_ANOTHER_TIME.match(line.low, name.stop)


def _is_item(name: NameSpan, line: Line, reader: Reader) -> bool:
    """Whether a name is one of the things that a sentence lists: "Some try body cameras, academies, basketball leagues,
    coffee with a cop.". It tells no day, no hour, and invites nobody."""
    if line.heading or line.label is not None or line.dates or line.times or not line.text.rstrip().endswith("."):
        return False
    if reader.cues.has_any(("firm", "invitation", "event", "again", "next_one"), line.low):
        return False
    pieces = _PARTS.split(line.low.rstrip(" ."))
    own = [n for n, piece in enumerate(pieces) if line.low[name.begin : name.stop] in piece]
    if not own or own[0] == 0 or _ITEM.fullmatch(pieces[own[0]]) is None:
        return False
    alone = pieces[own[0]].strip() in (told := line.low[name.begin : name.stop], f"on {told}", f"for {told}")
    others = [_ITEM.fullmatch(piece) is not None for n, piece in enumerate(pieces) if n and n != own[0]]
    return sum(others) >= (1 if alone and "," in line.low else _FEWEST_ITEMS) and all(others)


def speaks_of_it(line: Line, things: Set[str | None], reader: Reader) -> bool:
    """Whether a sentence speaks of the event apart from the name it mentions: "..., holds the next one on March 14". What
    police shared then must be what the program shares: "flipped pancakes" is of no "Coffee with a Cop"."""
    cue = reader.cues
    # "the first" of "the first Monday of each month" is no event, "el próximo" of "el próximo 12 de mayo" is none
    ahead = [s for s in cue.spans("next_one", line.low) if any(0 <= day.begin - s[1] <= 1 for day in line.dates)]
    rest = blanked(line.low, sorted([*((rule.begin, rule.stop) for rule in line.rules), *ahead]))
    rest = rest[_behind_noun(line, line.names[-1], reader) :] if line.names else rest
    if cue.has_any(("event", "again", "next_one"), rest):
        return True
    return not line.names and bool(line.hosts()) and not things.isdisjoint(shared_in(line))
