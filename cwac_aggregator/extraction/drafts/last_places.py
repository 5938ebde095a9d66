"""When all lines are read: a venue for events that lack one, from weaker words, and the full name of "the lodge"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...normalization.language import fold
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, PlaceText, is_chain, is_heading
from ..lines import Line
from .anchors import is_scene
from .draft import SURE_PLACE, Draft, Words, give_place, give_span
from .facts import rest_of_row
from .former_stops import tells_of_homeland
from .houses_told import find_house_told
from .row_runs import is_town_row
from .shop_names import name_shops
from .streets_told import find_street
from .tale import Tale, awaits_place, is_part_of_list

_NAME_LENGTH = 60
_WEAKEST = 0.2
_NEAR_END = 3
"""Letters behind the street of a line whose town stands on the next one."""
_BY_BOTH = re.compile(
    r"\b(?:by|von|por|par|door) (?:the |der |dem |la |le |el |de |a |o )?[^,.;:]{3,70} (?:and|und|y|et|en|e) "
    r"(?:the |der |dem |la |le |el |het |de |a |o )?$"
)
"""Before the second of two hosts: "served by the police and the Aurora Center"."""
_MALL = re.compile(r"\b(?:shopping (?:centre|center|village)|galleria|plaza|outlets)\b")
_OLD_YEAR = re.compile(r"\b1[89]\d\d$")


def fill_places(tale: Tale, lines: Sequence[Line], aside: Sequence[Line], story: Sequence[Line]) -> None:
    """Give drafts without a venue the likeliest one their lines hold, and complete names told in short.

    `aside` are the story's lines that do not tell of the event: one may still say where its venue stands. `story` are all.
    """
    for draft in tale.drafts:
        _named_above(tale, draft, story)
        _take_square(tale, draft)
        lacking = draft.place is None or draft.place.venue is None
        if lacking and not draft.elsewhere and not awaits_place(tale.reader, draft):
            (
                _titled_place(tale, draft, story)
                or find_house_told(tale, draft, lines)
                or _name_beside(tale, draft, lines)
                or _weak_place(tale, draft, lines)
                or _rest(tale, draft)
            )
    _usual_place(tale, aside)
    _full_names(tale, lines)
    name_shops(tale, story)
    for draft in tale.drafts:
        if draft.place is not None and draft.place.street and not draft.place.city:
            _town_below(tale, draft, draft.place, lines)
    for draft in tale.drafts:
        if draft.place is not None and draft.place.venue and not draft.place.street:
            find_street(tale, draft, lines, aside)


def _named_above(tale: Tale, draft: Draft, story: Sequence[Line]) -> None:
    """The shop that an earlier line names, for "The stand will host ..."."""
    words = place_words(tale.reader.lexicon.code)
    venue = draft.place.venue if draft.place is not None else None
    own = draft.line
    if own is None or (draft.place is not None and draft.place.street):
        return
    told = fold(venue).split() if venue else []
    told = told[1:] if told and words.has("articles", told[0]) else told
    called = (
        len(told) in (1, 2) and words.has("anaphors", told[-1]) and venue is not None and venue.split()[-1].islower()
    )
    kind = told[0] if len(told) == 1 and venue is not None and venue.islower() and words.noun(told[0]) else None
    if (not called and kind is None) or own not in story:
        return
    for line in reversed(story[: story.index(own)]):
        found = [p for p in tale.reader.places(line) if p.place.venue and (p.place.street or p.strength >= SURE_PLACE)]
        found = [p for p in found if p.place.venue and not p.place.venue.split()[-1].islower()]
        if not called:  # "the library", where the Duxbury Public Library was told of
            found = [p for p in found if kind in _kinds(fold(p.place.venue or ""))]
        if found:
            draft.place, draft.place_parts = None, {}
            give_span(draft, found[-1], line)
            return


def _kinds(venue: str) -> list[str]:
    """The words by which a house may be told again; a shopping centre is a mall."""
    told = venue.split()
    return [*told, "mall"] if _MALL.search(venue) is not None else told


def _take_square(tale: Tale, draft: Draft) -> None:
    """A square without a house number, where no other place is told, is where the event is held ("place Gambetta")."""
    place = draft.place
    if place is None or place.venue is not None or place.street is None:
        return
    if not place_words(tale.reader.lexicon.code).has("squares", fold(place.street.split()[0].lower())):
        return
    if any(c.isdigit() for c in place.street.split()[-1]) and not _OLD_YEAR.search(place.street):
        return
    draft.place = replace(place, venue=place.street, street=None)
    if "street" in draft.place_parts:
        draft.place_parts["venue"] = draft.place_parts.pop("street")


def _usual_place(tale: Tale, aside: Sequence[Line]) -> None:
    """The house of a circle whose sittings a list tells by day and hour alone: "Einmal im Monat treffen wir uns im
    Gemeindehaus, Kirchgasse 10"."""
    lacking = [d for d in tale.drafts if d.place is None]
    if not lacking or len(lacking) < len(tale.drafts):
        return
    found = [
        (place, line)
        for line in aside
        if not (line.dates or line.heading or line.label)
        for place in tale.reader.places(line)
        if place.place.venue and place.cue == "preposition" and place.strength >= SURE_PLACE
    ]
    if len({place.place.venue for place, _ in found if place.place.street}) != 1:
        return
    place, line = next(x for x in found if x[0].place.street)
    for draft in lacking:
        give_span(draft, place, line)


def _town_below(tale: Tale, draft: Draft, place: PlaceText, lines: Sequence[Line]) -> None:
    """The town on a line of its own under the street: "2701 E. End Blvd." / "Oakmont, Texas"."""
    words = draft.place_parts.get("street")
    at = next((n for n, line in enumerate(lines) if words is not None and line is words.line), None)
    if words is None or at is None or at + 1 >= len(lines) or not is_town_row(tale.reader, lines[at + 1]):
        return
    if len(words.line.text) - words.stop > _NEAR_END:
        return
    line = lines[at + 1]
    found = tale.reader.parse(line.text)
    draft.place = replace(
        place,
        city=found.city,
        region=place.region or found.region,
        postcode=place.postcode or found.postcode,
        country=place.country or found.country,
    )
    draft.place_parts["city"] = Words(line, 0, len(line.text))


def _name_beside(tale: Tale, draft: Draft, lines: Sequence[Line]) -> bool:
    """A venue on a line of its own, above its street or below the date: "Wed. 10/4, 8 AM" / "Muddy Mo" / "217 Elm St."."""
    words = draft.place_parts.get("street")
    anchors = [x.line for x in (words, draft.time_words, draft.day_words) if x is not None]
    for anchor in anchors:
        at = next((n for n, line in enumerate(lines) if line is anchor), None)
        if at is None or len(anchor.text) > 2 * _NAME_LENGTH:
            continue
        above = words is not None and anchor is words.line
        for n in (at - 1, at + 1) if above else (at + 1,):
            if 0 <= n < len(lines) and _is_name(tale, lines[n]):
                if not above and is_heading(lines[n].text, tale.reader.lexicon.code):
                    continue
                found = tale.reader.parse(lines[n].text)
                assert found.venue is not None
                at_text = max(0, lines[n].text.find(found.venue))
                whole = Words(lines[n], at_text, at_text + len(found.venue))
                give_place(draft, found, {"venue": whole}, whole)
                return True
    return False


def _is_name(tale: Tale, line: Line) -> bool:
    """Whether a line is nothing but a venue's name."""
    text = line.text.strip()
    if line.unit == -1 or line.label or line.dates or line.times or line.names or line.others or line.rules:
        return False
    if len(text) > _NAME_LENGTH or text.endswith((".", "!", "?", ":")) or not text[:1].isalnum() or "@" in text:
        return False
    found = tale.reader.parse(text)
    if found.venue is None or not text.startswith(found.venue.split()[0]):
        return False
    capital = [word for word in found.venue.split() if len(word) > 3]
    return len(found.venue) * 3 > len(text) * 2 and all(word[:1].isupper() or word[:1].isdigit() for word in capital)


def _weak_place(tale: Tale, draft: Draft, lines: Sequence[Line]) -> bool:
    """The likeliest place of the event's own sentence, else of one that names the event or follows its date."""
    own = [x.line for x in (draft.day_words, draft.time_words) if x is not None and not x.line.label]
    units = {line.unit for line in own if not line.heading}
    theirs = {id(d.line) for d in tale.drafts if d is not draft and d.place_words is not None}
    told = [line for line in lines if line.names and not line.label and id(line) not in theirs]
    near = [line for line in lines if line.unit in units and line not in own and not line.label]
    near = [line for line in near if not (id(line) in theirs and line.dates and is_part_of_list(tale, line))]
    near = [
        line for line in near if line.names or not any(day.days for day in line.dates)
    ]  # "The pool opens on May 23"
    if draft.row and draft.place is not None and draft.place.street:
        told = []  # a row on a street corner, under a title that tells where the next one is
    after = _chains_behind(tale, draft, lines) if is_scene(draft) else []
    for group in (own, told, near, after):
        found = [(place, line) for line in group for place in _named(tale, line)]
        if found:
            place, line = max(found, key=lambda x: x[0].strength)
            give_span(draft, place, line)
            draft.place_guessed = place.strength < 0.3
            return True
    return _named_elsewhere(tale, draft, own, lines)


def _rest(tale: Tale, draft: Draft) -> bool:
    """The name that a row tells beside day and hour, where nothing else is told of the place."""
    name = rest_of_row(tale.reader, draft.line) if draft.line is not None and draft.place is None else ""
    if draft.line is None or not name:
        return False
    at = draft.line.text.find(name)
    whole = Words(draft.line, at, at + len(name))
    give_place(draft, PlaceText(name), {"venue": whole}, whole)
    draft.place_guessed = True
    return True


def _titled_place(tale: Tale, draft: Draft, story: Sequence[Line]) -> bool:
    """The venue that the title tells, for an event whose own lines print its address alone: "Police to host talk at Cooper
    Library" over "on April 1 at 403 Fox Road"."""
    if draft.place is None or draft.place.street is None or len(tale.drafts) > 1:
        return False
    title = next((line for line in story if line.unit == -1), None)
    found = [p for p in tale.reader.places(title) if p.strength >= SURE_PLACE] if title is not None else []
    if title is None or len(found) != 1 or not found[0].place.venue or found[0].place.street:
        return False
    give_span(draft, found[0], title)
    return True


def _named_elsewhere(tale: Tale, draft: Draft, own: Sequence[Line], lines: Sequence[Line]) -> bool:
    """The place that the event's own sentence calls by its kind alone ("filled the park"), where one line names it."""
    words = place_words(tale.reader.lexicon.code)
    if not words.words["nouns"] or words.code != "en":
        return False
    found: dict[str, tuple[PlaceSpan, Line]] = {}
    for line in lines:
        for place in tale.reader.places(line) if not line.label else ():
            venue = fold(place.place.venue or "").split()
            called = len(venue) > 1 and words.noun(venue[-1]) and f" the {venue[-1]}"
            if called and any(re.search(rf"{re.escape(called)}\b", known.low) for known in own):
                found.setdefault(" ".join(venue), (place, line))
    if len(found) != 1:
        return False
    place, line = next(iter(found.values()))
    give_span(draft, place, line)
    draft.place_guessed = True
    return True


def _chains_behind(tale: Tale, draft: Draft, lines: Sequence[Line]) -> list[Line]:
    """The line behind that of a scene's day, if it speaks of a chain's shop and the police: "Friday morning, ... over coffee.
    The McDonald's was crawling with cops"."""
    at = next((n for n, line in enumerate(lines) if line is draft.line), None)
    behind = lines[at + 1 : at + 2] if at is not None else []
    return [
        line
        for line in behind
        if line.hosts() and any(p.place.venue and is_chain(p.place.venue) for p in tale.reader.places(line))
    ]


def _named(tale: Tale, line: Line) -> Iterable[PlaceSpan]:
    if (line.text.rstrip().endswith("?") and not line.dates) or tells_of_homeland(tale, line):
        return []
    likes = min((begin for begin, _ in tale.reader.cues.spans("likes", line.low)), default=len(line.text))
    return [
        p
        for p in tale.reader.places(line)
        if p.place.venue
        and p.begin < likes
        and p.strength >= _WEAKEST
        and p.cue != "label"
        and _BY_BOTH.search(line.low, 0, p.begin) is None
        and not _is_division(tale, line, p)
    ]


def _is_division(tale: Tale, line: Line, place: PlaceSpan) -> bool:
    """Whether the part of a town that police look after stands right before the name: "Elm Park Precinct Coffee with a Cop"."""
    words = place_words(tale.reader.lexicon.code)
    last = fold((place.place.venue or "").split()[-1])
    if not (words.has("agencies", last) or words.has("zones", last)):
        return False
    return any(
        not line.low[place.stop : name.begin].strip(" '’s\"“") for name in line.names if name.begin >= place.stop
    )


def _is_short(venue: str) -> bool:
    """Whether a name may stand for a longer one; a chain's name is whole."""
    return len(venue.split()) <= 2 and not is_chain(venue)


def _compound(name: str, word: str) -> bool:
    """ "Stadtbibliothek" for "Bibliothek", "Marktgelände" for "Markt"."""
    return (
        len(word) > 4 and len(name) > len(word) and " " not in name and (name.endswith(word) or name.startswith(word))
    )


def _full_names(tale: Tale, lines: Sequence[Line]) -> None:
    """ "At the Villa", where the page speaks of Loch Lomond Villa: that is its name."""
    short = [d for d in tale.drafts if d.place is not None and d.place.venue and _is_short(d.place.venue)]
    if not short:
        return
    known: dict[str, tuple[str, Words]] = {}
    words = place_words(tale.reader.lexicon.code)
    for line in lines:
        for place in tale.reader.places(line):
            asks = line.heading and words.has("asking", fold((place.place.venue or "x").split()[0]))
            if place.place.venue and "venue" in place.parts and not asks:  # "Why Maple Kettle" heads a paragraph
                known.setdefault(fold(place.place.venue), (place.place.venue, Words(line, *place.parts["venue"])))
    code = tale.reader.lexicon.code
    told_short: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in known:
        parts = name.split()
        for size in (1, 2):  # the words a short form may keep: in English the last
            if len(parts) > size:
                ends = (parts[0], parts[-1])[:size]
                told_short[tuple(parts[-size:]) if code == "en" else ends].append(name)
    of_one_word = [name for name in known if " " not in name] if code in ("de", "nl") else []
    for draft in short:
        assert draft.place is not None and draft.place.venue is not None
        told = fold(draft.place.venue).split()
        if len(told) > 1 and words.has("articles", told[0]):
            told = told[1:]  # "The Kettle" for "Maple Kettle"
        names = list(told_short.get(tuple(told), ()))
        if len(told) == 1:
            names += [name for name in of_one_word if _compound(name, told[0])]
        longer = [known[name] for name in names]
        longer.sort(key=lambda value: len(value[0]))
        if longer and all(value[0].endswith(longer[0][0]) or value[0].startswith(longer[0][0]) for value in longer):
            draft.place = replace(draft.place, venue=longer[0][0])
            draft.place_parts["venue"] = longer[0][1]
