"""The floors of matching, on the labelled pairs of the third that was never used to fit the weights."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from cwac_aggregator.identity import Record, explain, record_of
from cwac_aggregator.identity.blocking import pairs
from cwac_aggregator.model import Mention, when_value

from . import make_pairs

FILE = Path(__file__).parent / "pairs.jsonl"


def record(name: str, facts: dict[str, Any]) -> Record:
    values = {k: v for k, v in facts.items() if k not in ("page", "source")}
    for field in ("start", "previous_start"):
        values[field] = when_value(values.get(field))
    values["alternatives"] = tuple(when_value(day) for day in values.get("alternatives", ()))
    values["flags"] = tuple(values.get("flags", ()))
    mention = Mention(**values, confidence=0.9)
    return record_of(name, mention, home=facts["url"], source_id=facts["source"], page_url=facts["page"])


def held_out(group: int) -> bool:
    """Every third event is kept for the test; no event's pairs stand on both sides."""
    return group % 3 == 2


@cache
def labelled() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def test_the_file_is_what_the_program_builds() -> None:
    assert labelled() == json.loads(json.dumps(list(make_pairs.build())))


def test_there_are_enough_and_most_are_hard() -> None:
    assert len(labelled()) >= 1000
    easy = {"another_headline", "same_place_next_year", "town_of_that_name_in_another_state"}
    assert sum(pair["kind"] not in easy for pair in labelled()) > len(labelled()) / 2


def test_the_floors_on_the_held_out_third() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    true = found = false = 0
    wrong = []
    for pair in labelled():
        if not held_out(pair["group"]):
            continue
        said = explain(record("a", pair["left"]), record("b", pair["right"]))
        joined = said.verdict == "same"
        true += pair["same"]
        found += pair["same"] and joined
        false += joined and not pair["same"]
        right[pair["kind"]].append(joined == pair["same"])
        if joined != pair["same"]:
            wrong.append((pair["kind"], said.score, pair["left"], pair["right"]))
    assert found / (found + false) >= 0.99, wrong
    assert found / true >= 0.97, wrong
    poor = {kind: sum(results) / len(results) for kind, results in right.items() if sum(results) / len(results) < 0.95}
    assert poor == {}, wrong


def test_blocking_keeps_nearly_every_true_pair() -> None:
    records = []
    true = set()
    for number, pair in enumerate(labelled()):
        records += [record(f"{number}a", pair["left"]), record(f"{number}b", pair["right"])]
        if pair["same"]:
            true.add((2 * number, 2 * number + 1))
    kept = true & set(pairs(records))
    assert len(kept) / len(true) >= 0.995
