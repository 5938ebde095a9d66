"""Which zone a place keeps."""

from pathlib import Path

import pytest

from cwac_aggregator import gazetteer, town_table


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
        ("Nowhere Falls", "ON", "CA", "America/Toronto"),
        ("Kenora", "ON", "CA", "America/Winnipeg"),
        ("Nowhere Falls", "BC", "CA", "America/Vancouver"),
        ("Nowhere Falls", "TX", "US", None),
        ("Nowhere Falls", "AN", "ES", "Europe/Madrid"),
        ("Nowhere Falls", None, "ES", None),
        (None, None, "US", None),
        ("Aachen", None, "DE", "Europe/Berlin"),
        ("Santa Monica", "CA", None, None),
    ],
)
def test_the_zone_of_a_place(city: str | None, region: str | None, country: str | None, zone: str | None) -> None:
    assert gazetteer.zone_of(city, region, country) == zone


@pytest.mark.parametrize(
    ("printed", "country", "led_by"),
    [
        ("Hanau", "DE", "Hanau am Main"),
        ("Halle", "DE", "Halle (Saale)"),
        ("Mülheim an der Ruhr", "DE", "Mülheim"),
        ("Elsene", "BE", "Ixelles"),
        ("Biel", "CH", "Biel/Bienne"),
        ("Hechtel-Eksel", "BE", "Hechtel"),
        ("San Sebastián", "ES", "Donostia / San Sebastián"),
        ("Alphen", "NL", "Alphen aan den Rijn"),
    ],
)
def test_a_town_is_known_by_every_name_that_its_country_prints(printed: str, country: str, led_by: str) -> None:
    found = gazetteer.find_city(printed, None, country)
    assert found is not None
    assert found.name == led_by


@pytest.mark.parametrize(
    ("name", "city", "region", "found"),
    [
        ("Covington", "Cincinnati", "OH", "KY"),
        ("Overland Park", "Kansas City", "MO", "KS"),
        ("West Point", "Lanett", "AL", "GA"),
        ("Mason", "Cincinnati", "OH", "OH"),
        ("Clinton", "Springfield", "IL", "IL"),
        ("Covington", "Cleveland", "OH", "OH"),
    ],
)
def test_a_town_next_door_beyond_the_border(name: str, city: str, region: str, found: str) -> None:
    town = gazetteer.town_near(name, city, region, "US")
    assert town is not None
    assert town.region == found


@pytest.mark.parametrize(("word", "country"), [("Platz", "CH"), ("Marché", "BE"), ("Zentrum", "CH")])
def test_a_word_is_no_town_for_being_one_of_its_names(word: str, country: str) -> None:
    assert gazetteer.find_city(word, None, country) is None


def test_no_region_is_taken_for_undivided_that_is_not() -> None:
    """The short list of split regions is what the full list of towns says, for the countries with several zones."""
    seen: dict[tuple[str, str], set[str]] = {}
    for town in gazetteer.cities(small=True):
        if town.region and town.country in ("US", "CA"):
            seen.setdefault((town.country, town.region), set()).add(town.timezone)
    undivided = {
        key for key, zones in gazetteer._zones().items() if key[0] in ("US", "CA") and key[1] and len(zones) == 1
    }
    assert {key for key in undivided if len(seen[key]) > 1} == gazetteer._SPLIT


def test_the_zone_of_a_region_is_that_of_nearly_all_of_its_people() -> None:
    for (country, region), zone in gazetteer._MAINLY.items():
        towns = [town for town in gazetteer.cities(country, small=True) if town.region == region]
        people = sum(town.population for town in towns)
        assert sum(town.population for town in towns if town.timezone == zone) > 0.98 * people


def test_the_table_of_towns_is_made_once_and_without_a_cache_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = town_table.town_table.__wrapped__
    rows = [
        {"geonameid": n, "name": name, "countrycode": "US", "admin1code": "OH", "timezone": "America/New_York"}
        | {"latitude": 1.5, "longitude": -2.0, "population": n}
        for n, name in enumerate(["Zell", "Acme Town", "Ada", "Acme"])
    ]
    monkeypatch.setattr(town_table, "_rows", lambda level: rows[:1] if level == 15000 else rows)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = table(str.lower, lambda _, code: code)
    monkeypatch.setattr(town_table, "_rows", None)
    again = table(str.lower, lambda _, code: code)
    assert bytes(again) == first
    assert list(town_table.lines_of("acme", again)) == [
        ["acme", "US", "OH", "Acme", "America/New_York", "1.5", "-2.0", "3", "small"]
    ]
    assert [
        line[3] for name in ("zell", "ada", "acme town", "ac", "zz", "") for line in town_table.lines_of(name, again)
    ] == [
        "Zell",
        "Ada",
        "Acme Town",
    ]
    assert [line[0] for line in town_table.all_lines(again, b"large")] == ["zell"]
    monkeypatch.setattr(town_table, "_rows", lambda level: rows[:1] if level == 15000 else rows)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert table(str.lower, lambda _, code: code) == first
