"""Blogger. The date header stands above the posts of a day and is their publication."""

from __future__ import annotations

import re

from .base import System
from .markup import Layout

_STAMP = ".published@title || abbr.published@title || time@datetime || ./ancestor::*[contains(@class, 'date-outer')]//*[contains(@class, 'date-header')] || .date-header"

BLOGGER = System(
    name="blogger",
    title="Blogger",
    generator=("blogger",),
    signs=(b"www.blogger.com/static", b"www.blogger.com/feeds"),
    data_signs=(b"schemas.google.com/blogger", b">Blogger</generator>"),
    sites=re.compile(r"\.blogspot\.[a-z.]+/"),
    lists=(("rss", "/feeds/posts/default?alt=rss"), ("sitemap", "/sitemap.xml")),
    ids=(("post", re.compile(r"^tag:blogger\.com,1999:blog-\d+\.post-(\d+)$")),),
    views=frozenset(("m", "showcomment", "spref")),
    twins=((re.compile(r"\?m=[01]$"), ""),),
    layouts=(
        Layout(
            item=".//body[count(.//*[contains(@class, 'post-body')]) = 1]",
            title=".post-title || h1 || h3",
            text=".post-body",
            published=_STAMP,
            kind="post",
            id=("[id^=post-body-]@id", re.compile(r"post-body-(\d+)")),
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item=".post-outer, .post.hentry",
            title=".post-title",
            text=".post-body",
            published=_STAMP,
            link=".post-title a@href",
            kind="post",
            id=("[id^=post-body-]@id", re.compile(r"post-body-(\d+)")),
            needs=("title",),
        ),
    ),
)
