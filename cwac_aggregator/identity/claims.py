"""Claiming ids (law 3): which mention of a new page version is which mention of an earlier one.

Mentions are told in a *scope*: the address they belong to (their own link, else the page) and the channel that tells them
(the page itself, a listing, a feed). Within a scope each telling claims the id of a remembered mention by the strongest
key that is unique on both sides; what claims nothing gets a new id. Ids are minted once and remembered with the keys they
were seen under, so that better readers, later captures and the order of pages change none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from .. import ids
from ..model import Mention, day_of, when_text
from .text import fold, fold_street, fold_title

Channel = Literal["self", "listing", "ics", "rss"]
Doubt = Literal["moved-without-words"]


class Keys(NamedTuple):
    """What a mention can be known again by. `start` is ISO text, "" where unknown; names are folded."""

    native: str
    start: str
    place: str
    title: str

    @property
    def day(self) -> str:
        return self.start[:10]


class Telling(NamedTuple):
    """One mention as one page version tells it. `told` is when that version was first fetched."""

    page_id: int
    page_url: str
    ordinal: int
    told: datetime
    mention: Mention


class Sighting(NamedTuple):
    """Under which keys, and where among its mentions, a remembered mention stood on one page version. `standing`: that
    version is its page's newest."""

    page_id: int
    page_url: str
    told: datetime
    keys: Keys
    previous_day: str
    standing: bool
    doubt: Doubt | None = None
    ordinal: int = 0


@dataclass(slots=True)
class Remembered:
    """An id given earlier in the scope, with its sightings."""

    id: str
    sightings: list[Sighting] = field(default_factory=list)

    def latest(self) -> Sighting:
        if len(self.sightings) == 1:
            return self.sightings[0]
        return max(self.sightings, key=lambda s: (s.told, s.page_id))


class Claim(NamedTuple):
    """The id a telling got. `minted` where it is new; `doubt` where a person should look at the claim."""

    id: str
    telling: Telling
    sighting: Sighting
    minted: bool
    doubt: Doubt | None


def scope_of(mention: Mention, page_url: str) -> tuple[str, Channel]:
    """The address a mention belongs to, canonical, and the channel that tells it there."""
    if page_url.startswith(ids.EDITOR_PAGES):
        return page_url, "self"
    home = ids.canonical_url(mention.url, page_url) if mention.url else page_url
    origins = {mention.evidence[name].origin for name in ("start", "title") if name in mention.evidence}
    if "ics" in origins:
        return home, "ics"
    if "rss" in origins:
        return home, "rss"
    return home, "self" if home == page_url else "listing"


def keys_of(mention: Mention) -> Keys:
    """The keys of a mention. Folding takes status words off titles, so that a cancelled entry is known again."""
    number, road = fold_street(mention.street)
    place = "|".join((fold(mention.venue), number, road, fold(mention.city)))
    return Keys(mention.native_id or "", when_text(mention.start) or "", place.strip("|"), fold_title(mention.title))


@dataclass(slots=True)
class _Unit:
    """Tellings that must get one id: the same entry in several listings."""

    keys: Keys
    count: int
    tellings: list[tuple[Telling, Keys]]
    id: str | None = None
    minted: bool = False
    doubt: Doubt | None = None

    @property
    def told(self) -> datetime:
        return max(t.told for t, _ in self.tellings)

    @property
    def previous_day(self) -> str:
        return next((p for t, _ in self.tellings if (p := _previous_day(t.mention))), "")

    @property
    def postponed(self) -> bool:
        return any(t.mention.status == "postponed" for t, _ in self.tellings)


_Key = Callable[[Keys], Hashable]
_STRONG: tuple[_Key, ...] = (
    lambda k: (k.native, k.start) if k.native else None,
    lambda k: (k.start, k.place) if k.start and (k.place or len(k.start) > 10) else None,
    lambda k: (k.day, k.title) if k.day and k.title else None,
)
"""Keys that hold the day: they recognize across versions, pages and years."""


def claim(home: str, channel: Channel, tellings: Sequence[Telling], remembered: Iterable[Remembered]) -> list[Claim]:
    """Give every telling of one scope its id. `tellings` may be of several page versions; the result keeps their order."""
    known = list(remembered)
    taken = {r.id for r in known}
    claims: dict[tuple[int, int], Claim] = {}
    for versions in _rounds(tellings):
        recalled = _again(versions, known) if known else []
        done = {(t.page_id, t.ordinal) for unit in recalled for t, _ in unit.tellings}
        units = _units(channel, versions, done)
        if known:
            _recognize(home, channel, units, known, recalled, versions)
        for unit in units:
            if unit.id is None:
                unit.id, unit.minted = _mint(home, channel, unit, taken), True
                known.append(Remembered(unit.id))
                taken.add(unit.id)
        by_id = {r.id: r for r in known}
        for unit in (*recalled, *units):
            assert unit.id is not None
            for telling, keys in unit.tellings:
                before = _previous_day(telling.mention)
                sighting = Sighting(
                    telling.page_id, telling.page_url, telling.told, keys, before, True, unit.doubt, telling.ordinal
                )
                by_id[unit.id].sightings.append(sighting)
                claims[telling.page_id, telling.ordinal] = Claim(unit.id, telling, sighting, unit.minted, unit.doubt)
    return [claims[telling.page_id, telling.ordinal] for telling in tellings]


def _recognize(
    home: str,
    channel: Channel,
    units: list[_Unit],
    known: list[Remembered],
    recalled: list[_Unit],
    versions: list[tuple[int, list[Telling]]],
) -> None:
    """Let the units of one round claim remembered ids, by the strongest keys first."""
    page_ids = {page_id for page_id, _ in versions}
    page_urls = {told[0].page_url for _, told in versions}
    on_page: dict[str, set[int]] = defaultdict(set)  # An id may be told on many pages, but once on each.
    for unit in recalled:
        on_page[str(unit.id)].update(t.page_id for t, _ in unit.tellings)
    pool = list(known)
    _same_again(home, channel, units, pool, on_page)
    if all(unit.id is not None for unit in units):
        return
    for key in _STRONG:
        _pair(units, pool, key, _same_doubt, on_page)
    before = _versions_before(known, page_urls, page_ids)
    active = [r for r in pool if r.id not in on_page and _is_free(r, before, page_ids)]
    weak: list[_Key] = [lambda k: k.native or None]
    if channel != "self":
        weak.append(lambda _: True)  # One row under this link before, one now: its own link is its key.
    for key in weak:
        _pair(units, active, key, lambda unit, old: _moves(unit, old, trusted=True), on_page)
    if channel == "self":
        for key in (lambda k: (k.place, k.title) if k.place and k.title else None, lambda _: True):
            _pair(units, active, key, lambda unit, old: _moves(unit, old, trusted=False), on_page)


def _rounds(tellings: Sequence[Telling]) -> list[list[tuple[int, list[Telling]]]]:
    """The first new version of every page, then the second, and so on: no page's order matters for another's."""
    by_version: dict[int, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_version[telling.page_id].append(telling)
    by_page: dict[str, list[tuple[int, list[Telling]]]] = defaultdict(list)
    for page_id, told in sorted(by_version.items(), key=lambda item: (item[1][0].told, item[0])):
        by_page[told[0].page_url].append((page_id, sorted(told, key=lambda t: t.ordinal)))
    rounds: list[list[tuple[int, list[Telling]]]] = []
    for _, versions in sorted(by_page.items()):
        for number, version in enumerate(versions):
            if number == len(rounds):
                rounds.append([])
            rounds[number].append(version)
    return rounds


def _units(channel: Channel, versions: list[tuple[int, list[Telling]]], done: Set[tuple[int, int]]) -> list[_Unit]:
    """Entries that say the same under one link are one unit across pages; on one page they count as several. Those `done`
    (page id, ordinal) have their ids."""
    units: dict[tuple[Hashable, int], _Unit] = {}
    for _, told in versions:
        counts: dict[Hashable, int] = defaultdict(int)
        for telling in told:
            if (telling.page_id, telling.ordinal) in done:
                continue
            keys = keys_of(telling.mention)
            signature = keys if channel == "self" else (keys.native, keys.start)
            count = counts[signature]
            counts[signature] += 1
            unit = units.get((signature, count))
            if unit is None:
                units[signature, count] = _Unit(keys, count, [(telling, keys)])
            else:
                unit.tellings.append((telling, keys))
    return list(units.values())


_LOOSE: tuple[_Key, ...] = (
    lambda k: k.native or None,
    lambda k: k.start or None,
    lambda k: (k.place, k.title) if k.place and k.title else None,
    lambda k: k.place or None,
    lambda k: k.title or None,
    lambda _: True,
)
"""Keys good enough within one text, which has not changed."""


def _again(versions: list[tuple[int, list[Telling]]], known: list[Remembered]) -> list[_Unit]:
    """Versions read before, by another reader: what they told then they tell now, however the values have improved.

    Gives a unit with its id for every telling that is recognized.
    """
    found: list[_Unit] = []
    for page_id, told in versions:
        seen = [
            Remembered(r.id, [s for s in r.sightings if s.page_id == page_id])
            for r in known
            if any(s.page_id == page_id for s in r.sightings)
        ]
        if not seen:
            continue
        here = [_Unit(keys := keys_of(t.mention), 0, [(t, keys)]) for t in told]
        for key in (lambda k: k, *_STRONG, *_LOOSE):
            _in_order(here, seen, key)
        found += [unit for unit in here if unit.id is not None]
    return found


def _in_order(here: list[_Unit], seen: list[Remembered], key: _Key) -> None:
    """Entries of one text that share a key, as many as before, take their ids back in the order of the page."""
    before: dict[Hashable, list[Remembered]] = defaultdict(list)
    for old in sorted(seen, key=lambda r: r.latest().ordinal):
        before[key(old.latest().keys)].append(old)
    now: dict[Hashable, list[_Unit]] = defaultdict(list)
    for unit in here:
        if unit.id is None:
            now[key(unit.keys)].append(unit)
    for value, units in now.items():
        if value is not None and len(units) == len(before.get(value, ())):
            for unit, old in zip(units, before[value], strict=True):
                unit.id, unit.doubt = old.id, old.latest().doubt
                seen.remove(old)


def _same_again(
    home: str, channel: Channel, units: list[_Unit], pool: list[Remembered], on_page: Mapping[str, Set[int]]
) -> None:
    """What says exactly what it said takes its own id back; entries that are equal to each other are told by their count."""
    by_id = {r.id: r for r in pool}
    for unit in units:
        old = by_id.get(_fresh(home, channel, unit.keys, unit.count))
        if old is not None and old.latest().keys == unit.keys and not _stands_on(unit, old, on_page):
            unit.id, unit.doubt = old.id, old.latest().doubt
            pool.remove(old)


def _stands_on(unit: _Unit, old: Remembered, on_page: Mapping[str, Set[int]]) -> bool:
    """Whether another entry of one of the unit's pages has this id already."""
    taken = on_page.get(old.id, frozenset())
    return any(t.page_id in taken for t, _ in unit.tellings)


_REFUSED = object()


def _pair(
    units: list[_Unit],
    pool: list[Remembered],
    key: _Key,
    judge: Callable[[_Unit, Remembered], object],
    on_page: Mapping[str, Set[int]],
) -> None:
    """Let units claim ids by `key` where it is unique on both sides. `judge` may refuse, or attach a doubt."""
    left: dict[Hashable, list[_Unit]] = defaultdict(list)
    right: dict[Hashable, list[Remembered]] = defaultdict(list)
    for unit in units:
        if unit.id is None and (value := key(unit.keys)) is not None:
            left[value].append(unit)
    if not left:
        return
    for old in pool:
        if (value := key(old.latest().keys)) is not None:
            right[value].append(old)
    for value, claimants in left.items():
        if len(claimants) != 1:
            continue
        owners = [old for old in right.get(value, ()) if not _stands_on(claimants[0], old, on_page)]
        if len(owners) != 1:
            continue
        verdict = judge(claimants[0], owners[0])
        if verdict is _REFUSED:
            continue
        claimants[0].id = owners[0].id
        claimants[0].doubt = "moved-without-words" if verdict == "moved-without-words" else None
        pool.remove(owners[0])


def _same_doubt(_: _Unit, old: Remembered) -> object:
    """A claim beyond doubt leaves the doubt about an earlier one standing."""
    return old.latest().doubt


def _versions_before(known: list[Remembered], page_urls: set[str], page_ids: set[int]) -> dict[str, int]:
    """Per page of this round, the newest of its versions remembered so far."""
    newest: dict[str, Sighting] = {}
    for sighting in (s for r in known for s in r.sightings):
        if sighting.page_url in page_urls and sighting.page_id not in page_ids:
            best = newest.get(sighting.page_url)
            if best is None or (sighting.told, sighting.page_id) > (best.told, best.page_id):
                newest[sighting.page_url] = sighting
    return {url: sighting.page_id for url, sighting in newest.items()}


def _is_free(old: Remembered, before: dict[str, int], page_ids: set[int]) -> bool:
    """Whether a mention may be what now stands elsewhere, or on another day: it stood on the version just before, or no
    other page still tells it as it was."""
    latest = old.latest()
    if latest.page_url in before:
        return latest.page_id == before[latest.page_url]
    return not any(s.standing and s.page_id not in page_ids for s in old.sightings)


def _moves(unit: _Unit, old: Remembered, *, trusted: bool) -> object:
    """Whether a claim may change the day: only if the page says so, or the old day was not yet past.

    `trusted` keys (a platform's id, an own link) need no words for a day that was still to come.
    """
    latest = old.latest()
    earlier, later = latest.keys.day, unit.keys.day
    seen_at, said_before, postponed = unit.told, unit.previous_day, unit.postponed
    if latest.told > unit.told:  # An older capture arrives later: the remembered one is the newer.
        earlier, later, seen_at, said_before, postponed = later, earlier, latest.told, latest.previous_day, False
    if not earlier or not later or earlier == later or said_before == earlier or postponed:
        return None
    if date.fromisoformat(earlier) < seen_at.date():
        return _REFUSED
    return None if trusted else "moved-without-words"


def _mint(home: str, channel: Channel, unit: _Unit, taken: set[str]) -> str:
    count = unit.count
    while (fresh := _fresh(home, channel, unit.keys, count)) in taken:
        count += 1
    return fresh


def _fresh(home: str, channel: Channel, keys: Keys, count: int) -> str:
    parts = (keys.native, keys.start) if keys.native or channel != "self" else (keys.start, keys.place, keys.title)
    return ids.mention_id(home, "\x1e".join((channel, *parts)), count)


def _previous_day(mention: Mention) -> str:
    return day_of(mention.previous_start).isoformat() if mention.previous_start else ""
