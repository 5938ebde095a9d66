"""One English page with what sites print around and within any story: shares, players, advertisements, hints, other news."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal, TypedDict

import yaml

from .clothes import Variant, end_of_story, heading, language, story

_WRITTEN = re.compile(r"(?:published_time\" content=\"|\"datePublished\": ?\")(\d{4}-\d\d-\d\d)")


class _Note(TypedDict):
    name: str
    put: Literal["above", "below", "within", "behind"]
    html: str


def _around(note: _Note) -> Variant:
    def variant(html: str) -> str:
        at = _place(html, note["put"])
        if at is None or language(html) != "en":
            return html
        told = note["html"]
        if "{" in told:
            written = _WRITTEN.search(html)
            if written is None:
                return html
            day = date.fromisoformat(written[1])
            told = told.replace("{day}", f"{day:%B} {day.day}, {day.year}").replace("{year}", str(day.year))
        return html[:at] + told + html[at:]

    return variant


def _place(html: str, put: str) -> int | None:
    """Where a note is put: above or below the heading, behind the first paragraph or behind the story."""
    if put in ("above", "below"):
        top = heading(html)
        return None if top is None else top[put == "below"]
    if put == "behind":
        return end_of_story(html)
    run = story(html)
    return run[0][1] if run else None


AROUND: dict[str, Variant] = {
    f"{note['put']}-{note['name']}": _around(note)
    for note in yaml.safe_load((Path(__file__).parent / "around_pages.yml").read_text(encoding="utf-8"))
}
