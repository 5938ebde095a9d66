"""Counties by name, ZIP code and town; the codes are those of the Census."""

from __future__ import annotations

import pytest

from cwac_aggregator.counties import find_county


@pytest.mark.parametrize(
    ("region", "county", "postcode", "city", "fips"),
    [
        ("CA", "Los Angeles", None, None, "06037"),
        ("CA", "Los Angeles County", None, "Fresno", "06037"),
        ("NM", "Dona Ana", None, None, "35013"),
        ("IN", "La Porte", None, None, "18091"),
        ("LA", "Orleans", None, None, "22071"),
        ("AK", "Municipality of Anchorage", None, None, "02020"),
        ("MO", "St. Louis", None, None, "29189"),
        ("MO", "St. Louis city", None, None, "29510"),
        ("CA", None, "90401", None, "06037"),
        ("CA", None, "90401-2208", "Nowhere", "06037"),
        ("CA", None, None, "Santa Monica", "06037"),
        ("TX", None, None, "Houston", "48201"),
        ("DC", None, None, "Washington", "11001"),
        ("TX", "Nowhere County", None, "Austin", "48453"),
    ],
)
def test_a_place_in_the_us_has_a_county(
    region: str, county: str | None, postcode: str | None, city: str | None, fips: str
) -> None:
    found = find_county("US", region, county, postcode, city)
    assert found is not None
    assert found.fips == fips


@pytest.mark.parametrize(
    ("country", "region", "county", "postcode", "city"),
    [
        ("CA", "ON", None, None, "London"),
        (None, "CA", None, "90401", None),
        ("US", None, None, "90401", None),
        ("US", "TX", None, "90401", None),  # a ZIP code of another state
        ("US", "TX", None, "9040", "Nowheretown"),
        ("US", "MO", None, None, "Kansas City"),  # in four counties
        ("US", "XX", "Los Angeles", None, None),
    ],
)
def test_where_it_cannot_be_known_there_is_none(
    country: str | None, region: str | None, county: str | None, postcode: str | None, city: str | None
) -> None:
    assert find_county(country, region, county, postcode, city) is None
