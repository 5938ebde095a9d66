"""An HTML tree as lines a person reads: what is cut, what is left out, what stands together."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.lines import Block, clean
from cwac_aggregator.extraction.page import is_stop_heading, read_blocks

from .pages import html


def blocks(text: str) -> list[Block]:
    return read_blocks(html(text))


def lines(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<h1>Title</h1><p>One <b>bold</b> line</p>", [("heading", "Title"), ("text", "One bold line")]),
        ("<p>First<br>second</p>", [("text", "First"), ("text", "second")]),
        ("<ul><li>One</li><li>Two <i>three</i></li></ul>", [("item", "One"), ("item", "Two three")]),
        ("<p>A&nbsp;&nbsp;b\n  c\u200b</p>", [("text", "A b c")]),
        ("<p>Cof&shy;fee</p>", [("text", "Coffee")]),
        (
            "<div>Loose text<p>and a paragraph</p>and a tail</div>",
            [("text", "Loose text"), ("text", "and a paragraph"), ("text", "and a tail")],
        ),
        ("<p>Kept</p><script>var a = 'Dropped'</script><style>p {}</style>", [("text", "Kept")]),
        ("<nav><p>Menu</p></nav><p>Kept</p><footer>Address</footer>", [("text", "Kept")]),
        ("<div class='sidebar'><p>Beside</p></div><p>Kept</p>", [("text", "Kept")]),
        ("<div id='comments'><p>Somebody</p></div><p>Kept</p>", [("text", "Kept")]),
        ("<p style='display: none'>Unseen</p><p hidden>Unseen</p><p>Kept</p>", [("text", "Kept")]),
        ("<p><span>Admin</span><span>Jul 6</span></p>", [("text", "Admin Jul 6")]),
        ("<p>July 4<sup>th</sup></p>", [("text", "July 4th")]),
        ("<p><span>C</span>offee</p>", [("text", "Coffee")]),
    ],
)
def test_what_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert lines(text) == expected


def test_a_section_of_other_content_ends_at_the_next_heading_of_its_level() -> None:
    text = "<h1>Coffee</h1><p>One</p><h2>Related</h2><p>Other</p><h3>More</h3><p>Other</p><h2>Details</h2><p>Two</p>"
    assert [t for _, t in lines(text)] == ["Coffee", "One", "Details", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        "Related",
        "Related links",
        "3 Comments",
        "Lire aussi",
        "Kommentare (2)",
        "Lees ook",
        "Leia também",
        "Weitere Meldungen: Polizei Hamm",
        "Sonst noch im Dorf",
        "Autres actualités",
        "À lire ailleurs dans le groupe",
        "Más boletines",
        "Otros eventos de la ciudad",
        "Ook in de buurt",
        "Meer in deze rubriek",
        "Outros eventos do fim de semana",
        "Também esta semana",
    ],
)
def test_headings_of_other_content(text: str) -> None:
    assert is_stop_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Más de 200 vecinos",
        "Autres dates",
        "Meer informatie",
        "En bref",
        "Coffee with a Cop",
        "Upcoming dates at the library",
        "Related to the coffee of Tuesday, a report of some length",
    ],
)
def test_headings_of_the_pages_own_content(text: str) -> None:
    assert not is_stop_heading(text)


def test_the_rows_of_a_table_have_their_cells_and_heads() -> None:
    (first, second) = [
        b
        for b in blocks(
            "<table><tr><th>Date</th><th>Where</th></tr><tr><td>May 3</td><td>Library</td></tr><tr><td>May 9</td><td>Pier</td></tr></table>"
        )
        if b.kind == "row"
    ]
    assert (first.cells, first.labels) == (("May 3", "Library"), ("Date", "Where"))
    assert second.cells == ("May 9", "Pier") and first.group == second.group != 0


def test_the_items_of_a_list_are_a_group_and_two_lists_are_two() -> None:
    found = blocks("<ul><li>a1</li><li>a2</li></ul><ul><li>b1</li></ul>")
    groups = [b.group for b in found]
    assert groups[0] == groups[1] != groups[2]


def test_links_keep_their_text_and_blocks_know_where_they_stand() -> None:
    found = blocks("<div id='post'><p>Come <a href=' /a '>here <b>now</b></a></p></div>")
    assert found[0].links == (("/a", "here now"),)
    assert found[0].locator == "div#post/p[1]"
    assert Block("heading", "x").locator == "title"


def test_a_line_all_in_bold_is_strong() -> None:
    assert [b.strong for b in blocks("<p><b>All bold</b></p><p>Not <b>all</b></p>")] == [True, False]


def test_the_posts_of_an_index_are_told_apart() -> None:
    found = blocks("<article><h2>One</h2><p>a</p></article><article><h2>Two</h2><p>b</p></article>")
    assert len({b.story for b in found}) == 2


def test_a_deep_page_is_read_as_far_as_it_goes() -> None:
    deep = "<div>" * 2000 + "deep" + "</div>" * 2000
    root = lxml.html.document_fromstring(
        f"<html><body><p>Top</p>{deep}</body></html>", parser=lxml.html.HTMLParser(huge_tree=True)
    )
    assert next(b.text for b in read_blocks(root)) == "Top"


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<br>",
        "<b>",
        "</b>",
        "<a",
        "href=x>",
        "</a>",
        "<h1>",
        "</h1>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<span>",
        "<article>",
        "text",
        "4",
        "&nbsp;",
    ]
)


@given(st.lists(TAGS, max_size=40).map(" ".join))
def test_any_markup_is_read_and_lines_are_clean(text: str) -> None:
    root: Any = lxml.html.document_fromstring(f"<html><body>x{text}</body></html>")
    for block in read_blocks(root):
        assert block.text == clean(block.text) != ""
        assert block.locator
