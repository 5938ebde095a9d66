"""Several matters in one text, told apart by lines that no markup makes headings: a digest, a column of questions, cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..drafts.own_titles import is_title_of_another
from ..lines import Line, split_labels

_TITLE = 60
"""Letters of the longest title of an item."""
_TEXT = 40
"""Letters of the shortest sentence under one."""
_OPENING = 4
"""Letters before an hour that opens a line."""
_CARDS = 2
"""Cards of the shortest calendar."""
_OF_EVENT = ("dates_heading", "event", "scene", "again", "next_one", "one_of", "future", "ours")
"""The roles of words with which a title speaks of the event above it."""
_FACTS = ("date", "time", "place", "address")
"""The labels of the facts of a card."""
_ON_CARDS = ("title", *_FACTS)
_QUESTION = re.compile(r"^(?:q|p|f|v)\s?[.:]\s")
"""What opens a question of a column: "Q.", "P:", "F:", "V:"."""


def items(lines: Sequence[Line]) -> dict[int, bool]:
    """For the paragraphs of a digest: whether they stand under the program's title or question (True) or another (False)."""
    return _under_titles(lines) or _under_questions(lines) or _on_cards(lines)


def _under_titles(lines: Sequence[Line]) -> dict[int, bool]:
    """Paragraphs under lines in bold or capitals, one of which is the program's name."""
    titles = [i for i in range(len(lines)) if _is_title(lines, i)]
    ours_at = next((i for i in titles if _is_name(lines[i])), None)
    if ours_at is None:
        return {}
    over_facts = [i for i in range(len(lines)) if i not in titles and _is_over_facts(lines, i, lines[ours_at])]
    above = [i for i in over_facts if i < ours_at and (lines[i + 1].dates or lines[i + 1].rules)]
    below = [i for i in over_facts if i > ours_at]
    if below and not any(line.dates for line in lines[ours_at : below[0]]):
        below = []  # what stands under the name before its day is of it: its venue, its town
    if len(titles) + len(above) + sum(_tells_day_and_place(lines[i + 1]) for i in below) < 2:
        return {}
    titles += [*above, *below]
    found: dict[int, bool] = {}
    ours: bool | None = None
    for i, line in enumerate(lines):
        if line.heading:
            ours = None
        elif i in titles:
            ours = bool(line.names)
        elif ours is not None and (ours or not line.names):
            found[line.unit] = ours
    return found


def _is_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the title of the sentences, or of the day and the hour, under it."""
    line = lines[i]
    if not _may_be_title(lines, i) or line.dates or line.times:
        return False
    below = lines[i + 1]
    if len(below.block.text) >= _TEXT and below.block.text.rstrip().endswith((".", "!", "?")):
        return True
    return bool(below.dates or below.rules) and _is_name(line)


def _is_over_facts(lines: Sequence[Line], i: int, ours: Line) -> bool:
    """Whether a line printed as the program's title is that of another matter, over its days or a list, perhaps with its
    hour: "Movie Mondays, 1 p.m." / "March 18 - The Long Walk"."""
    line = lines[i]
    if not _may_be_title(lines, i) or line.names or line.dates or line.block.strong != ours.block.strong:
        return False
    if any(span.begin < _OPENING for group in (line.times, line.rules) for span in group):
        return False
    return _is_of_another(line)


def _tells_day_and_place(line: Line) -> bool:
    """Whether a line tells its venue, too: else the title above it may be that venue."""
    return bool(line.dates) and line.reader is not None and any(p.place.venue for p in line.reader.places(line))


def _is_of_another(line: Line) -> bool:
    """Whether a title names another matter, and does not head further days of the one before ("Upcoming dates")."""
    if line.reader is None or line.reader.cues.has_any(_OF_EVENT, line.low):
        return False
    return is_title_of_another(line, timed=True)


def _may_be_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a line stands alone, in bold or capitals, over one that does not."""
    line = lines[i]
    if line.heading or line.label is not None or len(line.text) > _TITLE or line.block.kind != "text":
        return False
    if not (line.block.strong or line.text.isupper()) or line.text != line.block.text:
        return False
    below = lines[i + 1] if i + 1 < len(lines) else None
    return not (below is None or below.heading or below.label is not None or below.block.strong or below.text.isupper())


def _is_name(line: Line) -> bool:
    return bool(line.names) and line.beside_names <= _TITLE // 2


def _under_questions(lines: Sequence[Line]) -> dict[int, bool]:
    """Paragraphs of a column of questions and answers, one of which names the program."""
    opening = {line.unit for n, line in enumerate(lines) if _QUESTION.match(line.low) and _opens(lines, n)}
    if len(opening) < 2:
        return {}
    topics: list[list[Line]] = []
    for line in lines:
        if line.unit in opening and (not topics or topics[-1][0].unit != line.unit) and _QUESTION.match(line.low):
            topics.append([])
        if topics:
            topics[-1].append(line)
    named = [any(line.names for line in topic) for topic in topics]
    if not any(named):
        return {}
    return {line.unit: ours for topic, ours in zip(topics, named, strict=True) for line in topic}


def _on_cards(lines: Sequence[Line]) -> dict[int, bool]:
    """What stands on the cards of a calendar that each open with the same label ("What: Blood drive", "Date: March 3"), one
    of which is the program's: their facts, and what is said between these ("Info: Thursdays, June 8 to Sept. 28")."""
    heads = _heads_of_cards(lines)
    if not heads:
        return {}
    cards = [_card(lines[head:end]) for head, end in zip(heads, [*heads[1:], len(lines)], strict=True)]
    titles = [next((line for line in card if line.label == "title"), None) for card in cards]
    if not any(title is not None and title.names for title in titles):
        return {}
    found: dict[int, bool] = {}
    over: list[Line] = []  # the headings with the day and the town that a card stands under
    begin = 0
    for head, card, title in zip(heads, cards, titles, strict=True):
        for line in (line for line in lines[begin:head] if line.heading):
            over = [line] if line.dates else [*(above for above in over if above.dates), line]
        begin = head
        if title is None or not _has_facts(card):
            continue
        if title.names:
            found |= {line.unit: True for line in (*over, *card)}
        elif not title.hosts() and len(cards) >= _CARDS:
            found |= {line.unit: False for line in takewhile(lambda line: not line.names, card)}
    return found


def _heads_of_cards(lines: Sequence[Line]) -> list[int]:
    """The lines that open a card: those with the label that the first card opens with, where facts stand between them."""
    labelled = [i for i, line in enumerate(lines) if line.label in _ON_CARDS and not line.block.labels]
    if not any(lines[i].label == "title" and lines[i].names for i in labelled):
        return []
    heads = [i for i in labelled if lines[i].label == lines[labelled[0]].label and _opens(lines, i)]
    return [i for n, i in enumerate(heads) if n == 0 or _has_facts(lines[heads[n - 1] : i])]


def _card(lines: Sequence[Line]) -> list[Line]:
    """The lines of a card: up to a heading, and not what stands behind the last of its labels."""
    card = list(takewhile(lambda line: not line.heading, lines))
    while card and card[-1].label is None and not split_labels(card[-1].block.text):
        card.pop()
    return card


def _has_facts(lines: Sequence[Line]) -> bool:
    return any(line.label in _FACTS for line in lines)


def _opens(lines: Sequence[Line], i: int) -> bool:
    return i == 0 or lines[i - 1].unit != lines[i].unit
