"""Reads `tellings_by_hand.txt`: events as several pages tell them, as pairs in the form of `pairs.jsonl`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .by_hand import facts, parts, with_

FILE = Path(__file__).parent / "tellings_by_hand.txt"


def pairs(first: int) -> Iterator[dict[str, Any]]:
    """Every pair; the blocks are numbered from `first` on."""
    group = first - 1
    tellings: dict[str, dict[str, str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        mark, told = line[:1], line[1:].strip()
        if mark == "@":
            group, tellings = group + 1, {}
        elif mark in ("=", "!"):
            kind, left, right = told.split()
            yield {
                "group": group,
                "kind": kind,
                "same": mark == "=",
                "left": facts(tellings[left], group),
                "right": facts(tellings[right], group),
            }
        elif mark.isalpha():
            title, start, *rest = parts(told)
            base = tellings.get("a", {"status": "scheduled"})
            tellings[mark] = with_({**base, "title": title, "start": start}, rest)
