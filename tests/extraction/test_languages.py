"""Places and status in other languages than English, each in a form of its own: words and places are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from importlib import resources

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention
from cwac_aggregator.normalization.language import LANGUAGES

from .pages import stamp, told_page
from .test_told import PLACES

CASES = [
    ("nl", "De Koffie met een cop van 14 maart (10 uur, wijkcentrum De Brug) gaat niet door.", "cancelled", "wijkcentrum De Brug"),
    ("nl", "Bij storm wordt Koffie met een cop op 14 maart (10-11 uur, marktplein) afgelast.", "scheduled", "marktplein"),
    ("nl", "Koffie met een cop is op 14 maart om 10 uur in buurthuis ’t Trefpunt.", "scheduled", "buurthuis ’t Trefpunt"),
    ("nl", "Koffie met een cop is op 14 maart om 10 uur in café “De Oude Smidse”.", "scheduled", "De Oude Smidse"),
    ("de", "Der für den 14. März geplante „Kaffee mit der Polizei“ im Café Linde fällt leider aus.", "cancelled", "Café Linde"),
    ("de", "Bei Gewitter wird „Kaffee mit der Polizei“ am 14. März, 10 bis 12 Uhr, abgesagt.", "scheduled", None),
    ("fr", "« Un café avec un policier » aura lieu le 14 mars de 9h à 11h place de la Mairie.", "scheduled", "place de la Mairie"),
    ("fr", "« Un café avec un policier », le 14 mars à la mairie, sera annulé en cas d’orage.", "scheduled", "mairie"),
    ("es", "No se celebrará el «Café con un policía» del 14 de marzo en la cafetería Sol.", "cancelled", "cafetería Sol"),
    ("es", "«Café con un policía» el 14 de marzo a las 10:00 en el salón comunal Los Pinos.", "scheduled", "salón comunal Los Pinos"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "status", "venue"), CASES)
def test_status_and_venue(language: str, text: str, status: str, venue: str | None) -> None:
    (mention,) = _mentions(language, text)
    assert (mention.status, mention.venue) == (status, venue)


def test_rows_that_end_in_their_town() -> None:
    rows = ("14.03.2024, 9-11 Uhr, Rathaus, Stolberg", "21.03.2024, 9-11 Uhr, Feuerwehrhaus, Bad Tannau")
    found = _mentions("de", [f"- {row}" for row in rows])
    assert [(m.venue, m.city) for m in found] == [("Rathaus", "Stolberg"), ("Feuerwehrhaus", "Bad Tannau")]


def _mentions(language: str, text: str | list[str]) -> Sequence[Mention]:
    page = told_page(language, text, stamp("2024-03-04"))
    return read(Document("https://www.example.org/coffee", page.encode(), date(2024, 3, 4)), PLACES[language]).mentions


@pytest.mark.parametrize("code", LANGUAGES)
def test_cues_stand_in_order_and_once(code: str) -> None:
    """One word a line, in order: two people who add words to one list do not meet in one place."""
    table = resources.files("cwac_aggregator.extraction") / "cues" / f"{code}.toml"
    text = table.read_text(encoding="utf-8")
    for role, words in tomllib.loads(text).items():
        assert words == sorted(set(words)), role
    assert not [line for line in text.splitlines() if line.endswith("]") and line != "]"]
