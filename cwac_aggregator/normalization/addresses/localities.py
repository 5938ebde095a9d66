"""Towns, regions, postcodes and countries as printed beside a street or a venue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cwac_aggregator.gazetteer import find_city, fold, town_near
from cwac_aggregator.model import Place

from ..place_words import PlaceWords, Region, Words, brazilian_states, regions

_SHORT = 5
"""Letters of the longest abbreviation of a region ("Calif")."""
_HYPHENS = frozenset("-–‑‐")
_STATE_MARKS = _HYPHENS | {"/"}
_DIGIT = re.compile(r"\d")
_FIVE = re.compile(r"\d{5}\Z")
_FOUR = re.compile(r"\d{4}\Z")
_UK_OUT = re.compile(r"[a-z]{1,2}\d[a-z\d]?\Z")
_UK_IN = re.compile(r"\d[a-z]{2}\Z")
_CA_OUT = re.compile(r"[a-z]\d[a-z]\Z")
_CA_IN = re.compile(r"\d[a-z]\d\Z")
_SAINTS = frozenset(("st", "ste", "mt", "ft", "pt", "s", "n", "e", "w"))
_CITY_PARTICLES = frozenset(
    [
        "of",
        "the",
        "am",
        "an",
        "der",
        "im",
        "bei",
        "ob",
        "la",
        "le",
        "les",
        "sur",
        "en",
        "de",
        "del",
        "los",
        "las",
        "el",
        "do",
        "da",
        "dos",
        "das",
        "aan",
        "den",
        "het",
        "op",
        "by",
        "upon",
        "and",
        "y",
    ]
)
_COUNTRIES = {
    "united states": "US", "usa": "US", "u.s.a": "US", "united states of america": "US", "ee.uu": "US",
    "estados unidos": "US", "canada": "CA", "united kingdom": "GB", "uk": "GB", "australia": "AU", "new zealand": "NZ",
    "ireland": "IE", "deutschland": "DE", "osterreich": "AT", "schweiz": "CH", "nederland": "NL", "belgie": "BE",
    "france": "FR", "belgique": "BE", "suisse": "CH", "espana": "ES", "mexico": "MX", "argentina": "AR",
    "chile": "CL", "colombia": "CO", "brasil": "BR", "portugal": "PT",
}  # fmt: skip

_POSTCODE_LAST = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))
"""Countries whose postcodes stand behind the town."""


@dataclass(frozen=True, slots=True)
class Locality:
    """What names the town: each part as token indexes (first, last) or None; codes are ISO 3166. `last` is exclusive."""

    last: int
    city: tuple[int, int] | None = None
    region: tuple[int, int] | None = None
    postcode: tuple[int, int] | None = None
    region_code: str | None = None
    country: str | None = None


def read_postcode(tokens: Words, i: int) -> int:
    """The index after a postcode of any of our countries at token `i`, or 0. Four and five digits count as one."""
    word = tokens.at(i)
    if not _DIGIT.search(word):  # each opens with a token that holds one
        return 0
    if _FIVE.match(word):
        plus = tokens.at(i + 1) in _HYPHENS and tokens.adjoins(i + 1) and tokens.adjoins(i + 2)
        return i + 3 if plus and re.match(r"\d{3,4}\Z", tokens.at(i + 2)) else i + 1
    if _FOUR.match(word):
        if tokens.at(i + 1) in _HYPHENS and tokens.adjoins(i + 1) and re.match(r"\d{3}\Z", tokens.at(i + 2)):
            return i + 3
        follow = tokens.raw(i + 1)
        if len(follow) == 2 and follow.isupper() and follow.isalpha() and tokens.capital(i + 2):
            return i + 2
        return i + 1
    if re.match(r"\d{4}[a-z]{2}\Z", word) and tokens.raw(i)[-2:].isupper():
        return i + 1
    if not tokens.raw(i).isupper():
        return 0
    if _CA_OUT.match(word):
        j = i + 1 + (tokens.at(i + 1) in _HYPHENS)
        if _CA_IN.match(tokens.at(j)):
            return j + 1
    if _UK_OUT.match(word) and _UK_IN.match(tokens.at(i + 1)) and tokens.raw(i + 1).isupper():
        return i + 2
    if re.match(r"[a-z]\d[a-z]\d[a-z]\d\Z", word):
        return i + 1
    return 0


def read_region(tokens: Words, i: int, near: Place) -> tuple[int, Region] | None:
    """The region named at token `i` ("CA", "Ky.", "North Carolina") and the index after it, or None."""
    names, codes = regions()
    raw = tokens.raw(i)
    if near.country == "BR" and raw in brazilian_states():
        return i + 1, brazilian_states()[raw]
    if raw.isupper() and raw in codes:
        return i + 1, _nearest(codes[raw], near)
    if not tokens.capital(i):
        return None
    best: list[Region] = []
    stop = 0
    for phrase, region in names.get(tokens.at(i), ()):
        last = i + len(phrase)
        if last < stop:
            break
        if tuple(tokens.low[i:last]) == phrase:
            short = (
                len(phrase) == 1
                and len(phrase[0]) <= 5
                and "." not in phrase[0]
                and phrase[0] + "." == tokens.slice(i, last).lower() + "."
            )
            dotted = tokens.after_dot(last)
            if short and dotted == last and not _whole(phrase[0]) and tokens.raw(i) != raw.upper():
                continue
            best.append(region)
            stop = last
            end = dotted if short and not _whole(phrase[0]) else last
    return (end, _nearest(tuple(best), near)) if best else None


def _whole(word: str) -> bool:
    """True for a region's full name of few letters, which carries no dot."""
    return word in ("ohio", "iowa", "utah", "maine", "idaho", "texas", "yukon", "guam", "wien", "tirol", "hesse")


def _too_short(tokens: Words, k: int, stop: int, after_region: bool, near: Place) -> bool:
    """True where digits behind a town are no postcode: four without a region, or the start of a telephone number."""
    if _FOUR.match(tokens.at(k)) and stop == k + 1:
        return not (after_region or near.country in ("AU", "NZ"))
    if not _FIVE.match(tokens.at(k)):
        return False
    return tokens.digit(stop) or (
        not after_region and near.country in ("GB", "IE", "CA", "AU", "NZ", "NL", "BE", "CH", "AT", "PT")
    )


def _nearest(found: tuple[Region, ...], near: Place) -> Region:
    for region in found:
        if region.country == near.country:
            return region
    return found[0]


def city_words(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a town's name at token `i`, judged by its form alone, or 0."""
    if not tokens.capital(i) or words.has("not_places", tokens.at(i)) or _DIGIT.search(tokens.at(i)):
        return 0  # "W5520 County Road KK"
    if words.has("titles", tokens.at(i)) and tokens.at(i) not in ("st", "major"):
        return 0
    if read_postcode(tokens, i) or words.match("nowhere", tokens, i) > i + 1:
        return 0  # "12 Elm Street" / "Read More"
    j = i
    while j - i < 7:
        word = tokens.at(j)
        if tokens.capital(j):
            if j > i and (_is_region(tokens, words, j) or read_postcode(tokens, j) or _is_state_of(tokens, i, j)):
                break
            j += 1
            if tokens.at(j) == "." and tokens.adjoins(j) and word in _SAINTS and tokens.capital(j + 1):
                j += 1
            while (
                tokens.at(j) in ("-", "–", "‑", "/", "'", "’")
                and tokens.adjoins(j)
                and tokens.adjoins(j + 1)
                and j - i < 9
                and not (words.code == "pt" and tokens.raw(j + 1) in brazilian_states())
            ):
                j += 2
            continue
        if word in _CITY_PARTICLES and j > i:
            k = j + 1
            while tokens.at(k) in _CITY_PARTICLES and k < j + 2:
                k += 1
            if tokens.capital(k) and word not in ("and", "y", "en", "op") and not _is_region(tokens, words, k):
                j = k
                continue
        break
    return j


def _is_full(name: str) -> bool:
    """True for the name of a region that is no abbreviation."""
    return len(name) > _SHORT or _whole(name)


def _is_state_of(tokens: Words, i: int, j: int) -> bool:
    """True where the name of a region stands right behind its town: "Paris Texas", not "Kansas City" or "Iowa State"."""
    for phrase, region in regions()[0].get(tokens.at(j), ()) if tokens.capital(j) else ():
        last = j + len(phrase)
        if tuple(tokens.low[j:last]) == phrase and _is_full("".join(phrase)) and not tokens.capital(last):
            return find_city(tokens.slice(i, j), region.code, region.country) is not None
    return False


def _is_region(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where an upper-case code of a region stands ("Dallas NC")."""
    raw = tokens.raw(j)
    if words.code == "pt" and raw in brazilian_states():
        return True
    return len(raw) in (2, 3) and raw.isupper() and raw in regions()[1]


def known_city(name: str, near: Place) -> bool:
    """True where a name is the source's own town, or a town above 15,000 people of its region or country."""
    if near.city and fold(name) == fold(near.city):
        return True
    if not name or len(name) > 40:
        return False
    if near.region is not None and town_near(name, near.city, near.region, near.country, small=False) is not None:
        return True
    return (
        near.country is not None
        and near.region is None
        and find_city(name, None, near.country, small=False) is not None
    )


def is_town_of_region(name: str, near: Place) -> bool:
    """True for a town of any size in the publisher's region."""
    return near.region is not None and find_city(name, near.region, near.country) is not None


def town_by_name(name: str, near: Place, language: str) -> bool:
    """True where a name alone is a town's: small ones of the source's country count too, but not those of English ones,
    whose names are as often those of shops and people."""
    if known_city(name, near):
        return True
    if language == "en" or near.country is None or not 2 < len(name) <= 40:
        return False
    return find_city(name, near.region, near.country) is not None


def read_locality(tokens: Words, words: PlaceWords, i: int, near: Place) -> Locality | None:
    """The town, region, postcode and country printed one after another from token `i`, or None.

    Reads "Ithaca, MI 48847", "91052 Erlangen", "Linda-a-Velha", "Sherbrooke (Québec) J1H 1Z1", "Haverhill CB9 9DZ".
    Only the form is judged: whether a town can stand here is for the caller to know.
    """
    j = i
    postcode: tuple[int, int] | None = None
    dashed = tokens.at(j) in ("d", "a", "ch", "f", "b") and tokens.at(j + 1) in _HYPHENS and tokens.adjoins(j + 1)
    if dashed and read_postcode(tokens, j + 2):
        j += 2  # "D-91052"
    first = read_postcode(tokens, j)
    if first and near.country in _POSTCODE_LAST and tokens.at(j).isdecimal() and tokens.capital(first):
        return None  # "1520 W. Kettleman Lane" is a house
    if first:
        postcode = (j, first)
        j = first + (tokens.at(first) == ",")
    city: tuple[int, int] | None = None
    stop = city_words(tokens, words, j)
    if stop and words.code == "de" and not town_by_name(tokens.slice(j, stop), near, "de"):
        # every noun has a capital: "haben in Leverkusen Gelegenheit"
        known = (k for k in range(stop - 1, j, -1) if town_by_name(tokens.slice(j, k), near, "de"))
        stop = next((k for k in known if tokens.at(k) not in _HYPHENS), stop)
    if stop:
        lone = read_region(tokens, j, near)
        if (
            lone is not None
            and lone[0] >= stop
            and (
                tokens.raw(j).isupper()
                or (tokens.at(lone[0] - 1) == "." and len(tokens.raw(j)) <= 5)
                or _is_region_with_postcode(tokens, j, lone)
            )
        ):
            stop = 0  # "NC 28034" without a town
        elif (country := _COUNTRIES.get(" ".join(tokens.low[j:stop]))) and not _has_region(tokens, stop, near):
            return Locality(stop, None, None, postcode, None, country)  # "9 Elm Street, USA", not "Mexico, MO"
        else:
            city = (j, stop)
            j = stop
    if city is None and postcode is None:
        lone = read_region(tokens, j, near)
        if lone is None:
            return None
        return _rest(tokens, j, None, None, near)
    return _rest(tokens, j, city, postcode, near)


def _has_region(tokens: Words, j: int, near: Place) -> bool:
    return read_region(tokens, j + (tokens.at(j) == ","), near) is not None


def _is_region_with_postcode(tokens: Words, j: int, found: tuple[int, Region]) -> bool:
    """Whether the full name of a region stands before a postcode, and no town of it has that name: "Ohio 45001"."""
    stop, region = found
    if not read_postcode(tokens, stop) or not _is_full("".join(tokens.low[j:stop])):
        return False
    return find_city(tokens.slice(j, stop), region.code, region.country) is None


def _rest(
    tokens: Words, j: int, city: tuple[int, int] | None, postcode: tuple[int, int] | None, near: Place
) -> Locality:
    """Region, postcode and country after a town at `j`."""
    last = j
    region: tuple[int, int] | None = None
    code: str | None = None
    country: str | None = None
    k = j
    closing = 0
    if tokens.at(k) in (",", "|"):
        k += 1
    elif tokens.at(k) == "(":
        k, closing = k + 1, 1
    elif near.country == "BR" and tokens.at(k) in _STATE_MARKS and tokens.raw(k + 1) in brazilian_states():
        k += 1  # "Cuiabá - MT", "Maringá/PR"
    found = read_region(tokens, k, near)
    if found is not None and (not closing or tokens.at(found[0]) == ")"):
        stop, where = found
        region, code, country = (k, stop), where.code, where.country
        last = stop + closing
        k = last + (tokens.at(last) in (",", "|"))
    elif closing:
        k = j
    if postcode is None:
        stop = read_postcode(tokens, k)
        if stop and not _too_short(tokens, k, stop, region is not None, near):
            postcode = (k, stop)
            last = stop
    k = last + (tokens.at(last) in (",", "(")) if last else last
    for size in (4, 3, 2, 1):
        name = " ".join(tokens.low[k : k + size])
        if name in _COUNTRIES and tokens.capital(k):
            country = _COUNTRIES[name]
            last = k + size
            break
    return Locality(last, city, region, postcode, code, country)
