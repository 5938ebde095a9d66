"""Which lines of a story speak of an event in scope."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.language import detect_language
from ..cues import Cues
from ..drafts.agency_stops import stops_of_agencies
from ..drafts.draft import SURE_PLACE
from ..drafts.tense import tells_past
from ..lines import Line, Reader, is_day, label_of, speaks_for_one_town
from ..tables import tables_of_others
from .asides import aside
from .digests import items
from .entries import days_of_others, facts_of_others, items_of_others, opens_unit, rows_of_others
from .facts_around import add_facts_above, add_facts_below, add_scene_above, announced_places, under_name
from .gatherings import name_gatherings
from .going_on import heads_facts, is_row_owed, tells_it_whole, tells_the_day, tells_the_hour, tells_the_next
from .other_matters import matters_of_others
from .stories import Story

_ALERT_ROW = re.compile(r"\W{0,3}(?:WHAT|WHERE|WHEN|IMPACTS|ADDITIONAL DETAILS)\s?\.\.\.|\.\.\.[A-Z ]{6}")
"""How the rows of a warning of the weather begin: "* WHEN...From midnight"."""
_WORDS = 7
"""Words of the shortest sentence whose language can be told."""
_MARKS = 4
"""Letters of a heading that is a name and a mark or two."""
_SENTENCE = 50
"""Letters from which on a line is running text."""
_QUOTES = ("“", '"', "„", "«", "»", "‘")
_OF_ANOTHER = 2
"""Words that may join what is opened with to another matter: "la próxima reunión | del | cabildo"."""


def mark_relevant(story: Story, reader: Reader) -> bool:
    """Decide which lines of a story speak of an event in scope; False where none does.

    A name in the title makes the whole story relevant, one in its lead nearly so; a name further down only its own
    paragraph and the rows and labels under it. Lines about another program are left out everywhere.
    """
    title = story.title
    lines = story.lines
    titled = title is not None and bool(title.names)
    units = list(dict.fromkeys(line.unit for line in lines))
    order = {unit: n for n, unit in enumerate(units)}
    named_units = {line.unit for line in lines if line.names and line.label != "other"}
    all_lines = [title, *lines] if title is not None else lines
    if not any(_is_proper(line) and not reader.cues.has("origin", line.low) for line in all_lines):
        named_units |= name_gatherings(all_lines, reader)
        titled = title is not None and bool(title.names)
    if not titled and not named_units:
        return False
    first = min((order[u] for u in named_units), default=0)
    other_title = title is not None and not titled and (bool(title.others) or reader.cues.has("other_story", title.low))
    other_title = other_title or (title is not None and is_day(title.text, reader))  # entries of a calendar
    beside = matters_of_others(lines, title, reader)
    in_lead = not other_title and first <= _lead_units([line for line in lines if line.unit not in beside], order)
    lead = titled or (title is not None and _shares(title)) or in_lead
    story.led = lead
    round_up = stops_of_agencies(reader, lines) if lead else frozenset()
    beside -= {line.unit for line in lines if id(line) in round_up}
    cue = reader.cues
    relevant = [False] * len(lines)
    apart = aside(lines)
    if not speaks_for_one_town(reader.place):
        apart -= {
            i for i, line in enumerate(lines) if id(line) in round_up
        }  # "Lima police have theirs on May 3 at the mill"
    section_off = section_on = False
    topic_off = -1
    told_on: set[int] = set()
    told_apart = items(lines)
    for i, line in enumerate(lines):
        previous = lines[i - 1] if i else None
        if line.heading:
            goes_on = bool(i) and relevant[i - 1] and label_of(line.text) in ("date", "time", "place", "address")
            section_on = bool(line.names) or goes_on or heads_facts(lines, relevant, i, reader)
            section_off = bool(line.others) and not line.names and not _is_deck(lines, i)
            topic_off = -1
        own = _is_right_under_name(previous or title, line)
        if line.names:
            topic_off = -1
        elif (
            line.others
            and not own
            and not line.heading
            and line.label is None
            and not _opens_with_event(line, reader)
            and not _lacks_day(lines[:i], line)
            and not _is_quote(line)
        ):
            topic_off = line.unit
        keep = not section_off and (lead or section_on)
        if not keep and not section_off:
            keep = line.unit in named_units or _continues(line, previous, relevant[i - 1] if i else False)
            # "Police gave away coffee on Oct. 4 at the Bean House": the event without its name
            keep = keep or (_shares(line) and (bool(line.dates) or _sets_scene(lines, i, named_units, reader)))
            if not keep and (line.dates or line.times):
                keep = _goes_on(lines, relevant, i, told_on, reader)
            keep = keep or line.unit in told_on
        keep = told_apart.get(line.unit, keep)
        if line.unit == topic_off or (
            line.others
            and not (own or line.names)
            and line.label not in ("place", "address")
            and not _opens_with_event(line, reader)
        ):
            keep = False
        if i in apart or (not line.dates and _is_of_elsewhere(line, reader)) or _is_alert(cue, line):
            keep = False
        relevant[i] = keep
    for i in (*under_name(lines), *announced_places(lines, relevant, reader)):
        relevant[i] = True
    for i in (*days_of_others(lines), *facts_of_others(lines)):
        relevant[i] = relevant[i] and told_apart.get(lines[i].unit, False)
    for first in [i for i, line in enumerate(lines) if line.unit in named_units and opens_unit(lines, i)]:
        if not add_scene_above(lines, relevant, first, reader) and not lead:
            if lines[first].unit - 1 not in told_apart:  # else what stands above is of another title
                add_facts_above(lines, relevant, first, reader)
            add_facts_below(lines, relevant, first, reader)
    others = rows_of_others(lines) | items_of_others(lines) | tables_of_others(lines, titled) | beside
    relevant = [keep and line.unit not in others for line, keep in zip(lines, relevant, strict=True)]
    story.relevant = _without_translation(lines, relevant, reader)
    return True


def _without_translation(lines: Sequence[Line], relevant: list[bool], reader: Reader) -> list[bool]:
    """Without the English sentences of a page in another language that tells the event with its day in its own: they say it
    again, with hours read as those of the page's language."""
    if reader.lexicon.code == "en":
        return relevant
    english = [keep and _is_english(line, reader) for line, keep in zip(lines, relevant, strict=True)]
    own = (line for line, keep, other in zip(lines, relevant, english, strict=True) if keep and not other)
    if not any(english) or not any(line.names and line.dates for line in own):
        return relevant
    return [keep and not other for keep, other in zip(relevant, english, strict=True)]


def _is_english(line: Line, reader: Reader) -> bool:
    """Whether a line on a page in another language is a sentence in English."""
    return line.text.count(" ") >= _WORDS and detect_language([line.text], reader.lexicon.code) == "en"


def _is_quote(line: Line) -> bool:
    """Whether a sentence without a day opens with what somebody says: what is told behind it need not be of it."""
    return line.text.startswith(_QUOTES) and not (line.dates or line.times or line.rules)


def _is_deck(lines: Sequence[Line], i: int) -> bool:
    """Whether a heading is the second line of the title ("Trustees put off vote to July"): it stands over all of the text,
    no other heading of its level follows, and the text names the program with a capital."""
    if any(len(line.text) >= _SENTENCE for line in lines[:i]):
        return False
    level, below = lines[i].block.level, lines[i + 1 :]
    if any(line.heading and line.block.level == level for line in below):
        return False
    return any(line.text[name.begin].isupper() for line in below for name in line.names)


def _is_of_elsewhere(line: Line, reader: Reader) -> bool:
    """Whether a sentence tells of the events of other towns; not one that only adds them behind a comma to what was held here:
    "Lima police held their first Coffee with a Cop, as did others across the state"."""
    cue = reader.cues
    spans = cue.spans("others_elsewhere", line.low)
    if not spans or not line.names or cue.has("history", line.low):
        return bool(spans)
    name = line.names[0].stop
    return not ("," in line.text[name : spans[0][0]] and tells_past(reader, line))


def _goes_on(lines: Sequence[Line], relevant: Sequence[bool], i: int, told_on: set[int], reader: Reader) -> bool:
    """Whether a line tells when what was told above is held. `told_on` are the paragraphs that do so, whose other lines go
    with them."""
    before, known, line = lines[:i], relevant[:i], lines[i]
    if tells_the_hour(before, known, line):
        return True
    if (
        tells_the_day(before, known, line, reader)
        or tells_it_whole(lines, i, reader)
        or is_row_owed(before, told_on, line)
    ):
        told_on.add(line.unit)
    return line.unit in told_on or tells_the_next(before, known, line, reader)


def _is_alert(cue: Cues, line: Line) -> bool:
    """Whether a line is a warning of the weather that a site prints over its stories."""
    return not line.names and (cue.has("alert", line.low) or _ALERT_ROW.match(line.text) is not None)


def _is_proper(line: Line) -> bool:
    """Whether a line names the program with a capital, not only what was done: "came to chat with officers"."""
    return any(line.text[name.begin : name.begin + 1].isupper() for name in line.names)


def _shares(line: Line) -> bool:
    """Whether a line tells of the thing without its name: "Officers share coffee with shoppers"."""
    return not line.others and bool(line.hosts()) and bool(line.themes())


def _sets_scene(lines: Sequence[Line], i: int, named_units: set[int], reader: Reader) -> bool:
    """Whether a line tells where the event was that the next paragraph names and dates ("Coppers and shoppers met for a cuppa
    at Elm Plaza. / The centre hosted Coffee with a Cop on October 4")."""
    following = next((line.unit for line in lines[i + 1 :] if line.unit != lines[i].unit), None)
    if following not in named_units or not any(
        p.place.venue and p.strength >= SURE_PLACE for p in reader.places(lines[i])
    ):
        return False
    return any(line.dates for line in lines[i + 1 :] if line.unit == following)


def _opens_with_event(line: Line, reader: Reader) -> bool:
    """Whether a sentence says of "the event" when it is: what else it names goes on beside it."""
    if not (line.times or line.dates) or not line.others:
        return False
    spans = reader.cues.spans("event", line.low[:30])
    if not spans or spans[0][0] >= 6:
        return False
    between = line.low[spans[0][1] : line.others[0][0]].split()
    return len(between) > _OF_ANOTHER  # not "the next meeting of the council is"


def _is_right_under_name(above: Line | None, line: Line) -> bool:
    """Whether a line tells when police do something right under a heading that is the program's name: what else it is
    called goes on with it ("Koffie met de wijkagent" / "De wijkagent houdt op 3 mei spreekuur bij de Jumbo")."""
    if above is None or not (above.heading and above.names and line.hosts() and line.dates):
        return False
    return above.names[-1].stop - above.names[0].begin > len(above.text) - _MARKS


def _lacks_day(before: Sequence[Line], line: Line) -> bool:
    """Whether a sentence only mentions another matter, in a paragraph that named the program and still owes its day."""
    if line.dates or line.times:
        return False
    own = [known for known in before if known.unit == line.unit]
    return any(known.names for known in own) and not any(known.dates for known in own)


def _continues(line: Line, previous: Line | None, before: bool) -> bool:
    """Rows and labels right under a relevant line go on with it."""
    if previous is None or not before or line.heading:
        return False
    if line.label is not None and not line.block.roles:
        return previous.label is not None or bool(previous.names)
    row = line.block.kind in ("item", "row") and line.block.group
    if previous.names and line.block.group and line.block.group != previous.block.group:
        return True
    if row and previous.block.group == line.block.group:
        return True
    return bool(row or line.block.group) and previous.text.rstrip().endswith(":")


def _lead_units(lines: Sequence[Line], order: dict[int, int]) -> int:
    """The number of the last paragraph that counts as the lead: the second one of running text."""
    running = 0
    for line in lines:
        if line.heading or line.block.is_caption:
            continue
        if (len(line.text) >= _SENTENCE and line.text.rstrip()[-1:] in ".!?:;”\"'’") or line.dates:
            running += 1
            following = [u for u in order if order[u] > order[line.unit]]
            if running >= 1:
                return order[following[0]] if following else order[line.unit]
    return len(order)
