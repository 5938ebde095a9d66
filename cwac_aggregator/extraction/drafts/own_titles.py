"""Titles of their own in rows and over them: "Bike rodeo, March 18, 10 a.m., Fire Hall" is no row of the program's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...normalization.places import PlaceSpan
from ..cues import plain
from ..lines import Line, Reader
from .draft import SURE_PLACE

_CUT = re.compile(r"\s[-–—|•·]\s|[,;:|()]\s?|(?<=[a-z])[.]\s")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FEW_WORDS = 2
"""Words beside its facts that make a line a sentence, and those of a title."""
_WHOLE_WORD = 4
"""Letters of a word that does more than join others."""
_SHORT_WORD = 3
_LONG_WORD = 8
"""Letters of a single word that is a title by itself in a language that joins its nouns ("Kleiderbasar")."""
_JOINS_NOUNS = frozenset(["de", "nl"])
_CAPITALS = frozenset(["en", "de"])
"""Languages that write the words of a title, or its nouns, with capitals."""
_QUARTER = re.compile(
    r"(?:stadt|dorf|berg|burg|feld|hausen|heim|ingen|viertel|zentrum|mitte|platz|park|siedlung|"
    r"wijk|dam|veld|buurt|kwartier|centrum|dijk|hoek|kerk|daal|oord)$"
)
"""How the name of a quarter or a village ends in a language that joins its nouns."""
_FRAGMENT = 140
"""Letters of the longest row."""
_TITLE = 80
"""Letters of the longest title."""


def is_fragment(line: Line) -> bool:
    """Whether a line is a row, not a sentence."""
    return len(line.text) < _FRAGMENT and not is_sentence(line)


def is_sentence(line: Line) -> bool:
    """Whether a line that ends in a full stop has words beside its facts: "Sat 18 March, 10 a.m., Java House." has none but
    a name."""
    if not line.text.rstrip().endswith((".", "!", "?")) or line.reader is None:
        return False
    said = [span for role in ("future", "held") for span in line.reader.cues.spans(role, line.low)]
    if any(not any(day.begin <= begin and stop <= day.stop for day in line.dates) for begin, stop in said):
        return True  # not "may" of "Plum Tavern: May 17, 8 a.m."
    beside: list[str] = _WORD.findall(_beside_facts(line, line.reader.places(line)))
    return sum(len(word) >= _WHOLE_WORD and word.islower() for word in beside) >= _FEW_WORDS


def has_own_title(lines: Iterable[Line]) -> bool:
    """Whether a row has words before its place that are no fact, and do not name the program."""
    return any(_titles_itself(line) for line in lines)


def is_title_of_another(line: Line, timed: bool = False) -> bool:
    """Whether a line may be the title of what stands under it, and names several words: a matter, no town.

    `timed`: an hour may stand behind them ("Movie Mondays, 1 p.m.").
    """
    if (
        len(line.text) > _TITLE
        or line.dates
        or (line.times and not timed)
        or line.text.rstrip().endswith((".", "!", "?", ":"))
    ):
        return False
    if not (line.heading or line.block.strong or line.block.group) or line.reader is None:
        return False
    if any(p.place.venue and p.strength >= SURE_PLACE for p in line.reader.places(line)):
        return False  # the venue of the day under it
    return _is_title(line.reader, _CUT.split(line.text)[0] if timed else line.text)


def _titles_itself(line: Line) -> bool:
    if line.others:
        return True
    if line.names or line.reader is None or line.label not in (None, "title"):
        return False
    places = [p for p in line.reader.places(line) if p.place.venue or p.place.street]
    places = [p for p in places if p.strength >= SURE_PLACE or p.place.street] or places[-1:]
    last = max((p.begin for p in places), default=len(line.text))
    pieces = _CUT.split(_beside_facts(line, places)[:last])
    return any(_is_title(line.reader, piece.strip(" ,.–—-")) for piece in pieces)


def _beside_facts(line: Line, places: Sequence[PlaceSpan]) -> str:
    """A line with commas for its days, its hours and these places."""
    masked = list(line.text)
    spans = [(s.begin, s.stop) for group in (line.dates, line.times, line.aside, line.rules) for s in group]
    spans += [o for p in places for o in (p.parts.values() or [(p.begin, p.stop)])]
    for begin, stop in spans:
        masked[begin:stop] = [","] * (stop - begin)
    return "".join(masked)


def _is_title(reader: Reader, text: str) -> bool:
    """Whether words name a matter: several, or a long one in a language that joins its nouns; no town, no part of one.

    A name of several words, all with capitals, is a title in English alone: elsewhere it is that of a quarter.
    """
    words = _WORD.findall(text)
    if not words or len(text) > _TITLE or reader.cues.has("quarter", plain(text)):
        return False
    code = reader.lexicon.code
    if code in _JOINS_NOUNS and len(words) == 1:
        return len(words[0]) >= _LONG_WORD and not _QUARTER.search(plain(text)) and not reader.is_town(text)
    if code not in _CAPITALS and not any(word.islower() and len(word) >= _WHOLE_WORD for word in words):
        return False
    return sum(len(word) >= _SHORT_WORD for word in words) >= _FEW_WORDS and not reader.is_town(text)
