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
            title, start, *rest = _parts(told)
            base = _with({"title": title, "start": start, "status": "scheduled"}, rest)
        elif mark in ("=", "!"):
            head, *rest = _parts(told)
            what, _, title = head.partition(" ")
            other = {**base, "title": title or base["title"], "native_id": "", "page": ""}
            if rest and "=" not in rest[0]:
                other["start"] = rest.pop(0)
            yield {
                "group": group,
                "kind": "by_hand_same" if mark == "=" else "by_hand_different",
                "what": what,
                "same": mark == "=",
                "left": _facts(base, group),
                "right": _facts(_with(other, rest), group),
            }


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _with(facts: dict[str, str], parts: list[str]) -> dict[str, str]:
    return facts | dict(part.split("=", 1) for part in parts)


def _facts(told: dict[str, str], group: int) -> dict[str, Any]:
    page = f"https://{told['on']}{group}.example/{told.get('page') or 'news/coffee'}"
    values: dict[str, Any] = {name: value for name, value in told.items() if value and name not in ("on", "page")}
    for name in ("flags", "alternatives"):
        if name in values:
            values[name] = values[name].split(",")
    for name in ("latitude", "longitude"):
        if name in values:
            values[name] = float(values[name])
    values |= {"page": page, "url": page, "source": f"{told['on']}-{group}"}
    return {name: values.get(name) for name in FIELDS} | values
