"""Fragments of real announcements with their answers, each read as the only paragraph of a small page."""

from __future__ import annotations

import html
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from dateutil.rrule import rrulestr

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place, When, day_of

Answer = tuple[date, str | None, str | None]

_PLACES = {
    "en": Place(city="Springfield", region="IL", country="US", timezone="America/Chicago", language="en"),
    "es": Place(city="Madrid", country="ES", timezone="Europe/Madrid", language="es"),
    "de": Place(city="Aachen", country="DE", timezone="Europe/Berlin", language="de"),
    "nl": Place(city="Delft", country="NL", timezone="Europe/Amsterdam", language="nl"),
    "fr": Place(city="Nantes", country="FR", timezone="Europe/Paris", language="fr"),
    "pt": Place(city="Lisboa", country="PT", timezone="Europe/Lisbon", language="pt"),
}


def score_phrases(file: Path) -> None:
    """Print how many rows of a file are read right, and the others."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [(row, answers) for row in rows if (answers := _answers(row)) and row.get("kind", "when") == "when"]
    wrong = [(row, answers, got) for row, answers in asked if (got := read_phrase(row)) != answers]
    click.echo(
        f"\n{file.name}: {len(asked) - len(wrong)} of {len(asked)} right ({(len(asked) - len(wrong)) / len(asked):.3f})"
    )
    for row, answers, got in wrong:
        click.echo(
            f"  {row['text']!r} ({row.get('ref') or row.get('ref_guess')}): {_show(answers)}, read as {_show(got)}"
        )


def read_phrase(row: dict[str, Any]) -> set[Answer]:
    """What the reader makes of a fragment, written on its day of reference. A rule's answer is its next date."""
    ref = row.get("ref") or row.get("ref_guess")
    stamp = f'<meta property="article:published_time" content="{ref}T06:00:00">' if ref else ""
    body = f"<html><head><title>Coffee with a Cop</title>{stamp}</head><body><main><h1>Coffee with a Cop</h1><p>{html.escape(row['text'])}</p></main></body></html>"
    place = _PLACES.get(row["lang"], _PLACES["en"])
    document = Document(url="https://www.example.org/news/coffee", body=body.encode(), fetched=_fetched(ref))
    return {answer for mention in read(document, place).mentions if (answer := _answer(mention, ref))}


def _fetched(ref: str | None) -> date | None:
    return date.fromisoformat(ref) + timedelta(days=1) if ref else None


def _answers(row: dict[str, Any]) -> set[Answer]:
    if "dates" in row:
        return {(date.fromisoformat(day), row["start"], row["end"]) for day in row["dates"]}
    return {
        (date.fromisoformat(one["date"]), one["start"], one["end"]) for one in row.get("resolved") or () if one["date"]
    }


def _answer(mention: Mention, ref: str | None) -> Answer | None:
    if mention.series and ref:
        following = rrulestr(mention.series, dtstart=datetime.fromisoformat(ref)).after(datetime.fromisoformat(ref))
        hour = f"{following:%H:%M}" if "BYHOUR" in mention.series else None
        return following.date(), hour, None
    if mention.start is None:
        return None
    return day_of(mention.start), _clock(mention.start), _clock(mention.end)


def _clock(value: When | None) -> str | None:
    return f"{value:%H:%M}" if isinstance(value, datetime) else None


def _show(answers: set[Answer]) -> str:
    return (
        "; ".join(f"{day} {start or '-'} to {end or '-'}" for day, start, end in sorted(answers, key=str)) or "nothing"
    )
