"""What a platform hands over: the entries its markup holds, and the addresses of its lists and feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FeedKind = Literal["rss", "ics", "json", "list", "news", "archive", "sitemap"]
"""`list` is a page with events, `news` a page with posts, `archive` a page that leads to old ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event or post as the platform's markup sets it apart: texts, not values. An absent text is "".

    A text that stands in several places or lines of the page has one line per piece, in reading order.
    """

    title: str = ""
    when: str = ""
    """Printed day and hour. Where a grid prints the month once, the month stands in front of the day."""
    where: str = ""
    text: str = ""
    """The description, or the body of a post."""
    published: str = ""
    """The stamp of a post: when it was put up, which is never the day of an event."""
    start: str = ""
    """What an attribute says about the start, in ISO 8601, and only where this platform is known to be right about it:
    a day, or wall-clock time with or without offset. It settles the year that `when` leaves out."""
    end: str = ""
    """As `start`. Only where one is stated."""
    zone: str = ""
    """The IANA time zone that the entry names itself."""
    status: str = ""
    """What the entry's own status field says ("cancelled"). Mostly nothing: a cancellation is a word in the title."""
    link: str | None = None
    """Absolute canonical address of the entry's own page; None on a detail page and for rows without one."""
    native_id: str | None = None
    """The platform's own id, e.g. "event:1139" or "post:786", without times and edit stamps."""
    locator: str = ""
    """XPath of the entry's element, or of the script its data stands in."""
    detail: bool = False
    """True: the entry is what the page is about. False: one of the rows of a list."""


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that leads to events. `stated`: the page itself names it; else it is where this platform usually has it."""

    url: str
    kind: FeedKind
    stated: bool = False
