"""The agencies a text names: where a name begins, what can never begin one, and the words of its kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...gazetteer import find_city
from ..cues import Cues, plain
from ..lines import Line, Reader, once_a_line
from .forms import ACRONYM, CAP, ENGLISH, ENGLISH_KIND, ENGLISH_SHORT, GENERIC, INITIALS, NEVER, OTHER, STEMS


class Agency(NamedTuple):
    """An agency as printed, and its offsets in the text."""

    begin: int
    stop: int
    text: str
    made: bool = False
    """Whether it is not printed letter for letter: one of "the Elmira and Corning Police Departments"."""

    @property
    def key(self) -> str:
        """The name without what differs from one printing to the next."""
        return self.text.lower().replace("’", "'")


_KIND_WORDS = (
    rf"(?:Service de police.*|Sûreté.*|\d+\w\w Precinct|{ENGLISH_KIND}|County Sheriff(?![’']s)|{ENGLISH_SHORT})"
)
_KIND = re.compile(rf"{_KIND_WORDS}(?!.*{_KIND_WORDS})")
_KEEPS_OF = frozenset(
    [
        "board",
        "borough",
        "city",
        "college",
        "county",
        "department",
        "port",
        "state",
        "town",
        "township",
        "university",
        "village",
    ]
)
"""Words before "of" that belong to an agency's name: "City of Marlow Police"; others are a person's."""
_OWNER = re.compile(r"(?:city|town|village|county|borough|township|department)'s$")
"""An owner that only says whose it is: "the City's Police Department"."""
_VERBAL = re.compile(r"(?!unified$|united$)\w{2,}(?:ing|ed|ly)$")
"""How words end that no town is called by, unless one is: "Acting Police", "Uniformed police", but "Reading Police"."""
_COMMON_NOUN = re.compile(r"(?<=police) (?:force|station|service|services|division|district|command|bureau|authority)$")
"""Nouns that are of the name only with a capital: "served with the Elm Hill police force"."""
_HALVES = re.compile(r"(?:^|\s)((?:[A-Z][\w'’.-]+ ){1,2}(?:(?:in|on|by) the|du|de|del|de la|in|on) )$", re.IGNORECASE)
"""What may stand before the second half of a town: "Lake in the | Hills Police", "Fond du | Lac County"."""
_CAMPUS = re.compile(
    r"(?:^|\s)((?!The )(?:[A-Z][\w'’&.-]+ )*University(?: of [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?(?: in )?)?(?: at | - | – |–|(?<= in )))$"
)
"""What stands before the town of a university: "University of Dakota at | Plumfield"."""
_SEVERAL = re.compile(r" ?(?:Departments|departments|forces|agencies|chiefs)\b")
"""What follows the words for police where several are told: "Multiple police departments"."""
_OTHER_SERVICES = frozenset(["Fire", "EMS", "Parks", "Sheriff's", "Sheriff’s"])
_BESIDE_FIRE = re.compile(r" (?:and|&) (?:Fire|Fire/Rescue|EMS)(?:/\w+)? Departments\b")
"""What stands behind the police of a town whose fire department comes as well."""
_BEFORE_AND = re.compile(rf"(?:^|[^\w,])((?:{CAP} ){{1,4}})(?:and|&) (?:the )?$")
_UNIT_OF_SOME = re.compile(r"(?:state|campus|university|city|local) police [A-Z]")
_GERMAN_GENITIVE = re.compile(r"^(\w+(?:revier|präsidium|kommando|kommissariat))s\b")


@once_a_line
def agencies_of(line: Line) -> list[Agency]:
    """The agencies a line names, in order, as printed."""
    assert line.reader is not None
    text = line.text.title() if line.text.islower() and line.text.isascii() else line.text
    found = (
        agency if agency.made else agency._replace(text=line.text[agency.begin : agency.stop])
        for agency in find_agencies(text, line.reader)
    )
    agencies = [agency for agency in found if is_full(agency) or not _is_of_name(agency, line)]
    return [agency for agency in agencies if not _runs_into_name(agency, line)]


def _is_of_name(agency: Agency, line: Line) -> bool:
    """Whether it stands in the name of the event: "Pizza With the Police"."""
    return any(name.begin <= agency.begin < name.stop for name in line.names)


def _runs_into_name(agency: Agency, line: Line) -> bool:
    """Whether it has taken the event's name for its own: "organiseert met de politie | Koffie met een cop"."""
    return any(agency.begin < name.begin < agency.stop <= name.stop for name in line.names)


def find_agencies(text: str, reader: Reader) -> list[Agency]:
    """The agencies a text names, in order."""
    out: list[Agency] = []
    pattern = OTHER.get(reader.lexicon.code)
    for match in pattern.finditer(text) if pattern is not None else ():
        name = match.group().strip()
        if reader.lexicon.code == "de":  # "des Polizeireviers Nord"
            name = _GERMAN_GENITIVE.sub(r"\1", name)
        out.append(Agency(match.start(), match.end(), name, made=name != match.group()))
    if pattern is None or not out:
        low = text.lower()
        if any(stem in low for stem in STEMS):
            for match in ENGLISH.finditer(text):
                out += _trimmed(match, text, reader.cues)
        if any(ending in text for ending in INITIALS):
            out += _initials(text, out)
            out.sort(key=lambda agency: agency.begin)
    return [agency for agency in out if len(agency.text) > 2]


def _initials(text: str, found: list[Agency]) -> list[Agency]:
    """The agencies that a text names by initials: "MPD"."""
    shouted = text.isupper()
    return [
        Agency(match.start(), match.end(), match.group())
        for match in ACRONYM.finditer(text)
        if not (shouted and match.group().endswith("SO")) and not any(a.begin <= match.start() < a.stop for a in found)
    ]


def is_full(agency: Agency) -> bool:
    """Whether a name says whose agency it is: neither initials nor the kind alone."""
    return agency.key not in GENERIC and not is_acronym(agency)


def is_acronym(agency: Agency) -> bool:
    return ACRONYM.fullmatch(agency.text) is not None


def owner_of(agency: Agency) -> str:
    """The words before those of the kind: "Elm Hill" of "Elm Hill Police Department"; "" where there are none."""
    kind = _KIND.search(agency.text)
    return "" if kind is None else agency.text[: kind.start()].strip()


def is_named(agency: Agency) -> bool:
    """Whether the words may stand for an agency at all: "police" never does, nor do English words for the kind in lower case,
    with or without a unit of theirs ("the state police Canine Unit")."""
    if _UNIT_OF_SOME.match(agency.text):
        return False
    return agency.key not in NEVER and not (agency.text.islower() and _KIND.fullmatch(agency.text) is not None)


def _trimmed(match: re.Match[str], text: str, cues: Cues) -> list[Agency]:
    """The name in a run of capitals: read from the words of the kind back to the first word that is of no name."""
    kind = _KIND.search(text, match.start(), match.end())
    if kind is None:
        return []
    words = [
        (word.start() + match.start(), word.group()) for word in re.finditer(r"\S+", text[match.start() : kind.start()])
    ]
    kept = _owner(words, cues, lower=text[kind.start()].islower())
    begin = kept[0][0] if kept else kind.start()
    if kept:
        begin = _beginning(begin, [word for _, word in kept], text)
    while text[begin] in "\"“‘'(":
        begin += 1
    if (several := _SEVERAL.match(text, match.end())) is not None:
        return _each(begin, kind.start(), several, text, cues)
    if (
        kept
        and (beside := _BESIDE_FIRE.match(text, match.end())) is not None
        and text[kind.start() : match.end()] == "Police"
    ):
        name = f"{text[begin : match.end()].strip()} Department"
        return [Agency(begin, beside.end(), name, made=True)]
    printed = text[begin : match.end()].strip()
    if (noun := _COMMON_NOUN.search(printed)) is not None:
        if noun.group() == " station":
            return []
        printed = printed[: noun.start()]
    return [Agency(begin, begin + len(printed), printed)]


def _beginning(begin: int, kept: list[str], text: str) -> int:
    """Where a name begins whose first half stands behind small words."""
    if (campus := _CAMPUS.search(text[:begin])) is not None:
        return campus.start(1)
    halves = _HALVES.search(text[:begin])
    if halves is not None:
        for word in re.finditer(r"\S+ ", halves[1]):  # "The Fond du", "Fond du"
            half = halves[1][word.start() :]
            if half[0].isupper() and any(find_city(half + " ".join(kept[:n])) for n in (1, 2)):
                return halves.start(1) + word.start()
    return begin


def _each(begin: int, kind: int, several: re.Match[str], text: str, cues: Cues) -> list[Agency]:
    """Each of "the Elmira and Corning Police Departments"; none of "the Elm Valley police departments"."""
    before = _BEFORE_AND.search(text[:begin])
    if before is None:
        return []
    noun = text[kind : several.end() - 1]
    before_and = [(m.start(), m.group()) for m in re.finditer(r"\S+", before[1])]
    fire = before_and[-1][1] in _OTHER_SERVICES  # "Elm Hill Fire and Police Departments": the police of one town
    first = _owner(before_and[:-1] if fire else before_and, cues)
    owners = [" ".join(word for _, word in first), text[begin:kind].strip()]
    return [Agency(before.start(1), several.end(), f"{owner} {noun}", made=True) for owner in owners if owner]


def _owner(words: list[tuple[int, str]], cues: Cues, *, lower: bool = False) -> list[tuple[int, str]]:
    """The words before the kind that are of the name: whose it is."""
    low = [plain(word).strip('.,:"“”') for _, word in words]
    first = len(words)
    while first:
        word, before = low[first - 1], low[first - 2] if first > 1 else ""
        if word == "the":
            if before != "of" or first < 3 or low[first - 3] not in _KEEPS_OF:
                break
        elif word == "of":
            if before not in _KEEPS_OF:
                break
        elif _OWNER.match(word):
            break
        elif _is_cue("not_in_agency", word, cues):
            town = _town_from(words, first, cues)
            if town is None:
                break
            first = town + 1
        first -= 1
    while first < len(words) and (low[first] in ("&", "of", "the") or _is_cue("opens_no_agency", low[first], cues)):
        if _is_cue("called_so", " ".join(low[first : first + 2]), cues):
            break
        first += 1
    if first == len(words) - 1:
        alone = lower and _is_cue("owns_no_agency", low[first], cues)
        if alone or low[first] == "new" or (_VERBAL.match(low[first]) and find_city(words[first][1]) is None):
            return []
    return words[first:]


def _town_from(words: list[tuple[int, str]], first: int, cues: Cues) -> int | None:
    """Where a town begins that holds a word of no other name: "Sergeant Bluff", "Newport News"."""
    for begin in range(max(first - 3, 0), first):
        name = [word for _, word in words[begin:]]
        if not 1 < len(name) < 5 or not all(word[0].isupper() for word in name):
            continue
        if find_city(" ".join(name)) is not None or _is_cue("called_so", plain(" ".join(name)), cues):
            return begin
    return None


def _is_cue(role: str, word: str, cues: Cues) -> bool:
    return any(span == (0, len(word)) for span in cues.spans(role, word))
