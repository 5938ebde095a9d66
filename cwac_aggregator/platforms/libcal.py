"""LibCal (Springshare), of libraries. A cancelled event has the word in front of its title."""

from __future__ import annotations

import re

from .base import System
from .markup import Layout

LIBCAL = System(
    name="libcal",
    title="LibCal",
    signs=(b"libcal.com/", b"springyCal"),
    data_signs=(b"UID:LibCal-", b"//LibCal", b"libcal.com/event/"),
    sites=re.compile(r"\.libcal\.com/|/ajax/calendar/list\?|/ical_subscribe\.php"),
    lists=(
        ("json", "/ajax/calendar/list?c=-1&date=0000-00-00&perpage=100&page=1"),
        ("ics", "/ical_subscribe.php?src=p&cid=-1"),
        ("list", "/calendar"),
    ),
    ids=(("event", re.compile(r"^LibCal-(?:\d+-)?(\d+)")), ("event", re.compile(r"libcal\.com/event/(\d+)"))),
    layouts=(
        Layout(
            item=".s-lc-ea-event, .s-lc-eventpage, #s-lc-event-box",
            title="h1 || .s-lc-ea-ttit || #s-lc-event-title",
            when=(".s-lc-eventcardtd-date || .s-lc-ea-tdat || #s-lc-event-date", ".s-lc-ea-ttim || #s-lc-event-time"),
            where=(".s-lc-ea-tloc || #s-lc-event-location",),
            text=".s-lc-ea-tdes || #s-lc-event-desc",
            link="a@href",
        ),
    ),
)
