"""The crawl end to end over real HTTP: what is archived, what is left out, what is told."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ConfigError, DatabaseError
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl
from scrapers.extensions import Progress
from scrapers.summary import CrawlSummary

from .local_site import NOW, Reply, Site


def go(database: Database, settings: Settings, *entries: SourceEntry, **more: object) -> CrawlSummary:
    return crawl(entries, settings, database, clock=lambda: NOW, demo=True, **more)  # type: ignore[arg-type]


def codes(database: Database) -> set[tuple[str, str | None]]:
    return {(issue.code, issue.source_id) for issue in database.issues.all()}


def test_pages_are_archived_and_leads_followed(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/news">News</a><a href="/file.pdf">pdf</a><a href="https://elsewhere.example/news">x</a>')
    site.page("/news", '<a href="/news/coffee">Coffee with a Cop</a><a href="/">home</a>')
    site.page("/news/coffee", "<p>Coffee with a Cop, Oct 7</p>", Last_Modified="Mon, 14 Sep 2026 08:00:00 GMT")
    summary = go(database, settings, site.entry())
    assert site.paths() == ["/robots.txt", "/", "/news", "/news/coffee"]
    # And one look for a map of the site.
    assert (summary.pages, summary.fetched, summary.total("new"), summary.total("requests")) == (3, 3, 3, 4)
    stored = database.archive.latest(site.url + "/news/coffee")
    assert stored is not None
    page, body = stored
    assert b"Coffee with a Cop, Oct 7" in body
    assert (page.source_id, page.last_modified, page.first_fetched) == ("town", "Mon, 14 Sep 2026 08:00:00 GMT", NOW)


def test_a_second_crawl_stores_nothing_again(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/news">News</a>', ETag='"v1"')
    site.pages["/news"] = Reply(lambda headers: f"<p>All quiet</p><input type=hidden value={id(headers)}>".encode())
    first = go(database, settings, site.entry())
    later = NOW + timedelta(days=30)
    second = crawl([site.entry()], settings, database, clock=lambda: later, demo=True)
    assert first.total("new") == 2
    assert (second.total("confirmed"), second.total("unchanged"), second.fetched) == (1, 1, 1)
    assert [a.headers.get("if-none-match") for a in site.asked if a.path == "/"] == [None, '"v1"']


def test_a_change_is_seen(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "<p>old</p>")
    go(database, settings, site.entry())
    site.page("/", "<p>new words</p>")
    assert go(database, settings, site.entry()).total("changed") == 1


def test_robots_txt_is_obeyed(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: cwac-aggregator\nDisallow: /news/secret\n")
    site.page("/", '<a href="/news/secret/1">News</a><a href="/news/open">News</a>')
    site.page("/news/open", "open")
    site.page("/news/secret/1", "secret")
    summary = go(database, settings, site.entry())
    assert "/news/secret/1" not in site.paths()
    assert (summary.pages, summary.total("blocked")) == (2, 1)
    assert codes(database) == set()


@pytest.mark.parametrize(
    ("reply", "allowed"),
    [
        (Reply(b"", 404), True),
        (Reply(b"", 403), True),
        (Reply(b"", 500), False),
        (Reply(b"", 429), False),
        (Reply(b"<html>Disallow: /</html>"), True),
        (Reply(b"User-agent: *\nAllow: /\n" + b"# x\n" * 1_300_000 + b"Disallow: /\n"), True),
    ],
)
def test_robots_txt_that_is_none(
    site: Site, database: Database, settings: Settings, reply: Reply, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrapers.politeness.PAUSE", 0.05)
    site.pages["/robots.txt"] = reply
    site.page("/", "hello")
    summary = go(database, settings, site.entry())
    assert ("/" in site.paths()) is allowed
    assert summary.total("failed") == (0 if allowed else 1)
    assert codes(database) == (set() if allowed else {("unreachable", "town")})


def test_errors_are_told_apart(site: Site, database: Database, settings: Settings) -> None:
    links = "".join(f'<a href="/news/{name}">News</a>' for name in ("gone", "soft", "wall", "broken", "big", "image"))
    site.page("/", links)
    site.pages["/news/soft"] = Reply(b"<title>Page not found</title>")
    site.pages["/news/wall"] = Reply(b"no", 403)
    site.pages["/news/broken"] = Reply(b"oops", 500)
    site.pages["/news/big"] = Reply(b"x" * 5000)
    site.pages["/news/image"] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    summary = go(database, settings.model_copy(update={"max_body_bytes": 4096}), site.entry())
    counts = summary.sources["town"]
    assert (counts.new, counts.gone, counts.blocked, counts.failed, counts.refused) == (1, 2, 2, 2, 1)
    assert codes(database) == {("soft-404", "town"), ("too-large", "town")}
    messages = [issue.message for issue in database.issues.all() if issue.code == "too-large"]
    assert "4,096 bytes" in messages[0]
    assert "CWAC_MAX_BODY_BYTES" in messages[0]


def test_a_gzip_bomb_is_refused(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/"] = Reply(
        gzip.compress(b"a" * 5_000_000), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    )
    small = settings.model_copy(update={"max_body_bytes": 100_000})
    assert go(database, small, site.entry()).total("blocked") == 1
    assert codes(database) == {("too-large", "town")}


def test_a_start_address_that_is_gone_or_silent_raises_an_issue(
    site: Site, make_site: Callable[..., Site], database: Database, settings: Settings
) -> None:
    silent = make_site()
    entry = silent.entry(id="silent")
    silent.close()
    go(database, settings, site.entry(), entry)
    assert codes(database) == {("start-gone", "town"), ("unreachable", "silent")}


def test_redirects(site: Site, make_site: Callable[..., Site], database: Database, settings: Settings) -> None:
    other = make_site("127.0.0.2")
    other.page("/news", "other")
    site.page(
        "/",
        '<a href="/news/a">News</a><a href="/news/b">News</a><a href="/news/out">News</a><a href="/news/loop">x</a>',
    )
    for path, target in (("/news/a", "/news/b"), ("/news/out", other.url + "/news"), ("/news/loop", "/news/loop")):
        site.pages[path] = Reply(b"", 301, {"Location": target})
    site.page("/news/b", "b")
    summary = go(database, settings, site.entry())
    assert site.paths().count("/news/b") == 1
    assert site.paths().count("/news/loop") == 1
    assert other.paths() == []
    assert (summary.pages, summary.total("refused")) == (2, 1)
    assert codes(database) == set()


def test_a_start_address_that_moves_away_needs_a_person(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/"] = Reply(b"", 301, {"Location": "http://127.0.0.9:1/"})
    go(database, settings, site.entry())
    (issue,) = database.issues.all()
    assert (issue.code, issue.level) == ("moved", "error")
    (facts,) = database.visits.history().values()
    assert (facts.visits[0].outcome, facts.visits[0].status) == ("gone", 301)
    assert "http://127.0.0.9:1/" in issue.message


def test_a_source_that_asked_to_be_left_out_is_left_out(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "one")
    database.decisions.opt_out("127.0.0.1", "maria", why="letter")
    summary = go(database, settings, site.entry())
    assert site.asked == []
    assert summary.sources["town"].ended == "opted out"


def test_pages_that_say_the_same_are_followed_once(site: Site, database: Database, settings: Settings) -> None:
    """A site that mints addresses without end, and always says the same."""
    site.reply = lambda path: Reply(  # type: ignore[method-assign]
        b"" if path == "/robots.txt" else f'<p>Events</p><a href="{path}x/">Events</a>'.encode()
    )
    go(database, settings.model_copy(update={"max_depth": 100}), site.entry())
    assert len(site.asked) <= 4


def test_issues_of_a_source_are_settled_by_its_next_crawl(site: Site, database: Database, settings: Settings) -> None:
    go(database, settings, site.entry())
    assert codes(database) == {("start-gone", "town")}
    site.page("/", "back")
    go(database, settings, site.entry())
    assert codes(database) == set()


def test_the_budget_of_pages_goes_to_the_best_leads(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "".join(f'<a href="/x{n}">x</a>' for n in range(30)) + '<a href="/coffee-with-a-cop">Coffee</a>')
    site.page("/coffee-with-a-cop", "c")
    summary = go(database, settings.model_copy(update={"max_pages": 3}), site.entry())
    assert site.paths()[:3] == ["/robots.txt", "/", "/coffee-with-a-cop"]
    assert (summary.sources["town"].requests, summary.sources["town"].ended) == (3, "pages")


def test_what_the_budget_left_over_comes_first_next_time(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "".join(f'<a href="/news/{n}">News {n}</a>' for n in range(6)))
    for n in range(6):
        site.page(f"/news/{n}", f"post {n}")
    small = settings.model_copy(update={"max_pages": 3})
    for _ in range(4):
        go(database, small, site.entry())
    asked = [path for path in site.paths() if path.startswith("/news")]
    assert sorted(asked) == [f"/news/{n}" for n in range(6)]


def test_an_address_that_is_gone_is_left_alone_for_a_while(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/news/gone">News</a>')
    for days in (0, 0, 1, 2):
        crawl([site.entry()], settings, database, clock=lambda days=days: NOW + timedelta(days=days), demo=True)  # type: ignore[misc]
    assert site.paths().count("/news/gone") == 2


def test_a_redirect_is_remembered(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/news/old">News</a>')
    site.pages["/news/old"] = Reply(b"", 301, {"Location": "/news/new"})
    site.page("/news/new", "new")
    go(database, settings, site.entry())
    go(database, settings, site.entry())
    assert site.paths().count("/news/old") == 1


def test_a_start_address_that_redirects_is_looked_at_in_every_run(
    site: Site, database: Database, settings: Settings
) -> None:
    site.pages["/"] = Reply(b"", 301, {"Location": "/home"})
    for words in ("old words", "new words"):
        site.page("/home", words)
        go(database, settings, site.entry())
    stored = database.archive.latest(site.url + "/home")
    assert stored is not None
    assert b"new words" in stored[1]


def test_trouble_with_robots_txt_forgets_nothing(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "one")
    go(database, settings, site.entry())
    before = database.addresses.known("town", NOW.date())
    site.pages["/robots.txt"] = Reply(b"", 500)
    go(database, settings, site.entry())
    assert database.addresses.known("town", NOW.date()) == before


def test_the_feeds_of_a_platform_are_found_though_nothing_links_to_them(
    site: Site, database: Database, settings: Settings
) -> None:
    generator = '<meta name="generator" content="WordPress 6.5"><link rel="https://api.w.org/" href="/wp-json/">'
    site.page("/", f'{generator}<link rel="stylesheet" href="/wp-content/themes/x/style.css"><p>Hello</p>')
    rss = f"<?xml version='1.0'?><rss><channel><item><link>{site.url}/2026/09/coffee/</link></item></channel></rss>"
    site.pages["/feed/"] = Reply(rss.encode(), headers={"Content-Type": "application/rss+xml"})
    site.page("/2026/09/coffee/", "Coffee with a Cop")
    go(database, settings, site.entry())
    assert {"/feed/", "/2026/09/coffee/"} <= set(site.paths())
    assert codes(database) == set()


def test_sitemaps_of_robots_txt_are_read(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(f"User-agent: *\nSitemap: {site.url}/map.xml\n".encode())
    xml = {"Content-Type": "application/xml"}
    entry = f"<url><loc>{site.url}/news/hidden</loc><lastmod>2026-09-10</lastmod></url>"
    site.pages["/map.xml"] = Reply(f"<?xml version='1.0'?><urlset>{entry}</urlset>".encode(), headers=xml)
    site.page("/", "one")
    site.page("/news/hidden", "not linked from anywhere")
    go(database, settings, site.entry())
    assert "/news/hidden" in site.paths()


def test_a_crawl_delay_beyond_the_cap_costs_pages(site: Site, database: Database, settings: Settings) -> None:
    from scrapers.visit import Visit

    visit = Visit(site.entry(), settings, NOW.date())
    visit.shrink(60 / 600)
    assert visit.max_pages == settings.max_pages // 10


def test_depth_is_bounded(site: Site, database: Database, settings: Settings) -> None:
    for n in range(6):
        site.page(f"/news/{n}" if n else "/", f'{n} <a href="/news/{n + 1}">News</a>')
    go(database, settings.model_copy(update={"max_depth": 2}), site.entry())
    assert site.paths() == ["/robots.txt", "/", "/news/1", "/news/2"]


def test_time_is_bounded(site: Site, database: Database, settings: Settings) -> None:
    for n in range(50):
        site.page(f"/news/{n}" if n else "/", f'{n} <a href="/news/{n + 1}">News</a>')
    slow = settings.model_copy(update={"max_seconds": 1, "download_delay": 1.0, "max_depth": 50})
    summary = crawl([site.entry()], slow, database, clock=lambda: NOW)
    assert summary.sources["town"].ended == "time"
    assert summary.sources["town"].requests <= 2


def test_an_endless_calendar_is_bounded(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/calendar?month=9&year=2026">Calendar</a>')
    for year in range(2020, 2035):
        for month in range(1, 13):
            after, before = (month % 12 + 1, year + month // 12), ((month - 2) % 12 + 1, year - (month == 1))
            links = "".join(f'<a href="/calendar?month={m}&year={y}">go</a>' for m, y in (after, before))
            site.page(f"/calendar?month={month}&year={year}", f"{month} {year} {links}")
    go(database, settings.model_copy(update={"max_depth": 100}), site.entry())
    months = [path for path in site.paths() if path.startswith("/calendar")]
    assert len(months) == 2 + 1 + 13


def test_several_sources_in_one_go_and_progress(
    site: Site, make_site: Callable[..., Site], database: Database, settings: Settings
) -> None:
    other = make_site()
    site.page("/", "one")
    other.page("/", "two")
    seen: list[Progress] = []
    summary = go(database, settings, site.entry(), other.entry(id="other"), progress=seen.append)
    assert {source: counts.new for source, counts in summary.sources.items()} == {"town": 1, "other": 1}
    assert [progress.spent for progress in seen] == [1, 2, 3, 4]


def test_sources_are_visited_a_few_at_a_time(
    make_site: Callable[..., Site], database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrapers.spiders.department.OPEN_VISITS", 1)
    monkeypatch.setattr("scrapers.spiders.department.SETTLED_SECONDS", 0.1)
    sites = [make_site() for _ in range(3)]
    for number, site in enumerate(sites):
        site.page("/", f'{number} <a href="/news">News</a>')
        site.page("/news", f"news {number}")
    summary = go(database, settings, *(site.entry(id=f"s{n}") for n, site in enumerate(sites)))
    assert [counts.new for counts in summary.sources.values()] == [2, 2, 2]
    for earlier, later in pairwise(sites):
        assert max(asked.at for asked in earlier.asked) < min(asked.at for asked in later.asked)


def test_too_many_leads_are_cut_to_the_better_half(
    site: Site, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrapers.frontier.MAX_QUEUE", 10)
    links = "".join(f'<a href="/x/{n}/y">x</a>' for n in range(20)) + '<a href="/p">Coffee with a Cop</a>'
    site.page("/", links)
    go(database, settings, site.entry())
    assert site.paths()[2] == "/p"
    assert 5 < len(site.asked) < 15


def test_a_crawl_is_a_run(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "one")
    go(database, settings, site.entry())
    run = database.runs.last(crawled=True)
    assert run is not None
    assert (run.command, run.finished, run.summary["pages"]) == ("crawl", NOW, 1)


def test_a_failing_archive_ends_the_crawl(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "one")
    run = database.runs.start("crawl", crawled=True)
    database._engine.dispose()
    path = database._engine.url.database
    assert path
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"not a database at all" * 500)
    with pytest.raises(DatabaseError):
        go(database, settings, site.entry(), run_id=run)


def test_an_archive_that_fails_on_the_way_ends_the_crawl(site: Site, database: Database, settings: Settings) -> None:
    def answer(headers: dict[str, str]) -> bytes:
        with database._engine.begin() as connection:
            connection.exec_driver_sql("drop table fetches")
        return b'<a href="/news">News</a>'

    site.pages["/"] = Reply(answer)
    with pytest.raises(DatabaseError):
        go(database, settings, site.entry())


def test_settings_that_are_impolite_fail_at_start(site: Site, database: Database, settings: Settings) -> None:
    with pytest.raises(ConfigError, match="at least 1 s"):
        crawl([site.entry()], settings, database)
    assert site.paths() == []


def test_the_day_of_a_fetch_is_the_clock_of_the_crawl(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "one")
    moment = datetime(2031, 1, 2, 3, tzinfo=UTC)
    crawl([site.entry()], settings, database, clock=lambda: moment, demo=True)
    stored = database.archive.latest(site.url + "/")
    assert stored is not None
    assert stored[0].first_fetched == moment


def test_what_was_asked_for_a_moment_ago_rests(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", '<a href="/news">News</a><a href="/late">News</a>')
    site.page("/news", "fine")
    go(database, settings.model_copy(update={"max_pages": 2}), site.entry())
    site.asked.clear()
    summary = go(database, settings, site.entry(), rest=timedelta(hours=3))
    assert site.paths() == ["/robots.txt", "/late"]
    later = crawl(
        [site.entry()], settings, database, clock=lambda: NOW + timedelta(hours=4), rest=timedelta(hours=3), demo=True
    )
    assert later.total("unchanged") >= 1
    assert summary.total("requests") == 2


def test_what_stands_nowhere_is_not_looked_for_every_day(site: Site, database: Database, settings: Settings) -> None:
    site.page("/police/", "<h1>Police</h1>")
    go(database, settings, site.entry("/police/"))
    asked = [asked.path for asked in site.asked]
    assert {"/", "/sitemap.xml"} <= set(asked)
    site.asked.clear()
    crawl([site.entry("/police/")], settings, database, clock=lambda: NOW + timedelta(days=1), demo=True)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/police/"]
    assert codes(database) == set()
