"""The host of an item of markup or of a feed that names none in a field of its own: its words may."""

from __future__ import annotations

from ...model import Place
from ...normalization.language import lexicon
from ..lines import Block, Line, Reader, split_sentences
from ..structured import Candidate
from .choosing import find_organizer
from .standing import StoryHosts


def put_host(candidate: Candidate, place: Place, language: str) -> None:
    """Set the organizer of an item from its title and description ("Hosted by the Marlow Police Department")."""
    values = candidate.values
    if candidate.origin == "prose" or "organizer" in values or values.get("kind") == "observance" or not candidate.text:
        return
    words = lexicon(language)
    reader = Reader(words, words.date_order, place)
    sentences = [part for text in candidate.text.splitlines() for part in split_sentences(text)]
    lines = [reader.annotate(Line(text, Block("text", text), number)) for number, text in enumerate(sentences)]
    found = find_organizer(StoryHosts(lines, [True] * len(lines)), [], reader, values.get("city"))
    if found is None:
        return
    name, line = found
    candidate.put(
        "organizer", name, name, "source" if line is None else _place_in(candidate, in_title=line is lines[0])
    )


def _place_in(candidate: Candidate, *, in_title: bool) -> str:
    """Where the words stand: the title's field, or the description's beside it."""
    title = candidate.evidence.get("title")
    if title is None:
        return "description"
    item, _, field = title.locator.rpartition(".")
    return title.locator if in_title else f"{item}.{'DESCRIPTION' if field.isupper() else 'description'}".lstrip(".")
