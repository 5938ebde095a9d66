"""Letters are read as a person sees them."""

from __future__ import annotations

import pytest

from cwac_aggregator.extraction.scan import as_seen


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("Cafe\u0301 Lu\u0308ders", "Café Lüders"),
        ("Sheri\ufb00\u02bcs O\ufb03ce", "Sheriff’s Office"),
        ("Casey`s and Moe\u00b4s", "Casey’s and Moe’s"),
        ("Hy\u2011Vee", "Hy-Vee"),
        ("4\u1d57\u02b0 of May", "4th of May"),
        ("\U0001d402\U0001d428\U0001d41f\U0001d41f\U0001d41e\U0001d41e with a \uff23op", "Coffee with a Cop"),
        ("8\u20129", "8–9"),
        ("``Coffee'' and tea", "“Coffee” and tea"),
        ("co\u00adf\u200bfee\ufe0f", "coffee"),
        ("5 m², 2ª planta, 3º B", "5 m², 2ª planta, 3º B"),
        ("plain `code` and 6'2''", "plain `code` and 6'2''"),
    ],
)
def test_letters_are_as_seen(printed: str, seen: str) -> None:
    assert as_seen(printed) == seen
