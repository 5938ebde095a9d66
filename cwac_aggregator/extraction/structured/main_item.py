"""Which of a page's structured items is the page's own event. The first on a list page is not."""

from __future__ import annotations

from lxml.html import HtmlElement

from ...gazetteer import fold
from .candidate import Candidate
from .links import own_link

_MOST_HEADINGS = 5


def mark_main(candidates: list[Candidate], root: HtmlElement, base_url: str) -> None:
    """Set `main` on the only candidate that names the page itself as its address, else on an only one whose title is the page's."""
    if not candidates:
        return
    here = _addresses(root, base_url)
    named = [c for c in candidates if c.values.get("url") in here]
    if len(named) == 1:
        named[0].main = True
    elif len(candidates) == 1 and "url" not in candidates[0].values:
        title = fold(str(candidates[0].values.get("title", "")))
        candidates[0].main = not title or any(title in heading for heading in _headings(root))


def _addresses(root: HtmlElement, base_url: str) -> set[str]:
    links = [base_url, *(e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical")]
    return {own for link in links[:3] if (own := own_link(link, base_url)) is not None}


def _headings(root: HtmlElement) -> list[str]:
    found = []
    for tag in ("h1", "h2", "title"):
        for number, element in enumerate(root.iter(tag)):
            if number >= _MOST_HEADINGS:
                break
            found.append(fold("".join(element.itertext())[:1000]))
    return found
