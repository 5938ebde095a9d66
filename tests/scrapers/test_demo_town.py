"""The demo town itself, over real HTTP: before a reader is judged by it, it has to be what its README says."""

from __future__ import annotations

import calendar
import html
import http.client
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from scrapers.demo import TODAY, DemoTown, demo_sources, load_expected
from scrapers.demo.__main__ import main
from scrapers.demo.pages import HERE, DemoError, load_sites

VALIDATED = {"harbor", "gorge", "plaza", "blog", "sheriff", "pueblo", "campus"}
SEED_POST = "/journal/2023/6/1/officers-share-a-cone-with-neighbors.html"
EXPECTED = load_expected()
KIB = 1024


class Reply:
    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, {k.lower(): v for k, v in headers.items()}, body

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Client:
    """Plain HTTP without following redirects, one kept-alive connection per site."""

    def __init__(self, town: DemoTown) -> None:
        self.town = town
        self._open: dict[str, http.client.HTTPConnection] = {}

    def ask(self, site: str, path: str, method: str = "GET", **headers: str) -> Reply:
        if site not in self._open:
            self._open[site] = http.client.HTTPConnection(urlsplit(self.town.sites[site]).netloc, timeout=5)
        line = self._open[site]
        line.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        answer = line.getresponse()
        return Reply(answer.status, dict(answer.getheaders()), answer.read())

    def close(self) -> None:
        for line in self._open.values():
            line.close()


@pytest.fixture(scope="module")
def shared_town() -> Iterator[DemoTown]:
    with DemoTown() as town:
        yield town


@pytest.fixture
def town(shared_town: DemoTown) -> Iterator[DemoTown]:
    shared_town.log.clear()
    yield shared_town
    shared_town.set_day(1)


@pytest.fixture
def client(town: DemoTown) -> Iterator[Client]:
    found = Client(town)
    yield found
    found.close()


def words(text: str) -> str:
    """What a person could point at: tags out, character references resolved, one space for every gap."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(?!script|/script)[^>]*>", " ", text)))


def test_every_site_answers_on_its_own_address(town: DemoTown) -> None:
    assert len(town.sites) == len(set(town.sites.values())) == 14
    assert all(base.startswith("http://127.0.0.1:") for base in town.sites.values())


def test_every_page_is_served_without_open_placeholders(town: DemoTown, client: Client) -> None:
    pages = 0
    for name, site in load_sites().items():
        for page in site.pages:
            path = page.url.replace("{year}", "2026").replace("{month}", "10")
            reply = client.ask(name, path)
            assert reply.status == page.status, path
            assert "{{" not in reply.text, path
            assert not re.search(r"\{(url|title|start|end|teaser)\b", reply.text), path
            pages += 1
    assert pages == town.log.count() > 100


def test_links_between_sites_lead_to_the_served_addresses(town: DemoTown, client: Client) -> None:
    post = client.ask("blog", "/2016/09/26/ask-the-officer-next-to-you/")
    assert f'href="{town.sites["program"]}/events/"' in post.text
    feed = client.ask("city", "/RSSFeed.aspx?ModID=58&CID=All-calendar.xml")
    assert f"{town.sites['city']}/Calendar.aspx?EID=5101" in feed.text


@pytest.mark.parametrize("site", sorted(VALIDATED))
def test_a_site_with_validators_answers_conditional_requests(site: str, client: Client) -> None:
    path = next(page["path"] for page in EXPECTED["pages"] if page["site"] == site)
    first = client.ask(site, path)
    tag, last = first.headers["etag"], first.headers["last-modified"]
    assert client.ask(site, path).body == first.body
    for conditions in ({"If_None_Match": tag}, {"If_None_Match": f'"x", W/{tag}'}, {"If_Modified_Since": last}):
        reply = client.ask(site, path, **conditions)
        assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
    for conditions in (
        {"If_None_Match": '"other"', "If_Modified_Since": last},
        {"If_Modified_Since": "Thu, 01 Jan 2015 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert client.ask(site, path, **conditions).status == 200


def test_a_site_without_validators_puts_a_token_into_every_answer(town: DemoTown, client: Client) -> None:
    for name, site in load_sites().items():
        for page in site.pages:
            if name in VALIDATED or "robots" in page.url or page.location:
                continue
            path = page.url
            first, second = (
                client.ask(name, path),
                client.ask(name, path, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT"),
            )
            assert second.status == page.status
            assert first.body != second.body, path
            assert not {"etag", "last-modified"} & first.headers.keys()


def test_the_print_twin_tells_the_same_post(client: Client) -> None:
    post, twin = client.ask("journal", SEED_POST), client.ask("journal", SEED_POST + "?printerFriendly=true")
    assert "Afters Ice Cream on Ocean Avenue" in post.text
    assert "Afters Ice Cream on Ocean Avenue" in twin.text
    assert "navigationTop" not in twin.text


def test_errors_and_redirects(town: DemoTown, client: Client) -> None:
    moved = client.ask("city", "/coffee")
    assert (moved.status, moved.headers["location"]) == (301, town.sites["city"] + "/CivicAlerts.aspx?AID=412")
    assert client.ask("paper", "/2019/05/02/bridge-opens/").status == 404
    soft = client.ask("program", "/events/coffee-with-a-cop-188/")
    assert soft.status == 200
    assert "Page not found" in soft.text


def test_robots_files(town: DemoTown, client: Client) -> None:
    robots = {site: client.ask(site, "/robots.txt").text for site in town.sites}
    assert "Disallow: /borrador/" in robots["pueblo"]
    assert "Crawl-delay:" in robots["blog"]
    assert f"Sitemap: {town.sites['paper']}/wp-sitemap.xml" in robots["paper"]
    assert "Disallow: /RSS.aspx" in robots["city"]


def test_the_calendar_has_no_end_but_every_page_of_it_is_small(client: Client) -> None:
    path = "/calendar.aspx?view=month"
    for _ in range(30):
        reply = client.ask("city", path)
        assert len(reply.body) < 8 * KIB
        links = re.findall(r'class="next" href="([^"]+)"', reply.text)
        assert len(links) == 1
        path = html.unescape(links[0])
    assert "month=03&year=2029" in path
    for odd in ("&month=13&year=2026", "&month=x", "&year=0", "&month=1&year=1", "&month=12&year=9999"):
        assert client.ask("city", "/calendar.aspx?view=month" + odd).status == 200
    assert 'rel="next" href="/events/month/2027-01/"' in client.ask("sheriff", "/events/month/2026-12/").text
    assert "Tacos with the Sheriff" in client.ask("sheriff", "/events/month/2026-10/").text
    assert "Tacos with the Sheriff" not in client.ask("sheriff", "/events/month/2026-11/").text


def test_view_state_and_the_case_of_a_path_do_not_matter_on_aspnet(client: Client) -> None:
    title = '<h2 class="eventTitle" itemprop="name">Coffee with a Cop</h2>'
    for path in (
        "/Calendar.aspx?EID=5101",
        "/calendar.aspx?eid=5101&month=10&year=2026&day=7&calType=0",
        "/Calendar.aspx?PREVIEW=YES&EID=5101",
    ):
        assert title in client.ask("city", path).text
    assert client.ask("paper", "/TAG/police/").status == 404


def test_calendars_have_crlf_lines(client: Client) -> None:
    for site, path in (
        ("city", "/common/modules/iCalendar/iCalendar.aspx?catID=14&feed=calendar"),
        ("sheriff", "/events/?ical=1"),
    ):
        reply = client.ask(site, path)
        assert reply.headers["content-type"].startswith("text/calendar")
        assert reply.body.count(b"\r\n") == reply.body.count(b"\n") > 50
        assert reply.text.count("BEGIN:VEVENT") == 5


def test_the_log_counts_requests_and_bytes(town: DemoTown, client: Client) -> None:
    first = client.ask("campus", "/news", User_Agent="test/1")
    client.ask("campus", "/news", If_None_Match=first.headers["etag"])
    head = client.ask("campus", "/news", method="HEAD")
    assert head.headers["content-length"] == str(len(first.body))
    assert town.log.count() == town.log.count("campus", "/news") == town.log.paths("campus")["/news"] == 3
    assert town.log.bytes_sent("campus") == len(first.body)
    assert [entry.status for entry in town.log.entries("campus")] == [200, 304, 200]
    assert town.log.entries("campus")[0].user_agent == "test/1"
    assert town.log.count("city") == 0


def test_ports_can_be_fixed_and_are_free_again_afterwards() -> None:
    with DemoTown() as town:
        ports = {site: int(base.rpartition(":")[2]) for site, base in town.sites.items()}
        with pytest.raises(OSError, match=r"in use"), DemoTown(ports=ports):
            pass
    with DemoTown(ports=ports) as again:
        assert {site: int(base.rpartition(":")[2]) for site, base in again.sites.items()} == ports


def test_a_taken_port_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with DemoTown() as town:
        port = town.sites["blog"].rpartition(":")[2]
        assert main(["--port", port]) == 1
    assert "Choose another --port" in capsys.readouterr().err


def test_the_second_day_changes_some_pages_and_their_listings(town: DemoTown, client: Client) -> None:
    before = client.ask("sheriff", "/events/")
    unchanged = client.ask("campus", "/node/812")
    town.set_day(2)
    assert (town.today - TODAY).days == 7
    after = client.ask("sheriff", "/events/", If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert after.headers["last-modified"] != before.headers["last-modified"]
    assert client.ask("sheriff", "/events/", If_Modified_Since=before.headers["last-modified"]).status == 200
    assert "CANCELLED: Tacos with the Sheriff" in after.text
    assert client.ask("campus", "/node/812", If_None_Match=unchanged.headers["etag"]).status == 304
    for site, path, text in (
        ("city", "/CivicAlerts.aspx?AID=412", "Thursday, October 8, 2026, from 9 a.m. to 11 a.m."),
        ("city", "/Calendar.aspx?EID=5101", "October 8, 2026"),
        ("city", "/common/modules/iCalendar/iCalendar.aspx?catID=14&feed=calendar", "20261008T090000"),
        ("program", "/events/coffee-with-a-cop-363/", "Oct 8, 2026 > 9:00am - 11:00am"),
        ("paper", "/2026/09/10/a-seat-at-the-kettle/", "on Thursday, Oct. 8, from 9 to 11 a.m."),
        ("city", "/CivicAlerts.aspx", "Cider with a Cop"),
        ("sheriff", "/event/tacos-with-the-sheriff/", "this evening is cancelled"),
    ):
        assert text in words(client.ask(site, path).text), path


def test_a_sidecar_with_a_mistake_is_named(tmp_path: Any) -> None:
    site = tmp_path / "sites" / "x"
    site.mkdir(parents=True)
    (site / "site.yml").write_text("name: X\nvalidators: true\n")
    (site / "page.yml").write_text("url: /\ntitel: X\n")
    with pytest.raises(DemoError, match=r"page\.yml: unknown key \['titel'\]"):
        load_sites(root=tmp_path)
    (site / "page.yml").write_text("url: /\n")
    with pytest.raises(DemoError, match=r"needs one body file"):
        load_sites(root=tmp_path)
    (site / "page.yml").write_text("- url\n")
    with pytest.raises(DemoError, match=r"must be a mapping"):
        load_sites(root=tmp_path)


def test_the_sources_name_real_sites_of_the_town(town: DemoTown) -> None:
    sources = demo_sources(town.sites)
    assert {source["id"] for source in sources} == {f"demo-{site}" for site in town.sites}
    for source in sources:
        assert {"name", "kind", "city", "region", "country", "language", "start_urls"} <= source.keys()
        assert all(url.startswith(town.sites[source["id"][5:]] + "/") for url in source["start_urls"])
    with pytest.raises(KeyError):
        demo_sources({"city": "http://127.0.0.1:1"})


# expected.json


def test_every_evidence_stands_on_its_page(client: Client) -> None:
    for page in EXPECTED["pages"]:
        text = words(client.ask(page["site"], page["path"]).text)
        for mention in page["mentions"]:
            for field, texts in mention["evidence"].items():
                for evidence in [texts] if isinstance(texts, str) else texts:
                    assert evidence in text, (mention["ref"], field, evidence)


def test_every_value_is_supported_or_inherited() -> None:
    for page in EXPECTED["pages"]:
        for mention in page["mentions"]:
            told = {
                key
                for key in (
                    "title",
                    "theme",
                    "start",
                    "end",
                    "previous_start",
                    "organizer",
                    "venue",
                    "street",
                    "postcode",
                )
                if mention[key]
            }
            assert told <= mention["evidence"].keys(), mention["ref"]
            if mention["kind"] == "event":
                assert ("city" in mention["evidence"]) != ("place-inherited" in mention["flags"]), mention["ref"]
            else:
                assert mention["venue"] is mention["city"] is mention["country"] is None
            assert (mention["status"] == "scheduled") == ("status" not in mention["evidence"]), mention["ref"]


def test_events_and_mentions_agree() -> None:
    mentions = {mention["ref"]: mention for page in EXPECTED["pages"] for mention in page["mentions"]}
    used = [ref for event in EXPECTED["events"] for ref in event["mentions"]]
    assert sorted(used) == sorted(mentions)
    for event in EXPECTED["events"]:
        told = [mentions[ref] for ref in event["mentions"]]
        for field in ("title", "kind", "theme", "status", "city", "region", "country", "timezone", "venue"):
            assert {mention[field] for mention in told} == {event[field]}, (event["key"], field)
        for field in ("start", "end", "street"):
            assert event[field] in {mention[field] for mention in told}
        doubtful = any({"weekday-mismatch", "date-conflict"} & set(mention["flags"]) for mention in told)
        assert event["visibility"] == ("review" if doubtful else "published")
    keys = {event["key"] for event in EXPECTED["events"]}
    assert {key for listing in EXPECTED["listings"] for key in listing["tells"]} <= keys
    assert date.fromisoformat(EXPECTED["today"]) == TODAY


def test_every_page_of_the_town_is_in_expected() -> None:
    told: dict[str, set[str]] = {}
    for part in ("pages", "listings", "twins", "not_read"):
        for row in EXPECTED[part]:
            told.setdefault(row["site"], set()).add(row["path"].lower() if row["site"] == "city" else row["path"])
    for name, site in load_sites().items():
        for page in site.pages:
            if page.url not in ("/robots.txt", "/--not-found--", "/wp-sitemap.xml"):
                assert (page.url.lower() if name == "city" else page.url) in told[name], f"{name}{page.url}"


def test_printed_weekdays_are_right_but_for_the_one_that_must_be_wrong() -> None:
    days = {name: number for number, name in enumerate(calendar.day_name)}
    pattern = re.compile(rf"({'|'.join(days)}), ([A-Z][a-z]+) (\d{{1,2}}), (\d{{4}})")
    wrong = set()
    for file in HERE.rglob("*.html"):
        for weekday, month, day, year in pattern.findall(file.read_text("utf-8")):
            number = list(calendar.month_name).index(month)
            if date(int(year), number, int(day)).weekday() != days[weekday]:
                wrong.add((file.name, f"{weekday}, {month} {day}, {year}"))
    assert wrong == {("ice-cream.html", "Wednesday, June 1, 2023")}


def test_the_town_stays_small() -> None:
    assert (
        sum(file.stat().st_size for file in HERE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        < 400 * KIB
    )
    assert yaml.safe_load((HERE / "sources.yml").read_text("utf-8"))["sources"]
