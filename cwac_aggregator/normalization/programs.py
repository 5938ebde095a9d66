"""The names of the events this project is about ("Coffee with a Cop", "Eis mit der Polizei") and of those it is not.

A name is a thing shared (`themes.csv`) joined to a host (`hosts.csv`): "coffee" + "with a" + "cop", "cops" + "and" + "cones".
Other programs and other kinds of gathering stand in `other_programs.csv`, hosts who are not of the police in `other_hosts.csv`.
All four are data, one row a form.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .language import fold, lexicon
from .tokens import Tokens, tokenize

_WITH = {
    "en": frozenset(["with", "w"]),
    "es": frozenset(["con"]),
    "de": frozenset(["mit", "with", "bei", "beim"]),
    "fr": frozenset(["avec", "with"]),
    "nl": frozenset(["met", "with"]),
    "pt": frozenset(["com"]),
}
_AND = {
    "en": frozenset(["and", "&", "n", "'n'", "+", "for", "on"]),
    "es": frozenset(["y", "e", "&"]),
    "de": frozenset(["und", "&", "trifft"]),
    "fr": frozenset(["et", "&", "des", "de", "du", ",", "-"]),
    "nl": frozenset(["en", "&"]),
    "pt": frozenset(["e", "&"]),
}
_FILLER = {
    "en": frozenset(
        [
            "a",
            "an",
            "the",
            "your",
            "our",
            "local",
            "some",
            "my",
            "campus",
            "city",
            "county",
            "town",
            "state",
            "neighborhood",
            "neighbourhood",
            "community",
            "new",
            "of",
        ]
    ),
    "es": frozenset(
        [
            "un",
            "una",
            "el",
            "la",
            "los",
            "las",
            "tu",
            "su",
            "nuestro",
            "nuestra",
            "de",
            "del",
            "local",
            "mi",
            "mis",
            "tus",
            "sus",
            "vuestro",
            "vuestra",
            "vuestros",
            "vuestras",
            "nuestros",
            "nuestras",
            "unos",
            "ese",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "dem",
            "den",
            "einem",
            "einer",
            "deinem",
            "ihrem",
            "ihrer",
            "unserer",
            "unserem",
            "deiner",
            "eurem",
            "eurer",
            "ihren",
            "unseren",
            "deinen",
            "euren",
            "ihre",
            "de",
            "em",
            "dr",
            "m",
            "a",
        ]
    ),
    "fr": frozenset(
        [
            "un",
            "une",
            "le",
            "la",
            "les",
            "l'",
            "votre",
            "vos",
            "ton",
            "tes",
            "son",
            "ses",
            "leur",
            "leurs",
            "nos",
            "notre",
            "mon",
            "des",
            "de",
        ]
    ),
    "nl": frozenset(
        [
            "de",
            "het",
            "een",
            "je",
            "jouw",
            "uw",
            "onze",
            "den",
            "mijn",
            "jullie",
            "hun",
            "lokale",
            "eigen",
            "plaatselijke",
            "ons",
        ]
    ),
    "pt": frozenset(
        [
            "um",
            "uma",
            "o",
            "a",
            "os",
            "as",
            "seu",
            "sua",
            "nosso",
            "nossa",
            "meu",
            "minha",
            "teu",
            "tua",
            "seus",
            "suas",
            "nossos",
        ]
    ),
}
_WHERE = {
    "en": frozenset(["in", "at", "on"]),
    "es": frozenset(["en", "al"]),
    "de": frozenset(["am", "im", "auf", "vor"]),
    "fr": frozenset(["dans", "au", "sur", "en"]),
    "nl": frozenset(["in", "op", "bij", "aan"]),
    "pt": frozenset(["na", "no", "em", "ao"]),
}
"""What joins a name's place to its thing shared: "Café en el barrio con tu policía"."""
_WHERE_WORDS = 4
_MOST_STEPS = 6
RUN_TOGETHER = "coffeewith"
"""How the words that broken PDFs run together begin."""
PUN = "puccino"
"""What stands for the thing shared in "Cop-puccino"."""
_ARTICLES = {
    "fr": ("un", "une"),
    "es": ("un", "una"),
    "pt": ("um", "uma"),
    "nl": ("een",),
    "de": ("ein", "eine", "auf"),
}
"""What may be the first word of a name, with a capital."""
_COUNTED = frozenset(["einen", "eine", "ein", "e", "en", "an", "n", "nen"])
"""What may stand between "auf" and the thing shared in German."""
_OPENING = frozenset(['"', "“", "«", "‘", "„", "'"])
_APART = frozenset(["-", "–", "—", "'", "’", "/", '"', "“", "”", "®", "™"])


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A program's name in a text. `theme` is the thing shared; `weak` where host or form is no proof of police.

    `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` character offsets.
    """

    begin: int
    stop: int
    first: int
    last: int
    theme: str | None
    weak: bool = False


@cache
def _forms(file: str, language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> (all words, value) of a csv's rows for a language and English, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    text = (resources.files(__package__) / file).read_text(encoding="utf-8")
    seen: set[tuple[str, ...]] = set()
    rows = [r for r in csv.DictReader(text.splitlines()) if r["language"] in (language, "en")]
    for row in sorted(rows, key=lambda r: r["language"] != language):
        words = tuple(tokenize(row["form"], lexicon(row["language"])).words)
        if words in seen:
            continue
        seen.add(words)
        table.setdefault(words[0], []).append((words, row.get("theme") or row.get("strength") or ""))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _form_at(tokens: Tokens, i: int, table: dict[str, list[tuple[tuple[str, ...], str]]]) -> tuple[int, str] | None:
    """The longest form that stands at token `i`: (index after it, its value)."""
    for words, value in table.get(tokens.word(i), ()):
        k = i
        for word in words:
            found = tokens.word(k)
            if found == word or (found.endswith("'s") and found[:-2] == word) or found.replace("'", "") == word:
                k += 1
            else:
                break
        else:
            return k, value
    return None


def find_names(tokens: Tokens, known: Sequence[str] = ()) -> list[NameSpan]:
    """All in-scope program names of a text, left to right. `known` are further names its publisher uses."""
    language = tokens.lexicon.code
    themes, hosts = _forms("themes.csv", language), _forms("hosts.csv", language)
    others = _forms("other_programs.csv", language)
    extra = [tuple(fold(name).split()) for name in known if name.strip()]
    out: list[NameSpan] = []
    if not extra and themes.keys().isdisjoint(tokens.words) and not _run_together(tokens):
        return out  # no name is without a thing shared
    i = 0
    while i < len(tokens):
        word = tokens.words[i]
        span: NameSpan | None = None
        if word in others and (other := _form_at(tokens, i, others)) is not None and other[0] - i > 1:
            i = other[0]
            continue
        for words in extra:
            if tuple(tokens.words[i : i + len(words)]) == words:
                span = _make(tokens, i, i + len(words), _theme_in(tokens, i, i + len(words), themes), False)
        if span is None and word in themes:
            span = _theme_first(tokens, i, themes, hosts)
        if (span is None and word in hosts) or (span is None and tokens.word(i + 1) == "-" and word in hosts):
            span = _host_first(tokens, i, themes, hosts)
        if span is None:
            span = _compound(tokens, i)
        if span is None:
            i += 1
        else:
            if "_" not in tokens.text[span.begin : span.stop]:  # a file's name is not an event's
                out.append(span)
            i = span.last
    return out


def find_other_programs(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of the names of other programs and gatherings, left to right; "Coffee with the Mayor" is one."""
    language = tokens.lexicon.code
    table, themes = _forms("other_programs.csv", language), _forms("themes.csv", language)
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        word = tokens.words[i]
        found = _form_at(tokens, i, table) if word in table else None
        end = found[0] if found is not None else _with_another(tokens, i, themes) if word in themes else None
        if end is not None:
            out.append((tokens.starts[i], tokens.ends[end - 1]))
        i = end if end is not None else i + 1
    return out


def _with_another(tokens: Tokens, i: int, themes: dict[str, list[tuple[tuple[str, ...], str]]]) -> int | None:
    """The index after a thing shared "with" a host who is not of the police, and not with one beside them."""
    language = tokens.lexicon.code
    shared = _form_at(tokens, i, themes)
    if shared is None or tokens.word(shared[0]) not in _WITH[language] | _WITH["en"]:
        return None
    filler = _FILLER[language] | _FILLER["en"]
    k = shared[0] + 1
    while tokens.word(k) in filler:
        k += 1
    others, hosts = _forms("other_hosts.csv", language), _forms("hosts.csv", language)
    found = _form_at(tokens, k, others)
    if found is None or _host_at(tokens, k, hosts) is not None:
        return None
    k = end = found[0]
    while tokens.word(k) in filler or tokens.word(k) in _AND[language]:
        k += 1
    return end if _host_at(tokens, k, hosts) is None else None


def find_hosts(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of the words for police of a text: that somebody of theirs is spoken of."""
    table = _forms("hosts.csv", tokens.lexicon.code)
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        found = _form_at(tokens, i, table) if tokens.words[i] in table else None
        if found is not None and found[1] == "strong":
            out.append((tokens.starts[i], tokens.ends[found[0] - 1]))
            i = found[0]
        elif _acronym(tokens, i):
            out.append((tokens.starts[i], tokens.ends[i]))
            i += 1
        else:
            i += 1
    return out


def find_gatherings(tokens: Tokens) -> list[NameSpan]:
    """The names of gatherings over coffee that say nothing of police ("Café tranquillité"), each with a capital: the
    program's only where police are spoken of beside them."""
    table = _forms("gatherings.csv", tokens.lexicon.code)
    out: list[NameSpan] = []
    i = 0
    while i < len(tokens):
        found = _form_at(tokens, i, table) if tokens.words[i] in table and tokens.capital(i) else None
        if found is not None:
            out.append(_make(tokens, i, found[0], found[1], False))
            i = found[0]
        else:
            i += 1
    return out


def find_themes(tokens: Tokens) -> list[tuple[int, int, str]]:
    """Offsets and theme of every word for a thing shared."""
    table = _forms("themes.csv", tokens.lexicon.code)
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tokens):
        found = _form_at(tokens, i, table) if tokens.words[i] in table else None
        if found is not None:
            out.append((tokens.starts[i], tokens.ends[found[0] - 1], found[1]))
            i = found[0]
        else:
            i += 1
    return out


def _make(tokens: Tokens, first: int, last: int, theme: str | None, weak: bool) -> NameSpan:
    return NameSpan(tokens.starts[first], tokens.ends[last - 1], first, last, theme, weak)


def _theme_in(
    tokens: Tokens, first: int, last: int, themes: dict[str, list[tuple[tuple[str, ...], str]]]
) -> str | None:
    for k in range(first, last):
        found = _form_at(tokens, k, themes)
        if found is not None:
            return found[1]
    return None


def _acronym(tokens: Tokens, i: int) -> bool:
    """ "OPD", "NYPD", "UPD": the short name of a department."""
    text = tokens.text[tokens.starts[i] : tokens.ends[i]] if i < len(tokens) else ""
    return 3 <= len(text) <= 6 and text.isupper() and text.endswith(("PD", "SO", "DPS", "CSO"))


def _host_at(tokens: Tokens, i: int, hosts: dict[str, list[tuple[tuple[str, ...], str]]]) -> tuple[int, bool] | None:
    """A host at `i`: (index after it, weak)."""
    found = _form_at(tokens, i, hosts)
    if found is not None:
        end = found[0]
        # "Police Department", "Sheriff's Office" and the like go on
        while (more := _form_at(tokens, end, hosts)) is not None and tokens.word(end) not in ("patrol",):
            end = more[0]
        return end, found[1] == "weak"
    if _acronym(tokens, i):
        return i + 1, False
    return None


def _theme_first(
    tokens: Tokens,
    i: int,
    themes: dict[str, list[tuple[tuple[str, ...], str]]],
    hosts: dict[str, list[tuple[tuple[str, ...], str]]],
) -> NameSpan | None:
    found = _form_at(tokens, i, themes)
    if found is None:
        return None
    language = tokens.lexicon.code
    end, theme = found
    with_words, and_words, filler = _WITH[language] | _WITH["en"], _AND[language], _FILLER[language] | _FILLER["en"]
    k = end
    joined = ""
    steps = 0
    if (
        tokens.capital(i)
        and tokens.word(end) in _WHERE[language]
        and (behind := _behind_place(tokens, end, with_words))
    ):
        k, joined, steps = behind, "with", _MOST_STEPS
    # "Cookies and Milk with a Cop", "Coffee & Conversation with Cops", "Tea and a Chat with the Guards"
    while k < len(tokens) and steps < _MOST_STEPS:
        word = tokens.word(k)
        if word in with_words:
            joined = "with"
            k += 1
            k += tokens.word(k) == "/"
            break
        if word in _APART:
            k += 1
        elif word in and_words and not joined:
            ahead = k + 1
            while tokens.word(ahead) in filler or tokens.word(ahead) in _APART:
                ahead += 1
            if _host_at(tokens, ahead, hosts) is not None:
                joined = "and"
                k += 1
                break
            again = _form_at(tokens, k + 1, themes) if word == "for" else None
            if again is not None and again[1] == theme:
                return None  # "Blue Door Coffee House for Coffee with a Cop"
            k += 1
        elif (
            steps < 4
            and tokens.word(k).isalpha()
            and (tokens.capital(k) or word in filler or (k > end and tokens.word(k - 1) in and_words))
            and tokens.word(k) not in ("at", "on", "from", "will")
        ):
            if not _reaches_with(tokens, k, with_words):
                return None
            k += 1
        else:
            return None
        steps += 1
    if not joined:
        return None
    capitals = 0
    while k < len(tokens):
        word = tokens.word(k)
        host = _host_at(tokens, k, hosts)
        if host is not None:
            if joined == "and" and not (tokens.capital(i) and tokens.capital(k)):
                return None
            if joined == "with" and host[1] and not tokens.capital(k):
                return None
            return _make(tokens, _with_article(tokens, i), host[0], theme, host[1])
        if word in filler or word in _APART or word in ("m", "ms", "."):
            k += 1
        elif tokens.capital(k) and word.isalpha() and capitals < 4:
            capitals += 1
            k += 1
        else:
            return None
    return None


def _behind_place(tokens: Tokens, k: int, with_words: frozenset[str]) -> int:
    """The index after the "with" that follows a place of a few words from its preposition at `k`, or 0."""
    for n in range(k + 2, k + 2 + _WHERE_WORDS):
        if not tokens.word(n - 1).isalpha():
            return 0
        if tokens.word(n) in with_words:
            return n + 1
    return 0


def _with_article(tokens: Tokens, i: int) -> int:
    """Where a name begins whose article is its first word: "Une gaufre avec un policier", « Un café con tu policía »,
    "Auf einen Kaffee mit der Polizei"."""
    first = _ARTICLES.get(tokens.lexicon.code, ())
    nouns = tokens.lexicon.code == "de"  # where every noun has a capital, only that of the article tells
    if (
        nouns
        and tokens.word(i - 1) in _FILLER["de"] | _COUNTED
        and tokens.word(i - 2) == "auf"
        and tokens.capital(i - 2)
    ):
        return i - 2
    if tokens.word(i - 1) not in first or not tokens.capital(i - 1):
        return i
    quoted = tokens.word(i - 2) in _OPENING
    return i if tokens.capital(i) and not (quoted or nouns) else i - 1


def _reaches_with(tokens: Tokens, k: int, with_words: frozenset[str]) -> bool:
    return any(tokens.word(n) in with_words for n in range(k, k + 4))


def _host_first(
    tokens: Tokens,
    i: int,
    themes: dict[str, list[tuple[tuple[str, ...], str]]],
    hosts: dict[str, list[tuple[tuple[str, ...], str]]],
) -> NameSpan | None:
    """ "Cops and Cones", "Cops N' Coffee", "Badges & Brews", "Polizei-Kafi", "Cop Koffie"."""
    host = _host_at(tokens, i, hosts)
    if host is None or not tokens.capital(i):
        return None
    k = host[0]
    joined = False
    while k < len(tokens) and (
        tokens.word(k) in _APART
        or tokens.word(k) in ("and", "&", "n", "'n'", "und", "y", "et", "en", "e", "+")
        or tokens.word(k) in _WITH["en"]
    ):
        joined = True
        k += 1
    if (not joined and not tokens.words[i].startswith("cop")) or k - host[0] > 4:
        return None
    found = _form_at(tokens, k, themes)
    if found is not None and not joined and found[1] == "chat":
        return None  # "Cop Chats": a talk, unless something joins it to the police
    if found is None or not tokens.capital(k) or (tokens.word(k - 1) in ("'", "’")):
        return None
    return _make(tokens, i, found[0], found[1], False)


def _run_together(tokens: Tokens) -> bool:
    return any(word == PUN or word.startswith(RUN_TOGETHER) for word in tokens.words)


def _compound(tokens: Tokens, i: int) -> NameSpan | None:
    """ "Coffeewith aCop" of a broken PDF, "Cop-puccino", "Café police", "Café des gendarmes"."""
    word = tokens.words[i]
    if word in ("cop", "cops") and tokens.word(i + 1) == "-" and tokens.word(i + 2) == PUN:
        return _make(tokens, i, i + 3, "coffee", False)
    if word.startswith(RUN_TOGETHER) and len(word) < 20:
        end = i + 1
        while end < i + 4 and end < len(tokens) and "cop" not in tokens.word(end - 1):
            end += 1
        return _make(tokens, i, end, "coffee", False)
    if word == "cafe" and tokens.lexicon.code == "fr":
        k = i + 1
        while tokens.word(k) in ("des", "de", "du", "la", ",", "un", "une", "-"):
            k += 1
        if tokens.word(k) in ("police", "gendarmes", "gendarmerie", "policier", "policiere", "gendarme", "flic"):
            return _make(tokens, _with_article(tokens, i), k + 1, "coffee", False)
    return None


def forms(file: str, language: str) -> set[tuple[str, ...]]:
    """The words of every form of a csv for a language."""
    return {words for entries in _forms(file, language).values() for words, _ in entries}


def name_words(language: str) -> set[str]:
    """The words of which a name of a program holds some in a language, folded; of a word with an apostrophe its parts."""
    words = _WITH[language] | _AND[language]
    told = {word for file in ("themes.csv", "hosts.csv") for form in forms(file, language) for word in form}
    return {part for word in words | told for part in word.replace("'", " ").split()}


def filling_words(language: str) -> frozenset[str]:
    """What may stand between "with" and the host in a language ("a", "der")."""
    return _FILLER[language]


def plain_hosts(language: str) -> set[str]:
    """The hosts of one word that need no capital to be police."""
    table = _forms("hosts.csv", language)
    return {
        words[0] for found in table.values() for words, strength in found if len(words) == 1 and strength == "strong"
    }


def with_words(language: str) -> frozenset[str]:
    """The words that join a thing to its host in a language ("con", "mit")."""
    return _WITH[language]
