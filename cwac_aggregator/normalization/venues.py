"""Names of venues as printed: shops, halls, parks, stations, known or not."""

from __future__ import annotations

from dataclasses import dataclass

from cwac_aggregator.gazetteer import fold
from cwac_aggregator.model import Place

from .addresses import read_street
from .localities import city_words, known_city, town_by_name
from .place_words import MASK, PlaceWords, Words, chain_at, place_words

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}
_HYPHENS = frozenset("-–‑‐")
_LONGEST = 14
_GARDENS = frozenset(
    ["jardim", "jardin", "jardins", "jardines", "quadra", "cancha", "patio", "salao", "salon", "sala", "sede"]
)
"""What is a room of what its name goes on with, where that is a building; else a place of its own."""
_QUOTED = 6
"""Tokens of the longest name that quotation marks alone make a venue's: in “La Signare”."""


@dataclass(frozen=True, slots=True)
class Name:
    """A venue's name: `first` to `last` (exclusive) are its words, `after` the index behind what belongs to it unsaid.

    `noun` where its words say that it is a place, `chain` where it is a known chain, `generic` for "the public library".
    `owner` where the name's own "'s" is not part of it ("the police department's community room").
    `road` and `town` are words before a chain that only say which one ("the Andresen Road McDonald's").
    """

    first: int
    last: int
    after: int
    noun: bool = False
    chain: bool = False
    generic: bool = False
    agency: bool = False
    road: tuple[int, int] | None = None
    town: tuple[int, int] | None = None
    owner: bool = False


def read_name(tokens: Words, words: PlaceWords, i: int, near: Place) -> Name | None:
    """The venue's name that starts at token `i` (articles already passed), or None."""
    if words.has("articles", tokens.at(i)) and tokens.at(i + 1) in _QUOTES:
        i += 1
    if is_het(tokens, words, i):
        last = _run(tokens, words, i + 2)
        return Name(i, last, last, noun=True) if last else None  # 't Winkeltje
    opening = tokens.at(i)
    if opening in _QUOTES:
        return _quoted(tokens, words, i, _QUOTES[opening])
    if opening == "@" and tokens.adjoins(i + 1):
        i += 1
    generic = words.match("generic", tokens, i)
    if generic and not tokens.capital(i) and (town := _town_of(tokens, words, generic, near)):
        return Name(i, generic, town, noun=True, generic=True, town=(generic + 1, town))
    if generic and not tokens.capital(i):
        named = _lower_start(tokens, words, i, near)
        return named if named is not None and named.last > generic else _generic(tokens, words, i, generic)
    if not tokens.capital(i) and not tokens.digit(i):
        return _lower_start(tokens, words, i, near)
    word = tokens.at(i).removesuffix("'s")
    if words.code == "en" and word == "the" and tokens.at(i + 2) == "of" and words.has("groups", tokens.at(i + 1)):
        return read_name(tokens, words, i + 3, near)  # "The Auxiliary of VFW Post 442"
    if words.has("not_places", word) and not chain_at(tokens, i):
        end = _run(tokens, words, i)
        if end < i + 3 or not words.noun(tokens.at(end - 1)):
            return None  # but "Saturday Farmers Market"
    if words.has("titles", word) and not words.has("keep_titles", word) and not _is_memorial(tokens, words, i):
        return None
    if tokens.digit(i) and not (tokens.capital(i + 1) or chain_at(tokens, i)):
        return None
    if (
        tokens.at(i + 1) == "."
        and tokens.adjoins(i + 1)
        and tokens.adjoins(i + 2)
        and tokens.at(i + 2) in ("com", "org", "gov", "net")
    ):
        return None
    last = _run(tokens, words, i)
    if last and last - i <= 2 and tokens.at(last) in _QUOTES and words.noun(tokens.at(last - 1)):
        quoted = _quoted(tokens, words, last, _QUOTES[tokens.at(last)])
        if quoted is not None:
            return Name(i, quoted.last, quoted.after, noun=True)  # Restaurant «Zum Hecht»
    if not last or (
        tokens.at(last) == "with" and (words.has("articles", tokens.at(last + 1)) and tokens.capital(last + 2))
    ):
        return None  # "Ice Cream with a Cop"
    return _finish(tokens, words, i, last, near)


def _is_memorial(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether a title opens a building's name: "Cpl. Paul J. Sweeney Public Safety Building"."""
    first = tokens.after_dot(i + 1)
    last = _run(tokens, words, first) if words.code == "en" and tokens.capital(first) else 0
    return last - first > 2 and words.noun(tokens.at(last - 1))


def is_het(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether "'t" stands at token `i` before a capital: the Dutch article of a name ("'t Winkeltje")."""
    het = words.code == "nl" and tokens.at(i) in ("'", "’", "‘") and tokens.at(i + 1) == "t"
    return het and tokens.adjoins(i + 1) and tokens.capital(i + 2)


def _quoted(tokens: Words, words: PlaceWords, i: int, closing: str) -> Name | None:
    for j in range(i + 2, i + 9):
        if tokens.at(j) == closing:
            if not tokens.capital(i + 1) or MASK in tokens.low[i + 1 : j]:
                return None
            named = words.code != "en" and j - i <= _QUOTED and not any(w in (",", ".", "!") for w in tokens.low[i:j])
            return Name(i + 1, j, j + 1, noun=named or any(words.noun(w) for w in tokens.low[i + 1 : j]))
    return None


def _generic(tokens: Words, words: PlaceWords, i: int, stop: int) -> Name | None:
    last = stop
    if words.has("numbered", tokens.at(last - 1)) and tokens.digit(last) and read_street(tokens, words, last) is None:
        last += 1
    elif words.has("of", tokens.at(last)) and (quarter := _in_quarter(tokens, words, last)):
        last = quarter
    elif tokens.at(last) in ("n", "no", "nro") and tokens.at(last + 1) in ("°", "º") and tokens.digit(last + 2):
        last += 3  # "junta de vecinos N° 12 Las Torres"
        if tokens.capital(last):
            last = _run(tokens, words, last) or last
    return Name(i, last, last, noun=True, generic=True)


def _in_quarter(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after "de la colonia Linda Vista", "do bairro São José" at `j`, which tells one hall from another, or 0."""
    k = j + 1
    while words.has("articles", tokens.at(k)) and k < j + 3:
        k += 1
    if not words.street_prefixed or not words.has("quarters", tokens.at(k)) or not tokens.capital(k + 1):
        return 0
    return _run(tokens, words, k + 1)


def _lower_start(tokens: Words, words: PlaceWords, i: int, near: Place) -> Name | None:
    """ "brasserie Le Pasteur", "buurtcentrum De Kruidenhof": a lower-case noun before a proper name."""
    if words.code in ("en", "de") or not words.noun(tokens.at(i)):
        return None
    if words.has("unnamed", tokens.at(i)) and _is_middle(tokens, words, i, near):
        return None
    j = i + 1
    while tokens.at(j) in _HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and not tokens.capital(j + 1):
        j += 2  # "bar-tabac"
    inner = j
    while words.has("inner", tokens.at(j)) and j < inner + 2:
        j += 1
    if _describes(tokens, words, j):
        j += 1  # "centre socioculturel Drouot"
    k = j
    while words.has("particles", tokens.at(k)) and not words.has("weak_particles", tokens.at(k)) and k < j + 3:
        k += 1
    if (
        words.code in ("fr", "es", "pt")
        and k > j
        and not tokens.capital(k)
        and tokens.at(k).isalpha()
        and len(tokens.at(k)) > 3
    ):
        # "maison des habitants du Sillon"
        m = k + 1
        while words.has("particles", tokens.at(m)) and not words.has("and", tokens.at(m)) and m < k + 4:
            m += 1
        if tokens.capital(m) and not words.has("agencies", tokens.at(k)):
            k = m  # also "plazoleta del barrio Italia"
    if is_het(tokens, words, k):
        last = _run(tokens, words, k + 2)
        return Name(i, last, last, noun=True) if last else None  # buurthuis 't Trefpunt
    if tokens.at(k) in _QUOTES:
        quoted = _quoted(tokens, words, k, _QUOTES[tokens.at(k)])
        if quoted is not None:
            return Name(k + 1, quoted.last, quoted.after, noun=True)  # café “De Wand”
    if (
        words.code in ("fr", "es", "pt")
        and k > j
        and not tokens.capital(k)
        and words.noun(tokens.at(k))
        and words.has("of", tokens.at(j))
    ):
        if longer := words.match("generic", tokens, k):
            whole = _generic(tokens, words, i, longer)  # "sede de la junta de vecinos N° 12"
            if whole is not None:
                return whole
        while words.has("inner", tokens.at(k + 1)):
            k += 1
        return Name(i, k + 1, k + 1, noun=True, generic=True)  # "esplanade de la gare"
    if not tokens.capital(k) and not (tokens.digit(k) and tokens.capital(k + 1)):
        return Name(i, j, j, noun=True, generic=True) if j > i + 1 or words.has("generic", tokens.at(i)) else None
    if words.has("not_places", tokens.at(k)) or words.has("agencies", tokens.at(k)):
        return Name(i, j, j, noun=True, generic=True) if j > i + 1 else None
    last = _run(tokens, words, k)
    if not last:
        return None
    if tokens.at(i) in ("restaurant", "restaurante") and tokens.capital(i + 1):
        return Name(i + 1, last, last, noun=True)
    if cut := _own_town(tokens, words, i, last, near):
        return Name(i, cut, last, noun=True, town=(cut + 1, last))
    return Name(i, last, last, noun=True)


def _is_middle(tokens: Words, words: PlaceWords, i: int, near: Place) -> bool:
    """True for the middle of a town: "centrum van Zwolle", "centro de la ciudad", a bare "centro"."""
    j = i + 1
    while words.has("of", tokens.at(j)) or words.has("articles", tokens.at(j)):
        j += 1
    if j == i + 1:
        return not tokens.at(j).isalpha()
    stop = city_words(tokens, words, j)
    return not tokens.capital(j) or (stop > 0 and known_city(tokens.slice(j, stop), near))


def _ends_number(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where a name may end in the number before token `j`: "Shopping 2 te Genk", not "Halle 3 Freunde"."""
    word = tokens.at(j)
    return word in ("", ",", MASK, ")", ".") or (words.code != "en" and words.has("town_in", word))


def _describes(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where an unknown small word at `j` stands between a venue's noun and its name: it says what kind of venue."""
    word = tokens.at(j)
    if not word.isalpha() or len(word) < 4 or tokens.capital(j) or words.has("particles", word):
        return False
    if words.has("street_prefixes", word) or any(
        words.has(role, word) for role in ("at", "in", "on", "to", "near", "located", "hosts", "articles", "and")
    ):
        return False
    return (
        tokens.capital(j + 1)
        and not words.has("not_places", tokens.at(j + 1))
        and not words.has("titles", tokens.at(j + 1))
    )


_OF_VERBS = frozenset(["station", "halt", "rede", "stellung", "quartier", "rast"])
"""Nouns that go with a verb in German and follow a place: "macht auf dem Marktplatz Station"."""


def _run(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a run of name words that starts at `i`, or 0."""
    j = last = words.match("generic", tokens, i) or chain_at(tokens, i) or i
    while j - i < _LONGEST:
        word = tokens.at(j)
        if not word or word == MASK:
            break
        if tokens.capital(j):
            if j > i and (word == "i" or _ends_before(tokens, words, j)):
                break
            if j > i and word in _OF_VERBS and words.code == "de" and words.noun(tokens.at(j - 1)):
                break
            j = last = j + 1
            if tokens.at(j) == "." and tokens.at(j + 1) in _HYPHENS and tokens.adjoins(j + 1) and tokens.capital(j + 2):
                j += 2  # "J.-Alide-Pellerin"
                continue
            if (
                tokens.at(j) == "."
                and tokens.adjoins(j)
                and (tokens.capital(j + 1) or tokens.digit(j + 1))
                and tokens.abbreviated(j)
            ):
                j += 1
            elif tokens.adjoins(j) and (
                (tokens.at(j) == "." and word in ("co", "inc", "bros", "ltd"))
                or (tokens.at(j) in ("'", "’") and word[-1] in "sxzn" and tokens.at(j + 1).isalpha())
            ):
                j = last = j + 1
            continue
        if tokens.digit(j):
            before = tokens.at(j - 2) if tokens.at(j - 1) == "." else tokens.at(j - 1)
            if j > i and before not in ("°", "º", "#") and read_street(tokens, words, j) is not None:
                break
            if (
                words.has("numbered", before)
                or before in ("#", "°", "º")
                or (j > i and words.noun(before) and len(word) < 5 and _ends_number(tokens, words, j + 1))
                or (tokens.capital(j + 1) and words.noun(tokens.at(j + 1)))
                or (tokens.at(j + 1) in _HYPHENS and tokens.adjoins(j + 1) and tokens.capital(j + 2))
                or j == i
            ):
                j = last = j + 1
                if j == i + 1 and not tokens.capital(j):
                    break
                continue
            break
        if (
            word in _HYPHENS
            and tokens.adjoins(j)
            and tokens.adjoins(j + 1)
            and tokens.at(j + 1)[:1].isalnum()
            and j > i
        ):
            j = last = j + 2
            continue
        if word in _HYPHENS and tokens.adjoins(j) and words.has("and", tokens.at(j + 1)) and tokens.capital(j + 2):
            j = last = j + 3  # "Sport- und Freizeitpark"
            continue
        if word in ("&", "+") and (tokens.capital(j + 1) or tokens.digit(j + 1)):
            j += 1
            continue
        if word in ("°", "º", "#") and tokens.at(j - 1) in ("n", "no") and tokens.digit(j + 1):
            j += 1
            continue
        if word in ("'", "’") and (tokens.at(j + 1) == "n" or tokens.at(j + 1) == "t") and tokens.adjoins(j + 1):
            j += 2 + (tokens.at(j + 2) in ("'", "’"))
            continue
        if (
            word in ("/", ".")
            and tokens.adjoins(j)
            and tokens.adjoins(j + 1)
            and tokens.capital(j + 1)
            and len(tokens.raw(j - 1)) <= 2
        ):
            j += 1
            continue
        if words.has("inner", word) and words.street_prefixed and words.noun(tokens.at(j - 1)):
            j = last = j + 1  # "Centre socioculturel"
            continue
        if word == "to" and words.code == "en" and _joins_to(tokens, words, i, j):
            j += 1
            continue
        if words.has("particles", word):
            stop = _join(tokens, words, i, j)
            if stop:
                j = stop
                continue
        break
    return last if last > i else 0


def _joins_to(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where "to" at `j` stands within a name: "A Place to Ponder Bakery", "Bread to Go"; not "from Main to Elm Street"."""
    if j - i > 2 or not tokens.capital(j + 1) or words.has("not_places", tokens.at(j + 1)) or chain_at(tokens, j + 1):
        return False
    if words.has("titles", tokens.at(j + 1)) or tokens.at(i - 1) in ("from", "between"):
        return False
    if read_street(tokens, words, j + 1, True) is not None:
        return False
    k = j + 1
    while tokens.capital(k):
        k += 1
    return words.noun(tokens.at(k - 1)) or tokens.at(k) in ("", ",", "(", MASK, ".", "on", "for", "at", "in")


def _ends_before(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where a capital word cannot continue a name: a weekday, a month, "Coffee" of "Coffee with a Cop"."""
    word = tokens.at(j)
    if word in ("with",):
        return True
    if (
        words.has("titles", word)
        and not words.has("keep_titles", word)
        and tokens.capital(j + 1)
        and word not in ("officers", "sheriff", "president", "mayor", "director")
    ):
        return tokens.at(j - 1) in ("&",)
    return tokens.at(j + 1) == "with" and word in ("coffee", "cocoa", "donuts", "pizza", "tea", "cone", "cones", "cops")


def _join(tokens: Words, words: PlaceWords, i: int, j: int) -> int:
    """The index of the capital word that small words at `j` join to the name from `i`, or 0."""
    k = j
    while words.has("particles", tokens.at(k)) and k < j + 3:
        k += 1
    if not tokens.capital(k) and not (tokens.digit(k) and tokens.at(j) in ("de", "del")):
        if words.code in ("fr", "es", "pt") and words.has("of", tokens.at(j)) and tokens.at(k).isalpha():
            m = k + 1
            if len(tokens.at(k)) > 3 and _describes(tokens, words, k):
                return m  # "Maison des quartiers Manchester"
            if (
                tokens.at(m) in ("de", "du", "del", "des", "d'", "do", "da")
                and tokens.capital(m + 1)
                and len(tokens.at(k)) > 3
            ):
                return m + 1
        return 0
    word = tokens.at(j)
    before = tokens.at(j - 1)
    if words.has("not_places", tokens.at(k)) and not words.has("of", word):
        return 0
    if words.has("and", word):
        return k if k == j + 1 and _and(tokens, words, i, j, k) else 0
    if words.code == "en":
        if word == "of":
            return 0 if words.has("routes", tokens.at(k)) else k
        if word in ("de", "la", "del"):
            return k
        if word == "on":
            street = read_street(tokens, words, k + 2) if tokens.at(k + 1) == "," and j - i <= 3 else None
            if street is not None and street.numbered and not chain_at(tokens, i):
                return k  # "Espressions on Third, 315 W. Third Street"
            joined = words.has("joiners", before) or before.endswith(("'s", "’s"))  # "Sal's on Chestnut"
            joined = joined and tokens.raw(k).isalpha() and j - i <= 2 and not chain_at(tokens, i)
            if (
                not joined
                or words.has("directions", tokens.at(k))
                or tokens.at(k) == "broadway"
                or words.has("routes", tokens.at(k))
            ):
                return 0
            return k if read_street(tokens, words, k) is None and _and_stops(tokens, k + 1) else 0
        if word == "at":
            return k if words.has("at_joiners", before) and k <= j + 2 else 0
        if word == "for":
            return k if words.has("for_joiners", before) else 0
        if word == "by":
            return 0
        return k if word == "n" else 0
    if words.code == "de" and words.has("agencies", tokens.at(k)):
        return 0  # "Seniorenbüro der Stadt Hanau"
    if words.code == "es" and word == "al" and j == i + 1 and k == j + 1 and words.noun(before):
        return k  # "Torre al Cielo"
    if words.has("weak_particles", word):
        return k if _joined_by_place(tokens, words, i, j, k) else 0
    return k


def _joined_by_place(tokens: Words, words: PlaceWords, i: int, j: int, k: int) -> bool:
    """True where "am Brunnenplatz" at `j` is part of the name from `i`: of a noun that alone would name nothing."""
    before = tokens.at(j - 1)
    street = read_street(tokens, words, k, True)
    if street is not None and street.numbered:
        return False
    if words.code != "de":
        return words.has("joiners", before)
    if tokens.at(j) not in ("am", "an", "im", "bei") or words.has("landmarks", before):
        return words.has("joiners", before) and tokens.at(j) != "in"
    kind = tokens.at(k)
    if words.road(kind) or words.has("street_types", kind):
        return False
    return j == i + 1 and words.noun(before)


def _and_stops(tokens: Words, j: int) -> bool:
    return not tokens.capital(j) and not tokens.digit(j)


def _and(tokens: Words, words: PlaceWords, i: int, j: int, k: int) -> bool:
    """True where "and" at `j` stands within one name ("Palmetto Sweets and Company"), not between two."""
    if chain_at(tokens, k) or chain_at(tokens, i) == j:
        return False
    if tokens.at(j) == "&":
        return True
    if words.has("goods", tokens.at(j - 1)) and words.has("goods", tokens.at(k)):
        return True
    if all(words.noun(tokens.at(m)) for m in (k, k + 1)) and not tokens.capital(k + 2):
        return True
    run = k
    while tokens.capital(run):
        run += 1
    return not (
        words.noun(tokens.at(j - 1))
        and run - k >= 2
        and words.noun(tokens.at(run - 1))
        and tokens.at(j - 1) != "railroad"
    ) and not words.has("agencies", tokens.at(run - 1))


def _finish(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> Name | None:
    """Trim a run of name words to the venue: chains, tails, possessives, store numbers."""
    end = tokens.at(last - 1)
    if words.code == "de" and tokens.at(last - 2) in _HYPHENS and words.has("not_places", end) and not words.noun(end):
        return None  # "mit dem Café-Mobil an der Promenade"
    road = town = None
    chain = known = False
    for start in range(first, last):
        stop = chain_at(tokens, start)
        if not stop or stop > last:
            continue
        whole = stop == last or (stop == last - 1 and words.has("tails", tokens.at(stop)))
        known = True
        if start > first and stop < last and not whole:
            break
        if start > first:
            before = (first, start)
            text = tokens.slice(*before)
            street = read_street(tokens, words, first)
            if street is not None and street.last == start:
                road = before
            elif known_city(text, near) or f"{text} Police" in tokens.text:
                town = before
            elif (
                words.code == "en"
                and words.has("articles", tokens.at(first - 1))
                and not _owned_by(tokens, first, start)
            ):
                pass  # "the Galleria Starbucks": which of them
            else:
                break
        elif stop < last and not whole:
            of = stop + words.has("of", tokens.at(stop))
            rest = read_street(tokens, words, of) or (of > stop and read_street(tokens, place_words("en"), of)) or None
            if rest is not None and rest.last == last and of > stop:
                return Name(first, stop, last, True, True, road=(of, last))  # "Starbucks de Lake Mead Boulevard"
            if rest is not None and rest.last == last and words.has("branch", tokens.at(last)):
                return Name(first, stop, last + 1, True, True, road=(stop, last))
            if not known_city(tokens.slice(stop + words.has("of", tokens.at(stop)), last), near):
                break
            town = (stop + words.has("of", tokens.at(stop)), last)
            return Name(first, stop, last, True, True, town=town)
        first, last, chain = start, stop, True
        break
    stop = words.match("generic", tokens, first)
    if stop and stop < last and words.has("chambers", tokens.at(last - 1)) and words.code == "en" and not chain:
        return Name(first, stop, last, True)  # "City Hall Council Chambers"
    if words.code == "en" and not chain and (building := _without_room(tokens, words, first, last)):
        return Name(first, building, last, True)  # "McConnell Center Cafeteria"
    after = last
    while words.has("tails", tokens.at(after)) and tokens.capital(after):
        after += 1
    if (
        not chain
        and last - first > 1
        and tokens.at(last - 1) in ("restaurant", "restaurants")
        and not tokens.capital(last - 1)
        and tokens.at(last - 2).endswith("s")
    ):
        after, last = last, last - 1
    if tokens.at(after) == "#" and tokens.digit(after + 1):
        after += 2
        if words.has("tails", tokens.at(last - 1)) and last - first > 1:
            last -= 1
    elif words.has("tails", tokens.at(last - 1)) and tokens.at(last - 1) == "store" and chain:
        last -= 1
    possessive = tokens.raw(last - 1).lower().endswith(("'s", "’s"))
    following = tokens.at(after)
    if words.has("after_possessive", following):
        return None
    if following in ("'", "’") and tokens.at(after + 1) == "s" and tokens.adjoins(after + 1):
        after += 2
    unnamed = words.match("generic", tokens, first)  # "Unidad Deportiva" is none
    named = max(first, unnamed) if unnamed <= last else first
    agency = any(
        words.has("agencies", word) or words.has("agencies", word.removesuffix("'s")) for word in tokens.low[named:last]
    )
    owner = False
    if possessive and after == last and tokens.at(after).isalpha() and not tokens.capital(after) and not chain:
        room = next((k for k in range(after, after + 3) if words.has("rooms", tokens.at(k))), 0)
        owner = room > 0 and (agency or any(words.noun(w.removesuffix("'s")) for w in tokens.low[first:last]))
        if agency and not owner:
            return None
        after = room + 1 if owner else after
    if words.code == "en" and not owner:
        last, after = _tail(tokens, words, last, after, chain)
    body = tokens.low[first:last]
    noun = chain or known or owner or any(words.noun(w) for w in body) or words.match("generic", tokens, first) == last
    agency = agency or any(words.has("agencies", word) for word in tokens.low[named:last])
    if words.code != "en" and town is None and not chain and (cut := _own_town(tokens, words, first, last, near)):
        town, last = (cut + 1, last), cut
    return Name(
        first, last, after, noun or (possessive and not agency), chain, agency=agency, road=road, town=town, owner=owner
    )


def _without_room(tokens: Words, words: PlaceWords, first: int, last: int) -> int:
    """The index behind the building of a name that ends in its room ("Ashby Library Community Room"), or 0."""
    if not (words.has("chambers", tokens.at(last - 1)) or tokens.at(last - 1) == "cafeteria"):
        return 0
    if words.has("shop_rooms", tokens.at(last - 2)):
        return 0
    for k in range(last - 1, first + 1, -1):
        if words.has("institutions", tokens.at(k - 1)):
            return k if k < last else 0
    return 0


def _owned_by(tokens: Words, first: int, last: int) -> bool:
    return any(tokens.raw(k).endswith(("'s", "’s", "&")) for k in range(first, last))


def _own_town(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> int:
    """The index of "de" in "Centro Joven de Calahorra", where the publisher's own town stands behind it; else 0."""
    if not near.city:
        return 0
    for k in range(last - 2, first, -1):
        if words.has("of", tokens.at(k)) or words.has("town_in", tokens.at(k)):
            if k == first + 1 and tokens.capital(first):
                return 0  # "Halles de Biarritz": the noun alone is no name
            return k if fold(tokens.slice(k + 1, last)) == fold(near.city) else 0
    return 0


def _town_of(tokens: Words, words: PlaceWords, j: int, near: Place) -> int:
    """The index after "de Villamaría" at `j`, behind what alone would name nothing ("parque principal"); 0 for no town."""
    stop = city_words(tokens, words, j + 1) if words.code in ("es", "pt") and words.has("of", tokens.at(j)) else 0
    return stop if stop and town_by_name(tokens.slice(j + 1, stop), near, words.code) else 0


def _tail(tokens: Words, words: PlaceWords, last: int, after: int, chain: bool) -> tuple[int, int]:
    """Lower-case words after a name: kept where they name the place ("Cold Lake detachment"), passed where not."""
    owned = after != last
    if owned and tokens.at(after - 1) != "s":
        return last, after
    if owned or tokens.raw(last - 1).lower().endswith(("'s", "’s")) or chain:
        k = after
        while words.has("adjectives", tokens.at(k)) and k < after + 2:
            k += 1
        if words.has("branch", tokens.at(k)):
            return last, k + 1
    if owned:
        return last, after
    generic = words.match("generic", tokens, after)
    stop = words.match("tails", tokens, after)
    if generic > stop and not chain:
        return generic, generic
    if stop and not (tokens.at(last - 1) in ("coffee", "donut", "ice") and tokens.at(after) in ("shop", "shops")):
        return last, stop
    if chain:
        return last, after
    stop = generic
    if not stop:
        k = after
        while words.noun(tokens.at(k)) and not tokens.capital(k) and k < after + 2:
            k += 1
        if k == after and tokens.at(after - 1) in ("police", "sheriff's") and words.has("agency_places", tokens.at(k)):
            k += 1
        if k == after and tokens.at(k) in ("snack", "coffee", "ice", "concession") and words.noun(tokens.at(k + 1)):
            k += 2
        stop = k if k > after and not tokens.capital(k) else 0
    if not stop:
        return last, after
    if words.has("rooms", tokens.at(stop)) and tokens.at(stop) == "courtyard":
        stop += 1
    return stop, stop


def look_back(tokens: Words, words: PlaceWords, i: int, near: Place, *, beyond: bool = False) -> Name | None:
    """The venue's name that ends right before token `i`, or None: for "Blue Moon Coffee, 635 West 2nd Street".

    With `beyond` it may go on behind `i`.
    """
    j = i
    best: Name | None = None
    while j > 0 and i - j < _LONGEST:
        word = tokens.at(j - 1)
        if tokens.capital(j - 1) or (words.code not in ("en", "de") and words.noun(word)):
            j -= 1
            name = read_name(tokens, words, j, near)
            if name is not None and (name.last <= i or beyond) and name.after >= i:
                best = name
            continue
        starts = best is not None and best.noun and best.first == j
        if starts and words.has("articles", word) and not words.has("of", word):
            break  # "Direction le Bar de l'Étoile"
        if word in ("&", "+", "'", "’", "°") or words.has("particles", word) or words.has("inner", word):
            j -= 1
            continue
        if words.code not in ("en", "de") and words.noun(tokens.at(j - 2)) and word.isalpha() and j < i:
            j -= 1
            continue
        if words.code == "fr" and words.has("of", tokens.at(j - 2)) and words.noun(tokens.at(j - 3)) and word.isalpha():
            j -= 1  # "Maison de commune, place de l'Église 1"
            continue
        if (
            (word in _HYPHENS and tokens.adjoins(j))
            or (tokens.digit(j - 1) and not tokens.digit(j))
            or (word == "." and tokens.abbreviated(j - 1))
        ):
            j -= 1
            continue
        if (
            best is None
            and words.code == "en"
            and (words.noun(word) or words.has("tails", word) or words.has("agency_places", word))
            and i - j < 3
        ):
            j -= 1
            continue
        break
    return best


def _owned(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "Tische der" in "Tische der Bäckerei Korn", "Räumen der Caritas": the thing meant is what owns it, or 0."""
    k = i + 1
    while tokens.at(k) in _HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1):
        k += 2
    if not tokens.capital(i) or tokens.at(k) not in ("der", "des", "vom", "von"):
        return 0
    part = words.has("rooms", tokens.at(k - 1))
    if not part and words.noun(tokens.at(k - 1)):
        return 0
    k += 1
    while not tokens.capital(k) and tokens.at(k).endswith(words.adjective_endings) and tokens.at(k).isalpha():
        k += 1
    if not tokens.capital(k) or words.has("not_places", tokens.at(k)):
        return 0
    if words.has("agencies", tokens.at(k)) and not words.noun(tokens.at(k)):
        return 0
    return k if part or words.noun(_genitive(tokens, k)) else 0


def part_of(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "kiosque du" in "kiosque du parc", "soportales del" in "soportales del Hospital": where the venue starts, or 0."""
    word = tokens.at(i)
    if not word.isalpha() or len(word) < 4 or tokens.capital(i) or words.noun(word) or words.has("adjectives", word):
        return 0
    if words.match("generic", tokens, i) or words.has("street_prefixes", word) or not words.has("of", tokens.at(i + 1)):
        return 0
    k = i + 2
    while words.has("articles", tokens.at(k)) and k < i + 4:
        k += 1
    return k if words.noun(tokens.at(k)) and not words.has("agencies", tokens.at(k)) else 0


def _genitive(tokens: Words, k: int) -> str:
    """The word at `k` without the "s" or "es" of "des Rathauses"."""
    word = tokens.at(k)
    if tokens.at(k - 1) != "des":
        return word
    return (
        word.removesuffix("es") if word.endswith(("hauses", "platzes", "marktes", "bades")) else word.removesuffix("s")
    )


def skip_room(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "the lobby of", "Room 4 of the", "the Sunflower Room at the" from token `i`: where the building starts, or `i`."""
    if words.code == "de":
        while owner := _owned(tokens, words, i):
            i = owner
    elif words.code != "en" and (owner := part_of(tokens, words, i)):
        i = owner
    hall = words.match("generic", tokens, i)
    garden = words.code in ("es", "pt") and tokens.capital(i) and words.has("nouns", tokens.at(i))
    hall = hall or (i + 1 if garden and tokens.at(i) in _GARDENS else 0)  # "Jardim da Vala Real"
    if words.street_prefixed and hall and words.has("of", tokens.at(hall)):
        held = hall + 1
        while words.has("articles", tokens.at(held)):
            held += 1
        if not words.noun(tokens.at(held)):
            return i  # "Salão Paroquial de Pedreiras" is a hall of its own
    j = i
    room = further = False
    while j - i < 6:
        word = tokens.at(j)
        if room and j > i:
            stop = words.match("room_joins", tokens, j)
            if stop:
                while not tokens.capital(stop) and (
                    words.has("articles", tokens.at(stop)) or words.has("adjectives", tokens.at(stop))
                ):
                    stop += 1
                if (
                    (tokens.capital(stop) and not further)
                    or words.match("generic", tokens, stop)
                    or (words.code not in ("en", "de") and words.noun(tokens.at(stop)))
                ):
                    return stop if tokens.at(j) == "of" or not _venue_like(tokens, words, i, j) else i
                if words.code in ("en", "de", "nl"):
                    return i
                j += 1
                further = True
                continue
        if not word.isalnum():
            return i
        romance = room and words.code in ("fr", "es", "pt")
        hall = words.code == "de" and word.endswith(("raum", "saal"))
        room = romance or hall or words.has("rooms", word) or (room and tokens.digit(j))
        j += 1
    return i


def _venue_like(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where the words before "at" are a venue of their own: capital ones that do not end in "Room"."""
    if words.code != "en" or not any(tokens.capital(k) for k in range(i, j)):
        return False
    return tokens.at(j - 1) not in (
        "room",
        "lobby",
        "atrium",
        "auditorium",
        "gym",
        "gymnasium",
        "lounge",
        "courtyard",
        "foyer",
        "conservatory",
        "cafeteria",
    ) and not tokens.digit(j - 1)
