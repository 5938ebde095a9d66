"""What a sentence with a day is about: the event, or a committee, a market, a lane closure that happens then."""

from __future__ import annotations

import re

from ...normalization.dates import DateSpan
from ...normalization.names import find_themes
from ..cues import Cues
from ..lines import Line

NEAR_OTHER = 16
"""Letters between another program and its day."""
_DEED_WITHIN = 30
"""Letters from a day to the verb of what was done then."""
_LONGEST_SUBJECT = 9
"""Words of a subject; more are a clause of their own."""
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_ARTICLES = re.compile(
    r"(?:the|an?|this|our|his|her|my|der|die|das|eine?|el|las?|los|una?|les?|une|het|de|een|[oa]s?|uma?)"
)
_IS = re.compile(r"\b(is|are|will be|ist|sind|es|sera|est|sera le|is op|sao) (?:on |am |el |le |op |em |no |na )?$")
"""What joins a subject with its day: "A picnic in his honor is July 13"."""
_QUOTED = re.compile(
    r"[“\"„«] ?(?:[A-ZÀ-Þ][\w'’&-]* ?(?:(?:and|with|the|a|of|for|in|&|y|con|und|mit|et|avec) )*){2,7},?[”\"“»]"
    r"(?: (?:event|on|is|am|el|le|op|no|na|will be held on|event on),?)? ?$"
)
"""A name in quotation marks, up to the day behind it."""
_LONGEST_QUOTED = 80
_QUOTED_NAME = re.compile(r" [“\"„«] ?[A-ZÀ-Þ][^“”\"„«»]{3,60},?[.,]?[”\"“»]")
"""A name in quotation marks behind "called"."""
_OPENS = 6
"""Letters before the subject that opens a sentence."""
_SHORT_NAMING = 3
"""Letters of "is" and the like, which say less than "called"."""
_KIND_WITHIN = 20
"""Letters before "called" that say what is: "an event called"."""
_OWN = re.compile(
    r"\b(?:its|our|their|this|ihr\w*|unser\w*|su|nuestr\w+|son|sa|notre|leur|zijn|hun|ons|onze|seu|sua|noss\w) $"
)
"""Before a name in quotation marks: one of the series'."""
_CHANGES = ("cancelled", "postponed", "moved", "changing", "moved_place")
"""The roles of words of change."""
_SURE_CHANGES = ("cancelled", "postponed", "moved_place")
"""Those that say enough without a day."""
_OURS = re.compile(r"\b(?:it|we|us|our|wir|uns|es wird|nous|wij|ons|nos|nosotros)\b")
"""Words by which a sentence may speak of the event without a word for it."""
_SUFFERED = re.compile(
    r"\b(?:been|is|are|was|were|had to be|has to be|has moved|have moved|will not|won't|isn't|wird|werden|wurden?|ist|sind|fallt|fallen|est|sont|a ete|ont ete|"
    r"n'aura|fue|ha sido|queda|quedan|se|wordt|worden|werd|gaat|vervalt|foi|foram|fica|nao)\b"
)
"""What is said of a thing that is called off, and not of who calls it off."""
_VERB = 12
"""Letters of the verb that opens words of change."""
_TITLED = re.compile(
    r"(?:(?:Our|The|Its|Their)(?: own| annual| free| popular)? )?"
    r"((?:[A-Z][\w'’&-]+ )(?:(?:in|on|the|of|and|with|at|for|by|a|&) )*(?:[A-Z][\w'’&-]+ ?)+)"
    r"(?:will )?(?:begin|start|run|meet|kick off|resume|continue)s? (?:at |on |from )?$"
)
"""A name of several words and a verb of being held, up to the day or the hour: "Concerts in the Park begin at 7 on"."""
_INVERTS = frozenset(["de", "nl"])
"""Languages that put the subject behind the verb where a day opens the sentence."""


def where_other_begins(line: Line) -> int:
    """Where a sentence goes on to another program and its day, after a day of ours; its length where it does not:
    "Coffee with a Cop on March 14 and a bike rodeo on April 6"."""
    for begin, stop in line.others:
        before = [name for name in line.names if name.stop <= begin]
        later = any(name.begin > begin for name in line.names)
        own = any(before[-1].stop <= day.begin < begin for day in line.dates) if before else False
        if own and not later and any(0 <= day.begin - stop <= NEAR_OTHER for day in line.dates):
            return begin
    return next((day.begin for day in line.dates if _opens_a_deed(line, day)), len(line.text))


def is_of_quoted(line: Line, day: DateSpan) -> bool:
    """Whether a day stands right behind the quoted name of another gathering ("will co-host “Dogs and Deputies” on May 14"),
    or in a sentence that says how another is called ("On May 14 there will be an event called “Stroll Patrol”")."""
    if line.names or line.heading or line.label is not None or line.tokens is None:
        return False
    quoted = _QUOTED.search(line.text, max(0, day.begin - _LONGEST_QUOTED), day.begin) or _called(line)
    if quoted is None or _OWN.search(line.low, 0, quoted.start()) is not None:
        return False
    return not any(quoted.start() <= begin < quoted.end() for begin, _, _ in find_themes(line.tokens))


def _called(line: Line) -> re.Match[str] | None:
    """The quoted name that a sentence says something is called."""
    cue = line.reader.cues if line.reader is not None else None
    for begin, stop in cue.spans("naming", line.low) if cue is not None else ():
        quoted = _QUOTED_NAME.match(line.text, stop) if stop - begin > _SHORT_NAMING else None
        if cue is not None and quoted is not None and cue.has("event", line.low[max(0, begin - _KIND_WITHIN) : begin]):
            return quoted
    return None


def _opens_a_deed(line: Line, day: DateSpan) -> bool:
    """Whether a day behind the name opens what else was done: "..., and on Saturday we held Bike Safety Day"."""
    named = [name.stop <= day.begin for name in line.names]
    if not named or not all(named) or line.reader is None:
        return False
    cue, behind = line.reader.cues, line.low[day.stop : day.stop + _DEED_WITHIN]
    deeds = cue.spans("deed", behind)
    if not deeds or cue.has("firm", behind[: deeds[0][0]]) or behind[: deeds[0][0]].endswith(" be "):
        return False  # "will instead be held Saturday"
    return line.text[day.stop + deeds[0][1] :].lstrip()[:1].isupper()


def is_of_another(line: Line) -> bool:
    """Whether a sentence says of something else that it is then: "The safety committee meets Monday at 6 p.m."

    Its subject stands with an article before a verb of being held, and is neither the program, the police, what is
    shared, nor a word that may mean the event ("the fun", "the doors", "the van").
    """
    if line.names or line.label is not None or line.heading or line.block.group or line.tokens is None:
        return False
    cue = line.reader.cues if line.reader is not None else None
    if cue is None or cue.has_any(("event", "again", "moved"), line.low):
        return False
    if _is_of_titled(line, cue) or _is_held_around(line, cue):
        return True
    if cue.has("other_day", line.low):
        return True  # "The chief will speak to the Rotary Club on Thursday"
    spans = cue.spans("held", line.low)
    spans += [found.span(1) for date in line.dates if (found := _IS.search(line.low, 0, date.begin)) is not None]
    if not spans:
        return False
    begin, stop = spans[0]
    told = [(s.begin, s.stop) for s in line.dates] + [(s.begin, s.stop) for s in line.times]
    before = max((b for _, b in told if b <= begin), default=0)
    if _is_other(line, cue, before, begin):
        return True
    if line.tokens.lexicon.code not in _INVERTS or before == 0:
        return False
    after = min((a for a, _ in told if a >= stop), default=len(line.low))
    return _is_other(line, cue, stop, after)


def _is_held_around(line: Line, cue: Cues) -> bool:
    """Whether a verb of being held stands around a subject that is another: "wird außerdem die neue Wache eröffnet"."""
    assert line.tokens is not None
    themes = find_themes(line.tokens)
    return any(
        not any(begin <= a < stop for a, _, _ in themes) and not cue.has("scene", line.low[begin:stop])
        for begin, stop in cue.spans("held_around", line.low)
    )


def goes_on_with_body(before: Line | None, line: Line) -> bool:
    """Whether a sentence says of a council, which the one before it opens with, when it meets: "It meets again March 19"."""
    cue = line.reader.cues if line.reader is not None else None
    if cue is None or before is None or line.names or not line.dates:
        return False
    if not cue.opens("goes_on", line.low) or not cue.has("held", line.low):
        return False
    return any(begin < _OPENS for begin, _ in cue.spans("body", before.low))


def _is_of_titled(line: Line, cue: Cues) -> bool:
    """Whether a sentence opens with the name of another gathering, which begins or runs then."""
    first = min((s.begin for group in (line.dates, line.times, line.rules) for s in group), default=0)
    titled = _TITLED.match(line.text, 0, first) if first and line.tokens is not None else None
    if titled is None or line.tokens is None or any(a < first for a, _ in line.hosts()):
        return False
    if cue.has_any(("scene", "one_of"), line.low[:first]):
        return False
    return not any(a < first for a, _, _ in find_themes(line.tokens))


def is_change_of_another(line: Line) -> bool:
    """Whether a sentence calls off or moves something else: "The card afternoon on February 4 moves to Rillaar". Its
    subject opens it, with an article, before its day and the word of change."""
    if line.names or line.label is not None or line.heading or line.tokens is None or line.reader is None:
        return False
    cue = line.reader.cues
    roles = _CHANGES if line.dates else _SURE_CHANGES
    said = [begin for role in roles for begin, _ in cue.spans(role, line.low)]
    stop = min(said, default=0)
    if not said or (cue.has("event", line.low) and not cue.has("council", line.low[:stop])):
        return False
    if line.dates:
        return _is_other(line, cue, 0, min(stop, line.dates[0].begin))
    # Without a day of its own a sentence is more often of the event: "The bakery has called it off", "The snow means ..."
    if _OURS.search(line.low) is not None or _SUFFERED.search(line.low, 0, stop + _VERB) is None:
        return False
    return _is_other(line, cue, _after_cause(line.low, stop), stop)


def _after_cause(low: str, stop: int) -> int:
    """Where the subject begins: behind a first clause, if there is one ("Due to construction, the office has moved")."""
    first = _WORD.match(low)
    if first is None or _ARTICLES.fullmatch(first[0]) is not None:
        return 0
    comma = low.rfind(", ", 0, stop)
    return comma + 2 if comma >= 0 else 0


def _is_other(line: Line, cue: Cues, begin: int, stop: int) -> bool:
    """Whether the words of a stretch are a subject that cannot mean the event."""
    text = line.low[begin:stop]
    words = _WORD.findall(text)
    if not words or len(words) > _LONGEST_SUBJECT:
        return False
    if cue.has("body", text):
        return True  # "Council will next meet July 21"
    if cue.has("town_service", text):
        return True  # "Trash pickup is cancelled"
    if len(words) < 2 or _ARTICLES.fullmatch(words[0]) is None:
        return False
    if cue.has("scene", text) or cue.has("one_of", text) or any(begin <= a < stop for a, _ in line.hosts()):
        return False
    assert line.tokens is not None
    return not any(begin <= a < stop for a, _, _ in find_themes(line.tokens))
