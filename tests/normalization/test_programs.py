"""Names of the program's events, of other programs, of hosts and things shared; and the tables they come from."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.names import find_hosts, find_names, find_other_programs, find_themes
from cwac_aggregator.normalization.tokens import Tokens, tokenize

from .texts import TEXTS

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "programs.yml").read_text(encoding="utf-8"))
CASES = [
    (language, text, [want] if isinstance(want, str) else want)
    for language, rows in TABLE.items()
    for text, want in rows
]


def cut(text: str, language: str = "en") -> Tokens:
    return tokenize(text, lexicon(language))


def rows(file: str) -> list[dict[str, str]]:
    path = resources.files("cwac_aggregator.normalization.names") / file
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_reads(language: str, text: str, expected: list[str]) -> None:
    found = find_names(cut(text, language))
    assert [f"{text[n.begin : n.stop]} = {n.theme}{' (weak)' if n.weak else ''}" for n in found] == expected


def test_a_name_its_publisher_uses_is_known_without_a_keyword() -> None:
    text = "The Morning Circle on the Green is back; coffee is free"
    assert find_names(cut(text)) == []
    (found,) = find_names(cut(text), ["Morning Circle on the Green", " "])
    assert (text[found.begin : found.stop], found.theme) == ("Morning Circle on the Green", None)


def test_other_programs_hosts_and_things_are_found_where_they_stand() -> None:
    text = "Shop with a Cop: OPD officers hand out ice cream and cocoa"
    tokens = cut(text)
    assert [text[a:b] for a, b in find_other_programs(tokens)] == ["Shop with a Cop"]
    assert [text[a:b] for a, b in find_hosts(tokens)] == ["Cop", "OPD", "officers"]
    assert [(text[a:b], theme) for a, b, theme in find_themes(tokens)] == [
        ("ice cream", "ice cream"),
        ("cocoa", "cocoa"),
    ]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Coffee with the Mayor on Friday", ["Coffee with the Mayor"]),
        ("Kaffee mit der Bürgermeisterin", ["Kaffee mit der Bürgermeisterin"]),
        ("Café con el alcalde", ["Café con el alcalde"]),
        ("Coffee with the mayor and the police chief", []),
        ("Coffee with a Cop", []),
    ],
)
def test_a_thing_shared_with_a_host_of_another_kind_is_another_program(text: str, other: list[str]) -> None:
    language = "de" if "Kaffee" in text else "es" if "Café" in text else "en"
    assert [text[a:b] for a, b in find_other_programs(cut(text, language))] == other


@pytest.mark.parametrize("file", ["themes.csv", "hosts.csv", "gatherings.csv", "other_programs.csv", "other_hosts.csv"])
def test_each_form_stands_once_in_a_known_language(file: str) -> None:
    found = [(row["language"], row["form"]) for row in rows(file)]
    assert {language for language, _ in found} <= set(LANGUAGES)
    assert len(found) == len(set(found))
    assert all(form == form.strip() and form for _, form in found)


def test_every_form_of_every_table_is_found_in_a_text() -> None:
    for file, find in (("themes.csv", find_themes), ("other_programs.csv", find_other_programs)):
        for row in rows(file):
            text = f"x {row['form']} x"
            spans = find(cut(text, row["language"]))
            assert spans and (spans[0][0], spans[-1][1]) == (2, len(text) - 2), (file, row)


def test_every_thing_shared_with_a_cop_is_a_name_of_its_theme() -> None:
    for row in rows("themes.csv"):
        if row["language"] == "en":
            names = find_names(cut(f"{row['form'].title()} with a Cop"))
            assert names and names[0].theme, row


@given(st.sampled_from(LANGUAGES), TEXTS)
@settings(max_examples=200)
def test_any_text_is_read_and_names_stand_in_it_in_order(language: str, text: str) -> None:
    tokens = cut(text, language)
    for spans in ([(n.begin, n.stop) for n in find_names(tokens)], find_hosts(tokens), find_other_programs(tokens)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
