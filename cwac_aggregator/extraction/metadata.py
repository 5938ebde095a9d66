"""What a page says of itself: its title, its language, the day it was published.

The day is looked for in the article's JSON-LD, the meta tags, `<time>` elements, the posting stamp near the title and the
address, in this order of trust. A date in the address alone tells about when, not on which day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from ..normalization.clocks import TimeSpan
from ..normalization.dates import DateSpan, Order
from ..normalization.language import Lexicon
from ..normalization.resolve import TimeFrame, resolve
from ..normalization.when import find_expressions
from .block import Block, clean
from .cues import cues, plain
from .labels import label_of
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
_PATH_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_PATH_MONTH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})(?=[/_-]|$)")
_PATH_YEAR = re.compile(r"[/_-]((?:19|20)\d{2})(?=[/_.-]|$)")
_COMPACT = re.compile(r"(?:^|[/_-])(\d{2})(\d{2})(\d{2})(?=[/_.-]|$)")
_COMPACT_ISO = re.compile(r"(?:^|[/_-])(20\d{2})(\d{2})(\d{2})(?=[/_.-]|$|\d{0,6}$)")
_SLUG_DAY = re.compile(r"-(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})(?=[/.]|$)")
_TITLE_TAIL = re.compile(r"\s+(?:[|•·»›–—-]|::)\s+")
_AUTHOR_FIRST = re.compile(r"[^\W\d_][\w.'-]*(?: [\w.'-]+){1,3} \| ")
_STAMP_TIME = re.compile(
    r"(?:^|[\s_-])(?:entry-date|published|post-?date|pubdate|posted-?on|updated|asset-date|tnt-date|article-date|byline|timestamp|dateline|date-published|datum|fecha|blog-date)(?:$|[\s_-])"
)


_PUBLISHED: Any = etree.XPath("descendant-or-self::*[@itemprop='datePublished']")


@dataclass(slots=True)
class PageFacts:
    """What is known of the page itself. `around` is a day near the day of writing, `month` the middle of its month, both
    from the address."""

    title: str
    published: date | None = None
    around: date | None = None
    month: date | None = None
    years: tuple[int, ...] = ()
    newest_year: int | None = None
    passed: bool = False
    """A banner says that the event is past."""


_MANY_HEADINGS = 3
_BADGE = 30
"""Letters of the longest day over the heading of a card."""
_FEW_LETTERS = 8
_SENTENCE = 40
"""Letters of the shortest sentence that tells a tale."""
"""What may stand beside a day that ends in a full stop and is no sentence."""


def page_title(root: HtmlElement, blocks: list[Block]) -> str:
    """The page's own heading: its h1, else og:title, else `<title>` without the site's name."""
    document_title = ""
    found = root.find(".//title")
    if found is not None:
        document_title = clean(found.text_content())
    headings = [b.text for b in blocks if b.kind == "heading" and b.level == 1]
    if headings:
        if len(headings) == 1:
            return headings[0]
        folded = plain(document_title)
        named = [text for text in headings if plain(text) in folded]
        if named or len(headings) < _MANY_HEADINGS:
            return max(named or headings, key=len)
        # a list whose entries have a first heading each: none of them is the page's
    for meta in root.iterfind(".//meta[@property='og:title']"):
        content = clean(meta.get("content") or "")
        if content:
            return content
    if document_title:
        return _TITLE_TAIL.split(document_title)[0] if _TITLE_TAIL.search(document_title) else document_title
    for block in blocks:
        if block.kind == "heading":
            return block.text
    return ""


def is_passed(root: HtmlElement, lexicon: Lexicon) -> bool:
    """Whether one banner of the page says that its event is past; several are marks in a list of others."""
    words, english = cues(lexicon.code), cues("en")
    whole = "\n".join(piece for piece in texts(root) if 8 < len(piece) < 70 and not piece.isspace())
    whole = plain(whole)  # one search over all is cheap, and finds nothing on most pages
    if not words.has("passed", whole) and not (english is not words and english.has("passed", whole)):
        return False
    pieces = [plain(piece) for piece in texts(root) if 8 < len(piece) < 70 and not piece.isspace()]
    return sum(words.has("passed", low) or english.has("passed", low) for low in pieces) == 1


def published_day(
    root: HtmlElement, blocks: list[Block], lexicon: Lexicon, order: Order, from_jsonld: date | None
) -> date | None:
    """The day the page was published, and the posting stamps among `blocks` marked as such (kind "stamp")."""
    meta = from_jsonld or _from_meta(root)
    timed = _from_time(root)
    stamp = mark_stamps(blocks, lexicon, order, meta or timed)
    return meta or timed or stamp


def _from_meta(root: HtmlElement) -> date | None:
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META_NAMES:
            day = iso_day(meta.get("content") or "")
            if day:
                return day
    return None


def _from_time(root: HtmlElement) -> date | None:
    for element in root.iter("time"):
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
    for element in _PUBLISHED(root):
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


def mark_stamps(blocks: list[Block], lexicon: Lexicon, order: Order, known: date | None) -> date | None:
    """Mark posting stamps among the blocks; the day of the first. A stamp says so ("Posted on"), or is nothing but one
    date next to the heading of an article."""
    words = cues(lexicon.code)
    english = cues("en")
    first: date | None = None
    heading = next((i for i, b in enumerate(blocks) if b.kind == "heading" and b.level == 1), None)
    if heading is None:
        heading = next((i for i, b in enumerate(blocks) if b.kind == "heading"), -1)
    bare: list[tuple[Block, date]] = []
    for i, block in enumerate(blocks):
        text = block.text
        if len(text) > 160 or not any(c.isdigit() for c in text):
            continue
        low = plain(text)
        if block.kind == "heading" and not any(begin == 0 for begin, _ in words.spans("stamp", low)):
            continue
        stamped = list(words.spans("stamp", low) + english.spans("stamp", low))
        near = -3 <= i - heading <= 3
        if not stamped and not near:
            continue
        x = find_expressions(text, lexicon, order)
        if not x.dates:
            if x.times and len(text) < 60 and stamped:
                block.kind = "stamp"
            continue
        span = x.dates[0]
        ranged = any(t.end for t in x.times)
        rest = len(text) - sum(d.stop - d.begin for d in x.dates) - sum(t.stop - t.begin for t in x.times)
        said = [
            stop
            for begin, stop in stamped
            for told in x.dates
            if stop <= told.begin and told.begin - stop < 25 and (begin < 30 or rest < 50)
        ]
        if near and len(x.times) == 1 and rest <= _FEW_LETTERS and _is_of_a_clock(x.times[0]):
            block.kind = "stamp"  # "October 4, 6:02 PM": nobody meets at such a minute
            written = resolve(span, TimeFrame(published=known)) if span.days and span.days[0].year else []
            first = first or (written[0].day if written else None)
            continue
        byline = len(text) < 110 and near and not ranged and bool(span.days) and _byline(low, span)
        days = resolve(span, TimeFrame(published=known))
        day = days[0].day if days and span.days and span.days[0].year else None
        own = near and known is not None and day == known and not ranged and len(x.dates) == 1 and rest <= 60
        if (said and not span.is_range and not x.rules) or byline or (own and span.begin < 3 and not span.is_range):
            if rest > 75:
                continue
            block.kind = "stamp"
            first = first or day
        elif (
            near
            and rest <= 30
            and not (text.endswith(".") and rest > _FEW_LETTERS and not byline)
            and not ranged
            and not (span.weekday is not None and (_labelled_date(low) or _hours_follow(blocks, i, lexicon, order)))
            and len(x.dates) == 1
            and day is not None
            and not _is_badge(blocks, i)
            and not _is_listed(blocks, i, lexicon, order)
        ):
            bare.append((block, day))
    for block, day in bare:
        if known is not None or first is not None:
            if day == (known or first):
                block.kind = "stamp"
        elif _body_has_date(blocks, blocks.index(block), lexicon, order) or _body_reports(blocks, lexicon, order):
            block.kind = "stamp"
            first = day
    return known or first


def _body_reports(blocks: list[Block], lexicon: Lexicon, order: Order) -> bool:
    """Whether the sentences of a page tell of the past and of nothing to come, and no row tells an hour: a bare date over
    them is that of the writing."""
    words = cues(lexicon.code)
    told = [plain(b.text) for b in blocks if len(b.text) > _SENTENCE and b.text.rstrip().endswith(".")]
    if not any(words.has("past", text) for text in told) or any(words.has("firm", text) for text in told):
        return False
    return not any(len(b.text) <= _SENTENCE and find_expressions(b.text, lexicon, order).times for b in blocks)


def _is_of_a_clock(told: TimeSpan) -> bool:
    """Whether an hour is that of a machine: no end, and a minute nobody would choose."""
    return told.start is not None and told.end is None and told.start.minute % 5 != 0


def _is_listed(blocks: list[Block], index: int, lexicon: Lexicon, order: Order) -> bool:
    """Whether the item before or after in the same list opens with a day, too: rows of a schedule."""
    block = blocks[index]
    for other in (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]):
        if block.kind == "item" and other.kind == "item" and block.group and other.group == block.group:
            found = find_expressions(other.text[:_BADGE], lexicon, order).dates
            if found and found[0].begin < 4:
                return True
    return False


def _is_badge(blocks: list[Block], index: int) -> bool:
    """Whether a day stands above a heading as others of about its length do: the days of the cards of a list."""

    def over_heading(i: int) -> bool:
        block = blocks[i]
        short = len(block.text) < _BADGE and any(c.isdigit() for c in block.text)
        return short and block.kind in ("text", "item") and blocks[i + 1].kind == "heading" and blocks[i + 1].level > 1

    own = index + 1 < len(blocks) and over_heading(index)
    return own and sum(over_heading(i) for i in range(len(blocks) - 1)) > 1


def _hours_follow(blocks: list[Block], index: int, lexicon: Lexicon, order: Order) -> bool:
    """Whether the next box is nothing but hours: the two are the card of an event."""
    if index + 1 >= len(blocks) or len(blocks[index + 1].text) > 40:
        return False
    x = find_expressions(blocks[index + 1].text, lexicon, order)
    return bool(x.times) and not x.dates


def _labelled_date(low: str) -> bool:
    """Whether a line is a labelled day: with its weekday ("Date: Wednesday, May 15, 2019") it is an event's."""
    head, mark, _ = low.partition(":")
    return bool(mark) and label_of(head) == "date"


def _byline(low: str, day: DateSpan) -> bool:
    """Whether a short line with a date is an author's: "By ...", "5 min read", "Ann Poe | 3 May 2024 11:15"."""
    return (
        (_AUTHOR_FIRST.match(low) is not None and all(d.year for d in day.days) and "|" in low[: day.begin])
        or re.match(r"(?:by|von|par|por|door|autor|author|redaktion|redactie|redaccion|redacao)\b", low) is not None
        or "min read" in low
        or "lesezeit" in low
        or "leestijd" in low
    )


def _body_has_date(blocks: list[Block], index: int, lexicon: Lexicon, order: Order) -> bool:
    """Whether the text under a bare date holds an event's own day or hour: then the bare one is the stamp."""
    for number, block in enumerate(blocks):
        if number != index and block.kind != "stamp":
            x = find_expressions(block.text[:600], lexicon, order)
            if x.dates or x.rules:
                return True
    return False


class UrlDays(NamedTuple):
    """What an address tells of time: the day of an article, a day near it, the middle of its month, years named."""

    day: date | None = None
    around: date | None = None
    month: date | None = None
    years: tuple[int, ...] = ()


def url_days(url: str, order: Order) -> UrlDays:
    """Read the dates in the path of an address."""
    path = unquote(urlsplit(url).path)
    day = around = month = None
    years: list[int] = []
    if (m := _PATH_DAY.search(path)) and (found := _date(int(m[1]), int(m[2]), int(m[3]))):
        day = found
    elif (m := _PATH_MONTH.search(path)) and 1 <= int(m[2]) <= 12:
        month = date(int(m[1]), int(m[2]), 15)
    elif (m := _COMPACT_ISO.search(path)) and (found := _date(int(m[1]), int(m[2]), int(m[3]))):
        around = found
    elif m := _SLUG_DAY.search(path):
        one, two = (int(m[1]), int(m[2])) if order == "mdy" else (int(m[2]), int(m[1]))
        year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
        around = _date(year, one, two) or _date(year, two, one)
    elif m := _COMPACT.search(path):
        one, two = (int(m[1]), int(m[2])) if order == "mdy" else (int(m[2]), int(m[1]))
        around = _date(2000 + int(m[3]), one, two)
        if around is not None and not 2005 <= around.year <= 2035:
            around = None
    if day is None and around is None and month is None:
        years = [int(m[1]) for m in _PATH_YEAR.finditer(path) if 2005 <= int(m[1]) <= 2035]
    return UrlDays(day, around, month, tuple(years))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
