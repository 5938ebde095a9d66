"""Events in microdata and microformats, as platforms print them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured import read_microdata, read_microformats

from .pages import FERNHILL, MARLOW, VADO, html, page

LOS_ANGELES, NEW_YORK, LONDON = (ZoneInfo(n) for n in ("America/Los_Angeles", "America/New_York", "Europe/London"))
URL = "https://vado.example/Calendar.aspx"


def test_a_naive_hidden_time_is_local() -> None:
    found, oddities = read_microdata(page("civicplus-list.html"), URL, VADO)
    assert not oddities
    coffee, cancelled = found
    assert coffee.values == {
        "title": "Coffee with a Cop",
        "venue": "Juniper Bakery",
        "street": "19 W. 4th St.",
        "start": datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES),
        "timezone": "America/Los_Angeles",
    }
    assert coffee.evidence["start"].text == "2026-10-07T08:00:00"
    assert (cancelled.values["title"], cancelled.values["status"]) == ("Coffee with a Cop", "cancelled")
    assert not coffee.main


def test_one_event_around_a_whole_table_is_many_and_its_utc_is_true() -> None:
    found, _ = read_microdata(page("vision-table.html"), "https://vado.example/calendar", VADO)
    coffee, planning = found
    assert coffee.values == {
        "title": "Coffee with a Cop",
        "url": "https://vado.example/Home/Components/Calendar/Event/945/16",
        "start": datetime(2026, 10, 6, 17, tzinfo=LOS_ANGELES),
        "end": datetime(2026, 10, 6, 18, 30, tzinfo=LOS_ANGELES),
        "timezone": "America/Los_Angeles",
    }
    assert coffee.native_id == "vado.example/event:945"
    assert not coffee.flags
    assert planning.values["start"] == datetime(2026, 10, 8, 9, tzinfo=LOS_ANGELES)
    assert "end" not in planning.values


def test_the_printed_time_tells_that_a_naive_one_is_utc() -> None:
    (found,), _ = read_microdata(page("sitefinity-detail.html"), "https://harbel.example/donuts", FERNHILL)
    assert found.values["start"] == datetime(2026, 12, 14, 9, 30, tzinfo=NEW_YORK)
    assert found.values["end"] == datetime(2026, 12, 14, 11, tzinfo=NEW_YORK)
    assert not found.flags
    assert "9:30 AM" in found.evidence["start"].text
    assert "UTC" in found.evidence["start"].locator
    assert (found.values["street"], found.values["city"], found.values["postcode"]) == (
        "2079 Quarry Street",
        "Harbel",
        "44901",
    )
    assert found.main


def test_a_printed_time_that_contradicts_wins_and_is_flagged() -> None:
    root = html(
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Coffee with a Cop</b>'
        '<time itemprop="startDate" datetime="2026-10-07T08:00">October 7, 2026 at 9:00 a.m.</time></div>'
    )
    (found,), _ = read_microdata(root, URL, VADO)
    assert found.values["start"] == datetime(2026, 10, 7, 9, tzinfo=LOS_ANGELES)
    assert found.flags == {"structured-conflict"}
    assert found.alternatives == [datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)]


def test_a_printed_hour_completes_a_date_only_time() -> None:
    root = html(
        '<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">Coffee with a Cop</b>'
        '<time itemprop="startDate" datetime="2026-10-07T12:00:00Z">Wed, October 7, 2026 - 3:00 pm</time></div>'
    )
    (found,), _ = read_microdata(root, URL, VADO)
    assert found.values["start"] == datetime(2026, 10, 7, 15, tzinfo=LOS_ANGELES)
    assert not found.flags


def test_noon_in_utc_is_a_day() -> None:
    root = html(
        '<div itemscope itemtype="https://schema.org/Event"><meta itemprop="name" content="Coffee with a Cop">'
        '<time itemprop="startDate" datetime="2026-10-07T12:00:00Z">Oct 7</time></div>'
    )
    (found,), _ = read_microdata(root, URL, VADO)
    assert found.values["start"] == date(2026, 10, 7)


def test_an_address_without_parts_is_read_as_text_and_breaks_part_words() -> None:
    root = html(
        '<div itemscope itemtype="https://schema.org/Event"><a itemprop="url" href="/e/1"><span itemprop="name">Coffee</span></a>'
        '<div itemprop="location" itemscope itemtype="https://schema.org/Place"><b itemprop="name">The Bean</b>'
        '<div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">12 Elm Street<br>Vado, CA 93999</div></div>'
        '<div itemprop="subEvent" itemscope itemtype="https://schema.org/Event"><b itemprop="name">Part</b></div>'
        '<script>var x = "Coffee";</script></div>'
    )
    (found,), _ = read_microdata(root, URL, VADO)
    assert (found.values["venue"], found.values["street"], found.values["city"]) == (
        "The Bean",
        "12 Elm Street",
        "Vado",
    )
    assert found.values["url"] == "https://vado.example/e/1"


def test_microformats() -> None:
    found, oddities = read_microformats(page("h-event.html"), "https://marlow.example/whats-on", MARLOW)
    assert not oddities
    tea, coffee, undated = found
    assert tea.values["start"] == datetime(2026, 3, 11, 14, tzinfo=LONDON)
    assert tea.values["end"] == datetime(2026, 3, 11, 15, 30, tzinfo=LONDON)
    assert (tea.values["venue"], tea.values["street"], tea.values["city"], tea.values["postcode"]) == (
        "Willow Tearoom",
        "3 High Street",
        "Marlow End",
        "ME1 9ZZ",
    )
    assert tea.values["url"] == "https://marlow.example/whats-on/tea"
    assert tea.text == "Tea with an Officer\ncommunity"
    assert coffee.values["start"] == datetime(2026, 3, 18, 9, tzinfo=LONDON)
    assert (coffee.values["title"], coffee.values["venue"]) == ("Coffee with the Chief", "Old Mill Café")
    assert undated.values == {"title": "Undated"}


def test_thousands_of_items_stay_bounded() -> None:
    item = '<div class="vevent" itemscope itemtype="http://schema.org/Event"><i class="summary" itemprop="name">Coffee</i></div>'
    root = html(item * 2100)
    for read in (read_microdata, read_microformats):
        found, oddities = read(root, URL, VADO)
        assert len(found) <= 2001
        assert [o.code for o in oddities] == ["too-many-items"]


pieces = st.sampled_from(
    [
        '<div itemscope itemtype="http://schema.org/Event">',
        '<div itemscope itemprop="location" itemtype="http://schema.org/Place">',
        '<div itemscope itemprop="subEvent" itemtype="http://data-vocabulary.org/Event">',
        '<span itemprop="name">Coffee with a Cop',
        '<time itemprop="startDate" datetime="2026-10-07T12:00:00Z">',
        '<span itemprop="startDate" content="2026-99-07T12:00">October 7, 2026 8 am',
        '<span itemprop="address location name">12 Elm Street',
        '<div class="h-event vevent">',
        '<span class="dt-start value dtend">2026-10-07',
        '<abbr class="dtstart value-title" title="9pm">x',
        '<b class="vcard location h-card fn">The Bean',
        "</div>",
        "</span>",
        "<br>",
        "\u200f\x01",
    ]
)


@given(st.lists(pieces, max_size=30))
@settings(max_examples=150)
def test_no_markup_raises(parts: list[str]) -> None:
    root = html("".join(parts).replace("\x01", ""))
    for read in (read_microdata, read_microformats):
        for candidate in read(root, URL, VADO)[0]:
            assert set(candidate.evidence) == set(candidate.values)
