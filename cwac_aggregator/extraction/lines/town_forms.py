"""How a line tells a town: behind a small word, by its police, behind the event's name, before its state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ...normalization.place_words import place_words
from .line import Line, Reader

Form = Literal[
    "dateline",
    "dateline-station",
    "alone",
    "printed",
    "address",
    "venue",
    "host",
    "station",
    "named",
    "in",
    "of",
    "community",
    "turn",
    "region",
    "bare",
]
"""How a town is told: it opens the report ("DOVER, N.H. —"), stands alone on its line, is the town of a place or of an
address without one, a word in a venue's name, is whose police are spoken of, by a name before or behind it, stands behind the event's name, behind a small word, behind "residents of",
before "residents", next in a series ("then it is Dover's turn"), before its state, or none of these."""

_NEAR_HOST = 14
"""Letters between a town and its police: "Duxbury Township Police", "police in Duxbury"."""
_OWN_IS = re.compile(r"['’]s (?:is|was|will be|comes|follows)(?: on| held on| set for)?")
"""Behind a town: that of the town is held on the day that follows."""
BEFORE_DAY = 6
"""Letters between a town and its day: "Elgin on Thursday"."""
_BEHIND_NAME = 24
"""Letters between an event's name and its town: "Coffee with a Cop" events in Duxbury."""
_NEXT_WORD = re.compile(r"(?:['’]s)?\s*([\w-]+)")
_ELIDED = re.compile(r"\b[dl]['’]$")
_STATE = re.compile(r",? (?:[A-Z][a-z]{2,4}\.|[A-Z]{2}\b)")


class TownForms:
    """How the towns of one line are told."""

    def __init__(self, line: Line, reader: Reader) -> None:
        self.line, self.reader = line, reader
        self.words = place_words(reader.lexicon.code)

    def of(self, begin: int, stop: int, within: bool) -> Form:
        """How the town at these offsets is told; `within` says whether its name is part of a venue's."""
        line, cues = self.line, self.reader.cues
        before, after = line.low[:begin], line.low[stop:]
        small = self._small_words(before)
        if line.names and line.dates and cues.ends("municipal", unelided(before), 1):
            return "host"  # "El Ayuntamiento de Úbeda organiza un Café con un Policía el miércoles"
        if within:
            return "venue"
        for a, b in line.hosts():
            if any(name.begin <= a and b <= name.stop for name in line.names):
                continue  # the cop of "Coffee with a Cop in Duxbury"
            ahead, between = a >= stop, line.low[stop:a] if a >= stop else line.low[b:begin]
            if not ahead and not between.strip() and self.reader.lexicon.code == "en":
                continue  # "Trooper Paul Reinhardt"
            if len(between) <= _NEAR_HOST and (ahead or b <= begin) and self._joins(between, of=not ahead):
                told = bool(line.names) and bool(line.dates)
                joints = ("of", "in") if told else ("of",)  # "Police in Duxbury will hold Coffee with a Cop on Friday"
                named = ahead or (self.reader.lexicon.code == "en" and between.strip() in joints)
                return "host" if named else "station"  # "the Police Department of Duxbury" is the town's
        if self._follows_station(before):
            return "station"
        for name in line.names:
            if line.text[stop : name.begin] in (" ", "'s ", "’s "):
                return "named"  # "the Duxbury Coffee with a Cop"
            if 0 <= begin - name.stop <= _BEHIND_NAME:
                between = line.low[name.stop : begin].strip(" \"”’'“,:|–—-")
                if not between or (small and len(between.split()) <= len(small.split()) + 2):
                    return "named"
        if small and not self.words.has("of", small.split()[0]):
            return "in"
        if small and cues.has("community", before[: -len(small)][-24:]):
            return "of"
        if cues.has("community", next_word(after, 0)):
            return "community"
        if self._heads_day(begin, stop):
            return "in"
        return "region" if _STATE.match(line.text, stop) else "bare"

    def _heads_day(self, begin: int, stop: int) -> bool:
        """Whether a town opens a line or a part of it, and its day follows: "Elgin, March 12, at the library", "Darien's is
        Wednesday"."""
        line = self.line
        before = line.low[:begin].strip(" \"“'‘(*•·-–—")
        if before and not before.endswith((":", ";", " and", ",")) and before != "and":
            return False
        gap = _OWN_IS.match(line.low, stop)
        end = gap.end() if gap is not None else stop
        return any(0 <= day.begin - end <= BEFORE_DAY for day in line.dates)

    def _joins(self, between: str, of: bool) -> bool:
        """Whether nothing but what a town calls itself stands between a town and its police, or small words behind them."""
        words = _ELIDED.sub("de", between).strip(" '’").split()
        allowed = ("in", "at", "of", "articles", "particles") if of else ()
        return all(w == "s" or self.reader.cues.has("community", w) or self._is_any(allowed, w) for w in words)

    def _is_any(self, roles: Sequence[str], word: str) -> bool:
        """Whether a word has one of these roles in the places of the page's language."""
        return any(self.words.has(role, word) for role in roles)

    def _follows_station(self, before: str) -> bool:
        """Whether a text ends in "the barracks of"."""
        words = unelided(before[-40:]).split()
        while words and self._is_any(("of", "articles", "particles"), words[-1]):
            words.pop()
        return bool(words) and self.reader.cues.has("station", words[-1])

    def _small_words(self, before: str) -> str:
        """The small words, as "in downtown ", that a text ends in where they lead to a town, else ""."""
        before = unelided(before[-40:])
        if not before.endswith(" "):
            return ""
        words = before.split()
        for count, word in enumerate(reversed(words), 1):
            word = word.strip("(\"“„«'")
            if self.reader.cues.has("about_town", word) or self._is_any(("in", "at", "to", "of"), word):
                return " ".join(words[-count:]) + " "
            if not self.words.has("town_adjectives", word):
                break
        return ""


def unelided(before: str) -> str:
    """What stands before a name with its last small word in full: "mairie d'" (Agneaux)."""
    return _ELIDED.sub("de ", before)


def next_word(low: str, at: int) -> str:
    """The word behind an offset."""
    found = _NEXT_WORD.match(low, at)
    return found[1] if found is not None else ""
