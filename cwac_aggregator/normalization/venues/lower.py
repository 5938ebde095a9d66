"""Names that open in small letters: "brasserie Le Pasteur", "the public library", "junta de vecinos N° 12"."""

from __future__ import annotations

from cwac_aggregator.model import Place

from ..addresses import city_words, known_city, read_street, town_by_name
from ..place_words import PlaceWords, Words
from .end import own_town
from .name import HYPHENS, QUOTES, Name, describes, is_het, read_quoted
from .run import run_from


def read_generic(tokens: Words, words: PlaceWords, i: int, stop: int) -> Name | None:
    last = stop
    if words.has("numbered", tokens.at(last - 1)) and tokens.digit(last) and read_street(tokens, words, last) is None:
        last += 1
    elif not tokens.capital(i) and words.has("of", tokens.at(last)) and (quarter := _in_quarter(tokens, words, last)):
        last = quarter
    elif not tokens.capital(i) and words.code == "nl" and (named := _own_name(tokens, words, last)):
        last = named  # "multifunctioneel centrum De Spil"
    elif tokens.at(last) in ("n", "no", "nro") and tokens.at(last + 1) in ("°", "º") and tokens.digit(last + 2):
        last += 3  # "junta de vecinos N° 12 Las Torres"
        if tokens.capital(last):
            last = run_from(tokens, words, last) or last
    return Name(i, last, last, noun=True, generic=True)


def _own_name(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after a house's own name at `j`, behind its kind in small letters: "De Spil", "'t Honk"; 0 for none."""
    if is_het(tokens, words, j):
        return run_from(tokens, words, j + 2)
    return run_from(tokens, words, j) if words.has("articles", tokens.at(j)) and tokens.capital(j) else 0


def _in_quarter(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after "de la colonia Linda Vista", "do bairro São José" at `j`, which tells one hall from another, or 0."""
    k = j + 1
    while words.has("articles", tokens.at(k)) and k < j + 3:
        k += 1
    if not words.street_prefixed or not words.has("quarters", tokens.at(k)) or not tokens.capital(k + 1):
        return 0
    return run_from(tokens, words, k + 1)


def read_lower(tokens: Words, words: PlaceWords, i: int, near: Place) -> Name | None:
    """ "brasserie Le Pasteur", "buurtcentrum De Kruidenhof": a lower-case noun before a proper name."""
    if words.code in ("en", "de") or not words.noun(tokens.at(i)):
        return None
    if words.has("unnamed", tokens.at(i)) and _is_middle(tokens, words, i, near):
        return None
    j = i + 1
    while tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and not tokens.capital(j + 1):
        j += 2  # "bar-tabac"
    inner = j
    while words.has("inner", tokens.at(j)) and j < inner + 2:
        j += 1
    if describes(tokens, words, j):
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
        last = run_from(tokens, words, k + 2)
        return Name(i, last, last, noun=True) if last else None  # buurthuis 't Trefpunt
    if tokens.at(k) in QUOTES:
        quoted = read_quoted(tokens, words, k, QUOTES[tokens.at(k)])
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
            whole = read_generic(tokens, words, i, longer)  # "sede de la junta de vecinos N° 12"
            if whole is not None:
                return whole
        while words.has("inner", tokens.at(k + 1)):
            k += 1
        return Name(i, k + 1, k + 1, noun=True, generic=True)  # "esplanade de la gare"
    if not tokens.capital(k) and not (tokens.digit(k) and tokens.capital(k + 1)):
        return Name(i, j, j, noun=True, generic=True) if j > i + 1 or words.has("generic", tokens.at(i)) else None
    if words.has("not_places", tokens.at(k)) or words.has("agencies", tokens.at(k)):
        return Name(i, j, j, noun=True, generic=True) if j > i + 1 else None
    last = run_from(tokens, words, k)
    if not last:
        return None
    if tokens.at(i) in ("restaurant", "restaurante") and tokens.capital(i + 1):
        return Name(i + 1, last, last, noun=True)
    if cut := own_town(tokens, words, i, last, near):
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


def town_of(tokens: Words, words: PlaceWords, j: int, near: Place) -> int:
    """The index after "de Villamaría" at `j`, behind what alone would name nothing ("parque principal"); 0 for no town."""
    stop = city_words(tokens, words, j + 1) if words.code in ("es", "pt") and words.has("of", tokens.at(j)) else 0
    return stop if stop and town_by_name(tokens.slice(j + 1, stop), near, words.code) else 0
