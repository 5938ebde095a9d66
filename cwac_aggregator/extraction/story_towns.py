"""The town that a story as a whole is of: its dateline, its title, the town above its matter, its host's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import gazetteer
from ..model import Place
from ..normalization.place_words import place_words
from .drafts import Draft
from .lines import Line, Reader

IN_TOWN = re.compile(
    r"\b(?:[Ii]n|to|at|into|[Ee]n|[Àà]|A|nach|naar|[Ee]m|[Ii]m|zu|[Tt]e)\s+(?:downtown |nearby |beautiful )?([A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]+|de|del|la|le|du|am|an|der|den))*[\w])"
)
"""A town, or what may be one, behind a small word that says where."""

_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,28}|[A-ZÀ-Þ][a-zà-ÿ]+(?: (?:(?:de|del|da|do|dos|das|la|las|los|el) ){0,2}[A-ZÀ-Þ][a-zà-ÿ]+){0,3})"
    r"(?:, ([A-Z][A-Za-zà-ÿ. ]{1,16}?))?(?:,? (?:a |le |den |op )?(?:\d{1,2} de \w{4,10} (?:de|del) \d{4}|\d{1,2}(?:er|\.)? [a-zA-Zà-ÿ]{3,10}\.? \d{4})\.?)?\s*(?:\([^)]{1,30}\)\s*)?\.?[—–-]{1,2}\s+\S"
)
"""The town a news story opens with: "DOVER, N.H. —", "Rostock (ots) -", "San Pedro de los Pinos, N.L.- ..."."""

_DASH = re.compile("[—–-]")
_TOWN_IN_CAPITALS = re.compile(r"^([A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,})*) (?=[A-ZÀ-Þ][a-zà-ÿ])")
"""The same without a dash, as Flemish papers print it: "EEKLO De wijkwerking"."""
_TOWN_LINE = 35
"""Letters of a line that is nothing but a town."""
_NEAR_END = 3
"""Letters that a heading may hold behind its town."""
_LINES_BACK = 1
"""Sentences before that of the place in which its town may stand."""
_FEW_WORDS = 20
"""Letters between an event's name and its town: "Coffee with a Cop" events in Duxbury."""
_CALLED = re.compile(r",? (?:called|named|dubbed|known as|for|billed as|as part of)(?: an?| the)? [\"“'‘]?")
"""Between a town and the name of what is held there."""
_POLICE_OF = re.compile(
    r"\b((?:[A-Z][\w.'’-]+ ){1,3})(?:(?:Township|Borough|City|Village) )?(?:Police|police|PD|[Cc]ops)\b"
    r"|\b[Pp]olice (?:in|of) ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
)
"""The police of a town: "Duxbury Police", "Green River PD", "police in Duxbury"."""
_TOWN_AS_HOST = re.compile(
    r"\b[Tt]he (?:Town|Village|City|Borough|Township) of ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\b"
)
"""A town that holds the event itself: "the Town of Duxbury is putting it on"."""
_SHOP_OF = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]his) ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}) ([a-z]+)\b")
"""A shop told by its town: "the Duxbury eatery", "at a Duxbury business"."""
_LOCAL = re.compile(
    r"poli[zc]|sheriff|gendarm|public safety|\bPD\b|^(?:city|town|village|borough|township|county|port) of\b"
    r"|\b(?:library|university|college|school|church|chamber)\b",
    re.IGNORECASE,
)
"""A publisher that tells of what is held with it, whoever holds it."""


_TOWNSHIP = re.compile(r"(?!The )[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2} (?:Township|Borough|Twp\.?)")
"""A town that its kind makes sure, known or not: "Moore Township"."""


def find_town(name: str, near: Place) -> tuple[str, str | None] | None:
    """A town by its printed name, with its region: one that is known, or in the United States one told as a township."""
    if (found := gazetteer.find_city(name, near.region, near.country)) is not None:
        return name, found.region or None
    if near.country == "US" and _TOWNSHIP.fullmatch(name) is not None:
        return name, near.region
    return None


def town_opening(draft: Draft, lines: Sequence[Line], reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town that opens the sentence with the event's place, or one shortly before it: "In Duxbury, it is at the mill"."""
    words = draft.place_words
    at = next((n for n, line in enumerate(lines) if words is not None and line is words.line), None)
    if at is None:
        return None
    near = reader.place
    for line in reversed(lines[max(0, at - _LINES_BACK) : at + 1]):
        match = IN_TOWN.match(line.text)
        if line.heading or line.label or match is None or line.text[match.end() : match.end() + 1] != ",":
            continue
        if reader.cues.has("history", line.low):
            continue
        if (found := gazetteer.find_city(match[1], near.region, near.country)) is not None:
            hosts = _POLICE_OF.match(lines[at].text) if line is not lines[at] else None
            if hosts is not None and hosts[1] and gazetteer.sole_city(hosts[1].strip(), near.region, near.country):
                return hosts[1].strip(), lines[at], near.region  # "Rochester police hold theirs Thursday"
            return match[1], line, found.region or None
    return None


def town_of_title(draft: Draft, lines: Sequence[Line], reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town behind the event's name in a heading: "Coffee with a Cop in Orange Park"."""
    near = reader.place
    venue = draft.place.venue if draft.place is not None else None
    for line in lines:
        if not line.heading or not line.names:
            continue
        match = IN_TOWN.search(line.text, line.names[-1].stop)
        if match is None or match[1] == venue or len(line.text) - match.end() > _NEAR_END:
            continue
        found = find_town(match[1], near)
        if found is not None:
            return found[0], line, found[1]
    return None


def town_of_report(
    draft: Draft, lines: Sequence[Line], relevant: Sequence[bool], reader: Reader
) -> tuple[str, Line, str | None] | None:
    """The town of a paper's story whose event tells none: behind the event's name ("a Coffee with a Cop series in
    Duxbury"), else that of the police whom its title, or a line that names the event, speaks of ("Duxbury PD to host")."""
    near = reader.place
    if reader.lexicon.code != "en" or _LOCAL.search(near.name or "") is not None:
        return None
    if near.city is not None and gazetteer.find_city(near.city, near.region, near.country) is None:
        return None  # a paper of a part of a town, whose police are the town's
    own = [words.line for words in (draft.day_words, draft.place_words) if words is not None]
    told = [
        line for line, keep in zip(lines, relevant, strict=True) if keep and not reader.cues.has("history", line.low)
    ]
    told = [line for line in told if line.heading or line.names or line in own]
    for line in told:
        match = IN_TOWN.search(line.text, line.names[-1].stop) if line.names else None
        if match is None or match.start() - line.names[-1].stop > _FEW_WORDS:
            match = _named_in(line)
        if match is not None:
            found = gazetteer.sole_city(match[1], near.region, near.country)
            if found is not None:
                return match[1], line, found.region or None
    for line, keep in zip(lines, relevant, strict=True):
        shop = _SHOP_OF.search(line.text) if keep else None
        if shop is not None and place_words("en").has("anaphors", shop[2]):
            found = gazetteer.sole_city(shop[1], near.region, near.country)
            if found is not None:
                return shop[1], line, found.region or None
    for line in told:
        for host in _TOWN_AS_HOST.finditer(line.text):
            if host[1] == near.city:
                return None
            if (city := gazetteer.sole_city(host[1], near.region, near.country)) is not None:
                return host[1], line, city.region or None
        for host in _POLICE_OF.finditer(line.text):
            words = (host[1] or host[2]).split()
            for first in range(len(words)):
                name = " ".join(words[first:])
                if name == near.city:
                    return None  # the paper's own town goes without saying
                if (city := gazetteer.sole_city(name, near.region, near.country)) is not None:
                    return name, line, city.region or None
            printed = _TOWNSHIP.match(host[0].removeprefix("The "))
            if printed is not None and any(f"{dash}{printed[0]}" in x.text for x in lines for dash in "-–/"):
                continue  # the police of two: "Baroda-Lake Township"
            if printed is not None and near.city is not None and near.city in printed[0]:
                return None
            if printed is not None and (town := find_town(printed[0], near)) is not None:
                return town[0], line, town[1]
    return None


def town_of_agency(name: str, near: Place) -> str | None:
    """The town that an agency's name opens with ("Davenport Police Association"), where its region has but one of it."""
    host = _POLICE_OF.match(name)
    if host is None or host[1] is None or near.region is None:
        return None
    town = host[1].strip()
    return town if gazetteer.sole_city(town, near.region, near.country) is not None else None


def _named_in(line: Line) -> re.Match[str] | None:
    """The town right before the event's name: "at a session in Duxbury called Coffee with a Cop"."""
    if not line.names:
        return None
    before = [m for m in IN_TOWN.finditer(line.text, 0, line.names[0].begin) if m.end() < line.names[0].begin]
    return before[-1] if before and _CALLED.fullmatch(line.low[before[-1].end() : line.names[0].begin]) else None


def dateline(lines: Sequence[Line], relevant: Sequence[bool], reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town a story opens with: of a line that tells of the event, else the only one there is."""
    found: list[tuple[bool, str, Line]] = []
    regions: dict[str, str | None] = {}
    for line, keep in zip(lines, relevant, strict=True):
        dashed = line.label is None and not line.heading and _DASH.search(line.text) is not None
        if dashed and (opening := _DATELINE.match(line.text)) is not None:
            name = opening[1].strip(" ,-–—")
            if name.casefold().endswith((" county", " parish")):
                continue
            known = gazetteer.find_city(name, reader.place.region, reader.place.country, small=False)
            if known is not None or name.isupper():
                found.append((keep, name, line))
                told = reader.parse(f"{name.title()}, {opening[2]}").region if opening[2] else None
                regions.setdefault(name, told)
        elif reader.lexicon.code == "nl" and (opening := _TOWN_IN_CAPITALS.match(line.text)) is not None:
            known = gazetteer.find_city(opening[1].title(), reader.place.region, reader.place.country)
            if known is not None and keep:
                found.append((keep, opening[1], line))
    kept = [x for x in found if x[0]] or (found if len(found) == 1 else [])
    if not kept:
        return None
    _, name, line = kept[0]
    return (name.title() if name.isupper() else name), line, regions.get(name)


def town_above(draft: Draft, lines: Sequence[Line], reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town alone on a line above the event, in a digest that tells its matters town by town."""
    at = next((n for n, line in enumerate(lines) if line is draft.line), None)
    if at is None:
        return None
    near = reader.place
    found: list[tuple[int, str, Line, str | None]] = []
    for n, line in enumerate(lines):
        name = line.text.strip(" :–—-•*")
        if not 2 < len(name) < _TOWN_LINE or line.label or line.heading or line.block.group:
            continue
        if line.dates or line.times or line.names:
            continue
        name = name.title() if name.isupper() else name
        if name[:1].isupper() and (city := gazetteer.find_city(name, near.region, near.country)) is not None:
            found.append((n, name, line, city.region or None))
    above = [f for f in found if f[0] < at]
    return above[-1][1:] if above and len({f[1] for f in found}) > 1 else None
