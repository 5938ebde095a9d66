"""Names of the program that tell of one time it was held: "It was the department's second Coffee with a Cop"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from ...normalization.names import NameSpan
from ..drafts import Draft
from ..drafts.tense import tells_past
from ..lines import Line, Reader
from .passing import in_passing, speaks_of_it

LANGUAGES = frozenset(["en"])
"""Those whose words for it are known."""
_WORDS_BETWEEN = 6
"""Words from one that says that it was held to the name: "hosted | its second quarterly | Coffee with a Cop"."""
_BESIDE = 14
"""Letters between the name and its place: " event at the "."""
_CLAUSE = re.compile(r"[,;:.?!]")
_REST = re.compile(r"[^,;:]*")
"""The rest of a clause."""
_AT = re.compile(r"\bat(?: [\w']+){0,3}$")
_ONCE = re.compile(r"\b(?:had|have|has|who|whom|they|he|she|i|we)\b")
"""Before a name: it may have been another one, at which somebody was met."""
_AT_ANOTHER_TIME = re.compile(
    r"[”\"]? (?:[\w']+ ){0,4}(?:in|since|last|every|each) (?:[A-Z][a-z]+ )?(?:(?:19|20)\d\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
"""Behind a name: it was held in another month or year."""
_OF = ("of", "for")
"""Behind a word, it is of this that something was done: "for their support | of | Coffee with a Cop"."""
_COUNTED = (
    "one",
    "first",
    "go",
    "turn",
    "round",
    "evening",
    "morning",
    "day",
    "hour",
    "hours",
    "edition",
    "kind",
    "cup",
    "cups",
)
"""What may be held "of" it."""
_QUOTED = re.compile(r"\"[^\"]*\"")
_MANY = re.compile(
    r"[\"']?(?: \w+)? (?:events|sessions|programs|gatherings|meetings|dates|days|mornings|mugs|efforts|activities)\b"
)
"""Behind a name: more than one of its kind."""
_MARKS = " \"'"
_ONE_OF = re.compile(
    r"\b(?:one of|both|the two|two|three|(?:first|second|third|last|latest) of) [\w']+(?: [\w']+){0,4}$|\b(?:both|the two)$"
)
"""Before the name: those of its kind that were held then."""
_FOR = re.compile(r"\s*,? for (?:[\w']+ ){0,4}$")
"""Between a place and the name of what was held there."""
_WHICH = ("conditional", "beginnings", "long_ago", "former", "crime", "mourning", "likes")
"""The roles of words that say it was another one, or none."""


def occasion_of(lines: Sequence[Line], reader: Reader) -> Line | None:
    """The first sentence of a story that says that the program was held, and not when."""
    if reader.lexicon.code not in LANGUAGES:
        return None
    told = (line for line in lines if not (line.heading or line.dates or line.rules) and line.unit != -1)
    return next((line for line in told if any(tells_occasion(n, line, reader) for n in line.names)), None)


def tells_occasion(name: NameSpan, line: Line, reader: Reader) -> bool:
    """Whether a sentence says with the name that it was held: by what was done for it ("had come for"), by its count ("the
    third"), or by what it was or did ("Coffee with a Cop drew 40 people"); not when, and not of another time."""
    cue, behind = reader.cues, line.low[name.stop :]
    said = line.low[: name.stop] + _REST.match(behind)[0]  # type: ignore[index]
    if (
        line.heading
        or any(begin < name.begin for begin, _ in line.others)
        or any(cue.has(role, said) for role in _WHICH)
    ):
        return False
    before = line.low[: name.begin].rstrip(_MARKS)
    if (_MANY.match(behind) and not _ONE_OF.search(before)) or in_passing(name, line, reader):
        return False
    if _AT_ANOTHER_TIME.match(line.text, name.stop):
        return False
    if cue.opens("occasion_behind", behind.lstrip(_MARKS + ",.")):
        return True
    if not _may_be_past(line, said, reader):
        return False
    places = [place for place in reader.places(line) if place.place.venue]
    if any(0 <= place.begin - name.stop <= _BESIDE for place in places):
        return True  # "after the two-hour Coffee with a Cop at the Plum Diner"
    if any(_FOR.fullmatch(line.low, place.stop, name.begin) for place in places):
        return True  # "one of six officers at the Plum Diner for Coffee with a Cop"
    if cue.has("lately", behind) and tells_past(reader, line):
        return True  # "which the department brought to the diner this week"
    if (
        _AT.search(before)
        and (cue.has("mingled", before) or cue.has("report", before))
        and _ONCE.search(before) is None
    ):
        return True  # "came to get acquainted with the department at"
    return any(_is_near(before[stop:]) for role in ("occasion", "attendance") for _, stop in cue.spans(role, before))


def _is_near(between: str) -> bool:
    words = between.split()
    if len(words) > _WORDS_BETWEEN or _CLAUSE.search(between) is not None:
        return False
    return all(before in _COUNTED for before, word in pairwise(words) if word in _OF) and words[:1] not in (
        [w] for w in _OF
    )


def _may_be_past(line: Line, said: str, reader: Reader) -> bool:
    """Whether a sentence tells of the past, or its clause with the name of no plan; what is quoted says nothing of it."""
    cue, told = reader.cues, _QUOTED.sub("", said)
    return tells_past(reader, line) or not (cue.has("future", told) or cue.has("firm", told))


def without_other_days(drafts: list[Draft], lines: Sequence[Line], reader: Reader) -> list[Draft]:
    """The drafts of a story whose title does not name the program: where no sentence says with the name that it was or will be
    held, the days of the past stay that are told with police and what is shared, or of "the event"."""
    named = [line for line in lines if line.names]
    if reader.lexicon.code not in LANGUAGES or any(_states(line, reader) for line in named):
        return drafts
    things = {name.theme for line in named for name in line.names}
    return [d for d in drafts if not _is_of_other_matter(d) or _speaks_of_it(d.line, things, reader)]


def _speaks_of_it(line: Line | None, things: Set[str | None], reader: Reader) -> bool:
    """Whether a sentence tells of police who shared the thing, or met people, or of "the event"."""
    if line is None or speaks_of_it(line, things, reader):
        return line is not None
    return bool(line.hosts()) and (reader.cues.has("report", line.low) or reader.cues.has("mingled", line.low))


def _states(line: Line, reader: Reader) -> bool:
    """Whether a line with the name may state an event: it tells a day, an hour, that it was held, or that it will be."""
    if line.heading or line.label is not None or line.dates or line.times or line.rules:
        return True
    return any(tells_occasion(name, line, reader) for name in line.names)


def _is_of_other_matter(draft: Draft) -> bool:
    """Whether a draft is a day reported in a sentence without the name, alone."""
    if draft.row or draft.labelled or draft.elsewhere or draft.rule is not None or draft.start is not None:
        return False
    return draft.past and not draft.future and draft.line is not None and not draft.line.block.is_caption
