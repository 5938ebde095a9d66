"""Find the links of a page that can lead to news and events, the most promising first.

The usual link extractor costs several times the fetch itself. Here one regular expression runs over the bytes, and a
spelling seen once on a site costs one set look-up from then on; only new links are resolved, judged and scored.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from cwac_aggregator.ids import canonical_url

from .scope import Scope
from .traps import age_in_days, is_trap, reduced

_TAG = re.compile(rb"<(a|area|link|base|frame|iframe)\s([^>]{1,4000})>", re.IGNORECASE)
_HREF = re.compile(rb"""(?:^|\s)(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_XML_LINK = re.compile(rb"<(?:link|loc)(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)", re.IGNORECASE)
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
_PAGE = re.compile(r"[?&/](?:page|paged|pg|p|npage|offset|start)[=/-]\d{1,3}(?:\b|/|$)", re.IGNORECASE)

FEED_BONUS = 35
HIGHEST = 70
LOWEST = -15
"""A lead under this is not worth a request."""


class Lead(NamedTuple):
    """A link worth following: a canonical address, and how promising it is (higher first)."""

    url: str
    score: int


class LinkFinder:
    """The leads of one source, each given once.

    `scope` bounds them, `today` is the day of the run from which calendars are followed 60 days back and 400 ahead.
    """

    __slots__ = ("_known", "_scope", "_shapes", "_spellings", "_today")

    def __init__(self, scope: Scope, today: date) -> None:
        self._scope = scope
        self._today = today
        self._spellings: set[bytes] = set()
        self._known: set[str] = set()
        self._shapes: dict[str, int] = {}

    def admit(self, url: str) -> bool:
        """Mark a canonical address as known. False when it was known before."""
        if url in self._known:
            return False
        self._known.add(url)
        return True

    def find(self, url: str, body: bytes, score: int = 0) -> list[Lead]:
        """New leads of the page or feed at `url`. Part of the page's own `score` passes to what it links to."""
        base = url
        is_xml = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in _XML
        heir = max(0, score) // 3
        found: list[Lead] = []
        for match in _TAG.finditer(body):
            attributes = match[2]
            href = _HREF.search(attributes)
            if href is None:
                continue
            raw = (href[1] or href[2] or href[3] or b"").strip()
            tag = match[1].lower()
            if tag == b"base":
                base = urljoin(url, _text(raw))
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
        return found

    def lead(self, url: str, score: int = 0) -> Lead | None:
        """The lead for one address that comes from elsewhere (a sitemap, a platform), or None."""
        return self._lead(url, url, "", score)

    def _is_new(self, raw: bytes, base: str) -> bool:
        if not raw or raw[:11].lower().startswith(_SKIPPED):
            return False
        # A path-relative spelling means another address in another folder.
        if not raw.startswith((b"/", b"http")):
            raw = base.rpartition("/")[0].encode() + b" " + raw
        if raw in self._spellings:
            return False
        self._spellings.add(raw)
        return True

    def _lead(self, href: str, base: str, words: str, bonus: int) -> Lead | None:
        try:
            url = reduced(canonical_url(href, base))
        except ValueError:
            return None
        if not url.startswith("http") or url in self._known:
            return None
        self._known.add(url)
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
        if _PAGE.search(place):
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
