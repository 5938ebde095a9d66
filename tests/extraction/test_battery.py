"""Plain ways to tell an event, crossed with what stands around them: `battery/*.yml`."""

from __future__ import annotations

import html
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place

FOLDER = Path(__file__).parent / "battery"
AROUND: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "around.yml").read_text(encoding="utf-8"))
GROUPS = [
    (path.stem, group)
    for path in sorted(FOLDER.glob("*.yml"))
    if path.stem != "around"
    for group in yaml.safe_load(path.read_text(encoding="utf-8"))
]
CROSSINGS = 12
"""How many surroundings each form is read in: the first is the bare form, under its first title."""
STEPS = {"above": 1, "titles": 1, "lead": 1, "quotes": 2, "behind": 3, "publishers": 1}
"""How far the choice in a part goes from one crossing to the next."""
FORMS = [
    pytest.param(group, form, id=f"{stem}-{group['group']}-{number}")
    for stem, group in GROUPS
    for number, form in enumerate(group["forms"])
]


@pytest.mark.parametrize(("group", "form"), FORMS)
def test_form_in_its_surroundings(group: dict[str, Any], form: dict[str, Any]) -> None:
    around = AROUND[group["language"]]
    read_wrong = {}
    for crossing in range(CROSSINGS):
        place, page = crossed(group, around, form, crossing)
        written = group["written"]
        document = Document("https://www.example.org/news/x", page.encode(), written)
        found = sorted(told(mention, around["city"]) for mention in read(document, place).mentions)
        if found != sorted(form["states"]):
            read_wrong[page] = found
    assert read_wrong == {}


def crossed(group: dict[str, Any], around: dict[str, Any], form: dict[str, Any], crossing: int) -> tuple[Place, str]:
    """The publisher of a form in one of its surroundings, and the page.

    Which surroundings a form is read in depends on its own words alone, so that a new row changes no other.
    """
    telling = [form["told"]] if isinstance(form["told"], str) else form["told"]
    number = crc32("".join(telling).encode())

    def choose(options: list[Any], part: str) -> Any:
        return options[crossing and (number + crossing * STEPS[part]) % len(options)]

    named = group.get("named", True)
    title = choose(group["titles"], "titles")
    lead = choose(around["leads" if named else "names"], "lead") if group.get("lead", True) else []
    quotes = choose(around["quotes"], "quotes")
    body = [*choose(around["above"], "above"), *lead]
    body += [*telling, *quotes] if named else [*quotes, *telling]
    body += choose(around["behind"], "behind")
    written = group["written"]
    head = f"<title>{title}</title><meta property='article:published_time' content='{written}T06:00:00'>"
    page = f"<html lang='{group['language']}'><head>{head}</head><body><main><h1>{title}</h1>{marked_up(body)}</main></body></html>"
    place = Place(
        name=choose(around["publishers"], "publishers"),
        city=around["city"],
        region=around["region"],
        country=around["country"],
        timezone=around["timezone"],
        language=group["language"],
    )
    printed = f"{written:%B %-d, %Y}" if group["language"] == "en" else f"{written:%d.%m.%Y}"
    return place, page.replace("{written}", printed)


def marked_up(lines: list[str]) -> str:
    """The HTML of paragraphs, headings, items and rows as the tables write them."""
    text = "".join(map(_element, lines))
    text = re.sub("(?:<li>.*?</li>)+", r"<ul>\g<0></ul>", text)
    return re.sub("(?:<tr>.*?</tr>)+", r"<table>\g<0></table>", text)


def _element(line: str) -> str:
    mark, _, rest = line.partition(" ")
    if mark == "<":
        return rest
    rest = html.escape(rest if mark in ("##", "-", "|") else line, quote=False).replace("\n", "<br>")
    if mark == "|":
        return "<tr><td>" + rest.replace(" | ", "</td><td>") + "</td></tr>"
    name = {"##": "h3", "-": "li"}.get(mark, "p")
    return f"<{name}>{rest}</{name}>"


def told(mention: Mention, city: str) -> str:
    """A mention as the tables write it: when | venue | street, and what is not the common case: town, status."""
    start, end = mention.start, mention.end
    when = mention.series or (f"{start:%m-%d %H:%M}" if isinstance(start, datetime) else f"{start:%m-%d}")
    if isinstance(end, datetime):
        when += f"-{end:%H:%M}"
    parts = [when, mention.venue or "-", mention.street or "-"]
    parts += [f"in {mention.city}"] if mention.city != city else []
    parts += [mention.status] if mention.status != "scheduled" else []
    return " | ".join(parts)
