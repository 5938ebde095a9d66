"""Pages that once brought the reader down, or kept it busy for ever, cut to the smallest piece that did."""

from datetime import date

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

PLACE = Place(city="Yakima", region="WA", country="US", timezone="America/Los_Angeles", language="en")
NEWS = b"Coffee with a Cop, October 4, 2023, 8 a.m., Lavender Mug"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<dl><dt>When<dd>" * 60 + NEWS, id="definition lists in definition lists"),
        pytest.param(b"<table><tr><td>a<td>" * 60 + NEWS, id="tables in tables"),
        pytest.param(b"<ul><li>" * 60 + NEWS, id="lists in lists"),
        pytest.param(b"<table><tr><td>x</td><td><dl><dt>a<dd>" * 60 + NEWS, id="both in turns"),
    ],
)
def test_nesting_costs_no_more_than_its_length(body: bytes) -> None:
    page = Document(url="https://www.example.org/", body=body, fetched=date(2023, 9, 27))
    assert read(page, PLACE).has_sign
