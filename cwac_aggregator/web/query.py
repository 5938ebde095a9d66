"""What a visitor asks the list of events for, and the events that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from .. import gazetteer
from ..model import Event
from ..names import slug
from . import near
from .snapshot import Snapshot, month_of

RADII = (10, 25, 50, 100, 250)
"""Distances in miles that can be chosen."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of the list. Empty text means: any.

    `state` is an area such as `us-ca` or `gb`, `theme` a slug, `month` `2026-10`, `text` words that must all stand in the
    event, `near` a town, ZIP code or `latitude,longitude`, `within` miles (0: any distance).
    """

    state: str = ""
    theme: str = ""
    month: str = ""
    text: str = ""
    near: str = ""
    within: int = 0

    def __bool__(self) -> bool:
        return self != Query()

    def encoded(self) -> str:
        """As the query of an address, with its question mark; empty where nothing is asked."""
        values = {"near": self.near, "within": self.within or "", "q": self.text}
        values |= {"state": self.state, "theme": self.theme, "month": self.month}
        given = {name: str(value) for name, value in values.items() if value}
        return "?" + urlencode(given, errors="replace") if given else ""


@dataclass(frozen=True, slots=True)
class Found:
    """The events that answer, with their distance in miles by id where one was asked for.

    `spot` is the place meant by `near`; `problem` says what could not be understood.
    """

    events: tuple[Event, ...]
    miles: Mapping[str, float]
    spot: near.Spot | None = None
    problem: str | None = None


def parse(values: Mapping[str, str]) -> Query:
    """Read the parameters of an address. Names that are not ours are left alone, values that make no sense are dropped."""

    def text(name: str) -> str:
        return " ".join(values.get(name, "").replace("\0", " ").split())[:_LONGEST]

    month, within = text("month"), text("within")
    return Query(
        state=re.sub(r"[^a-z0-9-]", "", text("state").lower()),
        theme=slug(text("theme")) if text("theme") else "",
        month=month if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) else "",
        text=text("q"),
        near=text("near"),
        within=int(within) if within in map(str, RADII) else 0,
    )


def find(snapshot: Snapshot, query: Query) -> Found:
    """The upcoming events that answer, by day; by distance where `near` is given."""
    words = gazetteer.fold(query.text).split()
    events = [event for event in snapshot.upcoming if _fits(snapshot, event, query)]
    events = [event for event in events if all(word in snapshot.words[event.id] for word in words)]
    if not query.near:
        return Found(tuple(events), {})
    spot = near.locate(query.near, snapshot.countries)
    if spot is None:
        problem = "That place is not known here. Try a larger town nearby, “Town, State”, or a five-digit ZIP code."
        return Found(tuple(events), {}, None, problem)
    here = (spot.latitude, spot.longitude)
    far = {event.id: near.miles(here, snapshot.points[event.id]) for event in events if event.id in snapshot.points}
    close = [event for event in events if event.id in far and (not query.within or far[event.id] <= query.within)]
    close.sort(key=lambda event: round(far[event.id]))  # stable: of equal miles the earlier day comes first
    return Found(tuple(close), far, spot)


def area_key(path: str) -> str:
    """The name of a country's or region's page in a query: `us-ca` of `places/us/ca/`."""
    return path.removeprefix("places/").strip("/").replace("/", "-")


def _fits(snapshot: Snapshot, event: Event, query: Query) -> bool:
    if query.state and query.state not in (area_key(path) for path in snapshot.paths[event.id][:2]):
        return False
    if query.theme and (not event.theme or slug(event.theme) != query.theme):
        return False
    return not query.month or month_of(event) == query.month
