"""A run of name words trimmed to the venue: chains, towns, rooms, tails, possessives, store numbers."""

from __future__ import annotations

import re

from cwac_aggregator.gazetteer import fold
from cwac_aggregator.model import Place

from ..addresses import is_town_of_region, known_city, read_corner, read_street
from ..place_words import MASK, PlaceWords, Words, chain_at, place_words
from .name import HYPHENS, Name

_Pair = tuple[int, int] | None
_HOUSE = 4
"""Words of the longest name of a town's house in small letters."""
_WORD = 3
_POLICE = re.compile(r"[A-Z]{1,3}(?:PD|SO|DPS)['’]s")
"""Police by their initials, before what is theirs."""


def finish(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> Name | None:
    """Trim a run of name words to the venue: chains, tails, possessives, store numbers."""
    end = tokens.at(last - 1)
    if words.code == "de" and tokens.at(last - 2) in HYPHENS and words.has("not_places", end) and not words.noun(end):
        return None  # "mit dem Café-Mobil an der Promenade"
    if tokens.at(last - 2) in HYPHENS and last - first == 3 and words.has("served", end):
        return None  # "beim Gratis-Kaffee"
    if words.code == "en":
        first = _past_own_town(tokens, first, last, near)
        if _is_owners(tokens, first, last, near) or _counts_places(tokens, words, first, last):
            return None
    while (
        last - first > 1
        and words.has("served", end)
        and any(words.noun(w) for w in (*tokens.low[first : first + 1], tokens.at(last - 2)))
    ):
        last, end = last - 1, tokens.at(last - 2)  # "schenkten vor dem Rathaus Kaffee aus"
    found = _cut_to_chain(tokens, words, first, last, near)
    if isinstance(found, Name):
        return found
    first, last, road, town, chain, known = found
    if words.code == "en" and town is None and not chain and (own := _owning_town(tokens, words, first, last, near)):
        town, first = (first, own), own
    stop = words.match("generic", tokens, first)
    if stop and stop < last and words.has("chambers", tokens.at(last - 1)) and words.code == "en" and not chain:
        return Name(first, stop, last, True)  # "City Hall Council Chambers"
    if words.code == "en" and not chain and (building := _without_room(tokens, words, first, last)):
        return Name(first, building, last, True)  # "McConnell Center Cafeteria"
    last, after = _past_tails(tokens, words, first, last, chain)
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
        if not owner and (agency or _POLICE.fullmatch(tokens.raw(last - 1))):
            return None  # "the department's first", "SPD's first"
        after = room + 1 if owner else after
    if words.code == "en" and not owner:
        if last == after and not chain and (house := _house_of_town(tokens, words, first, last, near)):
            last = after = house
        else:
            last, after = _tail(tokens, words, last, after, chain)
        if _counts_places(tokens, words, first, last):
            return None
    body = tokens.low[first:last]
    noun = chain or known or owner or any(words.noun(w) for w in body) or words.match("generic", tokens, first) == last
    agency = agency or any(words.has("agencies", word) for word in tokens.low[named:last])
    if words.code != "en" and town is None and not chain and (cut := own_town(tokens, words, first, last, near)):
        town, last = (cut + 1, last), cut
    if words.code in ("es", "pt") and (cut := _before_quarter(tokens, words, first, last)):
        last = cut
    return Name(
        first, last, after, noun or (possessive and not agency), chain, agency=agency, road=road, town=town, owner=owner
    )


def _before_quarter(tokens: Words, words: PlaceWords, first: int, last: int) -> int:
    """The index behind a whole name before its quarter: "Parque Infantil | de la colonia Juárez"; 0 where there is none.

    Of a noun alone ("Plaza del barrio Italia") the quarter is the name.
    """
    for k in range(first + 2, last - 2):
        if not words.has("of", tokens.at(k)):
            continue
        j = k + 1
        while words.has("articles", tokens.at(j)) and j < k + 3:
            j += 1
        if words.has("quarters", tokens.at(j)) and not tokens.capital(j) and j + 1 < last:
            return k if tokens.capital(first) and tokens.capital(k - 1) else 0
    return 0


def _past_own_town(tokens: Words, first: int, last: int, near: Place) -> int:
    """Past the publisher's own town before a name of several words: "Davenport's Vander Veer Park"."""
    for k in range(first + 1, min(first + 4, last - 1)):
        if _owner(tokens, first, k) == fold(near.city or " "):
            return k if tokens.capital(k) else first
    return first


def _is_owners(tokens: Words, first: int, last: int, near: Place) -> bool:
    """Whether a run is nothing but the town that has the thing told after it: "at Dover's newest business, Fuel Cafe",
    "come to Dover's Coffee with a Cop"."""
    owner = _owner(tokens, first, last)
    if owner is not None and owner == fold(near.city or " ") and tokens.at(last) == MASK:
        return True
    return owner is not None and tokens.at(last).isalpha() and not tokens.capital(last) and known_city(owner, near)


def _owner(tokens: Words, first: int, last: int) -> str | None:
    """The name that a run of words ends as an owner's ("Orange Beach's"), folded; None where it does not."""
    text = tokens.slice(first, last)
    return fold(text[:-2]) if text.lower().endswith(("'s", "’s")) else None


def _counts_places(tokens: Words, words: PlaceWords, first: int, last: int) -> bool:
    """Whether words only count places: "at Three Locations", "at three Napier cafés"."""
    end = tokens.at(last - 1)
    if tokens.capital(last - 1):
        return last - first == 2 and words.has("adjectives", tokens.at(first)) and words.has("counted", end)
    several = words.has("adjectives", tokens.at(first - 1)) or tokens.at(first - 1) == "several"
    return several and end.endswith("s") and words.has("counted", end)


def _cut_to_chain(
    tokens: Words, words: PlaceWords, first: int, last: int, near: Place
) -> Name | tuple[int, int, _Pair, _Pair, bool, bool]:
    """Cut a run to the chain it names: first, last, road and town told before it, whether it is the chain, and holds one.

    A chain with its road or town behind it is a name already.
    """
    for start in range(first, last):
        stop = chain_at(tokens, start)
        if not stop or stop > last:
            continue
        road: _Pair = None
        town: _Pair = None
        whole = stop == last or (stop == last - 1 and words.has("tails", tokens.at(stop)))
        if start > first and stop < last and not whole:
            return first, last, None, None, False, True
        if start > first:
            text = tokens.slice(first, start)
            street = read_street(tokens, words, first)
            if street is not None and street.last == start:
                road = (first, start)
            elif known_city(text, near) or f"{text} Police" in tokens.text or is_town_of_region(text, near):
                town = (first, start)
            elif not _is_which_of_them(tokens, words, first, start):
                return first, last, None, None, False, True  # but "the Galleria Starbucks": which of them
        elif stop < last and not whole:
            name = _chain_with_place(tokens, words, first, stop, last, near)
            return name if name is not None else (first, last, None, None, False, True)
        return start, stop, road, town, True, True
    return first, last, None, None, False, False


def _is_which_of_them(tokens: Words, words: PlaceWords, first: int, start: int) -> bool:
    """True where the words before a chain tell which of its shops: "the Galleria Starbucks", a row's "Utica Ridge Hy-Vee"."""
    if words.code != "en" or _owned_by(tokens, first, start):
        return False
    if words.has("articles", tokens.at(first - 1)) or all(words.has("adjectives", w) for w in tokens.low[first:start]):
        return True  # "Four McDonald's" opens a sentence
    opens = not tokens.at(first - 1).isalnum() and tokens.at(first - 1) != "."
    shop = any(words.noun(w) and not words.has("town_nouns", w) for w in tokens.low[first:start])
    return opens and 2 <= start - first <= 3 and not shop


def _chain_with_place(tokens: Words, words: PlaceWords, first: int, stop: int, last: int, near: Place) -> Name | None:
    """A chain up to `stop` whose road or town goes on to `last`: "Starbucks de Lake Mead Boulevard"."""
    of = stop + words.has("of", tokens.at(stop))
    rest = read_street(tokens, words, of) or (of > stop and read_street(tokens, place_words("en"), of)) or None
    if rest is not None and rest.last == last and of > stop:
        return Name(first, stop, last, True, True, road=(of, last))
    if rest is not None and rest.last == last and words.has("branch", tokens.at(last)):
        return Name(first, stop, last + 1, True, True, road=(stop, last))
    corner = read_corner(tokens, words, of, of) if of > stop else None
    if corner is not None and corner.last == last:
        return Name(first, stop, last, True, True, road=(of, last))  # "Starbucks de Oak y Elm Street"
    unlisted = tokens.at(stop) in ("de", "d'", "d’") and not words.has("street_prefixes", tokens.at(of))
    unlisted = unlisted and tokens.capital(of) and not words.noun(tokens.at(of)) and words.code != "en"
    if not unlisted and not known_city(tokens.slice(of, last), near):
        return None  # but "Tim Hortons de Rivière-Noire"
    return Name(first, stop, last, True, True, town=(of, last))


def _past_tails(tokens: Words, words: PlaceWords, first: int, last: int, chain: bool) -> tuple[int, int]:
    """Where the name ends and where the text goes on, behind kinds of shop and store numbers: "Store #123"."""
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
        if words.has("numbered", tokens.at(last - 1)) and not chain:
            return after, after  # "Fire Station #2"
        if words.has("tails", tokens.at(last - 1)) and last - first > 1:
            last -= 1
    elif words.has("tails", tokens.at(last - 1)) and tokens.at(last - 1) == "store" and chain:
        last -= 1
    return last, after


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


def _owning_town(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> int:
    """The index behind a known town that owns the park, library or shop named after it ("Ashby's Mill Park", "Ashby's Bamboo
    Diner"), or 0."""
    if not words.noun(tokens.at(last - 1)) or tokens.at(first) in ("st", "saint"):
        return 0  # but "St. Paul's Parish Hall"
    for k in range(first, min(first + 3, last - 2)):
        if not words.has("institutions", tokens.at(last - 1)) and words.noun(tokens.at(last - 2)):
            return 0  # "Marlow's Coffee House"
        if tokens.raw(k).endswith(("'s", "’s")) and known_city(tokens.slice(first, k + 1)[:-2], near):
            return k + 1
    return 0


def own_town(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> int:
    """The index of "de" in "Centro Joven de Calahorra", where the publisher's own town stands behind it; else 0."""
    if not near.city:
        return 0
    for k in range(last - 2, first, -1):
        if words.has("of", tokens.at(k)) or words.has("town_in", tokens.at(k)):
            if k == first + 1 and tokens.capital(first):
                return 0  # "Halles de Biarritz": the noun alone is no name
            if tokens.capital(first) and _is_plain(tokens, words, first, k):
                return 0  # "Mercado Municipal da Covilhã", "Casa de la Cultura de Grecia"
            return k if fold(tokens.slice(k + 1, last)) == fold(near.city) else 0
    return 0


def _is_plain(tokens: Words, words: PlaceWords, first: int, last: int) -> bool:
    """Whether a name is one that every town has: "Biblioteca Pública"."""
    rest = tokens.low[first + 1 : last]
    return words.noun(tokens.at(first)) and all(
        any(words.has(role, word) for role in ("plain", "of", "articles")) for word in rest
    )


def _house_of_town(tokens: Words, words: PlaceWords, first: int, last: int, near: Place) -> int:
    """The index behind a town's house that small letters name with more words than its noun: "the Ashby auto club office";
    0 where there is none."""
    if not words.has("articles", tokens.at(first - 1)) or words.noun(tokens.at(last - 1)):
        return 0
    end = next((k for k in range(last, last + _HOUSE + 1) if not tokens.at(k).isalpha() or tokens.capital(k)), last)
    while end > last and not _is_house(words, tokens.at(end - 1)):
        end -= 1
    if end - last < 2 or any(len(word) < _WORD for word in tokens.low[last:end]):
        return 0
    return end if known_city(tokens.slice(first, last), near) else 0


def _is_house(words: PlaceWords, word: str) -> bool:
    return words.noun(word) or (words.has("rooms", word) and not words.has("zones", word))


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
    part = words.match("park_parts", tokens, after) if words.has("outdoors", tokens.at(last - 1)) else 0
    if part:
        return part, part  # "Victoria Park rotunda": no room of a building
    generic = words.match("generic", tokens, after)
    stop = words.match("tails", tokens, after)
    if generic > stop and not chain:
        return generic, generic
    if tokens.at(after) == "building" and words.has("institutions", tokens.at(last - 1)) and last == after:
        return last, after + 1  # "the Town Hall building"
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
