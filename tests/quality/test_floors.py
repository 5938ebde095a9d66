"""How well the check half of the corpus is read may not fall below what it once was.

`floors.json` holds a floor per figure, for all pages (`total`) and per language: raised with
`python -m tests.quality.raise_floors` when the reader has become better, lowered only by an edit that says why.
The figures are those of `cwac evaluate tests/corpus --split check --json`.
"""

import json
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Evaluation, evaluate
from cwac_aggregator.evaluation.measured import rates
from exports import measured

TESTS = Path(__file__).parent.parent
FLOORS: dict[str, dict[str, dict[str, float]]] = json.loads(
    (TESTS / "quality" / "floors.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(TESTS / "corpus", "check")


def test_no_page_brings_the_reader_down(evaluation: Evaluation) -> None:
    assert [page.case.name for page in evaluation.crashes] == []


def test_no_figure_falls_below_its_floor(evaluation: Evaluation) -> None:
    figures = {"total": {"all": evaluation.total}, "language": evaluation.by("language")}
    fallen = [
        f"{group} {name}: {figure} is {share:.4f}, its floor {floor}"
        for group, names in FLOORS.items()
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


def test_every_figure_of_the_whole_and_every_language_has_a_floor(evaluation: Evaluation) -> None:
    assert FLOORS["total"]["all"].keys() == evaluation.total.shares().keys()
    assert FLOORS["language"].keys() == evaluation.by("language").keys()
    assert all(0 < floor <= 1 for names in FLOORS.values() for floors in names.values() for floor in floors.values())
