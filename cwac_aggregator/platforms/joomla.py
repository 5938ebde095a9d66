"""Joomla, and JEvents on it. A repeat has its own address with its day; the month view goes on without end."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout

_REPEAT = re.compile(r"/ical(?:repeat|event)\.detail/(\d{4})/(\d{1,2})/(\d{1,2})/(\d+)", re.IGNORECASE)


def _dated(entry: Entry, _: HtmlElement) -> Entry:
    found = _REPEAT.search(entry.link or "")
    return replace(entry, start=f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}") if found else entry


JOOMLA = System(
    name="joomla",
    title="Joomla",
    generator=("joomla!",),
    signs=(b"/components/com_", b"joomla-script-options"),
    data_signs=(b"Joomla! -",),
    sites=re.compile(r"[?&]option=com_\w+"),
    lists=(("rss", "/?format=feed&type=rss"), ("sitemap", "/sitemap.xml")),
    ids=(("article", re.compile(r"[?&]option=com_content&(?:.*&)?id=(\d+)")),),
    views=frozenset(("tmpl", "print", "layout", "page", "itemid", "pop")),
    layouts=(
        Layout(
            item=".item-page, .com-content-article",
            title="h1 || h2 || .page-header",
            text="[itemprop=articleBody] || .com-content-article__body",
            published="[itemprop=datePublished]@datetime || time@datetime",
            kind="article",
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item=".items-leading > div, .items-row .item, .blog-item, tr.cat-list-row0, tr.cat-list-row1",
            title="h2 || h3 || .list-title",
            text="p",
            published="time@datetime || .list-date",
            link="h2 a@href || h3 a@href || .list-title a@href",
            kind="article",
            needs=("title",),
        ),
    ),
)

JEVENTS = System(
    name="jevents",
    title="JEvents (Joomla)",
    parent=JOOMLA,
    signs=(b"com_jevents", b"jev_evdt_title"),
    data_signs=(b"JEvents",),
    sites=re.compile(r"/icalrepeat\.detail/|[?&]option=com_jevents"),
    lists=(
        ("rss", "/index.php?option=com_jevents&task=modlatest.rss&format=feed&type=rss&modid=0"),
        ("ics", "/index.php?option=com_jevents&task=icals.export&format=ical&catids=0&years=0&icf=1"),
    ),
    ids=(
        ("repeat", re.compile(r"/ical(?:repeat|event)\.detail/\d{4}/\d{1,2}/\d{1,2}/(\d+)")),
        ("repeat", re.compile(r"[?&](?:rp_id|evid)=(\d+)")),
    ),
    views=frozenset(("pop", "tmpl", "print", "itemid", "filter_reset", "catids")),
    layouts=(
        Layout(
            item=".jev_evdt",
            title=".jev_evdt_title",
            when=(".jev_evdt_summary",),
            where=(".jev_evdt_location",),
            text=".jev_evdt_desc",
            drop=".ev_prevrepeat, .ev_nextrepeat",
            detail=True,
        ),
        Layout(
            item="li.ev_td_li, .jev_daytime_event, .cal_titlelink_row",
            title="a.ev_link_row || a",
            when=(".ev_td_li_date",),
            link="a.ev_link_row@href || a@href",
            needs=("title",),
            repair=_dated,
        ),
        Layout(item="a.cal_titlelink", title="", link="@href", needs=("title",), repair=_dated),
    ),
)
