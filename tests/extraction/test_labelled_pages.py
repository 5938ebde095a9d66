"""Event pages of labels and facts: whatever element holds the two, whatever the labels are called, whatever else is labelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

Rows = tuple[tuple[str, str], ...]


class Speech(NamedTuple):
    place: Place
    title: str
    days: tuple[str, ...]
    hours: tuple[str, str, str]
    """From, to, and both in one."""
    where: tuple[str, str, str]
    """Venue, street, and the town behind it."""
    labels: tuple[tuple[str, str, str, str], ...]
    """Of day, hours, venue and address; of day with hours and place in one; of the begin and the end, each with its day."""
    joint: tuple[tuple[str, str], ...]
    bounds: tuple[tuple[str, str, str], ...]
    others: Rows


def _place(city: str, country: str, zone: str, language: str, region: str | None = None) -> Place:
    return Place(name="City", city=city, region=region, country=country, timezone=zone, language=language)


SPEECHES = [
    Speech(
        _place("Milltown", "US", "America/New_York", "en", "OH"),
        "Coffee with a Cop",
        ("March 18, 2026", "Wednesday, March 18, 2026", "03/18/2026", "Wed, Mar 18 2026", "March 18", "2026-03-18"),
        ("9 a.m.", "10:30 a.m.", "9 a.m. - 10:30 a.m."),
        ("Elm Bakery", "12 Elm Street", "Milltown, OH 44001"),
        (
            ("Date", "Time", "Location", "Address"),
            ("When", "Hours", "Where", "Address"),
            ("DATE", "TIME", "PLACE", "ADDRESS"),
            ("Event Date", "Event Time", "Venue", "Street Address"),
            ("Date(s)", "Time(s)", "Location(s)", "Address"),
            ("Day", "Event hours", "Venue Name", "Venue Address"),
        ),
        (("Date & Time", "Location"), ("When", "Where"), ("Date and time", "Event location")),
        (("Start", "End", "Location"), ("Start Date/Time", "End Date/Time", "Location"), ("Starts", "Ends", "Venue")),
        (
            ("Cost", "Free"),
            ("Contact", "Sgt. Dana Rice"),
            ("Phone", "(555) 010-2233"),
            ("Category", "Community"),
            ("Last Updated", "3/1/2026 4:15 PM"),
            ("Registration deadline", "March 16, 2026"),
            ("Parking", "Lot behind City Hall, 1 Center Square"),
        ),
    ),
    Speech(
        _place("Milsbach", "DE", "Europe/Berlin", "de"),
        "Kaffee mit der Polizei",
        ("18. März 2026", "Mittwoch, 18. März 2026", "18.03.2026", "Mi., 18.03.2026", "18. März"),
        ("9 Uhr", "10.30 Uhr", "9 bis 10.30 Uhr"),
        ("Gasthof Linde", "Ulmenweg 12", "Milsbach"),
        (
            ("Datum", "Uhrzeit", "Ort", "Adresse"),
            ("Wann", "Zeit", "Wo", "Anschrift"),
            ("Tag", "Uhrzeit", "Treffpunkt", "Adresse"),
        ),
        (("Datum & Uhrzeit", "Ort"), ("Wann", "Wo"), ("Termin", "Veranstaltungsort")),
        (),
        (
            ("Eintritt", "frei"),
            ("Kontakt", "Polizei Milsbach"),
            ("Telefon", "0555 010223"),
            ("Kategorie", "Bürger"),
            ("Anmeldeschluss", "16. März 2026"),
        ),
    ),
    Speech(
        _place("Nantes", "FR", "Europe/Paris", "fr"),
        "Café avec un policier",
        ("18 mars 2026", "Mercredi 18 mars 2026", "18/03/2026", "18 mars"),
        ("9h", "10h30", "9h à 10h30"),
        ("Café du Tilleul", "12 rue des Ormes", "Nantes"),
        (
            ("Date", "Horaires", "Lieu", "Adresse"),
            ("Quand", "Heure", "Où", "Adresse"),
            ("Jour", "Horaire", "Endroit", "Adresse"),
        ),
        (("Date et heure", "Lieu"), ("Quand", "Où")),
        (),
        (
            ("Tarif", "gratuit"),
            ("Contact", "Police municipale"),
            ("Inscription", "sur place"),
            ("Date limite", "16 mars 2026"),
        ),
    ),
    Speech(
        _place("Madrid", "ES", "Europe/Madrid", "es"),
        "Café con un policía",
        ("18 de marzo de 2026", "Miércoles, 18 de marzo de 2026", "18/03/2026", "18 de marzo"),
        ("9:00", "10:30", "9:00 a 10:30 h"),
        ("Cafetería El Tilo", "calle Olmo 12", "Madrid"),
        (
            ("Fecha", "Hora", "Lugar", "Dirección"),
            ("Cuándo", "Horario", "Dónde", "Dirección"),
            ("Día", "Hora", "Lugar del evento", "Dirección"),
        ),
        (("Fecha y hora", "Lugar"), ("Cuándo", "Dónde")),
        (),
        (
            ("Precio", "gratis"),
            ("Contacto", "Policía Local"),
            ("Entrada", "libre"),
            ("Fecha límite", "16 de marzo de 2026"),
        ),
    ),
    Speech(
        _place("Delft", "NL", "Europe/Amsterdam", "nl"),
        "Koffie met de wijkagent",
        ("18 maart 2026", "Woensdag 18 maart 2026", "18-03-2026", "18 maart"),
        ("9.00 uur", "10.30 uur", "9.00 - 10.30 uur"),
        ("Café De Linde", "Iepenweg 12", "Delft"),
        (
            ("Datum", "Tijd", "Locatie", "Adres"),
            ("Wanneer", "Hoe laat", "Waar", "Adres"),
            ("Dag", "Tijdstip", "Plaats", "Adres"),
        ),
        (("Datum en tijd", "Locatie"), ("Wanneer", "Waar")),
        (),
        (("Toegang", "gratis"), ("Contact", "Politie Delft"), ("Aanmelden", "niet nodig")),
    ),
    Speech(
        _place("Curitiba", "BR", "America/Sao_Paulo", "pt", "PR"),
        "Café com a polícia",
        ("18 de março de 2026", "Quarta-feira, 18 de março de 2026", "18/03/2026", "18 de março"),
        ("9h", "10h30", "9h às 10h30"),
        ("Padaria Tília", "Rua dos Olmos, 12", "Curitiba"),
        (
            ("Data", "Horário", "Local", "Endereço"),
            ("Quando", "Hora", "Onde", "Endereço"),
            ("Dia", "Horário", "Local do evento", "Endereço"),
        ),
        (("Data e horário", "Local"), ("Quando", "Onde")),
        (),
        (("Entrada", "gratuita"), ("Contato", "Polícia Militar"), ("Inscrições", "no local")),
    ),
]
FACTS: dict[str, tuple[str, str]] = {
    "bold label": ("<p><b>{k}:</b> {v}</p>", "{}"),
    "lines": ("<b>{k}:</b> {v}<br>", "<p>{}</p>"),
    "plain": ("<p>{k}: {v}</p>", "{}"),
    "heading": ("<h4>{k}</h4><p>{v}</p>", "{}"),
    "heading with colon": ("<h3>{k}:</h3><div>{v}</div>", "{}"),
    "definitions": ("<dt>{k}</dt><dd>{v}</dd>", "<dl>{}</dl>"),
    "rows": ("<tr><td>{k}:</td><td>{v}</td></tr>", "<table>{}</table>"),
    "headed rows": ("<tr><th>{k}</th><td>{v}</td></tr>", "<table>{}</table>"),
    "boxes": ("<div class='row'><div class='label'>{k}</div><div class='value'>{v}</div></div>", "{}"),
    "plain boxes": ("<div><div>{k}</div><div>{v}</div></div>", "{}"),
    "items": ("<li>{k}: {v}</li>", "<ul>{}</ul>"),
    "items without colon": ("<li><strong>{k}</strong> {v}</li>", "<ul>{}</ul>"),
    "paragraphs": ("<p>{k}</p><p>{v}</p>", "{}"),
    "bold paragraphs": ("<p><b>{k}</b></p><p>{v}</p>", "{}"),
    "label over fact": ("<p><b>{k}</b><br>{v}</p>", "{}"),
    "bars": ("{k}: {v} | ", "<p>{}</p>"),
    "dashes": ("<p><b>{k}</b> – {v}</p>", "{}"),
}


def rows_of(speech: Speech) -> Iterator[Rows]:
    """The facts under each set of labels, the days in turn."""
    begin, end, both = speech.hours
    venue, street, town = speech.where
    day = 0

    def next_day() -> str:
        nonlocal day
        day += 1
        return speech.days[day % len(speech.days)]

    for date_, time, place, address in speech.labels:
        yield ((date_, next_day()), (time, both), (place, venue), (address, f"{street}, {town}"))
    for when, where in speech.joint:
        yield ((when, f"{next_day()}, {both}"), (where, f"{venue}, {street}, {town}"))
    for first, last, where in speech.bounds:
        told = next_day()
        yield ((first, f"{told} {begin}"), (last, f"{told} {end}"), (where, f"{venue}, {street}, {town}"))


def pages() -> Iterator[tuple[Speech, str, str]]:
    number = 0
    for speech in SPEECHES:
        for rows, name in product(rows_of(speech), FACTS):
            number += 1
            more = [speech.others[(number + n) % len(speech.others)] for n in range(number % 3)]
            parted = rows[0][0] not in {first for first, _, _ in speech.bounds}  # begin and end stand together
            told = (
                [*more, *rows]
                if number % 4 == 1
                else [*rows[:1], *more, *rows[1:]]
                if number % 4 == 2 and parted
                else [*rows, *more]
            )
            form, around = FACTS[name]
            page = around.format("".join(form.format(k=k, v=v) for k, v in told))
            yield speech, f"{speech.place.language}-{rows[0][0]}-{name}-{number}", page


@pytest.mark.parametrize(("speech", "page"), [pytest.param(s, p, id=name) for s, name, p in pages()])
def test_labels_tell_one_event(speech: Speech, page: str) -> None:
    stamp = "<meta property='article:published_time' content='2026-03-01'>"
    body = f"<html><head>{stamp}</head><body><main><h1>{speech.title}</h1>{page}</main></body></html>"
    mentions = read(Document("https://www.example.org/event", body.encode(), date(2026, 3, 2)), speech.place).mentions
    venue, street, _ = speech.where
    assert [f"{m.start:%m-%d %H:%M} {m.end and m.end.strftime('%H:%M')} {m.venue} | {m.street}" for m in mentions] == [
        f"03-18 09:00 10:30 {venue} | {street}"
    ]
