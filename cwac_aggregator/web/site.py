"""The site: every address and what stands there. Knows nothing of servers or files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib import resources

from exports import Edition
from exports.calendar import calendar_entry, event_calendar

from ..config import Settings
from ..database import Change, Database
from ..errors import UnknownIdError
from ..model import Event
from . import links
from .answer import CALENDAR, Answer
from .files import Download
from .pages import event as event_pages
from .pages import information, lists, overview
from .pages.page import Page
from .snapshot import Snapshot, take
from .wording import one_line

_EVENT = re.compile(r"events/(e[0-9a-f]{20})/")
_EVENT_FEED = re.compile(r"events/(e[0-9a-f]{20})\.ics")
_PART = re.compile(r"(.*/)page/([1-9]\d{0,5})/")
_ASSETS = {
    "style.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Site:
    """Everything at one moment.

    `static` is true for a copy without a server, where a script does the searching. `downloads` are the export files that
    lie beside the pages. `as_of` overrides the day of the last finished crawl.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        static: bool = False,
        downloads: Mapping[str, Download] | None = None,
        as_of: date | None = None,
    ) -> None:
        self._database = database
        self._settings = settings
        self._static = static
        self._downloads = downloads or {}
        self.snapshot: Snapshot = take(database, as_of)

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        """What stands at a path, which is relative to the root and has no slash in front. Unknown paths get a 404 page."""
        asset = self._asset(path)
        if asset is not None:
            return asset
        found = self._event(path) if path.startswith("events/e") else self._page(path, query)
        if found is None and path.startswith(("data/", "downloads/")):
            found = information.file(self._of(path, query))
        if found is None and not path.endswith("/") and path and self.answer(f"{path}/", {}).status == 200:
            return Answer(b"", status=301, location=f"{path}/")
        return found or self.not_found(path)

    def paths(self) -> Iterator[str]:
        """Every address that is not an event's or a file for searching, without the parts of long lists."""
        yield from (f"assets/{name}" for name in _ASSETS)
        yield from _FIXED
        for path in self.snapshot.places:
            yield path
            if len(self.snapshot.below.get(path, ())) > lists.MOST_INSIDE:
                yield f"{path}{lists.ALL_INSIDE}"
        yield from self.snapshot.themes
        yield from (links.month_path(month) for month in self.snapshot.months)

    def parts(self, path: str) -> Iterator[tuple[str, Answer]]:
        """A page and, where it is a long list, the pages that go on with it."""
        number, at = 1, path
        while (found := self.answer(at, {})).status == 200:
            yield at, found
            if not path.endswith("/") and path:
                return
            number += 1
            at = f"{path}page/{number}/"

    def not_found(self, path: str, root: str | None = None) -> Answer:
        """The page that says that there is nothing here."""
        text = "There is no page at this address. It may have been mistyped, or it never was."
        page = self._of(path, {}, root)
        return page.render("message.html", {"heading": "Not found", "text": text}, status=404)

    def event(self, event_id: str) -> Answer:
        """The page of an event; a redirect for an id that was merged away."""
        return self._event(links.event_path(event_id)) or self.not_found(links.event_path(event_id))

    def event_of(self, event: Event, history: Iterable[Change]) -> Answer:
        """The page of an event, for whoever has the event already."""
        return event_pages.event_page(self._of(links.event_path(event.id), {}), event, history)

    def _of(self, path: str, query: Mapping[str, str], root: str | None = None) -> Page:
        return Page(
            path=path,
            query=query,
            snapshot=self.snapshot,
            database=self._database,
            settings=self._settings,
            static=self._static,
            downloads=self._downloads,
            root=root,
        )

    def _asset(self, path: str) -> Answer | None:
        folder, _, name = path.partition("/")
        if folder != "assets" or name not in _ASSETS:
            return None
        return Answer((resources.files(__package__) / "assets" / name).read_bytes(), _ASSETS[name])

    def _event(self, path: str) -> Answer | None:
        found = _EVENT.fullmatch(path) or _EVENT_FEED.fullmatch(path)
        if found is None:
            return None
        try:
            event = self._database.events.get(found[1])
        except UnknownIdError:
            return None
        if path.endswith(".ics"):
            if event.id != found[1]:
                return Answer(b"", CALENDAR, 301, links.event_feed(event.id))
            return self._calendar(event)
        page = self._of(path, {})
        if event.id != found[1]:
            return event_pages.moved(page, event.id)
        return event_pages.event_page(page, event, self._database.public.history([event.id]).get(event.id, []))

    def _calendar(self, event: Event) -> Answer | None:
        """The calendar file of an event, None where it does not belong into a calendar."""
        edition = Edition(self.snapshot.as_of, self._settings.site_url)
        entry = calendar_entry(event, edition) if event.visibility == "published" and event.kind == "event" else None
        if entry is None:
            return None
        name = one_line(event.title, 120)
        return Answer(event_calendar(entry, name, links.event_feed(event.id), edition), CALENDAR)

    def _page(self, path: str, query: Mapping[str, str]) -> Answer | None:
        part = _PART.fullmatch(path)
        base, number = (part[1], int(part[2])) if part else (path, 1)
        if part and number == 1:
            return None
        page = self._of(path, query)
        if base in _FIXED:
            make = _FIXED[base]
            if part and base not in _LONG:
                return None
            return make(page, number)
        if base in self.snapshot.places:
            return lists.place(page, self.snapshot.places[base], number)
        if base.endswith(lists.ALL_INSIDE) and (above := base.removesuffix(lists.ALL_INSIDE)) in self.snapshot.places:
            return lists.inside(page, self.snapshot.places[above], number)
        if base in self.snapshot.themes:
            return lists.theme(page, base, number)
        if (month := base.removeprefix("months/").rstrip("/")) in self.snapshot.months and base.startswith("months/"):
            return lists.month(page, month, number)
        return None


_FIXED: dict[str, Callable[[Page, int], Answer | None]] = {
    "": overview.home,
    "events/": lists.events,
    "unconfirmed/": lists.unconfirmed,
    "places/": overview.places,
    "themes/": overview.themes,
    "subscribe/": information.subscribe,
    "downloads/": information.downloads,
    "downloads/dictionary/": information.dictionary,
    "changes/": information.changes,
    "sources/": information.sources,
    "coverage/": overview.coverage,
    "about/": information.about,
}
_LONG = frozenset({"events/", "unconfirmed/", "sources/"})
