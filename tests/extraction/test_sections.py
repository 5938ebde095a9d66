"""Newsletters in sections, whatever makes their heads look like heads: the program's section is read alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from .test_calendar_days import SPEECHES, Matter, Speech, starts

HEADS = {
    "heading": "<h2>{}</h2>",
    "linked heading": "<h3><a href='/x'>{}</a></h3>",
    "bold": "<p><strong>{}</strong></p>",
    "bold and underlined": "<p><strong><u>{}</u></strong></p>",
    "box": "<div class='head'>{}</div>",
    "capitals": "<p>{}</p>",
    "cell": "<table><tr><td><h3>{}</h3>{}</td></tr></table>",
    "first line": "<p><strong>{}</strong><br>{}</p>",
}
TOLD = (
    "{d}, {h}, {p}",
    "{d} | {h} | {p}",
    "{d}<br>{h}<br>{p}",
    "{p}<br>{d}, {h}",
)
NOTICES = {
    "en": ("Road work", "Crews will close one lane of Reed Street beginning March 11."),
    "de": ("Baustelle", "Ab 11. März ist die Schilfstraße halbseitig gesperrt."),
    "nl": ("Wegwerk", "Vanaf 11 maart is de Rietstraat half dicht."),
    "fr": ("Travaux", "La rue des Roseaux est fermée à partir du 11 mars."),
    "es": ("Obras", "La calle Junco estará cortada desde el 11 de marzo."),
}


def sections(speech: Speech, number: int) -> list[tuple[str, str]]:
    """Heads with what stands under each: ours among two others and a notice."""
    form = TOLD[number % len(TOLD)]

    def told(day: int, matter: Matter) -> tuple[str, str]:
        return matter.title, form.format(d=speech.days[day], h=matter.hours, p=matter.place)

    found = [told(1, speech.others[0]), told(3, speech.others[1]), NOTICES[speech.place.language or "en"]]
    found.insert(number % 4, told(2, speech.ours))
    return found


def pages() -> Iterator[tuple[Speech, str, str]]:
    for number, (speech, head, _) in enumerate(product(SPEECHES, HEADS, TOLD)):
        parts = []
        for title, body in sections(speech, number + number // 4):
            text = title.upper() if head == "capitals" else title
            if HEADS[head].count("{}") == 2:
                parts.append(HEADS[head].format(text, body if head == "first line" else f"<p>{body}</p>"))
            else:
                parts.append(f"{HEADS[head].format(text)}<p>{body}</p>")
        yield speech, f"{speech.place.language}-{head}-{number}", "".join(parts)


@pytest.mark.parametrize(("speech", "page"), [pytest.param(s, p, id=name) for s, name, p in pages()])
def test_the_section_of_the_program_is_read_alone(speech: Speech, page: str) -> None:
    venue = speech.ours.place.split(",")[0]
    assert starts(f"<h1>Newsletter</h1>{page}", speech.place) == [f"03-13 08:00 {venue}"]
