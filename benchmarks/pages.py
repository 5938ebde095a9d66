"""Pages to measure on: a folder of saved ones, a set spliced from the labelled corpus, and pages that grow."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from cwac_aggregator.evaluation import Case, load_cases
from cwac_aggregator.extraction.scan import has_sign
from cwac_aggregator.model import Document, Place

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
PLACE = Place(
    name="City of Yakima", city="Yakima", region="WA", country="US", timezone="America/Los_Angeles", language="en"
)

_MAINS = [
    etree.XPath(path)
    for path in (
        "//main | //*[@role='main']",
        "//article",
        "//*[@id='main' or @id='content' or contains(concat(' ', @class, ' '), ' content ') or contains(@class, '-content')]",
        "//body",
    )
]
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_SIGN = re.compile(
    r"coffee|caf[eé]s?|koffie|kaffee|\bcops?\b|polic\w+|poliz\w+|polit\w+|officers?|sheriff|chief|deput\w+|troopers?|donuts?|cocoa|ice cream|cuppa|copper",
    re.IGNORECASE,
)
_QUANTILES = (23_000, 48_000, 89_000, 120_000, 175_000, 393_000)
"""Sizes of real civic pages, from the 5th to the 95th hundredth (1,106 saved pages)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to read, with the case whose event was put into it, if any."""

    document: Document
    place: Place = PLACE
    case: Case | None = None


def saved_pages(folder: Path) -> list[Sample]:
    """Every HTML file of a folder, sorted by name."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".html", ".htm"))
    return [Sample(Document(url=f"https://www.example.org/{path.name}", body=path.read_bytes())) for path in files]


def corpus_cases() -> list[Case]:
    """The labelled pages of the repository."""
    return load_cases(CORPUS)


def spliced_pages(count: int = 120) -> list[Sample]:
    """`count` pages of the sizes of real ones and without a sign: corpus pages that speak of something else, with the
    menus, styles and code that fill a real page behind and before them.
    """
    chance = random.Random(2011)
    cases = corpus_cases()
    pages = []
    for number in range(count):
        body = _without_sign(chance.choice(cases).document.body)
        while has_sign(body):  # a name no pattern of ours foresaw
            body = _without_sign(chance.choice(cases).document.body)
        filling: list[bytes] = []
        while len(body) + sum(map(len, filling)) < _QUANTILES[number % len(_QUANTILES)]:
            filling.append(chance.choice((_script, _style, _menu))(chance))
        half = len(filling) // 2
        body = _into_body(body, b"".join(filling[:half])) + b"".join(filling[half:])
        pages.append(Sample(Document(url=f"https://www.example.org/news/{number}", body=body)))
    return pages


def with_events(pages: list[Sample], cases: list[Case]) -> list[Sample]:
    """The same pages, each with the main block and the title of one case put into its own. The cases are of all languages
    and forms alike."""
    spread = cases[:: max(1, len(cases) // max(1, len(pages)))]
    return [
        Sample(
            Document(
                url=case.document.url,
                body=_into_main(page.document.body, case.document.body),
                fetched=case.document.fetched,
            ),
            case.place,
            case,
        )
        for page, case in zip(pages, _cycle(spread), strict=False)
    ]


def _main_element(tree: HtmlElement) -> HtmlElement:
    """The element that holds a page's own content: of those so marked the one with most text."""
    for path in _MAINS:
        if found := path(tree):
            return max(found, key=lambda element: len(element.text_content()))
    return tree


def _stops(size: int, head: bytes = b"", shop: bytes = b"Plum Diner") -> bytes:
    """A list of events, each unlike all others."""
    row = b"<li>%sMarch %d, 2024, %d a.m., %b, %d Elm Street, Keene</li>"
    rows = range(size // len(row) + 1)
    shops = (shop % _letters(n) if b"%" in shop else shop for n in rows)
    return (
        b"<ul>"
        + b"".join(row % (head, n % 28 + 1, n % 4 + 7, name, n) for n, name in zip(rows, shops, strict=True))
        + b"</ul>"
    )


def _letters(number: int) -> bytes:
    """A name of its own for each number."""
    return "".join("aeioubdgklmnprst"[int(digit, 16)] for digit in f"{number:x}").title().encode()


GROWING = {
    "ordinary: news posts": lambda n: _repeat(
        b"<p>Join the Yakima Police for Coffee with a Cop on Wednesday, October 4, 2023 from 8 to 10 a.m. at the Lavender Mug, 12 Kent Way.</p><p>Parking is free. Call 555-0100.</p>",
        n,
    ),
    "ordinary: list items": lambda n: (
        b"<ul>" + _repeat(b"<li><a href='/e/1'>Coffee with a Cop</a>, Oct. 4, 8 a.m., Moe's Cafe</li>", n) + b"</ul>"
    ),
    "ordinary: table rows": lambda n: (
        b"<table>" + _repeat(b"<tr><td>Oct. 4, 2023</td><td>8 a.m.</td><td>Moe's Cafe</td></tr>", n) + b"</table>"
    ),
    "ordinary: stops": lambda n: _stops(n),
    "ordinary: stops with the name": lambda n: _stops(n, b"Coffee with a Cop: "),
    "ordinary: stops at shops of their own": lambda n: _stops(n, b"Coffee with a Cop: ", b"L%bton's Diner"),
    "ordinary: paragraphs without a date": lambda n: _repeat(
        b"<p>The council met and spoke of roads, snow and the library.</p>", n
    ),
    "opening tags": lambda n: _repeat(b"<div>", n),
    "opening inline tags": lambda n: _repeat(b"<b>", n),
    "dates in one line": lambda n: _repeat(b"October 4, 2023 ", n),
    "weekdays in one line": lambda n: _repeat(b"Wed. ", n),
    "hours in one line": lambda n: _repeat(b"8-10 a.m. ", n),
    "digits": lambda n: _repeat(b"1", n),
    "digits and spaces": lambda n: _repeat(b"1 ", n),
    "spaces": lambda n: _repeat(b" ", n),
    "letters": lambda n: _repeat(b"a", n),
    "capitalised words": lambda n: _repeat(b"At The Main Street ", n),
    "the name": lambda n: _repeat(b"Coffee with a Cop ", n),
    "entities": lambda n: _repeat(b"&nbsp;", n),
    "quotes in attributes": lambda n: _repeat(b"<a title='<p>' href=\"x y\">", n),
    "comments": lambda n: _repeat(b"<!-- -->", n),
    "open comment": lambda n: _repeat(b"<!-- ", n),
    "open scripts": lambda n: _repeat(b'<script type=\'application/ld+json\'>{"@type":"Event",', n),
    "deep JSON-LD": lambda n: b"<script type='application/ld+json'>" + _repeat(b"[", n) + b"</script>",
    "JSON-LD events": lambda n: (
        b"<script type='application/ld+json'>["
        + _repeat(b'{"@type":"Event","name":"Coffee with a Cop","startDate":"2023-10-04T08:00"},', n)
        + b"{}]</script>"
    ),
    "nested tables": lambda n: _repeat(b"<table><tr><td>8 a.m.", n),
    "rows in rows": lambda n: _repeat(b"<table><tr><td><h3>8 a.m.<tr><td>", n),
}
"""Pages that grow: a name and a function from a size in bytes to the inside of the body."""


def growing_page(name: str, size: int) -> Sample:
    """A page of about `size` bytes that carries the sign, so that the whole reader works on it."""
    inside = GROWING[name](size)
    body = (
        b"<!doctype html><html><head><title>Coffee with a Cop</title></head><body><main><h1>Coffee with a Cop</h1>"
        + inside
    )
    return Sample(Document(url="https://www.example.org/coffee-with-a-cop", body=body))


def _repeat(piece: bytes, size: int) -> bytes:
    return piece * max(1, size // len(piece))


def _cycle(cases: list[Case]) -> Iterator[Case]:
    while True:
        yield from cases


def _into_main(page: bytes, other: bytes) -> bytes:
    """A page with the main content of another one first in its own, under the other's title."""
    tree, case = lxml.html.document_fromstring(page), lxml.html.document_fromstring(other)
    block = _main_element(case)
    block.tag, block.tail = "div", None
    _main_element(tree).insert(0, block)
    for title in tree.iter("title"):
        title.text = case.findtext(".//title")
    return bytes(lxml.html.tostring(tree, encoding=tree.getroottree().docinfo.encoding or "utf-8"))


def _into_body(page: bytes, block: bytes) -> bytes:
    found = _BODY.search(page)
    at = found.end() if found else len(page)
    return page[:at] + block + page[at:]


def _without_sign(body: bytes) -> bytes:
    return _SIGN.sub("budget", body.decode("utf-8", "replace")).encode("utf-8")


def _script(chance: random.Random) -> bytes:
    names = ("config", "gallery", "slider", "analytics", "viewport", "accessibility")
    lines = "".join(f"window.{chance.choice(names)}{i}={{id:{chance.randrange(10**6)},on:true}};" for i in range(120))
    return f"<script>{lines}</script>".encode()


def _style(chance: random.Random) -> bytes:
    rules = "".join(
        f".w{chance.randrange(10**4)}>li a{{margin:0 {i}px;color:#{chance.randrange(4096):03x}}}" for i in range(80)
    )
    return f"<style>{rules}</style>".encode()


def _menu(chance: random.Random) -> bytes:
    names = (
        "Agendas",
        "Library",
        "Parks",
        "Permits",
        "Utilities",
        "Careers",
        "Budget",
        "Streets",
        "Water",
        "Elections",
    )
    rows = "".join(
        f'<li class="menu-item level-{i % 3}"><a href="/{chance.randrange(10**5)}/page">{chance.choice(names)} {i}</a></li>'
        for i in range(60)
    )
    return f'<nav class="mega-menu"><ul>{rows}</ul></nav>'.encode()
