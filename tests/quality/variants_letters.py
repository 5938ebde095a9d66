"""One page in other letters: quotes, dashes, spaces, accents and capitals as other editors print them."""

from __future__ import annotations

import re
import unicodedata

from .clothes import Variant, in_text

_RANGE = re.compile(r"(\d(?::\d\d)?(?: ?[ap]\.?m\.?)?) ?[-–] ?(?=\d{1,2}(?::\d\d)? ?[ap]\.?m)", re.IGNORECASE)
_WITHIN = re.compile(r"(?<=\w)[’'](?=\w)")
_PROGRAM = re.compile(
    r"\b(?:Coffee|Donuts|Cocoa|Tacos|Pizza|Ice Cream|Tea|Lunch) [Ww]ith (?:a |the |your )?(?:Cops?|Chief|Sheriff|Officers?)\b"
)
_HEADING = re.compile(r"(<h1[^>]*>)(.*?)(</h1>)", re.DOTALL)
_LIGATURES = {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _replaced(pattern: str | re.Pattern[str], by: str) -> Variant:
    return lambda html: in_text(html, lambda text: re.sub(pattern, by, text))


def _ligatures(html: str) -> str:
    return in_text(html, lambda text: re.sub("ffi|ff|fi|fl", lambda found: _LIGATURES[found[0]], text))


def _accents_apart(html: str) -> str:
    return unicodedata.normalize("NFD", html)


def _as_numbers(html: str) -> str:
    return in_text(html, lambda text: "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text))


def _heading_in(change: Variant) -> Variant:
    return lambda html: _HEADING.sub(
        lambda found: found[0] if "&" in found[2] else found[1] + in_text(found[2], change) + found[3], html
    )


def _program_in(change: Variant) -> Variant:
    return lambda html: in_text(html, lambda text: _PROGRAM.sub(lambda found: change(found[0]), text))


def _decorative(text: str) -> str:
    """The letters of a name in the bold alphabet of mathematics, as posts print them."""
    small, large = 0x1D41A - ord("a"), 0x1D400 - ord("A")
    return "".join(chr(ord(c) + (small if c.islower() else large)) if c.isascii() and c.isalpha() else c for c in text)


LETTERS: dict[str, Variant] = {
    "hyphens-unbroken": _replaced(r"(?<=\w)-(?=\w)", "\u2011"),
    "range-with-two-hyphens": _replaced(_RANGE, r"\1 -- "),
    "range-with-tilde": _replaced(_RANGE, r"\1 ~ "),
    "all-spaces-unbroken": _replaced(" ", "\u00a0"),
    "ligatures": _ligatures,
    "accents-apart": _accents_apart,
    "letters-as-numbers": _as_numbers,
    "apostrophe-a-letter": _replaced(_WITHIN, "\u02bc"),
    "apostrophe-an-accent": _replaced(_WITHIN, "\u00b4"),
    "apostrophe-a-backtick": _replaced(_WITHIN, "`"),
    "unseen-space": _replaced(r"(?<=\w) ", "\u200b "),
    "soft-hyphens": _replaced(r"\b([A-Za-z]{4})([A-Za-z]{4,})", r"\1&shy;\2"),
    "heading-in-capitals": _heading_in(str.upper),
    "heading-in-small-letters": _heading_in(str.lower),
    "program-in-capitals": _program_in(str.upper),
    "program-in-small-letters": _program_in(str.lower),
    "program-in-decorative-letters": _program_in(_decorative),
}
