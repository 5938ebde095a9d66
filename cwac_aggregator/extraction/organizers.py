"""The hosting agency as printed: "Marlow Police Department", "Polizeiinspektion Erlangen-Stadt", "Policía Local de X"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from .lines import Line, Reader

_CAP = r"(?:[dlDL]['’])?[A-ZÀ-Þ](?:[a-z]{1,2}\.(?= )|[\w'’-]+(?:/[A-ZÀ-Þ][\w'’-]+)?(?:‘[\w'’-]+)*|[a-z]{0,2}\.|)"
_EN_KIND = (
    r"(?i:Police (?:(?:Protective |Officers['’]? |Benevolent )?Association|Department|Dept\.?|Services?|Division|Bureau|Force|Detachment|Foundation|District|Station|Authority|Area Command|Command|(?:&|and) Safety)|"
    r"Sheriff[’']?s?[’']? (?:Office|Department|Dept\.?)|State Police|State Patrol|Highway Patrol|Garda Station|"
    r"(?<!of )(?<!for )(?<!on )(?<!and )(?<!& )(?-i:(?:Public|Campus) Safety)(?! (?:(?-i:[A-Z])|fair|day|meeting|night|committee))|"
    r"(?:Department|Directorate|Division|Bureau) of (?:Public Safety|Emergency Services|Police)|Public Safety Department|"
    r"(?:Safer Neighbourhoods?|(?:Neighbou?rhood |Local |Community |Rural )?Policing) Team|Constable[’']?s?[’']? Office|Garda S[ií]och[aá]na|ACT Policing|"
    r"Campus Police(?: Department)?|University Police(?: Department| (?:&|and) Safety)?|Marshal[’']?s Office)"
)
_EN_SHORT = r"(?:Police|RCMP(?: Detachment)?|OPP|Constabulary|Garda[ií]?|PD|County Sheriff|POLICE|police)"
_EN_PART = r"(?:\s+(?!Officers?\b)[A-Z]\w+){1,3}\s+(?:Unit|Division|Team|Section)\b"
_EN = re.compile(
    rf"\bPolice Scotland\b|(?<!\w)(?:(?:{_CAP}|of|the|&)\s+){{0,9}}(?:{_EN_KIND}|{_EN_SHORT})\b(?!-\w)"
    rf"(?:\s+of\s+{_CAP}(?:\s+{_CAP})?)?(?:{_EN_PART})?"
)
_ACRONYM = re.compile(r"\b(?!PCSO\b)[A-Z]{1,4}(?:PD|SO|DPS)\b")
_ES_TAIL = rf"(?: {_CAP}(?: {_CAP}){{0,2}})?(?: (?:de(?: la| los| las| el)?|del) {_CAP}(?: {_CAP}| (?:de|del|de la|de los|de las) {_CAP}){{0,4}}| {_CAP}(?: {_CAP}){{0,2}})?"
_DE_TOWN = (
    rf"(?:(?:Bad|Sankt|St\.|Neu|Alt|Gro(?:ß|ss)|Klein|Hohen?|\w+ischer|\w+isch) {_CAP}|{_CAP}(?:[/-]{_CAP})?)"
    r"(?: (?:am (?:Main|Rhein|Neckar|Inn|Lech|Rheinfall|Harz)|an der [A-ZÄÖÜ]\w+|im \w+gau|in Tirol)\b)?"
    r"(?: (?:Nord|Süd|Ost|West|Mitte|Stadt|Land|Kreis|Zentrum|Innenstadt|Altstadt|[IVX]+|\d{1,2})\b(?!\.))?"
)
"""A German town or county behind its police: every noun has a capital, so the next word is seldom of it."""
_OTHER = {
    "es": re.compile(
        r"(?:\d+[ªa.] )?(?:Jefatura de Polic[ií]a|Polic[ií]a (?:Local|Municipal|Nacional|Comunitaria|Barrial|Auxiliar|de la Ciudad|Estatal|Federal|Foral|de Proximidad|Preventiva|Metropolitana|Vial|Tur[ií]stica|Departamental)|Polic[ií]a(?= (?:de|del|de la) [A-ZÁÉÍÓÚÑ])|"
        r"Guardia (?:Civil|Local|Urbana|Municipal)|Departamento de Polic[ií]a|Departamento del (?:Sheriff|Alguacil)|Oficina del (?:Sheriff|Alguacil)|"
        r"(?:(?:Primera|Segunda|Tercera|Cuarta|Quinta|Sexta|S[eé]ptima|Octava) )?(?:Subc|C)omisar[ií]a(?: \d+[ªa]?| (?:Primera|Segunda|Tercera|Cuarta|Quinta|Sexta|General))?|Tenencia|Ret[eé]n|Departamental|"
        r"(?:Direcci[oó]n|Secretar[ií]a|Subsecretar[ií]a)(?: General| Municipal)? de (?:Seguridad|Polic[ií]a)(?: P[uú]blica| Ciudadana| Vial)?(?: (?:y [A-Z]\w+|Municipal))?|"
        rf"[ÁA]rea [Pp]olic[ií]aca|Carabineros(?: de Chile)?|Mossos d['’]Esquadra|Ertzaintza|Unidad (?:Regional \w+|\d+[ªa]?)){_ES_TAIL}"
    ),
    "de": re.compile(
        r"(?!Uns|Ihr|Dies|Ein|Sein|Jed|Solch|Welch)[A-ZÄÖÜ][a-zäöüß]{3,}er Polizei\b(?! [A-ZÄÖÜ])|"
        r"(?:Polizei(?:inspektion|präsidium|direktion|revier|station|kommissariat|kommando|wache|posten|dienststelle|abschnitt|hauptrevier|behörde)?|"
        r"(?:Kantons|Stadt|Gemeinde|Regional|Bundes|Landes)polizei(?:direktion|kommando|inspektion)?|Kreispolizeibehörde|Bezirkspolizeikommando)s?"
        rf"(?:\s+(?:\d+|{_DE_TOWN})|(?<=kantonspolizei)|(?<=Kantonspolizei)|(?<=Stadtpolizei))"
    ),
    "fr": re.compile(
        r"(?:[Pp]olice(?= (?:de|d['’]|du) ?[A-ZÀ-Þ])|[Pp]olice (?:municipale|pluricommunale|intercommunale|nationale|locale|cantonale|r[ée]gionale)|[Gg]endarmerie(?: nationale| d[ée]partementale)?|(?<!\bun )[Cc]ommissariat|"
        r"(?:[Cc]ommunauté de brigades|[Bb]rigade(?: territoriale)?(?: de gendarmerie)?|[Cc]ompagnie de gendarmerie)|[Ss]ervice de (?:la )?(?:police|sécurité publique)|"
        r"[Ss]ûreté municipale|[Rr]égie (?:inter)?(?:municipale )?de police|[Zz]one de police|Police|SPVM|PDQ \d{1,2}|[Pp]oste de quartier (?:\(PDQ\) )?\d{1,2}|Sûreté du Québec|[Ss]écurité publique(?= de [A-Z]))"
        rf"(?: (?:de la |de l[’']|des |du |de |d[’']|intercommunale )?(?!Service){_CAP}(?:[ -]{_CAP}| [-–] {_CAP}|[ -](?:sur|de|la|le|les|en)[ -]{_CAP}| de la Ville de {_CAP})*)?"
        r"(?: [a-zà-ÿ]+(?:ois|oise|ienne|ien|aise|ais)\b)?"
    ),
    "nl": re.compile(
        rf"(?:[Pp]olitie(?:zone|team|bureau)?|[Ll]okale [Pp]olitie|PZ|[Bb]asisteam|Wijkteam)\s+(?:de\s+)?{_CAP}(?:[ -]{_CAP}){{0,2}}(?: en {_CAP})?"
    ),
    "pt": re.compile(
        r"(?:\d+[ºª] (?:Batalh[aã]o|BPM|Companhia(?: Independente)?)(?: d[ae] (?:Pol[ií]cia(?: Militar)?|PM))?|(?:Destacamento|Posto|Comando) Territorial(?: da GNR)?|Comando (?:Distrital|Metropolitano|Regional)(?: da PSP)?|Esquadra(?: da PSP)?(?= de )|Divis[aã]o Policial|Secretaria (?:Municipal )?d[ea] Seguran[cç]a(?: P[uú]blica| Urbana| Cidad[aã])?|Pol[ií]cia (?:Militar|Civil|Municipal|Federal|Comunit[aá]ria|de Seguran[cç]a P[uú]blica)|"
        r"Guarda (?:Civil )?(?:Municipal|Metropolitana|Nacional Republicana)|Guarda Civil|Brigada Militar|PSP(?: – Esquadra)?|GNR|PM)"
        rf"(?: (?:de|do|da) {_CAP}(?: {_CAP}| d[eoa]s? {_CAP}){{0,2}})?"
    ),
}
_KEEPS_OF = frozenset(
    [
        "city",
        "town",
        "village",
        "township",
        "county",
        "borough",
        "university",
        "college",
        "state",
        "port",
        "department",
        "directorate",
        "division",
        "bureau",
    ]
)
"""Words before "of" that belong to an agency's name: "City of Marlow Police"; others are a person's."""
_PARTS = frozenset(["department", "directorate", "division", "bureau"])
_HOSTED = re.compile(
    r"\b(?:(?:hosted|organi[sz]ed|presented|put on|run|led) by|(?:organizad[oa]|convocad[oa]|impulsad[oa]|promovid[oa]) por|"
    r"(?:organisée?|proposée?|animée?) par|(?:organisiert|veranstaltet) von|georganiseerd door)\s+"
    r"(?:the |la |el |le |l[’']|o |a |de |der |dem )?"
)
"""What stands before the name of a host, whoever it is."""
_HOST = re.compile(rf"{_CAP}(?:(?:\s+(?:of|the|for|&|and|de|del|la|du|des|der|von))*\s+{_CAP}){{1,6}}")
_COMMUNITY = re.compile(r"^(?:town|city|village|township|borough) of (?=.* police$)")
_BEFORE = ("previous ", "past ", "earlier ", "last year")
"""How a sentence about hosts of before opens."""
_OWNER = re.compile(r"^(?:City|Town|Village|County|Borough|Township)[’']s (?=Police|Sheriff)")
"""An owner that only says whose it is: "the City's Police Department"."""
_COMMON = frozenset(["café", "from", "your", "our", "with", "meet", "news", "hosts", "invites", "join"])
"""Words that no agency's name holds, though a heading prints them in capitals: "NEWS FROM YOUR POLICE"."""
_LEAD = re.compile(
    r"^(?:The|Join|Meet|With|And|At|On|From|By|When|Your|Our|Members|Officers?|Deput(?:y|ies)|Chief|Sheriff|Coffee|Come|Today|Tomorrow|Have|Local|Both|That|"
    r"Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|Since|While|As|If|Is|Are|In|For|To|Of|of|the|&|Community|Cop|a|National|Visit|"
    r"Contact|Call|After|Before|So|But|Source|Photo|Courtesy|Hosts?|Hosted)\s+"
)
_GENERIC = frozenset(
    """police|the police|state police|highway patrol|state patrol|campus police|university police|police department|police dept|police service
    |police force|police station|sheriff's office|sheriff's department|pd|rcmp|opp|constabulary|garda|gardai|gardaí
    |public safety|campus safety|department of public safety|public safety department|policia local|policía local|policía municipal|policía nacional|policía
    |carabineros|comisaría|guardia civil|departamento de policía|police locale|police municipale|police nationale
    |gendarmerie|commissariat|brigade|zone de police|service de police|compagnie de gendarmerie|psp|gnr|pm|polícia militar""".replace(
        "\n    ", ""
    ).split("|")
)
_NEVER = frozenset(
    [
        "public safety",
        "campus safety",
        "police",
        "the police",
        "police department",
        "police dept",
        "police force",
        "police station",
        "pd",
        "comisaría",
        "brigade",
        "tenencia",
        "departamental",
        "polizei",
    ]
)


def find_organizer(
    lines: Sequence[Line], relevant: Sequence[bool], own: Sequence[Line], reader: Reader
) -> tuple[str, Line | None] | None:
    """The agency that hosts, looked for in the event's own lines, then in reading order; None where none is named.

    A full name ("Marlow Police Department") goes before initials ("MPD"), these before a general word ("Policía Local").
    Lines that do not tell of the event are asked last; then a name that holds its host ("Bagels with Beaumont PD"), a host
    that is no agency ("Hosted by Prosser Public Library"), and the publisher, where that is an agency: then without a line.
    """
    language = reader.lexicon.code
    told = [line for line, keep in zip(lines, relevant, strict=True) if keep and line.label not in ("place", "address")]
    mine = {id(line) for line in own}
    told = [line for line in told if id(line) in mine or not _tells_where_it_began(line, reader)]
    first = [line for line in told if line.label != "other"]
    units = {line.unit for line in own if not line.heading}

    def nearness(line: Line) -> tuple[bool, bool, bool]:
        return id(line) not in mine, not line.names, line.unit not in units

    rest = [line for line in told if line.label == "other"]
    rest += [line for line, keep in zip(lines, relevant, strict=True) if not keep and not line.others]
    near = list(_in_lines(sorted(filter(partial(_named_in, language=language), first), key=nearness), language))
    far = list(_in_lines(rest, language))
    full = [x for x in near if _is_full(x[0])]
    full.sort(key=lambda x: (not _said_of(x[0], x[1]), x[1].low.startswith(_BEFORE), x[0].lower().endswith(" safety")))
    for hits in (full, [x for x in near if _ACRONYM.fullmatch(x[0])], near):
        for name, line in hits:
            if name.lower() not in _NEVER:
                return _own_name(name, reader) or _longest(name, line, [*full, *far])
    named = [x for x in far if x[0].lower() not in _GENERIC] or [x for x in far if x[0].lower() not in _NEVER]
    if named:
        return _longest(*named[0], far)
    first.sort(key=nearness)
    return _in_names(first, language) or _hosted(first) or _publisher(reader)


def _tells_where_it_began(line: Line, reader: Reader) -> bool:
    """Whether a line tells of the department that began the program, and that is not the publisher's."""
    if not line.names or not reader.cues.has("history", line.low):
        return False
    return reader.place.city is None or reader.place.city.lower() not in line.text.lower()


def _own_name(name: str, reader: Reader) -> tuple[str, None] | None:
    """The publisher's name, where it is an agency's that calls itself by its kind alone: "the Sheriff's Office"."""
    own = _publisher(reader) if not _is_full(name) and not _ACRONYM.fullmatch(name) else None
    kind = f" {name.lower().replace('’', chr(39))}"
    return own if own is not None and own[0].lower().replace("’", "'").endswith(kind) else None


def _said_of(name: str, line: Line) -> bool:
    """Whether a line says that an agency is the host: "Hosted by the Newport Police Department"."""
    if line.low.startswith(_BEFORE):
        return False  # "Previous events were hosted by the Apopka Police Department"
    at = line.text.find(name)
    return any(said.end() == at for said in _HOSTED.finditer(line.low))


def _is_full(name: str) -> bool:
    return name.lower().replace("’", "'") not in _GENERIC and not _ACRONYM.fullmatch(name)


def _longest(name: str, line: Line, hits: Iterable[tuple[str, Line]]) -> tuple[str, Line]:
    """ "Hoquiam Police" of the title is "Hoquiam Police Department" where the page says so; "RCMP" the "Stettler RCMP"."""
    at = line.text.find(name)
    if line.text[at + len(name) :].startswith(" Officers"):
        return name, line  # "Marlow Police Officers held": who hosts is told so, and not as the department
    low = _COMMUNITY.sub("", name.lower()).replace("’", "'")
    for other, where in hits:
        longer = other.lower().replace("’", "'")
        if len(longer) <= len(low) or longer.count(" and ") > low.count(" and "):
            continue
        if longer.startswith(low) and (low[-1] == "s" or longer[len(low)] in " ’'") and " of the " not in longer:
            return other, where
        if low.endswith(" pd") and longer in (f"{low[:-2]}police department", f"{low[:-2]}police dept"):
            return other, where  # "Duxbury PD" of the title
        if low.endswith(" sheriff") and longer.startswith(low.split()[0]) and "sheriff's" in longer:
            return other, where  # "Join the Tillary County Sheriff's for coffee"
        if low in _GENERIC and longer.endswith(f" {low}"):
            return other, where
        if not _KIND_END.search(low) and f"-{low} " in longer:
            return other, where  # "Lake Township police" and the "Baroda-Lake Township Police Department"
    return name, line


_KIND_END = re.compile(rf"(?:{_EN_KIND})$")


def _in_names(lines: Iterable[Line], language: str) -> tuple[str, Line] | None:
    """The agency that an event's name holds: "Bagels with Beaumont PD"."""
    for line in lines:
        for name in line.names:
            for found in _agencies(line.text[name.begin : name.stop], language):
                if _is_full(found) or _ACRONYM.fullmatch(found):
                    return found, line
    return None


def _hosted(lines: Iterable[Line]) -> tuple[str, Line] | None:
    """A host that is no agency, where the words say so: "Hosted by Prosser Public Library"."""
    for line in lines:
        for said in _HOSTED.finditer(line.low):
            found = _HOST.match(line.text, said.end())
            if found is not None:
                return found.group(), line
    return None


def _publisher(reader: Reader) -> tuple[str, None] | None:
    """The publisher of the page, where its name is an agency's."""
    name = reader.place.name or ""
    return (name, None) if name in _agencies(name, reader.lexicon.code) and _is_full(name) else None


def _in_lines(lines: Iterable[Line], language: str) -> Iterator[tuple[str, Line]]:
    for line in lines:
        for name in _named_in(line, language):
            yield name, line


def _named_in(line: Line, language: str) -> list[str]:
    """The agencies a line names, as printed."""
    if line.agencies is None:
        text = line.text.title() if line.text.islower() and line.text.isascii() else line.text
        for name in line.names:  # "Pizza With the Police" is the event
            text = text[: name.begin] + "\x00" * (name.stop - name.begin) + text[name.stop :]
        found = [(text.find(name), name) for name in _agencies(text, language)]
        line.agencies = [line.text[at : at + len(name)] if at >= 0 else name for at, name in found]
    return line.agencies


def _agencies(text: str, language: str) -> list[str]:
    out: list[str] = []
    pattern = _OTHER.get(language)
    if pattern is not None:
        for match in pattern.finditer(text):
            name = match.group().strip()
            if language == "de":  # "des Polizeireviers Nord"
                name = re.sub(r"^(\w+(?:revier|präsidium|kommando|kommissariat))s\b", r"\1", name)
            out.append(name)
    if language == "en" or not out:
        out += [name for match in _EN.finditer(text) if (name := _without_lead(match.group().strip()))]
        out += _ACRONYM.findall(text)
    out = [_OWNER.sub("", name) for name in out]
    return [name for name in out if len(name) > 2 and _COMMON.isdisjoint(name.lower().split())]


def _without_lead(name: str) -> str:
    """Without what stands before an agency: "So the", "Sgt. Nowak of the"."""
    for mark in re.finditer(r"\b(?:of the|of|the|The|THE)\s+", name):
        before = name[: mark.start()].split()
        of_the = mark.group().lower() == "of the "
        kept = mark.group().lower().startswith("of") and bool(before) and before[-1].lower() in _KEEPS_OF
        if kept and not (of_the and before[-1].lower() in _PARTS and re.search(_EN_KIND, name[mark.end() :])):
            continue  # but "the North Division of the Austin Police Department"
        if re.fullmatch(r"(?i)(?:police|pd)", name[mark.end() :]):
            return ""  # "A message from the police"
        if re.match(r"(?i)(?:police|public|emergency)\b", name[mark.end() :]):
            continue
        if not re.search(rf"(?:{_EN_KIND}|{_EN_SHORT})", name[mark.end() :]):
            continue
        return _without_lead(name[mark.end() :])
    while (lead := _LEAD.match(name)) is not None:
        name = name[lead.end() :]
    return name
