"""How much of a line is facts: days, hours and places. A row is facts; a sentence has words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.place_words import place_words
from ...normalization.places import is_heading
from ..cues import plain
from ..lines import Line, Reader

_ADDRESS = re.compile(r"^\W*\d{1,5}[A-Za-z]?,? (?:[NSEW]{1,2}\.? )?(?:[A-ZÀ-Þ0-9][\w.'’-]*,? ?){1,5}")
"""A house number and a name: in a list that is an address, whatever the street is called."""
_ORDINAL = re.compile(r"^\W*(?:\(?\d{1,2}[.)]\s+|[a-z][.)]\s+)?")
_RUN_IN = re.compile(r"[^\W\d_][^:–—,.;]{1,30}?(?:\s?:|\s[–—-])\s+(?:on |am |le |el |op |em )?")
"""A word or two that open a row before its facts: a town, a department, a number of a sitting."""
_ROOM = 20
"""Letters of a room told before its house: "Community Room of the Elks Lodge"."""
_FACT_SHARE = 0.5
_LONGEST = 180
WORDS_BESIDE = 6
"""Letters beside a fact for the line to be that fact alone."""
_LONGEST_BARE = 100
_NAME = 40
"""Letters of the longest name that nothing but its line tells to be a venue's."""
_NAME_WORDS = 5


def fact_share(reader: Reader, line: Line) -> float:
    """The share of a line's letters and digits that stand in its dates, hours, rules and places."""
    text = line.text
    spans = [(s.begin, s.stop) for group in (line.dates, line.times, line.rules) for s in group]
    spans += [(p.begin, p.stop) for p in reader.places(line)]
    spans += [o for p in reader.places(line) for o in p.parts.values()]
    if not any(p.place.street or p.place.venue for p in reader.places(line)) and (found := _ADDRESS.match(text)):
        spans.append(found.span())
    if not spans:
        return 0.0
    letters = [c.isalnum() for c in text]
    taken = end = 0
    for begin, stop in sorted(spans):
        taken += sum(letters[max(0, begin, end) : max(0, stop)])
        end = max(end, stop)
    return taken / sum(letters) if taken else 0.0


def is_fact_line(reader: Reader, line: Line) -> bool:
    """Whether a line is one row of facts: little else than a day, an hour or a place, with the place or the time in front."""
    if (
        line.heading
        or line.label is not None
        or len(line.text) > _LONGEST
        or line.text.rstrip().endswith(("?", "!", ":"))
    ):
        return False
    if line.factual is None:
        line.factual = _opens_with_fact(reader, line) and fact_share(reader, line) >= _FACT_SHARE
    return line.factual


def _opens_with_fact(reader: Reader, line: Line) -> bool:
    lead = _ORDINAL.match(line.text)
    begin = lead.end() if lead is not None else 0
    starts = [s.begin for group in (line.dates, line.times) for s in group]
    starts += [p.begin for p in reader.places(line)]
    if any(start <= begin + 3 for start in starts):
        return True
    if starts and not line.names and (opening := _RUN_IN.match(line.text, begin)) is not None:
        room = _ROOM if line.times and opening.group().rstrip().endswith(":") else 0
        return min(starts) <= opening.end() + room  # "Kettering – Thursday, March 14, ...", "South: Elm Bakery, 8 a.m."
    return _ADDRESS.match(line.text) is not None


def is_address(line: Line) -> bool:
    """Whether a line is an address by its looks: "1401 Mineral Spring Rotary"."""
    found = _ADDRESS.match(line.text)
    return found is not None and not line.dates and len(line.text) - found.end() < 25


def explains(reader: Reader, unit: Sequence[Line]) -> bool:
    """Whether the lines of a row are together a row of facts."""
    return any(is_fact_line(reader, line) for line in unit)


def is_bare_fact(reader: Reader, line: Line) -> bool:
    """Whether a line is a day, an hour or a place and hardly a word more."""
    if line.label or len(line.text) > _LONGEST_BARE or line.others or line.names:
        return False
    if not (line.dates or line.times or len(line.text) < 60):
        return False
    spans = [(s.begin, s.stop) for found in (line.dates, line.times) for s in found]
    spans += [offsets for place in reader.places(line) for offsets in place.parts.values()]
    left = sum(c.isalpha() and not any(a <= i < b for a, b in spans) for i, c in enumerate(line.text))
    return bool(spans) and left <= WORDS_BESIDE


def is_month_without_day(unit: Sequence[Line]) -> bool:
    """Whether a row tells of a month in which none is held, or not yet when: "January | No coffee", "June: to be announced"."""
    tokens = unit[0].tokens
    if tokens is None or any(line.tells_time for line in unit):
        return False
    if not len(tokens) or not tokens.capital(0) or tokens.word(0) not in tokens.lexicon.months:
        return False
    rest = unit[0].text[tokens.ends[0] :].strip()
    return rest[:1] in ":–—-" if rest else len(unit) > 1


def is_name_alone(reader: Reader, line: Line) -> bool:
    """Whether a line is nothing but a name that may be a house's, though no word of it says so: "Wexford", "Kaldi & Sons"."""
    if line.names or line.others or line.hosts() or line.rules or line.dates or line.times:
        return False
    text = line.text.strip()
    return may_be_house(reader, text) and not (" " not in text and line.themes())


def may_be_house(reader: Reader, text: str) -> bool:
    """Whether a text may be the name of a house: a few words with capitals, no town, none that speaks of an event."""
    if not text or len(text) > _NAME or text.endswith((".", "!", "?", ":")):
        return False
    words = text.split()
    joined = place_words(reader.lexicon.code).words["particles"]
    if len(words) > _NAME_WORDS or not all(
        w[:1].isupper() or w[:1].isdigit() or not w.isalnum() or plain(w) in joined for w in words
    ):
        return False
    if reader.cues.has_any(("scene", "sitting", "event", "dates_heading"), plain(text)):
        return False
    if is_heading(text, reader.lexicon.code):
        return False
    return not reader.is_town(text) and reader.parse(text).venue == text


def rest_of_row(reader: Reader, line: Line) -> str:
    """What a row tells beside its day and its hour, where that is a name: "March 15, 8-10 a.m., Wexford"; else ""."""
    if not (line.dates and line.times) or line.names or line.others or line.hosts() or len(line.text) > _LONGEST_BARE:
        return ""
    letters = list(line.text)
    for begin, stop in line.masks():
        letters[begin:stop] = ["\n"] * (stop - begin)
    rest = [piece.strip(" ,;:|–—-•·@") for piece in "".join(letters).split("\n")]
    told = [piece for piece in rest if any(map(str.isalpha, piece))]
    return told[0] if len(told) == 1 and may_be_house(reader, told[0]) else ""
