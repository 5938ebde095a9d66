"""Which of the names a story prints is the host's: each is weighed by what is said of it, and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...gazetteer import find_city
from ..cues import plain
from ..lines import Line, Reader
from .agreeing import is_body, is_longer
from .names import Agency, agencies_of, find_agencies, is_acronym, is_full, is_named, owner_of
from .said import Said, said_of_each
from .standing import OWN_UNIT, Standing, StoryHosts, standing_of

_OF_TOWN = 26
_OF_ANOTHER = -12
_OF_SOURCE = 3
_FULL = 5
_DEED = 24
"""Letters behind an agency in which its deed stands."""
_INITIALS = -15
_KIND_ALONE = -25
_HOUSE = -30
_FAR = -30
_FAR_OTHER = -45
_YEAR = re.compile(r"\b20\d\d\b")


class _Told(NamedTuple):
    """An agency where a line names it, what is said of it there, and how much that weighs for this event."""

    weight: int
    said: Said
    agency: Agency
    line: Line
    near: bool
    close: bool
    """Whether it stands by the event: in its lines, or called after its town."""


def find_organizer(
    story: StoryHosts, own: Sequence[Line], reader: Reader, town: str | None = None
) -> tuple[str, Line | None] | None:
    """The host of an event, and the line that names it; None where the story names none.

    `own` are the event's own lines, the one of its place first; `town` is its printed town. Every agency of the story is
    weighed by what is said of it (`Said`) and by where it stands; of the names of one agency the whole one is given. A host
    that is no agency goes before agencies that are only named. The publisher, where that is an agency, comes last.
    """
    told = list(_weighed(story, own, reader, town))
    best = max(told, key=lambda t: t.weight, default=None)
    if best is not None and _is_lost(best, told, story):
        return None
    if best is None or best.said < Said.HOSTS:
        host = story.body or (story.house if best is None or best.said <= Said.DONE_TO else None)
        if host is not None:
            return host
    if best is None:
        return _publisher(reader)
    if not is_full(best.agency) and not is_acronym(best.agency):
        own_name = _publisher(reader)  # the publisher calls itself by its kind alone: "the Sheriff's Office"
        if own_name is not None and own_name[0].lower().replace("’", "'").endswith(f" {best.agency.key}"):
            return own_name
    whole = _whole_name(best, told)
    return whole.agency.text, whole.line


def _weighed(story: StoryHosts, own: Sequence[Line], reader: Reader, town: str | None) -> Iterator[_Told]:
    """Every agency that may host, where it is named, with its weight."""
    mine = {id(line) for line in own}
    source = (reader.place.name or "").lower()
    standing = Standing(story, own)
    told_town = town if town is not None and any(_tells_police_of(line, town) for line in own) else None
    for number in standing.naming:
        line, keep = story.lines[number], story.relevant[number]
        if line.label in ("place", "address"):
            continue
        for agency, said in zip(agencies_of(line), said_of_each(line), strict=True):
            if (
                said is Said.NEVER
                or not is_named(agency)
                or (
                    id(line) not in mine
                    and (_is_origin(agency, line, reader) or _is_of_crime(agency, said, line, reader))
                )
            ):
                continue
            if told_town is not None and id(line) not in mine and plain(told_town) not in plain(agency.key):
                continue  # "Benton officers will be at the mill" is not said of the Herrin police
            where = standing_of(standing, number, agency)
            if where is None or (said is Said.NAMED and is_body(agency)):
                continue
            near = keep and line.label != "other"
            weight = int(said) + where
            weight += (of_town := _of_town(agency, said, town))
            weight += _OF_SOURCE if agency.key in source else 0
            weight += _FULL if is_full(agency) else _INITIALS if is_acronym(agency) else _KIND_ALONE
            weight += _HOUSE if agency.key.endswith(" police station") else 0
            weight += 0 if near else _FAR_OTHER if line.others else _FAR
            yield _Told(weight, said, agency, line, near, where >= OWN_UNIT or of_town > 0)


def _of_town(agency: Agency, said: Said, town: str | None) -> int:
    """What it adds that an agency is called after the event's town, or after another."""
    if town is None:
        return 0
    if plain(town) in plain(agency.key):
        return _OF_TOWN if said > Said.ATTENDS else _OF_TOWN // 2
    if "county" in agency.key or find_city(town) is None:
        return 0
    owner = owner_of(agency)
    return _OF_ANOTHER if owner and find_city(owner, small=False) is not None else 0


def _tells_police_of(line: Line, town: str) -> bool:
    """Whether a line tells of the police of a town without an agency's name: "Join Benton officers"."""
    if any(plain(town) in plain(agency.key) for agency in agencies_of(line)):
        return False
    return any(line.low[:begin].rstrip().endswith(plain(town)) for begin, _ in line.hosts())


def _is_of_crime(agency: Agency, said: Said, line: Line, reader: Reader) -> bool:
    """Whether a line only names police for what they do about a crime: "Oakvale police arrested a man on Friday"."""
    deed = line.low[agency.stop : agency.stop + _DEED]
    return said <= Said.NAMED and not line.names and reader.cues.has("crime", deed)


def _is_origin(agency: Agency, line: Line, reader: Reader) -> bool:
    """Whether an agency is told as the one that began the program, and is not the publisher's."""
    city = reader.place.city
    if city is not None and city.lower() in line.text.lower():
        return False
    if reader.cues.has("origin", plain(agency.text)):
        return True
    return bool(line.names) and _YEAR.search(line.text) is not None and reader.cues.has("history", line.low)


def _is_lost(best: _Told, told: Sequence[_Told], story: StoryHosts) -> bool:
    """Whether several agencies are told of, and none of them as this event's host."""
    if best.said is Said.AMONG:
        return True
    if best.said is Said.NAMED and any(t.near and t.said is Said.AMONG for t in told):
        return not best.close
    return story.several and not best.close


def _whole_name(best: _Told, told: Sequence[_Told]) -> _Told:
    """ "Hoquiam Police" of the title is "Hoquiam Police Department" where the page says so; "RCMP" the "Stettler RCMP"."""
    if best.line.text[best.agency.stop :].startswith(" Officers"):
        return best  # "Marlow Police Officers held": who hosts is told so, and not as the department
    for other in sorted(told, key=lambda t: (not t.near, -t.weight)):
        if other.said >= Said.BESIDE and not other.agency.made and is_longer(best.agency, other.agency):
            return _whole_name(other, [t for t in told if t is not other])
    return best


def _publisher(reader: Reader) -> tuple[str, None] | None:
    """The publisher of the page, where its name is an agency's."""
    name = reader.place.name or ""
    named = find_agencies(name, reader)
    return (name, None) if any(a.text == name and is_full(a) for a in named) else None
