"""What a line says of an agency it names: that it hosts, that people meet it, that it is only spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from ..cues import Cues
from ..lines import Line, once_a_line
from .names import Agency, agencies_of, is_full


class Said(IntEnum):
    """What is said of an agency, from the least to the most that makes it the host."""

    NEVER = 0
    """It is no host: it began the program, it is a person's rank or a place."""
    DONE_TO = 4
    """Something is done to it: "thanked", "invited", "approached"."""
    BESIDE = 8
    """It is with the host: "along with", "joined by"."""
    AMONG = 10
    """It is one of several that take part."""
    ATTENDS = 12
    """It takes part."""
    NAMED = 20
    """It is named: who speaks is of it, whom to call."""
    MEETS = 30
    """People meet it: "officers of X will be at", "coffee with X"."""
    HOSTS = 48
    """It hosts: "X invites", "hosted by X", "X's Coffee with a Cop"."""


_SMALL = re.compile(
    r"[\s\"“„«'’]*(?:(?:the|our|your|their|its|local|both|a|an|by|and|of|from|with|"
    r"la|el|los|las|le|les|l|un|una|une|du|des|de|del|da|do|das|dos|o|os|"
    r"der|die|das|den|dem|von|vom|het|van)\b[\s'’]*)*$"
)
"""What may stand between the words that tell of an agency and its name."""
_LATER = re.compile(r"[^.;:!?]{0,110}")
_EARLIER = re.compile(r"[^.;:!?]{0,70}$")
_OF_ITS = re.compile(
    r"['’]?s?,?[\s\"“‘'„«]*(?:(?:(?:first|second|third|fourth|\w+th|next|monthly|annual|weekly|quarterly|own|inaugural|popular|\d+\w\w|ever|\w+-ever)\s+)*)[\s\"“‘'„«]*$"
)
"""What may stand between an agency and the event that is its: the Marlow police's first monthly one."""
_FORMER = ("previous ", "past ", "earlier ", "last year", "in years past", "in the past")
"""How a sentence about hosts of before opens."""
_PERSON = re.compile(r"\.? [a-z'’.-]+(?: [a-z'’.-]+){0,2},? (?:of|from|with)(?: the)? ")
"""What stands between somebody's rank and the agency: "Sgt. | Roy of the"."""
_NAME = re.compile(r" [A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][a-z]")
_BUILDING = re.compile(r" (?:station|headquarters|precinct)$")
_SPONSORS = re.compile(r" (?:(?:has|is|was|will|also|be|again|kindly|generously) )*(?:sponsor|fund|paid for|pays for)")
_AT = re.compile(r"\b(?:at|in|outside|inside|near|behind|beside|opposite|to|from|of)(?: the)?\s*$")


_JOINT = re.compile(
    r"\s?(?:\([A-Z]{2,6}\))?(?:,|;)?\s?(?P<and>(?:and|&|y|e|et|und|en|as well as)\s)?(?:(?:the|la|le|die|de|der|a|o)\s)?"
    r"(?P<fire>(?:[A-Z][\w’'.-]+ ){1,4}Fire (?:and Rescue|Department|District|Rescue)(?:, and |,? and |, |,? & )(?:the )?)?"
    r"(?:(?:the )?(?:[A-Z][\w’'.-]+ ?){1,4}(?:,? and |, )(?:the )?)?"
    r"(?:(?:members|officers|deputies|representatives) (?:of|from) (?:the )?)?$"
)
"""What joins the names of a list."""
_WITH = re.compile(r",? (?:along |together )?with (?:the )?")
"""What joins a host and who is with it."""
_MANY = 3
"""Agencies of a list that are told together, none of them as the host."""


@once_a_line
def said_of_each(line: Line) -> list[Said]:
    """What a line says of each agency it names: of those it lists ("X, Y and Z met residents") it says the same."""
    runs = _runs(line, agencies_of(line))
    out: list[Said] = []
    for number, run in enumerate(runs):
        if number and _WITH.fullmatch(line.text[runs[number - 1][-1].stop : run[0].begin]):
            out += [Said.BESIDE] * len(run)
            continue
        if len(run) == 1:
            out.append(said_of(run[0], line))
            continue
        said = said_of(run[0]._replace(stop=run[-1].stop), line)
        crowd = said is Said.ATTENDS or (said is Said.NAMED and len(run) >= _MANY)
        out += [Said.AMONG if crowd else said] * len(run)
    return out


def _runs(line: Line, agencies: Sequence[Agency]) -> list[list[Agency]]:
    """The agencies in lists; one that stands alone is a list of one. Two are a list where "and" joins them."""
    runs: list[list[Agency]] = []
    joined = True
    for agency in agencies:
        last = runs[-1][-1] if runs else None
        joint = _JOINT.fullmatch(line.text[last.stop : agency.begin]) if last is not None else None
        if last is not None and (last.begin == agency.begin or joint is not None):
            runs[-1].append(agency)
            joined = joint is None or joint["and"] is not None or joint["fire"] is not None
        else:
            runs = _parted(runs, joined=joined)
            runs.append([agency])
            joined = True
    return _parted(runs, joined=joined)


def _parted(runs: list[list[Agency]], *, joined: bool) -> list[list[Agency]]:
    """The lists, the last of them parted where it is none: "Along with X, Y hosts"."""
    if joined or len(runs[-1]) >= _MANY:
        return runs
    return [*runs[:-1], *([agency] for agency in runs[-1])]


def said_of(agency: Agency, line: Line) -> Said:
    """What a line says of an agency that it names."""
    assert line.reader is not None
    cues = line.reader.cues
    before, after = line.low[: agency.begin], line.low[agency.stop :]
    if line.low.startswith(_FORMER):
        return Said.NEVER  # "Previous events were hosted by the Apopka Police Department"
    if cues.has("not_here", after[:90]):
        return (
            Said.NEVER
        )  # "Suffolk police said they would not take part", "Elm Hill police have hosted similar events"
    near = _EARLIER.search(before)
    told = near.group() if near is not None else ""
    if _ends_with("served_at", told, cues):
        return Said.NEVER  # "She came to Calder from the Springfield Police Department"
    if _ends_with("hosted_by", told, cues):
        return Said.HOSTS
    if (
        any(stop == len(before.rstrip()) for _, stop in cues.spans("ranks", before))
        and line.reader.lexicon.code == "de"
    ):
        return Said.NEVER  # "Chef Regionalpolizei Jan Roth"
    if _is_person(after, cues):
        return Said.NAMED if is_full(agency) and " depart" in agency.key else Said.NEVER
    if _BUILDING.search(agency.key) and _AT.search(before) and not _ends_with("members_of", told, cues):
        return Said.NEVER
    if any(name.begin >= agency.stop and _OF_ITS.match(line.low[agency.stop : name.begin]) for name in line.names):
        return Said.HOSTS
    if _ends_with("attended_by", told, cues):
        return Said.ATTENDS
    if _ends_with("hosted_with", told, cues):
        return Said.BESIDE
    if _ends_with("done_to", told, cues):
        return Said.DONE_TO
    if agency.key.endswith(" foundation") and _SPONSORS.match(after):
        return Said.BESIDE  # it pays for what the police hold
    later = _LATER.match(after)
    doing = _deed(later.group() if later is not None else "", cues)
    if doing is Said.MEETS and (_is_of_person(before[-70:], cues) or _is_sheriff(agency, line.text)):
        return Said.NAMED  # "Sgt. Roy of the Oakmont Police came", "Elm County Sheriff Ann Lee finds"
    if doing is not None and doing != Said.ATTENDS:
        return doing
    if _ends_with("met_with", told, cues):
        return Said.MEETS
    if line.reader.lexicon.code != "en" and _ends_with("agency_hosts", told, cues):
        return Said.HOSTS  # "organiza la Policía Local", "lädt die Polizei Marlow"
    return doing or Said.NAMED


def _is_person(after: str, cues: Cues) -> bool:
    """Whether what follows makes a name somebody's rank: "Marlow Police | Chief Ann Dee said"."""
    spans = cues.spans("ranks", after[:40])
    return bool(spans) and re.fullmatch(r"(?:['’]s)?(?: \([a-z]+\))?\s+", after[: spans[0][0]]) is not None


def _is_sheriff(agency: Agency, text: str) -> bool:
    """Whether an agency that is called by its sheriff alone is followed by that person's name."""
    return agency.key.endswith(" sheriff") and _NAME.match(text, agency.stop) is not None


def _is_of_person(before: str, cues: Cues) -> bool:
    """Whether what stands before a name tells of one of its people: "Sgt. Roy of the"."""
    spans = cues.spans("ranks", before)
    return bool(spans) and _PERSON.fullmatch(before[spans[-1][1] :]) is not None


def _ends_with(role: str, before: str, cues: Cues) -> bool:
    """Whether the words right before a name play a role: "hosted by | officers of the | Marlow Police"."""
    members = cues.spans("members_of", before) if role != "members_of" else []
    if members and _SMALL.match(before, members[-1][1]):
        before = before[: members[-1][0]]
    return any(_SMALL.match(before, stop) is not None for _, stop in cues.spans(role, before))


def _deed(after: str, cues: Cues) -> Said | None:
    """What an agency does, by the first verb behind its name that says so."""
    found = [
        (spans[0][0], said)
        for role, said in (("agency_hosts", Said.HOSTS), ("agency_meets", Said.MEETS), ("agency_attends", Said.ATTENDS))
        if (spans := cues.spans(role, after)) and _is_its(after[: spans[0][0]])
    ]
    return min(found)[1] if found else None


def _is_its(gap: str) -> bool:
    """Whether what stands between a name and a verb leaves the name its subject."""
    return (len(gap) < 60 and gap.count(",") != 1) or len(gap) < 12 or (gap.count(",") == 2 and len(gap) < 110)
