"""The town of an event that a paper of another town tells: of its title, of the words around, of the host."""

from __future__ import annotations

from datetime import date
from math import fsum

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.towns.choice import town_weights, weigh
from cwac_aggregator.model import Document, Place

PAPER = Place(name="The Granite Ledger", city="Concord", region="NH", country="US", timezone="America/New_York")
NOWHERE = Place(name="Cup News", country="US")
LIBRARY = Place(name="Concord Public Library", city="Concord", region="NH", country="US", timezone="America/New_York")
WHEN = "Coffee with a Cop is Friday, March 15, 2024 at 8 a.m."


def towns(place: Place, title: str, *paragraphs: str) -> list[tuple[str | None, str | None]]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2024, 3, 4))
    return [(m.venue, m.city) for m in read(document, place).mentions]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Coffee with a Cop goes on in Keene", f"{WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"The monthly Coffee with a Cop series in Keene goes on. {WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Keene PD to hold Coffee with a Cop", f"{WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"Police in Keene will pour. {WHEN} at Plum Diner, Keene police say.", ("Plum Diner", "Keene")),
        ("Officers pour", f"{WHEN} at Plum Diner. The Keene eatery gives the cups.", ("Plum Diner", "Keene")),
        ("Officers pour", f"{WHEN} in Keene's Mill Park.", ("Mill Park", "Keene")),
        ("Officers pour", f"{WHEN} at Plum Diner, 40 Elm Road Keene.", ("Plum Diner", "Keene")),
        ("Officers pour", f"{WHEN} at Plum Diner, 40 Elm Road, in West Concord.", ("Plum Diner", "Concord")),
        ("Officers pour", f"{WHEN} at Plum Diner, Concord police say. Keene police have done it twice.", ("Plum Diner", "Concord")),
        ("Concord police pour", f"{WHEN} at Plum Diner.", ("Plum Diner", "Concord")),
        ("Officers pour", f"{WHEN} at Plum Diner in Merrimack County.", ("Plum Diner", "Concord")),
        ("Keene police host Coffee with a Cop", f"{WHEN} at Plum Diner in Larch Greens.", ("Plum Diner", "Keene")),
        ("Officers pour", f"At a talk in Keene called Coffee with a Cop all may speak. {WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"In Keene, {WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"MERRIMACK COUNTY — {WHEN} at Plum Diner.", ("Plum Diner", "Concord")),
        ("Officers pour", f"KEENE — Neighbors came to the inaugural Coffee with a Cop. The next {WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"MANCHESTER, N.H. (WCUP) — Keene police have a plan. {WHEN} at Plum Diner.", ("Plum Diner", "Keene")),
        ("Officers pour", f"{WHEN} at Plum Diner, the University of Dover Police Department says.", ("Plum Diner", "Concord")),
        ("Officers pour", f"Back in 2016 it was part of a week in Hawthorne, California. {WHEN} at Plum Diner.", ("Plum Diner", "Concord")),
        ("Officers pour", f"{WHEN} at Plum Diner. The Keene Area Recreation District gives the cups.", ("Plum Diner", "Concord")),
    ],
)  # fmt: skip
def test_town_told_by_a_paper(title: str, text: str, expected: tuple[str, str]) -> None:
    assert towns(PAPER, title, text) == [expected]


def test_what_is_held_with_the_publisher_is_in_its_town() -> None:
    assert towns(LIBRARY, "Keene PD at our Coffee with a Cop", f"{WHEN} in Grant Hall.") == [("Grant Hall", "Concord")]


def test_a_shop_told_by_its_town_is_no_venue() -> None:
    text = "Hundreds lined up at a Keene business on Friday, March 1, 2024, for Coffee with a Cop. They stood outside Plum Diner."
    assert towns(PAPER, "Officers pour", text) == [("Plum Diner", "Keene")]


def test_each_sentence_of_a_round_up_tells_its_own_town() -> None:
    text = (
        "In Keene, officers will pour at Plum Diner from 8 to 10 a.m. Wednesday, March 13, 2024. In Dover, police will be at "
        "Grant Bakery from 9 to 11 a.m. that day. Rochester police hold Coffee with a Cop Thursday, March 14, at 7 a.m. at Mill Cafe."
    )
    found = towns(PAPER, "Coffee, cops and talk", text)
    assert found == [("Plum Diner", "Keene"), ("Grant Bakery", "Dover"), ("Mill Cafe", "Rochester")]


@pytest.mark.parametrize(
    ("title", "city"), [("Bismarck police to pour", "Bismarck"), ("Springfield police to pour", None)]
)
def test_town_of_police_told_by_a_page_of_no_place(title: str, city: str | None) -> None:
    assert towns(NOWHERE, title, f"{WHEN} at Plum Diner.") == [("Plum Diner", city)]


def test_the_program_itself_has_no_town_of_its_own() -> None:
    page = b"<title>Coffee</title><h1>Coffee with a Cop</h1><p>Police held Coffee with a Cop at the Plum Diner on March 14, 2024.</p>"
    document = Document("https://www.example.org/a", page, date(2024, 3, 20))
    for name, town in (
        ("Coffee with a Cop", None),
        ("Coffee with a Cop program site", None),
        ("Torrance Police", "Torrance"),
    ):
        place = Place(name=name, city="Torrance", region="CA", country="US", timezone="America/Los_Angeles")
        assert [m.city for m in read(document, place).mentions] == [town]


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("DE", "Die Polizei Duisburg lädt am 15. März 2024 zum „Coffee with a Cop“ auf den Kornplatz ein.", "Duisburg"),
        ("DE", "Die Polizei Duisburg lädt am 15. März 2024 in Moers zum „Coffee with a Cop“ ein.", "Moers"),
        ("BE", "La police de Namur invite à un café avec un policier le 15 mars 2024 au Café Olmo.", "Namur"),
        ("BE", "La zone de police Namur-Dinant invite à un café avec un policier le 15 mars 2024 au Café Olmo.", None),
        ("NL", "De politie Zwolle houdt op 15 maart 2024 koffie met een cop in Café Olm.", "Zwolle"),
        ("DE", "Moers (ots)|Die Polizei lädt am 15. März 2024 zum „Coffee with a Cop“ auf den Kornplatz ein.", "Moers"),
    ],
)
def test_whose_police_are_spoken_of_tells_the_town_where_a_publisher_has_none(
    country: str, text: str, expected: str | None
) -> None:
    language = {"DE": "de", "BE": "fr", "NL": "nl"}[country]
    place = Place(name="Cup News", country=country, language=language)
    assert [city for _, city in towns(place, "Coffee with a Cop", *text.split("|"))] == [expected]


@pytest.mark.parametrize(
    ("country", "language", "text", "expected"),
    [
        ("FR", "fr", "Un café avec un policier aura lieu le 15 mars 2024 à 9 h à la mairie de Grasse.", ("mairie de Grasse", "Grasse")),
        ("FR", "fr", "Un café avec un policier aura lieu le 15 mars 2024 à 9 h au marché de Noël de Colmar.", ("marché de Noël de Colmar", "Colmar")),
        ("FR", "fr", "Un café avec un policier aura lieu le 15 mars 2024 à 9 h au centre commercial Merle d'Albi.", ("centre commercial Merle d'Albi", "Albi")),
        ("FR", "fr", "Un café avec un policier aura lieu le 15 mars 2024 à 9 h au Café de Paris.", ("Café de Paris", None)),
        ("FR", "fr", "Un café avec un policier aura lieu le 15 mars 2024 à 9 h au café de Paris.", ("café de Paris", None)),
        ("ES", "es", "Café con un policía el 15 de marzo de 2024 a las 9 en el mercado de Cuenca.", ("mercado de Cuenca", "Cuenca")),
        ("PT", "pt", "Café com a polícia a 15 de março de 2024 às 9h no mercado de Beja.", ("mercado de Beja", "Beja")),
        ("NL", "nl", "Koffie met een agent op 15 maart 2024 om 9 uur in het gemeentehuis van Raalte.", ("gemeentehuis van Raalte", "Raalte")),
        ("DE", "de", "Kaffee mit der Polizei am 15. März 2024 um 9 Uhr auf dem Wochenmarkt von Sigmaringen.", ("Wochenmarkt von Sigmaringen", "Sigmaringen")),
    ],
)  # fmt: skip
def test_a_house_of_a_town_tells_it_to_a_publisher_of_none(
    country: str, language: str, text: str, expected: tuple[str, str | None]
) -> None:
    page = f'<html lang="{language}"><body><main><h1>Police</h1><p>{text}</p></main></body></html>'
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2024, 3, 4))
    found = read(document, Place(name="Cup News", country=country, language=language)).mentions
    assert [(m.venue, m.city) for m in found] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WHEN} at Plum Diner.<p>— Amberlin Police, Amberlin, VT", ("Amberlin", "VT")),
        (f"{WHEN} at Plum Diner.<p>Amberlin Police Department, Amberlin, Vermont", ("Amberlin", "VT")),
        (f"{WHEN} at Plum Diner.<p>— Keene Police, Keene, Texas", ("Keene", "TX")),
        (f"{WHEN} at Plum Diner.<p>— Keene Police", ("Keene", "NH")),
        (f"{WHEN} at Plum Diner.<p>— Keene police, Keene, Ohio Street post", ("Keene", "NH")),
        ("Neighbors met deputies at a session in St. Albans called Coffee with a Cop.<p>"
         "Held at Plum Diner March 1, 2024, the session was for talk.", ("St. Albans", "VT")),
        ("Police met people at a session of Coffee with a Cop in St. Johnsbury.<p>"
         "Held at Plum Diner March 1, 2024, the session was for talk.", ("St. Johnsbury", "VT")),
    ],
)  # fmt: skip
def test_region_told_behind_a_town(text: str, expected: tuple[str, str]) -> None:
    station = Place(name="WCUP", region="VT" if "St." in text else "NH", country="US", timezone="America/New_York")
    page = f"<html><head><title>Officers pour</title></head><body><main><h1>Officers pour</h1><p>{text}</main></body></html>"
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2024, 3, 4))
    assert [(m.city, m.region) for m in read(document, station).mentions] == [expected]


def test_what_signs_weigh_does_not_hang_on_their_order() -> None:
    signs = ["in", "place-own", "closest", "only", "nearest", "far-off", "place-known", "printed-same", "clause"]
    weights = {name: town_weights()[name] for name in signs}
    assert weigh(set(signs)) == round(fsum(sorted(weights.values())), 6)
