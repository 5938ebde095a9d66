"""Events made for the tests: one with everything by hand, any by hypothesis."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from cwac_aggregator.model import MENTION_FIELDS, Event, Evidence, Flag, Mention, Status, StoredMention

ROUND_TRIP = settings(max_examples=5000 if os.environ.get("CWAC_FUZZ") else 500)
LA = ZoneInfo("America/Los_Angeles")
SEEN = datetime(2026, 9, 14, 12, 0, tzinfo=UTC)

MENTION = Mention(
    title="Coffee with a Cop",
    theme="coffee",
    start=datetime(2026, 10, 7, 8, 0, tzinfo=LA),
    end=datetime(2026, 10, 7, 10, 0, tzinfo=LA),
    timezone="America/Los_Angeles",
    organizer="Santa Monica Police Department",
    venue="Café Élan",
    street="100 Ocean Avenue",
    city="Santa Monica",
    region="CA",
    postcode="90401",
    country="US",
    url="https://police.example.org/coffee",
    language="en",
    confidence=0.97,
    flags=("year-inferred",),
    alternatives=(date(2026, 10, 14),),
    reader_version="1",
    evidence={
        "venue": Evidence("Café Élan", "p[2]", "prose"),
        "title": Evidence("Coffee with a Cop", "h1", "prose"),
        "start": Evidence("Wednesday, October 7, 8 to 10 a.m. (sign-up needed)", "p[2]", "prose"),
    },
)


def event(**changes: Any) -> Event:
    """The event of `MENTION` with other values where given."""
    mention = changes.pop("mention", MENTION)
    values: dict[str, Any] = {name: getattr(mention, name) for name in MENTION_FIELDS if name != "reader_version"}
    values |= {
        "id": "e0123456789abcdef0123",
        "visibility": "published",
        "reason": None,
        "sequence": 2,
        "created": SEEN - timedelta(days=3),
        "last_changed": SEEN,
        "first_seen": SEEN - timedelta(days=3),
        "last_seen": SEEN + timedelta(days=1),
        "field_sources": dict.fromkeys(mention.evidence, "m1"),
        "mentions": (
            StoredMention(
                id="m1",
                page_url="https://police.example.org/news/1",
                source_id="santa-monica-police",
                fetched=SEEN,
                first_seen=SEEN,
                last_seen=SEEN,
                mention=mention,
            ),
        ),
    }
    return Event(**values | changes)


TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "=HYPERLINK(1)",
            "-1+2",
            "'quoted",
            'a,b;c:d\\n"e"',
            "one\r\nEND:VEVENT\r\nBEGIN:VEVENT",
            "\u202eright to left",
            "<script>alert(1)</script>",
            "☕" * 60,
            "é" * 300,
            " leading",
            "x" * 10_000,
        ]
    ),
)
OPTIONAL_TEXTS = st.none() | TEXTS
ZONES = st.sampled_from(
    ["America/Los_Angeles", "America/New_York", "America/Phoenix", "Europe/Dublin", "Africa/Cairo", "Pacific/Auckland"]
)
DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))
LOCAL_TIMES = st.datetimes(datetime(1970, 1, 2), datetime(2100, 12, 30)).map(lambda t: t.replace(microsecond=0))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that the model allows."""
    zone = draw(st.none() | ZONES)
    shape = draw(st.sampled_from(["day", "time", "none"]))
    start: Any = None
    end: Any = None
    if shape == "day":
        start = draw(DAYS)
        end = draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 5)))))
    elif shape == "time":
        start = draw(LOCAL_TIMES)
        if zone:
            start = start.replace(tzinfo=ZoneInfo(zone))
        end = draw(st.none() | st.just(start + timedelta(minutes=draw(st.integers(1, 3000)))))
    mention = Mention(
        title=draw(TEXTS),
        kind=draw(st.sampled_from(["event", "observance"])),
        theme=draw(OPTIONAL_TEXTS),
        status=draw(st.sampled_from(get_args(Status))),
        start=start,
        end=end,
        timezone=zone if shape == "time" else None,
        organizer=draw(OPTIONAL_TEXTS),
        venue=draw(OPTIONAL_TEXTS),
        street=draw(OPTIONAL_TEXTS),
        city=draw(OPTIONAL_TEXTS),
        county=draw(OPTIONAL_TEXTS),
        region=draw(st.none() | st.just("CA")),
        postcode=draw(OPTIONAL_TEXTS),
        country=draw(st.none() | st.just("US")),
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=draw(st.none() | st.floats(-180, 180)),
        url=draw(st.none() | st.just("https://police.example.org/a b?c=d\r\nX:é")),
        language=draw(st.none() | st.just("en")),
        confidence=draw(st.floats(0, 1)),
        flags=tuple(draw(st.lists(st.sampled_from(get_args(Flag)), unique=True))),
        alternatives=tuple(draw(st.lists(DAYS, max_size=2))),
        previous_start=draw(st.none() | DAYS),
        reader_version="1",
        evidence={"start": Evidence(draw(TEXTS), "p", "prose")} if draw(st.booleans()) else {},
    )
    return event(
        mention=mention,
        id="e" + draw(st.text("0123456789abcdef", min_size=20, max_size=20)),
        visibility=draw(st.sampled_from(["published", "review", "withdrawn"])),
        sequence=draw(st.integers(0, 99)),
    )
