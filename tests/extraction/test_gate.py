"""The scan of the bytes never says no where a page states an event, however the letters are hidden."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cwac_aggregator.evaluation import Case, load_cases
from cwac_aggregator.extraction.gate import has_sign

CORPUS = Path(__file__).parent.parent / "corpus"
_ENTITY = re.compile(r"(&[#\w]+;)")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_CODE = re.compile(r"(<script.*?</script>|<style.*?</style>|<!--.*?-->)", re.DOTALL | re.IGNORECASE)


def text_of(body: bytes) -> str:
    """The page's letters; a few pages of the corpus are not in UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def in_texts(body: bytes, change: Callable[[str], str]) -> bytes:
    """Change every text between two tags, but no code."""
    pieces = _CODE.split(text_of(body))
    return "".join(
        piece if number % 2 else _TEXT.sub(lambda match: change(match.group()), piece)
        for number, piece in enumerate(pieces)
    ).encode("utf-8")


def outside_entities(text: str, change: Callable[[str], str]) -> str:
    """Change what is no entity."""
    return "".join(part if number % 2 else change(part) for number, part in enumerate(_ENTITY.split(text)))


def capitals(text: str) -> str:
    """All letters large."""
    return outside_entities(text, str.upper)


def entities(text: str) -> str:
    """Each letter as a number."""
    return outside_entities(text, lambda part: "".join(f"&#{ord(c)};" if c.isalpha() else c for c in part))


def inside_words(mark: str) -> Callable[[str], str]:
    """Put a mark behind the second letter of each word that is long enough."""
    word = re.compile(r"\b([^\W\d_]{2})(?=[^\W\d_])")
    return lambda text: outside_entities(text, lambda part: word.sub(rf"\1{mark}", part))


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda body: body,
    "capitals": lambda body: in_texts(body, capitals),
    "no-break spaces": lambda body: in_texts(body, lambda text: text.replace(" ", "\u00a0")),
    "no-break entities": lambda body: in_texts(body, lambda text: text.replace(" ", "&nbsp;")),
    "entities": lambda body: in_texts(body, entities),
    "soft hyphens": lambda body: in_texts(body, inside_words("\u00ad")),
    "soft hyphen entities": lambda body: in_texts(body, inside_words("&shy;")),
    "zero width spaces": lambda body: in_texts(body, inside_words("\u200b")),
    "tags": lambda body: in_texts(body, inside_words("<b></b>")),
    "tags with attributes": lambda body: in_texts(body, inside_words('<span class="x" style="color:red"></span>')),
    "UTF-16": lambda body: text_of(body).encode("utf-16"),
    "UTF-16 without a mark": lambda body: text_of(body).encode("utf-16-le"),
    "JSON": lambda body: json.dumps({"content": text_of(body)}).encode(),
    "JSON escapes": lambda body: "".join(f"\\u{ord(c):04x}" for c in text_of(body) if ord(c) < 65536).encode(),
}


@pytest.fixture(scope="module")
def eventful() -> list[Case]:
    return [case for case in load_cases(CORPUS) if case.expected]


@pytest.mark.parametrize("way", HIDDEN)
def test_no_event_is_passed_over(way: str, eventful: list[Case]) -> None:
    assert [case.name for case in eventful if not has_sign(HIDDEN[way](case.document.body))] == []


def test_the_scan_can_say_no() -> None:
    assert not has_sign(
        b"<html><body><p>The council meets on Tuesday, October 3, at 7 p.m. in City Hall.</p></body></html>"
    )
