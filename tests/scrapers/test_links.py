"""Finding leads: which links are followed, in what order, and that each is given once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.ids import bare_host
from cwac_aggregator.sources import SourceEntry
from scrapers.links import Lead, LinkFinder
from scrapers.scope import Scope

TODAY = date(2026, 9, 14)
NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
HOME = "https://www.pd.example.gov/"


def finder(**more: object) -> LinkFinder:
    entry = SourceEntry.model_validate(
        {"id": "pd", "name": "Police", "kind": "police", "start_urls": ["https://pd.example.gov/"]} | more
    )
    return LinkFinder(Scope(entry), TODAY)


def urls(html: str, page: str = HOME, **more: object) -> list[str]:
    found = finder(**more).find(page, html.encode()).leads
    return [lead.url for lead in sorted(found, key=lambda lead: -lead.score)]


def test_every_way_of_writing_a_link() -> None:
    html = """<A HREF='/news/1'>one</A> <a class=x href=/news/2 >two</a> <a data-href="/no" href="news/3">three</a>
      <area href="//pd.example.gov/news/4"> <iframe src="/calendar/frame"></iframe> <a
      href="/news/5?a=1&amp;b=2">five</a> <a href="?page=6">six</a>"""
    assert set(urls(html, "https://pd.example.gov/dept/")) == {
        "https://pd.example.gov/news/1",
        "https://pd.example.gov/news/2",
        "https://pd.example.gov/dept/news/3",
        "https://pd.example.gov/news/4",
        "https://pd.example.gov/calendar/frame",
        "https://pd.example.gov/news/5?a=1&b=2",
        "https://pd.example.gov/dept/?page=6",
    }


def test_a_page_that_sends_its_reader_on() -> None:
    assert urls('<head><meta http-equiv="Refresh" content="0; URL=/home/police"></head>') == [HOME + "home/police"]


def test_base_tag_moves_relative_links() -> None:
    html = '<base href="https://pd.example.gov/deep/"><a href="news">News</a>'
    assert urls(html) == ["https://pd.example.gov/deep/news"]


@pytest.mark.parametrize(
    "href",
    [
        "#top",
        "javascript:void(0)",
        "mailto:chief@example.gov",
        "tel:+15551234",
        "https://elsewhere.example/news",
        "http://[bad",
        "",
    ],
)
def test_what_is_no_lead(href: str) -> None:
    assert urls(f'<a href="{href}">Coffee with a Cop news</a>') == []


def test_the_most_promising_comes_first() -> None:
    html = """<a href="/parks">Parks</a> <a href="/p/17">Coffee with a Cop</a> <a href="/news">News</a>
      <a href="/jobs">Careers</a> <a href="/calendar">Event calendar</a>"""
    found = urls(html)
    assert found[0].endswith("/p/17")
    assert found[1].endswith("/calendar")
    assert found[2].endswith("/news")
    assert "https://www.pd.example.gov/jobs" not in found


def test_recent_posts_come_before_old_ones() -> None:
    html = '<a href="/2019/05/a-post">x</a><a href="/2026/09/a-post">x</a><a href="/2026/01/a-post">x</a>'
    assert [u.split("/")[3] + u.split("/")[4] for u in urls(html)] == ["202609", "202601", "201905"]


def test_feeds_announced_in_the_head_are_leads_but_comment_feeds_are_not() -> None:
    html = """<link rel="alternate" type="application/rss+xml" title="Posts" href="/feed/">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
      <link rel="alternate" type="text/calendar" href="/all.ics"> <link rel="next" href="/page/2/">
      <link rel="stylesheet" href="/style"> <link rel="alternate" hreflang="es" href="/es/">"""
    assert set(urls(html)) == {HOME + "feed/", HOME + "all.ics", HOME + "page/2/"}


def test_links_of_feeds_and_sitemaps() -> None:
    rss = "<?xml version='1.0'?><rss><channel><item><link><![CDATA[https://pd.example.gov/p/1]]></link></item></channel></rss>"
    sitemap = "<?xml version='1.0'?><urlset><url><loc>https://pd.example.gov/p/2?a=1&amp;b=2</loc></url></urlset>"
    atom = "<feed><entry><link rel='alternate' type='text/html' href='https://pd.example.gov/p/3'/></entry></feed>"
    assert urls(rss) == ["https://pd.example.gov/p/1"]
    assert urls(sitemap) == ["https://pd.example.gov/p/2?a=1&b=2"]
    assert urls(atom) == ["https://pd.example.gov/p/3"]


def test_each_lead_is_given_once_whatever_its_spelling() -> None:
    it = finder()
    page = b'<a href="/news/1">a</a><a href="/news/1#more">b</a><a href="HTTPS://PD.EXAMPLE.GOV:443/news/1?utm_source=x">c</a>'
    assert [lead.url for lead in it.find("https://pd.example.gov/", page).leads] == ["https://pd.example.gov/news/1"]
    assert it.find("https://pd.example.gov/", page).leads == []
    assert it.find("https://pd.example.gov/other", page).leads == []


def test_the_same_relative_spelling_in_two_folders_is_two_links() -> None:
    it = finder()
    first = it.find("https://pd.example.gov/a/index", b'<a href="news">a</a>')
    second = it.find("https://pd.example.gov/b/index", b'<a href="news">a</a>')
    assert [lead.url for lead in first.leads + second.leads] == [
        "https://pd.example.gov/a/news",
        "https://pd.example.gov/b/news",
    ]


def test_the_same_query_on_two_pages_is_two_links() -> None:
    it = finder()
    first = it.find(HOME + "news", b'<a href="?page=2">next</a>')
    second = it.find(HOME + "events?page=1", b'<a href="?page=2">next</a>')
    assert [lead.url for lead in first.leads + second.leads] == [HOME + "news?page=2", HOME + "events?page=2"]


def test_broken_addresses_break_nothing() -> None:
    html = '<base href="//[bad"><a href="news">News</a>'
    assert urls(html) == [HOME + "news"]
    sitemap = "<?xml version='1.0'?><urlset><url><loc>http://[bad</loc><lastmod>2026-09-10</lastmod></url></urlset>"
    assert urls(sitemap) == []
    assert finder().sitemaps(["http://[bad", "/sitemap.xml", HOME + "sitemap.xml"]) == [Lead(HOME + "sitemap.xml", 45)]


def test_a_listing_passes_its_promise_to_its_posts() -> None:
    page = b'<a href="/p/ice-on-the-pier">Ice on the pier</a>'
    assert finder().find(HOME, page, 60).leads[0].score > finder().find(HOME, page, 0).leads[0].score


def test_an_archive_without_end_becomes_less_and_less_promising() -> None:
    page = "".join(f'<a href="/news?item={n}">news</a>' for n in range(200)).encode()
    scores = [lead.score for lead in finder().find(HOME, page).leads]
    assert scores[0] - scores[-1] >= 20


def test_servers_that_do_not_tell_upper_from_lower_case() -> None:
    assert urls('<a href="/CivicAlerts.aspx?AID=1">a</a><a href="/civicalerts.aspx?aid=1">b</a>') == [
        HOME + "CivicAlerts.aspx?AID=1"
    ]
    assert len(urls('<a href="/News">a</a><a href="/news">b</a>')) == 2


def test_a_listing_with_several_new_posts_wakes_the_one_behind_it() -> None:
    it = finder()
    for number in (2, 3):
        it.rest(f"{HOME}news?page={number}", NOW)
    it.rest(HOME + "news/0", NOW)
    quiet = it.find(HOME + "news", b'<a href="/news/0">News</a><a href="/news?page=2">next</a>')
    busy = it.find(HOME + "news", b'<a href="/news/1">a</a><a href="/news/2">b</a><a href="/news/3">c</a>')
    assert (quiet.leads, quiet.woken) == ([], [])
    assert [lead.url for lead in busy.woken] == [HOME + "news?page=2"]
    assert it.find(HOME + "news", b'<a href="/news/4">a</a><a href="/news/5">b</a><a href="/news/6">c</a>').woken == []


def test_a_sitemap_wakes_what_it_says_has_changed_and_gives_its_best() -> None:
    it = finder()
    it.rest(HOME + "news/old", NOW)
    it.rest(HOME + "news/same", NOW)
    entries = [("news/old", "2026-09-20"), ("news/same", "2026-09-01"), ("news/fresh", "2026-09-13"), ("about", "bad")]
    entries += [(f"news/{n}", "2011-01-01") for n in range(400)]
    body = "".join(f"<url><loc>{HOME}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in entries)
    found = it.find(HOME + "sitemap.xml", f'<?xml version="1.0"?><urlset xmlns="x">{body}</urlset>'.encode())
    assert [lead.url for lead in found.woken] == [HOME + "news/old"]
    assert found.leads[0].url == HOME + "news/fresh"
    assert len(found.leads) == 300


def test_hosts_that_asked_to_be_left_out() -> None:
    entry = SourceEntry.model_validate(
        {"id": "pd", "name": "Police", "kind": "police", "start_urls": ["https://pd.example.gov/"]}
    )
    assert not Scope(entry, frozenset({"pd.example.gov"})).allows("https://www.pd.example.gov/news")
    assert not Scope(entry, frozenset({"example.gov"})).allows("https://pd.example.gov/news")
    assert Scope(entry, frozenset({"d.example.gov", "other.example"})).allows("https://pd.example.gov/news")


def test_scope_rules() -> None:
    scope = Scope(
        SourceEntry.model_validate(
            {
                "id": "pd",
                "name": "Police",
                "kind": "police",
                "start_urls": ["http://pd.example.gov:80/"],
                "allow": ["/news/", "https://feeds.example.net/pd/"],
                "deny": ["/news/traffic"],
            }
        )
    )
    assert scope.allows("https://www.pd.example.gov/news/1")
    assert scope.allows("https://feeds.example.net/pd/rss")
    assert not scope.allows("https://pd.example.gov/about")
    assert not scope.allows("https://pd.example.gov/news/traffic/1")
    assert not scope.allows("https://elsewhere.example/news/1")
    assert not scope.allows("https://elsewhere.example/?u=https://feeds.example.net/pd/")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.PD.example.gov/x", "pd.example.gov"),
        ("http://pd.example.gov:80/", "pd.example.gov"),
        ("https://pd.example.gov:8443/", "pd.example.gov:8443"),
        ("https://user:pw@pd.example.gov:443/", "pd.example.gov"),
    ],
)
def test_bare_host(url: str, host: str) -> None:
    assert bare_host(url) == host


@given(st.binary(max_size=400))
def test_no_body_breaks_the_finder(body: bytes) -> None:
    wrapped = (
        b'<a href="' + body + b'">' + body + b"</a><link rel=alternate type=application/rss+xml href=" + body + b">"
    )
    for lead in finder().find(HOME, wrapped).leads:
        assert bare_host(lead.url) == "pd.example.gov"
