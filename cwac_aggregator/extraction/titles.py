"""The event's title: which of the names a story prints, and how much of its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from ..normalization.names import NameSpan
from .cues import plain
from .drafts import Draft
from .lines import Line

_OPENING = tuple('"“„«‘')
_CLOSING = tuple('"”“»’')
_ARTICLE = re.compile(r"(?:[\"“„«‘'] ?(?:un|une|um|uma|ein|eine|een)|(?<=[\w,] )(?:Un|Une|Um|Uma|Een)) $")
"""An article that is of a name: behind its quotation mark, or with a capital within a sentence."""
_GATHERING = re.compile(r" (?:[A-Z]\w+ ){0,2}(?:Social|Tour|Party|Picnic|Carnival|Cruiser)\b(?! [A-Z])")
"""What goes on with a name: "Cops and Cones | Ice Cream Social"."""
_AND_MORE = re.compile(r" (?:&|\+|and) (?:the )?[A-Z][\w']*(?: [A-Z][\w']*){0,2}$")
"""What goes on with the name in an entry's heading: "Cocoa with a Cop | & Story Hour"."""
_DAY = re.compile(r"(?:National|International|World) .* Day", re.IGNORECASE)
"""The day that a nation keeps, as an entry's whole heading."""
_SMALL = frozenset(["a", "an", "the"])


Told = tuple[NameSpan, Line]
"""A name where a line prints it."""


class StoryNames:
    """The names that a story prints, with what every event of it asks of them: worked out once."""

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = told

    @cached_property
    def by_spelling(self) -> dict[str, list[Told]]:
        """The names in reading order, by how they are spelt."""
        found: dict[str, list[Told]] = defaultdict(list)
        for name, line in self.told:
            found[_spelling(name, line)].append((name, line))
        return found

    @cached_property
    def spellings(self) -> dict[tuple[str, ...], Counter[str]]:
        """How often each spelling of a name with capitals is printed, by what the spellings have in common."""
        found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for name, line in self.told:
            if not name.weak and _is_capital(name, line):
                found[_form(name, line)][_spelling(name, line)] += 1
        return found

    @cached_property
    def proper(self) -> list[Told]:
        """Those with a capital: "a conversation with a deputy" is told of what is named "Coffee with a Cop"."""
        return [x for x in self.strong if _is_capital(*x)]

    @cached_property
    def strong(self) -> list[Told]:
        """Those that name the program whatever stands around them."""
        return [x for x in self.told if not x[0].weak]

    @cached_property
    def pool(self) -> list[Told]:
        """The surest that there are; "koffie drinken met een agent" is what is done, where another name is told beside it."""
        found = self.proper or self.strong or list(self.told)
        return [x for x in found if not _is_deed(*x)] or found

    @cached_property
    def quoted(self) -> list[Told]:
        """Those of them that the page itself marks as names."""
        return [x for x in self.pool if _is_quoted(*x)]

    @cached_property
    def longer(self) -> dict[str, tuple[str, Line]]:
        """By its spelling, a name as it is first printed with more words that belong to it, and the line that prints it so."""
        found = {spelt: next(filter(None, map(_with_more, told)), None) for spelt, told in self.by_spelling.items()}
        return {spelt: more for spelt, more in found.items() if more is not None}

    @cached_property
    def any_marked(self) -> bool:
        """Whether the page marks a name at all, or prints one in a heading."""
        return any(line.heading or _is_quoted(name, line) for name, line in self.told)

    @cached_property
    def all_headings(self) -> bool:
        """Whether no name stands in the text."""
        return all(line.heading for _, line in self.told)


def name_of(draft: Draft, names: StoryNames) -> Told:
    """The name an event goes by, of all that the story prints: its own, what the page marks as a name, the heading's.

    Of two spellings ("Taco with a Cop", "Tacos with a Cop") it is the one the story prints more often.
    """
    name, line = _chosen(draft, names)
    often = names.spellings.get(_form(name, line), Counter())
    here = _spelling(name, line)
    best = max(often, key=lambda text: (often[text], " with a " in text, text == here), default=here)
    if best == here or (often[best] == often[here] and " with a " not in best):
        return name, line
    return next(x for x in names.by_spelling[best] if not x[0].weak and _is_capital(*x))


def _is_deed(name: NameSpan, line: Line) -> bool:
    doing = line.reader.lexicon.in_names("doing") if line.reader is not None else frozenset[str]()
    return bool(doing) and not doing.isdisjoint(_spelling(name, line).split())


def _spelling(name: NameSpan, line: Line) -> str:
    return plain(line.text[name.begin : name.stop])


def _form(name: NameSpan, line: Line) -> tuple[str, ...]:
    """The words of a name without what differs from one spelling to the next."""
    words = re.findall(r"[\w/]+", _spelling(name, line))
    return tuple("with" if word == "w/" else word.removesuffix("s") for word in words if word not in _SMALL)


def _chosen(draft: Draft, names: StoryNames) -> Told:
    own = (
        (draft.name, draft.name_line)
        if draft.name is not None and draft.name_line is not None and not draft.name.weak
        else None
    )
    if own is not None and _is_deed(*own) and not _is_deed(*names.pool[0]):
        own = None
    if own is not None and _is_capital(*own) and not (_is_of_sentence(*own) and names.any_marked):
        return own
    if own is not None and not names.proper:
        return own
    quoted = [x for x in names.quoted if own is None or x[0].theme == own[0].theme] or names.quoted
    pool = quoted or names.pool
    return next((x for x in pool if x[1].heading), pool[0])


def _is_of_sentence(name: NameSpan, line: Line) -> bool:
    """Whether a name of a German sentence may be none: its nouns have a capital anyhow ("bei Kaffee, Kakao und Tee mit der
    Polizei ins Gespräch kommen")."""
    german = line.reader is not None and line.reader.lexicon.code == "de"
    return german and not (line.heading or line.label or line.block.group or _is_quoted(name, line))


def _is_quoted(name: NameSpan, line: Line) -> bool:
    behind = line.text[name.stop : name.stop + 2].lstrip(".,!?")  # “Tacos with the Five-O,” as American type sets it
    article = _ARTICLE.search(line.text[: name.begin])
    begin = name.begin if article is None else article.start() + 1
    return line.text[begin - 1 : begin] in _OPENING and behind.lstrip()[:1] in _CLOSING


def _is_capital(name: NameSpan, line: Line) -> bool:
    return bool(line.text[name.begin : name.begin + 1].isupper())


def title_of(name: NameSpan, line: Line, names: StoryNames) -> tuple[str, Line]:
    """The event's name as printed, with the words that belong to it, and the line that prints it so."""
    begin = name.begin
    if (article := _ARTICLE.search(line.text[:begin])) is not None:
        begin = article.start()
    printed = line.text[begin : name.stop].strip(" \"“”'‘’„«»")
    if not name.weak and (longer := names.longer.get(plain(printed))) is not None:
        return longer
    if line.heading and names.all_headings and (day := _DAY.fullmatch(line.text)) is not None:
        return day.group(), line  # the title of an entry; in a story, the day is not the event
    return printed, line


def _with_more(told: Told) -> tuple[str, Line] | None:
    """A name with the words behind it that belong to it, and its line."""
    name, line = told
    more = _GATHERING.match(line.text, name.stop)
    if more is None and line.heading and name.begin == 0:
        more = _AND_MORE.match(line.text, name.stop)
    return None if more is None else (line.text[name.begin : name.stop] + more.group(), line)
