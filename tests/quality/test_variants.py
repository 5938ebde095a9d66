"""A page that is read rightly is read rightly in other clothes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Case, evaluate_case, load_cases

from .variants import VARIANTS, Variant

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
ONE_IN = 6
"""Pages of the corpus of which one is read: each variant reads the same ones."""
KEPT = 0.95
"""The share of pages that a variant leaves as right as they are."""


@cache
def right_pages() -> Sequence[Case]:
    return [case for case in load_cases(CORPUS, "dev")[::ONE_IN] if evaluate_case(case).whole]


def dressed(case: Case, variant: Variant) -> Case:
    html = case.document.body.decode("utf-8", "replace")
    return replace(case, document=replace(case.document, body=variant(html).encode()))


@pytest.mark.parametrize("name", VARIANTS)
def test_other_clothes_change_nothing(name: str) -> None:
    others = [(case, dressed(case, VARIANTS[name])) for case in right_pages()]
    changed = [other for case, other in others if other.document.body != case.document.body]
    wrong = [other.name for other in changed if not evaluate_case(other).whole]
    assert len(changed) >= 10, "this variant changes too little to say anything"
    assert len(wrong) <= (1 - KEPT) * len(changed), f"{len(wrong)} of {len(changed)}: {wrong}"
