"""One regular expression for whatever may name a thing shared in the bytes of a page, for RE2: linear, without look-around.

It steps over tags, comments and code as `printed_text` does, and stops behind the words of `themes.csv`, also where their letters
hide: in entities, in accents, in JSON escapes, cut by tags or by the end of a line. It is to be matched in Latin-1, where each
byte is a letter, without regard to capitals.
"""

from __future__ import annotations

import html.entities
from collections.abc import Iterable, Iterator

from ...normalization.language import fold
from ...normalization.names import PUN, RUN_TOGETHER, shortest, sign_words
from .printed_text import UNSEEN


def _not_code(names: list[str]) -> str:
    """The rest of a tag's name and its attributes, where the name is none of the given."""
    if names == [""]:
        return r"[^\s/>][^>]*"
    openings = sorted({name[0] for name in names})
    branches = [first + _not_code([name[1:] for name in names if name[0] == first]) for first in openings]
    return rf"(?:[^{''.join(openings)}>][^>]*|{'|'.join(branches)})?"


def _within_code(names: list[str]) -> str:
    """What may follow "</" or a part of these names so that none of them stands there, up to a byte that is no "<"."""
    openings = sorted({name[0] for name in names})
    branches = [
        first + _within_code([name[1:] for name in names if name[0] == first])
        for first in openings
        if all(len(name) > 1 for name in names if name[0] == first)
    ]
    other = f"[^{''.join(openings)}<]"
    return rf"(?:{'|'.join([other, *branches])})"


def _beginnings_of(names: list[str]) -> str:
    """Any beginning of these names but the whole, or nothing."""
    return _either({name[:size] for name in names for size in range(1, len(name))}) + "?"


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words)) + ")"


# -- markup, as printed_text reads it ------------------------------------------------------------------------------

_CODE_NAMES = ["script", "style"]
_CLOSING = [f"/{name}" for name in _CODE_NAMES]
_NO_JSON = r"(?:[^>+]|\++[^>+j])*"
"""Attributes without "+json", as that of "application/ld+json", whose script is read."""
_OPEN_CODE = rf"<+(?:script(?:[\s/]{_NO_JSON})?|style(?:[\s/][^>]*)?)>"
_INSIDE_CODE = rf"(?:[^<]|<(?:{_beginnings_of(_CLOSING)}<)*{_within_code(_CLOSING)})*"
_CODE = rf"{_OPEN_CODE}{_INSIDE_CODE}<+/(?:script|style)[^>]*>"
_CODE_WITHOUT_END = (
    rf"[a-z]*(?:<(?:script|style)[\s/][^>]*|{_OPEN_CODE}{_INSIDE_CODE}(?:<{_beginnings_of(_CLOSING)})?)\z"
)
_TAG = rf"<+(?:[/?a-rt-z][^>]*|s{_not_code([name[1:] for name in _CODE_NAMES])}|!(?:[^\[>-][^>]*|-(?:[^>-][^>]*)?)?)>"
_COMMENT = r"<+!---*(?:(?:[^!>-]|![^>-])(?:[^-]|-[^-])*---*|!-(?:-|[^-](?:[^-]|-[^-])*--)-*)*!?>"  # ends where a parser ends it
_TAGS = rf"(?:{_TAG}|{_CODE}|{_COMMENT})"
_READ = rf"<+(?:meta|img\s[^>]*\balt\s*=|abbr|!\[|script{_NO_JSON}(?:\++j|wix-warmup-data|wix-essential-viewer-model)|[^a-z/?!<])"
"""The beginning of a tag that is read as text, and a "<" that opens none."""

# -- what hides letters --------------------------------------------------------------------------------------------

_AND = r"&(?:amp;|#0*38;|#x0*26;)*"
_DECIMAL = (
    r"(?:6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2]|17[03]|186|19[2-9]|[2-9]\d\d"
    r"|[1-79]\d{3}|8(?:[013-9]\d\d|2(?:0[3-7]|[3-9]\d))|\d{5,})"
)
_HEX_SMALL = r"(?:26|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]|a[ad]|ba|[c-f][0-9a-f])"
_HEX_WIDE = r"(?:[13-9a-f][0-9a-f]{3}|2(?:[1-9a-f][0-9a-f]|0(?:0[b-f]|2[a-e]|[3-9a-f][0-9a-f]))[0-9a-f]?)"
_HEX = rf"(?:{_HEX_WIDE}|[1-9a-f][0-9a-f]{{2}}|[1-9a-f][0-9a-f]{{4,}}|{_HEX_SMALL})"
"""Numbers of letters and of marks that are not seen; not those of quotes, dashes and spaces."""
_WIDE_UNSEEN = (
    r"(?:\xc2\xad|[\xcc-\xcd\xd2-\xdf][\x80-\xbf]|[\xe0\xe1][\x80-\xbf][\x80-\xbf]"
    r"|\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xa4]|[\x83\xb3\xb5\xb7][\x80-\xbf])|\xe3[\x80\x82][\x80-\xbf]"
    r"|\xea[\x99-\xaf][\x80-\xbf]|\xef(?:\xbb\xbf|[\xac\xb8\xbe][\x80-\xbf])"
    r"|\xf0[\x90-\x96\x9b\x9d\x9e][\x80-\xbf][\x80-\xbf]|\xf3\xa0[\x84-\x87][\x80-\xbf])"
)
"""Marks that are not seen, accents that stand by themselves, and letters of other scripts, which no word of ours has."""
_SINGLE = r"[\xc0-\xff]"
"""A letter of a western code page: a byte that opens a letter of UTF-8 where none follows that goes on with it."""
_SINGLE_INSIDE = r"[\x83\x8a\x8c\x8e\x99\x9a\x9c\x9e\x9f\xaa\xba]"
"""The same: a byte that goes on with a letter of UTF-8 where none has begun."""
_BROKEN = r"-\r?[\n<]"
_ESCAPED_TAG = rf"(?:{_AND}(?:lt|#0*60|#x0*3c);?[^<]*?{_AND}(?:gt|#0*62|#x0*3e);?|\\u003c[^<]*?\\u003e)"
_SIMPLE_GAP = r"[^a-z<&\\]+"
_COMPLEX = rf"(?:{_TAGS}|{_AND}#?\w+;?|\\u[0-9a-f]{{4}}|\\[nrtbf/])"
_OTHER_GAP = rf"[^a-z<&\\]*{_COMPLEX}(?:[^a-z<&\\]|{_COMPLEX})*"
_END = r"(?:[^a-z]|\z)"
_HIDING = r"[<&\\\x80-\xff-]"
"""The first byte of whatever hides a letter."""
_LIGATURES = ("ae", "oe", "ij", "fi", "fl")
_WESTERN = [chr(code) for code in range(0xC0, 0x100)]
_ACCENTED = {
    letter: "".join(rf"\x{printed.encode()[1]:x}" for printed in _WESTERN if fold(printed) == letter)
    for letter in {fold(printed) for printed in _WESTERN}
    if len(letter) == 1 and "a" <= letter <= "z"
}
"""Letters with accents as the second byte of UTF-8, whose first is C3."""
_OTHER_WESTERN = "".join(rf"\x{c.encode()[1]:x}" for c in _WESTERN if fold(c) not in _ACCENTED)
_OTHER_WIDE = (
    rf"(?:\xc2[\xaa\xba]|\xc3[{_OTHER_WESTERN}]|[\xc4-\xcb][\x80-\xbf]|\xe1[\xb4-\xbb][\x80-\xbf]"
    r"|\xe2[\x81\x82\x84\x85\x92\x93\xb1][\x80-\xbf]|\xe3[\x88-\x8f][\x80-\xbf]|\xea[\x99-\xad][\x80-\xbf]"
    r"|\xef[\xac\xbc\xbd][\x80-\xbf]|\xf0(?:\x90\x9e|\x9d[\x90-\x9f]|\x9f[\x84-\x86])[\x80-\xbf])"
)
"""Letters beyond those with an accent of the West."""
_WIDE_LETTER = rf"(?:\xc3[\x80-\xbf]|{_OTHER_WIDE})"


def _letter(wide: str) -> str:
    """What stands for a letter inside a word: one of the given, an entity or an escape."""
    return (
        rf"(?:{wide}|{_AND}(?:#0*{_DECIMAL};?|#x0*{_HEX};?|{_either(_letter_entities())};?)"
        rf"|\\u(?:00{_HEX_SMALL}|0[1-9a-f][0-9a-f]{{2}}|{_HEX_WIDE}))"
    )


def _letter_entities() -> set[str]:
    """The names of HTML for letters and for what is not seen."""
    names = set()
    for name, value in html.entities.html5.items():
        plain = fold(UNSEEN.sub("", value))
        if not plain or any(c.isascii() and c.isalpha() for c in plain):
            names.add(name.removesuffix(";"))
    return names


def _cut_words(words: Iterable[str]) -> Iterator[str]:
    """Words that tags cut ("C</b>offee"): what may stand before the cut, by the letter behind it."""
    before: dict[str, set[str]] = {}
    for word in words:
        for cut in range(1, len(word)):
            before.setdefault(word[cut], set()).add(word[:cut])
    for letter, beginnings in sorted(before.items()):
        yield rf"{_either(beginnings)}(?:{_TAGS}\s*)+(?-i:{letter})"
        capitals = _either(map(str.upper, beginnings))
        yield rf"(?-i:{capitals})(?:{_TAGS}\s*)+(?-i:{letter.upper()}(?:[^a-z]))"


def _accented_words(words: Iterable[str]) -> Iterator[str]:
    """Words with an accent, as UTF-8 writes the letters of Western languages ("caf\xc3\xa9"): what may stand before it, by
    the letter and by what stands behind it: the next one, another that hides, or the end.
    """
    before: dict[tuple[str, str], set[str]] = {}
    for word in words:
        for at in range(1, len(word)):
            for following in (word[at + 1 : at + 2] or _END, _HIDING):
                before.setdefault((word[at], following), set()).add(word[:at])
    for (letter, following), beginnings in sorted(before.items()):
        if accented := _ACCENTED.get(letter):
            yield rf"{_either(beginnings)}\xc3[{accented}]{following}"


def _last_parts(words: Iterable[str], hidden: str) -> str:
    """Words that end in one of these ("Sicherheitskafi"), whatever they begin with, also with `hidden` letters in the end."""
    begun = _either({word[:size] for word in words for size in range(2, len(word))})
    hits = [_either(words) + _END, begun + hidden, *_cut_words(words), *_accented_words(words)]
    return f"[a-z]*(?:{'|'.join(hits)})"


def thing_pattern() -> str:
    signs = sign_words()
    told = shortest(signs.themes | signs.gatherings | {(PUN,)})
    told |= {("the", "avec")}  # a theme that is an everyday word of English, beside the word that makes it one
    words = {word for form in told for word in form} | {RUN_TOGETHER}
    beginning = _either({word[:size] for word in words for size in range(1, len(word))})
    pairs = [(form[:-1], form[1:]) for form in told if len(form) > 1]
    former = _either({word for first, _ in pairs for word in first})
    latter = _either({word for _, last in pairs for word in last})
    rests = {word[1:] for word in words if len(word) > 1} | {word[2:] for word in words if word.startswith(_LIGATURES)}
    letter, other = _letter(_WIDE_LETTER), _letter(_OTHER_WIDE)
    rest = rf"(?:{_either(rests)}{_END}|[a-z]+(?:{letter}|{_WIDE_UNSEEN}|(?:{_TAGS}\s*)+[a-z]))"
    hidden = (
        rf"(?:{other}(?:[^\d]|\z)|{_OTHER_WIDE}|{_WIDE_UNSEEN}|{_SINGLE}(?:[\x00-\x7f]|\z)|{_SINGLE_INSIDE}|{_BROKEN}"
        rf"|{_ESCAPED_TAG})"
    )
    hits = [
        _last_parts(signs.ends, hidden),
        _either(_SIMPLE_GAP.join(form) for form in told) + _END,
        RUN_TOGETHER,
        beginning + hidden,
        *_cut_words(words),
        *_accented_words(words),
        rf"{former}{_OTHER_GAP}{latter}{_END}",
        rf"(?:{letter}|{_SINGLE}|[^a-z<\x80-\xff]{_SINGLE_INSIDE}){rest}",
        rf"{letter}(?:{_TAGS}\s*|{_WIDE_UNSEEN})*{letter}",
        _CODE_WITHOUT_END,
    ]
    between = rf"(?:[^a-z<]|{_READ}|{_TAGS}|{_AND}[a-z]{{2,6}}|\\u[0-9a-f]{{4}}|\\[nrtbf])"
    return rf"(?:[a-z]*{between})*?(?:{'|'.join(hits)})"
