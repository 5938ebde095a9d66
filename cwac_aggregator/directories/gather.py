"""From the rows of a directory to sources: one a site, with the place the rows agree on; and what became of each row.

Rows of one site are one source where they name the same place or one stands inside the other's folder. Where a site hosts
several places (a state's site with a folder for each town) each gets its own folder and no more. A directory errs: rows of
several regions on one site are judged by their majority, and a site that stands for four regions without one is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pydantic import ValidationError

from .. import gazetteer
from ..ids import bare_host
from ..sources import SourceEntry
from .names import free_id
from .rows import Row
from .sites import Site, contains, site_of

MANY_REGIONS = 4
MOST_STARTS = 10
Outcome = Literal["taken", "merged", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("taken", "merged", "skipped")


class Fate(NamedTuple):
    """What became of a row. `why` is a reason with an optional example after a colon; `source_id` where it went."""

    row: Row
    outcome: Outcome
    why: str = ""
    source_id: str = ""

    @property
    def reason(self) -> str:
        """The kind of reason, without the example: what a report counts by."""
        return self.why.partition(":")[0]


@dataclass(slots=True)
class Gathered:
    """The sources of a directory by id, the key of the row each came from, and the fate of every row in the file's order."""

    sources: dict[str, SourceEntry] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    fates: list[Fate] = field(default_factory=list)

    def counts(self) -> dict[Outcome, int]:
        """How many rows were taken, merged, skipped: together all of them."""
        found = Counter(fate.outcome for fate in self.fates)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def reasons(self, outcome: Outcome) -> dict[str, int]:
        """Rows by reason, the most frequent first."""
        found = Counter(fate.reason for fate in self.fates if fate.outcome == outcome)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


class _Placed(NamedTuple):
    row: Row
    site: Site


def gather(
    rows: Sequence[Row],
    *,
    registry: Mapping[str, SourceEntry],
    others: Mapping[str, SourceEntry],
    known: Mapping[str, SourceEntry],
    keys: Mapping[str, str] | None = None,
    dead: Mapping[str, str] | None = None,
    private: bool = False,
) -> Gathered:
    """Make sources of `rows`.

    `registry` are the entries a person wrote: their sites are left to them. `others` are sources imported from another
    directory: a row of their site is merged into them. `known` are those imported from this one before: they keep their
    ids, by their address, else by the row they came from (`keys`: id by row). `dead` maps hosts that did not answer for long to the words that say so. `private` lets
    loopback addresses be sites, for tests.
    """
    fates: dict[int, Fate] = {}
    by_host: dict[str, list[_Placed]] = {}
    kept = {host: name for name, entry in registry.items() for host in map(bare_host, entry.start_urls)}
    for row in rows:
        site = row.unwanted or site_of(row.url, private=private)
        if isinstance(site, str):
            fates[row.number] = Fate(row, "skipped", site)
        elif dead and site.host in dead:
            fates[row.number] = Fate(row, "skipped", f"dead: {site.host}, {dead[site.host]}")
        elif site.host in kept:
            fates[row.number] = Fate(row, "skipped", f"in the registry: {kept[site.host]}", kept[site.host])
        else:
            by_host.setdefault(site.host, []).append(_Placed(row, site))
    gathered = Gathered()
    namer = _Namer(registry, others, known, keys or {})
    elsewhere = {host: name for name, entry in others.items() for host in map(bare_host, entry.start_urls)}
    for host, placed in by_host.items():
        if host in elsewhere:
            why = f"of a source imported before: {elsewhere[host]}"
            fates.update((item.row.number, Fate(item.row, "merged", why, elsewhere[host])) for item in placed)
            continue
        fates.update(_sources(host, placed, namer, gathered))
    gathered.fates = [fates[row.number] for row in rows]
    return gathered


def _sources(host: str, placed: list[_Placed], namer: _Namer, gathered: Gathered) -> Iterator[tuple[int, Fate]]:
    """Put the sources of one host into `gathered`; the fates of its rows."""
    regions = Counter(item.row.region for item in placed)
    region, votes = regions.most_common(1)[0]
    agreed = votes * 2 > len(placed)
    if not agreed and len(regions) >= MANY_REGIONS:
        for item in placed:
            yield item.row.number, Fate(item.row, "skipped", f"directory: {host} stands for {len(regions)} regions")
        return
    trusted = [item for item in placed if item.row.region == region] if agreed else placed
    groups = _groups(trusted)
    for group in groups:
        lead = group[0]
        try:
            entry = _entry(group, namer, alone=len(groups) == 1, placeless=not agreed)
        except ValidationError as error:
            why = f"not valid: {error.errors()[0]['msg']}"
            yield from ((item.row.number, Fate(item.row, "skipped", why)) for item in group)
            continue
        gathered.sources[entry.id] = entry
        gathered.keys[entry.id] = lead.row.key
        yield lead.row.number, Fate(lead.row, "taken", "", entry.id)
        for item in group[1:]:
            yield item.row.number, Fate(item.row, "merged", f"the same site: {host}", entry.id)
        if group is groups[0]:
            strays = [item for item in placed if item not in trusted]
            for item in strays:
                yield item.row.number, Fate(item.row, "merged", f"the same site in another region: {host}", entry.id)


def _groups(placed: list[_Placed]) -> list[list[_Placed]]:
    """The rows of one host, apart where they are apart. The lead of each group stands first."""
    ordered = sorted(placed, key=lambda item: (len(item.site.folder), item.row.name, item.row.number))
    groups: list[list[_Placed]] = []
    for item in ordered:
        home = [group for group in groups if any(_belongs(item, other) for other in group)]
        if not home:
            groups.append([item])
            continue
        home[0].append(item)
        for further in home[1:]:
            home[0].extend(further)
            groups.remove(further)
    return groups


def _belongs(item: _Placed, other: _Placed) -> bool:
    return contains(other.site.folder, item.site.folder) or _place(item.row) == _place(other.row)


def _place(row: Row) -> tuple[str | None, str]:
    return row.region, gazetteer.fold(row.city or row.county or "")


def _entry(group: Sequence[_Placed], namer: _Namer, *, alone: bool, placeless: bool) -> SourceEntry:
    lead = group[0].row
    rows = [item.row for item in group]
    starts = _starts(group)
    region = None if placeless else _common(rows, lambda row: row.region)
    city = None if placeless else _common(rows, lambda row: row.city)
    country = _common(rows, lambda row: row.country)
    return SourceEntry(
        id=namer.name(lead, starts),
        # Where the rows put the site into several regions, whose name it bears is not known either.
        name=lead.name[:200] if not placeless else group[0].site.host,
        kind=lead.kind,
        city=city,
        county=None if placeless else _common(rows, lambda row: row.county),
        region=region,
        country=country,
        timezone=_zone(rows, city, region, country),
        language=lead.language,
        start_urls=tuple(starts[:MOST_STARTS]),
        allow=() if alone else tuple(_inside(item.site) for item in _outermost(group)),
    )


def _starts(group: Sequence[_Placed]) -> list[str]:
    """The addresses of a group, each once: with `www.` and without, http and https are one, and https is asked first."""
    found: dict[str, str] = {}
    for url in sorted((item.site.url for item in group), key=lambda url: not url.startswith("https:")):
        found.setdefault(bare_host(url) + url.partition("://")[2].partition("/")[2], url)
    order = [item.site.url for item in group]
    return sorted(found.values(), key=order.index)


def _common(rows: Sequence[Row], get: Callable[[Row], str | None]) -> str | None:
    """What the rows agree on; None where they name two."""
    named = {gazetteer.fold(value): value for row in reversed(rows) if (value := get(row))}
    return next(iter(named.values())) if len(named) == 1 else None


def _zone(rows: Sequence[Row], city: str | None, region: str | None, country: str | None) -> str | None:
    """The zone a row states; else that of the place; else that of the nearest town of the region."""
    stated = {row.timezone for row in rows if row.timezone}
    if stated:
        return stated.pop() if len(stated) == 1 else None
    found = gazetteer.zone_of(city, region, country)
    if found or region is None or country is None:
        return found
    near = {
        gazetteer.zone_near(row.latitude, row.longitude, region, country)
        for row in rows
        if row.latitude is not None and row.longitude is not None
    }
    return near.pop() if len(near) == 1 else None


def _outermost(group: Sequence[_Placed]) -> Iterator[_Placed]:
    seen: list[str] = []
    for item in group:
        if not any(contains(folder, item.site.folder) for folder in seen):
            seen.append(item.site.folder)
            yield item


def _inside(site: Site) -> str:
    """The allow rule for one folder of a host that hosts others, too."""
    folder = re.escape(site.folder.rstrip("/"))
    return rf"(?i)^https?://(?:www\.)?{re.escape(site.host)}{folder}(?:[/?#.]|$)"


class _Namer:
    """Ids for sources: the one a site had before, else made of name and region and given once."""

    def __init__(
        self,
        registry: Mapping[str, SourceEntry],
        others: Mapping[str, SourceEntry],
        known: Mapping[str, SourceEntry],
        keys: Mapping[str, str],
    ) -> None:
        self._used = {*registry, *others, *known}
        self._known = {url: name for name, entry in known.items() for url in entry.start_urls}
        self._keys = keys
        self._given: set[str] = set()

    def name(self, row: Row, starts: Sequence[str]) -> str:
        remembered = (*(self._known.get(url) for url in starts), self._keys.get(row.key))
        name = next((name for name in remembered if name and name not in self._given), None) or self._new(
            row, starts[0]
        )
        self._given.add(name)
        return name

    def _new(self, row: Row, start: str) -> str:
        fields = {
            "name": row.name,
            "city": row.city,
            "county": row.county,
            "region": row.region,
            "country": row.country,
        }
        name = free_id(fields, self._used, start)
        self._used.add(name)
        return name
