"""Holds the events of a crawl of the demo town against its hand-written truth (`scrapers/demo/expected.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIELDS = (
    "title",
    "kind",
    "theme",
    "status",
    "start",
    "end",
    "timezone",
    "venue",
    "street",
    "city",
    "region",
    "country",
    "visibility",
)


def differences(events_json: Path, expected: list[dict[str, Any]]) -> list[str]:
    """What differs, a line each: events missing, events too many, and every field that is not as written by hand.

    An event of the truth is paired with the published one of the same day and theme that shares most fields with it.
    Apostrophes are folded; a zone beside a date without an hour is not compared (a date has none).
    """
    found = [e for e in json.loads(events_json.read_text(encoding="utf-8"))["events"] if e["visibility"] != "withdrawn"]
    lines: list[str] = []
    rest = [_plain(event) for event in found]
    for truth in expected:
        wanted = _plain(truth)
        best = max(rest, key=lambda event: _likeness(event, wanted), default=None)
        if (
            best is None
            or best["start"] is None
            or (best["start"][:10], best["theme"]) != (wanted["start"][:10], wanted["theme"])
        ):
            lines.append(f"{truth['key']}: missing")
            continue
        rest.remove(best)
        lines += [
            f"{truth['key']}: {field}: {best[field]!r} instead of {wanted[field]!r}"
            for field in FIELDS
            if best[field] != wanted[field]
        ]
    return lines + [f"too many: {event['title']} {event['start']} {event['venue']}" for event in rest]


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    row = {field: event.get(field) for field in FIELDS}
    if row["start"] is not None and len(row["start"]) == 10:
        row["timezone"] = None
    return {k: v.replace("’", "'") if isinstance(v, str) else v for k, v in row.items()}


def _likeness(event: dict[str, Any], wanted: dict[str, Any]) -> int:
    same_day = (event["start"] or "")[:10] == (wanted["start"] or "")[:10]
    return 100 * same_day + 10 * (event["theme"] == wanted["theme"]) + sum(event[f] == wanted[f] for f in FIELDS)
