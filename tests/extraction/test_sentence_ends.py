"""Cutting running text into sentences loses no letter and fails on none, whatever stands around its marks."""

from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.lines.sentence_ends import split_sentences

MARKS = (".", ". ", " . ", "...", "! ", "? ", " ", "\xa0", "(", "\u201c")
WORDS = ("4", "14", "88", "9 a.m", "Sa", "May", "St", "Main", "Y", "de")
PIECES = st.sampled_from(MARKS + WORDS)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_text_is_its_sentences(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_a_mark_alone_before_a_number_is_a_sentence() -> None:
    assert [sentence.strip() for sentence in split_sentences(" . 4 May")] == [".", "4 May"]
