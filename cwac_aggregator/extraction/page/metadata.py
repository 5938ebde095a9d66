"""What a page says of itself: its title, its language, the day it was published.

The day is looked for in the article's JSON-LD, the meta tags, `<time>` elements, the posting stamp near the title and the
address, in this order of trust. A date in the address alone tells about when, not on which day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from ...normalization.language import Lexicon
from ..cues import cues, plain
from ..lines import Block, Line, Reader, month_named
from ..tags import elements_of
from .posting_stamps import mark_stamps
from .titles import document_title
from .tree_text import texts

_META_NAMES = frozenset(
    [
        "article:published_time",
        "article:published",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "dcterms.issued",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "cxenseparse:recs:publishtime",
        "dc.date.created",
        "created",
        "originalpublicationdate",
    ]
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_STAMP_TIME = re.compile(
    r"(?:^|[\s_-])(?:entry-date|published|post-?date|pubdate|posted-?on|updated|asset-date|tnt-date|article-date|byline|timestamp|dateline|date-published|datum|fecha|blog-date)(?:$|[\s_-])"
)
_PUBLISHED: Any = etree.XPath("descendant-or-self::*/@itemprop[. = 'datePublished']/..")


@dataclass(slots=True)
class PageFacts:
    """What is known of the page itself. `around` is a day near the day of writing, `month` the middle of its month, both
    from the address."""

    title: str
    published: date | None = None
    around: date | None = None
    month: date | None = None
    years: tuple[int, ...] = ()
    newest_year: Callable[[], int | None] = lambda: None
    """The newest plausible year printed on the page, asked for only where the page tells an event."""
    passed: Callable[[], bool] = lambda: False
    """Whether a banner says that the event is past; asked for in the same way."""


def month_of_title(root: HtmlElement, reader: Reader) -> date | None:
    """The middle of the month that the `<title>` of a calendar names ("Community calendar for January 2019")."""
    text = document_title(root)
    return month_named(reader.annotate(Line(text, Block("heading", text, 1), -1)))


def is_passed(root: HtmlElement, lexicon: Lexicon) -> bool:
    """Whether one banner of the page says that its event is past; several are marks in a list of others."""
    words, english = cues(lexicon.code), cues("en")
    whole = "\n".join(piece for piece in texts(root) if 8 < len(piece) < 70 and not piece.isspace())
    whole = plain(whole)  # one search over all is cheap, and finds nothing on most pages
    if not words.has("passed", whole) and not (english.code != words.code and english.has("passed", whole)):
        return False
    pieces = [plain(piece) for piece in texts(root) if 8 < len(piece) < 70 and not piece.isspace()]
    return sum(words.has("passed", low) or english.has("passed", low) for low in pieces) == 1


def published_day(
    root: HtmlElement,
    blocks: list[Block],
    reader: Reader,
    from_jsonld: date | None,
    fetched: date | None = None,
    microdata: bool = True,
) -> date | None:
    """The day the page was published, and the posting stamps among `blocks` marked as such (kind "stamp").

    `microdata` tells whether the page's source holds "datePublished": cheaper than to look at every element.
    """
    meta = from_jsonld or _from_meta(root)
    timed = _from_time(root, microdata)
    stamp = mark_stamps(blocks, reader, meta or timed, fetched)
    return meta or timed or stamp


def _from_meta(root: HtmlElement) -> date | None:
    for meta in elements_of(root, "meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META_NAMES:
            day = iso_day(meta.get("content") or "")
            if day:
                return day
    return None


def _from_time(root: HtmlElement, microdata: bool) -> date | None:
    for element in elements_of(root, "time"):
        stamp = element.get("datetime") or ""
        names = f"{element.get('class', '')} {element.get('itemprop', '')} {'published' if element.get('pubdate') is not None else ''}".lower()
        if "datepublished" in names or _STAMP_TIME.search(names):
            parent = element
            teaser = False
            for _ in range(6):
                parent = parent.getparent()
                if parent is None:
                    break
                if parent.tag in ("aside", "footer", "nav", "li") or "comment" in (parent.get("class") or ""):
                    teaser = True
                    break
            if not teaser and (day := iso_day(stamp)):
                return day
    for element in _PUBLISHED(root) if microdata else ():
        day = iso_day(element.get("content") or element.get("datetime") or "")
        if day:
            return day
    return None


def iso_day(text: str) -> date | None:
    """The day at the start of an ISO 8601 text, or None."""
    match = _ISO_DAY.match(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
