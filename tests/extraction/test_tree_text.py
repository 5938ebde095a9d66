"""All texts of a tree, quickly: the same as lxml's own way round."""

from __future__ import annotations

import lxml.html

from cwac_aggregator.extraction.page import texts


def test_texts_are_those_of_the_tree_in_the_order_of_the_page() -> None:
    root = lxml.html.document_fromstring("<body>a<p>b<b>c</b>d<br>e</p> <script>f</script><p></p>g</body>")
    assert texts(root) == list(root.itertext()) == ["a", "b", "c", "d", "e", " ", "f", "g"]


def test_what_follows_an_element_is_not_in_it() -> None:
    root = lxml.html.document_fromstring("<body><p>b</p>tail</body>")
    assert texts(root.find(".//p")) == ["b"]
