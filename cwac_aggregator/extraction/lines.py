"""Blocks cut into lines: a sentence, a labelled fact ("Time: 8-10 a.m.") or a row, each with what it says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Place
from ..normalization.clocks import TimeSpan
from ..normalization.dates import DateSpan, Order
from ..normalization.language import Lexicon
from ..normalization.places import PlaceSpan, PlaceText, find_places, parse_place
from ..normalization.programs import NameSpan, find_hosts, find_names, find_other_programs
from ..normalization.rules import RuleSpan
from ..normalization.tokens import Tokens
from ..normalization.when import find_expressions
from .blocks import Block
from .cues import Cues, cues, plain

Label = str
_LABELS: dict[Label, str] = {
    "date": r"dates?|day|on|event dates?|start date|when|date (?:and|&|/) time|date/time|day (?:and|&) time|what day|save the date|new date|dates? (?:and|&) times?|"
    r"fechas?|dia|cuando|fecha y hora|datum|wann|tag|termin|termine|datum und uhrzeit|wanneer|dag|data|datas|quando|data e hora|jour|quand|dates?|date et heure|datum en tijd|datum en uur|nueva fecha|neuer termin|nouvelle date|nieuwe datum|nova data",
    "time": r"times?|hours?|event time|start time|starts|what time|from|hora|horas|horario|horarios|uhrzeit|zeit|beginn|heure|heures|horaires?|tijd|tijdstip|uur|tijden|horario|a que hora|time and place|aanvang|new time",
    "end": r"ends?|end time|end date|until",
    "place": r"locations?|places?|where|venues?|site|event location|meeting place|host location|lugar|donde|sitio|ort|wo|treffpunkt|veranstaltungsort|lieu|ou|endroit|locatie|plaats|waar|plek|local|onde|locais|lieux|lugares|orte|locaties|where at|ubicacion|location name|stop",
    "address": r"address(?:es)?|street|street address|direccion|adresse|anschrift|adres|endereco|morada|domicilio|direccion postal",
    "city": r"city|town|ciudad|localidad|stadt|gemeinde|ville|commune|stad|gemeente|cidade|municipio|city/town|community",
    "title": r"event|what|title|event name|event title|program|que|evento|actividad|was|veranstaltung|quoi|evenement|wat|activiteit|o que|subject|name",
    "organizer": r"hosts?|hosted by|organi[sz]ers?|presented by|sponsor|department|agency|organiza|organizador|convoca|veranstalter|organisateur|organise par|organisator|organisatie|organizacao|organizador|promotor|realizacao|anfitrion|gastgeber|contact department",
    "text": r"details?|description|summary|information|info|in full|in short|in brief|about|the details|beschreibung|descripcion|descriptif|omschrijving|descricao|resumen|overview",
    "other": r"cost|costs|price|admission|contact|phone|tel|telephone|telefon|telefono|email|e-mail|more info|more information|website|web|rsvp|register|registration|who|why|how|parking|category|categories|tags|type|"
    r"coste|precio|entrada|contacto|kosten|kontakt|anmeldung|eintritt|cout|prix|inscription|inscriptions|entree|entrees|toegang|prijs|aanmelden|aanmelding|inschrijving|custo|entrada|contato|inscricao|inscricoes|ages?|audience|notes?|"
    r"bring|weather|rain date|rain plan|sponsors|status|last updated|updated|posted|published|hits|written|author|capacity|attendance|filed under|written by|media contact|languages?|idiomas?|sprachen?|acces|transport|bus|accessibility|remarks|quien|wer|wie|qui|quem|hinweis|opmerking|aforo|plazas|informacion|preguntas|questions|verantwoordelijke|hours posted",
}
_LABEL = re.compile(
    r"(?<![\w])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")\s?(?P<mark>:|\||\s[–—-]\s)\s*"
)
_DIVISION = re.compile(
    r"^[\s•*·»–-]*((?:[\w.'’-]+ ){0,3}(?:Precinct|Division|District|Sector|Ward|Zone|Beat|Region|Sitting|Session|Stop|Week|Day|Team|Area)\b[^:]{0,12}):"
)
"""What opens a row and is no place of meeting: "2nd Precinct:", "Sector 311:", "Session one:"."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¡¿]*[^\W\d_a-z]|\d)")
_SHORT_DAYS_AND_MONTHS = frozenset(
    [
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_ABBREVIATIONS = _SHORT_DAYS_AND_MONTHS | frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "ave",
        "blvd",
        "rd",
        "hwy",
        "jr",
        "sr",
        "no",
        "nos",
        "lt",
        "sgt",
        "capt",
        "cpl",
        "det",
        "ofc",
        "maj",
        "col",
        "gen",
        "gov",
        "sen",
        "rep",
        "rev",
        "prof",
        "inc",
        "co",
        "corp",
        "vs",
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "u.s",
        "u.k",
        "d.c",
        "ft",
        "mt",
        "av",
        "apt",
        "ste",
        "bldg",
        "dept",
        "approx",
        "ext",
        "etc",
        "ca",
        "nr",
        "str",
        "bzw",
        "z.b",
        "usw",
        "ggf",
        "inkl",
        "tel",
        "av",
        "avda",
        "c",
        "pza",
        "sta",
        "sto",
        "dra",
        "sra",
        "ptl",
        "ofr",
        "cmdr",
        "lic",
        "art",
        "mme",
        "mlle",
        "m",
        "bd",
        "pl",
        "ok",
        "colo",
        "calif",
        "mass",
        "conn",
        "wash",
        "ore",
        "ky",
        "pa",
        "va",
        "wis",
        "minn",
        "ill",
        "ind",
        "mo",
        "ga",
        "fla",
        "tenn",
        "ala",
        "ariz",
        "okla",
        "tex",
        "neb",
        "nev",
        "mich",
        "kan",
        "la",
        "miss",
        "mont",
        "del",
        "md",
        "me",
        "vt",
        "wyo",
        "ark",
        "a.m",
        "p.m",
        "dir",
        "agt",
        "pkwy",
        "ln",
        "ct",
        "cir",
        "sq",
        "ter",
        "trl",
        "plz",
        "fl",
        "rm",
        "rt",
        "rte",
        "kl",
        "ds",
        "dhr",
        "mevr",
        "bvb",
        "prot",
        "p",
    ]
)


@dataclass(slots=True, eq=False)
class Line:
    """One sentence, row or labelled fact. Offsets of all spans are offsets in `text`.

    `label` is the role of a labelled fact ("date", "place", ...). `unit` is the number of the paragraph, row or list item
    it stands in; `group` that of its list or table.
    """

    text: str
    block: Block
    unit: int
    label: Label | None = None
    names: list[NameSpan] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    times: list[TimeSpan] = field(default_factory=list)
    rules: list[RuleSpan] = field(default_factory=list)
    tokens: Tokens | None = None
    low: str = ""
    _places: list[PlaceSpan] | None = None
    _hosts: list[tuple[int, int]] | None = None

    @property
    def heading(self) -> bool:
        return self.block.kind == "heading"

    def hosts(self) -> list[tuple[int, int]]:
        """Offsets of words for police."""
        if self._hosts is None:
            self._hosts = find_hosts(self.tokens) if self.tokens is not None else []
        return self._hosts

    def masks(self) -> list[tuple[int, int]]:
        """Offsets that are dates, times, rules and names: never part of a place."""
        spans = [(s.begin, s.stop) for group in (self.dates, self.times, self.rules, self.names) for s in group]
        return sorted(spans)


@dataclass(slots=True)
class Reader:
    """What the lines of one page have in common."""

    lexicon: Lexicon
    order: Order
    place: Place
    known: Sequence[str] = ()

    @property
    def cues(self) -> Cues:
        return cues(self.lexicon.code)

    def annotate(self, line: Line) -> Line:
        """Find dates, times, rules and names in a line."""
        x = find_expressions(line.text, self.lexicon, self.order)
        line.tokens, line.dates, line.times, line.rules = x.tokens, x.dates, x.times, x.rules
        line.names = find_names(x.tokens, self.known)
        line.low = plain(line.text)
        line.others = find_other_programs(x.tokens)
        if line.others:
            line.others = self._apart_from_places(line)
        return line

    def _apart_from_places(self, line: Line) -> list[tuple[int, int]]:
        """Without words that only name a place: "Town Hall, 12 High Street", "William Parade"."""
        named = [
            offsets
            for place in self.places(line)
            for field, offsets in place.parts.items()
            if field in ("venue", "street")
        ]
        return [o for o in line.others if not any(a < o[1] and o[0] < b for a, b in named)]

    def parse(self, text: str, masked: Sequence[tuple[int, int]] = ()) -> PlaceText:
        """A text that is nothing but a place. "Oak Grove, MO 64075" is a town, not a venue."""
        found = parse_place(text, self.lexicon.code, self.place, masked)
        if found.venue and found.city is None and found.street is None and (found.region or found.postcode):
            return PlaceText(None, None, found.venue, found.region, found.postcode, found.country)
        return found

    def is_town(self, text: str) -> bool:
        """Whether a short text is a town, with or without region and postal code ("Tustin, CA 92780")."""
        found = self.parse(text)
        return len(text) < 50 and found.venue is None and (found.city is not None or found.postcode is not None)

    def places(self, line: Line) -> list[PlaceSpan]:
        """The places a line names, found when first asked for."""
        if line._places is None:
            masks = line.masks()
            if (division := _DIVISION.match(line.text)) is not None:
                masks = sorted([*masks, division.span(1)])
            line._places = find_places(line.text, self.lexicon.code, self.place, masks)
        return line._places


def cut(blocks: Sequence[Block], reader: Reader) -> list[Line]:
    """All lines of the blocks, annotated, in reading order."""
    lines: list[Line] = []
    waiting: Label | None = None
    bare = _bare_labels(blocks)
    columns = sum(b.kind != "heading" and len(b.text) < 30 and label_of(b.text) is not None for b in blocks) >= 3
    section: Label | None = None  # a heading that is a label ("Venue") speaks for what stands under it
    for unit, block in enumerate(blocks):
        if block.kind == "stamp":
            continue
        if (
            len(block.text) < 30
            and block.kind != "heading"
            and (columns or block.strong or block.text.rstrip().endswith(":"))
        ):
            role = label_of(block.text)
            if role is not None:  # a label in a box of its own: the next box is its value
                waiting = role
                continue
        pieces = _pieces(block)
        if unit in bare:
            pieces = _labelled(*bare[unit])
        if block.kind == "heading":
            section = label_of(block.text)
            if section not in ("date", "time", "place", "address", "organizer"):
                section = None
        elif waiting is None and section is not None and len(block.text) < 120:
            waiting = section
        if waiting is not None and pieces and pieces[0][1] is None and block.kind != "heading":
            pieces = [*_labelled(pieces[0][0], waiting), *pieces[1:]]
        waiting = None
        for text, label in pieces:
            lines.append(reader.annotate(Line(text, block, unit, label)))
    return lines


def _bare_labels(blocks: Sequence[Block]) -> dict[int, tuple[str, Label]]:
    """Labels printed without a mark ("Datum donderdag 21 november"), where at least two lines in a row begin with one."""
    found: dict[int, tuple[str, Label]] = {}
    for number, block in enumerate(blocks):
        if block.kind in ("heading", "stamp", "row") or len(block.text) > 140:
            continue
        head, _, rest = block.text.partition(" ")
        if rest and head[:1].isupper() and head.isalpha() and (role := label_of(head)) is not None and role != "text":
            found[number] = (rest, role)
    return {n: v for n, v in found.items() if (n - 1 in found or n + 1 in found) and len(found) >= 3}


def _pieces(block: Block) -> list[tuple[str, Label | None]]:
    """A block's texts with their labels: table cells under their heads, "Label: value" pairs, sentences."""
    if block.kind == "heading":
        return [(block.text, None)]
    if block.kind == "row":
        if block.labels:
            return [
                (cell, label_of(head))
                for head, cell in zip(block.labels, block.cells, strict=True)
                if cell.strip(" -–—")
            ]
        if len(block.cells) == 2 and (role := label_of(block.cells[0])) is not None and block.cells[1]:
            return _labelled(block.cells[1], role)
        return [(block.text, None)]
    pairs = split_labels(block.text)
    if pairs:
        return [
            piece
            for text, role in pairs
            for piece in (_labelled(text, role) if role and role != "text" else _sentences(text))
        ]
    return _sentences(block.text)


def _labelled(text: str, role: Label) -> list[tuple[str, Label | None]]:
    pairs = split_labels(text)
    if pairs and any(r for _, r in pairs[1:]):
        return [(t, r or role) for t, r in pairs]
    if len(text) > 70 and role in ("date", "time"):
        first, *rest = _sentences(text)
        return [(first[0], role), *rest]
    return [(text, role)] if text else []


def label_of(text: str) -> Label | None:
    """The role of a label ("Date", "Ort:", "¿Cuándo?"), or None."""
    low = plain(text).strip(" :*¿?|.-–")
    if not low or len(low) > 30:
        return None
    match = _LABEL.match(low + ":")
    return _role(match) if match is not None and match.end() == len(low) + 1 else None


def _role(match: re.Match[str]) -> Label | None:
    return next((name for name in _LABELS if match[name] is not None), None)


def split_labels(text: str) -> list[tuple[str, Label | None]]:
    """Cut a text at its labels: [("October 4", "date"), ("8-10 a.m.", "time")]; [] where it has none.

    A label counts at the start of a text, or after the end of a fact before it.
    """
    low = plain(text)
    found = []
    for match in _LABEL.finditer(low):
        role = _role(match)
        before = low[: match.start()].rstrip()
        start = not before.strip("*•·-–—»►▪ ")
        if not start:
            if match["mark"].strip() != ":" or match.start() < 3:
                continue
            if not text[match.start()].isupper():
                continue
            if match.end() - len(match.group()) and low[match.end() - 1].isdigit():
                continue
        elif match["mark"].strip() in ("-", "–", "—") and role in ("other", "organizer", "title"):
            continue
        found.append((match, role))
    if not found or (len(found) == 1 and low[: found[0][0].start()].strip("*•·-–—»►▪ ") and found[0][1] == "other"):
        return []
    pieces: list[tuple[str, Label | None]] = []
    lead = text[: found[0][0].start()].strip("*•·»►▪ ")
    if lead:
        pieces.append((lead, None))
    for number, (match, role) in enumerate(found):
        end = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        value = text[match.end() : end].strip(" ,;|")
        if value:
            pieces.append((value, role))
    return pieces


_NEAR = 100
"""Letters looked at on each side of a full stop to tell whether it ends a sentence."""
_LONGEST = 2000
"""Letters of the longest line."""


def _sentences(text: str) -> list[tuple[str, Label | None]]:
    """Cut running text at the ends of sentences, not at abbreviations ("8 a.m. Wednesday", "St. Helens", "4. Oktober")."""
    pieces: list[tuple[str, Label | None]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        mark = match.group()
        if mark[0] == "." and not mark.startswith(".."):
            # a little of both sides is enough, and keeps the work in step with the length of the text
            head = text[max(start, match.start() - _NEAR) : match.start()]
            word = head.rsplit(None, 1)[-1].lower().lstrip("(\"'“‘«") if head.split() else ""
            following = text[match.end() : match.end() + _NEAR]
            if word in ("a.m", "p.m", "m") or (word.endswith(("a.m", "p.m")) and word[:1].isdigit()):
                first = following.split(None, 1)[0].strip(",.;:") if following else ""
                if not first[:1].isupper() or first.isupper() or first.lower() in _AFTER_HOUR or len(head) < 25:
                    continue
            elif word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) <= 2):
                continue
        pieces += _bounded(text[start : match.end()])
        start = match.end()
    return pieces + _bounded(text[start:])


def _bounded(sentence: str) -> list[tuple[str, Label | None]]:
    """A sentence, in parts where it is longer than any that people write: each fact of a line looks at the whole line."""
    sentence = sentence.strip()
    if len(sentence) <= _LONGEST:
        return [(sentence, None)] if sentence else []
    return [(part, None) for part in textwrap.wrap(sentence, _LONGEST, break_on_hyphens=False)]


_AFTER_HOUR = _SHORT_DAYS_AND_MONTHS | frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "eastern",
        "central",
        "mountain",
        "pacific",
        "atlantic",
        "at",
    ]
)
"""What may follow "8 a.m." within a sentence though it begins with a capital."""
