"""The scan of the bytes that settles most pages: without a sign of the program there is nothing to read.

A sign is a word for police near a word for a thing shared, where the grammar of names finds one of the program's. It may say
yes for nothing; it never says no where the full reader finds an event, and so reads the words around in every language.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import dropwhile, pairwise
from typing import NamedTuple

from ...normalization.language import LANGUAGES, lexicon
from ...normalization.names import (
    PUN,
    RUN_TOGETHER,
    Form,
    filling_words,
    find_names,
    forms_of,
    joints,
    may_name,
    name_words,
    plain_hosts,
    sign_words,
    with_words,
)
from ...normalization.tokens import tokenize
from .decoding import MIXED
from .first_look import is_quick, texts_to_read
from .printed_text import GAP, printed_text

_FAR = 200
"""Letters from a thing shared to its host where a "with" joins them: the longest names hold half of it, the rest is for what
hides in them."""
_NEAR = 40
"""The same where no "with" stands between them ("Cops & Cones")."""
_LONGEST_WORD = 24

_MOST_PLACES = 12
"""Places looked at one by one, and one more for so many bytes; a page with more of them is scanned as a whole."""
_BYTES_A_PLACE = 20_000

_LETTERS = bytes(c | 32 if chr(c).isalpha() and c < 128 else 32 for c in range(256))
_CASES = bytes(
    ord("a" if chr(c).islower() else "A" if chr(c).isupper() else chr(c)) if c < 128 else 32 for c in range(256)
)
_CUTS = (b"a\x01a", b"A\x01A", b"A\x01a")
_BETWEEN_LETTERS = re.compile(rb"(?<=[a-z])\x01+(?=[a-z])|(?<=[A-Z])\x01+(?=[A-Za-z])")
_BREAKS = (b"-" + GAP, b"-\n", b"-\r")
_BROKEN_WORD = re.compile(rb"(?<=[a-z])-\r?[\n\x01][\s\x01]*+(?=[a-z])")
"""The hyphen of a word that a line break cuts ("Kaf-" + "fee")."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_AROUND = 200
"""Letters and marks to either side of a thing shared that are looked at: more than any name with its host holds."""
_CLOSE = 80
"""The same for most names: looked at first."""
_PART = re.compile(GAP + rb"([A-Za-z]+)")
_ACRONYM = re.compile(rb"(?:PD|SO|DPS)(?![A-Za-z])")
"""The end of a department's short name ("LCSO")."""
_HOST = b" cop "
"""What a host that is no plain word is read as."""
_RUN_TOGETHER = RUN_TOGETHER.encode()


class _Forms:
    """Forms of one or more words, to be found in a text of plain words."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._printed: dict[bytes, list[bytes]] = {}
        for form in forms:
            self._printed.setdefault(max(form, key=len).encode(), []).append(b" %b " % " ".join(form).encode())
        self.keys = frozenset(self._printed)
        self.words = frozenset(word for forms in self._printed.values() for form in forms for word in form.split())

    def holds(self, key: bytes, text: bytes) -> bool:
        """Whether a form with this longest word stands in the text."""
        return any(form in text for form in self._printed[key])

    def spans(self, text: bytes, words: Iterable[bytes]) -> list[tuple[int, int]]:
        """Where the forms stand, in order; `words` are those of the text."""
        found: list[tuple[int, int]] = []
        for word in self.keys.intersection(words):
            for form in self._printed[word]:
                at = text.find(form)
                while at >= 0:
                    found.append((at, at + len(form)))
                    at = text.find(form, at + 1)
        return sorted(found)


def may_be_named(text: str, language: str) -> bool:
    """Whether a short text may name an event of the program: what costs least is asked first."""
    return may_name(text, language) and has_sign(text.encode("utf-8", "replace"))


class _Words(NamedTuple):
    """What names are made of: things shared, hosts, and what joins the two."""

    themes: _Forms
    hosts: _Forms
    joining: tuple[bytes, ...]


def has_sign(body: bytes, known: tuple[str, ...] = ()) -> bool:
    """True where a body may name an event of the program."""
    if known or b"\x00" in body or body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    decided = _by_first_look(body) if is_quick(body) else None
    return any(map(_says, _ways_to_read(printed_text(body)))) if decided is None else decided


def _by_first_look(body: bytes) -> bool | None:
    """What the words around the places where a thing shared may be named say; None where it takes the whole text."""
    most = _MOST_PLACES + len(body) // _BYTES_A_PLACE
    told = 0
    for text in texts_to_read(body):
        if text is None:
            return None
        ways = [way for way in _ways_to_read(text) if _names_thing(way)]
        if not ways:
            continue
        if told == most:
            return None
        told += 1
        if any(map(_says, ways)):
            return True
        if any(map(_holds_gathering, ways)):  # police may be spoken of anywhere
            return None
    return False


def _names_thing(text: bytes) -> bool:
    """Whether a text names a thing shared or a gathering."""
    themes, _, unsure, _ = _tables()
    words = text.translate(_LETTERS).split()
    told = [themes, _compounds(), _gatherings(), *(form for form, beside in unsure if not beside.isdisjoint(words))]
    told = [forms for forms in told if not forms.keys.isdisjoint(words)]
    if not told:
        return _RUN_TOGETHER in text.lower()
    plain = b" %b " % b" ".join(words)
    return any(forms.spans(plain, words) for forms in told) or _RUN_TOGETHER in plain


def _holds_gathering(text: bytes) -> bool:
    words = text.translate(_LETTERS).split()
    return _gathers(b" %b " % b" ".join(words), words)


def _gathers(normal: bytes, words: list[bytes]) -> bool:
    """Whether a text names a gathering: one of the table, or a thing shared with a companion."""
    if _gatherings().spans(normal, words):
        return True
    behind, before = _companions()
    if behind.keys.isdisjoint(words) and before.keys.isdisjoint(words):
        return False
    shared = _tables()[0].spans(normal, words)
    return _meet(shared, behind.spans(normal, words), normal) or _meet(before.spans(normal, words), shared, normal)


def _meet(former: Iterable[tuple[int, int]], latter: Iterable[tuple[int, int]], text: bytes) -> bool:
    """Whether one span stands right behind another, or with a word between them that joins the two."""
    begins = {begin for begin, _ in latter}
    for _, end in former:
        at = end - 1  # forms are found with the blanks around them
        if at in begins:
            return True
        following = text.find(b" ", end)
        if following in begins and text[end:following] in _joints():
            return True
    return False


def _ways_to_read(text: bytes) -> Iterator[bytes]:
    """A text as it stands, and with the words put together that tags or ends of lines cut."""
    yield text
    if (mended := _mended(text)) != text:
        yield mended
    if any(cut in text for cut in _BREAKS) and (unbroken := _BROKEN_WORD.sub(b"", text)) != text:
        yield unbroken


def _says(text: bytes) -> bool:
    """Whether a text names an event: told as most are, or as the grammar finds it around a thing shared."""
    themes, _, unsure, _ = _tables()
    plain = b" %b " % text.translate(_LETTERS)
    words = plain.split()
    counted = [form for form, beside in unsure if not beside.isdisjoint(words)]
    gathering = not _gatherings().keys.isdisjoint(words) or not _companion_words().isdisjoint(words)
    named = not _compounds().keys.isdisjoint(words)
    if themes.keys.isdisjoint(words) and not counted and not gathering and not named:
        return _RUN_TOGETHER in plain
    normal = b" %b " % b" ".join(words)
    if named and _compounds().spans(normal, words):
        return True
    if gathering and _gathers(normal, words) and _tables()[1].spans(normal, words):
        return True
    shared = sorted(span for forms in (themes, *counted) for span in forms.spans(normal, words))
    if _RUN_TOGETHER in plain or any(_plainly_named(normal[end - 1 : end + _CLOSE].split()) for _, end in shared):
        return True
    return bool(shared) and _names(text, (themes, *counted))


def _names(text: bytes, counted: Iterable[_Forms]) -> bool:
    """Whether the grammar finds a name of the program around one of the things shared."""
    text = b" ".join(text.split())
    plain = text.translate(_LETTERS)
    words = plain.split()
    normal = b" %b " % b" ".join(words)
    keys = {key for forms in counted for key in forms.keys.intersection(words) if forms.holds(key, normal)}
    looked_at = -1
    for at in sorted(at for key in keys for at in _places(b" %b " % plain, b" %b " % key)):
        if at > looked_at:  # those that stand near each other are looked at together
            looked_at = at + _AROUND
            around = text[max(0, at - _AROUND) : looked_at + _AROUND]
            if _is_joined(around) and _holds_name(around):
                return True
    return False


def _is_joined(text: bytes) -> bool:
    """Whether a host stands near a thing shared, as in any name: nearly none of the texts that name a thing do."""
    return _joined(_with_plain_hosts(text).translate(_LETTERS).split(), _words_of_all())


def _plainly_named(following: list[bytes]) -> bool:
    """Whether the words behind a thing shared are the usual ones: "with a cop", "mit der Polizei"."""
    joining, filling, hosts = _usual_words()
    rest = dropwhile(filling.__contains__, following[1:])
    return bool(following) and following[0] in joining and next(rest, b"") in hosts


def _holds_name(text: bytes) -> bool:
    for joined in {text, _BETWEEN_LETTERS.sub(b"", text)}:
        words = _with_plain_hosts(joined).translate(_LETTERS).split()
        spoken = [code for code in LANGUAGES if code == "en" or not _own_words(code).isdisjoint(words)]
        spoken = [code for code in spoken if _joined(words, _words_of(code))]
        printed = _readable(joined) if spoken else ""
        if any(may_name(printed, code) and find_names(tokenize(printed, lexicon(code))) for code in spoken):
            return True
    return False


def _with_plain_hosts(text: bytes) -> bytes:
    """The text with a plain word for each host that is none ("LCSO", "5-0")."""
    return _tables()[3].sub(_HOST, _ACRONYM.sub(_HOST, text))


def _readable(text: bytes) -> str:
    """A piece of a page as a parser would give it."""
    printed = text.replace(GAP, b" ").decode("utf-8", MIXED)
    for _ in range(2):
        printed = html.unescape(printed)
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), printed).replace("\\", " ")


def _joined(words: list[bytes], table: _Words) -> bool:
    """Whether a host stands near a thing shared, with a word between them that joins the two where they are not next to each other."""
    plain = b" %b " % b" ".join(words)
    held = table.hosts.spans(plain, words)
    if not held:
        return False
    shared = table.themes.spans(plain, words)
    joins = [at for word in table.joining for at in _places(plain, word)]
    joins.sort()
    for begin, end in shared:
        following = bisect_left(held, (end - 1,))
        preceding = bisect_left(held, (begin,)) - 1
        if preceding >= 0 and begin - held[preceding][1] <= _NEAR:
            return True
        if following < len(held):
            if held[following][0] - end <= _NEAR:
                return True
            join = bisect_left(joins, end - 1)
            host = bisect_left(held, (joins[join],)) if join < len(joins) else len(held)
            if host < len(held) and held[host][0] - end <= _FAR:
                return True
    return False


def _places(text: bytes, word: bytes) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _mended(text: bytes) -> bytes:
    """The text with the words put together that tags cut ("C</b>offee")."""
    words, beginnings = _parts()
    cases = text.translate(_CASES)
    gaps: set[int] = set()
    for cut in sorted(at + 1 for kind in _CUTS for at in _places(cases, kind)):
        word = text[max(0, cut - _LONGEST_WORD) : cut].translate(_LETTERS).rsplit(None, 1)[-1]
        crossed = []
        at = cut
        while word in beginnings and (part := _PART.match(text, at)) is not None:
            crossed.append(at)
            word += part[1].lower()
            at = part.end()
            if word in words:
                gaps.update(crossed)
    if not gaps:
        return text
    edges = [-1, *sorted(gaps), len(text)]
    return b"".join(text[a + 1 : b] for a, b in pairwise(edges))


@cache
def _tables() -> tuple[_Forms, _Forms, list[tuple[_Forms, frozenset[bytes]]], re.Pattern[bytes]]:
    """Themes, hosts, themes that count only beside certain words, and hosts with digits as one pattern."""
    signs = sign_words()
    numbered = b"|".join(
        rb"%b(?<![0-9a-z]%b)[^0-9a-z]{0,4}%b(?![0-9a-z])" % (form[0].encode(), form[0].encode(), form[1].encode())
        for form in sorted(signs.numbered)
    )
    unsure = [(_Forms([(word,)]), frozenset(w.encode() for w in beside)) for word, beside in signs.unsure.items()]
    return _Forms(signs.themes | {(PUN,)}), _Forms(signs.hosts), unsure, re.compile(numbered, re.IGNORECASE)


@cache
def _words_of_all() -> _Words:
    signs = sign_words()
    return _Words(_Forms(signs.themes | {(PUN,)} | {(word,) for word in signs.unsure}), _tables()[1], _joining())


@cache
def _words_of(code: str) -> _Words:
    """The words of names in one language, which take in those of English."""
    joining = tuple(sorted(b" %b " % word.encode() for word in with_words(code) | with_words("en")))
    return _Words(_Forms(forms_of("themes.csv", code) | {(PUN,)}), _Forms(forms_of("hosts.csv", code)), joining)


@cache
def _gatherings() -> _Forms:
    """The names of gatherings that say nothing of police."""
    signs = sign_words()
    return _Forms(signs.gatherings | signs.compounds[1])


@cache
def _compounds() -> _Forms:
    """Names of one word."""
    return _Forms(sign_words().compounds[0])


@cache
def _companions() -> tuple[_Forms, _Forms]:
    """What makes a gathering's name of a thing shared: what follows it, and what goes before it."""
    behind, before = sign_words().companions
    return _Forms(behind), _Forms(before)


@cache
def _companion_words() -> frozenset[bytes]:
    return frozenset().union(*(forms.keys for forms in _companions()))


@cache
def _joints() -> frozenset[bytes]:
    """What joins a thing shared to its companion."""
    return frozenset(map(str.encode, joints()))


@cache
def _usual_words() -> tuple[frozenset[bytes], frozenset[bytes], frozenset[bytes]]:
    """What joins a thing to its host, what may stand between, and hosts of one word that are police and nothing else."""
    joining = frozenset(word.strip() for word in _joining())
    filling = frozenset(word.encode() for code in LANGUAGES for word in filling_words(code))
    return joining, filling, frozenset(word.encode() for code in LANGUAGES for word in plain_hosts(code))


@cache
def _own_words(code: str) -> frozenset[bytes]:
    """The words of names that a language does not share with English."""
    everyday = {word for form, _ in _tables()[2] for word in form.words}
    return frozenset(word.encode() for word in name_words(code) - name_words("en")) - everyday


@cache
def _joining() -> tuple[bytes, ...]:
    return tuple(sorted({b" %b " % word.encode() for code in LANGUAGES for word in with_words(code)}))


@cache
def _parts() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The words of all forms, and all that one of them begins with."""
    themes, hosts, unsure, _ = _tables()
    words = (
        themes.words | hosts.words | _gatherings().words | frozenset(word for form, _ in unsure for word in form.words)
    )
    words |= _compounds().words
    words |= frozenset(word.strip() for word in _joining())
    return words, frozenset(word[:size] for word in words for size in range(1, len(word)))
