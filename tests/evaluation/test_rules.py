"""Every rule of the corpus' format, each broken once."""

import json
from pathlib import Path
from typing import Any

import pytest

from cwac_aggregator.errors import ConfigError
from cwac_aggregator.evaluation import load_case, problems, write_missing
from cwac_aggregator.model import Document, Mention, Place, Reading

from .conftest import ROW, write_case


def test_a_sound_case_has_no_problems(tmp_path: Path) -> None:
    assert (
        problems(write_case(tmp_path, 1, {}, {"status": "held", "start": "2023-09-20", "flags": ["year-inferred"]}))
        == []
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "party"}, "kind 'party'"),
        ({"status": "over"}, "status 'over'"),
        ({"flags": ["odd"]}, "unknown or twice"),
        ({"flags": ["year-inferred", "year-inferred"]}, "unknown or twice"),
        ({"flags": None}, "not a list"),
        ({"start": "2023-10-4"}, "neither YYYY-MM-DD"),
        ({"start": "2023-10-32"}, "neither YYYY-MM-DD"),
        ({"start": "2023-10-04T08:00:00Z"}, "neither YYYY-MM-DD"),
        ({"alternatives": ["soon"]}, "neither YYYY-MM-DD"),
        ({"start": "2023-10-04T08:00:00-08:00"}, "not the offset of America/Los_Angeles"),
        ({"start": "2023-10-04T08:00:00"}, "go together"),
        ({"flags": ["zone-unknown"]}, "go together"),
        ({"end": "2023-10-04"}, "not both dates"),
        ({"end": "2023-10-04T07:00:00-07:00"}, "not after the start"),
        ({"series": "FREQ=WEEKLY"}, "either a start or a series"),
        ({"start": None}, "either a start or a series"),
        ({"start": None, "series": "FREQ=SOMETIMES"}, "series"),
        ({"start": None, "series": "FREQ=WEEKLY", "end": "2023-10-04"}, "no end"),
        ({"theme": "Coffee"}, "lower case"),
        ({"title": None}, "no title"),
        ({"venue": " Moe's Café"}, "spaces around"),
        ({"venue": "Joe's Diner"}, "does not stand on the page"),
        ({"city": "Selah", "flags": ["place-inherited"]}, "not the source's city"),
        ({"flags": ["weekday-mismatch"]}, "without an alternative"),
        ({"status": "held"}, "held after"),
        ({"kind": "observance"}, "no place"),
        ({"country": "USA"}, "ISO 3166-1"),
        ({"region": "Wash"}, "ISO 3166-2"),
        ({"mood": "good"}, "keys"),
    ],
)
def test_a_wrong_answer(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    assert any(words in line for line in problems(write_case(tmp_path, 1, change)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mood": "good"}, "holds exactly"),
        ({"source": {"name": "x"}}, "source holds"),
        ({"url": "ftp://example.org"}, "no http(s) address"),
        ({"fetched": "yesterday"}, "fetched"),
        ({"layout": "My Layout"}, "no slug"),
        ({"form": "other"}, "folder's name"),
        ({"language": "de"}, "folder's name"),
        ({"source": {"name": None, "city": None, "region": None, "country": "usa"}}, "ISO 3166-1"),
    ],
)
def test_a_wrong_page(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    assert any(words in line for line in problems(write_case(tmp_path, 1, {}, **change)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    folder = write_case(tmp_path, 1, {})
    (folder / "expected.json").write_text("[]", encoding="utf-8")
    assert problems(folder)
    (folder / "expected.json").write_text("{", encoding="utf-8")
    assert problems(folder)
    (folder / "expected.json").unlink()
    assert problems(folder)


def test_a_missing_answer_is_written_once_and_reads_back(tmp_path: Path) -> None:
    folder = write_case(tmp_path, 1, {})
    expected = load_case(folder).expected
    answer = folder / "expected.json"
    answer.unlink()
    seen = expected[0]

    def reader(document: Document, place: Place) -> Reading:
        return Reading(mentions=(seen, Mention(title="Tea", series="FREQ=WEEKLY;BYDAY=MO")))

    assert write_missing(tmp_path, reader) == [answer]
    assert json.loads(answer.read_text(encoding="utf-8"))["mentions"][0] == ROW
    assert load_case(folder).expected[0] == seen
    assert write_missing(tmp_path, reader) == []


def test_a_missing_answer_of_a_broken_page_is_an_error(tmp_path: Path) -> None:
    folder = write_case(tmp_path, 1)
    (folder / "expected.json").unlink()
    (folder / "page.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match="en-prose-1"):
        write_missing(tmp_path, lambda document, place: Reading())
