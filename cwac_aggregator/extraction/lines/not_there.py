"""Places that a sentence names and that are not where the event is: what it is compared with, a part of a town's name."""

from __future__ import annotations

import re

from ... import gazetteer
from ...model import Place
from ...normalization.places import PlaceSpan

_SMALL = {
    "en": r"(?:(?:going|coming|walking|stepping|having) )?(?:in|into|at|to|inside)? ?(?:a|an|the|their|our|your)? ?(?:local |nearest )?",
    "de": r"(?:(?:auf|in|an|bei|zu|vor)? ?(?:der|dem|den|die|das|einer|einem|eine|einen)?|im|am|ins|zum|zur|beim) ?",
    "es": r"(?:(?:ir|acudir|venir) )?(?:(?:a|en|hasta)? ?(?:la|el|una?|su)?|al) ?",
    "fr": r"(?:(?:d'aller|de venir|de se rendre|de pousser|d'entrer) )?(?:(?:dans|a|sur|chez)? ?(?:la|le|une?|l')?|au|aux|en) ?",
    "nl": r"(?:(?:op|in|bij|naar|aan)? ?(?:het|de|een)?) ?",
    "pt": r"(?:(?:ir|vir) )?(?:(?:a|em)? ?(?:uma?|o|a)?|ao|na|no|numa?) ?",
}
_THAN = {
    "en": r"\b(?:than|instead of|rather than|unlike|(?<!why )(?<!if )not)",
    "de": r"\b(?:als|statt|anstatt|anstelle|nicht)",
    "es": r"\b(?:en vez de|en lugar de|mas que|fuera de|que)",
    "fr": r"\b(?:(?:ailleurs|plutot|mieux|autrement|hors|qu'ailleurs) ?que|au lieu de|que|hors d(?:e|'|u))",
    "nl": r"(?:(?<=\w )dan|\bin plaats van|\bniet)",
    "pt": r"\b(?:em vez de|do que|fora d[aoe])",
}
_SILL = r"\b(?:doors?|threshold|portes?|seuil|puertas?|umbral|schwelle|turen?|drempel|deur|porta|limiar) (?:of|du|de|d'une?|der|des|einer|van|da|do)(?: (?:la|l'|el|un|una|une|a|the|het|de|een))? ?"
_COMPARED = {code: re.compile(rf"{_THAN[code]} {small}$") for code, small in _SMALL.items()}
_OVER_SILL = re.compile(rf"{_SILL}$")
_STATION = re.compile(
    r"commissariat|poste|police|policia|comisar|station|wache|revier|dienststelle|bureau|esquadra|gendarmerie|cuartel|quartel"
)
"""The door of a station is what people do not like to go through; that of a café is where they are asked to come."""
_LESS_FORMAL = re.compile(
    r"\b(?:more|less|rather|easier|mehr|weniger|lieber|eher|mas|menos|mejor|facil|plus|moins|plutot|facile|meer|minder|liever|mais)\b"
    r"[^.;]{0,50}\b(?:than|als|que|dan)\b[^.,;]{0,40}$"
)
"""Before a station: it is named as what the event is not ("moins formel que lors d'une patrouille ou au commissariat")."""
_GOING = re.compile(
    r"\b(?:(?:go|going|come|coming|walk|walking|aller|venir|entrer|passer|rendre|deplacer|presenter|ir|acudir|entrar|vir)"
    r" (?:in|into|to|inside|dans|en|a|ao?|na|no|aux?|al)(?: (?:the|a|your|la|le|un|una|uma|el))?) $"
)
"""Before a station where no day or hour is told: what people do, or do not like to ("n'osent pas aller au commissariat")."""
_MORE = re.compile(r"\b(?:mas|plus|moins|plutot|autre|mieux|mejor|facil|facile)\b")
_NEEDS_MORE = frozenset(["es", "fr"])
"""Languages whose "than" is also "which": there a word of more or less must stand before it."""
_LOOK_BACK = 48
_ELIDED = re.compile(r"\bqu'(?=\w)")
_LONG_TOWN = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]+ (?:an der|in der|vor der|ob der|am|im|bei|aan den|aan de|op|sur|sous|del?) [A-ZÀ-Þ][\w'’-]+"
)

_ASSOCIATION = re.compile(
    r"(?:association|asociacion|associacao|conselho|sindicato|stichting|\w*vereniging|\w*verein) "
)
_BY = re.compile(r"\b(?:por(?: la| el)?|pel[ao]|par(?: l[ae])?|vom|von de[rm]|door(?: de| het)?|by(?: the)?) (?:l')?$")
_DOES = re.compile(
    r" (?:ha |a |hat |heeft )?(?:organi[sz]|promove|convida|convoca|invita|invite|nodigt|ladt|veranstaltet|propoe|propose)"
)
"""What an association does as the host: behind its name, it is no place."""

_LANGUAGE = re.compile(
    r"(?:neu|platt|hoch|schweizer)?deutsch|(?:neu)?englisch|turkisch|arabisch|spanisch|polnisch|russisch|english|german|spanish|french|dutch|"
    r"espanol|castellano|catalan|ingles|frances|portugues|francais|anglais|neerlandais|allemand|engels|nederlands|frans|duits"
)
"""What something is said in: "heißt das auf Neudeutsch"."""
_FULL_STOP = re.compile(r"[.!?]\s")
_COUNT = re.compile(r"\d{1,3} (?=[^\W\d])")
_SITES = re.compile(
    r" (?:campuses|locations|stores|restaurants|shops|sites|schools|branches|stations|parks|outlets|filialen|standorte[n]?|"
    r"laden|schulen|tiendas|locales|sedes|escuelas|magasins|restaurantes|ecoles|winkels|filialen|scholen|lojas|escolas)\b"
)
"""What a number counts: "at 22 Penn State campuses" names no place."""


def is_elsewhere(place: PlaceSpan, text: str, low: str, code: str, near: Place) -> bool:
    """Whether a place of a line is not the event's: "ailleurs que dans un commissariat", "Mülheim an der Ruhr"."""
    begin, stop = place.parts.get("venue", (place.begin, place.stop))
    before = _ELIDED.sub("que ", low[max(0, begin - _LOOK_BACK) : begin])
    if (found := _COMPARED[code].search(before)) is not None:
        than = found.group().lstrip().startswith("que ")
        if not (than and code in _NEEDS_MORE) or _MORE.search(low[:begin]) is not None:
            return True
    if _LANGUAGE.fullmatch(low, begin, stop):
        return True
    if _ASSOCIATION.match(low, begin) and (_BY.search(before) or _DOES.match(low, stop)):
        return True
    if _COUNT.match(text, begin) and _SITES.match(low, stop):
        return True
    if _STATION.search(low[begin:stop]) is not None and (
        _OVER_SILL.search(before) is not None
        or _LESS_FORMAL.search(low[max(0, begin - 2 * _LOOK_BACK) : begin])
        or (text[begin:stop].islower() and _GOING.search(before) is not None and not _tells_figure(low, begin))
    ):
        return True
    return any(
        town.start() < begin and stop <= town.end() and _is_town(town.group(), near)
        for town in _LONG_TOWN.finditer(text)
    )


def _tells_figure(low: str, at: int) -> bool:
    """Whether the sentence around a place tells any figure."""
    begin = max((end.end() for end in _FULL_STOP.finditer(low, 0, at)), default=0)
    end = _FULL_STOP.search(low, at)
    return any(map(str.isdigit, low[begin : end.start() if end else len(low)]))


def _is_town(name: str, near: Place) -> bool:
    return name == near.city or gazetteer.find_city(name, None, near.country) is not None
