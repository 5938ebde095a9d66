"""The recogniser of places: what it reads, that its offsets hold, and that it stays quick."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.model import Place
from cwac_aggregator.normalization.places import PlaceText, find_places, parse_place

CASES: list[Any] = yaml.safe_load((Path(__file__).parent / "places.yml").read_text(encoding="utf-8"))
COUNTRY = {"en": "US", "de": "DE", "nl": "NL", "fr": "FR", "es": "ES", "pt": "BR"}
FIELDS = ("venue", "street", "city", "region", "postcode")


def unmask(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its braces, and where they stood."""
    text, masked = "", []
    for piece in re.split(r"(\{[^}]*\})", marked):
        if piece.startswith("{"):
            masked.append((len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    return text, masked


@pytest.mark.parametrize("case", CASES, ids=[case[2][:60] for case in CASES])
def test_reads(case: Any) -> None:
    language, kind, marked, expected = case
    text, masked = unmask(marked)
    near = Place(country=COUNTRY[language])
    if kind == "row":
        found = [parse_place(text, language, near, masked)]
    else:
        spans = [span for span in find_places(text, language, near, masked) if span.place.venue or span.place.street]
        found = [span.place for span in spans if span.strength >= (0.25 if expected else 0.4)]
    got = [[getattr(place, name) for name in FIELDS[: len(want)]] for place, want in zip(found, expected, strict=False)]
    assert (got, len(found)) == (expected, len(expected))


WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        """at in the on of and Main Street St. 12 (12 , ) Cafe Starbucks Hwy & ' - “ ” @ : corner block de la rue Straße 5
        calle Rua Markt CA 90210 8001 \x00 é İ ß N.W. 7-Eleven Location: Police Department's library""",
    )
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80)
LANGUAGES = st.sampled_from(("en", "de", "nl", "fr", "es", "pt"))


@given(TEXTS, LANGUAGES, st.tuples(st.integers(0, 60), st.integers(0, 60)))
@settings(max_examples=300)
def test_spans_hold(text: str, language: str, mask: tuple[int, int]) -> None:
    """Whatever the text: values are the words at their offsets, in order, and never hold what is masked."""
    begin, stop = min(mask), min(max(mask), len(text))
    spans = find_places(
        text, language, Place(city="Marlow", region="OR", country="US"), [(begin, stop)] if begin < stop else []
    )
    for span in spans:
        assert 0 <= span.begin < span.stop <= len(text)
        assert 0 <= span.strength <= 1
        for name, (first, last) in span.parts.items():
            assert span.parts and first < last
            if name != "region":
                assert getattr(span.place, name) == text[first:last]
            assert last <= begin or stop <= first or begin >= stop
    parse_place(text, language, Place(), [])


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    "unit",
    ["Aaa ", "12 ", "at the ", "A, ", 'at "', "12 Main Street and ", "1 A ", "Bank of ", "at Cafe (", "Cafe ", "A-",
     "in the room ", "N. ", "Straße ", "rue de ", "corner of ", "A & ", "Starbucks ", "\n", "(", "1", "a"],
)  # fmt: skip
def test_time_is_linear(unit: str, language: str) -> None:
    """Eight times the text takes about eight times as long, whatever is repeated."""
    near = Place(country="US")
    find_places(unit * 50, language, near)

    def seconds(count: int) -> float:
        text = unit * count
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            find_places(text, language, near)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(1600) < 8 * seconds(200) * 2.5 + 0.02


def test_masked_words_are_in_no_place() -> None:
    text = "Join us at Coffee with a Cop at Blue Door Cafe, 5 Mill Road"
    masked = [(text.index("Coffee"), text.index(" at Blue"))]
    (span,) = find_places(text, "en", Place(country="US"), masked)
    assert text[span.begin : span.stop] == "Blue Door Cafe, 5 Mill Road"
    assert span.place == PlaceText(venue="Blue Door Cafe", street="5 Mill Road")
    assert text[slice(*span.parts["street"])] == "5 Mill Road"


def test_strength_orders_an_address_before_a_passing_name() -> None:
    near = Place(country="US")
    (sure,) = find_places("at Blue Door Cafe, 5 Mill Road", "en", near)
    (weak,) = find_places("The Blue Door Cafe turned ten.", "en", near)
    assert sure.strength > 0.8 > 0.5 > weak.strength
    assert (sure.cue, weak.cue) == ("preposition", "bare")


def test_a_town_used_as_an_adjective_is_the_town() -> None:
    (span,) = find_places("at the Marlow Krispy Kreme on Highway 98", "en", Place(city="Marlow", country="US"))
    assert (span.place.venue, span.place.street, span.place.city) == ("Krispy Kreme", "Highway 98", "Marlow")


def test_a_region_settles_by_the_source() -> None:
    assert parse_place("Bean Post, 4 High Street, Perth WA 6000", "en", Place(country="AU")).country == "AU"
    assert parse_place("Bean Post, 4 High Street, Perth WA 60001", "en", Place(country="US")).country == "US"


def test_what_is_no_place_gives_nothing() -> None:
    assert parse_place("  ", "en", Place()) == PlaceText()
    assert parse_place("...", "en", Place()) == PlaceText()
    assert find_places("", "en", Place()) == []


def test_unknown_languages_are_read_as_english() -> None:
    assert parse_place("Blue Door Cafe, 5 Mill Road", "xx", Place()).street == "5 Mill Road"
