"""No regular expression of ours may try exponentially many ways to fail: a repetition of something that may itself be cut in
several ways ("(?:[a-z]{1,5} ?)*") does."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as ops
import re._parser as parser
from collections.abc import Iterator
from typing import Any

import pytest

import cwac_aggregator

_MANY = 30
"""Repetitions from which on the ways to cut a text are too many."""
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


def patterns() -> Iterator[tuple[str, str]]:
    """The expressions that our modules hold, with their names."""
    for module in pkgutil.walk_packages(cwac_aggregator.__path__, "cwac_aggregator."):
        if "migrations" in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            found = (
                value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else [value]
            )
            for one in found:
                if isinstance(one, re.Pattern):
                    text = one.pattern
                    yield f"{module.name}.{name}", text if isinstance(text, str) else text.decode("latin-1")


def is_ambiguous(pattern: str) -> bool:
    return _is_ambiguous(parser.parse(pattern))


def _is_ambiguous(parsed: Any) -> bool:
    for op, value in parsed:
        if op in _REPEATS and value[1] >= _MANY and any(map(_may_be_cut, _branches(value[2]))):
            return True
        if any(_is_ambiguous(inner) for inner in _inner(op, value)):
            return True
    return False


def _may_be_cut(body: list[tuple[Any, Any]]) -> bool:
    """Whether a part of a repeated body repeats itself, and all that stands beside it may be missing."""
    for n, (op, value) in enumerate(body):
        varies = op in _REPEATS and value[1] > max(1, value[0])
        if varies and all(_is_missing(*other) for k, other in enumerate(body) if k != n):
            return True
    return False


def _is_missing(op: Any, value: Any) -> bool:
    """Whether a part may match nothing."""
    if op in _REPEATS or op is ops.POSSESSIVE_REPEAT:
        return bool(value[0] == 0)
    if op is ops.SUBPATTERN:
        return all(_is_missing(*part) for part in value[3])
    if op is ops.BRANCH:
        return any(all(_is_missing(*part) for part in branch) for branch in value[1])
    return op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT)


def _branches(body: Any) -> Iterator[list[tuple[Any, Any]]]:
    """The ways through a body, with groups that hold nothing but a choice opened."""
    parts = list(body)
    for n, (op, value) in enumerate(parts):
        if op is ops.SUBPATTERN:
            yield from _branches([*parts[:n], *value[3], *parts[n + 1 :]])
            return
        if op is ops.BRANCH:
            for branch in value[1]:
                yield from _branches([*parts[:n], *branch, *parts[n + 1 :]])
            return
    yield parts


def _inner(op: Any, value: Any) -> Iterator[Any]:
    if op in _REPEATS or op is ops.POSSESSIVE_REPEAT:
        yield value[2]
    elif op is ops.SUBPATTERN:
        yield value[3]
    elif op is ops.BRANCH:
        yield from value[1]
    elif op in (ops.ASSERT, ops.ASSERT_NOT):
        yield value[1]
    elif op is ops.ATOMIC_GROUP:
        yield value


def test_no_expression_can_be_cut_in_many_ways() -> None:
    assert {name: text[:200] for name, text in patterns() if is_ambiguous(text)} == {}


@pytest.mark.parametrize("pattern", ["(?:[a-z]{1,5} ?)*", "(a+)+", "(?:[ ,]*(?:[a-z]{1,5}['’]?|x))*", "(?:a|b+)*c"])
def test_such_an_expression_is_seen(pattern: str) -> None:
    assert is_ambiguous(pattern)


@pytest.mark.parametrize(
    "pattern", ["(?:[a-z]+ )*", "(?:a|b)*", "(?:[a-z]++ ?)*", r"\w+(?:-\w+)*", "(?: [A-Z][a-z]+){0,3}"]
)
def test_one_that_can_be_cut_in_one_way_is_none(pattern: str) -> None:
    assert not is_ambiguous(pattern)
