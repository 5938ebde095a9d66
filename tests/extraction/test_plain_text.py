"""HTML inside feeds and markup as plain text."""

import time

import pytest

from cwac_aggregator.extraction.structured.plain_text import is_html, one_line, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Coffee with a Cop", "Coffee with a Cop"),
        ("<p>Coffee&nbsp;with a <b>Cop</b></p><p>8 to 10</p>", "Coffee with a Cop\n8 to 10"),
        ("8703 Elm Ave<br/>Vado, KS", "8703 Elm Ave\nVado, KS"),
        ("R&amp;amp;B night", "R&B night"),
        ("&lt;p&gt;Twice&lt;/p&gt;", "Twice"),
        ("<style>p {x: 1}</style>Seen<script>if (a<b) {}</script>", "Seen"),
        ("5 < 6 and a<b>c</b>", "5 < 6 and ac"),
        ("soft\u00adhyphen and\u200b nothing\x00", "softhyphen and nothing"),
    ],
)
def test_what_a_reader_sees(text: str, plain: str) -> None:
    assert plain_text(text) == plain
    assert one_line(text) == plain.replace("\n", " ")


def test_only_tags_make_html() -> None:
    assert is_html("a<br>b")
    assert not is_html("a < b & c > d")


@pytest.mark.parametrize("piece", ["<", "<a", "<script>", "</", "&lt;", "<a><", "\n <"])
def test_cost_grows_with_length_only(piece: str) -> None:
    began = time.perf_counter()
    plain_text(piece * 100_000)
    assert time.perf_counter() - began < 2
