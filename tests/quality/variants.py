"""One page in other clothes: what a careful reader reads is the same, however the page is set.

Each variant takes a page's HTML and gives it in another setting: paragraphs cut by breaks, a heading that is marked as none,
another way to write months and hours. Text inside `script`, `style` and tags stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Variant = Callable[[str], str]

_TEXT = re.compile(r"(<script.*?</script>|<style.*?</style>|<[^>]*>)|([^<]+)", re.DOTALL | re.IGNORECASE)
_SHORT = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
_ENGLISH_DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})(?=[\s,.;])"
)
_ENDINGS = {"1": "st", "2": "nd", "3": "rd", "21": "st", "22": "nd", "23": "rd", "31": "st"}
_FEW_LETTERS = 60


def _in_text(html: str, change: Variant) -> str:
    return _TEXT.sub(lambda found: found[1] or change(found[2]), html)


def _paragraphs_as_boxes(html: str) -> str:
    return re.sub(r"<(/?)p\b", r"<\1div", html)


def _paragraphs_by_two_breaks(html: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "<br><br>", html)


def _paragraphs_by_one_break(html: str) -> str:
    return re.sub(r"</p>\s*<p[^>]*>", "<br>\n", html)


def _items_as_paragraphs(html: str) -> str:
    bare = re.sub(r"</?[uo]l[^>]*>", "", html)
    return re.sub(r"</li>", "</p>", re.sub(r"<li[^>]*>", "<p>• ", bare))


def _heading_as_box(html: str) -> str:
    return re.sub(r"<h1[^>]*>(.*?)</h1>", r'<div class="top">\1</div>', html, flags=re.DOTALL)


def _heading_as_second(html: str) -> str:
    return html if "<h2" in html else re.sub(r"<(/?)h1\b", r"<\1h2", html)


def _without_classes(html: str) -> str:
    return re.sub(r"""\s(?:class|id|role|aria-[a-z]+)=("[^"]*"|'[^']*')""", "", html)


def _words_in_spans(html: str) -> str:
    return _in_text(html, lambda t: re.sub(r"(\S+ \S+ )", r"<span>\1</span>", t) if len(t) > _FEW_LETTERS else t)


def _lines_wrapped(html: str) -> str:
    return _in_text(html, lambda t: t.replace(" ", "\n   "))


def _spaces_unbroken(html: str) -> str:
    return _in_text(html, lambda t: re.sub(r"(?<=\d) ", "&nbsp;", t))


def _months_short(html: str) -> str:
    names = "|".join(_SHORT)
    return _in_text(html, lambda t: re.sub(rf"\b({names})(?= \d)", lambda found: _SHORT[found[1]], t))


def _days_ordinal(html: str) -> str:
    return _in_text(
        html, lambda t: _ENGLISH_DAY.sub(lambda f: f"{f[1]} {f[2]}{_ENDINGS.get(f[2].lstrip('0'), 'th')}", t)
    )


def _hours_in_capitals(html: str) -> str:
    return _in_text(html, lambda t: re.sub(r"(?<=\d) ?([ap])\.m\.(?=[\s,;)–-]+\S)", lambda f: f" {f[1].upper()}M", t))


VARIANTS: dict[str, Variant] = {
    variant.__name__.strip("_").replace("_", "-"): variant
    for variant in (
        _paragraphs_as_boxes,
        _paragraphs_by_two_breaks,
        _paragraphs_by_one_break,
        _items_as_paragraphs,
        _heading_as_box,
        _heading_as_second,
        _without_classes,
        _words_in_spans,
        _lines_wrapped,
        _spaces_unbroken,
        _months_short,
        _days_ordinal,
        _hours_in_capitals,
    )
}
