"""Towns that no gazetteer has, as a story tells them: "in Millbright", "the Millbright police", "Millbright residents"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ... import gazetteer
from ...normalization.place_words import place_words
from .line import Line, Reader

_WORD = r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-Za-zà-ÿ]+)*"
_RUN = re.compile(rf"(?<![\w'’.-]){_WORD}(?: {_WORD}){{0,2}}(?![\w'’-])")
_HEAD = re.compile(rf"({_WORD}(?: {_WORD}){{0,2}}): ")
_OF = re.compile(r" ?(?:(?:de|du|del|da|do|d['’]) ?(?:l[ao]s? |l['’])?)?")
"""Between police and the town they are of: "police de Bramont"."""
_BEFORE_DAY = re.compile(rf"({_WORD}(?: {_WORD}){{0,2}}), (?:dia |le |el |am |op )?")
_LEAD = frozenset(["location", "place", "plaats", "statt"])
_SHORT = 5
"""Letters of the small words between a town and its house, beside days and hours: ", au ", "from noon to 2 p.m. at the"; longer
ones are these: "in Millbright, the location will be Plum Diner"."""
_HELD = 40
"""Letters before the preposition of a town in which it may say that an event is held: "will be held in Millbright"."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?;:()]")
_NEAR = 80
"""Letters between a town and its house."""
_CAPITAL = re.compile(r" [A-ZÀ-Þ]")
_LONG_LINE = 3000
_KINDS = 2
"""Kinds of signs that make a name a town's: beside police, before "residents", before a house, at the head of a line, behind
"in", and that in the event's own line."""
_SHORTEST = 4
"""Letters of the shortest name."""


def unlisted_towns(lines: Sequence[Line], reader: Reader) -> frozenset[str]:
    """The folded names that a story uses as a town's in two ways, and no gazetteer has."""
    told: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.text and len(line.text) <= _LONG_LINE:
            for name, kind in _signs(line, reader):
                told[name].add("event" if kind == "in" and (line.dates or line.names) else kind)
    own = gazetteer.fold(reader.place.city or "")
    likely = (
        name for name, kinds in told.items() if len(kinds) >= _KINDS and not kinds.isdisjoint(("in", "event", "head"))
    )
    heads = _heads_of_rows(lines, reader)
    named = (*likely, *heads)
    return frozenset(key for name in named if (key := gazetteer.fold(name)) != own and is_unlisted_town(name, reader))


def _heads_of_rows(lines: Sequence[Line], reader: Reader) -> list[str]:
    """What the rows of a list open with, where one of them is the publisher's town: "Coquina: McDonald's at 9 Elm Road",
    "Harbor Pines: McDonald's at 81 Oak Road"."""
    groups: dict[int, list[str]] = defaultdict(list)
    for line in lines:
        head = _HEAD.match(line.text) if line.block.group and line.label is None else None
        if head is not None:
            groups[line.block.group].append(head[1])
    own = reader.place.city
    before_days = [name for heads in _heads_before_days(lines, reader) for name in heads]
    return [name for heads in groups.values() if own in heads for name in heads if name != own] + before_days


def _heads_before_days(lines: Sequence[Line], reader: Reader) -> list[list[str]]:
    """What all rows of a list open with before their day, where each tells its venue behind it: "Lowick, Tuesday, April 7, 9
    a.m., Elm Cafe"."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.block.group and line.dates and line.label is None and not line.names:
            groups[line.block.group].append(line)
    found: list[list[str]] = []
    for rows in groups.values():
        heads = [_BEFORE_DAY.fullmatch(row.text, 0, row.dates[0].begin) for row in rows]
        if len(rows) < _KINDS or len({head[1] for head in heads if head is not None}) < len(rows):
            continue
        if all(any(p.place.venue and p.begin > row.dates[0].stop for p in reader.places(row)) for row in rows):
            found.append([head[1] for head in heads if head is not None])
    return found


def _signs(line: Line, reader: Reader) -> Iterator[tuple[str, str]]:
    """The names of a line that a word beside them makes a town's, with the kind of word."""
    words, cues, text, low = place_words(reader.lexicon.code), reader.cues, line.text, line.low
    taken = line.masks()
    head = _HEAD.match(text) if line.label is None else None
    if head is not None:
        yield head[1], "head"  # "Millbright: Millbright police will be at"
    for run in _RUN.finditer(text):
        begin, stop = run.span()
        if any(a < stop and begin < b for a, b in taken):
            continue
        police = next((a for a, _ in line.hosts() if begin < a < stop), None)
        if police is not None:
            yield text[begin:police].strip(), "host"  # "Millbright Police Chief"
            continue
        before, after = low[max(0, begin - 24) : begin].split(), low[stop : stop + 24].split()
        small = before[-1].strip("(\"“„«'") if before else ""
        if words.has("in", small) and words.has("town_in", small) and _CAPITAL.match(text, stop) is None:
            yield run[0], "in"
            if any(map(words.noun, gazetteer.fold(run[0]).split())):
                continue  # "en Café Jacinto"
            if _leads_to_house(line, reader, stop):
                yield run[0], "house"
            # not in Spanish and Portuguese, where houses have no preposition of their own
            held = low[:begin].rstrip()[: -len(small)][-_HELD:]
            if len(words.words["at"]) > 1 and any(cues.ends(role, held, 2) for role in ("held", "held_there")):
                yield run[0], "held"
        if any(0 <= a - stop <= 1 or _OF.fullmatch(low, b, begin) for a, b in line.hosts() if b <= begin or stop <= a):
            yield run[0], "host"
        if after and cues.has("community", after[0].strip(",.;:")):
            yield run[0], "community"


def _leads_to_house(line: Line, reader: Reader, stop: int) -> bool:
    """Whether a line that tells when goes on behind a name with the house that stands there: "in Millbright, at Plum Diner"."""
    if not (line.dates or line.times):
        return False
    masked = list(line.low)
    for span in [*((d.begin, d.stop) for d in line.dates), *((t.begin, t.stop) for t in line.times)]:
        masked[slice(*span)] = " " * (span[1] - span[0])
    text = "".join(masked)
    return any(
        place.place.venue is not None
        and place.place.city is None
        and stop < place.begin < stop + _NEAR
        and all(len(word) <= _SHORT or word in _LEAD for word in _LETTERS.findall(text[stop : place.begin]))
        and not _SENTENCE_END.search(text, stop, place.begin)
        for place in reader.places(line)
    )


def is_unlisted_town(name: str, reader: Reader) -> bool:
    """Whether a name is neither a known town's, nor a region's, nor that of a thing, a month or a house."""
    near, words = reader.place, place_words(reader.lexicon.code)
    parts = gazetteer.fold(name).split()
    if len(name) < _SHORTEST or gazetteer.town_near(name, near.city, near.region, near.country) is not None:
        return False
    if any(
        words.has(role, part) for role in ("not_places", "titles", "agencies", "rooms", "articles") for part in parts
    ):
        return False
    if any(part in reader.lexicon.months or part in reader.lexicon.weekdays for part in parts):
        return False
    if reader.parse(name).street is not None:
        return False  # "en Prater Way"
    found = reader.parse(f"X, {name}")
    return found.region is None and found.country is None
