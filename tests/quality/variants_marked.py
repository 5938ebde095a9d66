"""One page in other markup: headings, wrappers, lists and tables as other systems write them, and other metadata."""

from __future__ import annotations

import re
from collections.abc import Callable

from .clothes import Variant, end_of_story, in_text, story

_LOWER = re.compile(r"<h([2-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_FIRST = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_P = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_LIST = re.compile(r"<[uo]l[^>]*>((?:\s*<li[^>]*>(?:(?!</?[uo]l|</?p|</?div).)*?</li>)+)\s*</[uo]l>", re.DOTALL)
_ITEM = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_TERM = re.compile(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", re.DOTALL)


def _put(pattern: re.Pattern[str] | str, by: str) -> Variant:
    return lambda html: re.sub(pattern, by, html)


def _lower_headings(form: str) -> Variant:
    return lambda html: _LOWER.sub(form, html) if "<h1" in html else html


def _story(change: Variant) -> Variant:
    """The change made to the story alone."""

    def variant(html: str) -> str:
        run, end = story(html), end_of_story(html)
        if end is None:
            return html
        return html[: run[0][0]] + change(html[run[0][0] : end]) + html[end:]

    return variant


def _wrapped(before: str, behind: str) -> Variant:
    return _story(lambda told: before + told + behind)


def _paragraphs(form: str) -> Variant:
    return _story(_put(_P, form))


def _lists(form: Callable[[list[str]], str]) -> Variant:
    return lambda html: _LIST.sub(lambda found: form(_ITEM.findall(found[1])), html)


def _words(pattern: str, by: str) -> Variant:
    return _story(lambda told: in_text(told, lambda text: re.sub(pattern, by, text)))


def _as_rows(told: str) -> str:
    if re.search("<(?:table|ul)", told):
        return told
    rows = _P.sub(r"<tr><td>\1</td></tr>", told)
    return f"<table>{rows}</table>"


def _site_above(html: str) -> str:
    """The site's name, as `<title>` gives it, as another first heading."""
    name = re.search(r"<title[^>]*>[^<]* (?:[|–-]|&[mn]dash;) ([^<|]{4,50})</title>", html)
    return re.sub(r"(<body[^>]*>)", rf"\1<div><h1>{name[1]}</h1></div>", html, count=1) if name else html


MARKED: dict[str, Variant] = {
    "headings-as-bold-paragraphs": _lower_headings(r"<p><strong>\2</strong></p>"),
    "headings-all-second": _put(r"<(/?)h[1-6]\b", r"<\1h2"),
    "headings-one-deeper": lambda html: re.sub(
        r"<(/?)h([1-5])\b", lambda found: f"<{found[1]}h{int(found[2]) + 1}", html
    ),
    "heading-as-big-letters": _put(_FIRST, r'<font size="5"><b>\1</b></font><br>'),
    "site-as-second-heading": _site_above,
    "boxes-only": lambda html: re.sub(
        r"<(/?)p\b", r"<\1div", re.sub(r"<(/?)(?:article|main|section)\b[^>]*>", r"<\1div>", html)
    ),
    "story-in-a-table": _wrapped(
        '<table width="100%"><tbody><tr><td valign="top" width="480">', "</td></tr></tbody></table>"
    ),
    "story-in-a-quote": _wrapped("<blockquote>", "</blockquote>"),
    "story-in-an-item": _wrapped("<ul><li>", "</li></ul>"),
    "story-in-an-own-element": _wrapped("<ps-rich-text>", "</ps-rich-text>"),
    "paragraphs-as-rows": _story(_as_rows),
    "paragraphs-as-headings": _story(_put(r"<p\b[^>]*>((?:(?!</p>).){60,})</p>", r"<h4>\1</h4>")),
    "paragraphs-of-word": _paragraphs(
        r'<p class="MsoNormal" style="margin:0in"><span style="font-family:Arial">\1<o:p></o:p></span></p><p><o:p>&nbsp;</o:p></p>'
    ),
    "paragraphs-and-empty-boxes": _paragraphs(r"<div>\1</div><div><br></div>"),
    "paragraphs-bold": _paragraphs(r"<p><strong>\1</strong></p>"),
    "items-as-boxes": lambda html: re.sub(
        r"<(/?)li\b[^>]*>", r"<\1div>", re.sub(r"<(/?)(?:ul|ol)\b[^>]*>", r"<\1div>", html)
    ),
    "items-as-lines": _lists(lambda items: f"<p>{'<br>'.join(items)}</p>"),
    "items-as-rows": _lists(lambda items: f"<table>{''.join(f'<tr><td>{item}</td></tr>' for item in items)}</table>"),
    "terms-as-paragraphs": lambda html: _TERM.sub(r"<p><b>\1</b> \2</p>", re.sub(r"</?dl[^>]*>", "", html)),
    "first-letters-bold": _words(r"\b([A-Z])(\w{3,})", r"<b>\1</b>\2"),
    "words-that-may-break": _words(r"(\w{6})(\w{3})", r"\1<wbr>\2"),
    "printed-view": lambda html: re.sub(r"<(nav|footer|aside|style|script)\b.*?</\1>", "", html, flags=re.DOTALL),
    "no-space-between-tags": lambda html: html if "<pre" in html else re.sub(r">\s+<", "><", html),
}
