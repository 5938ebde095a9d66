"""WordPress itself: posts, their feeds and their REST. `date` there is publication in the site's own time without offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from .base import System
from .entry import Feed
from .markup import Layout

_API = re.compile(r"""<link\b[^>]*\brel=["']https://api\.w\.org/["'][^>]*\bhref=["']([^"']+)["']""", re.IGNORECASE)
_STAMP = "time.published@datetime || time.entry-date@datetime || .wp-block-post-date time@datetime || time@datetime || .entry-date || .posted-on || .post-date"


def _find(url: str, page: str) -> Iterator[Feed]:
    """A blog may stand in a folder; the link to its REST root tells which."""
    api = _API.search(page)
    if api and "wp-json" in api[1]:
        root = urljoin(url, api[1]).partition("wp-json")[0]
        yield Feed(f"{root}feed/", "rss", stated=True)
        yield Feed(f"{root}wp-json/wp/v2/posts?per_page=100", "json", stated=True)


WORDPRESS = System(
    name="wordpress",
    title="WordPress",
    generator=("wordpress",),
    signs=(b"/wp-content/", b"https://api.w.org/", b"/wp-includes/"),
    data_signs=(b"wordpress.org/?v=", b'"wp:featuredmedia"', b"/wp-json/wp/v2/", b"public-api.wordpress.com"),
    sites=re.compile(r"/wp-(?:json|content|includes)/|\.wordpress\.com/", re.IGNORECASE),
    lists=(
        ("rss", "/feed/"),
        ("news", "/news/"),
        ("list", "/events/"),
        ("json", "/wp-json/wp/v2/posts?per_page=100"),
        ("sitemap", "/wp-sitemap.xml"),
        ("sitemap", "/sitemap_index.xml"),
    ),
    ids=(("post", re.compile(r"[?&](?:#038;|amp;)?p(?:age_id|ost)?=(\d+)")),),
    views=frozenset(("preview", "share", "nb", "like_comment", "shared")),
    layouts=(
        Layout(
            item=".//article[.//h1][.//*[contains(@class, 'entry-content') or contains(@class, 'post-content')]][not(contains(@class, 'comment'))]",
            title="h1.entry-title || h1.post-title || h1",
            text=".entry-content || .post-content",
            published=_STAMP,
            kind="post",
            id=("@id || @class", re.compile(r"\bpost-(\d+)\b")),
            drop=".sharedaddy, .jp-relatedposts, .post-navigation",
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item="article.post, article.hentry, .post.hentry, article.type-post, li.wp-block-post",
            title=".entry-title || .post-title || .wp-block-post-title || h2 a || h3 a",
            text=".entry-summary || .entry-content || .wp-block-post-excerpt || .excerpt",
            published=_STAMP,
            link=".entry-title a@href || .post-title a@href || .wp-block-post-title a@href || h2 a@href || h3 a@href",
            kind="post",
            id=("@id || @class", re.compile(r"\bpost-(\d+)\b")),
            needs=("title", "link"),
        ),
    ),
    find=_find,
)
