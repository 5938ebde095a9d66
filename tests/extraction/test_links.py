"""Own links and the platforms' ids in them."""

import pytest

from cwac_aggregator.extraction.structured import link_id, site_of
from cwac_aggregator.extraction.structured.links import own_link

BASE = "https://www.vado.example/Calendar.aspx?CID=14"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("/Calendar.aspx?EID=31&month=10&year=2026&day=1&calType=0", "https://www.vado.example/Calendar.aspx?EID=31"),
        ("/CivicAlerts.aspx?AID=9&ARC=12", "https://www.vado.example/CivicAlerts.aspx?AID=9"),
        (
            "/Home/Components/Calendar/Event/945/16?toggle=all",
            "https://www.vado.example/Home/Components/Calendar/Event/945/16",
        ),
        ("https://vado.example/news/?utm_source=x&a=1", "https://vado.example/news/?a=1"),
        (" /a b ", "https://www.vado.example/a%20b"),
    ],
)
def test_own_links(url: str, link: str) -> None:
    assert own_link(url, BASE) == link


@pytest.mark.parametrize(
    "url", [None, "", " ", 5, "mailto:a@vado.example", "https://other.example/", "http://[::1", "//x:y/", "/" * 3000]
)
def test_what_is_none(url: object) -> None:
    assert own_link(url, BASE) is None


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://www.vado.example/Calendar.aspx?EID=31", "vado.example/event:31"),
        ("https://vado.example/civicalerts.aspx?aid=9", "vado.example/alert:9"),
        ("https://vado.example/Home/Components/News/News/554/41", "vado.example/news:554"),
        ("https://vado.example/?post_type=event&p=77", "vado.example/post:77"),
        ("https://vado.example/news/2026/coffee", None),
        ("/Calendar.aspx?EID=31", None),
        ("http://[x", None),
    ],
)
def test_ids(url: str, identity: str | None) -> None:
    assert link_id(url) == identity


def test_sites() -> None:
    assert site_of("https://WWW.Vado.example:8443/x") == "vado.example"
    assert site_of("http://[x") == site_of("words") == ""
