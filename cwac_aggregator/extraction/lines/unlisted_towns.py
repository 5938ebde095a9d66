"""Towns that no gazetteer has, as a story tells them: "in Millbright", "the Millbright police", "Millbright residents"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ... import gazetteer
from ...normalization.place_words import PlaceWords, place_words, regions
from ...normalization.places import is_chain
from .line import Line, Reader
from .town_forms import unelided

_WORD = r"(?:(?:Sa?in?t|Ste?|Mt|Ft|Pt)\.? )?[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-Za-zà-ÿ]+)*"
_RUN = re.compile(rf"(?<![\w'’.-]){_WORD}(?: (?:(?:d[aeo]s?|del|de l[ao]s?) )?{_WORD}){{0,2}}(?![\w'’-])")
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
"""Kinds of signs that make a name a town's: beside police, before "residents", before a house or behind a nameless one, at the
head of a line, behind "in", and that in the event's own line."""
_SHORTEST = 4
"""Letters of the shortest name."""
_IN = frozenset(["in", "event", "head", "named"])
"""Kinds of which a town has at least one."""
_ENOUGH = frozenset(["named", "of", "police"])
"""Signs of which one is enough where the story tells a house: the event's name before it ("Coffee with a Cop in Millbright"),
"residents of" in a line of the event, and its police."""
_FIRST_ONLY = frozenset(["articles", "not_places"])
"""Roles of words that open no town's name, and may stand within it: "Cold Spring Mills", "Villaseca del Río"."""
_NEAR_POLICE = 16
"""Letters between a town that opens a line and officers: ", the "."""
_TOWNS_POLICE = frozenset(["US", "CA"])
"""Countries where police are mostly a town's."""
_OF_EVENT = ("event", "agency_hosts", "agency_meets", "invitation")
"""Roles of words that tell what police do at an event."""
_LAST = re.compile(rf", ({_WORD}(?: {_WORD}){{0,2}})\.?$")
"""Behind a house, the last words of a sentence."""
_FOLK = ("people", "residents", "neighbors", "neighbours", "those", "families")
"""Before "in" and a town, who is asked to an event there."""
_BEFORE_POLICE = re.compile(rf"(?<![\w'’.-])({_WORD}(?: {_WORD}){{0,2}}) $")
_POLICE = re.compile(r"police|p\.?d\b|rcmp")
_POLICE_OF = re.compile(rf" (?:[Dd]epartment )?of ({_WORD}(?: {_WORD}){{0,2}})")
_POLICE_DO = re.compile(
    r"\w* (?:officers |department )?(?:will|are|is|have|has|hosts?|invites?|plans?|to|wants?|held|hosted|hopes?)\b"
)
"""Police, and what they do: "Millbright police will host" is no "Call police"."""
_OPENING_MARKS = frozenset('.!?:;“"—–•|')
"""Before a space, what a sentence may open behind."""
_BEHIND_NAME = re.compile(r"[\s\"'”’]*(?:[^\W\d_]+ ){1,4}[\"'“‘]?")
"""Between the event's name and its town."""
_SURE = 0.4
"""How strong a house is that a story tells for certain."""


def unlisted_towns(lines: Sequence[Line], reader: Reader) -> frozenset[str]:
    """The folded names that a story uses as a town's in two ways, and no gazetteer has."""
    told: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[bool]] = defaultdict(set)
    often: Counter[str] = Counter()
    for line in lines:
        if line.text and len(line.text) <= _LONG_LINE:
            for name, kind in _signs(line, reader):
                told[name].add("event" if kind == "in" and (line.dates or line.names) else kind)
                if kind == "in":
                    where[name].add(line.heading)
                often[name] += kind == "named"
            theirs = reader.place.city is None or _tells_of_event(line, reader)
            for name in _towns_of_police(line, reader):
                told[name].add("police" if theirs else "host")
    own = gazetteer.fold(reader.place.city or "")
    likely = [name for name, kinds in told.items() if len(kinds) >= _KINDS and not kinds.isdisjoint(_IN)]
    likely += [name for name in told if len(where[name]) > 1 and "event" in told[name]]
    heads = _heads_of_rows(lines, reader)
    likely += [name for name, times in often.items() if times > 1]
    alone = [name for name, kinds in told.items() if not kinds.isdisjoint(_ENOUGH)]
    likely += [name for name in alone if "police" in told[name] and _names_house(lines, reader, name)]
    if alone and _tells_house(lines, reader, alone):
        likely += alone
    if reader.place.city is None:
        likely += _behind_houses(lines, reader)
    ends = place_words(reader.lexicon.code).words["district_ends"]
    districts = {
        name for name in likely if gazetteer.fold(name).rpartition(" ")[2] in ends and "police" not in told[name]
    }
    named = (*(name for name in likely if name not in districts), *heads)
    return frozenset(key for name in named if (key := gazetteer.fold(name)) != own and is_unlisted_town(name, reader))


def _tells_of_event(line: Line, reader: Reader) -> bool:
    """Whether a line that names police tells of an event: not "The Millbright Police Department's chief was praised"."""
    return bool(line.names or line.dates or line.times) or reader.cues.has_any(_OF_EVENT, line.low)


def _behind_houses(lines: Sequence[Line], reader: Reader) -> Iterator[str]:
    """What ends an event's sentence behind its house, as a station prints it: "on May 13 at Rose Cafe, Millbright."."""
    for line in lines:
        if not (line.names and line.dates) or line.label is not None:
            continue
        for place in reader.places(line):
            behind = _LAST.match(line.text, place.stop) if place.place.venue and place.place.city is None else None
            if behind is not None:
                yield behind[1]


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
        first = text[begin:stop].partition(" ")[0]
        if first != run[0] and words.has("in", gazetteer.fold(first)):
            begin += len(first) + 1  # "In Millbright"
        last, stop = stop, _before_day(text, begin, stop, reader)
        name, whole = text[begin:stop], stop < last or _CAPITAL.match(text, stop) is None
        if any(a < stop and begin < b for a, b in taken):
            continue
        if whole and line.names and line.dates and cues.ends("municipal", unelided(low[:begin]), 1):
            yield name, "police"  # "La Policía Local de Villaseca celebrará un Café con un Policía el miércoles"
        police = next((a for a, _ in line.hosts() if begin < a < stop), None)
        if police is not None:
            yield text[begin:police].strip(), "host"  # "Millbright Police Chief"
            continue
        before, after = low[max(0, begin - 24) : begin].split(), low[stop : stop + 24].split()
        small = before[-1].strip("(\"“„«'") if before else ""
        if whole and words.has("in", small) and words.has("town_in", small):
            if _is_house_behind_in(name, words):
                yield name, "in"
                continue
            yield from ((name, kind) for kind in _signs_behind_in(line, reader, begin, stop, len(small)))
        if whole and line.names and not _is_house(name, words):
            comes = words.has("to_town", gazetteer.fold(small))
            if comes and _tells_coming(low[max(0, begin - _HELD) : begin], words):
                yield name, "named"  # "Coffee with a Cop comes to Millbright"
        if any(0 <= a - stop <= 1 or _OF.fullmatch(low, b, begin) for a, b in line.hosts() if b <= begin or stop <= a):
            yield name, "host"
        if after and cues.has("community", after[0].strip(",.;:")):
            yield name, "community"
            if line.names and line.dates and _tells_houses_apart(words) and not _is_house(name, words):
                yield name, "of"  # "Millbright residents can join police for Coffee with a Cop on Friday"
        of = len(before) > 1 and words.has("of", small) and cues.has("community", before[-2])
        if (
            of
            and _tells_houses_apart(words)
            and (line.names or line.dates)
            and not _is_house(name, words)
            and _CAPITAL.match(text, stop) is None
        ):
            yield name, "of"


def _before_day(text: str, begin: int, stop: int, reader: Reader) -> int:
    """Where a name ends before the day told right behind it: "in Ferris Corners | Wednesday"."""
    head, _, last = text[begin:stop].rpartition(" ")
    day = gazetteer.fold(last)
    return begin + len(head) if head and (day in reader.lexicon.weekdays or day in reader.lexicon.months) else stop


def _signs_behind_in(line: Line, reader: Reader, begin: int, stop: int, small: int) -> Iterator[str]:
    """The kinds of signs of a name behind "in", a word of so many letters."""
    words, before = place_words(reader.lexicon.code), line.low[:begin].rstrip()[:-small]
    apart = _tells_houses_apart(words)
    alone = not before.strip("\"“„«'’ ")
    opens = alone and (line.names or _tells_officers(line, stop))
    yield "named" if apart and (opens or _is_behind_name(line, begin)) else "in"
    folk = [b for _, b in line.hosts() if not any(name.begin < b <= name.stop for name in line.names)]
    if line.names and line.dates and any(b <= len(before) <= b + 1 for b in folk):
        yield "police"  # "Police in Millbright will hold Coffee with a Cop on Friday"
    elif line.names and line.dates and apart and before.rstrip().endswith(_FOLK):
        yield "of"
    house = line.text[:begin].rstrip()[:-small].rstrip().rpartition(" ")[2]
    if apart and house.islower() and words.noun(house):
        yield "housed"  # "at a diner in Millbright"
    if _leads_to_house(line, reader, stop):
        yield "house"
    if apart and any(reader.cues.ends(role, before[-_HELD:], 2) for role in ("held", "held_there")):
        yield "held"


def _tells_houses_apart(words: PlaceWords) -> bool:
    """Whether a language tells houses otherwise than towns; in Spanish and Portuguese, they have no preposition of their own,
    and quarters are told as towns are."""
    return words.code == "de" or len(words.words["at"]) > 1


def _is_house_behind_in(name: str, words: PlaceWords) -> bool:
    """Whether a name behind "in" is a house's: "en Café Jacinto"; in German, houses have their article there ("in Grünbeck", "in
    der Bäckerei"), and an ending says nothing."""
    if words.code == "de":
        return any(words.has("nouns", part) for part in name.lower().split())
    return _is_house(name, words)


def _towns_of_police(line: Line, reader: Reader) -> Iterator[str]:
    """The names before the police of a line: "the Millbright Police Department", "with Millbright police"; no word that may
    have its capital because it opens a sentence or stands in a heading."""
    words = place_words(reader.lexicon.code)
    if line.heading or reader.place.country not in _TOWNS_POLICE or not words.words["forces"]:
        return
    for begin, stop in line.hosts():
        if (behind := _POLICE_OF.match(line.text, stop)) is not None and not _is_house(behind[1], words):
            yield behind[1]
        found = (
            _BEFORE_POLICE.search(line.text, max(0, begin - _HELD), begin) if _POLICE.match(line.low, begin) else None
        )
        if found is None:
            continue
        name = found[1]
        while (first := name.partition(" ")[0].lower()) and (words.has("articles", first) or words.has("in", first)):
            name = name[len(first) + 1 :]
        opens = found.start(1) == 0 or line.text[found.start(1) - 2] in _OPENING_MARKS
        alone = opens and " " not in name and name == found[1] and not line.text[begin].isupper()
        if alone and _POLICE_DO.match(line.low, begin) is None:
            continue  # "Call police"
        if name and not _is_house(name, words) and not any(words.has("forces", part) for part in name.lower().split()):
            yield name


def _is_house(name: str, words: PlaceWords) -> bool:
    return words.names_house(gazetteer.fold(name).split())


def _tells_officers(line: Line, stop: int) -> bool:
    """Whether police follow behind an offset, in a line with an hour: "In Millbright, officers will be at ... from 8 to 10"."""
    return bool(line.times) and any(0 <= begin - stop <= _NEAR_POLICE for begin, _ in line.hosts())


def _tells_coming(before: str, words: PlaceWords) -> bool:
    """Whether a text says that something comes: "comes to", "kommt Coffee with a Cop nach"."""
    return any(words.has("comes", word) for word in _LETTERS.findall(gazetteer.fold(before)))


def _is_behind_name(line: Line, begin: int) -> bool:
    """Whether the event's name stands before an offset, with small words alone between: "Coffee with a Cop comes to"."""
    behind = max((name.stop for name in line.names if name.stop <= begin), default=None)
    return behind is not None and _BEHIND_NAME.fullmatch(line.low, behind, begin) is not None


def _tells_house(lines: Sequence[Line], reader: Reader, towns: Sequence[str]) -> bool:
    """Whether a story tells a house that is none of these names."""
    return any(
        place.place.venue is not None and place.strength >= _SURE and place.place.venue not in towns
        for line in lines
        if line.dates or line.times or line.names or line.label == "place"
        for place in reader.places(line)
    )


def _names_house(lines: Sequence[Line], reader: Reader, name: str) -> bool:
    """Whether a house that a story tells is called after a name: "Millbright Senior Center"."""
    return any(
        place.place.venue is not None and place.place.venue.startswith(f"{name} ")
        for line in lines
        if name in line.text
        for place in reader.places(line)
    )


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


def _is_area(parts: Sequence[str], words: PlaceWords) -> bool:
    """Whether a name is a district's ("Hudson Valley", "Lanark County"), or that of a part of a region ("South Jersey")."""
    if len(parts) > 1 and words.has("area_ends", parts[-1]):
        return True
    if not words.has("area_openers", parts[0]):
        return False
    behind = tuple(parts[1:])
    return any(behind in (region, region[1:]) for named in regions()[0].values() for region, _ in named)


def is_unlisted_town(name: str, reader: Reader) -> bool:
    """Whether a name is neither a known town's, nor a region's, nor that of a thing, a month or a house."""
    near, words = reader.place, place_words(reader.lexicon.code)
    parts = gazetteer.fold(name).split()
    if len(name) < _SHORTEST or gazetteer.town_near(name, near.city, near.region, near.country) is not None:
        return False
    if any(
        words.has(role, part)
        for role in ("not_places", "titles", "agencies", "rooms", "articles", "zones")
        for n, part in enumerate(parts)
        if not (n and (role in _FIRST_ONLY or words.has("town_ends", part)))
    ):
        return False
    if parts[-1].endswith(tuple(words.words["no_town_endings"])):
        return False  # "Kaffee mit der Polizei in Zusammenarbeit mit ..."
    if words.has("no_towns", " ".join(parts)) or words.has("no_town_openers", parts[0]) or _is_area(parts, words):
        return False  # "in Hampton Roads", "Coffee with a Cop in Person", "in Northern Virginia"
    if any(part in reader.lexicon.months or part in reader.lexicon.weekdays for part in parts):
        return False
    if any(tuple(parts) == region for region, _ in regions()[0].get(parts[0], ())):
        return False  # "Coffee with a Cop in Wisconsin"
    if is_chain(name) or reader.parse(name).street is not None:
        return False  # "en Prater Way"
    found = reader.parse(f"X, {name}")
    return found.region is None and found.country is None
