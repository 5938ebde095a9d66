"""Events as a known platform's markup sets them apart: each entry with a full date becomes a candidate."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial

from lxml.html import HtmlElement

from ... import platforms
from ...model import Document, Place
from ...platforms import Entry
from ..scan import may_be_named
from .addresses import known_zone
from .candidate import Candidate
from .links import site_of
from .schema_org import PRINTED, Reading, read_item


def read_entries(
    root: HtmlElement,
    document: Document,
    place: Place,
    names: Sequence[str] = (),
    classes: Set[str] | None = None,
) -> list[Candidate]:
    """The dated entries of a page made with a known platform, in the order of the page.

    Entries that cannot name an event of the program are left out early, unless their publisher uses `names` of its own.
    An entry without a date of its own, such as a news post, is left to the prose reader. `classes` are all of the page's.
    """
    wanted = partial(may_be_named, language=place.language or "en")
    platform = platforms.recognise(document.body, document.url)
    found: list[Candidate] = []
    for entry in platforms.entries(root, document.url, platform, None if names else wanted, classes):
        if not entry.title or not (entry.start or entry.when):
            continue
        if not names and not may_be_named(f"{entry.title} {entry.text}", place.language or "en"):
            continue
        reading = Reading("platform", document.url, place, "label", known_zone(entry.zone))
        candidates, _ = read_item(_item(entry), entry.locator or "platform", reading)
        for candidate in candidates:
            if "start" not in candidate.values:
                continue
            candidate.main = entry.detail
            if entry.native_id:
                candidate.native_id = f"{site_of(document.url)}/{entry.native_id}"
            found.append(candidate)
    return found


def _item(entry: Entry) -> dict[str, object]:
    """The entry in the vocabulary of schema.org."""
    stated = {
        "name": entry.title,
        "startdate": entry.start or entry.when,
        "startdate" + PRINTED: entry.when if entry.start else "",
        "enddate": entry.end,
        "location": entry.where.replace("\n", ", "),
        "description": entry.text,
        "eventstatus": entry.status,
        "url": entry.link or "",
    }
    return {name: value for name, value in stated.items() if value}
