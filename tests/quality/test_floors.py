"""How well the two halves of the corpus are read may not fall below what it once was.

`floors.json` holds a floor per half and figure, for all pages (`total`) and per language: raised with
`python -m tests.quality.raise_floors` when the reader has become better, lowered only by an edit that says why.
The figures are those of `cwac evaluate tests/corpus --split check --json`, and of `--split dev`.
"""

import json
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Evaluation, Split, evaluate
from cwac_aggregator.evaluation.measured import rates
from exports import measured

TESTS = Path(__file__).parent.parent
FLOORS: dict[Split, dict[str, dict[str, dict[str, float]]]] = json.loads(
    (TESTS / "quality" / "floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def evaluations() -> dict[Split, Evaluation]:
    return {half: evaluate(TESTS / "corpus", half) for half in FLOORS}


@pytest.fixture
def evaluation(evaluations: dict[Split, Evaluation]) -> Evaluation:
    return evaluations["check"]


def test_both_halves_have_floors() -> None:
    assert set(FLOORS) == {"dev", "check"}


def test_no_page_brings_the_reader_down(evaluations: dict[Split, Evaluation]) -> None:
    assert [page.case.name for evaluation in evaluations.values() for page in evaluation.crashes] == []


@pytest.mark.parametrize("half", FLOORS)
def test_no_figure_falls_below_its_floor(half: Split, evaluations: dict[Split, Evaluation]) -> None:
    evaluation = evaluations[half]
    figures = {"total": {"all": evaluation.total}, "language": evaluation.by("language")}
    fallen = [
        f"{group} {name}: {figure} is {share:.4f}, its floor {floor}"
        for group, names in FLOORS[half].items()
        for name, floors in names.items()
        for figure, floor in floors.items()
        if (share := figures[group][name].shares()[figure]) is not None and share < floor
    ]
    assert fallen == []


def test_the_published_error_rates_promise_no_more_than_is_kept(evaluation: Evaluation) -> None:
    """Beyond two in a hundred: `make quality` measures them anew."""
    kept = {row["field"]: row["rate"] for row in rates(evaluation)["rates"] if row["language"] == "all"}
    told = {row["field"]: row["rate"] for row in measured()["rates"] if row["language"] == "all"}
    assert told.keys() == kept.keys()
    worse = {field: (told[field], kept[field]) for field in told if kept[field] > told[field] + 0.02}
    assert worse == {}


def test_every_figure_of_the_whole_and_every_language_has_a_floor(evaluations: dict[Split, Evaluation]) -> None:
    for half, evaluation in evaluations.items():
        told = {figure for figure, share in evaluation.total.shares().items() if share is not None}
        assert set(FLOORS[half]["total"]["all"]) == told
        assert FLOORS[half]["language"].keys() == evaluation.by("language").keys()
    every = [
        f for groups in FLOORS.values() for names in groups.values() for held in names.values() for f in held.values()
    ]
    assert all(0 < floor <= 1 for floor in every)
