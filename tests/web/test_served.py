"""The site over real HTTP: every link leads somewhere, searches answer, ids resolve, unchanged pages are not sent again."""

from __future__ import annotations

import json
import re
import socket
import struct
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from icalendar import Calendar
from lxml import html

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.ids import calendar_uid
from cwac_aggregator.web import Site, app

from . import invented
from .conftest import Town, serving

LIMIT = 200_000
FIXED = (
    "",
    "events/",
    "unconfirmed/",
    "places/",
    "themes/",
    "subscribe/",
    "downloads/",
    "downloads/dictionary/",
    "changes/",
    "sources/",
    "coverage/",
    "about/",
)


def page(http: httpx.Client, address: str, status: int = 200) -> html.HtmlElement:
    answer = http.get(address)
    assert answer.status_code == status, address
    return html.fromstring(answer.content, base_url=address)


def titles(tree: html.HtmlElement) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree.cssselect(".card h3")]


def text(tree: html.HtmlElement) -> str:
    return " ".join(tree.cssselect("main")[0].text_content().split())


@pytest.mark.parametrize("kind", ["live", "copy"])
def test_every_link_leads_to_a_sound_page(kind: str, http: httpx.Client, request: pytest.FixtureRequest) -> None:
    root: str = request.getfixturevalue(kind)
    waiting, seen, pages = [root], {root}, 0
    while waiting:
        address = waiting.pop()
        answer = http.get(address)
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        pages += 1
        assert len(answer.content) < LIMIT, address
        tree = html.fromstring(answer.content)
        assert len(tree.cssselect("h1")) == 1, address
        assert not tree.xpath("//*[@style or @onclick or @onload or @onerror]"), address
        assert [s.get("type") for s in tree.cssselect("script:not([src])")] in ([], ["application/ld+json"])
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        for link in tree.xpath("//@href | //@src"):
            scheme = urlsplit(link).scheme
            assert scheme in ("", "https", "http", "mailto"), (address, link)
            target = urljoin(address, link).partition("#")[0]
            if target.startswith(root) and target not in seen:
                seen.add(target)
                waiting.append(target)
            elif scheme == "" and link:
                assert target.startswith(root), (address, link)
        for other in tree.xpath(
            "//*[self::script or self::img or self::link[@rel='stylesheet']]/@*[name()='src' or name()='href']"
        ):
            assert urljoin(address, other).startswith(root), (address, other)
    assert pages > 90


def test_a_page_is_the_same_live_and_static(town: Town, live: str, http: httpx.Client) -> None:
    events = [f"events/{event.id}/" for event in town.db.events.find()]
    for path in [*FIXED[2:5], *FIXED[7:], "places/us/ca/", "places/us/ca/oakland/", "themes/coffee/", *events[:12]]:
        written = (town.copy / path / "index.html").read_bytes()
        assert http.get(live + path).content == written, path
    for event in list(town.db.events.find())[:5]:
        feed = f"events/{event.id}.ics"
        assert http.get(live + feed).content == (town.copy / feed).read_bytes()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=us-wa", {"Yakima", "Spokane"}),
        ("state=us-tx&month=2026-11", {"Austin", "Houston"}),
        ("theme=chowder", {"Portland"}),
        ("q=bean+HARBOR", {"Santa Monica"}),
        ("q=cafe+ottumwa", {"Ottumwa"}),
        ("near=90401&within=25", {"Santa Monica"}),
        ("near=santa+monica,+ca&within=250", {"Santa Monica", "Fresno"}),
        ("near=34.02,-118.49&within=10", {"Santa Monica"}),
        ("near=Portland,+Maine&within=25", {"Portland"}),
        ("state=us-zz", set()),
        ("q=zzzz", set()),
    ],
)
def test_searches(query: str, expected: set[str], live: str, http: httpx.Client) -> None:
    tree = page(http, f"{live}events/?{query}")
    towns = {one.text_content().split(",")[0].strip() for one in tree.cssselect(".card .town")}
    assert towns == expected
    if not expected:
        assert "Nothing fits." in text(tree)


def test_the_nearest_comes_first(live: str, http: httpx.Client) -> None:
    tree = page(http, f"{live}events/?near=60605")
    towns = [one.text_content().split(",")[0].strip() for one in tree.cssselect(".card .town")]
    assert towns[:2] == ["Chicago", "Chicago"]
    assert towns.index("Ottumwa") < towns.index("Nashville") < towns.index("Miami")
    assert "the nearest to 60605 Chicago, IL first" in text(tree)
    assert tree.cssselect(".card .far")[0].text == "under 1 mile" or "mile" in tree.cssselect(".card .far")[0].text


@pytest.mark.parametrize("query", ["near=Nowhereville,+ZZ", "near=00000", "near=95,190", "near=,,,", "near=%00"])
def test_an_unknown_place_is_said(query: str, live: str, http: httpx.Client) -> None:
    tree = page(http, f"{live}events/?{query}")
    assert ("not known here" in text(tree)) == (query != "near=%00")
    assert titles(tree)


@pytest.mark.parametrize(
    "query",
    [
        "month=2026-13",
        "month=x",
        "within=7",
        "theme=..%2f..",
        "utm_source=x",
        "state[]=1",
        "q=" + "x" * 5000,
        "&&=&%ff",
    ],
)
def test_senseless_parameters_break_nothing(query: str, live: str, http: httpx.Client) -> None:
    assert page(http, f"{live}events/?{query}") is not None


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "events/e00000000000000000000/",
        "events/e1.ics",
        "events/page/1/",
        "events/page/99/",
        "about/page/2/",
        "places/us/zz/",
        "months/2026-13/",
        "data/zips/xx.json",
        "data/upcoming.json/",
        "favicon.ico",
        "a/b/c",
    ],
)
def test_unknown_addresses_get_a_page_that_says_so(path: str, live: str, http: httpx.Client) -> None:
    tree = page(http, live + path, 404)
    assert "Not found" in text(tree)
    style = tree.cssselect("link[rel=stylesheet]")[0].get("href")
    assert http.get(urljoin(live + path, style)).status_code == 200


def test_a_forgotten_slash_is_added_and_the_query_kept(live: str, http: httpx.Client) -> None:
    answer = http.get(f"{live}events?state=us-wa")
    assert (answer.status_code, answer.headers["location"]) == (301, "events/?state=us-wa")
    answer = http.get(f"{live}places/us/ca")
    assert urljoin(f"{live}places/us/ca", answer.headers["location"]) == f"{live}places/us/ca/"


def test_an_event_shows_when_where_and_the_words(town: Town, live: str, http: httpx.Client) -> None:
    event = next(town.db.events.find(city="Oakland"))
    tree = page(http, f"{live}events/{event.id}/")
    told = text(tree)
    for words in (
        "Wednesday, October 14, 2026",
        "9:00 am to 11:00 am PDT",
        "Moved from Sunday, October 4, 2026, 9:00 am PDT",
        "Lake Path Roasters",
        "Oakland, CA 94612",
        "on Monday, September 28, 2026 the publisher’s page still said so",
        "Oakland Police Department",
        "First found",
    ):
        assert words in told
    links = {one.text_content().strip(): one.get("href") for one in tree.cssselect("main a")}
    assert links["The publisher’s page"] == "https://oakland.ca.example/october"
    assert "dates=20261014T160000Z%2F20261014T180000Z" in links["Google Calendar"]
    assert "startdt=2026-10-14T16%3A00%3A00Z" in links["Outlook"]
    data = json.loads(tree.cssselect("script[type='application/ld+json']")[0].text)
    assert (data["@type"], data["startDate"], data["eventStatus"]) == (
        "Event",
        "2026-10-14T09:00:00-07:00",
        "https://schema.org/EventRescheduled",
    )
    assert data["location"]["address"]["addressLocality"] == "Oakland"
    calendar = Calendar.from_ical(http.get(f"{live}events/{event.id}.ics").content)
    [entry] = calendar.walk("VEVENT")
    assert entry.start == event.start


def test_what_is_called_off_doubtful_or_taken_down_says_so(town: Town, live: str, http: httpx.Client) -> None:
    cancelled = next(e for e in town.db.events.find(city="Tucson") if e.status == "cancelled")
    told = page(http, f"{live}events/{cancelled.id}/")
    assert "This event is cancelled." in text(told)
    assert not told.cssselect("#add")
    [review] = town.db.events.find(visibility=["review"])
    told = page(http, f"{live}events/{review.id}/")
    assert "Unconfirmed" in text(told)
    assert told.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert not told.cssselect("#add, script[type='application/ld+json']")
    assert http.get(f"{live}events/{review.id}.ics").status_code == 404
    assert "No longer here" in text(page(http, f"{live}events/{town.hidden}/", 410))
    assert http.get(f"{live}events/{town.hidden}.ics").status_code == 404
    doubtful = next(e for e in town.db.events.find(city="Austin") if e.flags)
    assert "It could also mean: Monday, October 12, 2026." in text(page(http, f"{live}events/{doubtful.id}/"))


def test_an_id_that_was_merged_leads_to_the_living_one(town: Town, live: str, http: httpx.Client) -> None:
    for path in (f"events/{town.merged}/", f"events/{town.merged}.ics"):
        answer = http.get(live + path)
        assert answer.status_code == 301
        assert urljoin(live + path, answer.headers["location"]) == live + path.replace(town.merged, town.living)
    stub = html.fromstring((town.copy / "events" / town.merged / "index.html").read_bytes())
    assert stub.cssselect("meta[http-equiv=refresh]")[0].get("content") == f"0; url=../../events/{town.living}/"
    assert stub.cssselect("link[rel=canonical]")[0].get("href") == f"../../events/{town.living}/"
    old = (town.copy / "events" / f"{town.merged}.ics").read_bytes()
    assert old == (town.copy / "events" / f"{town.living}.ics").read_bytes()
    assert f"UID:{calendar_uid(town.living)}".encode() in old


def test_places_list_their_events_past_ones_too(live: str, http: httpx.Client) -> None:
    tree = page(http, f"{live}places/us/ca/santa-monica/")
    assert [one.text_content() for one in tree.cssselect(".past time")] == ["Jun 5, 2026"]
    assert "Coffee with a Cop in Santa Monica, California" in text(tree)
    assert "Coffee with the Chief" in text(page(http, f"{live}places/us/ny/"))
    assert "Unconfirmed" in text(page(http, f"{live}places/us/wa/spokane/"))


def test_changes_and_coverage_and_sources(live: str, http: httpx.Client) -> None:
    changes = text(page(http, f"{live}changes/"))
    assert "New 1" in changes and "Moved 1" in changes and "Cancelled 1" in changes
    tree = page(http, f"{live}coverage/")
    rows = {row[0].text_content(): [cell.text for cell in row[1:]] for row in tree.cssselect("tbody tr")}
    assert rows["Kansas"] == ["1", "0", "0", "1"]
    assert rows["California"] == ["4", "3", "0", "1"]
    sources = {
        r[0].text_content(): r.cssselect(".health")[0].text for r in page(http, f"{live}sources/").cssselect("tbody tr")
    }
    assert sources["Quietville Police Department"] == "not read yet"
    assert page(http, f"{live}sources/").cssselect("tbody a")[0].get("href").startswith("https://")
    assert {"new.atom", "soon.atom", "changes.json"} <= {
        link.get("href").rpartition("/")[2] for link in page(http, f"{live}changes/").cssselect("main a")
    }
    assert sources["Houston Police Department"] == "well"


def test_snapshots_can_be_cited(tmp_path: Path, http: httpx.Client) -> None:
    settings = invented.settings(tmp_path)
    with Database.open(settings.database_url) as db:
        invented.fill(db)
        pipeline.export(
            db, Path(settings.exports_dir, "snapshots", "2026-09-28"), settings, formats=["json", "package"]
        )
        Path(settings.exports_dir, "snapshots", "2026-09-28", "secret.txt").write_text("x")
        with serving(db, settings) as root:
            tree = page(http, f"{root}downloads/")
            links = [link.get("href") for link in tree.cssselect("main li a") if "snapshots" in link.get("href")]
            assert [link.rpartition("/")[2] for link in links] == ["events.json", "index.json"]
            assert http.get(urljoin(f"{root}downloads/", links[0])).json()["schema_version"]
            assert http.get(f"{root}snapshots/2026-09-28/secret.txt").status_code == 404


def test_the_dictionary_explains_every_field(live: str, http: httpx.Client) -> None:
    from exports.fields import EVENT_COLUMNS

    told = {one.text for one in page(http, f"{live}downloads/dictionary/").cssselect("th code")}
    assert {field.name for field in EVENT_COLUMNS} <= told
    assert http.get(f"{live}downloads/events.schema.json").json()["title"] == "events.json"


@pytest.mark.parametrize("path", ["events/", "calendars/us/ca.ics", "events.json", "assets/style.css"])
def test_what_is_known_is_not_sent_again(path: str, live: str, http: httpx.Client) -> None:
    first = http.get(live + path)
    again = http.get(live + path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = http.get(live + path, headers={"If-None-Match": '"other"'})
    assert other.content == first.content
    head = http.head(live + path)
    assert (head.status_code, head.content) == (200, b"")


def test_a_feed_holds_the_events_of_its_place(live: str, http: httpx.Client) -> None:
    answer = http.get(f"{live}calendars/us/ca.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(entry["LOCATION"]).split(", ")[2] for entry in entries} == {"Santa Monica", "Fresno", "Oakland"}


def test_nothing_can_be_written(live: str, http: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert http.request(method, f"{live}events/").status_code == 405


def test_a_change_of_the_database_shows_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, http: httpx.Client
) -> None:
    monkeypatch.setattr(app, "LOOK_AGAIN", 0.0)
    settings = invented.settings(tmp_path)
    with Database.open(settings.database_url) as db, serving(db, settings) as root:
        assert "No upcoming event is known today" in http.get(root).text
        assert "No files have been written yet" in http.get(f"{root}downloads/").text
        invented.fill(db)
        assert "Harbor Bean Cafe" in http.get(root).text


def test_the_address_of_the_site_makes_whole_links(tmp_path: Path, http: httpx.Client) -> None:
    settings = invented.settings(tmp_path, site_url="https://coffee.example/list/", contact="desk@coffee.example")
    with Database.open(settings.database_url) as db:
        invented.fill(db)
        pipeline.export(db, settings.exports_dir, settings, force=True)
        with serving(db, settings) as root:
            tree = page(http, f"{root}places/us/ca/")
            assert tree.cssselect("link[rel=canonical]")[0].get("href") == "https://coffee.example/list/places/us/ca/"
            [button] = tree.cssselect(".feed .button")
            assert button.get("href") == "webcal://coffee.example/list/calendars/us/ca.ics"
            event = next(db.events.find(city="Oakland"))
            links = page(http, f"{root}events/{event.id}/").cssselect("a[href^='mailto:']")
            assert links[0].get("href").startswith("mailto:desk@coffee.example?subject=")
            assert re.search(r"coffee\.example%2Flist%2Fevents%2Fe", links[0].get("href"))


def test_a_database_that_breaks_and_a_file_that_vanishes_are_told(tmp_path: Path, http: httpx.Client) -> None:
    settings = invented.settings(tmp_path)
    with Database.open(settings.database_url) as db:
        invented.fill(db)
        event = next(db.events.find(city="Oakland"))
        pipeline.export(db, settings.exports_dir, settings, force=True)
        with serving(db, settings) as root:
            assert http.get(f"{root}events.csv").status_code == 200
            Path(settings.exports_dir, "events.csv").unlink()
            assert http.get(f"{root}events.csv").status_code == 503
            db.close()
            for file in tmp_path.glob("cwac.sqlite*"):
                file.write_bytes(b"not a database any more" * 1000)
            answer = http.get(f"{root}events/{event.id}/")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
            assert "Try again" in answer.text and "sqlite" not in answer.text


def test_readers_that_hang_up_half_way_harm_nobody(
    town: Town, live: str, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = urlsplit(live).netloc.split(":")
    for target in ("/events.json", "/events/", "/archive.ics", f"/events/{town.living}/"):
        for _ in range(5):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                connection.recv(16)
                # Gone at once, with what was sent still on its way.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert len(http.get(f"{live}events.json").json()["events"]) > 40
    assert http.get(f"{live}events/").status_code == 200
    assert [record.message for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


def test_only_so_many_answers_are_kept(live: str, http: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "KEPT", 2)
    first = http.get(f"{live}about/").content
    for word in "abcd":
        assert http.get(f"{live}events/?q={word}").status_code == 200
    assert http.get(f"{live}about/").content == first


def test_what_is_withdrawn_or_over_says_so(town: Town) -> None:
    site = Site(town.db, town.settings)
    event = town.db.events.get(next(town.db.events.find(city="Oakland")).id)
    for more, words in (
        ({"visibility": "withdrawn"}, "no page supports this entry any more"),
        ({"status": "postponed"}, "This event is postponed."),
        ({"start": date(2026, 6, 1), "end": None}, "This event is over."),
        ({"start": date(2026, 6, 1), "end": None, "status": "held"}, "This event was held."),
        ({"confidence": 0.3}, "is not sure of it (30%)"),
        ({"confidence": 0.99}, "is very sure of it (99%)"),
        ({"start": None, "series": "FREQ=MONTHLY;BYDAY=1TU"}, "Regularly: every first Tuesday of the month"),
        ({"start": date(2026, 10, 7), "end": date(2026, 10, 9)}, "until Friday, October 9, 2026"),
    ):
        tree = html.fromstring(site.event_of(replace(event, **more), []).body)  # type: ignore[arg-type]
        assert words in text(tree)
