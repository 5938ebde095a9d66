"""The hosting agency as printed: "Marlow Police Department", "Polizeiinspektion Erlangen-Stadt", "Policía Local de X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line, Reader

_CAP = r"[A-ZÀ-Þ][\w.'’-]*"
_EN_CORE = (
    r"(?:Police (?:Department|Dept\.?|Service|Division|Bureau|Force|Detachment|Foundation)|Sheriff[’']?s? (?:Office|Department|Dept\.?)|State Police|State Patrol|Highway Patrol|"
    r"Department of Public Safety|Public Safety Department|Campus Police|University Police(?: Department)?|Police|RCMP(?: Detachment)?|OPP|Constabulary|Marshal[’']?s Office|Garda[ií]?|PD)"
)
_EN = re.compile(rf"(?:(?:{_CAP}|of|the|&)\s+){{0,5}}{_EN_CORE}\b(?:\s+of\s+{_CAP}(?:\s+{_CAP})?)?")
_ACRONYM = re.compile(r"\b[A-Z]{1,4}(?:PD|SO|DPS)\b")
_OTHER = {
    "es": re.compile(
        rf"(?:Polic[ií]a (?:Local|Municipal|Nacional|Comunitaria|de la Ciudad|Estatal|Federal)|Guardia Civil|Departamento de Polic[ií]a|Comisar[ií]a|Carabineros(?: de Chile)?|Oficina del (?:Sheriff|Alguacil)|Unidad Regional \w+)(?: de (?:la |los |el )?{_CAP}(?: {_CAP}| de {_CAP}| del {_CAP}){{0,3}})?"
    ),
    "de": re.compile(
        rf"(?:Polizei(?:inspektion|präsidium|direktion|revier|station|kommissariat|wache|posten|dienststelle)?|Kantonspolizei|Stadtpolizei|Kreispolizeibehörde|Landespolizeidirektion|Gemeindepolizei|Regionalpolizei)\s+{_CAP}(?:[ -]{_CAP})?|Stadtpolizei|Kantonspolizei"
    ),
    "fr": re.compile(
        rf"(?:[Pp]olice (?:municipale|nationale|locale|cantonale)|[Gg]endarmerie(?: nationale)?|[Cc]ommissariat|[Bb]rigade de gendarmerie|Service de police|[Zz]one de police|Police|SPVM|Sûreté du Québec|compagnie de gendarmerie)(?: (?:de la |de l[’']|des |du |de |d[’']|intercommunale )?{_CAP}(?:[ -]{_CAP}|[ -](?:sur|de|la|le|les|en)[ -]{_CAP})*)?"
    ),
    "nl": re.compile(
        rf"(?:[Pp]olitie(?:zone|team|bureau)?|[Ll]okale [Pp]olitie|PZ|[Bb]asisteam|Wijkteam)\s+(?:de\s+)?{_CAP}(?:[ -]{_CAP}){{0,2}}"
    ),
    "pt": re.compile(
        rf"(?:Pol[ií]cia (?:Militar|Civil|Municipal|Comunit[aá]ria|de Seguran[cç]a P[uú]blica)|Guarda (?:Civil )?Municipal|PSP|GNR|\d+º Batalh[aã]o(?: de Pol[ií]cia Militar)?|PM)(?: (?:de|do|da) {_CAP}(?: {_CAP}| d[eoa]s? {_CAP}){{0,2}})?"
    ),
}
_LEAD = re.compile(
    r"^(?:The|Join|Meet|With|And|At|On|From|By|When|Your|Our|Members|Officers|Chief|Sheriff|Coffee|Come|Today|Tomorrow|Have|Local|Both|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|That|Since|While|As|If|Is|Are|In|For|To|Of|of|the|&|Community|Cop|a|National|Visit|Contact|Call|After|Before|Source|Photo|Courtesy)\s+"
)
_GENERIC = frozenset(
    [
        "police",
        "state police",
        "the police",
        "campus police",
        "police department",
        "sheriff's office",
        "sheriff’s office",
        "pd",
        "university police",
        "police dept",
        "policia local",
        "police locale",
        "police municipale",
        "police nationale",
        "police",
        "gendarmerie",
        "commissariat",
        "zone de police",
        "constabulary",
        "rcmp",
        "opp",
        "policía local",
        "policía municipal",
        "policía nacional",
    ]
)


def find_organizer(
    lines: Sequence[Line], relevant: Sequence[bool], own: Line | None, reader: Reader
) -> tuple[str, Line] | None:
    """The agency that hosts, looked for in the event's own line, then in reading order; None where none is named."""
    pool = [
        line
        for line, keep in zip(lines, relevant, strict=True)
        if keep and line.label not in ("other", "place", "address")
    ]
    ordered = ([own] if own is not None and own in pool else []) + [line for line in pool if line is not own]
    ordered.sort(key=lambda line: (not line.names and line is not own, line is not own))
    best: tuple[str, Line] | None = None
    for line in ordered:
        for text in _agencies(line.text, reader.lexicon.code):
            if text.lower() in _GENERIC:
                best = best or None
                continue
            return text, line
    for line in ordered:
        for text in _agencies(line.text, reader.lexicon.code):
            if text.lower() not in ("police", "pd", "the police"):
                return text, line
    return best


def _agencies(text: str, language: str) -> list[str]:
    out: list[str] = []
    pattern = _OTHER.get(language)
    if pattern is not None:
        out += [m.group().strip() for m in pattern.finditer(text)]
    if language == "en" or not out:
        for match in _EN.finditer(text):
            name = match.group().strip()
            while (lead := _LEAD.match(name)) is not None:
                name = name[lead.end() :]
            out.append(name)
        out += _ACRONYM.findall(text)
    return [name for name in out if len(name) > 2]
