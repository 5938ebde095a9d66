"""What all pages of one moment are made from, read from the database once and kept until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from .. import gazetteer
from ..database import Database, Standing
from ..health import SourceHealth, standing
from ..model import Event, day_of
from ..names import NO_REGION, country_name, region_name
from .links import month_path, place_path, theme_path
from .near import HOME, locate_event
from .wording import last_day

Point = tuple[float, float]
NEVER = date(1970, 1, 1)
"""The day of a database in which nothing was ever crawled."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region or a town that has, or had, an event.

    `path` is its page's. `spellings` are the names of a town as the events give them; `region` is None for a country and
    for what has no region. `total` counts all its events, past ones too.
    """

    path: str
    name: str
    country: str
    region: str | None
    spellings: tuple[str, ...]
    total: int


@dataclass(frozen=True)  # no slots: what is worked out from the rest is kept beside it
class Snapshot:
    """One moment. `as_of` is the day that "upcoming" is counted from: that of the last finished crawl (law 7).

    `upcoming`, `unconfirmed` and `observances` are in order of their days; `regular` are open rules without a day.
    `points` says where an event is, by its id. `below` gives, by a place's path, the places inside it.
    `themes` gives the name of every theme there ever was by its page's path, `health` how each source does by its id.
    """

    revision: str
    as_of: date
    updated: datetime | None
    upcoming: tuple[Event, ...]
    unconfirmed: tuple[Event, ...]
    observances: tuple[Event, ...]
    regular: tuple[Event, ...]
    points: Mapping[str, Point]
    places: Mapping[str, Place]
    below: Mapping[str, tuple[Place, ...]]
    themes: Mapping[str, str]
    sources: tuple[Standing, ...]
    health: Mapping[str, SourceHealth]

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries whose small towns are known to the search: where there are events, and the home of it all."""
        return frozenset({HOME, *(place.country for place in self.places.values())})

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """The events that are held here, by id."""
        return {event.id: event for event in (*self.upcoming, *self.unconfirmed, *self.observances, *self.regular)}

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """The name of each source by its id."""
        return {source.id: source.name for source in self.sources}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What the filter of words looks at in each upcoming event, folded, by id."""
        return {event.id: _words(event) for event in self.upcoming}

    @cached_property
    def paths(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of the country, region and town of each upcoming event, by its id."""
        return {event.id: area_paths(event) for event in self.upcoming}

    @cached_property
    def coming(self) -> Mapping[str, tuple[Event, ...]]:
        """The upcoming events on the page of each place, theme and month, by its path."""
        return _by_page(self.upcoming)

    @cached_property
    def doubtful(self) -> Mapping[str, tuple[Event, ...]]:
        """The unconfirmed events on the page of each place, theme and month, by its path."""
        return _by_page(self.unconfirmed)

    @cached_property
    def recurring(self) -> Mapping[str, tuple[Event, ...]]:
        """The regular events on the page of each place and theme, by its path."""
        return _by_page(self.regular)

    @cached_property
    def coming_themes(self) -> Mapping[str, int]:
        """How many upcoming events the page of each theme has, the commonest first."""
        count = {path: len(self.coming[path]) for path in self.themes if path in self.coming}
        return dict(sorted(count.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months with upcoming events: `2026-10`, in order."""
        return tuple(sorted({month_of(event) for event in self.upcoming}))

    @cached_property
    def regions(self) -> Mapping[str, int]:
        """How many upcoming events the page of each country and region has, by its path."""
        paths = sorted(path for path in self.coming if path.startswith("places/") and path.count("/") < 4)
        return {path: len(self.coming[path]) for path in paths}


def take(database: Database, as_of: date | None = None) -> Snapshot:
    """Read what the pages need. `as_of` overrides the day of the last finished crawl."""
    revision = database.public.revision()
    updated = database.runs.as_of() or database.archive.last_fetched()
    today = as_of or (updated.date() if updated else NEVER)
    found = [
        e for e in database.events.find(since=date.fromordinal(max(1, today.toordinal() - 31))) if _is_on(e, today)
    ]
    local = [event for event in found if event.kind == "event"]
    without_day = [event for event in database.events.find(undated=True) if event.series]
    points = {event.id: at for event in local if (at := locate_event(event)) is not None}
    places = _places(database)
    below: dict[str, list[Place]] = {}
    for place in places.values():
        parent = place.path.rstrip("/").rpartition("/")[0] + "/"
        below.setdefault(parent, []).append(place)
    year = (date(today.year, 1, 1), date(today.year, 12, 31))
    return Snapshot(
        revision=revision,
        as_of=today,
        updated=updated,
        upcoming=tuple(event for event in local if event.visibility == "published"),
        unconfirmed=tuple(event for event in local if event.visibility == "review"),
        observances=tuple(e for e in found if e.kind == "observance" and e.visibility == "published"),
        regular=tuple(event for event in without_day if event.visibility == "published" and event.kind == "event"),
        points=points,
        places=places,
        below={path: tuple(sorted(some, key=lambda p: (p.name, p.path))) for path, some in sorted(below.items())},
        themes=_themes(database),
        sources=tuple(database.public.sources(*year)),
        health=standing(database, today),
    )


def month_of(event: Event) -> str:
    """`2026-10`; empty for an event without a day."""
    return "" if event.start is None else day_of(event.start).isoformat()[:7]


def area_paths(event: Event) -> tuple[str, ...]:
    """The pages of the country, region and town of an event, as far as they are known."""
    if not event.country:
        return ()
    country = place_path(event.country)
    area = place_path(event.country, event.region or NO_REGION)
    if not event.city:
        return (country, area)
    return country, area, place_path(event.country, event.region, event.city)


def theme_of(event: Event) -> str | None:
    """The page of an event's theme."""
    return theme_path(event.theme) if event.theme else None


def _by_page(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    pages: dict[str, list[Event]] = {}
    for event in events:
        month = month_path(month_of(event)) if event.start is not None else None
        for path in (*area_paths(event), theme_of(event), month):
            if path is not None:
                pages.setdefault(path, []).append(event)
    return {path: tuple(some) for path, some in pages.items()}


def _words(event: Event) -> str:
    parts = (event.title, event.venue, event.street, event.city, event.county, event.organizer, event.theme)
    return gazetteer.fold(" ".join(part for part in (*parts, event.region, event.postcode) if part))


def _is_on(event: Event, today: date) -> bool:
    if event.start is None:
        return False
    return max(day_of(event.start), last_day(event) or date.min) >= today


def _places(database: Database) -> dict[str, Place]:
    """Every page of a place, by path. Spellings with one slug are one town, named as most of its events name it."""
    totals: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    facts: dict[str, tuple[str, str | None]] = {}
    for count in database.public.places():
        if not count.country:
            continue
        country = place_path(count.country)
        area = place_path(count.country, count.region or NO_REGION)
        totals[country] += count.events
        facts[country] = (count.country, None)
        totals[area] += count.events
        facts[area] = (count.country, count.region)
        if count.city:
            town = place_path(count.country, count.region, count.city)
            totals[town] += count.events
            facts[town] = (count.country, count.region)
            spelled.setdefault(town, Counter())[count.city] += count.events
    return {path: _place(path, facts[path], spelled.get(path), totals[path]) for path in sorted(facts)}


def _themes(database: Database) -> dict[str, str]:
    """Spellings with one slug are one theme, named as most of its events name it."""
    names: dict[str, str] = {}
    for theme, _ in sorted(database.public.themes().items(), key=lambda item: (item[1], item[0])):
        names[theme_path(theme)] = theme
    return dict(sorted(names.items()))


def _place(path: str, facts: tuple[str, str | None], spelled: Counter[str] | None, total: int) -> Place:
    country, region = facts
    if spelled:
        name = min(spelled, key=lambda spelling: (-spelled[spelling], spelling))
    elif path.count("/") == 2:
        name = country_name(country)
    else:
        name = region_name(country, region) if region else f"{country_name(country)}, without a region"
    return Place(path, name, country, region, tuple(sorted(spelled or ())), total)
