"""Places listed behind a colon in their own sentence: "at three locations: Marley's, Perk Up and the Grant Library"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, is_chain
from ..cues import plain
from ..lines import Line, Reader
from .stops import are_stops

_MARK = re.compile(r"\s?:\s+")
_COMMA = re.compile(r"\s*,\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_WORD = re.compile(r"(?<=\S)\s+(\S+)(?=\s)")
"""A word within a text, with what parts it from the one before."""
_LONGEST = 60
"""Letters of the longest place of such a list."""
_STRENGTH = 0.7
_SMALL = 4
"""Letters of the longest word in small letters that a name may hold."""


def listed_behind_colon(reader: Reader, line: Line) -> list[PlaceSpan]:
    """The places a sentence lists behind its colon, where it says before it that they are places; none but several."""
    said = reader.cues.spans("listed_places", line.low)
    mark = _MARK.search(line.text, said[0][1]) if said else None
    if mark is None:
        return []
    if any(span.stop > mark.end() for group in (line.dates, line.all_times, line.names) for span in group):
        return []
    chain = next((p for p in reader.places(line) if p.stop <= mark.start() and is_chain(p.place.venue or "")), None)
    return _listed(reader, line, mark.end(), chain)


def listed_behind_label(reader: Reader, line: Line) -> list[PlaceSpan]:
    """The places that the line of a label tells one behind another ("Where: Plum Diner, 40 Elm Road; Oak Cafe, 9 Mill
    Road"); none but several."""
    if line.dates or line.all_times or line.names:
        return []
    told = [p for p in reader.places(line) if p.place.venue and p.place.street]
    if len(told) > 1 and are_stops(told, (), line):
        return told
    label = plain(line.block.text[: max(line.block.text.find(line.text), 0)]) or plain(line.under)
    if ";" not in line.text and not reader.cues.has("listed_places", label):
        return []  # "Where: Grant Library, Community Room"
    return _listed(reader, line, 0, None)


def _listed(reader: Reader, line: Line, begin: int, chain: PlaceSpan | None) -> list[PlaceSpan]:
    found = [_place(reader, line, a, b, chain) for a, b in _pieces(reader, line.text, begin)]
    places = [place for place in found if place is not None]
    return places if len(places) == len(found) > 1 else []


def _pieces(reader: Reader, text: str, begin: int) -> Iterator[tuple[int, int]]:
    """The offsets of the names of a list, without the small words that join them."""
    stop = len(text.rstrip(" ."))
    words = place_words(reader.lexicon.code)
    joint = _SEMICOLON if ";" in text[begin:stop] else _COMMA
    marks = list(joint.finditer(text, begin, stop))
    ends = [m.start() for m in marks] + [stop]
    begins = [begin] + [m.end() for m in marks]
    last = begins.pop()
    ands = [m for m in _WORD.finditer(text, last, stop) if words.has("and", m[1].lower())]
    ends.pop()
    yield from (_bare(text, a, b) for a, b in zip(begins, ends, strict=True))
    if ands and joint is _COMMA:
        yield _bare(text, last, ands[-1].start())
        last = ands[-1].end()
    yield _bare(text, last, stop)


def _bare(text: str, begin: int, stop: int) -> tuple[int, int]:
    """Offsets without the articles and small words before a name."""
    begin = stop - len(text[begin:stop].lstrip())
    while begin < stop and text[begin].islower() and (space := text.find(" ", begin, stop)) > 0:
        begin = space + 1
    return begin, stop


def _place(reader: Reader, line: Line, begin: int, stop: int, chain: PlaceSpan | None) -> PlaceSpan | None:
    """A name as a place, an address as that of the chain told before; None where it may be neither."""
    text = line.text[begin:stop]
    if not text or len(text) > _LONGEST or not (text[0].isupper() or text[0].isdigit()):
        return None
    if any(word.islower() and len(word) > _SMALL for word in re.findall(r"[^\W\d_]+", text)):
        return None
    found = reader.parse(text)
    parts: dict[str, tuple[int, int]] = {}
    if chain is not None and found.venue is None and found.street is not None:
        found = replace(found, venue=chain.place.venue)
        parts.update({name: at for name, at in chain.parts.items() if name == "venue"})
    if found.venue is None:
        return None
    for name, value in (("venue", found.venue), ("street", found.street)):
        if value and name not in parts and (at := line.text.find(value, begin, stop)) >= 0:
            parts[name] = (at, at + len(value))
    return PlaceSpan(begin, stop, found, parts, "preposition", _STRENGTH)
