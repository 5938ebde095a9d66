"""From rows to sources: one a site, the place the rows agree on, and a fate for every row."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from cwac_aggregator.directories import Gathered, Row, gather
from cwac_aggregator.directories.sites import Site, site_of
from cwac_aggregator.sources import SourceEntry


def row(number: int, url: str, name: str = "Ottumwa Police Department", **more: object) -> Row:
    place = {"city": "Ottumwa", "region": "IA", "country": "US", "kind": "police"} | more
    return Row(key=f"k{number}", number=number, name=name, url=url, **place)  # type: ignore[arg-type]


def gathered(rows: Sequence[Row], **more: object) -> Gathered:
    given = {"registry": {}, "others": {}, "known": {}} | more
    return gather(rows, **given)  # type: ignore[arg-type]


def outcomes(found: Gathered) -> list[tuple[str, str]]:
    return [(fate.outcome, fate.reason) for fate in found.fates]


def test_a_row_is_a_source_with_its_place_and_zone() -> None:
    found = gathered([row(2, "ottumwapd.gov/news", "Ottumwa Police Department", county="Wapello")])
    (entry,) = found.sources.values()
    assert entry.id == "ottumwa-police-department-ia"
    assert entry.start_urls == ("https://ottumwapd.gov/news",)
    assert (entry.city, entry.county, entry.region, entry.timezone) == ("Ottumwa", "Wapello", "IA", "America/Chicago")
    assert (entry.allow, entry.checked) == ((), "never")
    assert found.counts() == {"taken": 1, "merged": 0, "skipped": 0}


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "no address"),
        ("mailto:chief@city.gov", "no address: mailto: leads to no page"),
        ("http://10.0.0.7/police", "no address: a number instead of a name"),
        ("http://intranet/police", "no address: its host is no name of the internet"),
        ("http://pd.local/", "no address: its host is no name of the internet"),
        ("http://[::1", "no address: it cannot be read"),
        ("https://www.facebook.com/OttumwaPD", "walled: facebook.com"),
        ("m.facebook.com/OttumwaPD", "walled: facebook.com"),
        ("http://www.geocities.com/pd", "dead: geocities.com"),
        ("https://web.archive.org/web/2012/http://pd.gov/", "dead: web.archive.org"),
    ],
)
def test_what_is_set_aside_says_why(url: str, why: str) -> None:
    assert site_of(url) == why
    assert [fate.why for fate in gathered([row(2, url)]).fates] == [why]


def test_addresses_as_people_type_them() -> None:
    assert site_of("www.City.gov:80/Police/index.html") == Site(
        "https://www.city.gov:80/Police/index.html", "city.gov", "/Police/"
    )
    assert site_of("http://city.gov/index.asp?SEC=12") == Site("http://city.gov/index.asp?SEC=12", "city.gov", "/")


def test_rows_of_one_site_are_one_source() -> None:
    rows = [
        row(2, "http://city.gov/police", "Ottumwa Police, Records"),
        row(3, "https://www.city.gov/police", "Ottumwa Police"),
        row(4, "https://city.gov/marshal", "Ottumwa City Marshal"),
    ]
    found = gathered(rows)
    (entry,) = found.sources.values()
    assert (entry.name, entry.allow) == ("Ottumwa Police", ())
    assert entry.start_urls == ("https://www.city.gov/police", "https://city.gov/marshal")
    assert found.counts() == {"taken": 1, "merged": 2, "skipped": 0}
    assert {fate.source_id for fate in found.fates} == {entry.id}


def test_a_site_that_hosts_several_towns_gives_each_its_folder() -> None:
    rows = [
        row(2, "https://towns.example.us/ottumwa/", city="Ottumwa"),
        row(3, "https://towns.example.us/ames/police/", "Ames Police", city="Ames"),
    ]
    first, second = gathered(rows).sources.values()
    assert first.allow == (r"(?i)^https?://(?:www\.)?towns\.example\.us/ottumwa(?:[/?#.]|$)",)
    assert (second.name, second.city) == ("Ames Police", "Ames")
    nested = [*rows, row(4, "https://towns.example.us/", "League of Towns", city="Des Moines")]
    (whole,) = gathered(nested).sources.values()
    assert (whole.name, whole.allow, whole.city, whole.region) == ("League of Towns", (), None, "IA")


def test_a_majority_decides_where_a_site_stands() -> None:
    rows = [row(n, "https://ottumwapd.org/") for n in (2, 3)]
    rows.append(row(4, "https://ottumwapd.org/", "Ottumwa Police", region="KS"))
    found = gathered(rows)
    (entry,) = found.sources.values()
    assert entry.region == "IA"
    assert outcomes(found)[2] == ("merged", "the same site in another region")


def test_without_a_majority_the_place_stays_open_and_four_regions_are_nobodys_site() -> None:
    rows = [row(2, "https://ottumwapd.org/"), row(3, "https://ottumwapd.org/", region="KS")]
    (entry,) = gathered(rows).sources.values()
    assert (entry.name, entry.city, entry.region, entry.timezone) == ("ottumwapd.org", None, None, None)
    rows += [row(n, "https://ottumwapd.org/", region=region) for n, region in ((4, "TX"), (5, "GA"))]
    found = gathered(rows)
    assert not found.sources
    assert found.reasons("skipped") == {"directory": 4}


def test_the_registry_and_other_directories_come_first() -> None:
    entry = SourceEntry(id="ottumwa-ia", name="Ottumwa", kind="city", start_urls=("https://www.ottumwa.gov/",))
    rows = [row(2, "http://ottumwa.gov/police")]
    assert outcomes(gathered(rows, registry={entry.id: entry})) == [("skipped", "in the registry")]
    found = gathered(rows, others={entry.id: entry})
    assert outcomes(found) == [("merged", "of a source imported before")]
    assert found.fates[0].source_id == "ottumwa-ia"


def test_a_site_that_never_answered_is_dead() -> None:
    found = gathered([row(2, "https://ottumwapd.gov/")], dead={"ottumwapd.gov": "gone in 3 crawls since 2026-09-01"})
    assert found.fates[0].why == "dead: ottumwapd.gov, gone in 3 crawls since 2026-09-01"


def test_same_names_get_ids_of_their_own() -> None:
    rows = [
        row(2, "https://a.gov/", city="Ames"),
        row(3, "https://b.gov/", city="Boone"),
        row(4, "https://c.gov/", city="Boone"),
    ]
    ids = list(gathered(rows).sources)
    assert ids[:2] == ["ottumwa-police-department-ia", "ottumwa-police-department-boone-ia"]
    assert len(set(ids)) == 3


def test_again_nothing_changes_whatever_the_order_of_the_rows() -> None:
    rows = [row(n, f"https://{name}.gov/police", city=city) for n, (name, city) in enumerate(TOWNS, 2)]
    first = gathered(rows)
    mixed = list(rows)
    random.Random(5).shuffle(mixed)
    again = gathered(mixed, known=first.sources, keys={key: name for name, key in first.keys.items()})
    assert again.sources == first.sources


TOWNS = [("a", "Ames"), ("b", "Boone"), ("a", "Ames"), ("c", "Boone"), ("d", "Clinton")]


def test_a_source_keeps_its_id_when_its_address_changes() -> None:
    first = gathered([row(2, "https://old.gov/")])
    keys = {key: name for name, key in first.keys.items()}
    again = gathered([row(2, "https://new.gov/", "Ottumwa Police")], known=first.sources, keys=keys)
    (entry,) = again.sources.values()
    assert (entry.id, entry.start_urls) == ("ottumwa-police-department-ia", ("https://new.gov/",))


def test_the_zone_of_a_small_place_follows_from_its_degrees() -> None:
    place = {"city": None, "region": "KS"}
    west = gathered([row(2, "https://a.gov/", latitude=39.35, longitude=-101.71, **place)])
    east = gathered([row(2, "https://a.gov/", latitude=39.05, longitude=-95.68, **place)])
    nowhere = gathered([row(2, "https://a.gov/", **place)])
    zones = [next(iter(found.sources.values())).timezone for found in (west, east, nowhere)]
    assert zones == ["America/Denver", "America/Chicago", None]


def test_a_row_that_is_no_source_is_skipped_and_the_others_stay() -> None:
    found = gathered([row(2, "https://a.gov/", "X"), row(3, "https://b.gov/")])
    assert outcomes(found) == [("skipped", "not valid"), ("taken", "")]
