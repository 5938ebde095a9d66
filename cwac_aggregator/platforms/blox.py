"""BLOX (TownNews), of many local newspapers: articles `/article_<uuid>.html`, its own calendar `/event_<uuid>.html`."""

from __future__ import annotations

import re

from .base import System
from .markup import Layout

BLOX = System(
    name="blox",
    title="BLOX CMS (TownNews)",
    generator=("blox", "townnews"),
    signs=(b"bloximages.", b"tncms-block"),
    data_signs=(b"TNCMS", b"bloximages."),
    sites=re.compile(r"/(?:article|event|collection)_[0-9a-f-]{36}\.html"),
    lists=(
        ("rss", "/search/?f=rss&t=article&l=50&s=start_time&sd=desc"),
        ("list", "/calendar/"),
        ("news", "/news/"),
        ("sitemap", "/tncms/sitemap/news.xml"),
    ),
    ids=(
        ("article", re.compile(r"/article_([0-9a-f-]{36})\.html")),
        ("event", re.compile(r"/event_([0-9a-f-]{36})\.html")),
    ),
    views=frozenset(("mode", "utm", "cid", "block_id", "instance")),
    twins=((re.compile(r"\?mode=(?:jqm|nowapp)$"), ""), (re.compile(r"/amp\.html$"), ".html")),
    layouts=(
        Layout(
            item="article.tnt-asset-type-event, .event-asset, #event-asset",
            title="h1.headline || h1",
            when=(".event-date || .event-dates || .card-date", ".event-time"),
            where=(".event-venue || .venue-name", ".event-address || .venue-address"),
            text=".asset-body || .event-description",
            detail=True,
        ),
        Layout(
            item=".//article[.//h1[contains(@class, 'headline')]]",
            title="h1.headline",
            text=".asset-body || #article-body || .asset-content",
            published="time.tnt-date@datetime || time@datetime",
            kind="article",
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item="article.tnt-asset-type-article, .card.summary",
            title=".tnt-headline || h3 || h2",
            text=".tnt-summary || .card-lead",
            published="time.tnt-date@datetime || time@datetime",
            link=".tnt-headline a@href || h3 a@href || h2 a@href",
            kind="article",
            needs=("title",),
        ),
    ),
)
