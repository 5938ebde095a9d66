"""A page's own heading: which it is, and where it stands when it is marked as none."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ..cues import plain
from ..lines import Block, clean
from ..scan import has_sign
from ..tags import elements_of

_TITLE_TAIL = re.compile(r"\s+(?:[|•·»›–—-]|::)\s+")
_ALIKE = 16
"""Letters that a heading shares with the opening of the page's title, where it is the page's own."""
_MANY_HEADINGS = 3

_SHORTEST = 8
"""Letters of a title that is printed again as the heading, and not as a word of a menu."""


def page_title(root: HtmlElement, blocks: list[Block]) -> str:
    """The page's own heading: its h1, else og:title, else `<title>` without the site's name."""
    whole = document_title(root)
    headings = [b.text for b in blocks if b.kind == "heading" and b.level == 1]
    if headings:
        if len(headings) == 1:
            return headings[0]
        folded = plain(whole)
        named = [text for text in headings if plain(text) in folded or _opens_alike(plain(text), folded)]
        if named or len(headings) < _MANY_HEADINGS:
            return max(named or headings, key=len)
        # a list whose entries have a first heading each: none of them is the page's
    titles = (*_shared_titles(root), _TITLE_TAIL.split(whole)[0], *(b.text for b in blocks if b.kind == "heading"))
    return next(filter(None, titles), "")


def _opens_alike(heading: str, title: str) -> bool:
    """Whether a heading opens as the page's title does, and ends in something else: a label, a mark of new ("EventsNew")."""
    return len(heading) >= _ALIKE and title.startswith(heading[:_ALIKE])


def mark_heading(root: HtmlElement, blocks: list[Block]) -> None:
    """Where a page has no first heading of its own, the line that prints its title is one: a bold line, a `div` of its own,
    a lower heading under the name of the site."""
    firsts = [block for block in blocks if block.kind == "heading" and block.level == 1]
    whole = document_title(root)
    parts = _TITLE_TAIL.split(whole)
    site = {plain(name) for name in (*parts[1:], *_meta(root, "og:site_name"))}
    if others := [block for block in firsts if plain(block.text) not in site]:
        for block in firsts if len(others) == 1 else ():
            if block is not others[0]:
                blocks.remove(block)
        return
    told = (*_shared_titles(root), whole, parts[0])
    titles = {plain(title) for title in told if len(title) >= _SHORTEST} - {plain(block.text) for block in firsts}
    below = next(
        (n for n, block in enumerate(blocks) if firsts and block is firsts[0]), 0
    )  # a site's name stands above
    printed = [b for b in blocks[below:] if plain(b.text) in titles and (firsts or not _links_to(b, titles))]
    if not printed:
        return
    own = max(printed, key=lambda block: (block.kind == "heading", block.strong))
    if _is_section(own, blocks):
        return
    own.kind, own.level, own.group = "heading", 1, 0
    for block in firsts:
        blocks.remove(block)


def _is_section(heading: Block, blocks: list[Block]) -> bool:
    """Whether a heading is of a part of what stands under a higher one that names the program: "Event Details", which the page
    is called as well."""
    above = blocks[: next(n for n, block in enumerate(blocks) if block is heading)]
    return heading.kind == "heading" and any(
        b.kind == "heading" and b.level < heading.level and has_sign(b.text.encode()) for b in above
    )


def _links_to(block: Block, titles: set[str]) -> bool:
    """Whether a line that prints a title is the link to a page of that title."""
    return any(plain(text) in titles for _, text in block.links)


def document_title(root: HtmlElement) -> str:
    """What `<title>` says, "" where there is none."""
    found = elements_of(root, "title")
    return clean(found[0].text_content()) if found else ""


def _shared_titles(root: HtmlElement) -> list[str]:
    """The titles that a page gives itself where it is shared."""
    return _meta(root, "og:title")


def _meta(root: HtmlElement, name: str) -> list[str]:
    """What the meta tags of a property say."""
    return [clean(meta.get("content") or "") for meta in elements_of(root, "meta") if meta.get("property") == name]
