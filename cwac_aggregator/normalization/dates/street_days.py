"""Days that are a street's, a square's or a programme's name: "Avenida 5 de Mayo", "place du 8 Mai 1945", "Straße des 17. Juni",
“Monday Afternoon at the Movies”."""

from __future__ import annotations

import re

from ..language import fold

_KINDS = {
    "es": r"calle|c/|avenida|av|avda|avd|plaza|pza|plazoleta|paseo|calzada|bulevar|boulevard|blvd|callejon|pasaje|pje|parque|colonia|col|barrio|escuela|estadio|mercado|hospital|esquina",
    "pt": r"rua|r|avenida|av|praca|pca|largo|travessa|tv|alameda|bairro|escola|parque|jardim|vila|ponte",
    "fr": r"rue|avenue|av|boulevard|bd|place|pl|square|quai|pont|esplanade|allee|ecole|college|stade|salle|parc",
    "de": r"strasse|str|platz|allee|brucke|ufer",
    "nl": r"plein|laan|straat",
}
_JOINED = {
    "es": r"(?:\s+(?:del?|y))?\s*$",
    "pt": r"(?:\s+d[eo])?\s*$",
    "fr": r"\s+du\s*$",
    "de": r"\s+des\s*$",
    "nl": r"\s*$",
}
_BEFORE = {code: re.compile(rf"\b(?:{kinds})\.?{_JOINED[code]}") for code, kinds in _KINDS.items()}
_INSTEAD = re.compile(r"\b(?:a la place|au lieu|au cours) du\s*$")
_OLD_YEAR = re.compile(r"\b1[89]\d\d\b")
_HOUSE = re.compile(r",?\s+(?:n\.?\s?[°ºo]\s*)?(\d{2,5})\b(?!\s*(?:h|hs|hrs|horas|:|\.\d))")
_CAPITAL_MONTH = re.compile(r"\d{1,2}[ºo]? de [A-ZÀ-Þ]")
_PLACED = re.compile(r"\b(?:at|in|inside|near|outside)\s+(?:the\s+)?$")
_NAME_GOES_ON = re.compile(r" [A-Z][a-z]+ ?(?:[A-Z][a-z]+|,|\.|$)")
_QUOTES = tuple('“"‘')
_QUOTED_TITLE = re.compile(
    r"(?: (?:[A-Z][\w'’]*|a|an|and|at|by|for|in|of|on|or|the|to|with|&))* [A-Z][\w'’]*[,.!?]?[”\"’]"
)
"""The rest of a title in quotation marks, each long word with a capital."""
_LOOK_BACK = 24
_YEARS = range(1990, 2050)


def _is_in_name(text: str, begin: int, stop: int) -> bool:
    """Whether a day's or month's name alone opens a place's: "in the Sun Ridge Clubhouse", "at May Park"."""
    return (
        text[begin:stop].isalpha()
        and text[begin : begin + 1].isupper()
        and _PLACED.search(text[max(0, begin - _LOOK_BACK) : begin]) is not None
        and _NAME_GOES_ON.match(text, stop) is not None
    )


def _is_in_title(text: str, begin: int, stop: int) -> bool:
    """Whether a day's name alone opens a title in quotation marks: “Monday Afternoon at the Movies”."""
    return (
        text[begin:stop].isalpha()
        and text[begin - 1 : begin] in _QUOTES
        and _QUOTED_TITLE.match(text, stop) is not None
    )


def is_street_day(text: str, begin: int, stop: int, language: str) -> bool:
    """Whether the date at these offsets is part of the name of a street, a square or a programme, and no day of anything."""
    if language == "en":
        return _is_in_name(text, begin, stop) or _is_in_title(text, begin, stop)
    pattern = _BEFORE.get(language)
    if pattern is None:
        return False
    before = fold(text[max(0, begin - _LOOK_BACK) : begin].lower())
    day = text[begin:stop]
    if pattern.search(before):
        if language == "fr":
            return not _INSTEAD.search(before) and (
                _OLD_YEAR.search(day) is not None or not any(c.isdigit() for c in day[3:])
            )
        return True
    if language not in ("es", "pt") or not _CAPITAL_MONTH.match(day) or day[-1].isdigit():
        return False
    house = _HOUSE.match(text, stop)  # "Bar Aurora, 18 de Julio 1249"
    return house is not None and int(house[1]) not in _YEARS and text[:begin].rstrip().endswith((",", ".", "("))
