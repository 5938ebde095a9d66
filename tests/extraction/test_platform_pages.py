"""An event of the program on a page of a known publishing system, as the markup of that system lays it out: by itself, beside
other events, called off, as one of a series, and all day long."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import jinja2
import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place

HERE = Path(__file__).parent
FACTS: dict[str, Any] = yaml.safe_load((HERE / "platform_facts.yml").read_text(encoding="utf-8"))
PAGES = sorted(path.stem for path in (HERE / "platform_pages").glob("*.html"))
SITUATIONS = ("alone", "beside others", "called off", "one of a series", "all day")
FETCHED = date(2024, 3, 2)
HIDDEN = re.compile(r"<head>.*?</head>|<[^>]*>", re.DOTALL)
"""What of a page nobody sees. Templates may print no venue or no street: then none is asked for."""


def environment(facts: dict[str, Any]) -> jinja2.Environment:
    """Templates that print days and hours in a language: `{{ e.day|d("%A, %-d %B") }}`, `{{ e.begin|t("%H:%M") }}`."""
    made = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)

    def day(value: date, form: str) -> str:
        for mark, name in {
            "%A": facts["weekdays"][value.weekday()],
            "%a": facts["short_weekdays"][value.weekday()],
            "%B": facts["month"],
            "%b": facts["short_month"],
        }.items():
            form = form.replace(mark, name)
        return value.strftime(form)

    def hour(value: str, form: str) -> str:
        return time.fromisoformat(value).strftime(form)

    def of(value: date, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [event for event in events if event["day"] == value]

    made.filters.update(d=day, t=hour, of=of)
    return made


def crossings() -> Iterator[tuple[str, str, int]]:
    """Each template in each situation, with one of the events of its language."""
    for page in PAGES:
        events = FACTS[page.rpartition(".")[2]]["events"]
        for situation in SITUATIONS:
            yield page, situation, crc32(f"{page} {situation}".encode()) % len(events)


def printed(page: str, situation: str, number: int) -> tuple[str, Place, list[str]]:
    """The HTML of a page, who publishes it, and what it states."""
    language = page.rpartition(".")[2]
    facts = FACTS[language]
    event = {"city": facts["source"]["city"], "region": facts["source"]["region"], **facts["events"][number]}
    event |= {"cancelled": False, "every": False, "allday": False, "heading": event["title"]}
    others = [dict(event) | other | {"heading": other["title"], "host": ""} for other in facts["others"]]
    for other in others:
        other["city"] = facts["source"]["city"]
    event |= {
        "cancelled": situation == "called off",
        "every": situation == "one of a series",
        "allday": situation == "all day" and not event.get("restated"),
        "next": event["day"] + timedelta(days=28),
    }
    if event["cancelled"]:
        event["heading"] = facts["called_off"] + event["title"]
    row = sorted([event, *others], key=lambda one: one["day"]) if situation == "beside others" else [event]
    site = facts["sites"][number % len(facts["sites"])]
    source = (HERE / "platform_pages" / f"{page}.html").read_text(encoding="utf-8")
    text = (
        environment(facts)
        .from_string(source)
        .render(
            e=event,
            site=site,
            row=row,
            others=others if situation == "beside others" else [],
            before=others[0],
            after=others[1],
            month=[date(2024, 3, day) for day in range(1, 32)],
        )
    )
    place = Place(name=site, language=language, **{k: v for k, v in facts["source"].items() if k != "name"})
    return text, place, [stated(event, html.unescape(HIDDEN.sub(" ", text)), source)]


def stated(event: dict[str, Any], text: str, template: str) -> str:
    """What a page states of its event, as far as it prints it. A template may say that it has "no end" or "always hours"."""
    when = f"{event['day']}"
    if not event["allday"] or "always hours" in template:
        when += f" {event['begin']}"
        if "no end" not in template or event.get("restated"):
            when += f"-{event['end']}"
    folded = text.casefold()
    venue = event["venue"] if event["venue"].casefold() in folded else "-"
    street = event["street"] if event["street"].casefold() in folded else "-"
    city = event["city"] if event["city"] in text else FACTS["en"]["source"]["city"]
    return " | ".join([when, venue, street, city, "cancelled" if event["cancelled"] else "scheduled"])


def told(mention: Mention) -> str:
    """A mention as `stated` writes it."""
    start, end = mention.start, mention.end
    when = mention.series or (f"{start:%Y-%m-%d %H:%M}" if isinstance(start, datetime) else str(start))
    if isinstance(end, datetime):
        when += f"-{end:%H:%M}"
    return " | ".join([when, mention.venue or "-", mention.street or "-", mention.city or "-", mention.status])


@pytest.mark.parametrize(("page", "situation", "number"), list(crossings()))
def test_event_on_a_platforms_page(page: str, situation: str, number: int) -> None:
    text, place, expected = printed(page, situation, number)
    document = Document("https://www.example.org/calendar/item", text.encode(), FETCHED)
    assert [told(mention) for mention in read(document, place).mentions] == expected, text
