"""What the dates of a story lean on: its stamp, its full dates, the years it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ...normalization.dates import Day
from ..drafts.tense import tells_past
from ..lines import Line, Reader, month_named
from ..page import PageFacts
from .stories import Story

_OLD_STORY = 60
"""Days after which a story is old when it is fetched."""


def first_full_date(lines: Sequence[Line], relevant: Sequence[bool]) -> date | None:
    """The first full date of the story: what relative words may lean on where no day of writing is known."""
    for line, keep in zip(lines, relevant, strict=True):
        if keep:
            for span in line.dates:
                if span.days and span.days[0].year and span.days[0].month and span.ordinal is None:
                    try:
                        return date(span.days[0].year, span.days[0].month, span.days[0].day)
                    except ValueError:
                        continue
    return None


def governing_years(
    story: Story, facts: PageFacts, fetched: date | None, heads: Sequence[Line] = ()
) -> tuple[int, ...]:
    """Years printed where they govern: in the title, a heading, a lead ("2023 dates"), then in the address; where none
    is, in the page's `heads` ("2026 Events" over cards that are each a story).

    The day of writing, printed with the writer's name, governs nothing: what comes after it may be of the next year. Nor
    does the day of the fetch that a masthead prints above an older story.
    """
    years: list[int] = []
    for line in ([story.title] if story.title else []) + [x for x in story.lines if x.heading]:
        years += _free_years(line)
    posted = story.written or facts.published
    written = (posted.year, posted.month, posted.day) if posted is not None else None
    for line in story.lines:
        if posted is not None and _is_reported(line):
            continue  # what is planned comes after it
        for span in line.dates:
            told = [d for d in span.days if d.year and d.month and (d.year, d.month, d.day) != written]
            if written is not None and _is_of_nothing(line):  # "Photo taken on March 3, 2025."
                told = [d for d in told if (d.year, d.month, d.day) > written]
            years += [d.year for d in told if d.year and not _is_masthead(d, facts.published, fetched)]
    for line in story.lines:
        low = line.low
        if any(
            w in low
            for w in (
                "dates",
                "schedule",
                "calendar",
                "fechas",
                "termine",
                "data",
                "calendrier",
                "year",
                "season",
                "sessions",
                "locations",
            )
        ):
            printed = _free_years(line)
            if printed and line.reader is not None and _looks_back(line, line.reader):
                continue  # "the school started it during the 2019 school year"
            years += printed
    if posted is not None:  # "The idea dates to 2011": nothing of that year is told as news
        years = [year for year in years if year >= posted.year - 1]
    years = [*years, *facts.years] or [year for head in heads for year in _free_years(head)]
    return tuple(dict.fromkeys(years))


def last_reported(lines: Sequence[Line], relevant: Sequence[bool]) -> date | None:
    """The last full day that the story tells as past, with the program's name: what it plans comes after it."""
    last: date | None = None
    for line, keep in zip(lines, relevant, strict=True):
        if not keep or not line.names or not _is_reported(line):
            continue
        for day in (day for span in line.dates for day in span.days if day.year and day.month):
            try:
                told = date(day.year or 1, day.month or 1, day.day)
            except ValueError:
                continue
            last = told if last is None else max(last, told)
    return last


def _is_reported(line: Line) -> bool:
    """Whether a line tells a full day as past."""
    full = any(day.year and day.month for span in line.dates for day in span.days)
    return full and line.reader is not None and tells_past(line.reader, line)


def _is_of_nothing(line: Line) -> bool:
    """Whether a line that tells a day has neither an hour, nor the name, nor the form of a row."""
    row = line.label is not None or line.heading or line.block.group
    return not (row or line.names or line.times)


def _looks_back(line: Line, reader: Reader) -> bool:
    return reader.cues.has("history", line.low) or tells_past(reader, line)


def _is_masthead(day: Day, written: date | None, fetched: date | None) -> bool:
    if fetched is None or written is None or (day.year, day.month) != (fetched.year, fetched.month):
        return False
    return day.day == fetched.day and (fetched - written).days > _OLD_STORY


def _free_years(line: Line) -> list[int]:
    tokens = line.tokens
    if tokens is None:
        return []
    taken = {i for s in line.dates for i in range(s.first, s.last)}
    return [
        n
        for i, n in enumerate(tokens.numbers)
        if 2008 <= n <= 2040
        and tokens.digits(i) == 4
        and i not in taken
        and tokens.word(i - 1) not in ("in", "since", "seit", "desde", "depuis", "sinds", "#", "$")
    ]


def month_of_heading(lines: Sequence[Line]) -> date | None:
    """The middle of the month that a heading names with its year: "Actividades de mayo de 2016" over rows like "Jueves 12"."""
    return next((found for line in lines if line.heading and (found := month_named(line)) is not None), None)


def month_named_once(lines: Sequence[Line]) -> date | None:
    """The middle of the month that headings name with its year, where they name one only."""
    found = {month for line in lines if line.heading and (month := month_named(line)) is not None}
    return found.pop() if len(found) == 1 else None


def take_inline_stamp(lines: Sequence[Line], reader: Reader) -> date | None:
    """A posting stamp that opens a paragraph ("Posted on September 18, 2023. Join ...", "SPRINGFIELD (Sept. 18, 2023) -")."""
    for line in lines[:4]:
        if not line.dates or not line.dates[0].days or line.dates[0].days[0].year is None:
            continue
        span = line.dates[0]
        before = line.low[: span.begin]
        stamp = any(span.begin - stop <= 4 for _, stop in reader.cues.spans("stamp", before)) and not (
            line.names and (reader.cues.has("postponed", line.low) or reader.cues.has("moved", line.low))
        )  # "vom 19. Juni 2019 auf den 26. Juni verschoben"
        dateline = (
            before.rstrip().endswith("(")
            and span.begin < 45
            and line.text[:4].isupper()
            and line.text[span.stop : span.stop + 1] == ")"
        )
        after = line.text[span.stop : span.stop + 4]
        opening = (
            span.begin < 40
            and re.match(r"\s?[–—-]\s", after) is not None
            and (len(line.dates) > 1 or line.names)
            and line.label is None
            and line.block.kind == "text"
            and not line.block.group
        )
        if stamp or dateline or (opening and len(line.dates) > 1):
            first = span.days[0]
            try:
                day = date(first.year or 1, first.month or 1, first.day)
            except ValueError:
                continue
            line.dates = line.dates[1:]
            return day
    return None
