"""Known readings of a small corpus, and the figures they must give."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from cwac_aggregator.errors import ConfigError
from cwac_aggregator.evaluation import Case, Evaluation, evaluate, load_cases, reliability, split_of
from cwac_aggregator.extraction import READER_FAULT
from cwac_aggregator.model import Document, Evidence, Mention, Oddity, Place, Reading

from .conftest import write_case


def read_as(corpus: Path, change: Callable[[str, tuple[Mention, ...]], tuple[Mention, ...]]) -> Evaluation:
    """Evaluate a reader that gives the right answer of each case, changed by `change(name, mentions)`."""
    waiting = iter(load_cases(corpus))

    def reader(document: Document, place: Place) -> Reading:
        case: Case = next(waiting)
        assert (document, place) == (case.document, case.place)
        return Reading(mentions=change(case.name, case.expected))

    return evaluate(corpus, reader=reader)


def test_a_perfect_reader(corpus: Path) -> None:
    total = read_as(corpus, lambda name, mentions: tuple(replace(m, confidence=0.9) for m in mentions)).total
    assert {name for name, share in total.shares().items() if share != 1.0} == set()
    assert total.whole == (3, 3)
    assert total.silent == (1, 1)


def test_a_reader_that_never_speaks(corpus: Path) -> None:
    total = read_as(corpus, lambda name, mentions: ()).total
    shares = total.shares()
    assert (shares["event-precision"], shares["event-recall"], shares["event-f1"], shares["silent"]) == (
        None,
        0.0,
        0.0,
        1.0,
    )
    assert total.whole == (1, 3)


def test_invented_events_cost_precision_and_silence(corpus: Path) -> None:
    invented = Mention(title="Budget hearing", start=date(2023, 1, 1), confidence=0.95)
    evaluation = read_as(corpus, lambda name, mentions: (*mentions, invented))
    total = evaluation.total
    assert (total.expected, total.given, total.precision, total.recall) == (3, 6, 0.5, 1.0)
    assert total.silent == (0, 1)
    assert total.whole == (0, 3)
    assert total.reliability.right_above == 0.0
    assert sum("EXTRA" in line for line in evaluation.misses()) == 3


def test_pairs_are_by_place_whatever_the_order(corpus: Path) -> None:
    total = read_as(corpus, lambda name, mentions: mentions[::-1]).total
    assert total.fields["venue"] == total.fields["theme"] == (3, 3)


def test_a_wrong_day_is_a_wrong_day_not_a_new_event(corpus: Path) -> None:
    wrong = read_as(corpus, lambda name, ms: tuple(replace(m, start=date(2023, 11, 4), confidence=0.85) for m in ms))
    assert (wrong.total.precision, wrong.total.recall) == (1.0, 1.0)
    assert wrong.total.fields["date"] == wrong.total.fields["start"] == (0, 3)
    assert wrong.total.whole == (1, 3)
    assert wrong.total.reliability.right_above == 0.0


def test_themes_weigh_alike_in_the_mean(corpus: Path) -> None:
    total = read_as(corpus, lambda name, mentions: tuple(replace(m, theme="coffee") for m in mentions)).total
    assert total.fields["theme"] == (2, 3)
    assert total.themes == {"coffee": (2, 2), "tea": (0, 1)}
    assert total.theme_macro == 0.5


def test_silence_of_a_field_counts_as_right_but_is_not_stated(corpus: Path) -> None:
    total = read_as(corpus, lambda name, mentions: mentions).total
    assert total.fields["end"] == (3, 3)
    assert total.stated["end"] == (0, 0)
    assert total.stated["venue"] == (3, 3)


def test_groups(corpus: Path) -> None:
    layouts = read_as(corpus, lambda name, mentions: mentions[:1]).by("layout")
    assert {name: figures.recall for name, figures in layouts.items()} == {"blog": 0.5, "plain": 1.0}


def test_a_crash_is_told_and_not_silence(corpus: Path) -> None:
    def reader(document: Document, place: Place) -> Reading:
        raise RuntimeError("no such luck")

    evaluation = evaluate(corpus, reader=reader)
    assert len(evaluation.crashes) == 3
    assert evaluation.total.silent == (0, 1)
    assert evaluation.total.whole == (0, 3)
    assert any("no such luck" in line for line in evaluation.table())
    assert any("no such luck" in line for line in evaluation.misses())


def test_a_fault_that_the_reader_caught_is_a_crash_too(corpus: Path) -> None:
    fault = Oddity(
        READER_FAULT, "https://a.example/: the reader failed at towns.py:85: ValueError: no such luck", "error"
    )
    evaluation = evaluate(corpus, reader=lambda document, place: Reading(has_sign=True, oddities=(fault,)))
    assert len(evaluation.crashes) == 3
    assert evaluation.total.silent == (0, 1)
    assert any("towns.py:85: ValueError: no such luck" in line for line in evaluation.table())


def test_misses_show_both_values_and_the_words(corpus: Path) -> None:
    told = MappingProxyType({"venue": Evidence("over at the Bean Bar", "/html/p", "prose")})
    evaluation = read_as(
        corpus,
        lambda name, ms: tuple(replace(m, venue="Bean Bar", flags=("year-inferred",), evidence=told) for m in ms[:1]),
    )
    text = "\n".join(evaluation.misses())
    assert "expected Moe's Café" in text and "got Bean Bar" in text and "over at the Bean Bar" in text
    assert "MISSING  Coffee with a Cop | 2023-10-04T08:00:00-07:00" in text
    assert "expected -  got year-inferred" in text
    assert "en-prose-3" not in text


def test_a_share_is_cut_not_rounded(corpus: Path) -> None:
    table = read_as(corpus, lambda name, mentions: tuple(replace(m, theme="coffee") for m in mentions)).table(
        "language"
    )
    assert any(line.startswith("theme ") and " 0.666 " in line for line in table)
    assert not any(line.startswith("form") for line in table)


def test_plain_values_say_what_the_table_says(corpus: Path) -> None:
    evaluation = read_as(corpus, lambda name, mentions: mentions[:1])
    values = json.loads(json.dumps(evaluation.as_json()))
    assert values["total"]["shares"]["event-recall"] == pytest.approx(2 / 3)
    assert values["layout"]["blog"]["events_stated"] == 2
    assert values["crashed"] == []


def test_reliability_bins_hold_every_mention_once() -> None:
    table = reliability([(0.0, False), (0.5, True), (0.8, True), (0.85, False), (1.0, True)])
    assert sum(bin.mentions for bin in table.bins) == 5
    assert [(b.low, b.mentions, b.right) for b in table.bins if b.mentions] == [
        (0.0, 1, 0),
        (0.5, 1, 1),
        (0.8, 2, 1),
        (0.9, 1, 1),
    ]
    assert table.right_above == pytest.approx(2 / 3)
    assert table.above_of_right == pytest.approx(2 / 3)
    assert reliability([]).right_above is None


def test_split_and_pattern_choose_cases(corpus: Path) -> None:
    halves = {split: {case.name for case in load_cases(corpus, split)} for split in ("dev", "check", "all")}
    assert halves["dev"] | halves["check"] == halves["all"] == {"en-prose-1", "en-prose-2", "en-prose-3"}
    assert halves["check"] == {"en-prose-3"}
    assert all(split_of(corpus / name) == "dev" for name in halves["dev"])
    only = evaluate(corpus, only="*-3", reader=lambda document, place: Reading())
    assert [page.case.name for page in only.pages] == ["en-prose-3"]


def test_the_place_gets_its_zone(corpus: Path) -> None:
    assert load_cases(corpus)[0].place == Place(
        name="City of Yakima", city="Yakima", region="WA", country="US", timezone="America/Los_Angeles", language="en"
    )


def test_a_broken_case_is_named(corpus: Path) -> None:
    folder = write_case(corpus, 4, {"start": "soon"})
    with pytest.raises(ConfigError, match="en-prose-4"):
        load_cases(corpus)
    (folder / "expected.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="en-prose-4"):
        load_cases(corpus)
    with pytest.raises(ConfigError, match="no cases"):
        load_cases(folder)
