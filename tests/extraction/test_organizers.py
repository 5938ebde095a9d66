"""Who hosts, as the page prints it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.lines import Block, Line, Reader
from cwac_aggregator.extraction.organizers import StoryHosts, find_organizer
from cwac_aggregator.model import Document, Place
from cwac_aggregator.normalization.language import lexicon

CASES = [
    ("en", ["The Ashby Police Department will pour."], "Ashby Police Department"),
    ("en", ["So the Ashby Police Department’s coffee is back."], "Ashby Police Department"),
    ("en", ["Sgt. Lou Nowak of the Ashby Police Department cranks the machine."], "Ashby Police Department"),
    ("en", ["Ashby Police: coffee", "Join the Ashby Police Department."], "Ashby Police Department"),
    ("en", ["MPD officers will be there.", "The Marlow Police Department hosts."], "Marlow Police Department"),
    ("en", ["BROUGHT TO YOU BY THE BUCK LAKE POLICE DEPARTMENT"], "BUCK LAKE POLICE DEPARTMENT"),
    ("en", ["A message from the police.", "Ashby police told our newsroom."], "Ashby police"),
    ("en", ["Pizza with the Police is on, says the Rome Police Department."], "Rome Police Department"),
    ("en", ["12 Mill St.The Ashby Police Department hosts."], "Ashby Police Department"),
    ("en", ["PC Hart of the South Lakes Neighbourhood Policing Team"], "South Lakes Neighbourhood Policing Team"),
    ("en", ["The Iredell County Sheriff invites early risers."], "Iredell County Sheriff"),
    ("en", ["Cst. Roy of the Codiac Regional RCMP laughed."], "Codiac Regional RCMP"),
    ("en", ["The City of Ashby Police Department hosts."], "City of Ashby Police Department"),
    ("en", ["Ask the Erie Bureau of Police."], "Erie Bureau of Police"),
    ("en", ["Call the police if you must."], None),
    ("de", ["Beamte des Polizeireviers Schwedt grillen."], "Polizeirevier Schwedt"),
    ("de", ["Der Polizeiabschnitt 17 lädt ein."], "Polizeiabschnitt 17"),
    ("de", ["Die Polizei Talbach Gastgeberin der Aktion."], "Polizei Talbach"),
    ("de", ["Lena Vogt, Polizei Bad Ashfeld am Mittwoch."], "Polizei Bad Ashfeld"),
    (
        "de",
        ["Das Bezirkspolizeikommando St. Georg im Talgau schenkt aus."],
        "Bezirkspolizeikommando St. Georg im Talgau",
    ),
    ("de", ["Das Stadtpolizeikommando Wels lädt ein."], "Stadtpolizeikommando Wels"),
    ("fr", ["Organisation : Gendarmerie vaudoise."], "Gendarmerie vaudoise"),
    ("fr", ["La Régie de police de la Rivière-Rouge invite."], "Régie de police de la Rivière-Rouge"),
    ("fr", ["Au commissariat ?", "Le commissariat de Roanne organise."], "commissariat de Roanne"),
    ("fr", ["Plus simple que dans un commissariat.", "La police de Vernay invite."], "police de Vernay"),
    ("fr", ["Les agents du poste de quartier (PDQ) 52 du Service de police."], "poste de quartier (PDQ) 52"),
    ("fr", ["Un agent de la zone de police Hautfays - Orval."], "zone de police Hautfays - Orval"),
    ("fr", ["La Sécurité publique de Mont-Clair verse le café."], "Sécurité publique de Mont-Clair"),
    ("es", ["Convoca la 2ª Comisaría de Quilpué."], "2ª Comisaría de Quilpué"),
    ("es", ["El Departamento del Sheriff del Condado de Kern invita."], "Departamento del Sheriff del Condado de Kern"),
    ("es", ["La Dirección de Seguridad Pública Municipal invita."], "Dirección de Seguridad Pública Municipal"),
    ("nl", ["De Politie Peelland schenkt koffie."], "Politie Peelland"),
    ("pt", ["Promoção do 16º BPM."], "16º BPM"),
]


TABLE = yaml.safe_load((Path(__file__).parent / "hosts.yml").read_text(encoding="utf-8"))
CASES += [(language, *row) for language, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(
    ("language", "texts", "expected"), CASES, ids=[f"{case[0]}-{case[1][0]:.60}" for case in CASES]
)
def test_names_the_host(language: str, texts: list[str], expected: str | None) -> None:
    reader = Reader(lexicon(language), "dmy", Place(country="US"))
    lines = [reader.annotate(Line(text, Block("text", text), n)) for n, text in enumerate(texts)]
    found = find_organizer(StoryHosts(lines, [True] * len(lines)), [], reader)
    assert (found and found[0]) == expected


ITEMS = [
    (
        "Coffee with a Cop",
        "Sit and sip. Hosted by the Plumfield Police Department.",
        ("Plumfield Police Department", "description"),
    ),
    ("Donuts with Plumfield PD", "No sign-up.", ("Plumfield PD", "name")),
    ("Coffee with a Cop", "Several police departments take part.", None),
]


@pytest.mark.parametrize(("title", "description", "expected"), ITEMS)
def test_an_item_names_its_host_in_its_words(title: str, description: str, expected: tuple[str, str] | None) -> None:
    event = {"@type": "Event", "name": title, "description": description, "startDate": "2024-03-15T08:00:00-05:00"}
    page = f"<script type='application/ld+json'>{json.dumps(event)}</script>"
    document = Document("https://www.example.org/calendar/1", page.encode(), date(2024, 3, 4))
    (mention,) = read(document, Place(city="Ashby", country="US")).mentions
    told = mention.evidence.get("organizer")
    assert (told and (mention.organizer, told.locator.rpartition(".")[2])) == expected
