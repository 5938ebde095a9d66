"""Entries of RSS and Atom feeds, with the event extensions that platforms put into them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from ...model import Oddity, Place
from .addresses import put_geo, put_location, zone_at
from .candidate import Candidate, Found
from .links import link_id, own_link, path_of
from .plain_text import is_html, one_line, plain_text
from .printed import Printed, read_clock, read_printed
from .schema_org import MOST_ITEMS, put_times, put_title
from .stamps import Stamp, Zero, parse_stamp, settle

_LONGEST_BODY = 4_000_000
_LONGEST = 50_000
_TITLE_TAIL = re.compile(r"\s*\((\d{1,2}/\d{1,2}/\d{4}[^()]{0,60})\)\s*$")
"""One platform tells the time of the event only at the end of the title."""
_TICKS = re.compile(r"(?<=\d)6\d{17}$")
"""CivicPlus adds the moment of the last edit, in ticks, to the item's link."""
_GLUED = re.compile(
    r"(?<=[\w.])(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)(?<!Du)(?=[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2},\s?[A-Z]{2}\b)|(?<=[a-zà-öø-ÿ])(?=\d{1,5}\s[A-Z])"
)
_EXTENSIONS: dict[str, tuple[str, ...]] = {
    "day": ("startdate", "dtstart", "eventdates", "eventdate", "localtime", "localstart", "startdatetime"),
    "hour": ("starttime", "starthour", "eventtimes", "eventtime"),
    "last_day": ("enddate", "dtend", "localend", "enddatetime"),
    "last_hour": ("endtime", "endhour"),
    "place": ("location", "address", "venue"),
    "host": ("organizer", "organiser"),
}
"""Local names of extension elements, by what they tell; prefixes and namespaces differ from site to site."""
_STANDARD = frozenset(("title", "link", "links", "summary", "content", "published", "updated", "author", "id", "tags"))


@dataclass(frozen=True, slots=True)
class _Told:
    """The text of an extension element and its name."""

    text: str
    name: str


def read_syndication(body: bytes, url: str, place: Place, wanted: Callable[[str], bool] | None = None) -> Found:
    """The entries of an RSS or Atom feed, in its order. `url` is the feed's, `place` where its publisher stands.

    An entry whose extension or title tells the time of the event has `start`; the others (news) have `html` and `published`
    for prose reading. `wanted` sees title and text and says no where an entry need not be read. Nothing is ever fetched.
    """
    oddities: list[Oddity] = []
    if len(body) > _LONGEST_BODY:
        oddities.append(Oddity("feed-cut", f"{url}: only the first {_LONGEST_BODY} bytes of the feed are read"))
        body = body[:_LONGEST_BODY]
    try:
        feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # The parser makes no promise about what a spoilt feed raises.
        return [], [*oddities, Oddity("broken-feed", f"{url}: the feed cannot be read: {error}", "error")]
    if not feed.entries and not feed.get("version"):
        return [], [*oddities, Oddity("not-a-feed", f"{url}: the answer is no RSS or Atom feed", "error")]
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        oddities.append(
            Oddity("malformed-feed", f"{url}: the feed is not well-formed: {str(feed.bozo_exception)[:200]}", "info")
        )
    if len(feed.entries) > MOST_ITEMS:
        oddities.append(Oddity("too-many-items", f"{url}: more than {MOST_ITEMS} entries: the rest is not read"))
    zero: Zero = "true" if "eventsfeed" in path_of(url) else "label"
    found = []
    for number, entry in enumerate(feed.entries[:MOST_ITEMS], 1):
        candidate = _entry(entry, f"item[{number}]", url, place, wanted, zero)
        if candidate is not None:
            found.append(candidate)
    return found, oddities


def _entry(
    entry: Mapping[str, Any],
    locator: str,
    feed_url: str,
    place: Place,
    wanted: Callable[[str], bool] | None,
    zero: Zero,
) -> Candidate | None:
    title = _text(entry.get("title"))
    body = _body(entry)
    categories = ", ".join(_text(tag.get("term")) for tag in entry.get("tags") or () if isinstance(tag, Mapping))
    text = "\n".join(part for part in (one_line(title), plain_text(body), one_line(categories)) if part)
    if not text or (wanted is not None and not wanted(text)):
        return None
    candidate = Candidate("rss", text=text, html=body if is_html(body) else "", published=_published(entry, place))
    told = _extensions(entry)
    printed: Printed | None = None
    if tail := _TITLE_TAIL.search(title[-120:]):
        printed = read_printed(tail[1], place)
        if printed is not None:
            title = title[: len(title) - len(tail[0])]
    put_title(candidate, title, f"{locator}.title")
    if "place" in told:
        put_location(candidate, _GLUED.sub(" ", one_line(told["place"].text)), f"{locator}.{told['place'].name}", place)
    if "host" in told and (host := one_line(told["host"].text)[:200]) and "@" not in host:
        candidate.put("organizer", host, host, f"{locator}.{told['host'].name}")
    _put_point(candidate, entry, f"{locator}.point")
    _put_link(candidate, entry, locator, feed_url)
    zone = zone_at(candidate, place)
    if "day" in told and (pair := _times(told, place)) is not None:
        words = " ".join(told[key].text for key in ("day", "hour") if key in told)
        end_words = " ".join(told[key].text for key in ("last_day", "last_hour") if key in told) or words
        where = f"{locator}.{told['day'].name}"
        put_times(candidate, settle(*pair, zone), words, end_words, (where, where))
    elif printed is not None:
        where = f"{locator}.title"
        put_times(candidate, settle(printed.start, printed.end, zone), printed.start.text, None, (where, where))
    elif zero == "true" and (moment := _moment(_text(entry.get("published")))):
        # This plugin's feed gives the start of the event, in UTC, as the day of publication.
        stamp = Stamp(_text(entry.get("published")), moment.date(), moment.time(), moment.utcoffset())
        put_times(candidate, settle(stamp, None, zone, zero), stamp.text, None, (f"{locator}.pubDate",) * 2)
        candidate.published = None
    return candidate


def _times(told: dict[str, _Told], place: Place) -> tuple[Stamp, Stamp | None] | None:
    """Start and end from extension elements, each of which may hold a day, an hour, both, or a range."""
    said = read_printed(told["day"].text, place)
    if said is None:
        return None
    start, end = said.start, said.end
    clock = read_clock(told["hour"].text, place) if "hour" in told else None
    if start.clock is None and clock is not None:
        start = replace(start, clock=clock[0])
        end = replace(end or start, clock=clock[1]) if clock[1] is not None else end
    if "last_day" in told and (late := read_printed(told["last_day"].text, place)):
        end = late.start
    if (
        "last_hour" in told
        and (hours := read_clock(told["last_hour"].text, place))
        and (end is None or end.clock is None)
    ):
        end = replace(end or start, clock=hours[0])
    return start, end


def _extensions(entry: Mapping[str, Any]) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    for key, value in entry.items():
        if key in _STANDARD or not isinstance(value, str) or not value.strip() or key.endswith(("_detail", "_parsed")):
            continue
        name = key.replace("_", "").replace("-", "").lower()
        for what, names in _EXTENSIONS.items():
            if what not in told and name.endswith(names):
                told[what] = _Told(value.strip()[:500], key)
                break
    return told


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of content and description, as HTML or plain text."""
    contents = [_text(part.get("value")) for part in entry.get("content") or () if isinstance(part, Mapping)]
    return max([*contents, _text(entry.get("summary"))], key=len)[:_LONGEST]


def _put_link(candidate: Candidate, entry: Mapping[str, Any], locator: str, feed_url: str) -> None:
    link, guid = _text(entry.get("link")), _text(entry.get("id")).strip()
    own = own_link(link, feed_url)
    if own is not None:
        candidate.put("url", own, own, f"{locator}.link")
    guid = _TICKS.sub("", guid)[:300]
    candidate.native_id = (link_id(own) if own else None) or link_id(guid) or guid or None


def _put_point(candidate: Candidate, entry: Mapping[str, Any], locator: str) -> None:
    where = entry.get("where")
    point = where.get("coordinates") if isinstance(where, Mapping) else None
    if isinstance(point, tuple) and len(point) >= 2:
        put_geo(candidate, point[1], point[0], locator)
    elif entry.get("geo_lat") and entry.get("geo_long"):
        put_geo(candidate, entry["geo_lat"], entry["geo_long"], locator)


def _published(entry: Mapping[str, Any], place: Place) -> date | None:
    """The day of publication on the publisher's calendar: a stamp in UTC is converted, one with an offset is not."""
    for name in ("published", "updated"):
        text = _text(entry.get(name))
        moment = _moment(text)
        if moment is None:
            said = read_printed(text, place) if text else None
            if said is not None:
                return said.start.day
            continue
        zone = zone_at(Candidate("rss"), place)
        if zone is not None and moment.utcoffset() == UTC.utcoffset(None):
            try:
                return moment.astimezone(ZoneInfo(zone)).date()
            except OverflowError:
                return None
        return moment.date()
    return None


def _moment(text: str) -> datetime | None:
    """An RFC 822 or ISO 8601 moment; naive where no offset is given, None where it is neither."""
    if stamp := parse_stamp(text):
        return stamp.wall.replace(tzinfo=UTC) if stamp.offset is not None and not stamp.offset else stamp.wall
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
