"""The work of reading grows as the page does, for ordinary pages and for bad ones. Work is counted in calls, not in seconds:
the count is the same on every machine. What happens inside one call (a pattern, a parse) is timed by the benchmark."""

from __future__ import annotations

import sys
from time import process_time
from types import FrameType

import pytest

from benchmarks.pages import GROWING, growing_page
from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.scan import has_sign

SMALL = 5_000
FACTOR = 8


def calls(name: str, size: int) -> int:
    """How many functions are called while a page of that size is read."""
    page = growing_page(name, size)
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(page.document, page.place)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("name", GROWING)
def test_the_work_grows_as_the_page_does(name: str) -> None:
    calls(name, 1000)  # what is loaded once is not counted
    small, large = calls(name, SMALL), calls(name, FACTOR * SMALL)
    assert large <= 1.25 * FACTOR * small + 2000


@pytest.mark.parametrize(
    "piece", [b"<style ", b"<script>", b"<!-- >", b"<a ", b"&lt;b ", b"c<i>", b"\\u0063", b"coffee "]
)
def test_the_scan_of_the_bytes_grows_with_the_page(piece: bytes) -> None:
    def seconds(size: int) -> float:
        body = b"<p>" + piece * (size // len(piece))
        return min(_scanned(body) for _ in range(3))

    assert seconds(400_000) < 8 * seconds(100_000) + 0.1


def _scanned(body: bytes) -> float:
    began = process_time()
    has_sign(body)
    return process_time() - began
