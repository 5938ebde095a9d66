"""Hosts that are no agency of police: a library, a community center, an association; a shop that is told to host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..lines import Line, once_a_line
from .forms import CAP
from .names import agencies_of

_SMALL = r"(?: (?:of|the|for|&|and|de|del|las?|los|du|des|les|d[ao]s?|der|von|van|het))"
_NAME = rf"{CAP}(?:{_SMALL}*(?: [a-zß-ÿ]{{5,20}}{_SMALL}+)? {CAP}){{0,6}}"
"""A name in capitals, with small words and a common noun within: "Association des résidents du Nord"."""
_SMALL_BODY = (
    r"(?:(?:commune|ville|mairie|municipalité|association|centre social|maison de quartier|gemeente|stichting|bibliotheek|"
    r"wijkraad|buurthuis|buurtvereniging|wijkcentrum|ayuntamiento|asociación|junta de vecinos|prefeitura|associação)"
    r"(?: de la | del? | du | des | d[aoe]s? | van | d['’]| ))"
)
"""The noun of a body in small letters, before its name: "commune de Valmont"."""
_WHOLE_NAME = rf"{_SMALL_BODY}?{_NAME}"
_HOSTED = re.compile(
    r"\b(?:(?:hosted|organi[sz]ed|presented|put on|run|led) by|(?:organizad[oa]|convocad[oa]|impulsad[oa]|promovid[oa]) (?:por|pel[ao])|"
    r"(?:organise|propose|anime)e? par|(?:organisiert|veranstaltet) von|georganiseerd door|"
    r"organiza|convoca|promove|organise|veranstaltet|organiseert|begint|houdt)\s+"
    r"(?:the |la |el |le |l'|o |a |de |het |der |dem )?"
)
"""What stands in plain text before the name of a host, whoever it is."""
_HOST = re.compile(_WHOLE_NAME)
_SUBJECT = rf"(?:\b(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Dd]ie|[Dd]er|[Dd]as|[Dd]e|[Hh]et|[Oo]|[Aa]) |[,;:–—-] |^)((?:\d+(?:st|nd|rd|th) )?{_WHOLE_NAME}),? "
_WILL = r"(?:(?:will|to|has|have|had|is|are|was|were|also|once again|recently|ha|a|heeft|hat) ){0,3}"
_HOSTS = re.compile(rf"{_SUBJECT}{_WILL}(?:[Hh]ost(?:s|ed|ing)?|organi[sz](?:e|es|ed|ing))\b")
_OFFERS = re.compile(
    rf"{_SUBJECT}{_WILL}(?:[Hh]ost(?:s|ed|ing)?|organi[sz](?:e|es|ed|ing)|offer(?:s|ed|ing)?|present(?:s|ed|ing)?|hold(?:s|ing)?|"
    r"held|announce[sd]?|[Ii]nvites?|organiz(?:a|ó|ou|ado)|organisé|convida|promove|invita|convoca|ofrece|oferece|organise|propose|veranstaltet|"
    r"organisiert|lädt|bietet|organiseert|nodigt|houdt|begint)\b"
)
"""What bodies are said to do for an event of theirs; of a shop it says less."""
_DONE_BY = re.compile(
    rf"\b(?:vom|von (?:der|dem)|durch (?:den|die|das)|door(?: de| het)?) ({_NAME}) (?:organisiert|veranstaltet|ausgerichtet|georganiseerd)\b"
)
"""A body before what it does: "wird vom Seniorenbeirat organisiert"."""
_VERBS = (
    "host", "organi", "present", "put on", "run by", "led by", "convoca", "impulsad", "promov", "propose", "anime",
    "veranstalte", "ausgerichtet", "begint", "houdt", "offer", "hold", "held", "announce", "invit", "convida", "ofrece",
    "oferece", "ladt", "bietet", "nodigt",
)  # fmt: skip
"""One of these stands in the plain text of every line that says who hosts: others are not searched."""
_ARTICLE = re.compile(r"[lL]['’](?=[A-ZÀ-Þ])")
_ELSEWHERE = re.compile(r"\b(?:at|in|of|from|with|to|near|for|inside)(?: the| our| its)? $")
"""What makes a name before "hosts" a place: "troopers at the Elm Post hosted"."""
_POLICE = re.compile(r"\bpoli[cztn]|\bgendarm|\bguardia\b|\bsheriff")
_BODY = re.compile(
    r"\b(?:Library|Libraries|Center|Centre|Association|Council|Chamber|Foundation|Committee|Society|Club|University|College|"
    r"Union|League|Coalition|Partnership|Board|Commission|Church|Ministries|YMCA|Rotary|Kiwanis|Lions|Museum|Hospital|"
    r"Fire Department|Watch|Authority|Ministry|Alliance|Network|"
    r"\w*[Tt]reff(?:punkt)?|\w*zentrum|\w*wacht|\w*management|\w*büro|Mehrgenerationenhaus|Familienhaus|Caritas|Diakonie|"
    r"Welzijn|Dienstencentrum|Wijkteam|Prefeitura|Freguesia|Concejo|gemeente|commune|ville|mairie|municipalité|stichting|"
    r"wijkraad|buurthuis|buurtvereniging|wijkcentrum|bibliotheek|ayuntamiento|asociación|prefeitura|associação|junta|"
    r"Wijkraad|Buurtcomité|Buurthuis|Wijkcentrum|Dorpshuis|Gemeente|Bibliotheek|Verein|Bürgerverein|Bibliothek|Gemeinde|Stadt|"
    r"Mairie|Commune|Médiathèque|Bibliothèque|Centre|Conseg|Conselho|Câmara|Junta|Associação|Asociación|Ayuntamiento|"
    r"Municipalidad|Biblioteca|Centro|\w*[Vv]erein(?:igung)?|\w*[Vv]ereniging|\w*beirat|Stichting|Comité|Chambre|Cámara|"
    r"Maison de quartier|Fondation|Fundación|Fundação)\b"
)
"""The nouns of bodies that host in their own name."""
_THE = re.compile(r"the|an?|our|this|its?|der|die|das|el|l[ae]s?|los|de|het|[ao]s?")
_NEW = ("new", "incoming", "interim", "acting", "the new", "retired", "former", "assistant", "deputy")
"""What may stand before a rank."""
_WHOLE = 2
"""Words behind which a body's name is one, whatever it opens with."""


def find_body(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The first body ("Prosser Public Library") of which the words say that it hosts."""
    told = [line for line in lines if _says_who_hosts(line) and _BODY.search(line.text)]
    return next((host for host in _hosts(told, _OFFERS) if _BODY.search(host[0])), None)


def find_house(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The first host, whoever it is, of whom the words say so: a shop too."""
    return next(_hosts(lines, _HOSTS), None)


def _hosts(lines: Sequence[Line], verbs: re.Pattern[str]) -> Iterator[tuple[str, Line]]:
    for line in filter(_says_who_hosts, lines):
        for said in _HOSTED.finditer(line.low):
            found = _HOST.match(line.text, said.end())
            if found is not None and not _is_other(line, *found.span()) and " " in found.group():
                yield found.group(), line
        for found in (*verbs.finditer(line.text), *_DONE_BY.finditer(line.text)):
            if not _is_other(line, *found.span(1)):
                yield _ARTICLE.sub("", found.group(1), count=1), line


@once_a_line
def _says_who_hosts(line: Line) -> bool:
    """Whether a line holds a verb of those who host."""
    return any(verb in line.low for verb in _VERBS)


def _is_rank(low: str, begin: int, stop: int) -> bool:
    """Whether a rank opens a name, or stands in one before somebody's: "New Chief Irene Sato"."""
    return begin == 0 or (low[:begin].rstrip() in _NEW and bool(low[stop:].strip(" .")))


def _is_other(line: Line, begin: int, stop: int) -> bool:
    """Whether words that look like a host's name are a person's, an agency's or the event's."""
    assert line.reader is not None
    low = line.low[begin:stop]
    if _THE.fullmatch(low) or line.text[begin:stop] == line.reader.place.city:
        return True  # "The host is Ann Lee", "Marlow will host the games"
    ranks = line.reader.cues.spans("ranks", low)
    if any(_is_rank(low, at, end) for at, end in ranks):
        return True
    if any(name.begin < stop and begin < name.stop for name in line.names):
        return True
    if _ELSEWHERE.search(line.low[:begin]) is not None:
        return True
    first = low.split()[0]
    body = len(low.split()) > _WHOLE and _BODY.search(line.text[begin:stop]) is not None  # "Open Hearth Ministries"
    if not body and any(span == (0, len(first)) for span in line.reader.cues.spans("not_in_agency", first)):
        return True
    return _POLICE.search(low) is not None or any(
        agency.begin < stop and begin < agency.stop for agency in agencies_of(line)
    )
