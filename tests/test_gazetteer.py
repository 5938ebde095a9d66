"""Which zone a place keeps."""

import pytest

from cwac_aggregator import gazetteer


@pytest.mark.parametrize(
    ("city", "region", "country", "zone"),
    [
        ("Santa Monica", "CA", "US", "America/Los_Angeles"),
        (None, "CA", "US", "America/Los_Angeles"),
        ("Lincoln", "NE", "US", "America/Chicago"),
        ("Ogallala", "NE", "US", "America/Denver"),
        ("Rapid City", "SD", "US", "America/Denver"),
        ("Menominee", "MI", "US", "America/Menominee"),
        (None, "NE", "US", None),
        ("Nowhere Falls", "NE", "US", None),
        ("Nowhere Falls", "MI", "US", "America/Detroit"),
        ("Nowhere Falls", "SP", "BR", "America/Sao_Paulo"),
        ("Nowhere Falls", "AN", "ES", "Europe/Madrid"),
        ("Nowhere Falls", None, "ES", None),
        (None, None, "US", None),
        ("Aachen", None, "DE", "Europe/Berlin"),
        ("Santa Monica", "CA", None, None),
    ],
)
def test_the_zone_of_a_place(city: str | None, region: str | None, country: str | None, zone: str | None) -> None:
    assert gazetteer.zone_of(city, region, country) == zone


def test_no_region_is_taken_for_undivided_that_is_not() -> None:
    """The short list of split regions is what the full list of towns says, for the countries with several zones."""
    seen: dict[tuple[str, str], set[str]] = {}
    for towns in gazetteer._by_name(500).values():
        for town in towns:
            if town.region and town.country in ("US", "CA"):
                seen.setdefault((town.country, town.region), set()).add(town.timezone)
    undivided = {
        key for key, zones in gazetteer._zones().items() if key[0] in ("US", "CA") and key[1] and len(zones) == 1
    }
    assert {key for key in undivided if len(seen[key]) > 1} == gazetteer._SPLIT
