"""Native ids and canonical addresses, by the habits of each platform."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.platforms import PLATFORMS, by_name, canonical, native_id

SITE = "https://www.town.example.org"
OTHER = "https://cal.example.org"


@pytest.mark.parametrize(
    ("platform", "text", "expected"),
    [
        ("civicplus", f"{SITE}/Calendar.aspx?EID=7201&month=11&year=2026&day=1&calType=0", "event:7201"),
        ("civicplus", f"{SITE}/calendar.aspx?PREVIEW=YES&EID=7201", "event:7201"),
        ("civicplus", f"{SITE}/common/modules/iCalendar/iCalendar.aspx?feed=calendar&eventID=7201", "event:7201"),
        # The feed's guid ends in the ticks of its last edit.
        ("civicplus", f"{SITE}/Calendar.aspx?EID=7201/639012345678900000", "event:7201"),
        ("civicplus", "7201", "event:7201"),
        ("civicplus", f"{SITE}/CivicAlerts.aspx?AID=88&ARC=190", "alert:88"),
        ("civicplus", f"{SITE}/m/newsflash/Home/Detail/88", "alert:88"),
        ("civicplus", f"{SITE}/Calendar.aspx?CID=14", None),
        ("vision", f"{SITE}/Home/Components/Calendar/Event/3301/62?curm=11&cury=2026", "event:3301"),
        ("vision", f"{SITE}/Home/Components/Calendar/Event/ICalendar?ID=3301&IsPublished=True", "event:3301"),
        ("vision", f"{SITE}/Home/Components/News/News/530/62", "news:530"),
        ("drupal", f"{SITE}/node/52", "node:52"),
        ("drupal", f"52 at {SITE}", "node:52"),
        ("municode", f"{SITE}/calendar/ical/node/4410/calendar.ics", "node:4410"),
        ("municode", f"{SITE}/node/4410", "node:4410"),
        ("wordpress", f"{SITE}/?p=786", "post:786"),
        ("wordpress", f"{SITE}/?post_type=event&#038;p=240895", "post:240895"),
        ("wordpress", f"{SITE}/2026/10/30/nachos/", None),
        ("the-events-calendar", "541-1799513400-1799518800@sheriff.example.org", "event:541"),
        ("the-events-calendar", f"{SITE}/?post_type=tribe_events&#038;p=541", "event:541"),
        ("the-events-calendar", f"{SITE}/?p=786", "post:786"),
        ("all-in-one-event-calendar", "ai1ec-35@town.example.org", "event:35"),
        ("modern-events-calendar", f"{SITE}/?method=ical&id=771", "event:771"),
        ("events-manager", f"{SITE}/?post_type=event&p=63", "event:63"),
        ("jevents", f"{SITE}/cal/icalrepeat.detail/2026/11/13/852/-/kolaches", "repeat:852"),
        ("localist", "tag:localist.com,2008:EventInstance_4711", "instance:4711"),
        ("libcal", "LibCal-1228-16110423", "event:16110423"),
        ("tockify", "TKF/5e1e31e6df82fe0e2d2940d4/554/29282460/0/0", "event:554"),
        ("trumba", f"{SITE}/calendar?trumbaEmbed=view%3devent%26eventid%3d192410973", "event:192410973"),
        ("trumba", "http://uid.trumba.com/event/192410973", "event:192410973"),
        ("blogger", "tag:blogger.com,1999:blog-12.post-88123", "post:88123"),
        ("blox", f"{SITE}/news/article_0a0a0a0a-1111-2222-3333-444444444444.html", "article:0a0a0a0a-1111-2222-3333-444444444444"),
        ("google-calendar", "4f1gq2u0c2h3k9@google.com", "event:4f1gq2u0c2h3k9"),
        ("sharepoint", f"{SITE}/Lists/Events/DispForm.aspx?ID=9", "event:9"),
    ],
)  # fmt: skip
def test_native_id(platform: str, text: str, expected: str | None) -> None:
    assert native_id(text, by_name(platform)) == expected


def test_an_event_that_moves_keeps_its_native_id() -> None:
    platform = by_name("the-events-calendar")
    before = native_id("541-1799513400-1799518800@sheriff.example.org", platform)
    after = native_id("541-1800118200-1800123600@sheriff.example.org", platform)
    assert before == after == "event:541"


def test_nothing_is_known_of_an_unknown_platform() -> None:
    assert by_name("nosuch") is None
    assert native_id(f"{SITE}/?p=786", None) is None
    assert canonical(f"{SITE}/a/?utm_source=x", None) == f"{SITE}/a/"


@pytest.mark.parametrize(
    ("platform", "url", "expected"),
    [
        ("civicplus", "/Calendar.aspx?EID=7201&month=11&year=2026&day=1&calType=0", "/Calendar.aspx?EID=7201"),
        ("civicplus", "/calendar.aspx?eid=7201&CID=14", "/Calendar.aspx?EID=7201"),
        ("civicplus", "/Calendar.aspx?PREVIEW=YES&EID=7201", "/Calendar.aspx?EID=7201"),
        ("civicplus", "/civicalerts.aspx?aid=88&ARC=190", "/CivicAlerts.aspx?AID=88"),
        ("civicplus", "/m/newsflash/Home/Detail/88", "/CivicAlerts.aspx?AID=88"),
        ("civicplus", "/Calendar.aspx?CID=14&month=11", "/Calendar.aspx?CID=14&month=11"),
        ("vision", "/Home/Components/Calendar/Event/3301/62?curm=11&cury=2026", "/Home/Components/Calendar/Event/3301/62"),
        ("vision", "/Home/Components/Calendar/Event/3301/62/-toggle-all", "/Home/Components/Calendar/Event/3301/62"),
        ("municode", "/calendar/ical/node/4410/calendar.ics", "/node/4410"),
        ("drupal", "/print/node/52", "/node/52"),
        ("the-events-calendar", "/event/muffins/?ical=1", "/event/muffins/"),
        ("the-events-calendar", "/event/muffins/?outlook-ical=1", "/event/muffins/"),
        ("squarespace-5", "/journal/2014/3/25/kites.html?printerFriendly=true", "/journal/2014/3/25/kites.html"),
        ("squarespace-7", "/events/tamales?format=ical", "/events/tamales"),
        ("blogger", "/2026/11/scones.html?m=1", "/2026/11/scones.html"),
        ("jevents", "/cal/icalrepeat.detail/2026/11/13/852/-/k?pop=0&print=1&tmpl=component", "/cal/icalrepeat.detail/2026/11/13/852/-/k"),
    ],
)  # fmt: skip
def test_canonical_address(platform: str, url: str, expected: str) -> None:
    assert canonical(SITE + url, by_name(platform)) == SITE + expected


PATHS = st.sampled_from(
    [
        *("/Calendar.aspx", "/calendar.aspx", "/CivicAlerts.aspx", "/m/newsflash/Home/Detail/3"),
        *("/Home/Components/Calendar/Event/4/5", "/node/6", "/print/node/6", "/calendar/ical/node/7/calendar.ics"),
        *("/event/x/", "/article_0a0a0a0a-1111-2222-3333-444444444444.html", "/2026/11/a.html", "/", "/print/print/a"),
        *("/Home/Components/Calendar/Event/ICalendar", "/cal/icalrepeat.detail/2026/1/2/3/-/x"),
    ]
)
NAMES = [
    "EID",
    "aid",
    "ID",
    "month",
    "PREVIEW",
    "format",
    "m",
    "ical",
    "tmpl",
    "p",
    "page",
    "mode",
    "lang",
    "CID",
    "printerFriendly",
]
QUERIES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["1", "2", "true", "ical", "json", "YES", "a b"])), max_size=4
)


@given(st.sampled_from(PLATFORMS), PATHS, QUERIES)
def test_a_canonical_address_is_its_own_canonical_address(platform, path: str, query: list[tuple[str, str]]) -> None:
    url = f"{SITE}{path}?" + "&".join(f"{name}={value}" for name, value in query)
    once = canonical(url, platform)
    assert canonical(once, platform) == once
    assert once.startswith(SITE)


@given(st.sampled_from(PLATFORMS), PATHS, QUERIES)
def test_the_canonical_address_of_an_item_keeps_its_id(platform, path: str, query: list[tuple[str, str]]) -> None:
    url = f"{SITE}{path}?" + "&".join(f"{name}={value}" for name, value in query)
    told = native_id(url, platform)
    if told is not None:
        assert native_id(canonical(url, platform), platform) is not None
