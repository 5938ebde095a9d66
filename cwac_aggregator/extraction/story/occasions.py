"""Names of the program that tell of one time it was held: "It was the department's second Coffee with a Cop"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from ...normalization.names import NameSpan
from ..drafts import Draft, tells_meeting, tells_police
from ..drafts.tense import is_firm, tells_past
from ..lines import Line, Reader
from .passing import in_passing, speaks_of_it

_WORDS_BETWEEN = 6
"""Words from one that says that it was held to the name: "hosted | its second quarterly | Coffee with a Cop"."""
_BESIDE = 14
"""Letters between the name and its place: " event at the "."""
_CLAUSE = re.compile(r"[,;:.?!]")
_REST = re.compile(r"[^,;:]*")
"""The rest of a clause."""
_FEW = 3
"""Words between "at" and the name: "at the department's first"."""
_SOON = 4
"""Words behind a name before what tells another time: "Coffee with a Cop | events were held here | in 2019"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = re.compile(r"\"[^\"]*\"")
_MARKS = " \"'"
_ONE_OF = 5
"""Words between "one of" and the name: "one of the department's monthly"."""
_FOR = 4
"""Words of "for the department's first", between a place and what was held there."""
_WHICH = ("conditional", "beginnings", "long_ago", "former", "crime", "mourning", "likes")
"""The roles of words that say it was another one, or none."""


def occasion_of(lines: Sequence[Line], reader: Reader) -> Line | None:
    """The first sentence of a story that says that the program was held, and not when."""
    told = (line for line in lines if not (line.heading or line.dates or line.rules) and line.unit != -1)
    return next((line for line in told if any(tells_occasion(n, line, reader) for n in line.names)), None)


def naming_of(lines: Sequence[Line], reader: Reader) -> Line | None:
    """The sentence of a story that names the program: the first that does not in passing, before headings and mentions."""
    named = [line for line in lines if line.names]
    told = [line for line in named if not is_mention(line, reader)]
    return next((line for line in told if not line.heading), next(iter(told), next(iter(named), None)))


def is_mention(line: Line, reader: Reader) -> bool:
    """Whether a line names the program in passing alone."""
    return all(in_passing(name, line, reader) for name in line.names)


def tells_occasion(name: NameSpan, line: Line, reader: Reader) -> bool:
    """Whether a sentence says with the name that it was held: by what was done for it ("had come for"), by its count ("the
    third"), or by what it was or did ("Coffee with a Cop drew 40 people"); not when, and not of another time."""
    cue, behind = reader.cues, line.low[name.stop :]
    said = line.low[: name.stop] + _REST.match(behind)[0]  # type: ignore[index]
    if line.heading or any(begin < name.begin for begin, _ in line.others) or cue.has_any(_WHICH, said):
        return False
    before = line.low[: name.begin].rstrip(_MARKS)
    if _is_one_of_many(before, behind, reader) or in_passing(name, line, reader):
        return False
    if _is_of_another_time(behind, reader):
        return False
    if cue.opens("occasion_behind", behind.lstrip(_MARKS + ",.")):
        return True
    if not _may_be_past(line, said, reader):
        return False
    places = [place for place in reader.places(line) if place.place.venue]
    if any(0 <= place.begin - name.stop <= _BESIDE for place in places):
        return True  # "after the two-hour Coffee with a Cop at the Plum Diner"
    if any(_is_what_for(line.low[place.stop : name.begin], reader) for place in places):
        return True  # "one of six officers at the Plum Diner for Coffee with a Cop"
    if cue.has("lately", behind) and tells_past(reader, line):
        return True  # "which the department brought to the diner this week"
    here = any(len(before[stop:].split()) <= _FEW for _, stop in cue.spans("at_it", before))
    if here and (cue.has("mingled", before) or cue.has("report", before)) and not cue.has("someone_had", before):
        return True  # "came to get acquainted with the department at"
    return any(
        _is_near(before[stop:], reader) for role in ("occasion", "attendance") for _, stop in cue.spans(role, before)
    )


def _is_near(between: str, reader: Reader) -> bool:
    """Whether a word says of the name that it was held: not what was done for it ("thanked for their support of")."""
    words = between.split()
    if len(words) > _WORDS_BETWEEN or _CLAUSE.search(between) is not None:
        return False
    cue = reader.cues
    ofs = [n for n, word in enumerate(words) if cue.opens("of_it", word)]
    return all(n > 0 and cue.opens("counted_of", words[n - 1]) for n in ofs)


def _is_one_of_many(before: str, behind: str, reader: Reader) -> bool:
    """Whether a name is said of several that were held, and not of one of them."""
    first, _, rest = behind.lstrip(_MARKS).partition(" ")
    many = reader.cues.opens("many_of_kind", first) or reader.cues.opens("many_of_kind", rest)
    return bool(many) and not any(
        len(before[stop:].split()) <= _ONE_OF for _, stop in reader.cues.spans("one_of_several", before)
    )


def _is_of_another_time(behind: str, reader: Reader) -> bool:
    """Whether what stands behind a name says that it was held in another month or year."""
    for begin, stop in reader.cues.spans("since_when", behind):
        told = behind[:begin]
        if len(told.split()) > _SOON or _CLAUSE.search(told) is not None:
            return False
        words = re.findall(r"\w+", behind[stop : stop + 24])[:3]
        if any(_YEAR.fullmatch(word) or word in reader.lexicon.months for word in words):
            return True
    return False


def _is_what_for(between: str, reader: Reader) -> bool:
    """Whether what stands between a place and a name says that people were there for it."""
    told = between.lstrip(" ,")
    stop = reader.cues.opens("for_it", told)
    return stop > 0 and len(told[stop:].split()) < _FOR and _CLAUSE.search(told) is None


def _may_be_past(line: Line, said: str, reader: Reader) -> bool:
    """Whether a sentence tells of the past, or its clause with the name of no plan; what is quoted says nothing of it."""
    cue, told = reader.cues, _QUOTED.sub("", said)
    return tells_past(reader, line) or not (cue.has("future", told) or cue.has("firm", told))


def without_other_days(drafts: list[Draft], lines: Sequence[Line], reader: Reader) -> list[Draft]:
    """The drafts of a story whose title does not name the program: where no sentence says with the name that it was or will be
    held, the days of the past stay that are told with police and what is shared, or of "the event"."""
    named = [line for line in lines if line.names]
    if any(_states(line, reader) for line in named):
        return drafts
    things = {name.theme for line in named for name in line.names}
    return [d for d in drafts if not _is_of_other_matter(d, reader) or _speaks_of_it(d.line, lines, things, reader)]


def _speaks_of_it(line: Line | None, lines: Sequence[Line], things: Set[str | None], reader: Reader) -> bool:
    """Whether a sentence tells of police who shared the thing, or met people, or of "the event"."""
    if line is None:
        return False
    if speaks_of_it(line, things, reader):
        return not reader.cues.has("other_story", line.low)
    if line.hosts() and reader.cues.has("report", line.low):
        return True
    beside = [other for other in lines if other.unit == line.unit and other is not line]
    if any(_goes_with(line, other, beside, reader) for other in beside if other.names):
        return True
    return tells_meeting(line, beside, {thing for thing in things if thing}, reader)


def _goes_with(line: Line, naming: Line, beside: Sequence[Line], reader: Reader) -> bool:
    """Whether a day belongs to the sentence of its paragraph that names the program: that one tells the tale on, or this one
    tells that police invited."""
    if all(in_passing(name, naming, reader) for name in naming.names) or naming.others:
        return False
    if any(reader.cues.has(role, said.low) for role in _WHICH for said in (line, naming)):
        return False
    return tells_past(reader, naming) or any(
        tells_police(other, reader) and reader.cues.has("agency_hosts", other.low) for other in (line, *beside)
    )


def _states(line: Line, reader: Reader) -> bool:
    """Whether a line with the name may state an event: it tells a day, an hour, that it was held, or that it will be."""
    if line.heading or line.label is not None or line.tells_time:
        return True
    return any(tells_occasion(name, line, reader) for name in line.names)


def _is_of_other_matter(draft: Draft, reader: Reader) -> bool:
    """Whether a draft is a day reported in a sentence without the name, alone; a weekday that no word plans is reported."""
    if draft.row or draft.labelled or draft.elsewhere or draft.rule is not None or draft.start is not None:
        return False
    if (
        draft.line is None
        or draft.line.heading
        or draft.line.block.is_caption
        or draft.future
        or draft.status is not None
    ):
        return False
    return draft.past or (draft.span is not None and draft.span.relative == "bare" and not is_firm(reader, draft.line))
