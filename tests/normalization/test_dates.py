"""Dates in running text: what is found, where it stands, and that no text is too odd."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cwac_aggregator.normalization.dates import Day, find_dates
from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.tokens import tokenize

from .notation import show_date
from .texts import TEXTS

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "dates.yml").read_text(encoding="utf-8"))
CASES = [
    (language, text, [want] if isinstance(want, str) else want)
    for language, rows in TABLE.items()
    for text, want in rows
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_reads(language: str, text: str, expected: list[str]) -> None:
    assert [show_date(span) for span in find_dates(tokenize(text, lexicon(language)))] == expected


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}
FORMS = {
    "en": [
        "{w}, {M} {d}, {Y}",
        "{w} {M} {d} {Y}",
        "{w}, {d} {M} {Y}",
        "{w}, {M} {d}{th}, {Y}",
        "{w}, the {d}{th} of {M} {Y}",
        "{w} ({m}/{d}/{Y})",
        "{w}, {m:02}/{d:02}/{Y}",
        "{w} {Y}-{m:02}-{d:02}",
        "{M} {d}, {Y} ({w})",
        "{W}, {MM} {d}, {Y}",
        "{w}\u00a0– {M}\u2009{d},\u202f{Y}",
    ],
    "es": ["{w}, {d} de {M} de {Y}", "{w} {d} de {M} del {Y}", "{w} {d}/{m}/{Y}", "{W} {d} DE {MM} DE {Y}"],
    "de": ["{w}, {d}. {M} {Y}", "{w}, den {d}. {M} {Y}", "{w}, {d:02}.{m:02}.{Y}", "{w} {d}.{m}.{Y}"],
    "fr": ["{w} {d} {M} {Y}", "{w}, le {d} {M} {Y}", "{w} {d}/{m}/{Y}", "{W} {d} {MM} {Y}"],
    "nl": ["{w} {d} {M} {Y}", "{w}, {d} {M} {Y}", "{w} {d}-{m}-{Y}", "{w} {d:02}/{m:02}/{Y}"],
    "pt": ["{w}, {d} de {M} de {Y}", "{w} ({d}/{m}/{Y})", "{W}, {d} DE {MM} DE {Y}"],
}
PRINTED = st.sampled_from([(language, form) for language, forms in FORMS.items() for form in forms])


def printed(language: str, form: str, day: date) -> str:
    month, weekday = MONTHS[language].split()[day.month - 1], WEEKDAYS[language].split()[day.weekday()]
    ending = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return form.format(
        w=weekday, W=weekday.upper(), M=month, MM=month.upper(), m=day.month, d=day.day, th=ending, Y=day.year
    )


@given(PRINTED, st.dates(date(1990, 1, 1), date(2099, 12, 31)))
@settings(max_examples=400)
def test_a_printed_date_is_read_back(form: tuple[str, str], day: date) -> None:
    text = printed(*form, day)
    (span,) = find_dates(tokenize(text, lexicon(form[0])))
    assert (span.days, span.weekday) == ((Day(day.month, day.day, day.year),), day.weekday())
    assert text[span.begin : span.stop].rstrip(")") == text.rstrip(")")


@given(st.sampled_from(LANGUAGES), st.lists(st.dates(date(2000, 1, 1), date(2060, 1, 1)), min_size=2, max_size=6))
def test_dates_on_lines_of_their_own_are_told_apart(language: str, days: list[date]) -> None:
    form = FORMS[language][0]
    found = find_dates(tokenize("\n".join(printed(language, form, day) + "." for day in days), lexicon(language)))
    assert [span.days for span in found] == [(Day(day.month, day.day, day.year),) for day in days]


@given(st.sampled_from(LANGUAGES), TEXTS, st.sampled_from([None, "mdy", "dmy"]))
@settings(max_examples=400)
def test_any_text_is_read_and_spans_stand_in_it_in_order(language: str, text: str, order: Any) -> None:
    spans = find_dates(tokenize(text, lexicon(language)), order)
    edges = [edge for span in spans for edge in (span.begin, span.stop)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    assert all(span.begin < span.stop and span.first < span.last for span in spans)
    assert all(one.last <= two.first for one, two in pairwise(spans))
    for day in (day for span in spans for day in span.days):
        assert 1 <= (day.month or 1) <= 12 and 0 <= day.day <= 31


RUNS = {
    "en": (
        "from {month} {day} to {later} {last}",
        "{month} {day} – {later} {last}",
        "{month} {day} through {later} {last}",
    ),
    "de": (
        "vom {day}. {month} bis {last}. {later}",
        "{day}. {month} bis zum {last}. {later}",
        "{day}.{m}.–{last}.{n}.",
    ),
    "fr": ("du {day} {month} au {last} {later}", "{day} {month} – {last} {later}"),
    "es": ("del {day} de {month} al {last} de {later}", "desde el {day} de {month} hasta el {last} de {later}"),
    "nl": ("van {day} {month} t/m {last} {later}", "{day} {month} tot en met {last} {later}"),
    "pt": ("de {day} de {month} a {last} de {later}", "de {day} de {month} até {last} de {later}"),
}


@given(st.dates(date(2028, 1, 1), date(2028, 11, 30)), st.integers(1, 300), st.sampled_from(sorted(RUNS)))
@example(date(2028, 11, 1), 8, "de")  # "1.11.–9.11."
@example(date(2028, 7, 16), 8, "de")  # "16.7.–24.7."
def test_the_first_and_the_last_day_of_a_run_are_read_as_one(first: date, days: int, language: str) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(2028, 12, 31).toordinal()))
    names = MONTHS[language].split()
    for form in RUNS[language]:
        text = form.format(
            day=first.day,
            month=names[first.month - 1],
            m=first.month,
            last=last.day,
            later=names[last.month - 1],
            n=last.month,
        )
        found = find_dates(tokenize(text, lexicon(language)))
        assert [(span.days, span.is_range) for span in found] == [
            ((Day(first.month, first.day), Day(last.month, last.day)), True)
        ], text
