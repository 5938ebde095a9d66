"""The scan of the bytes: it may say yes for nothing, and never says no where the full reader finds an event."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Case
from cwac_aggregator.evaluation.cases import load_cases
from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.scan import has_sign
from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.names import find_gatherings, find_names
from cwac_aggregator.normalization.names.gatherings import companions
from cwac_aggregator.normalization.tokens import tokenize

CORPUS = Path(__file__).parents[1] / "corpus"
CASES = load_cases(CORPUS)
NAMED = [case for case in CASES if case.document.body.isascii()]
NAMELESS = 2
"""Labelled pages whose event has no name of the program's kind; a source that uses it tells the reader."""
_NAME = re.compile(rb"(?i)coffee with a cop")


def test_every_page_of_the_corpus_the_reader_finds_an_event_on_has_a_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = [case for case in CASES if not has_sign(case.document.body)]
    monkeypatch.setattr("cwac_aggregator.extraction.reader.has_sign", lambda *_: True)
    assert [case.name for case in settled if read(case.document, case.place).mentions] == []
    assert sum(bool(case.expected) for case in settled) <= NAMELESS


def test_words_parted_by_a_named_mark_are_a_sign() -> None:
    assert has_sign(b"<p>Ice&nbsp;Cream with a Cop</p>")
    assert has_sign(b"<p>Ice&ensp;Cream&thinsp;with&nbsp;a&nbsp;Cop</p>")
    assert has_sign(b"<p>S&rsquo;mores with a Cop</p>")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Pizza lunch at the mill. Thank an officer for his service.</p>",
        "<p>Personal safety: keep doors locked. Chat with members of the city council.</p>",
        "<p>BBQ for all. Blue bins are emptied on Monday.</p>",
    ],
)
def test_words_near_each_other_are_no_sign_without_a_name(text: str) -> None:
    assert not has_sign(text.encode())


def hide(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """Print each name of the program on a page in another way."""
    return lambda body: _NAME.sub(lambda found: change(found[0].decode()).encode(), body)


def numbered(name: str) -> str:
    return "".join(f"&#{ord(c)};" for c in name)


def hexadecimal(name: str) -> str:
    return "".join(f"&#x{ord(c):X};" for c in name)


HIDDEN = {
    "entities": numbered,
    "hexadecimal entities": hexadecimal,
    "one entity a word": lambda name: re.sub(r"\b\w", lambda c: f"&#{ord(c[0])};", name),
    "no-break spaces": lambda name: name.replace(" ", "&nbsp;"),
    "printed no-break spaces": lambda name: name.replace(" ", "\u00a0"),
    "soft hyphens": lambda name: re.sub(r"(?<=\w)(?=\w)", "&shy;", name),
    "printed soft hyphens": lambda name: re.sub(r"(?<=\w)(?=\w)", "\u00ad", name),
    "zero-width spaces": lambda name: re.sub(r"(?<=\w)(?=\w)", "\u200b", name),
    "tags between words": lambda name: name.replace(" ", "</b> <b>"),
    "tags inside words": lambda name: re.sub(r"(?<=\w)(?=\w)", "<b></b>", name),
    "first letters apart": lambda name: re.sub(r"\b(\w)", r'<span class="drop">\1</span>', name),
    "entities and tags": lambda name: re.sub(r"\w", lambda c: f"<i>&#{ord(c[0])};</i>", name),
    "capitals": str.upper,
    "line ends": lambda name: name.replace(" ", "\r\n\t"),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_a_hidden_name_is_a_sign(way: str) -> None:
    body = f"<html><body><p>{HIDDEN[way]('Coffee with a Cop')}, Tuesday</p></body></html>".encode()
    assert has_sign(body)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_page_in_wide_letters_is_not_settled_by_its_bytes(codec: str) -> None:
    assert has_sign("<html><body><p>Coffee with a Cop</p></body></html>".encode(codec))


def test_a_name_in_json_escapes_is_a_sign() -> None:
    escaped = "".join(f"\\u{ord(c):04x}" for c in "Coffee with a Cop")
    assert has_sign(f'<script type="application/ld+json">{{"name": "{escaped}"}}</script>'.encode())


@pytest.mark.parametrize("way", [*HIDDEN, "utf-16", "nothing"])
def test_it_never_says_no_where_the_reader_finds_an_event(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it says no, the page is read without it, and must hold nothing."""
    monkeypatch.setattr("cwac_aggregator.extraction.reader.has_sign", lambda *_: True)
    for case in NAMED:
        document = replace(case.document, body=changed(case, way))
        if not has_sign(document.body):
            assert read(document, case.place).mentions == (), case.name


def changed(case: Case, way: str) -> bytes:
    body = case.document.body
    if way == "utf-16":
        return body.decode().encode("utf-16")
    return body if way == "nothing" else hide(HIDDEN[way])(body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>A cup of coffee for everybody</p>",
        "<p>Thursday: rain</p>",
        "<p>Caf&eacute; de la place</p>",
        "<p>caf\u00e9</p>",
        "<p>Police</p>" + "<p>Parks, roads and water.</p>" * 20 + "<p>Coffee</p>",
        "<script>cop('coffee with a cop')</script><style>.coffee .cop {}</style><!-- <p>Coffee with a Cop</p> -->",
        "<a href='/police'>Roads</a> <a class='coffee'>Parks</a>",
    ],
)
def test_a_page_without_the_program_has_no_sign(text: str) -> None:
    assert not has_sign(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "<script src=a></script><p>Coffee with a Cop</p><script>x</script>",
        "<style>p{}</style><p>Coffee with a Cop",
        "<p>We <3 coffee with a cop</p>",
        "Coffee with a Cop",
        "<styled-box>Coffee with a Cop</styled-box>",
        "text<script type='application/ld+json'>{'name': 'Coffee with a Cop'}</script>",
        "<p>text</p><script id='wix-warmup-data'>{'title': 'Coffee with a Cop'}</script>",
        "<!-- a > b <script> --><p>Coffee with a Cop</p>",
        "<!--> <p>Coffee with a Cop</p>",
        "<script>open <p>Coffee with a Cop</p>",
        "<SCRIPT>x</SCRIPT><P>COFFEE WITH A COP</P>",
        "<meta property='og:title' content='Coffee with a Cop'>",
        "<description>&lt;p&gt;Coffee &lt;b&gt;with&lt;/b&gt; a&amp;nbsp;Cop&lt;/p&gt;</description>",
        "<title><![CDATA[Coffee with a Cop]]></title>",
        '{"title": {"rendered": "Coffee with a Cop\\nMonday"}, "html": "\\u003cp\\u003eNews"}',
        "BEGIN:VCALENDAR\r\nSUMMARY:Coff\r\n ee with a C\r\n op",
        "<p>K-9s and Cones with the LCSO</p>",
        "<p>Tacos with the 5-0</p>",
        "<p>Th\u00e9 avec un policier</p>",
        "<p>S&rsquo;mores with a Cop</p>",
        "<p>Coffeewith aCop</p>",
        "<p>Cop-puccino</p>",
        "<p>C<b>offee</b> w<i></i>ith a <span>C</span><span>op</span></p>",
    ],
)
def test_a_name_is_a_sign_however_the_page_is_written(text: str) -> None:
    assert has_sign(text.encode())


def test_a_page_in_the_letters_of_another_code_page_has_a_sign() -> None:
    assert has_sign("<p>Caf\u00e9 con un polic\u00eda</p>".encode("cp1252"))


def test_a_source_with_names_of_its_own_is_always_read() -> None:
    assert has_sign(b"<p>Morning Circle, Tuesday at 9</p>", ("Morning Circle",))


def test_a_gathering_that_says_nothing_of_police_is_a_sign_beside_them() -> None:
    page = (
        "<p>La police municipale installe ses thermos au marché.</p><p>Le prochain « Café tranquillité » est mardi.</p>"
    )
    assert has_sign(page.encode())
    assert not has_sign(page.replace("police municipale", "mairie").encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gathering_is_a_sign_wherever_the_grammar_finds_one(language: str) -> None:
    told = companions(language)
    behind = [" ".join(form) for table in told.behind.values() for form, _ in table]
    before = [
        " ".join(form) for table in (told.before, told.joined) for entries in table.values() for form, _ in entries
    ]
    joined = [" ".join(form) for table in told.joined.values() for form, _ in table]
    names = [f"Tapas {form}" for form in behind] + [f"{form} over Tapas" for form in before if form in joined]
    names += [f"{form} Tapas" for form in before if form not in joined] + [f"Tapas &amp; {form}" for form in joined]
    assert names
    for name in names:
        text = html.unescape(name).replace(" - ", "-")
        if find_gatherings(tokenize(text, lexicon(language)), small=True):
            assert has_sign(f"<p>{name}</p><p>Hosted by the police</p>".encode()), name
            assert not has_sign(f"<p>{name}</p><p>Hosted by the choir</p>".encode()), name


@pytest.mark.parametrize("way", HIDDEN)
def test_a_name_of_one_word_is_a_sign(way: str) -> None:
    for name in ("Sicherheitskafi", "Polizei-Kaffee", "Pr\u00e4ventionscaf\u00e9", "Politiekoffie", "Agenten-bakkie"):
        assert has_sign(f"<p>{HIDDEN[way](name)}, 14.</p>".encode()), name
    weak = HIDDEN[way]("Nachbarschaftskaffee")
    assert has_sign(f"<p>{weak}</p><p>mit der Polizei</p>".encode())
    assert not has_sign(f"<p>{weak}</p><p>mit dem Chor</p>".encode())


def test_every_name_the_grammar_knows_is_a_sign() -> None:
    titles = {(m.title or "", case.language) for case in CASES for m in case.expected}
    for title, language in titles:
        if find_names(tokenize(title, lexicon(language))):
            assert has_sign(f"<p>{html.escape(title)}</p>".encode()), title
            assert has_sign(f"<p>{title.encode('ascii', 'xmlcharrefreplace').decode()}</p>".encode()), title


def test_data_that_a_platform_draws_its_events_from_is_looked_into() -> None:
    body = '<script type="application/json" id="wix-warmup-data">{"title":"Bagels with a Cop"}</script>'
    assert has_sign(body.encode())


FLYER = b"Join us for Coffee with a Cop on March 14, 2028 at 8 a.m. at Juniper Bakery"


@pytest.mark.parametrize("printed", [b"&nbsp;", b"Caf&eacute;", b"&#111;", b"\\u0063"])
def test_what_tags_say_counts_beside_what_stands_for_letters(printed: bytes) -> None:
    for tag in (b'<meta property="og:title" content="Coffee with a Cop">', b'<img alt="%b">' % FLYER):
        assert has_sign(b"<html><body>" + tag + b"<p>" + printed + b"</p></body></html>")
