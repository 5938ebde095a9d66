"""Content lines, held to the library's reading of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from exports.calendar.lines import escaped, line, moment, text, when
from exports.calendar.text import plain

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400).map(plain)


def unfolded(data: bytes) -> str:
    return data.decode("utf-8").replace("\r\n ", "")


@given(value=WORDS)
def test_any_text_comes_back(value: str) -> None:
    data = text("SUMMARY", value)
    read = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + data + b"END:VEVENT\r\n")
    assert str(read["SUMMARY"]) == value


@given(value=WORDS)
def test_lines_fold_at_75_octets_between_characters_and_outside_of_escapes(value: str) -> None:
    data = text("SUMMARY", value)
    assert data.endswith(b"\r\n")
    pieces = data[:-2].split(b"\r\n ")
    assert all(len(piece) + (number > 0) <= 75 for number, piece in enumerate(pieces))
    assert len(pieces) <= 1 + len(data) // 65
    for piece in pieces:
        piece.decode("utf-8")
        backslashes = len(piece) - len(piece.rstrip(b"\\"))
        assert backslashes % 2 == 0
    assert unfolded(data) == f"SUMMARY:{escaped(value)}\r\n"


def test_a_backslash_before_a_letter_stays_itself() -> None:
    """icalendar 7.3 itself writes this one as a line break."""
    assert text("SUMMARY", "C:\\New") == b"SUMMARY:C:\\\\New\r\n"


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert line("X", "y" * 73) == b"X:" + b"y" * 73 + b"\r\n"
    assert line("X", "y" * 74) == b"X:" + b"y" * 73 + b"\r\n y\r\n"


def test_times() -> None:
    noon = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
    assert moment(noon) == "20261007T120000Z"
    assert moment(datetime(2026, 10, 7, 23, 0, 0, 999999, tzinfo=ZoneInfo("America/New_York"))) == "20261008T030000Z"
    assert when("DTSTART", date(970, 1, 2), None) == "DTSTART;VALUE=DATE:09700102"
    assert when("DTSTART", noon, None) == "DTSTART:20261007T120000Z"
    assert when("DTSTART", noon.replace(tzinfo=None), None) == "DTSTART:20261007T120000"
    assert when("DTSTART", noon, "Europe/Dublin") == "DTSTART;TZID=Europe/Dublin:20261007T120000"
