"""VTIMEZONE: the rules against zoneinfo, over all zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from exports.calendar import vtimezone, zone_rule
from exports.calendar.zones import local_form

US = ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"]
US += ["America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "America/Indiana/Knox"]
WITH_RULE = sorted(name for name in available_timezones() if zone_rule(name) is not None)


def read_offset(zone: str, wall: datetime) -> timedelta:
    """The offset at a local time as a reader of the VTIMEZONE works it out (RFC 5545 section 3.6.5)."""
    component = icalendar.Timezone.from_ical(vtimezone(zone))
    found: list[tuple[datetime, timedelta]] = []
    for part in component.subcomponents:
        onset = part["dtstart"].dt
        if "rrule" in part:
            rule = rrulestr(part["rrule"].to_ical().decode(), dtstart=onset)
            onset = rule.before(wall, inc=True)
        if onset is not None and onset <= wall:
            found.append((onset, part["tzoffsetto"].td))
    return max(found)[1]


def test_nearly_all_zones_have_a_rule() -> None:
    without = {name for name in available_timezones() if zone_rule(name) is None}
    assert not without & set(US)
    assert len(WITH_RULE) > 500
    assert "America/Santiago" in without, "its change is at 24:00, which has no BYDAY"


@pytest.mark.parametrize("zone", ["Nowhere/At_All", "../etc/passwd", "", "/etc/localtime"])
def test_an_unknown_zone_has_none(zone: str) -> None:
    assert zone_rule(zone) is None


@pytest.mark.parametrize("zone", [*US, "Europe/Dublin", "Australia/Sydney", "America/Sao_Paulo", "Asia/Kolkata"])
def test_a_component_holds_one_standard_and_at_most_one_daylight_with_a_yearly_rule(zone: str) -> None:
    component = icalendar.Timezone.from_ical(vtimezone(zone))
    names = [part.name for part in component.subcomponents]
    assert names in (["STANDARD"], ["DAYLIGHT", "STANDARD"])
    if len(names) == 2:
        assert all("BYDAY" in part["rrule"] and part["rrule"]["FREQ"] == ["YEARLY"] for part in component.subcomponents)
        daylight, standard = component.subcomponents
        assert daylight["tzoffsetto"].td > standard["tzoffsetto"].td
    assert not any("rdate" in part for part in component.subcomponents)


@given(zone=st.sampled_from(WITH_RULE), moment=st.datetimes(datetime(1971, 1, 2), datetime(2100, 12, 30)))
def test_what_is_written_as_local_time_is_read_as_the_same_instant(zone: str, moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC, microsecond=0)
    local = local_form(aware, zone)
    if local is not None:
        assert local == aware
        assert read_offset(zone, local.replace(tzinfo=None)) == local.utcoffset()


@pytest.mark.parametrize("zone", US)
def test_ordinary_hours_of_our_days_are_written_as_local_time(zone: str) -> None:
    for day in range(0, 365 * 3, 5):
        moment = datetime(2026, 1, 1, 9, 30, tzinfo=ZoneInfo(zone)) + timedelta(days=day)
        assert local_form(moment, zone) == moment


@pytest.mark.parametrize(
    ("local", "fold"),
    [("2026-03-08T02:30:00", 0), ("2026-11-01T01:30:00", 0), ("2026-11-01T01:30:00", 1), ("2006-04-01T09:00:00", 0)],
)
def test_skipped_doubled_and_differently_ruled_hours_are_written_in_utc(local: str, fold: int) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("America/New_York"), fold=fold)
    assert local_form(moment, "America/New_York") is None
