"""Dated items of a list that open with a matter of their own: "Sept 10: Rabies clinic, 5 PM, Fire Hall"."""

from __future__ import annotations

import re

from ...normalization.names import find_themes
from ..lines import Line

_CUT = re.compile(r"\s[-–—|•]\s|[,;:|(]\s?")
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}")
_JOINING = frozenset(
    ["the", "and", "from", "for", "with", "until", "about", "next", "back", "this", "that", "all", "day"]
)
_LONGEST = 140
"""Letters of the longest item that may be one of another matter."""


def tells_other_matter(line: Line) -> bool:
    """Whether a dated item of a list opens with a subject that is no place and nothing of the program's.

    A row of the program's opens with its day, its hour, its place or its name.
    """
    if line.reader is None or line.block.kind not in ("item", "row") or line.label is not None:
        return False
    if len(line.text) > _LONGEST or line.names or not (line.dates or line.rules) or line.hosts():
        return False
    begin, stop = _lead(line)
    text = line.text[begin:stop].strip()
    words = [w for w in _WORD.findall(text) if w[0].islower() and w not in _JOINING]
    if not words or len(text.split()) < 2 or text.endswith("."):
        return False
    assert line.tokens is not None
    cue = line.reader.cues
    if cue.has("event", text.lower()) or cue.has_any(("same", "cancelled", "postponed"), line.low):
        return False
    if any(begin <= at < stop for at, _, _ in find_themes(line.tokens)):
        return False
    return not any(
        place.begin < stop and begin < place.stop and not _is_common_noun(line, place.begin, place.stop, place.cue)
        for place in line.reader.places(line)
    )


def _lead(line: Line) -> tuple[int, int]:
    """The offsets of what a line says first beside its days and hours."""
    masked = list(line.text)
    for group in (line.dates, line.times, line.aside, line.rules):
        for span in group:
            masked[span.begin : span.stop] = [","] * (span.stop - span.begin)
    text = "".join(masked)
    begin = 0
    for cut in _CUT.finditer(text):
        if sum(c.isalpha() for c in text[begin : cut.start()]) > 2:
            return begin, cut.start()
        begin = cut.end()
    return begin, len(text)


def _is_common_noun(line: Line, begin: int, stop: int, cue: str) -> bool:
    """Whether what was taken for a place is a thing: an English name has capitals in its other words too."""
    assert line.reader is not None
    words = line.text[begin:stop].split()
    lower = len(words) > 1 and words[0] != "The" and all(word[:1].islower() for word in words[1:])
    follows = line.text[stop:].lstrip().partition(" ")[0]
    return line.reader.lexicon.code == "en" and cue == "bare" and (lower or (len(words) == 1 and follows[:1].islower()))
