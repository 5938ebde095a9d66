"""The labelled corpus itself: every case is whole and true to its format, and there are enough of each sort."""

from collections import Counter
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Case, case_folders, load_cases, problems, split_of, write_missing

CORPUS = Path(__file__).parent / "corpus"
LEAST = {"en": 250, "es": 30, "de": 30, "fr": 30, "nl": 30, "pt": 10}


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases(CORPUS)


def test_no_answer_is_missing() -> None:
    """A missing answer is written, and the run fails until somebody has read it."""
    written = write_missing(CORPUS)
    assert not written, f"read and correct what the reader wrote into {[str(path) for path in written]}, then run again"


@pytest.mark.parametrize("folder", case_folders(CORPUS), ids=lambda folder: folder.name)
def test_a_case_keeps_the_rules(folder: Path) -> None:
    assert problems(folder) == []


def test_no_folder_is_passed_over() -> None:
    """A folder without a `page.json` would otherwise never be read."""
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} == {path.name for path in case_folders(CORPUS)}


def test_no_two_cases_are_one(cases: list[Case]) -> None:
    for twice in (Counter(case.name.casefold() for case in cases), Counter(case.document.body for case in cases)):
        assert max(twice.values()) == 1


def test_there_are_enough_pages_of_each_sort(cases: list[Case]) -> None:
    languages = Counter(case.language for case in cases)
    pages_of_form = Counter(case.form for case in cases)
    changed = sum(any(m.status in ("cancelled", "postponed") or m.previous_start for m in c.expected) for c in cases)
    assert {name: languages[name] for name, least in LEAST.items() if languages[name] < least} == {}
    assert sum(count >= 3 for count in pages_of_form.values()) >= 60
    assert len({case.layout for case in cases}) >= 12
    assert sum(not case.expected for case in cases) >= 100
    assert changed >= 30


def test_both_halves_hold_every_language(cases: list[Case]) -> None:
    halves = Counter((split_of(CORPUS / case.name), case.language) for case in cases)
    assert {language for split, language in halves if split == "dev"} == set(LEAST)
    assert {language for split, language in halves if split == "check"} == set(LEAST)
