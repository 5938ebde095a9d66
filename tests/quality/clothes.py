"""What the variants of pages share: changing the text of a page and not its tags, and finding its story."""

from __future__ import annotations

import re
from collections.abc import Callable

Variant = Callable[[str], str]

_TEXT = re.compile(
    r"(<script.*?</script>|<style.*?</style>|<title.*?</title>|<!--.*?-->|<[^>]*>)|([^<]+)", re.DOTALL | re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</p>|<p\b).){80,}</p>", re.DOTALL)
"""A paragraph of a story, by its length."""
_ELSEWHERE = re.compile(
    r"<(?:/?(?:article|main|aside|footer|section|nav|form|td|tr|table|h1|div)\b)|comment", re.IGNORECASE
)
"""What does not stand between two paragraphs of one story."""
_NEXT = re.compile(
    r"\s*(?:<(p|ul|ol|blockquote|figure|h[2-6]|table|dl|pre)\b[^>]*>.*?</\1>|<(?:br|hr|img)\b[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(r"<html[^>]*\blang=[\"']?([a-z]{2})")
_OPENING = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)


def in_text(html: str, change: Variant) -> str:
    """A page with its text changed; scripts, styles, comments, `<title>` and tags stay as they are."""
    return _TEXT.sub(lambda found: found[1] or change(found[2]), html)


def language(html: str) -> str | None:
    """What the page says its language is."""
    found = _LANGUAGE.search(html)
    return found[1] if found else None


def heading(html: str) -> tuple[int, int] | None:
    """Where the first heading begins and ends."""
    found = _OPENING.search(html)
    return found.span() if found else None


def story(html: str) -> list[tuple[int, int]]:
    """Where the paragraphs of the story begin and end: the long ones in a row behind the first heading."""
    top = heading(html)
    run: list[tuple[int, int]] = []
    for found in _PARAGRAPH.finditer(html, top[1] if top else 0):
        if len(re.sub(r"<[^>]+>", "", found[0])) < 70:
            continue
        if run and _ELSEWHERE.search(html, run[-1][1], found.start()):
            break
        run.append(found.span())
    return run


def end_of_story(html: str) -> int | None:
    """Behind the last paragraph of the story and the lists and headings that follow it directly."""
    run = story(html)
    if not run:
        return None
    end = run[-1][1]
    while found := _NEXT.match(html, end):
        end = found.end()
    return end
