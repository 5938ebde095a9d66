"""Calendars whose days are lines over the matters of each day: the program's entry takes the day over it, the others none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

WRITTEN = date(2024, 3, 8)


class Matter(NamedTuple):
    title: str
    hours: str
    place: str


class Speech(NamedTuple):
    place: Place
    title: str
    ours: Matter
    others: tuple[Matter, ...]
    days: tuple[str, ...]
    """From Monday, March 11; ours is on the third."""


def _place(city: str, country: str, zone: str, language: str) -> Place:
    return Place(name="Gazette", city=city, country=country, timezone=zone, language=language)


SPEECHES = [
    Speech(
        _place("Milltown", "US", "America/New_York", "en"),
        "Community calendar",
        Matter("Coffee with a Cop", "8 to 10 a.m.", "Plum Diner, 40 Elm Road"),
        (
            Matter("Story time", "10:30 a.m.", "Grant Library"),
            Matter("Planning Commission", "7 p.m.", "Town Hall"),
            Matter("Farmers market", "9 a.m. to noon", "Town Green"),
            Matter("Fish fry", "5 to 7 p.m.", "Fire Hall"),
        ),
        ("Monday, March 11", "Tuesday, March 12", "Wednesday, March 13", "Thursday, March 14", "Friday, March 15"),
    ),
    Speech(
        _place("Milsbach", "DE", "Europe/Berlin", "de"),
        "Termine der Woche",
        Matter("Kaffee mit der Polizei", "8 bis 10 Uhr", "Gasthof Linde, Ulmenweg 40"),
        (
            Matter("Vorlesestunde", "10.30 Uhr", "Stadtbücherei"),
            Matter("Chorprobe", "19 Uhr", "Markuskirche"),
            Matter("Flohmarkt", "9 bis 12 Uhr", "Marktplatz"),
        ),
        ("Montag, 11. März", "Dienstag, 12. März", "Mittwoch, 13. März", "Donnerstag, 14. März", "Freitag, 15. März"),
    ),
    Speech(
        _place("Delft", "NL", "Europe/Amsterdam", "nl"),
        "Agenda",
        Matter("Koffie met de wijkagent", "8.00 tot 10.00 uur", "Café De Linde, Iepenweg 40"),
        (
            Matter("Voorlezen", "10.30 uur", "Bibliotheek"),
            Matter("Klaverjassen", "19.00 uur", "Dorpshuis"),
            Matter("Rommelmarkt", "9.00 tot 12.00 uur", "Marktplein"),
        ),
        ("Maandag 11 maart", "Dinsdag 12 maart", "Woensdag 13 maart", "Donderdag 14 maart", "Vrijdag 15 maart"),
    ),
    Speech(
        _place("Nantes", "FR", "Europe/Paris", "fr"),
        "Agenda de la semaine",
        Matter("Café avec un policier", "8h à 10h", "Café du Tilleul, 40 rue des Ormes"),
        (
            Matter("Heure du conte", "10h30", "Médiathèque"),
            Matter("Loto", "19h", "Salle des fêtes"),
            Matter("Vide-grenier", "9h à 12h", "Place du Marché"),
        ),
        ("Lundi 11 mars", "Mardi 12 mars", "Mercredi 13 mars", "Jeudi 14 mars", "Vendredi 15 mars"),
    ),
    Speech(
        _place("Madrid", "ES", "Europe/Madrid", "es"),
        "Agenda de la semana",
        Matter("Café con un policía", "8:00 a 10:00 h", "Cafetería El Tilo, calle Olmo 40"),
        (
            Matter("Cuentacuentos", "10:30 h", "Biblioteca Central"),
            Matter("Bingo", "19:00 h", "Hogar del Jubilado"),
            Matter("Mercadillo", "9:00 a 12:00 h", "Plaza Mayor"),
        ),
        (
            "Lunes 11 de marzo",
            "Martes 12 de marzo",
            "Miércoles 13 de marzo",
            "Jueves 14 de marzo",
            "Viernes 15 de marzo",
        ),
    ),
]
ENTRIES: dict[str, Callable[[Matter], str]] = {
    "title, hours, place": lambda m: f"{m.title}, {m.hours}, {m.place}",
    "title: hours, place": lambda m: f"{m.title}: {m.hours}, {m.place}.",
    "hours title, place": lambda m: f"{m.hours} {m.title}, {m.place}",
    "hours: title, place": lambda m: f"{m.hours}: {m.title}, {m.place}",
    "hours - title, place": lambda m: f"{m.hours} – {m.title}, {m.place}",
    "lines": lambda m: f"{m.title}<br>{m.hours}<br>{m.place}",
}
HEADS = ("<p>{}</p>", "<h3>{}</h3>", "<p><b>{}</b></p>", "<div>{}</div>")
BODIES = ("<p>{}</p>", "<div>{}</div>", "<ul><li>{}</li></ul>")


def pages() -> Iterator[tuple[Speech, str, str]]:
    """Each speech in each form of an entry, under days of every kind, ours on the first, a middle or the last of them."""
    for number, (speech, form, head) in enumerate(product(SPEECHES, ENTRIES, HEADS)):
        body, first = BODIES[number % 3], number % 3
        last = 3 + (number // 3) % 2
        told = []
        for day in range(first, last + 1):
            matters = [speech.others[(day + n + number) % len(speech.others)] for n in range(1 + (number + day) % 2)]
            if day == 2:
                matters.insert(number % (len(matters) + 1), speech.ours)
            told.append(head.format(speech.days[day]))
            told += [body.format(ENTRIES[form](matter)) for matter in matters]
        yield speech, f"{speech.place.language}-{form}-{head}-{body}-{first}-{last}", "".join(told)


def starts(page: str, place: Place) -> list[str]:
    body = f"<html><head><meta property='article:published_time' content='{WRITTEN}'></head><body><main>{page}</main></body></html>"
    mentions = read(Document("https://www.example.org/calendar", body.encode(), WRITTEN), place).mentions
    return [f"{m.start:%m-%d %H:%M} {m.venue}" for m in mentions]


@pytest.mark.parametrize(("speech", "page"), [pytest.param(s, p, id=name) for s, name, p in pages()])
def test_an_entry_takes_the_day_over_it(speech: Speech, page: str) -> None:
    venue = speech.ours.place.split(",")[0]
    assert starts(f"<h1>{speech.title}</h1>{page}", speech.place) == [f"03-13 08:00 {venue}"]


def test_weekdays_alone_are_days_of_a_calendar() -> None:
    page = "<h1>This week</h1><p>WEDNESDAY</p><p>Coffee with a Cop, 8 a.m., Plum Diner</p><p>Bingo, 2 p.m., Legion Hall</p><p>THURSDAY</p><p>Fish fry, 5 p.m., Fire Hall</p>"
    assert starts(page, SPEECHES[0].place) == ["03-13 08:00 Plum Diner"]


def test_an_entry_stands_under_its_town() -> None:
    page = (
        "<h1>Calendar</h1><h3>Wednesday, March 13</h3><p><b>Oak Hill</b></p><p>Bingo, 2 p.m., Legion Hall</p>"
        "<p><b>Milltown</b></p><p>Coffee with a Cop, 8 a.m., Plum Diner</p><h3>Thursday, March 14</h3><p>Fish fry, 5 p.m., Fire Hall</p>"
    )
    assert starts(page, SPEECHES[0].place) == ["03-13 08:00 Plum Diner"]


@pytest.mark.parametrize(
    "page",
    [
        "<h1>News</h1><p>March 4, 2024</p><p>Coffee with a Cop returns</p><p>March 1, 2024</p><p>Library sale draws crowd</p>",
        "<h1>Archive</h1><h3>March 4</h3><p>Police talk of Coffee with a Cop</p><h3>March 1</h3><p>New K-9 joins the force</p>",
    ],
)
def test_days_on_which_something_was_posted_are_none(page: str) -> None:
    assert starts(page, SPEECHES[0].place) == []


CARDS = (
    "<div class='card'><h3>{} - {}</h3><p><strong>Time:</strong> {}</p><p><strong>Location:</strong> {}</p></div>",
    "<section><h3>{} - {}</h3><p>Time: {}</p><p>Location: {}</p></section>",
    "<article><h2>{} - {}</h2><p>{}</p><p>{}</p></article>",
)
YEAR_HEADS = (
    "January 2026 Calendar",
    "Calendar: January 2026",
    "Events for January 2026",
    "Jan. 2026 Events",
    "Happening in January (2026)",
    "2026 Calendar",
    "2026 Events",
)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("head", YEAR_HEADS)
def test_the_heading_of_the_page_tells_the_year_of_its_cards(head: str, card: str) -> None:
    cards = (
        card.format("City Council", "January 6 & 20", "7:00 PM", "Council Chambers")
        + card.format("Coffee with a Cop", "January 8", "9:00 AM - 11:00 AM", "Plum Diner")
        + card.format("CPR Class", "January 24", "1:00 PM", "Fire Station 2")
    )
    body = f"<html><body><main><h1>{head}</h1><h2>Featured Events</h2>{cards}</main></body></html>"
    document = Document("https://www.example.org/calendar", body.encode(), date(2025, 12, 29))
    mentions = read(document, SPEECHES[0].place).mentions
    assert [f"{m.start:%Y-%m-%d %H:%M} {m.venue}" for m in mentions] == ["2026-01-08 09:00 Plum Diner"]
