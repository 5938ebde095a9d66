"""Nothing of a page runs, nothing leads out of the site, no path reaches the disk."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from cwac_aggregator.model import Event, Evidence, Mention, StoredMention
from cwac_aggregator.web import Site
from cwac_aggregator.web.links import event_path

from . import invented
from .conftest import Town

MOMENT = datetime(2026, 9, 1, tzinfo=UTC)


def raw(root: str, target: str) -> tuple[int, dict[str, str], bytes]:
    """Ask with a request line as it is, which no client would send."""
    host, port = urlsplit(root).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(
            f"GET {target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode("latin-1")
        )
        data = b""
        while part := connection.recv(65536):
            data += part
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split()[1]), headers, body


@pytest.mark.parametrize(
    "target",
    [
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/cwac.sqlite",
        "/assets/../site.py",
        "/assets/..%5c..%5csite.py",
        "/assets/%2e%2e%2fsite.py",
        "/calendars/../../cwac.sqlite",
        "/calendars/..%2f..%2fcwac.sqlite",
        "/data/zips/../../../cwac.sqlite",
        "/data/towns/..%2f..%2fcwac.json",
        "/events/../cwac.sqlite",
        "/exports/events.json",
        "//etc/passwd",
        "/events.json%00.html",
        "/C:/Windows/win.ini",
        "/.staging/x",
        "/.cwac-site.json",
    ],
)
def test_no_path_reaches_the_disk(target: str, live: str) -> None:
    status, _, body = raw(live, target)
    assert status in (400, 404)
    assert b"root:" not in body and b"SQLite" not in body and b"import " not in body


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "//evil.example/",
        "//evil.example/events",
        "///evil.example/events",
        "/\\evil.example/events",
        "/%2f%2fevil.example/events",
        "/events//evil.example",
        "/https://evil.example/events",
        "/events?near=//evil.example&next=https://evil.example",
        "/events%0d%0aLocation:%20https://evil.example",
    ],
)
def test_no_address_leads_to_another_host(target: str, live: str) -> None:
    status, headers, _ = raw(live, target)
    assert status in (200, 301, 400, 404)
    if "location" in headers:
        assert urlsplit(urljoin(live + target.lstrip("/"), headers["location"])).netloc == urlsplit(live).netloc
        assert not headers["location"].startswith(("/", "\\", "http"))


def test_the_host_that_was_asked_for_is_never_repeated(live: str) -> None:
    for target in ("/", "/subscribe/", "/events/"):
        _, _, body = raw(live, target)
        assert b"evil.example" not in body.replace(b"HYPERLINK(&#34;http://evil.example", b"")


def test_every_answer_has_the_guarding_headers(live: str, http: httpx.Client) -> None:
    for path in ("", "nothing/", "events.json", "events", "data/upcoming.json", "assets/site.js"):
        headers = http.get(live + path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers


def test_hard_titles_stand_as_text(town: Town, live: str, http: httpx.Client) -> None:
    for path in ("", "events/", "places/us/ia/", f"events/{town.id_of('<script>')}/", "changes/", "themes/"):
        for body in (http.get(live + path).text, (town.copy / path / "index.html").read_text("utf-8")):
            assert "<script>window" not in body
            assert "<img src=x" not in body
            assert "javascript:" not in body.lower()
            assert "\u202e" not in body
    event = html.fromstring(http.get(f"{live}events/{town.id_of('<script>')}/").content)
    assert event.cssselect("h1")[0].text_content().strip().startswith("<script>window.stolen=1</script>")
    assert len(event.cssselect("script")) == 2


def test_a_place_named_like_a_path_is_one_folder(town: Town) -> None:
    folders = {path.name for path in (town.copy / "places" / "us" / "ia").iterdir()}
    assert {"etc-passwd", "a-b-c", "ottumwa"} <= folders
    assert {path.name for path in (town.copy / "themes").iterdir()} >= {"x"}
    assert len(list((town.copy / "places" / "jp" / "other").iterdir())) == 2
    assert not list(town.copy.parent.parent.rglob("passwd"))


def event(text: str, address: str) -> Event:
    fields = dict.fromkeys(("organizer", "venue", "street", "city", "county", "postcode", "theme", "series"), text)
    mention = Mention(
        title=text, evidence={"title": Evidence(text, text, "prose"), "venue": Evidence(text, "p", "ics")}
    )
    stored = StoredMention(
        id="m1",
        page_url=address,
        source_id=text,
        fetched=MOMENT,
        first_seen=MOMENT,
        last_seen=MOMENT,
        mention=mention,
    )
    more: dict[str, Any] = dict.fromkeys(("end", "timezone", "latitude", "longitude", "previous_start", "reason"))
    return Event(
        id="e" + "0" * 20,
        visibility="published",
        title=text,
        kind="event",
        status="scheduled",
        start=MOMENT,
        region="IA",
        country="US",
        url=address,
        language=text,
        confidence=0.9,
        flags=(),
        alternatives=(),
        sequence=0,
        created=MOMENT,
        last_changed=MOMENT,
        first_seen=MOMENT,
        last_seen=MOMENT,
        field_sources={"title": "m1"},
        mentions=(stored,),
        **fields,
        **more,
    )


@pytest.fixture(scope="module")
def site(town: Town) -> Site:
    return Site(town.db, invented.settings(town.folder, site_url="https://coffee.example"))


NASTY = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ['"><script>x()</script>', "</script><script>x()", "' onload=x() '", "{{7*7}}", "]]><!--", "\ud800"]
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=NASTY, address=st.one_of(NASTY, st.sampled_from(["javascript:x()", "data:text/html,x", "https://ok.example/"]))
)
def test_whatever_a_page_said_is_only_text(site: Site, text: str, address: str) -> None:
    body = site.event_of(event(text, address), []).body
    tree = html.fromstring(body)
    assert [script.get("type") for script in tree.cssselect("script")] == ["application/ld+json", None] or [
        script.get("type") for script in tree.cssselect("script")
    ] == [None, "application/ld+json"]
    assert not tree.xpath("//*[@onload or @onclick or @onerror]")
    assert len(tree.cssselect("h1")) == 1
    for link in tree.xpath("//@href"):
        assert urlsplit(link).scheme in ("", "https", "http", "mailto")
    assert event_path("e" + "0" * 20) in tree.cssselect("link[rel=canonical]")[0].get("href")
