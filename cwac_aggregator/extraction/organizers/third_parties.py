"""Hosts that are no agency of police: a library, a community center, an association; a shop that is told to host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..lines import Line
from .forms import CAP
from .names import agencies_of

_NAME = rf"{CAP}(?:(?: (?:of|the|for|&|and|de|del|la|du|des|der|von))* {CAP}){{0,6}}"
_HOSTED = re.compile(
    r"\b(?:(?:hosted|organi[sz]ed|presented|put on|run|led) by|(?:organizad[oa]|convocad[oa]|impulsad[oa]|promovid[oa]) por|"
    r"(?:organisée?|proposée?|animée?) par|(?:organisiert|veranstaltet) von|georganiseerd door)\s+"
    r"(?:the |la |el |le |l[’']|o |a |de |der |dem )?"
)
"""What stands before the name of a host, whoever it is."""
_HOST = re.compile(_NAME)
_HOSTS = re.compile(
    rf"(?:\b(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Dd]ie|[Dd]er|[Dd]e|[Oo]|[Aa]) |[,;:–—-] |^)({_NAME}),? "
    r"(?:(?:will|to|has|have|had|is|are|was|were|also|once again|recently) ){0,3}(?:[Hh]ost(?:s|ed|ing)?|"
    r"organi[sz](?:e|es|ed|ing)|announce[sd]?|[Ii]nvites?|organiz[aó]|organise|veranstaltet|organiseert)\b"
)
_ELSEWHERE = re.compile(r"\b(?:at|in|of|from|with|to|near|for|inside)(?: the| our| its)? $")
"""What makes a name before "hosts" a place: "troopers at the Elm Post hosted"."""
_BODY = re.compile(
    r"\b(?:Library|Libraries|Center|Centre|Association|Council|Chamber|Foundation|Committee|Society|Club|University|College|"
    r"Union|League|Coalition|Partnership|Board|Commission|Church|Ministries|YMCA|Rotary|Kiwanis|Lions|Museum|Hospital|"
    r"Fire Department|Watch|Wijkraad|Buurtcomité|Conseg|Junta|Asociación|Associação|Verein|Bibliothek|Biblioteca|"
    r"Bibliothèque|Médiathèque|Bibliotheek|Centro|Ayuntamiento|Gemeinde|Stadt)\b"
)
"""The nouns of bodies that host in their own name."""


def find_body(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The first body ("Prosser Public Library") of which the words say that it hosts."""
    return next((host for host in _hosts(lines) if _BODY.search(host[0])), None)


def find_house(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The first host, whoever it is, of whom the words say so: a shop too."""
    return next(_hosts(lines), None)


def _hosts(lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    for line in lines:
        for said in _HOSTED.finditer(line.low):
            found = _HOST.match(line.text, said.end())
            if found is not None and not _is_other(line, *found.span()) and " " in found.group():
                yield found.group(), line
        for found in _HOSTS.finditer(line.text):
            if not _is_other(line, *found.span(1)):
                yield found.group(1), line


def _is_other(line: Line, begin: int, stop: int) -> bool:
    """Whether words that look like a host's name are a person's, an agency's or the event's."""
    assert line.reader is not None
    low = line.low[begin:stop]
    if any(spans[0][0] == 0 for spans in [line.reader.cues.spans("ranks", low)] if spans):
        return True
    if any(name.begin < stop and begin < name.stop for name in line.names):
        return True
    if _ELSEWHERE.search(line.low[:begin]) is not None:
        return True
    first = low.split()[0]
    if any(span == (0, len(first)) for span in line.reader.cues.spans("not_in_agency", first)):
        return True
    return "police" in low or any(agency.begin < stop and begin < agency.stop for agency in agencies_of(line))
