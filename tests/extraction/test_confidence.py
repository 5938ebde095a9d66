"""Each sign that readings err more often takes something off: pages alike but for one thing."""

from __future__ import annotations

import inspect
import re
from datetime import date

import pytest

from cwac_aggregator.extraction import confidence as confidence_module
from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.confidence import confidence_weights
from cwac_aggregator.model import Document

from .pages import LARKMOOR, told_page

PLAIN = "Join us for Coffee with a Cop on Tuesday, March 14, 2028 from 8 to 10 a.m. at Juniper Bakery, 21 Elm Street."


def confidence(text: str) -> float:
    document = Document("https://larkmoor.example.gov/a", told_page("en", text).encode(), date(2028, 3, 1))
    (found,) = read(document, LARKMOOR).mentions
    return found.confidence


def test_a_plain_page_is_read_surely() -> None:
    assert confidence(PLAIN) >= 0.9


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        pytest.param("2028 from 8 to 10 a.m.", "2028", id="no hour"),
        pytest.param(" at Juniper Bakery, 21 Elm Street", "", id="no venue"),
        pytest.param("Juniper Bakery, 21 Elm Street", "Juniper Bakery", id="no street"),
        pytest.param("Tuesday, March 14", "Monday, March 14", id="another weekday"),
        pytest.param("Tuesday, March 14, 2028", "Tuesday, March 14", id="no year"),
        pytest.param("8 to 10 a.m.", "8 to 10", id="no half of the day"),
        pytest.param(
            " at Juniper Bakery, 21 Elm Street.", " We will be at Juniper Bakery.", id="the place in another sentence"
        ),
        pytest.param(
            "Juniper Bakery, 21 Elm Street",
            "Juniper Bakery of Greater Larkmoor Heights",
            id="a long venue and no street",
        ),
    ],
)
def test_a_sign_of_error_takes_something_off(surer: str, less: str) -> None:
    assert surer in PLAIN
    assert confidence(PLAIN.replace(surer, less)) < confidence(PLAIN)


def test_every_doubt_has_a_weight_and_takes_off() -> None:
    source = inspect.getsource(confidence_module)
    named = set(re.findall(r'"((?:name|day|year|hour|status|anchor|told|many|venue|place)-[a-z-]+|rule)"', source))
    weights = dict(confidence_weights())
    assert weights.pop("none") > 0
    assert named == set(weights)
    assert all(weight <= 0 for weight in weights.values())


def test_a_year_that_nothing_tells_is_a_guess() -> None:
    assert confidence(PLAIN.replace(", 2028", "")) <= 0.5


def test_signs_add_up() -> None:
    near = PLAIN.replace(", 21 Elm Street", "")
    apart = near.replace(" at Juniper Bakery.", " We will be at Juniper Bakery.")
    assert confidence(apart) < confidence(near)
