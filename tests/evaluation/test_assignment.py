"""The pairing against trying everything."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.evaluation.assignment import best_pairs

SCORES = st.integers(0, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 2.5, 4.0, 7.0]), min_size=columns, max_size=columns), max_size=4
    )
)


def best_by_trying(scores: list[list[float]]) -> float:
    columns = len(scores[0]) if scores else 0
    seats = [*range(columns), *[-1] * len(scores)]
    return max(
        sum(scores[row][column] for row, column in enumerate(order[: len(scores)]) if column >= 0)
        for order in permutations(seats)
    )


@given(SCORES)
def test_no_other_pairing_scores_higher(scores: list[list[float]]) -> None:
    pairs = best_pairs(scores)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(scores[i][j] > 0 for i, j in pairs)
    assert sum(scores[i][j] for i, j in pairs) == best_by_trying(scores)


def test_nothing_pairs_with_nothing() -> None:
    assert best_pairs([]) == []
    assert best_pairs([[], []]) == []
    assert best_pairs([[0.0]]) == []
