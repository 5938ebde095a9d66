"""Gatherings whose names say nothing of police ("Café tranquillité", "Ice Cream Social"): which of them are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...normalization.names import NameSpan, find_gatherings, find_hosts, plain_hosts
from ...normalization.place_words import place_words
from ...normalization.tokens import tokenize
from ..lines import Line, Reader
from ..organizers import Agency, Said, agencies_of, said_of

_LEAD_LINES = 2
"""The lines right under the title."""
_SENTENCE = 50
"""Letters from which on a line is running text."""
_TITLE = -1
_QUOTES = ("“", "„", "«", "«\u00a0", "« ", "‘", "’", "'", '"', "”", "»", "\u00a0»", " »")


def name_gatherings(lines: Sequence[Line], reader: Reader) -> set[int]:
    """Take the names of gatherings for the program's where their paragraph speaks of police, and those that anybody may give
    where police are told to hold them or to be met there; the paragraphs are returned."""
    shared = any(line.themes() for line in lines)
    if not any(line.tokens is not None and find_gatherings(line.tokens, small=True, shared=shared) for line in lines):
        return set()
    policed = {line.unit for line in lines if _speaks_of_police(line)}
    held = {line.unit for line in lines if _is_held_by_police(line)}
    near = policed | {unit + step for unit in policed for step in (1, -1)}
    lead = [line.unit for line in lines[1:] if len(line.text) >= _SENTENCE or line.heading or line.hosts()][
        :_LEAD_LINES
    ]
    for units in (policed, held):
        if not units.isdisjoint(lead):
            units.add(_TITLE)
    own_page = bool(find_hosts(tokenize(reader.place.name or "", reader.lexicon)))
    found: set[int] = set()
    told_of: set[str] = set()
    open_to: list[tuple[Line, list[NameSpan]]] = []
    for line in lines:
        # "Cops hold bubble tea party", "Join Chief Ann Lee for coffee and conversation on Friday at 8 a.m."
        told = line.heading or bool(line.dates and line.times)
        small = (told and bool(line.hosts())) or (bool(line.dates) and line.unit in held)
        names = find_gatherings(line.tokens, small=small, shared=shared) if line.tokens is not None else []
        beside = near if line.dates or not line.heading else policed
        ours = [
            name
            for name in names
            if (name.weak and (line.unit in held or (own_page and _is_our_own(line, name, reader))))
            or (not name.weak and line.unit in policed)
            or _is_of_police(line, name)
            or (line.unit in beside and _is_quoted(line, name))
        ]
        if ours:
            line.take_names(ours)
            found.add(line.unit)
            told_of |= {line.low[name.begin : name.stop] for name in ours}
        elif names and line.dates:
            open_to.append((line, names))
    for line, names in open_to:  # "Café Comunitário volta no dia 20 de agosto": the police's, by what was told of it
        if ours := [name for name in names if line.low[name.begin : name.stop] in told_of]:
            line.take_names(ours)
            found.add(line.unit)
    return found - {_TITLE}


def _is_quoted(line: Line, name: NameSpan) -> bool:
    """Whether a gathering's name stands in quotation marks: told as a name, where the next paragraph may say whose."""
    return line.text[: name.begin].endswith(_QUOTES) and line.text[name.stop :].lstrip(".,!").startswith(_QUOTES)


def _is_our_own(line: Line, name: NameSpan, reader: Reader) -> bool:
    """Whether a publisher tells of a gathering as of its own: in a heading, or "our Taco Night"."""
    before = line.low[: name.begin].rstrip()
    return line.heading or any(stop == len(before) for _, stop in reader.cues.spans("our_own", before))


def _is_of_police(line: Line, name: NameSpan) -> bool:
    """Whether a gathering's name says whose it is: "Chief's Coffee", "Cop Talk"."""
    hosts = plain_hosts(line.reader.lexicon.code if line.reader is not None else "en")
    return any(word.removesuffix("'s") in hosts for word in line.low[name.begin : name.stop].split())


def _speaks_of_police(line: Line) -> bool:
    """Whether a line speaks of police, not only of where their house stands ("next to the police station")."""
    return next(_hosts(line), None) is not None


def _is_held_by_police(line: Line) -> bool:
    """Whether a line tells police to hold something, or to be met: "Milltown police will host", "hosted by our officers"; in a
    heading it is enough that they are named."""
    hosts = list(_hosts(line))
    if line.heading:
        return bool(hosts)
    if not hosts:
        return False
    agencies = [agency for agency in agencies_of(line) if any(agency.begin <= a < agency.stop for a, _ in hosts)]
    told = [*agencies, *(Agency(a, b, line.text[a:b]) for a, b in hosts)]
    return any(said_of(agency, line) >= Said.MEETS for agency in told)


def _hosts(line: Line) -> Iterator[tuple[int, int]]:
    """Where a line speaks of police themselves."""
    if line.reader is None:
        return
    words = place_words(line.reader.lexicon.code)
    for begin, stop in line.hosts():
        following = line.low[stop:].split()[:1]
        if not following or not words.has("agency_places", following[0].strip(".,;:")):
            yield begin, stop
