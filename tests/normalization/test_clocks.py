"""Times of day in running text, and that every time is read back as it is printed."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.normalization.clocks import find_times, is_clock
from cwac_aggregator.normalization.language import lexicon
from cwac_aggregator.normalization.tokens import tokenize

from .notation import show_time

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "clocks.yml").read_text(encoding="utf-8"))
CASES = [
    (language, text, [want] if isinstance(want, str) else want)
    for language, rows in TABLE.items()
    for text, want in rows
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_reads(language: str, text: str, expected: list[str]) -> None:
    assert [show_time(span) for span in find_times(tokenize(text, lexicon(language)))] == expected


@given(st.times())
def test_a_printed_time_is_read_back(at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    hour, side = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    forms = [f"{hour}:{at:%M} {side}", f"{hour}:{at:%M}{side.upper()}", f"at {hour}:{at:%M} {side[0]}.m."]
    if at.minute == 0:
        forms += [f"{hour} {side}", f"{hour}{side[0]}.m."]
    for text in forms:
        assert [(s.start, s.end, s.inferred) for s in find_times(tokenize(text, lexicon("en")))] == [
            (at, None, False)
        ], text
    for language, text in (
        ("de", f"um {at:%H:%M} Uhr"),
        ("de", f"um {at:%H.%M} Uhr"),
        ("nl", f"om {at:%H.%M} uur"),
        ("fr", f"à {at:%H} h {at:%M}"),
        ("fr", f"à {at:%Hh%M}"),
        ("es", f"a las {at:%H:%M} horas"),
        ("pt", f"às {at:%Hh%M}"),
    ):
        assert [(s.start, s.end) for s in find_times(tokenize(text, lexicon(language)))] == [(at, None)], text


@given(st.tuples(st.integers(0, 95), st.integers(0, 95)).filter(lambda pair: pair[0] < pair[1] <= pair[0] + 40))
def test_a_printed_range_is_read_back(quarters: tuple[int, int]) -> None:
    start, end = (time(n // 4, n % 4 * 15) for n in quarters)
    twelve = [f"{t.hour % 12 or 12}:{t:%M} {'a.m.' if t.hour < 12 else 'p.m.'}" for t in (start, end)]
    for language, text in (
        ("en", f"{twelve[0]} to {twelve[1]}"),
        ("en", f"from {twelve[0]}-{twelve[1]}"),
        ("en", f"{twelve[0]} – {twelve[1]}"),
        ("de", f"von {start:%H:%M} bis {end:%H:%M} Uhr"),
        ("fr", f"de {start:%Hh%M} à {end:%Hh%M}"),
        ("es", f"de {start:%H:%M} a {end:%H:%M} h"),
        ("nl", f"{start:%H.%M} - {end:%H.%M} uur"),
        ("pt", f"das {start:%Hh%M} às {end:%Hh%M}"),
    ):
        assert [(s.start, s.end) for s in find_times(tokenize(text, lexicon(language)))] == [(start, end)], text


def test_an_hour_is_told_from_a_day() -> None:
    tokens = tokenize("8 a.m. 8:30 8 to 10 p.m. 14", lexicon("en"))
    sure = [
        tokens.text[tokens.starts[i] :] for i in range(len(tokens)) if tokens.number(i) >= 0 and is_clock(tokens, i)
    ]
    assert sure == ["8 a.m. 8:30 8 to 10 p.m. 14", "8:30 8 to 10 p.m. 14", "8 to 10 p.m. 14", "10 p.m. 14"]
