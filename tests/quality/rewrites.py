"""One page told of something else: another thing shared, another host, another town, another time. The answers change with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cwac_aggregator.evaluation import Case
from cwac_aggregator.model import Mention, When

Rewrite = Callable[[Case], Case]

_YEARS = 28
"""After so many years the weekdays of all days are the same."""
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?=\d{4}(?!\d)|\d\d(?!\d)|\D|$)")
_SHORT_YEAR = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b|[’']\d\d\b")
_COFFEE = re.compile(r"\bCoffee(?= with (?:a |the )?(?:Cops?|Chief|Sheriff|Officers?)\b)")
_OTHER_NAMES = re.compile(r"(?i)\b(?:cocoa|donuts?|ice cream|cones?|tacos?|coffees? (?:w/|and|&))|a coffee with")
_COP = re.compile(r"(?<= with )a Cop\b")
_TOWNS = {
    "CA": "Turlock",
    "FL": "Ocala",
    "IA": "Pella",
    "IL": "Kewanee",
    "IN": "Wabash",
    "MA": "Gardner",
    "MI": "Owosso",
    "MN": "Willmar",
    "NC": "Lenoir",
    "NJ": "Millville",
    "NY": "Oneonta",
    "OH": "Wooster",
    "OR": "Prineville",
    "PA": "Clarion",
    "TX": "Kerrville",
    "VA": "Galax",
    "WA": "Sequim",
    "WI": "Baraboo",
}
_GROWN = "Heights|Park|Hills|Springs|Beach|County|Township|Falls|Creek|Lake|Valley"
"""What makes another place of a town's name."""


def _with(case: Case, change: Callable[[str], str], expected: tuple[Mention, ...] | None = None) -> Case:
    """A case with its page's text and address changed, and its answers."""
    html = change(case.document.body.decode("utf-8"))
    document = replace(case.document, body=html.encode(), url=change(case.document.url))
    return replace(case, document=document, expected=case.expected if expected is None else expected)


def _years_later(case: Case) -> Case:
    html = case.document.body.decode("utf-8")
    if case.document.fetched is None or _SHORT_YEAR.search(html):
        return case

    def later(when: When | None) -> When | None:
        return None if when is None else when.replace(year=when.year + _YEARS)

    expected = tuple(
        replace(
            mention, start=later(mention.start), end=later(mention.end), previous_start=later(mention.previous_start)
        )
        for mention in case.expected
    )
    other = _with(case, lambda text: _YEAR.sub(lambda found: str(int(found[1]) + _YEARS), text), expected)
    fetched = case.document.fetched
    return replace(other, document=replace(other.document, fetched=fetched.replace(year=fetched.year + _YEARS)))


def _shares(thing: str, theme: str) -> Rewrite:
    def rewrite(case: Case) -> Case:
        html = case.document.body.decode("utf-8")
        if (
            case.language != "en"
            or _OTHER_NAMES.search(html)
            or len(_COFFEE.findall(html)) != len(re.findall(r"(?i)coffee w(?:ith|/)", html))
        ):
            return case
        expected = tuple(
            replace(mention, title=_COFFEE.sub(thing, mention.title or ""), theme=theme)
            if mention.theme == "coffee"
            else mention
            for mention in case.expected
        )
        return _with(case, lambda text: _COFFEE.sub(thing, text), expected)

    return rewrite


def _hosted_by(host: str) -> Rewrite:
    def rewrite(case: Case) -> Case:
        expected = tuple(replace(mention, title=_COP.sub(host, mention.title or "")) for mention in case.expected)
        return _with(case, lambda text: _COP.sub(host, text), expected) if case.language == "en" else case

    return rewrite


def _in_another_town(case: Case) -> Case:
    own, other = case.place.city or "", _TOWNS.get(case.place.region or "")
    html = case.document.body.decode("utf-8")
    told = {mention.city for mention in case.expected} - {None, own}
    if case.place.country != "US" or len(own) < 4 or other is None or other in html or told:
        return case
    name = re.escape(own)
    if re.search(
        rf"(?:East|West|North|South|New|Fort|Lake|Mount|San|Santa|County) {name}\b|\b{name} (?:{_GROWN})\b", html
    ):
        return case

    def moved(text: str) -> str:
        return re.sub(rf"\b{name}\b", other, re.sub(rf"\b{name.upper()}\b", other.upper(), text))

    def moved_or_none(text: str | None) -> str | None:
        return None if text is None else moved(text)

    expected = tuple(
        replace(mention, city=moved_or_none(mention.city), venue=moved_or_none(mention.venue))
        for mention in case.expected
    )
    changed = _with(case, moved, expected)
    return replace(changed, place=replace(case.place, city=other, name=moved_or_none(case.place.name)))


REWRITES: dict[str, Rewrite] = {
    "years-later": _years_later,
    "pizza": _shares("Pizza", "pizza"),
    "hot-chocolate": _shares("Hot Chocolate", "cocoa"),
    "by-a-deputy": _hosted_by("a Deputy"),
    "by-police": _hosted_by("the Police"),
    "in-another-town": _in_another_town,
}
