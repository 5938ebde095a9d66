"""A 200 that is an error is told from a page that only speaks of one."""

from __future__ import annotations

import pytest

from scrapers.soft_errors import soft_error


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<title>Page not found - Coffee with a Cop</title><p>Sorry</p>", "soft-404"),
        ("<title>404</title>", "soft-404"),
        ("<title>Town | 404 Not Found</title>", "soft-404"),
        ("<title>City of Ottumwa</title><h1>The page you requested could not be found</h1>", "soft-404"),
        ("<title>Policía - Página no encontrada</title><h1>Página no encontrada</h1>", "soft-404"),
        ("<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script>", "bot-challenge"),
        ("<title>Attention Required! | Cloudflare</title>", "bot-challenge"),
        ("<html><body><script>window._cf_chl_opt={}</script></body></html>", "bot-challenge"),
        ("<html><script src='/_Incapsula_Resource?x'></script></html>", "bot-challenge"),
        ("  \n ", "empty-page"),
    ],
)
def test_errors(html: str, code: str) -> None:
    found = soft_error(html.encode())
    assert found is not None
    assert found.code == code
    assert found.words


@pytest.mark.parametrize(
    "html",
    [
        "<title>Coffee with a Cop</title><h1>Coffee with a Cop</h1>",
        "<title>Lost and found property</title><h1>Missing page of history found</h1>",
        "<title>Missing person found safe | Police</title>",
        "<title>Not guilty plea in 404 Main Street robbery</title>",
        "<title>Suspect not found after search</title>",
        "<title>Moments that count</title>" + "<p>text</p>" * 5 + "<script src=/cdn-cgi/challenge-platform/x></script>",
        "<rss><channel><title>News</title></channel></rss>",
        "BEGIN:VCALENDAR\nEND:VCALENDAR",
    ],
)
def test_pages(html: str) -> None:
    assert soft_error(html.encode()) is None
