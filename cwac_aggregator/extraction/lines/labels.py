"""Labels ("Date:", "Ort:", "¿Cuándo?") and the facts that stand after them."""

from __future__ import annotations

import re

from ..cues import plain

Label = str
_LABELS: dict[Label, str] = {
    "date": r"dates?|day|on|event dates?|calendar date|start date|when|date (?:and|&|/) time|date/time|day (?:and|&) time|what day|save the date|new date|dates? (?:and|&) times?|"
    r"fechas?|dia|cuando|fecha y hora|datum|wann|tag|termin|termine|datum und uhrzeit|wanneer|dag|data|datas|quando|data e hora|(?:data|dia)s? e (?:hora|horario)s?|dia y hora|fechas? y horas?|fecha y horario|tag und (?:uhrzeit|zeit)|wann und wo|dag en (?:uur|tijd)|jour et heures?|jours? et horaires?|dates? et horaires?|jour|quand|dates?|date et heure|datum en tijd|datum en uur|nueva fecha|neuer termin|nouvelle date|nieuwe datum|nova data|date a bloquer|dates? a retenir|a retenir|fecha a reservar|zum vormerken|noteer alvast|veranstaltungsdatum|datum und zeit|datum ?/ ?(?:uhr)?zeit|datum & (?:uhr)?zeit|datum/tijd|datum & tijd|datums",
    "time": r"times?|hours?|event time|start time|starts?|begins|what time|from|hora|horas|horario|horarios|uhrzeit|zeit|beginn|heure|heures|horaires?|tijd|tijdstip|uur|tijden|horario|a que hora|time and place|aanvang|new time|hora de inicio|hora inicio|inicio|horas|aanvangsuur|beginuur|startuur|aanvangstijd|horario de atencion|veranstaltungszeit|beginnzeit|startzeit|anfangszeit|begintijd|starttijd",
    "end": r"ends?|end time|end date|until|ende|endzeit|einde|eindtijd|einduur",
    "place": r"locations?|places?|where|venues?|site|event location|meeting place|host location|lugar|donde|sitio|ort|wo|treffpunkt|veranstaltungsort|lieu|ou|endroit|locatie|plaats|waar|plek|local|onde|locais|lieux|lugares|orte|locaties|where at|ubicacion|location name|stop|branch|library branch|sede|vestiging|filiale|succursale|sucursal|building|"
    r"cambio de (?:lugar|sede|ubicacion)|changement de (?:lieu|salle)|ortsanderung|ortswechsel|locatiewijziging|(?:mudanca|alteracao) de local|(?:venue|location) change|change of (?:venue|location|place)|"
    r"lokalitat|lokal|veranstaltungsstatte|veranstaltungslokal|durchfuhrungsort|austragungsort|standorte?|haltestelle|haltepunkt|ort der veranstaltung|ort des anlasses|standplaats|halte|afspraakplaats|"
    r"sedes|punto de (?:encuentro|reunion|cita)|recinto|espacio|lugar de (?:encuentro|reunion|la actividad)|ponto de encontro|trefpunt|ontmoetingsplaats|zaal|plaats van afspraak|lokal",
    "address": r"address(?:es)?|street|street address|strasse|strase|straat|direccion|adresse|anschrift|adres|endereco|morada|domicilio|direccion postal",
    "city": r"city|town|ciudad|localidad|stadt|gemeinde|ville|commune|stad|gemeente|cidade|municipio|city/town|community|municipality|township|village|borough|gemeinden?|municipalite|localite|localidade|concelho|dorp|woonplaats|kern|ortschaft|wohnort|pueblo|poblacion|comune",
    "title": r"event|activity|what|title|event name|event title|program|que|evento|actividad|aktivitat|activite|atividade|was|veranstaltung|quoi|evenement|wat|activiteit|o que|subject|name",
    "organizer": r"hosts?|hosted by|organi[sz]ers?|presented by|sponsor|department|agency|organiza|organizador|convoca|veranstalter|organisateur|organise par|organisator|organisatie|organizacao|organizador|promotor|realizacao|anfitrion|gastgeber|veranstalterin|organisatorin|veranstaltende|contact department",
    "text": r"details?|description|summary|information|info|in full|in short|in brief|about|the details|beschreibung|descripcion|descriptif|omschrijving|descricao|resumen|overview",
    "other": r"cost|costs|price|admission|contact|phone|tel|telephone|telefon|telefono|email|e-mail|more info|more information|website|web|rsvp|register|registration|who|why|how|parking|category|categories|tags|type|"
    r"coste|precio|entrada|contacto|kosten|kontakt|anmeldung|eintritt|cout|prix|inscription|inscriptions|entree|entrees|toegang|prijs|aanmelden|aanmelding|inschrijving|custo|entrada|contato|inscricao|inscricoes|bairro|barrio|quartier|wijk|stadtteil|ortsteil|ages?|audience|notes?|"
    r"bring|weather|rain date|rain plan|sponsors|status|last updated|updated|posted|published|hits|written|author|capacity|attendance|filed under|written by|media contact|languages?|idiomas?|sprachen?|acces|transport|bus|accessibility|remarks|quien|wer|wie|qui|quem|hinweis|opmerking|aforo|plazas|informacion|preguntas|questions|verantwoordelijke|hours posted",
}
_LABEL = re.compile(
    r"(?<![\w])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")\s?(?P<mark>\?\s?:?|:|\||\s[–—-]\s)\s*"
)
_OTHER_ONE = re.compile(r"(?:new|nueva|neuer|nouvelle|nieuwe|nova) ")
_MARK = re.compile(r"[?:|]|\s[–—-]\s")
"""What stands behind every label: a text without one is not searched for hundreds of words."""
_QUALIFIER = re.compile(
    r"\b(?:der|die|das|den|dem|des|k?eine?[mnrs]?|[a-z]+(?:liche|ige|ute|eue|rte|lte|este|ste)[mnrs]?|the|an?|no|this|that|our|its?)$"
)
"""Before a word: it is of a sentence, no label."""


_FIRST_WORD = re.compile(r"[\s/(,&]")


_ENDS_NAME = re.compile(
    r"street|city|town|community|municipality|township|village|borough|branch|building|stop|strasse|straat|local|site|place"
)
"""Labels that are also the last word of names of streets, towns and houses."""
_NAME_BEFORE = re.compile(r"(?<![\w.])(?:\d+(?:st|nd|rd|th)|[A-ZÀ-Þ][\w'’]*\.?) $")
"""A word of a name right before such a word."""


def label_of(text: str) -> Label | None:
    """The role of a label ("Date", "Ort:", "¿Cuándo?"), or None."""
    low = plain(text).strip(" :*¿?|.-–")
    if not low or len(low) > 30:
        return None
    match = _LABEL.match(low + ":")
    return _role(match) if match is not None and match.end() == len(low) + 1 else None


def head_role(head: str) -> Label | None:
    """The role of a column's head: its whole text is a label, or its first word is ("Date of event")."""
    role = label_of(head)
    if role is None and head and not any(c.isdigit() for c in head):
        first = label_of(_FIRST_WORD.split(head.strip(), maxsplit=1)[0])
        return first if first not in ("other", "text") else None
    return role


def _role(match: re.Match[str]) -> Label | None:
    return next((name for name in _LABELS if match[name] is not None), None)


def _is_of_sentence(before: str) -> bool:
    """Whether a word of a label goes on with a sentence: "das ist kein guter Ort: ...", not "8 bis 10 Uhr Ort: ..."."""
    return _QUALIFIER.search(before) is not None


def split_labels(text: str) -> list[tuple[str, Label | None]]:
    """Cut a text at its labels: [("October 4", "date"), ("8-10 a.m.", "time")]; [] where it has none.

    A label counts at the start of a text, or after the end of a fact before it.
    """
    low = plain(text)
    found = []
    if _MARK.search(low) is None:
        return []
    for match in _LABEL.finditer(low):
        role = _role(match)
        before = low[: match.start()].rstrip()
        start = not any(letter.isalnum() for letter in before)
        if not start:
            asked = match["mark"][0] == "?" and role in ("date", "time", "place", "address")  # "Wo? Auf dem Markt"
            if (match["mark"].strip() != ":" and not asked) or match.start() < 3:
                continue
            if not text[match.start()].isupper() or _is_of_sentence(before):
                continue
            if role == "organizer" and text[match.start() - 2].isalpha():
                continue  # "Dayton Police Department: Elm Bakery"
            if _ENDS_NAME.fullmatch(match[0].rstrip(" :?|")) and _NAME_BEFORE.search(text, 0, match.start()):
                continue  # "Plum Diner, 12 Elm Street: March 14", "Oak Branch: March 15"
            if role == "city" and text[: match.start()].replace(" ", "").isalpha() and text[: match.start()].istitle():
                continue  # "Swea City: Tuesday, July 20"
            if match.end() - len(match.group()) and low[match.end() - 1].isdigit():
                continue
        elif match["mark"].strip() in ("-", "–", "—") and role in ("other", "organizer", "title"):
            continue
        found.append((match, role))
    if not found or (len(found) == 1 and low[: found[0][0].start()].strip("*•·-–—»►▪ ") and found[0][1] == "other"):
        return []
    pieces: list[tuple[str, Label | None]] = []
    lead = text[: found[0][0].start()].strip("*•·»►▪¿-–— ")
    if lead:
        pieces.append((lead, None))
    for number, (match, role) in enumerate(found):
        end = found[number + 1][0].start() if number + 1 < len(found) else len(text)
        # "Neuer Termin: 20. März": that it is another one is said by the label alone
        value = text[match.start() if _OTHER_ONE.match(match[0]) else match.end() : end].strip(" ,;|")
        if value:
            pieces.append((value, role))
    return pieces
