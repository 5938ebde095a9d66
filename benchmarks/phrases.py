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
from cwac_aggregator.normalization.language import lexicon
from cwac_aggregator.normalization.tokens import Tokens, tokenize
from cwac_aggregator.normalization.when import find_expressions

_HOUR_MARKS = (":", "a", "p", "am", "pm", "h", "uhr", "uur", "u", "horas", "heures")
"""What follows a number that is an hour."""
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
    """Print how many rows of a file are read right, and the others.

    A row whose answer is not printed in it (its day or its hour stood elsewhere on the page) asks for nothing.
    """
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    told = [(row, answers) for row in rows if (answers := _answers(row)) and row.get("kind", "when") == "when"]
    asked = [(row, answers) for row, answers in told if is_printed(row, answers)]
    wrong = [(row, answers, got) for row, answers in asked if (got := read_phrase(row)) != answers]
    click.echo(
        f"\n{file.name}: {len(asked) - len(wrong)} of {len(asked)} right ({(len(asked) - len(wrong)) / len(asked):.3f}), "
        f"{len(told) - len(asked)} others have their answer elsewhere"
    )
    for row, answers, got in wrong:
        click.echo(
            f"  {row['text']!r} ({row.get('ref') or row.get('ref_guess')}): {_show(answers)}, read as {_show(got)}"
        )


def is_printed(row: dict[str, Any], answers: set[Answer]) -> bool:
    """Whether a fragment prints what it is asked for: each day, or the first and the last of a run, and each hour."""
    tokens = tokenize(row["text"], lexicon(row["lang"]))
    if not (row.get("ref") or row.get("ref_guess") or any(2000 <= n <= 2100 for n in tokens.numbers)):
        return False
    days = sorted({day for day, _, _ in answers})
    printed = [day for day in days if _prints_day(tokens, day)]
    if not printed or days[0] != printed[0] or days[-1] != printed[-1]:
        return False
    return all(_prints_hour(tokens, hour) for _, start, end in answers for hour in (start, end) if hour)


def _prints_day(tokens: Tokens, day: date) -> bool:
    lexicon = tokens.lexicon
    named = any(
        lexicon.weekdays.get(word, lexicon.weekdays.get(word.removesuffix("s"))) == day.weekday()
        for word in tokens.words
    )
    numbered = any(
        number == day.day and tokens.word(i + 1) not in _HOUR_MARKS and tokens.word(i - 1) != ":"
        for i, number in enumerate(tokens.numbers)
    )
    words = set(tokens.words)
    called = any(words.issuperset(name) for names in lexicon.holidays.values() for name, _ in names)
    return named or numbered or called or any(word in lexicon.relative for word in words)


def _prints_hour(tokens: Tokens, hour: str) -> bool:
    value, minute = int(hour[:2]), int(hour[3:])
    lexicon = tokens.lexicon
    numbers = {*tokens.numbers, *(lexicon.numbers[w] for w in tokens.words if w in lexicon.numbers)}
    numbers |= {int(lexicon.clock_words[w][:2]) for w in tokens.words if w in lexicon.clock_words}
    half = (value + 1) % 12 or 12 if minute else value  # "half twaalf" is 11:30
    return bool(numbers & {value, value % 12 or 12, value * 100 + minute, half})


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
        if "BYHOUR" not in mention.series:
            return following.date(), None, None
        # a rule has no end; the words it was read from tell the hour of the end
        told = find_expressions(mention.evidence["series"].text, mention.language or "en").times
        end = next((span.end for span in told if span.start == following.time()), None)
        return following.date(), f"{following:%H:%M}", f"{end:%H:%M}" if end else None
    if mention.start is None:
        return None
    return day_of(mention.start), _clock(mention.start), _clock(mention.end)


def _clock(value: When | None) -> str | None:
    return f"{value:%H:%M}" if isinstance(value, datetime) else None


def _show(answers: set[Answer]) -> str:
    return (
        "; ".join(f"{day} {start or '-'} to {end or '-'}" for day, start, end in sorted(answers, key=str)) or "nothing"
    )
