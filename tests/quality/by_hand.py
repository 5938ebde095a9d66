"""Reads `pairs_by_hand.txt`: pairs of mentions as facts, in the form of `pairs.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "pairs_by_hand.txt"
FIELDS = (
    *("title", "theme", "status", "start", "organizer", "venue", "street", "city", "region", "country", "native_id"),
    *("page", "url", "source"),
)
"""The fields every telling has, None where it does not say them."""


def pairs(first: int) -> Iterator[dict[str, Any]]:
    """Every pair; its events are numbered from `first` on."""
    group, base = first - 1, {"title": ""}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        mark, told = line[:1], line[1:].strip()
        if mark == "@":
            group += 1
            title, start, *rest = parts(told)
            base = with_({"title": title, "start": start, "status": "scheduled"}, rest)
        elif mark in ("=", "!"):
            head, *rest = parts(told)
            what, _, title = head.partition(" ")
            other = {**base, "title": title or base["title"], "native_id": "", "page": ""}
            if rest and "=" not in rest[0]:
                other["start"] = rest.pop(0)
            yield {
                "group": group,
                "kind": "by_hand_same" if mark == "=" else "by_hand_different",
                "what": what,
                "same": mark == "=",
                "left": facts(base, group),
                "right": facts(with_(other, rest), group),
            }


def parts(text: str) -> list[str]:
    """What stands between the bars of a line."""
    return [part.strip() for part in text.split("|")]


def with_(told: dict[str, str], fields: list[str]) -> dict[str, str]:
    """A telling with other fields."""
    return told | dict(field.split("=", 1) for field in fields)


def facts(told: dict[str, str], group: int) -> dict[str, Any]:
    """The values of a telling, as `pairs.jsonl` has them."""
    page = f"https://{told['on']}{group}.example/{told.get('page') or 'news/coffee'}"
    values: dict[str, Any] = {
        name: value for name, value in told.items() if value and name not in ("on", "page", "link")
    }
    for name in ("flags", "alternatives"):
        if name in values:
            values[name] = values[name].split(",")
    for name in ("latitude", "longitude"):
        if name in values:
            values[name] = float(values[name])
    link = f"https://{told['on']}{group}.example/{told['link']}" if told.get("link") else page
    values |= {"page": page, "url": link, "source": f"{told['on']}-{group}"}
    return {name: values.get(name) for name in FIELDS} | values
