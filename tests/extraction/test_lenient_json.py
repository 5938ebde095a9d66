"""JSON as templates print it."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured.lenient_json import BrokenJson, fold_keys, load_json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('\ufeff {"a": 1};', {"a": 1}),
        ('{"a": [1, 2, ], "b": {"c": 3,},}', {"a": [1, 2], "b": {"c": 3}}),
        ('{"a": 1, // one\n "b": /* two */ 2}', {"a": 1, "b": 2}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', {"a": 1}),
        ('{"a": "line one\nline two\t."}', {"a": "line one\nline two\t."}),
        (r'{"a": "the city\'s cops"}', {"a": "the city's cops"}),
        (r'{"a": "\x41 \u12 \u0041"}', {"a": "x41 u12 A"}),
        ('{"a": "<a href="/x">here</a>", "b": 2}', {"a": '<a href="/x">here</a>', "b": 2}),
        ('{"url": "https://vado.example/a,b//c", }', {"url": "https://vado.example/a,b//c"}),
    ],
)
def test_what_is_repaired(text: str, value: object) -> None:
    assert load_json(text) == [value]


def test_values_in_a_row_are_all_read() -> None:
    assert load_json('{"a": 1}\n{"b": 2};{"c": 3}') == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert load_json('{"a": 1} and words') == [{"a": 1}]


@pytest.mark.parametrize("text", ["words", "{'a': 1}", '{"a": ', "[" * 100_000, "9" * 10_000])
def test_what_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(BrokenJson, match="not JSON"):
        load_json(text)


def test_nothing_is_nothing() -> None:
    assert load_json("  ") == []


@pytest.mark.parametrize("piece", ['"', "\\", "/*", "//", ",", " ", '",', "<!--", "{", '\\"', '" ,'])
def test_repair_is_linear(piece: str) -> None:
    text = '{"a": ' + piece * 60_000
    began = time.perf_counter()
    try:
        load_json(text)
    except BrokenJson:
        pass
    assert time.perf_counter() - began < 2


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_good_json_is_left_alone(value: object) -> None:
    assert load_json(json.dumps(value)) == [value]


@given(json_values, st.integers(0, 200), st.sampled_from(list('{}[]",\\/')))
def test_spoilt_json_reads_or_says_so(value: object, at: int, mark: str) -> None:
    text = json.dumps(value)
    try:
        load_json(text[:at] + mark + text[at:])
    except BrokenJson as error:
        assert "not JSON" in str(error)


def test_keys_lose_case_prefix_and_vocabulary() -> None:
    folded = fold_keys({"@type": "Event", "schema:Name": "x", "http://schema.org/startDate": [{"@value": "\ud800"}]})
    assert folded == {"type": "Event", "name": "x", "startdate": [{"value": "\ufffd"}]}
