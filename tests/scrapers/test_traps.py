"""Addresses that are not worth a request, by the habits of real platforms; and those beside them that are."""

from __future__ import annotations

from datetime import date

import pytest

from scrapers.traps import age_in_days, date_in, is_trap, reduced

TODAY = date(2026, 9, 14)
SITE = "https://city.example.gov"


@pytest.mark.parametrize(
    "path",
    [
        "/DocumentCenter/agenda.pdf",
        "/photos/1.JPG",
        "/journal/2026/9/1/cone.html?printerFriendly=true",
        "/calendar.aspx?EID=7&PREVIEW=YES",
        "/index.php/events/icalrepeat.detail/2026/9/1/7?print=1&tmpl=component",
        "/news/7/print",
        "/m/newsflash/Home/Detail/401",
        "/amp/news/7",
        "/wp-login.php?redirect_to=x",
        "/news?sort_by=title",
        "/library?f%5B0%5D=topic%3A3",
        "/list?a=1&b=2&c=3&d=4&e=5&f=6&g=7",
        "/common/modules/iCalendar/iCalendar.aspx?catID=14&eventID=7&feed=calendar",
        "/Home/Components/Calendar/Event/ICalendar?ID=7&IsPublished=True",
        "/event/coffee/?ical=1",
        "/events/?outlook-ical=1",
        "/events/day/2026-09-20/",
        "/events/2026-09-20/",
        "/events/month/2026-06/",
        "/events/month/2028-01/",
        "/events/2020/1/list",
        "/calendar/2020/01/",
        "/calendar?month=1&year=2020",
        "/Home/Components/Calendar/-curm-1/-cury-2031",
        "/calendar.aspx?startDate=01%2F01%2F2031",
        "/calendar?date=20310101",
        "/a/b/a/b/a/b",
        "/" + "x" * 600,
        "/1/2/3/4/5/6/7/8/9/10/11/12/13",
        "/comments/feed/",
        "/wp-json/wp/v2/posts",
    ],
)
def test_traps(path: str) -> None:
    assert is_trap(SITE + path, TODAY)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/CivicAlerts.aspx?AID=401",
        "/Calendar.aspx?EID=5101",
        "/common/modules/iCalendar/iCalendar.aspx?catID=14&feed=calendar",
        "/events/?ical=1",
        "/events/month/2026-08/",
        "/events/month/2027-09/",
        "/calendar?month=10&year=2026",
        "/Home/Components/Calendar/-curm-10/-cury-2026",
        "/Home/Components/Calendar/Event/7/20",
        "/2019/05/02/bridge-opens/",
        "/news?page=2",
        "/police/national-night-out-2026",
        "/printmaking-with-a-cop",
        "/feed/",
        "/news/2026/09/calendar-of-events",
        "/events/2025/3/3/tamales-with-a-cop",
    ],
)
def test_no_traps(path: str) -> None:
    assert not is_trap(SITE + path, TODAY)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/Calendar.aspx?EID=7&calType=0&day=1&month=9&year=2026", "/Calendar.aspx?EID=7"),
        ("/CivicAlerts.aspx?AID=401&ARC=1", "/CivicAlerts.aspx?AID=401"),
        ("/Home/Components/Calendar/Event/7/20?curm=9&cury=2026", "/Home/Components/Calendar/Event/7/20"),
        ("/calendar.aspx?month=9&year=2026", "/calendar.aspx?month=9&year=2026"),
        ("/police/page/cider-cop?field_microsite_tid=24", "/police/page/cider-cop"),
        ("/news", "/news"),
    ],
)
def test_view_state_is_taken_off_entries_only(given: str, expected: str) -> None:
    assert reduced(SITE + given) == SITE + expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/09/14/post", (2026, 9, 14)),
        ("/events/2026-10", (2026, 10, None)),
        ("/calendar?startDate=10%2F03%2F2026", (2026, 10, 3)),
        ("/calendar?date=20261003", (2026, 10, 3)),
        ("/Calendar/-curm-9/-cury-2026", (2026, 9, None)),
        ("/calendar?month=13&year=2026", (2026, None, None)),
        ("/case/12345678", None),
        ("/news/2026", None),
    ],
)
def test_dates_in_addresses(path: str, expected: tuple[int, int | None, int | None] | None) -> None:
    assert date_in(SITE + path) == expected


def test_age_counts_from_the_latest_day_an_address_may_mean() -> None:
    assert age_in_days("/2026/09/04/x", TODAY) == 10
    assert age_in_days("/2026/02/30/x", date(2026, 3, 1)) == 1
    assert age_in_days("/2026/10/x", TODAY) == -47
    assert age_in_days("/x", TODAY) is None
