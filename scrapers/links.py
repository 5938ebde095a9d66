"""Find the links of a page that can lead to news and events, the most promising first.

The usual link extractor costs several times the fetch itself. Here one regular expression runs over the bytes, and a
spelling seen once on a site costs one set look-up from then on; only new links are resolved, judged and scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from heapq import nlargest
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from cwac_aggregator import platforms
from cwac_aggregator.ids import canonical_url

from .scope import Scope
from .traps import age_in_days, is_trap, reduced

_TAG = re.compile(rb"<([aA]|area|AREA|link|LINK|base|BASE|frame|FRAME|iframe|IFRAME)\s([^>]{1,4000})>")
_LOWER_HREF = re.compile(rb"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HREF = re.compile(rb"""(?:^|\s)(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_XML_LINK = re.compile(rb"<(?:link|loc)(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)\b", re.IGNORECASE)
_SITEMAP_ENTRY = re.compile(rb"<(url|sitemap)>(.{1,5000}?)</\1>", re.IGNORECASE | re.DOTALL)
_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)", re.IGNORECASE)
_LASTMOD = re.compile(rb"<lastmod>\s*([^<\s]+)", re.IGNORECASE)
_REFRESH = re.compile(rb"""<meta[^>]{1,80}refresh[^>]{1,80}?url\s*=\s*['"]?([^'">]+)""", re.IGNORECASE)
_INNER_TAG = re.compile(rb"<[^>]*>")
_WORD = re.compile(r"[a-zà-öø-ÿ]+")
_NUMBER = re.compile(r"\d+")
_FEED_TYPE = re.compile(rb"application/(?:rss|atom)\+xml|text/calendar", re.IGNORECASE)
_XML = (b"<?xml", b"<rss ", b"<feed", b"<urls", b"<site", b"<rdf:")
_SKIPPED = (b"#", b"javascript:", b"mailto:", b"tel:", b"data:", b"sms:", b"fax:", b"whatsapp:", b"about:")

_WEIGHTS: dict[str, int] = {}
for _weight, _words in (
    (
        40,
        "coffee coffeewithacop cop cops copper cuppa cocoa donuts doughnuts icecream tacos café cafe kaffee koffie policia",
    ),
    (
        25,
        "event events eventos event-calendar calendar calendars calendario veranstaltungen veranstaltung termine agenda "
        "evenements événements evenementen upcoming rssfeed feed feeds ics ical icalendar rss atom",
    ),
    (
        20,
        "news newsroom press release releases blog blogs post posts journal article articles story stories alerts civicalerts "
        "newsflash announcements announcement updates bulletin newsletter noticias nachrichten aktuelles presse pressemitteilungen "
        "nieuws actualites actualités comunicados prensa meldungen community-news media",
    ),
    (
        15,
        "police sheriff sheriffs polizei policia policía politie department outreach community communities comunidad "
        "neighborhood neighbourhood engagement relations program programs programas crime prevention chief public safety",
    ),
    (8, "page archive archives archivo older next previous month about cream cone chat conversation meet"),
    (
        -25,
        "careers career jobs job employment bids bid rfp rfps procurement permits permit minutes budget tax taxes utilities "
        "water sewer zoning planning license licenses payment payments pay code codes ordinance ordinances privacy terms "
        "accessibility disclaimer sitemap copyright login staff directory forms form documents documentcenter facility "
        "facilities reservation reservations library adoption pets recycling parking tickets faq faqs donate subscribe shop store",
    ),
):
    _WEIGHTS.update(dict.fromkeys(_words.split(), _weight))
_PAGE = re.compile(
    r"(?:[?&](?:page|paged|pg|npage|offset|start)=|/(?:page|paged|pg)[/-]|/?-npage-)(\d{1,4})(?!\d)/?", re.IGNORECASE
)

SITEMAP_SCORE = 45
SITEMAP_LEADS = 300
"""Leads taken from one sitemap, at most."""
MANY_NEW = 3
"""New addresses that make the listing behind a listing worth asking for again."""
FEED_BONUS = 35
REFRESH_BONUS = 50
HIGHEST = 70
LOWEST = -15
"""A lead under this is not worth a request."""


class Lead(NamedTuple):
    """A link worth following: a canonical address, how promising it is (higher first), and whether nothing links to it."""

    url: str
    score: int
    guess: bool = False


class Found(NamedTuple):
    """What a page links to: new leads, and addresses at rest that it gives a reason to ask for after all."""

    leads: list[Lead]
    woken: list[Lead]


class LinkFinder:
    """The leads of one source, each given once.

    `scope` bounds them, `today` is the day of the run from which calendars are followed 60 days back and 400 ahead.
    """

    __slots__ = ("_known", "_listings", "_resting", "_scope", "_shapes", "_spellings", "_today")

    def __init__(self, scope: Scope, today: date) -> None:
        self._scope = scope
        self._today = today
        self._spellings: set[bytes] = set()
        self._known: set[str] = set()
        self._resting: dict[str, datetime | None] = {}
        self._listings: dict[str, list[tuple[int, str]]] = {}
        self._shapes: dict[str, int] = {}

    def admit(self, url: str) -> bool:
        """Mark a canonical address as known. False when it was known before."""
        key = _key(url)
        if key in self._known:
            return False
        self._known.add(key)
        return True

    def wake(self, url: str) -> bool:
        """Take an address out of its rest, since something leads there now. False where it was not at rest."""
        if url not in self._resting:
            return False
        del self._resting[url]
        return True

    def rest(self, url: str, asked: datetime | None) -> None:
        """Mark a canonical address as known from an earlier run, last asked for at `asked`, and not due in this one."""
        self._known.add(_key(url))
        self._resting[url] = asked
        if is_pagination(url):
            listing, number = _listing(url)
            self._listings.setdefault(listing, []).append((number, url))

    def sitemaps(self, urls: Iterable[str]) -> list[Lead]:
        """The leads for a site's sitemaps, which need not be inside the allow rules; what they list must be."""
        found = (_joined(url, url) for url in urls)
        return [Lead(url, SITEMAP_SCORE) for url in found if url and self._scope.is_home(url) and self.admit(url)]

    def offered(self, places: Iterable[Lead]) -> list[Lead]:
        """The new leads among addresses that somebody knows to be worth a look."""
        found = (place._replace(url=_joined(place.url, place.url) or "") for place in places)
        return [
            lead
            for lead in found
            if lead.url and self.admit(lead.url) and self._scope.allows(lead.url) and not is_trap(lead.url, self._today)
        ]

    def forget(self, url: str) -> None:
        """Take an address for new again."""
        self._known.discard(_key(url))
        self._resting.pop(url, None)

    def find(self, url: str, body: bytes, score: int = 0) -> Found:
        """New leads of the page, feed or sitemap at `url`. Part of the page's own `score` passes to what it links to.

        A listing that shows several new addresses wakes the listing behind it; a sitemap wakes what it says has changed.
        """
        base = url
        is_xml = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in _XML
        heir = max(0, score) // 3
        found: list[Lead] = []
        if is_xml and _SITEMAP.search(body, 0, 3000):
            return self._sitemap(body)
        for match in _TAG.finditer(body):
            attributes = match[2]
            # A literal beginning makes the search four times as quick as one that minds case; few need the other.
            href = _LOWER_HREF.search(attributes)
            if href is None or (href.start() and attributes[href.start() - 1] not in b" \t\r\n\"'"):
                href = _HREF.search(attributes)
                if href is None:
                    continue
            raw = (href[1] or href[2] or href[3] or b"").strip()
            tag = match[1].lower()
            if tag == b"base":
                base = _joined(url, _text(raw)) or base
                continue
            if tag == b"link" and not is_xml and not _is_feed(attributes):
                continue
            if not self._is_new(raw, base):
                continue
            words = "" if tag == b"link" else _anchor(body, match.end())
            bonus = FEED_BONUS if tag == b"link" and not is_xml else 0
            lead = self._lead(_text(raw), base, words, heir + bonus)
            if lead is not None:
                found.append(lead)
        if is_xml:
            for match in _XML_LINK.finditer(body):
                if self._is_new(match[1], base) and (lead := self._lead(_text(match[1]), base, "", heir)):
                    found.append(lead)
        elif (refresh := _REFRESH.search(body, 0, 4000)) and self._is_new(refresh[1], base):
            lead = self._lead(_text(refresh[1]), base, "", REFRESH_BONUS)
            found += [lead] if lead else []
        return Found(found, self._behind(url, heir) if len(found) >= MANY_NEW else [])

    def _behind(self, url: str, score: int) -> list[Lead]:
        """The next page of the listing at `url`, where it rests."""
        listing, number = _listing(url)
        later = sorted(item for item in self._listings.get(listing, ()) if item[0] > number)
        if not later or later[0][1] not in self._resting:
            return []
        self.wake(later[0][1])
        return [Lead(later[0][1], score)]

    def _sitemap(self, body: bytes) -> Found:
        """The best of a sitemap (sitemaps.org protocol), and what changed since it was asked for."""
        leads: list[Lead] = []
        woken: list[Lead] = []
        for match in _SITEMAP_ENTRY.finditer(body):
            place = _LOC.search(match[2])
            if place is None:
                continue
            stamp = _LASTMOD.search(match[2])
            changed = _day(stamp[1]) if stamp else None
            href = _text(place[1])
            lead = self._lead(href, href, "", 0)
            if lead is None:
                url = _joined(href, href)
                if url and changed is not None and self._changed_since(url, changed) and self.wake(url):
                    woken.append(Lead(url, 0))
                continue
            if changed is not None:
                age = (self._today - changed).days
                lead = Lead(lead.url, lead.score + (10 if age <= 60 else 0 if age <= 400 else -15))
            leads.append(lead)
        return Found(nlargest(SITEMAP_LEADS, leads, key=lambda lead: lead.score), woken)

    def _changed_since(self, url: str, changed: date) -> bool:
        asked = self._resting.get(url)
        return asked is not None and changed > asked.date()

    def _is_new(self, raw: bytes, base: str) -> bool:
        if not raw or raw[:11].lower().startswith(_SKIPPED):
            return False
        # A relative spelling means another address in another folder, a bare query another one on another page.
        if raw.startswith(b"?"):
            raw = base.partition("?")[0].encode() + raw
        elif not raw.startswith((b"/", b"http")):
            raw = base.rpartition("/")[0].encode() + b" " + raw
        if raw in self._spellings:
            return False
        self._spellings.add(raw)
        return True

    def _lead(self, href: str, base: str, words: str, bonus: int) -> Lead | None:
        url = _joined(base, href)
        if url is None or not self.admit(url):
            return None
        if not self._scope.allows(url) or is_trap(url, self._today):
            return None
        score = bonus + self._score(url, words)
        return Lead(url, score) if score >= LOWEST else None

    def _score(self, url: str, words: str) -> int:
        parts = urlsplit(url)
        place = f"{parts.path}?{parts.query}"
        tokens = set(_WORD.findall(place.lower()))
        tokens.update(_WORD.findall(words.lower()))
        score = min(HIGHEST, sum(_WEIGHTS.get(token, 0) for token in tokens))
        if is_pagination(place):
            score -= 5
        age = age_in_days(place, self._today)
        if age is not None:
            score += 12 if age <= 60 else 0 if age <= 400 else -12
        # Many addresses of one shape are an archive or a calendar without end: each costs a little more than the last.
        shape = _NUMBER.sub("0", place) if _NUMBER.search(place) else ""
        if shape:
            count = self._shapes.get(shape, 0)
            self._shapes[shape] = count + 1
            score -= min(30, count // 5)
        return score


def is_pagination(url: str) -> bool:
    """Whether an address is a listing's page further back."""
    return _PAGE.search(url) is not None


def _listing(url: str) -> tuple[str, int]:
    """The address of a listing without its page number, and the number (0 where it carries none)."""
    found = _PAGE.search(url)
    return _PAGE.sub("", url).rstrip("/?&"), int(found[1]) if found else 0


def _joined(base: str, href: str) -> str | None:
    """The canonical address of a link, without view state; None where it is no http(s) address."""
    try:
        url = canonical_url(href, base)
        item = platforms.item_of(url)
    except ValueError:
        return None
    url = reduced(url) if item is None else item[0]
    return url if url.startswith(("http://", "https://")) else None


def _key(url: str) -> str:
    """What makes two addresses one on a site: servers that answer .aspx do not tell upper from lower case."""
    lowered = url.lower()
    return lowered if ".asp" in lowered else url


def _day(stamp: bytes) -> date | None:
    try:
        return date.fromisoformat(stamp[:10].decode())
    except ValueError:
        return None


def _is_feed(attributes: bytes) -> bool:
    lowered = attributes.lower()
    return (b"alternate" in lowered or b"next" in lowered) and (
        (_FEED_TYPE.search(lowered) is not None and b"comments" not in lowered) or b'"next"' in lowered
    )


def _anchor(body: bytes, start: int) -> str:
    end = body.find(b"</", start, start + 600)
    while end != -1 and body[end + 2 : end + 3] not in b"aA":
        end = body.find(b"</", end + 2, start + 600)
    inner = body[start : end if end != -1 else start + 120]
    return _text(_INNER_TAG.sub(b" ", inner))


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return unescape(text).strip() if "&" in text else text
