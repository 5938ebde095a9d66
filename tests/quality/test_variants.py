"""A page that is read rightly is read rightly in other clothes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest

from cwac_aggregator.evaluation import Case, evaluate_case, load_cases

from .rewrites import REWRITES
from .variants import VARIANTS, Variant

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
MOST = 42
"""Pages that are read in each variant: other ones in each."""
FEWEST = 10
KEPT = 0.95
"""The share of pages that a variant leaves as right as they are."""


@cache
def pages() -> Sequence[Case]:
    return [case for case in load_cases(CORPUS, "dev") if is_utf8(case)]


def is_utf8(case: Case) -> bool:
    try:
        case.document.body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def is_right(number: int) -> bool:
    return evaluate_case(pages()[number]).whole


def dressed(case: Case, variant: Variant) -> Case:
    html = case.document.body.decode("utf-8")
    return replace(case, document=replace(case.document, body=variant(html).encode()))


def changed(name: str, change: Callable[[Case], Case]) -> list[Case]:
    """As many pages as are read in this variant, of those that it changes and that are read rightly as they are."""
    order = sorted(range(len(pages())), key=lambda number: crc32(f"{name} {pages()[number].name}".encode()))
    found: list[Case] = []
    for number in order:
        case = pages()[number]
        other = change(case)
        if other.document.body != case.document.body and is_right(number):
            found.append(other)
            if len(found) == MOST:
                break
    return found


def assert_still_right(name: str, change: Callable[[Case], Case]) -> None:
    others = changed(name, change)
    wrong = [other.name for other in others if not evaluate_case(other).whole]
    assert len(others) >= FEWEST, "this variant changes too little to say anything"
    assert len(wrong) <= (1 - KEPT) * len(others), f"{len(wrong)} of {len(others)}: {wrong}"


@pytest.mark.parametrize("name", VARIANTS)
def test_other_clothes_change_nothing(name: str) -> None:
    assert_still_right(name, lambda case: dressed(case, VARIANTS[name]))


@pytest.mark.parametrize("name", REWRITES)
def test_what_is_told_otherwise_is_read_otherwise(name: str) -> None:
    assert_still_right(name, REWRITES[name])
