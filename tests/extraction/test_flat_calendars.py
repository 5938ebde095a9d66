"""Calendars in lines that nothing holds together, of several lines an entry or of one: the program's entry alone is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from .test_calendar_days import SPEECHES, Matter, Speech, starts

ORDERS = ("D H T P", "D T HP", "DH T P", "T DH P", "T D H P", "D T H P", "T P DH", "DH T", "T DH")
"""Day, hours, title and place, a line each; DH: day and hours in one, HP: hours and place."""
MARKUP = {
    "p": "<p>{}</p>",
    "div": "<div>{}</div>",
    "br": "{}<br>",
    "strong title": "<p>{}</p>",
    "strong day": "<p>{}</p>",
    "heading": "<p>{}</p>",
}
JOINTS = (" | ", ", ", " – ")
LINES = (
    "{t} - {d} - {h} - {p}",
    "{t}, {d}, {h}, {p}",
    "{t} | {d} | {h} | {p}",
    "{d}: {t}, {h}, {p}",
    "{d} – {t} – {h} – {p}",
    "{t}: {d}, {h}, {p}",
    "{t} ({d}, {h}, {p})",
    "{d}, {h}: {t}, {p}",
    "{d}, {h} – {t} ({p})",
    "<b>{d}</b> {t}, {h}, {p}",
    "<b>{t}</b> {d}, {h}, {p}",
    "{t} – {p} – {d}, {h}",
)
ONES = ("<p>{}</p>", "<ul>{}</ul>", "<div>{}</div>", "<p>{}</p>")


def matters(speech: Speech, first: int, last: int) -> Iterator[tuple[str, Matter]]:
    for day in range(first, last + 1):
        yield speech.days[day], speech.ours if day == 2 else speech.others[day % len(speech.others)]


def entry(order: str, markup: str, joint: str, day: str, matter: Matter) -> str:
    told = []
    for part in order.split():
        text = {
            "D": day,
            "H": matter.hours,
            "DH": f"{day}{joint}{matter.hours}",
            "T": matter.title,
            "P": matter.place,
            "HP": f"{matter.hours}, {matter.place}",
        }[part]
        if (markup == "strong title" and part == "T") or (markup == "strong day" and part in ("D", "DH")):
            text = f"<b>{text}</b>"
        told.append(f"<h3>{text}</h3>" if markup == "heading" and part == "T" else MARKUP[markup].format(text))
    return f"<p>{''.join(told)}</p>" if markup == "br" else "".join(told)


def pages() -> Iterator[tuple[Speech, str, str, str | None]]:
    for number, (speech, order, markup) in enumerate(product(SPEECHES, ORDERS, MARKUP)):
        first, last = number % 3, 3 + number % 2
        joint = JOINTS[number % len(JOINTS)]
        told = "".join(entry(order, markup, joint, day, matter) for day, matter in matters(speech, first, last))
        venue = speech.ours.place.split(",")[0] if "P" in order else None
        yield speech, f"{speech.place.language}-{order}-{markup}-{joint.strip()}-{first}-{last}", told, venue
    for number, (speech, form, around) in enumerate(product(SPEECHES, LINES, ONES)):
        first, last = number % 3, 3 + number % 2
        told = ""
        for day, matter in matters(speech, first, last):
            line = form.format(t=matter.title, d=day, h=matter.hours, p=matter.place)
            told += (
                f"<li>{line}</li>" if "<ul>" in around else f"{line}<br>" if number % 4 == 3 else around.format(line)
            )
        whole = around.format(told) if "<ul>" in around or number % 4 == 3 else told
        yield (
            speech,
            f"{speech.place.language}-{form}-{number % 4}-{first}-{last}",
            whole,
            speech.ours.place.split(",")[0],
        )


@pytest.mark.parametrize(("speech", "page", "venue"), [pytest.param(s, p, v, id=name) for s, name, p, v in pages()])
def test_the_entry_of_the_program_is_read_alone(speech: Speech, page: str, venue: str | None) -> None:
    assert starts(f"<h1>{speech.title}</h1>{page}", speech.place) == [f"03-13 08:00 {venue}"]
