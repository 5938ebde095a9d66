"""Pairing two lists so that the sum of the scores is the largest (the assignment problem)."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) with the largest sum of scores, each row and column at most once, sorted by row.

    A score of 0 or less is no pair. The method is Kuhn's and Munkres' with potentials, cubic in the number of rows.
    """
    rows = len(scores)
    columns = max((len(row) for row in scores), default=0)
    size = max(rows, columns)
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for i, row in enumerate(scores, 1):
        for j, score in enumerate(row, 1):
            cost[i][j] = -max(score, 0.0)
    over_rows = [0.0] * (size + 1)
    over_columns = [0.0] * (size + 1)
    owner = [0] * (size + 1)
    for row_number in range(1, size + 1):
        owner[0] = row_number
        column = 0
        least = [float("inf")] * (size + 1)
        came_from = [0] * (size + 1)
        done = [False] * (size + 1)
        while owner[column]:
            done[column] = True
            i, delta, following = owner[column], float("inf"), 0
            for j in range(1, size + 1):
                if done[j]:
                    continue
                slack = cost[i][j] - over_rows[i] - over_columns[j]
                if slack < least[j]:
                    least[j], came_from[j] = slack, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if done[j]:
                    over_rows[owner[j]] += delta
                    over_columns[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    pairs = [(owner[j] - 1, j - 1) for j in range(1, size + 1)]
    return sorted((i, j) for i, j in pairs if i < rows and j < len(scores[i]) and scores[i][j] > 0)
