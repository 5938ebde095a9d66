"""The page of an event: when, where, the words it came from, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ...database import Change
from ...model import Event, StoredMention, day_of, when_value
from ...names import NO_REGION, country_name, region_name
from .. import links, wording
from ..answer import HTML, Answer
from ..structured import event_data
from .page import Page

MOST_PAGES = 12
"""Pages that are quoted on the page of an event at most."""
_MOST_TEXT = 300
_FIELDS = {
    "title": "Name",
    "status": "Status",
    "start": "When",
    "end": "Until",
    "previous_start": "Moved from",
    "series": "How often",
    "organizer": "Host",
    "venue": "Place",
    "street": "Street",
    "city": "Town",
    "county": "County",
    "region": "State",
    "postcode": "Postal code",
    "country": "Country",
    "theme": "Over",
}
_FEEDS = ("ics", "rss")
_AREA = ("county", "region", "postcode", "country")
"""Not quoted where the words for the town are: they are mostly the same."""
_SHORT = {"start": "date", "previous_start": "old date"}
_VISIBILITY = {
    "published": "Confirmed",
    "review": "Held back: not sure any more",
    "hidden": "Taken down",
    "withdrawn": "Withdrawn: no page supports it any more",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one page tells: `words` are rows of (what, words on the page, where they were found).

    `origin` is where all of them were found, empty where they were found in different parts.
    """

    source: str
    url: str | None
    shown: str
    first: date
    last: date
    words: tuple[tuple[str, str, str], ...]
    origin: str


def event_page(page: Page, event: Event, history: Iterable[Change]) -> Answer:
    """The page of an event; 410 for one that a person took down."""
    if event.visibility == "hidden":
        text = "This entry was taken down. It was a mistake, or somebody asked for it."
        return page.render("message.html", {"heading": "No longer here", "text": text}, status=410)
    names = page.snapshot.source_names
    told = [_told(mention, names) for mention in _by_weight(event)]
    source_url = links.web_address(event.url) or next((one.url for one in told if one.url), None)
    details = " ".join(text for text in (f"Page: {source_url}" if source_url else "", page.own_address or "") if text)
    coming = (
        event.start is not None and max(day_of(event.start), wording.last_day(event) or date.min) >= page.snapshot.as_of
    )
    addable = coming and event.visibility == "published" and event.kind == "event" and event.status == "scheduled"
    return page.render(
        "event.html",
        {
            "event": event,
            "trail": _trail(page, event),
            "notices": list(_notices(event, coming)),
            "until": wording.last_day(event),
            "map_url": links.map_search(event),
            "addable": addable,
            "google": links.google_calendar(event, details),
            "outlook": links.outlook_calendar(event, details),
            "source_url": source_url,
            "report": links.report(page.settings.contact, event, page.own_address),
            "doubts": [text for flag, text in wording.DOUBTS.items() if flag in event.flags],
            "told": told[:MOST_PAGES],
            "untold": max(0, len(told) - MOST_PAGES),
            "sureness": _sureness(event, len(told)),
            "history": _history(event, history),
            "data": event_data(event, page.own_address),
        },
    )


def moved(page: Page, living: str) -> Answer:
    """The page of an id that was merged into another: a redirect, with a page that says so for hosts without redirects."""
    target = "../" * page.path.count("/") + links.event_path(living)
    values = {
        "heading": "One and the same event",
        "text": "This entry turned out to be the same event as another one.",
        "target": target,
        "canonical": links.event_path(living),
    }
    return Answer(page.render("message.html", values).body, HTML, 301, links.event_path(living))


def _trail(page: Page, event: Event) -> list[tuple[str, str]]:
    """The way to the event, as far as there are pages."""
    trail = [("events/", "Events")]
    if not event.country:
        return trail
    country = links.place_path(event.country)
    area = links.place_path(event.country, event.region or NO_REGION)
    steps = [(country, country_name(event.country))]
    if event.region:
        steps.append((area, region_name(event.country, event.region)))
    if event.city:
        town = links.place_path(event.country, event.region, event.city)
        steps.append((town, wording.one_line(event.city, 60)))
    return [*trail, *(step for step in steps if step[0] in page.snapshot.places)]


def _notices(event: Event, coming: bool) -> Iterator[tuple[str, str]]:
    """What must be known before anything else, as (tone, text)."""
    if event.status == "cancelled":
        yield "off", "This event is cancelled."
    if event.status == "postponed":
        yield "off", "This event is postponed. The page gives no new date; the one below is the old one."
    if event.visibility == "review":
        yield "doubt", "Unconfirmed: the program that read the page was not sure of this. Look at the page first."
    if event.visibility == "withdrawn":
        yield (
            "off",
            "Withdrawn: no page supports this entry any more. It is kept here so that old links still lead somewhere.",
        )
    if not coming and event.start is not None and event.status not in ("cancelled", "postponed"):
        yield "plain", "This event is over." if event.status != "held" else "This event was held."


def _sureness(event: Event, pages: int) -> str:
    """How sure the reading is, in words."""
    if event.confidence >= 0.95:
        words = "The program that read it is very sure of it"
    elif event.confidence >= 0.8:
        words = "The program that read it is sure of it"
    else:
        words = "The program that read it is not sure of it"
    many = "one page tells" if pages == 1 else f"{pages} pages tell"
    return f"{words} ({event.confidence:.0%}); {many} of it."


def _by_weight(event: Event) -> list[StoredMention]:
    """Pages before feeds, since they are for people; then those first that gave most of the values."""
    given = list(event.field_sources.values())

    def key(stored: StoredMention) -> tuple[bool, int, str, str]:
        start = stored.mention.evidence.get("start")
        return start is None or start.origin in _FEEDS, -given.count(stored.id), stored.page_url, stored.id

    return sorted(event.mentions, key=key)


def _told(mention: StoredMention, names: Mapping[str, str]) -> Told:
    rows: dict[str, tuple[list[str], str]] = {}
    for field, label in _FIELDS.items():
        evidence = mention.mention.evidence.get(field)
        if field in _AREA and "city" in mention.mention.evidence:
            continue
        if evidence is None or not (text := wording.one_line(evidence.text, _MOST_TEXT)):
            continue
        rows.setdefault(text, ([], wording.ORIGINS.get(evidence.origin, evidence.origin)))[0].append(label)
    url = links.web_address(mention.page_url)
    origins = {origin for _, origin in rows.values()}
    return Told(
        source=names.get(mention.source_id, mention.source_id),
        url=url,
        shown=wording.one_line(mention.page_url, 120),
        first=mention.first_seen.date(),
        last=mention.last_seen.date(),
        words=tuple((", ".join(labels), text, origin) for text, (labels, origin) in rows.items()),
        origin=origins.pop() if len(origins) == 1 else "",
    )


def _history(event: Event, changes: Iterable[Change]) -> list[tuple[date, list[str]]]:
    """What changed by day, newest first, each line once."""
    told = []
    for day, group in groupby(changes, key=lambda change: change.at.date()):
        some = list(group)
        if any(change.what == "moved" for change in some):
            some = [change for change in some if change.field not in ("end", "previous_start")]
        lines = dict.fromkeys(line for change in some if (line := change_words(change, event)))
        if lines:
            told.append((day, list(lines)))
    return told[::-1]


def change_words(change: Change, event: Event) -> str:
    """One change in words."""
    if change.what == "added":
        return "First found"
    if change.what == "merged":
        return "Another entry turned out to be this event"
    if change.what == "withdrawn":
        return _VISIBILITY["withdrawn"]
    if change.field == "visibility":
        return _VISIBILITY.get(change.new or "", "")
    if change.field == "status" and change.new:
        return f"Now {change.new}"
    label = _SHORT.get(change.field or "", _FIELDS.get(change.field or "", "").lower())
    if not label:
        return "Details changed"
    old, new = (_shown(change.field, value, event) for value in (change.old, change.new))
    if old and new:
        return f"{'Moved' if change.what == 'moved' else label.capitalize() + ' changed'} from {old} to {new}"
    return f"{label.capitalize()} added: {new}" if new else f"{label.capitalize()} removed: {old}"


def _shown(field: str | None, value: str | None, event: Event) -> str:
    if value and field in ("start", "end", "previous_start"):
        try:
            when = when_value(value)
        except ValueError:
            when = None
        if when is not None:
            return wording.when_words(when, event.country, event.timezone)
    return wording.one_line(value or "", 100)
