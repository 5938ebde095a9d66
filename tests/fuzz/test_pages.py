"""No page, however bad, brings the reader down or makes it say what a mention may not say.

300 pages in every run of the tests, 50,000 with `make fuzz`. A failing page is made again from its number.
"""

import os
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from dateutil.rrule import rrulestr

from cwac_aggregator.evaluation import Case, load_cases
from cwac_aggregator.extraction import READER_FAULT, read
from cwac_aggregator.model import Flag, Kind, Mention, Origin, Reading, Status, When, when_text, when_value

from .spoil import spoil

CORPUS = Path(__file__).parent.parent / "corpus"
COUNT = 50_000 if os.environ.get("CWAC_FUZZ") else 300
CHUNKS = 50 if os.environ.get("CWAC_FUZZ") else 3


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases(CORPUS)


@pytest.mark.fuzz
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_spoilt_page_is_read_without_an_exception(chunk: int, cases: list[Case]) -> None:
    failed: dict[str, list[int]] = {}
    for number in range(chunk, COUNT, CHUNKS):
        page = spoil(number, cases)
        try:
            reading = read(page.document, page.place, page.names)
            check(reading)
            if number % 10 == 0:
                assert read(page.document, page.place, page.names) == reading
        except Exception as error:
            failed.setdefault(_where(error), []).append(number)
    assert failed == {}, "the numbers are those of tests.fuzz.spoil.spoil"


def check(reading: Reading) -> None:
    """The laws every reading keeps, whatever the page was."""
    assert [oddity.message for oddity in reading.oddities if oddity.code == READER_FAULT] == []
    if reading.mentions:
        assert reading.has_sign
    for mention in reading.mentions:
        check_mention(mention)


def is_same(one: When | None, two: When) -> bool:
    """Whether two values are one day, or one hour at one offset: an hour that the clock shows twice, at the end of summer time,
    equals none of another zone (PEP 495)."""
    if not (isinstance(one, datetime) and isinstance(two, datetime)):
        return one == two
    return one.replace(tzinfo=None) == two.replace(tzinfo=None) and one.utcoffset() == two.utcoffset()


def check_mention(mention: Mention) -> None:
    """What the model promises of a mention."""
    assert mention.kind in get_args(Kind)
    assert mention.status in get_args(Status)
    assert set(mention.flags) <= set(get_args(Flag))
    assert len(set(mention.flags)) == len(mention.flags)
    assert 0 <= mention.confidence <= 1
    assert mention.start is None or mention.series is None
    assert mention.kind == "event" or not (mention.venue or mention.street)
    for when in (mention.start, mention.end, mention.previous_start, *mention.alternatives):
        assert when is None or isinstance(when, date)
        assert when is None or is_same(when_value(when_text(when)), when)
    if isinstance(mention.start, datetime):
        assert (mention.start.tzinfo is None) == ("zone-unknown" in mention.flags)
        assert (mention.start.tzinfo is None) == (mention.timezone is None)
        if mention.end is not None:
            assert mention.end > mention.start
    if mention.series is not None:
        assert mention.end is None
        rrulestr(mention.series, dtstart=datetime(2024, 1, 1))
    for text in (mention.title, mention.theme, mention.organizer, mention.venue, mention.street, mention.city):
        assert text is None or text.strip()
        assert text is None or text.encode()
    for evidence in mention.evidence.values():
        assert evidence.origin in get_args(Origin)


def _where(error: Exception) -> str:
    """The innermost line of our own code that failed, and how."""
    trace, line = error.__traceback__, "?"
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if "cwac_aggregator" in file.parts or file.name == "test_pages.py":
            line = f"{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{line} {type(error).__name__}: {str(error)[:120]}"
