"""Streets as printed: house numbers with a road, roads alone, routes, corners, blocks, in the forms of six languages.

Number first ("200 Crandon Boulevard", "17 rue de Besançon"), number last ("Salinengasse 9", "calle del Reloj, 5").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .language import lexicon
from .place_words import MASK, PlaceWords, Words, chain_at, place_words

_HOUSE = re.compile(r"(?:\d{1,6}|l\d{2,4})(?:[a-z]|[13]⁄[24])?\Z")  # "14½" folds to "141⁄2"
_LAST_HOUSE = re.compile(r"\d{1,4}[a-z]?\Z")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|[13]⁄[24])\Z")
_ROUTE = re.compile(r"\d{1,4}[a-z]?\Z")
_HYPHENS = frozenset("-–‑‐")
_BREAKS = frozenset((MASK, "\n", ",", ";", "(", ")", "|", "•", "·", ":", "!", "?", "/", "—", "–", "-", '"', "“", "”"))
_LONGEST = 9
_SHORT = frozenset(
    (
        "st",
        "ave",
        "av",
        "blvd",
        "rd",
        "dr",
        "ln",
        "hwy",
        "pkwy",
        "ter",
        "cir",
        "ct",
        "pl",
        "sq",
        "tpke",
        "trl",
        "cres",
        "boul",
        "expy",
        "byp",
        "ext",
        "plz",
        "xing",
        "aly",
        "cswy",
    )
)


def _own_dot(tokens: Words, j: int) -> int:
    """The index after the dot of an abbreviated word at `j - 1`; a whole word's dot ends the sentence."""
    return tokens.after_dot(j) if tokens.at(j - 1) in _SHORT else j


@dataclass(frozen=True, slots=True)
class Street:
    """A street found at a token: `first` to `last` (exclusive) are its words.

    `numbered` where it has a house number or is a corner; `sure` where its own words say that it is a street.
    """

    first: int
    last: int
    numbered: bool
    sure: bool


def read_street(tokens: Words, words: PlaceWords, i: int, loose: bool = False) -> Street | None:
    """The street that starts at token `i`, or None.

    `loose` where the position already promises a street (after a venue and a comma): then "112 E. Harrison" and
    "Darragueira 2140" count, too.
    """
    word = tokens.at(i)
    if not word or word == MASK:
        return None
    if word == "#" or (words.has("number_words", word) and not words.has("street_prefixes", word)):
        j = i + 1
        while tokens.at(j) in (".", ",", "°", "º") and j < i + 3:
            j += 1
        if tokens.digit(j) and word != "#":
            found = read_street(tokens, words, j, loose)
            if found is not None and found.numbered:
                return found
    block = _block(tokens, words, i)
    if block is not None:
        return block
    if (
        words.code in ("es", "pt")
        and tokens.digit(i)
        and (day := _day_name(tokens, words, i))
        and tokens.capital(day - 1)
    ):
        house = _last_house(tokens, words, day)
        if house:
            return Street(i, house, True, True)
    if tokens.digit(i) or _HOUSE.match(word):
        found = _number_first(tokens, words, i, loose)
        if found is not None:
            return found
    corner = words.match("corner", tokens, i)
    if corner:
        found = _corner(tokens, words, i, corner)
        if found is not None:
            return found
    if words.phrases["street_prefixes"]:
        found = _prefixed(tokens, words, i, number=True)
        if found is not None:
            return found
    if words.number_after and tokens.capital(i):
        found = _headed(tokens, words, i)
        if found is not None:
            return found
        found = _compound(tokens, words, i, loose)
        if found is not None:
            return found
    return _crossing(tokens, words, i, loose) or _road(tokens, words, i, loose)


def _number_first(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    j = _house(tokens, i)
    if not j:
        return None
    if words.code == "fr":
        k = j + (tokens.at(j) in ("bis", "ter"))
        k += tokens.at(k) == ","
        found = _prefixed(tokens, words, k, number=False)
        if found is not None:
            return Street(i, found.last, True, True)
    english = words if words.code == "en" else place_words("en")
    body = _body(tokens, english, j, loose and words.code == "en")
    if body is None or (words.code != "en" and not body[1]):
        return None
    words = english
    return Street(i, _unit(tokens, words, body[0]), True, body[1])


def _house(tokens: Words, i: int) -> int:
    """The index after a house number at `i`, or 0."""
    if not _HOUSE.match(tokens.at(i)) or (tokens.adjoins(i) and tokens.at(i - 1) in ("$", "€", "£", ":", ".", "#")):
        return 0
    j = i + 1
    if tokens.at(j) in _HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and _HOUSE.match(tokens.at(j + 1)):
        j += 2
    elif tokens.at(j) == "1" and tokens.at(j + 1) == "/" and tokens.at(j + 2) == "2":
        j += 3
    if tokens.at(j) in ("n", "s", "e", "w") and tokens.adjoins(j):
        return 0
    return j


def _body(tokens: Words, words: PlaceWords, i: int, loose: bool) -> tuple[int, bool] | None:
    """An English road without its house number: the index after it, and whether its own words say that it is a road."""
    j = start = i
    strong = weak = 0
    directed = False
    while j - i < _LONGEST:
        word = tokens.at(j)
        if not word or word in _BREAKS:
            break
        if words.has("routes", word) and (route := _route(tokens, words, j)):
            return _suffix(tokens, words, route), True
        if tokens.digit(j):
            follows = tokens.at(j + 1)
            if directed and j > i and words.has("directions", follows) and tokens.capital(j + 1):
                return _suffix(tokens, words, j + 1), True  # "40 N. 100 West"
            if not (
                _ORDINAL.match(word)
                or words.has("street_types", follows)
                or (words.has("street_types", tokens.at(j - 1)) and j > i and not strong)
            ):
                break
            if words.has("street_types", tokens.at(j - 1)) and j > i:
                return j + 1, True
            directed = directed or bool(_ORDINAL.match(word))
            j += 1
            continue
        if not tokens.capital(j):
            if word in ("de", "la", "del", "las", "los", "of", "the") and j > i and _capital_soon(tokens, j):
                j += 1
                continue
            if j > start and words.has("street_types", word) and len(word) > 3 and not strong:
                strong = j + 1
            break
        if words.has("directions", word):
            directed = True
            j = tokens.after_dot(j + 1)
            if j - start <= 2 and not strong and not weak:
                start = j
            continue
        if words.has("street_types", word):
            after = _own_dot(tokens, j + 1)
            letter = tokens.raw(after)
            directional = letter in ("N", "S", "E", "W") and tokens.at(after + 1) == "."
            if len(letter) == 1 and letter.isupper() and letter != "I" and not directional:
                strong = after + 1
                j = after + 1
                continue
            if tokens.at(after) in _HYPHENS and tokens.adjoins(after) and tokens.adjoins(after + 1):
                j += 1
                continue  # "Drive-In"
            if j > start or ((directed or word == "broadway") and _stops(tokens, after)):
                strong = after
                if tokens.digit(after) and words.has("numbering", tokens.at(j - 1)):
                    strong = after + 1  # "County Road 21"
                    break
                follow = tokens.at(after)
                if (words.has("street_types", follow) or words.has("weak_types", follow)) and tokens.capital(after):
                    j = after
                    continue
                break
        elif words.has("weak_types", word) and j > start:
            weak = tokens.after_dot(j + 1) if word in ("ext", "pl", "sq", "plz", "xing", "aly") else j + 1
        if strong and j >= strong:
            if words.has("weak_types", word):
                strong = _own_dot(tokens, j + 1)
            break
        j += 1
        if tokens.at(j) == "." and (
            len(tokens.raw(j - 1)) == 1 or tokens.at(j - 1) in ("st", "ste", "mt", "ft", "dr", "jr", "sr")
        ):
            j += 1
        elif tokens.at(j) == "." and words.has("routes", tokens.at(j + 1)):
            j += 1  # "Ga. Hwy. 85"
        while tokens.at(j) in _HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and j - i < _LONGEST:
            j += 2
        if tokens.at(j) in ("'", "’") and tokens.adjoins(j):
            j += 1
    if strong:
        return _suffix(tokens, words, strong), True
    if weak:
        return _suffix(tokens, words, weak), j == weak or weak == j
    if j > start and (directed or loose) and _stops(tokens, j):
        return j, False
    if directed and j == start and loose and j > i + 1 and _stops(tokens, j):
        return j, False
    return None


def _capital_soon(tokens: Words, j: int) -> bool:
    return tokens.capital(j + 1) or (tokens.at(j + 1) in ("the", "la", "las", "los") and tokens.capital(j + 2))


def _stops(tokens: Words, j: int) -> bool:
    """True where a phrase may end before token `j`: a mark, the end, or a small word."""
    word = tokens.at(j)
    return not word or word in _BREAKS or word == "." or not (tokens.capital(j) or tokens.digit(j))


def _suffix(tokens: Words, words: PlaceWords, j: int) -> int:
    """Past a direction, "Ext." and the like after a road's type."""
    if words.has("directions", tokens.at(j)) and tokens.capital(j):
        after = tokens.after_dot(j + 1) if len(tokens.raw(j)) <= 2 else j + 1
        if not words.has("street_types", tokens.at(after)) and (len(tokens.raw(j)) <= 4 or _stops(tokens, after)):
            if tokens.at(after - 1) == "." and not tokens.at(after):
                after -= 1
            j = after
    if tokens.at(j) in ("ext", "extension") and tokens.capital(j):
        j = tokens.after_dot(j + 1)
    return j


def _unit(tokens: Words, words: PlaceWords, j: int) -> int:
    """Past ", Suite A", "#101", "Unit 4" after a street with a house number."""
    k = j + (tokens.at(j) == ",")
    word = tokens.at(k)
    if not words.has("units", word) or not (tokens.capital(k) or word == "#"):
        return j
    k = tokens.after_dot(k + 1)
    if tokens.at(k) == "#":
        k += 1
    raw = tokens.raw(k)
    if raw and (raw[0].isdecimal() or (len(raw) <= 2 and raw.isupper())):
        k += 1
        while tokens.at(k) in _HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1):
            k += 2
        return k
    return j


def _block(tokens: Words, words: PlaceWords, i: int) -> Street | None:
    """ "5700 block of Northwest 2 Avenue"."""
    if not (tokens.digit(i) and words.phrases["block"]):
        return None
    j = words.match("block", tokens, i + 1)
    if not j:
        return None
    body = _body(tokens, words, j, True)
    return Street(i, body[0], True, True) if body else None


def _route(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after "Highway 12", "U.S. Highway 27/441", "Route 17M", "Hwy. 85" at `i`, or 0."""
    if tokens.raw(i) == "I" and tokens.at(i + 1) in _HYPHENS and tokens.adjoins(i + 1) and tokens.digit(i + 2):
        exit_ = i + 3 + (tokens.at(i + 3) == ",")
        return exit_ + 2 if tokens.at(exit_) == "exit" and tokens.digit(exit_ + 1) else i + 3  # "I-30 Exit 117"
    j = i
    while words.has("routes", tokens.at(j)) and j - i < 3:
        j = tokens.after_dot(j + 1)
        if tokens.at(j) in _HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1):
            j += 1
    if j == i or not _ROUTE.match(tokens.at(j)):
        return 0
    j += 1
    if tokens.at(j) == "/" and tokens.adjoins(j) and tokens.adjoins(j + 1) and _ROUTE.match(tokens.at(j + 1)):
        j += 2
    if tokens.at(j) in _HYPHENS and tokens.adjoins(j) and len(tokens.raw(j + 1)) == 1 and tokens.adjoins(j + 1):
        j += 2
    return j


def _road(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """A road without a number: "Main Street", "N. Route 59", "Highway 12", "S.E. 13th"."""
    word = tokens.at(i)
    if (
        not (tokens.capital(i) or words.has("routes", word) or _ORDINAL.match(word))
        or not words.phrases["street_types"]
    ):
        return None
    if words.number_after:
        return None
    j = i
    while words.has("route_prefixes", tokens.at(j)) and j - i < 2:
        j = tokens.after_dot(j + 1)
    for k in {i, j}:
        route = _route(tokens, words, k)
        if route and not (tokens.at(i) == "us" and tokens.raw(i) == "us"):
            return Street(i, _suffix(tokens, words, route), False, True)
    if not (tokens.capital(i) or _ORDINAL.match(word)):
        return None
    body = _body(tokens, words, i, False)
    if body is None:
        return None
    last, sure = body
    if (not sure and not loose) or words.has("not_roads", tokens.at(last - 1)):
        return None
    return Street(i, last, False, sure and _strong_end(tokens, words, last))


def _strong_end(tokens: Words, words: PlaceWords, last: int) -> bool:
    """True where a road's last words are of its own kind ("Street"), not shared with venues ("Park")."""
    for k in range(last - 1, last - 4, -1):
        if words.has("street_types", tokens.at(k)):
            return True
        if not (words.has("directions", tokens.at(k)) or tokens.at(k) == "." or len(tokens.raw(k)) == 1):
            return False
    return False


def _corner(tokens: Words, words: PlaceWords, i: int, j: int) -> Street | None:
    """ "corner of Penn and Memorial" from `i`; the first name starts at `j`."""
    while words.has("articles", tokens.at(j)) and j < i + 5:
        j += 1
    one = _name(tokens, words, j)
    if not one:
        return None
    if not (words.has("and", tokens.at(one)) or tokens.at(one) in ("/", "@")):
        return None
    two = _name(tokens, words, one + 1)
    return Street(i, two, True, True) if two else None


def _name(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a road's bare name at `i`, with or without its type; 0 if there is none."""
    body = _body(tokens, words, i, True)
    if body is not None:
        return body[0]
    if words.number_after:
        found = _compound(tokens, words, i, False) or _prefixed(tokens, words, i, False)
        if found is not None:
            return found.last
    j = i
    while tokens.capital(j) and j - i < 3:
        j += 1
    return j if j > i else 0


def _crossing(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """ "46th Street and Avenue U", "Buffalo Gap Road and Industrial": two roads, one of them surely one."""
    if (
        not (tokens.capital(i) or _ORDINAL.match(tokens.at(i)))
        or not words.phrases["street_types"]
        or words.number_after
    ):
        return None
    if words.has("and", tokens.at(i + 1)) and tokens.capital(i + 2):
        pair = (tokens.at(i), tokens.at(i + 2))
        told = all(words.has("road_names", word) or words.has("road_ordinals", word) for word in pair)
        if told and any(words.has("road_ordinals", word) for word in pair) and not tokens.capital(i + 3):
            return Street(i, i + 3, True, True)  # "Fifth and Broadway"
    one = _body(tokens, words, i, False)
    first = one[0] if one is not None and one[1] else 0
    sure = bool(first) and _strong_end(tokens, words, first)
    if not first:
        if not loose:
            return None
        first = i
        while (tokens.capital(first) or _ORDINAL.match(tokens.at(first))) and first - i < 3:
            first += 1
    if not (words.has("and", tokens.at(first)) or (tokens.at(first) == "/" and sure)):
        return None
    j = first + 1
    two = _body(tokens, words, j, False)
    second = two[0] if two is not None and two[1] else 0
    if second:
        strong = _strong_end(tokens, words, second)
        return Street(i, second, True, True) if sure or strong else None
    if not sure and not (loose and first == i + 1):
        return None
    k = j
    while (tokens.capital(k) or _ORDINAL.match(tokens.at(k))) and k - j < 2:
        k += 1
    if k == j or not _stops(tokens, k) or tokens.at(k) in ("on", "at") or chain_at(tokens, j):
        return None
    if not (sure or tokens.at(k) in ("", ",", ".", ";", ")", MASK, "\n", "in")):
        return None
    return Street(i, k, True, sure)


def _prefixed(tokens: Words, words: PlaceWords, i: int, number: bool) -> Street | None:
    """ "rue de Besançon", "calle del Reloj, 5", "Rua das Palmas, 310", "C/ Mayor 3"."""
    word = tokens.at(i)
    if not words.has("street_prefixes", word):
        return None
    j = tokens.after_dot(i + 1)
    if len(word) == 1:
        if tokens.at(j) == "/" and tokens.adjoins(j):
            j += 1
        elif tokens.at(j - 1) != ".":
            return None
    elif tokens.at(j) == "/":
        return None
    named = last = 0
    k = j
    while k - j < _LONGEST:
        piece = tokens.at(k)
        if not piece or piece in _BREAKS or piece == ".":
            break
        if named and words.has("number_words", piece) and tokens.at(k + 1) in ("°", "º", "."):
            break
        if tokens.capital(k):
            named = last = k + 1
            k = k + 1
            if tokens.abbreviated(k):
                k += 1
                last = k
            while tokens.at(k) in _HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1):
                k += 2
                last = k
            continue
        if tokens.digit(k) and not named:
            if day := _day_name(tokens, words, k):
                named = last = k = day
                continue
            if tokens.at(k + 1) in ("de", "d'", "d’"):
                k += 1
                continue
            if _numbered_road(tokens, words, word, k):
                named = last = k + 1
                break
        if words.has("particles", piece) and (
            not words.has("weak_particles", piece) or (named and piece in ("y", "e", "et") and tokens.capital(k + 1))
        ):
            k += 1
            continue
        break
    if not named:
        return None
    if words.has("directions", tokens.at(last)) and tokens.capital(last):
        last += 1
    if not number:
        return Street(i, last, False, True)
    after = _last_house(tokens, words, last)
    return Street(i, after or last, bool(after), True)


def _headed(tokens: Words, words: PlaceWords, i: int) -> Street | None:
    """ "Laan van Westroijen 2", "Platz der Republik 1", "Straße des 17. Juni 12": the kind first, then what it is named for."""
    if not words.has("street_heads", tokens.at(i)):
        return None
    j = i + 1
    while words.has("particles", tokens.at(j)) and not tokens.capital(j) and j < i + 4:
        j += 1
    if j == i + 1 or words.has("and", tokens.at(i + 1)):
        return None
    k = _day_name(tokens, words, j) if tokens.digit(j) else 0
    if not k:
        k = j
        while tokens.capital(k) and k < j + 3:
            k += 1
            while tokens.at(k) in _HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1) and k < j + 6:
                k += 2
    if k == j:
        return None
    house = _last_house(tokens, words, k)
    return Street(i, house or k, bool(house), True)


def _day_name(tokens: Words, words: PlaceWords, k: int) -> int:
    """The index after a day that a road is named for at `k`: "5 de Mayo", "8 Mai 1945", "17. Juni"; 0 for none."""
    j = k + 1
    if len(tokens.at(k)) > 2:
        return 0
    while tokens.at(j) in (".", "º", "°", "de", "d'", "er") and j < k + 3:
        j += 1
    if len(tokens.at(j)) < 3 or tokens.at(j) not in lexicon(words.code).months:
        return 0
    year = tokens.at(j + 1)
    return j + 1 + (len(year) == 4 and year[:2] in ("18", "19") and words.code == "fr")


def _numbered_road(tokens: Words, words: PlaceWords, kind: str, k: int) -> bool:
    """True where the number at `k` is a road's own: "Calle 27 # 23-14", "Pasaje 4 N° 1234", "route 132"."""
    if words.has("numbered_roads", kind):
        return True
    follow = tokens.at(k + 1)
    return (follow == "#" and tokens.digit(k + 2)) or (
        words.has("number_words", follow) and (tokens.digit(k + 2) or tokens.at(k + 2) in ("°", "º", "."))
    )


def _last_house(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after a house number that follows a road's name (", 5", " n.º 5", " s/n", " 12-14"), or 0."""
    k = j + (tokens.at(j) == ",")
    if tokens.at(k) == "s" and tokens.at(k + 1) == "/" and tokens.at(k + 2) == "n":
        return k + 3
    if tokens.at(k) == "#" and tokens.digit(k + 1):
        k += 1
        if tokens.at(k + 1) in _HYPHENS and tokens.digit(k + 2):
            return k + 3  # "# 23-14", "# 13 - 20"
    elif words.has("number_words", tokens.at(k)) and (tokens.at(k + 1) in (".", "°", "º") or tokens.digit(k + 1)):
        k += 1
        while tokens.at(k) in (".", "°", "º", "o") and k < j + 5:
            k += 1
    if not _LAST_HOUSE.match(tokens.at(k)) or not tokens.digit(k):
        return 0
    if tokens.at(k + 1) in ("h", "uhr", "uur", "u", "°", "º", "ª", "%", "€", "horas", "heures", "km"):
        return 0
    if tokens.at(k + 1) in (":", "/") and tokens.adjoins(k + 1) and tokens.digit(k + 2):
        return 0
    if tokens.at(k) and tokens.at(j) == "," and len(tokens.at(k)) == 4 and tokens.capital(k + 1):
        return 0  # a postcode before its town
    k += 1
    if tokens.at(k) in _HYPHENS and tokens.digit(k + 1) and tokens.adjoins(k) and tokens.adjoins(k + 1):
        return 0 if len(tokens.at(k + 1)) == 3 and len(tokens.at(k - 1)) == 4 else k + 2
    if len(tokens.raw(k)) == 1 and tokens.raw(k) in "abcdABCD" and _stops(tokens, k + 1):
        k += 1
    if words.has("units", tokens.at(k)) and tokens.digit(k + 1):
        k += 2
    return k


def _compound(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """ "Salinengasse 9", "Adam-Klein-Straße 206", "Am Markt 3", "Rode Kruisplein 86"; loosely "Darragueira 2140"."""
    j = i
    kind = ""
    small = 0
    first_typed = False
    while j - i < _LONGEST:
        token = tokens.at(j)
        if tokens.capital(j):
            if words.has("titles", token) and not words.has("keep_titles", token):
                if j == i and tokens.at(j + 1) == "." and tokens.adjoins(j + 1) and tokens.capital(j + 2):
                    j += 2
                    continue  # "Dr. Struyckenplein"
                break
            kind = token
            j += 1
            if (token.endswith("str") and tokens.at(j) == ".") or tokens.abbreviated(j):
                j += 1
            while tokens.at(j) in _HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and j - i < _LONGEST:
                kind = tokens.at(j + 1)
                j += 2
                if kind.endswith("str") and tokens.at(j) == ".":
                    j += 1
            if _street_word(words, kind):
                if j > i + 1 or not _named_after(tokens, words, j):
                    break
                first_typed = True
            continue
        if (
            words.has("particles", token)
            and not words.has("weak_particles", token)
            and not words.has("and", token)
            and j > i
            and small < 3
        ):
            small += 1
            j += 1
            continue
        break
    while (
        j > i
        and not tokens.capital(j - 1)
        and tokens.at(j - 1) != "."
        and not (j - 2 >= i and tokens.at(j - 2) in _HYPHENS)
    ):
        j -= 1
    if j == i:
        return None
    kind = kind or tokens.at(j - 1)
    typed = first_typed or _street_word(words, kind)
    weak = any(kind.endswith(t) and len(kind) > len(t) for t in words.words["weak_types"]) or words.has(
        "weak_types", kind
    )
    after = _last_house(tokens, words, j) if tokens.at(j) != "," or words.phrases["street_prefixes"] else 0
    if typed and not after and j - i > 1 and words.noun(tokens.at(i)) and tokens.at(i + 1) not in _HYPHENS:
        return None  # "Buurthuis De Dijk"
    if typed:
        return Street(i, after or j, bool(after), True)
    if after and (weak or loose):
        return Street(i, after, True, weak)
    return None


def _named_after(tokens: Words, words: PlaceWords, j: int) -> bool:
    """Whether a road's type that opens its name is followed by what it is named after: "Laan van Meerdervoort"."""
    k = j
    while words.has("particles", tokens.at(k)) and not words.has("and", tokens.at(k)) and k < j + 3:
        k += 1
    return words.code == "nl" and k > j and tokens.at(j) in ("van", "der", "den", "ter", "naar") and tokens.capital(k)


def _street_word(words: PlaceWords, word: str) -> bool:
    return words.road(word) or (words.has("street_types", word) and words.number_after)
