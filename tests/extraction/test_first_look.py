"""The first look at a page: it may stop for nothing, and never passes by a thing that the scan of the whole text would find."""

from __future__ import annotations

import html
import sys

import pytest

from cwac_aggregator.extraction.scan import first_look, has_sign
from cwac_aggregator.extraction.scan.first_look import is_quick, texts_to_read
from cwac_aggregator.extraction.scan.printed_text import UNSEEN
from cwac_aggregator.normalization.language import fold
from cwac_aggregator.normalization.names import sign_words

from .test_gate import HIDDEN

FILLING = b"<div class='row'><a href='/parks'>Parks and roads</a>, streets &amp; snow</div>\n" * 60


def page(inside: bytes) -> bytes:
    """A page long enough for the first look."""
    return b"<!doctype html><html><body>" + FILLING + inside + FILLING


@pytest.mark.parametrize("way", HIDDEN)
@pytest.mark.parametrize(
    "name", ["Coffee with a Cop", "Cocoa with Cops", "Ice Cream with the Sheriff", "Pizza with a Cop"]
)
def test_a_hidden_name_on_a_long_page_is_a_sign(way: str, name: str) -> None:
    body = page(f"<p>{HIDDEN[way](name)}, Tuesday</p>".encode())
    assert is_quick(body)
    assert has_sign(body)


@pytest.mark.parametrize(
    "text",
    [
        "<script src=a></script><p>Coffee with a Cop</p><script>x</script>",
        "<style>p{}</style><p>Coffee with a Cop",
        "<p>We <3 coffee with a cop</p>",
        "<styled-box>Coffee with a Cop</styled-box>",
        "<script type='application/ld+json'>{'name': 'Coffee with a Cop'}</script>",
        "<script type='application/ld+json'>{'name': 'Coffee\\nwith\\u00a0a Cop', 'html': '\\u003cp\\u003eDonuts'}</script>",
        "<script id='wix-warmup-data'>{'title': 'Coffee with a Cop'}</script><p>text</p><script>x</script>",
        "<!-- a > b <script> --><p>Coffee with a Cop</p>",
        "<!--> <p>Coffee with a Cop</p>",
        "<!---> <p>Coffee with a Cop</p> -->",
        "<!-- a --!> <p>Coffee with a Cop</p>",
        "<script>open <p>Coffee with a Cop</p>",
        "<p>Roads<style></a><p>Coffee with a Cop</p>",
        "<script>var a = '</s<b>' + '</scrip';</script>Coffee with a Cop",
        "<SCRIPT>x</SCRIPT><P>COFFEE WITH A COP</P>",
        "<meta property='og:title' content='Coffee with a Cop'>",
        "<p>K-9s and Cones with the LCSO</p>",
        "<p>Tacos with the 5-0</p>",
        "<p>Th\u00e9 avec un policier</p>",
        "<p>THE AVEC UN POLICIER</p>",
        "<p>S&rsquo;mores with a Cop</p>",
        "<p>Coffeewith aCop</p>",
        "<p>Cop-puccino</p>",
        "<p>C<b>offee</b> w<i></i>ith a <span>C</span><span>op</span></p>",
        "<p>Cof-\nfee with a Cop</p>",
        "<p>Kaf-<br>\nfee mit der Polizei</p>",
        "<p>Caf<!-- x -->&eacute; con un polic&iacute;a</p>",
        "<p>&copyCoffee with a Cop</p>",
        "<p>Caf&amp;eacute; con la polic&amp;iacute;a</p>",
        "<p>&lt;p&gt;C&lt;b&gt;offee&lt;/b&gt; with a Cop</p>",
        "<p>Ice</b>&nbsp;<b>cream with a Cop</p>",
        "<p>TE</b>A with a Cop</p>",
        "<p>Coff\u00e8e w\u00efth a C\u00f6p</p>",
        "<p>Caf\u00e9s con un polic\u00eda, Ca<b>f</b>\u00e9 con un polic\u00eda</p>",
        "<p>Caf&eacute;s con un<i>a polic\u00eda</i></p>",
        "<p>Cops and <span data-row='" + "x " * 500 + "'>Cones</span></p>",
        "<p>La police municipale</p>" + FILLING.decode() + "<p>Le prochain Caf\u00e9 tranquillit\u00e9 est mardi.</p>",
        "<p>Cops <!-- x --> &amp; Cones</p>",
        "<p>Coffee<script>var a = 1;</script> with <style>b{}</style> a Cop</p>",
    ],
)
def test_a_name_is_a_sign_however_a_long_page_is_written(text: str) -> None:
    assert has_sign(page(text.encode()))


def test_a_name_in_a_western_code_page_is_a_sign() -> None:
    for name in ("Caf\u00e9 con un polic\u00eda", "Caf\u00e9"):
        assert [*texts_to_read(page(f"<p>{name}</p>".encode("cp1252")))]
    assert has_sign(page("<p>Caf\u00e9 con un polic\u00eda</p>".encode("cp1252")))


def test_every_letter_that_may_stand_for_one_of_ours_is_looked_at() -> None:
    """All of Unicode: whatever is read as letters of ASCII, or as nothing."""
    letters = [
        chr(code)
        for code in range(0x80, sys.maxunicode + 1)
        if not 0xD800 <= code <= 0xDFFF
        and (not (plain := fold(UNSEEN.sub("", chr(code)))) or any("a" <= c <= "z" for c in plain))
    ]
    assert len(letters) > 1000
    automaton = first_look._automaton()
    words = sorted(word for form in sign_words().themes if len(form) == 1 for word in form if len(word) > 3)
    for letter in letters:
        plain = fold(UNSEEN.sub("", letter))
        inside = [w[0] + w[1:].replace(plain, letter, 1) for w in words if plain in w[1:-1]][:1]
        first = [letter + w.removeprefix(plain) for w in words if len(plain) < 2 and w.startswith(plain)][:1]
        for word in inside + first:
            assert automaton.match(f"{word} ".encode()) is not None, (hex(ord(letter)), word)
        assert automaton.match(f"coff&#{ord(letter)};".encode()) is not None, hex(ord(letter))
        assert automaton.match(f"coff&#x{ord(letter):X};".encode()) is not None, hex(ord(letter))


def test_every_named_letter_is_looked_at() -> None:
    automaton = first_look._automaton()
    for name, value in html.entities.html5.items():
        plain = fold(UNSEEN.sub("", value))
        if not plain or any("a" <= c <= "z" for c in plain):
            assert automaton.match(f"coff&{name}".encode()) is not None, name


def test_it_stops_at_every_thing_shared() -> None:
    signs = sign_words()
    automaton = first_look._automaton()
    for form in signs.themes | signs.gatherings | signs.compounds[0] | signs.compounds[1]:
        for gap in (" ", "&nbsp;", "</b> <b>", "-"):
            assert automaton.match(f"<p>{gap.join(form)}</p>".encode()) is not None, form


def test_pages_of_something_else_are_settled() -> None:
    body = page(
        b"<p>Officers met the council.</p><script>cookie = 'coffee with a cop'</script><!-- Coffee with a Cop -->"
    )
    assert [*texts_to_read(body)] == []


def test_without_the_library_the_whole_text_is_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_look, "re2", None)
    assert has_sign(page(b"<p>Coffee with a Cop</p>"))
    assert not has_sign(page(b"<p>Coffee</p>"))
