"""Status words at the edges of titles, in six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured.status_words import TitleStatus, read_status


@pytest.mark.parametrize(
    ("printed", "title", "status"),
    [
        ("CANCELLED: Coffee with a Cop", "Coffee with a Cop", "cancelled"),
        ("[Canceled] Coffee with a Cop", "Coffee with a Cop", "cancelled"),
        ("*CANCELLED* Coffee with a Cop", "Coffee with a Cop", "cancelled"),
        ("CANCELLED Coffee with a Cop", "Coffee with a Cop", "cancelled"),
        ("Coffee with a Cop - Cancelled", "Coffee with a Cop", "cancelled"),
        ("Coffee with a Cop has been called off", "Coffee with a Cop", "cancelled"),
        ("Coffee with a Cop (POSTPONED)", "Coffee with a Cop", "postponed"),
        ("Coffee with a Cop to be rescheduled", "Coffee with a Cop", "postponed"),
        ("Rescheduled – Coffee with a Cop", "Coffee with a Cop", None),
        ("Cancelled / Postponed: Coffee with a Cop", "Coffee with a Cop", "cancelled"),
        ("POSTPONED - NEW DATE: Coffee with a Cop", "Coffee with a Cop", "postponed"),
        ("Cancelado: Café con un Policía", "Café con un Policía", "cancelled"),
        ("Café con un Policía (aplazado)", "Café con un Policía", "postponed"),
        ("ABGESAGT: Kaffee mit der Polizei", "Kaffee mit der Polizei", "cancelled"),
        ("Kaffee mit der Polizei fällt aus", "Kaffee mit der Polizei", "cancelled"),
        ("Kaffee mit der Polizei wird verschoben", "Kaffee mit der Polizei", "postponed"),
        ("Annulé : Un café avec ta police", "Un café avec ta police", "cancelled"),
        ("Un café avec ta police – reporté", "Un café avec ta police", "postponed"),
        ("Koffie met een cop gaat niet door", "Koffie met een cop", "cancelled"),
        ("UITGESTELD: Koffie met een cop", "Koffie met een cop", "postponed"),
        ("Café com um policial - adiado", "Café com um policial", "postponed"),
    ],
)
def test_the_word_is_taken_off(printed: str, title: str, status: str | None) -> None:
    found = read_status(printed)
    assert found is not None
    assert (found.title, found.status) == (title, status)
    assert found.word in printed


@pytest.mark.parametrize(
    "title",
    [
        "Coffee with a Cop",
        "cancelled stamps collection",
        "Coffee with a Cop is not cancelled",
        "Cancellation policy",
        "New Date Night",
        "Reported Crimes Walk",
        "CANCELLED",
        "",
        "Postponed: " + "x" * 400,
    ],
)
def test_what_is_a_title(title: str) -> None:
    assert read_status(title) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_only_takes_away(before: str, after: str) -> None:
    printed = f"{before} cancelled {after}"
    found = read_status(printed)
    assert found is None or (isinstance(found, TitleStatus) and found.title in printed)
