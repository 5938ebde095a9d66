"""Sitefinity. The microdata's naive start is in UTC, so the printed day and hour are read instead."""

from __future__ import annotations

import re

from .base import System
from .markup import Layout

SITEFINITY = System(
    name="sitefinity",
    title="Sitefinity",
    generator=("sitefinity",),
    signs=(b"/Sitefinity/Public/", b"sfPublicWrapper"),
    sites=re.compile(r"/Sitefinity/Public/", re.IGNORECASE),
    lists=(
        ("list", "/events"),
        ("list", "/calendar"),
        ("news", "/news"),
        ("sitemap", "/sitemap/sitemap.xml"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(("event", re.compile(r"/ICalanderService/file\.ics/?\?(?:.*&)?id=([0-9a-f-]{36})", re.IGNORECASE)),),
    layouts=(
        Layout(
            item="[itemtype$='schema.org/Event'], .sfeventDetails",
            title="h1 || [itemprop=name] || .sfeventTitle",
            when=("[itemprop=startDate] p || .sfeventDates || .sfeventDate || [itemprop=startDate]",),
            where=(
                "[itemprop=location] [itemprop=name]",
                "[itemprop=address] || .sfeventAddress",
            ),
            text="[itemprop=description] || .sfeventContent || .content",
            id=("a[href*=ICalanderService]@href", re.compile(r"id=([0-9a-fA-F-]{36})")),
            detail=True,
        ),
        Layout(
            item="li.sfeventListItem, li.sfeventItem",
            title=".sfeventTitle",
            when=(".sfeventDates || .sfeventDate || .sfeventMeta",),
            where=(".sfeventAddress || .sfeventLocation",),
            text=".sfeventSummary",
            link=".sfeventTitle a@href || a@href",
        ),
        Layout(
            item="li.sfnewsListItem, li.sfnewsItem",
            title=".sfnewsTitle",
            text=".sfnewsSummary",
            published=".sfnewsMetaInfo || .sfnewsDate",
            link=".sfnewsTitle a@href || a@href",
            kind="news",
            needs=("title",),
        ),
    ),
)
