"""What kind of publisher tells of an event, by its name and its town."""

from __future__ import annotations

import re
from functools import lru_cache

from ... import gazetteer
from ...model import Place

PARTICLES = frozenset("de del do da am an in im sur sous les la le ob vor op aan lez".split())  # noqa: SIM905
"""Small words in the names of towns."""
OF_ONE_TOWN = frozenset(["publisher-of-town", "publisher-in-town"])
"""Kinds of publishers that tell of one town alone."""
_LOCAL = re.compile(
    r"poli[zct]|sheriff|gendarm|public safety|\bPD\b|wijk|bürgermeister"
    r"|^(?:city|town|village|borough|township|county|port|stadt|gemeinde|ville|commune|mairie|ayuntamiento|municipio|gemeente|c[aâ]mara|prefeitura|município|freguesia)\b"
    r"|\b(?:library|university|college|school|church|chamber|campus|universit[ày])\b",
    re.IGNORECASE,
)
"""A publisher that tells of what is held with it, whoever holds it."""
_AREA = re.compile(
    r"county|sheriff|state police|highway patrol|parish|region|district|zone|provin[cz]|gendarmerie|pr[eé]fecture|d[eé]partement"
    r"|groupement|s[uû]ret[eé]|\bmrc\b|präsidium|direktion|inspektion|landkreis|kanton|guardia civil|nacional|comarca|mancomunidad"
    r"|\b(?:GNR|PSP|RCMP|OPP|GRC)\b|command|constabulary",
    re.IGNORECASE,
)
"""A publisher that speaks for many towns."""


@lru_cache(maxsize=64)
def publisher_kind(near: Place) -> str:
    """What kind of publisher tells it, by its name: of the town, of many towns, of one place in it, or a paper."""
    if near.city is None:
        return "none"
    name = near.name or ""
    words = gazetteer.fold(near.city).split()
    short = next((n for n, word in enumerate(words) if n and word in PARTICLES), len(words))
    named = f" {' '.join(words[:short])} " in f" {gazetteer.fold(name)} "
    if _AREA.search(name):
        return "publisher-of-many"
    if _LOCAL.search(name):
        return "publisher-of-town" if named else "publisher-in-town"
    return "paper-of-town" if named else "paper"


def speaks_for_one_town(near: Place) -> bool:
    """Whether a publisher tells of its own town alone."""
    return publisher_kind(near) in OF_ONE_TOWN
