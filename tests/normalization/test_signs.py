"""The words a scan looks for come from the tables of the grammar."""

from __future__ import annotations

from cwac_aggregator.normalization.language import LANGUAGES
from cwac_aggregator.normalization.names import may_name, sign_words
from cwac_aggregator.normalization.names.forms import forms


def test_every_form_of_the_tables_holds_a_sign() -> None:
    signs = sign_words()
    for file, kept in (("themes.csv", signs.themes), ("hosts.csv", signs.hosts | signs.numbered)):
        plain = {" ".join(form) for form in kept}
        for language in LANGUAGES:
            for form in forms(file, language):
                printed = " ".join("".join(c if c.isalnum() else " " for c in word) for word in form).split()
                text = f" {' '.join(printed)} "
                assert any(f" {sign} " in text for sign in plain) or form[0] in signs.unsure, form


def test_forms_that_hold_a_shorter_one_are_left_out() -> None:
    themes = sign_words().themes
    assert ("coffee",) in themes and ("ice", "cream") in themes and ("s", "more") in themes
    assert ("iced", "coffee") not in themes


def test_an_everyday_word_of_english_counts_only_beside_a_word_of_its_language() -> None:
    assert sign_words().unsure == {"the": frozenset({"avec"})}


def test_a_text_without_a_thing_shared_names_no_event() -> None:
    for text, language in (
        ("Coffee with a Cop", "en"),
        ("Th\u00e9 avec un agent", "fr"),
        ("S\u2019mores", "en"),
        ("COFFEEWITH ACOP", "en"),
        ("Caf\u00e9", "es"),
        ("Blaulichtkaffee", "de"),
        ("Quartierkafi", "de"),
        ("Cop-puccino", "en"),
        ("hot dogs", "en"),
        ("Coffee with a Cop", "nl"),
    ):
        assert may_name(text, language), text
    assert not may_name("City Council meeting, agenda and minutes", "fr")
    assert not may_name("Read more about the council's meeting", "en")


def test_every_form_of_the_tables_may_name_an_event() -> None:
    for language in LANGUAGES:
        for form in forms("themes.csv", language) | forms("gatherings.csv", language):
            assert may_name(" ".join(form), language), form
