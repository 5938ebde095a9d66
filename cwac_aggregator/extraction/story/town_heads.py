"""Lists of places under their towns: "NORFOLK" / "Elm Bakery, 9 to 11 a.m." / "SUFFOLK" / "Plum Diner, 8 to 10 a.m."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ... import gazetteer
from ..lines import Block, Reader, is_unlisted_town, label_of, speaks_for_one_town
from .boxes import names_program

_HEAD = re.compile(
    r"(?P<town>[A-ZÀ-Þ][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w.'’-]*){0,3}?)"
    r"(?P<police> (?:[Pp]olice(?: [Dd]epartment)?|POLICE(?: DEPARTMENT)?|PD|P\.D\.))? ?:?"
)
_FEWEST = 2
"""Towns of the shortest list."""
_HEAD_LENGTH = 80
"""Letters of the longest head of a section."""
_ROW = 180
"""Letters of the longest row."""
_CARD = 4
"""Lines of the longest card of facts."""
_FACT = 80
"""Letters of the longest of them."""
_INTRO = 200
"""Letters of the longest sentence between a town and its rows."""
_LETTERS = 3
"""Letters that a row has beside its hours at the least: those of a place."""

_Look = tuple[str, int, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Section:
    """One town, and the rows under it: indexes of blocks."""

    head: int
    town: tuple[Block, int, int]
    intro: range
    rows: range
    card: bool
    """Whether its rows are the facts of one event, a line each."""


def rows_under_towns(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks with the rows of such lists as one list, each with the town over it; what is said between a town and its
    rows comes first. Where the facts of an event stand in a line each, the line over them is told to be a town."""
    alike: dict[_Look, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks[:-1]):
        if (
            block.kind in ("text", "heading", "item")
            and (head := _HEAD.fullmatch(block.text))
            and label_of(block.text) is None
        ):
            alike[_look(block, head)].append(i)
    found = [_sections(blocks, heads, reader) for heads in alike.values() if len(heads) >= _FEWEST]
    group = max((block.group for block in blocks), default=0)
    out = list(blocks)
    for sections in sorted((sections for sections in found if sections), key=lambda found: -found[0].head):
        if any(section.card for section in sections):
            for section in sections:
                out[section.head] = replace(blocks[section.head], town=section.town)
            continue
        group += 1
        told = [blocks[i] for section in sections for i in section.intro]
        rows = [
            replace(blocks[i], kind="item", group=group, level=0, town=section.town)
            for section in sections
            for i in section.rows
        ]
        out[sections[0].head : sections[-1].rows.stop] = [*told, *rows]
    return out


def _look(block: Block, found: re.Match[str]) -> _Look:
    """What the heads of one list have in common."""
    police, colon = found["police"] is not None, block.text.endswith(":")
    return block.kind, block.level, block.strong, block.text.isupper(), police, colon


def _sections(blocks: Sequence[Block], heads: Sequence[int], reader: Reader) -> list[_Section]:
    """The towns of one list with their rows; [] where they are none."""
    sections: list[_Section] = []
    for head, following in zip(heads, [*heads[1:], len(blocks)], strict=True):
        section = _section(blocks, head, following, reader)
        if section is not None:
            sections.append(section)
        elif len(sections) >= _FEWEST:
            break
        else:
            sections = []
        if section is not None and section.rows.stop < following and following < len(blocks):
            break  # other lines behind the rows: the list ends
    if len(sections) < _FEWEST or not _are_towns(blocks, sections, reader):
        return []
    named = [names_program(blocks[i], reader) for section in sections for i in section.rows]
    return [] if any(named) and not all(named) else sections  # a calendar of all that goes on in these towns


def _section(blocks: Sequence[Block], head: int, end: int, reader: Reader) -> _Section | None:
    """A head with its rows up to `end`: at once, or behind one sentence without an hour."""
    begin = head + 1
    if (
        begin < end
        and not _is_row(blocks[begin], reader)
        and blocks[begin].kind == "text"
        and len(blocks[begin].text) <= _INTRO
    ):
        begin += 1
    stop = begin
    while stop < end and (_is_row(blocks[stop], reader) or (stop > begin and _is_beside(blocks[stop], blocks[begin]))):
        stop += 1
    found = _HEAD.fullmatch(blocks[head].text)
    if found is None:
        return None
    town = blocks[head], *found.span("town")
    if stop < end and (facts := _end_of_card(blocks, head, end, reader)):
        return _Section(head, town, range(0), range(head + 1, facts), True)
    return _Section(head, town, range(head + 1, begin), range(begin, stop), False) if stop > begin else None


def _end_of_card(blocks: Sequence[Block], head: int, end: int, reader: Reader) -> int:
    """The index behind the lines under a head that tell the facts of one event, one of them its hours; 0 where they do not."""
    stop = head + 1
    while stop < min(end, head + 1 + _CARD) and blocks[stop].kind != "heading" and len(blocks[stop].text) <= _FACT:
        stop += 1
    timed = [i for i in range(head + 1, stop) if reader.find(blocks[i].text).times]
    if len(timed) != 1 or stop - head <= _FEWEST or (stop < end and end < len(blocks)):
        return 0
    return stop


def _is_beside(block: Block, row: Block) -> bool:
    """Whether a line stands in the list or the paragraph of a row: "Elm Lanes – called off"."""
    return bool(block.group) and block.group == row.group


def _is_row(block: Block, reader: Reader) -> bool:
    """Whether a line tells an hour, and something beside it."""
    if block.kind not in ("text", "item") or len(block.text) > _ROW or not any(map(str.isdigit, block.text)):
        return False
    told = reader.find(block.text)
    if not told.times or any(time.start is None for time in told.times):
        return False
    spans = [(s.begin, s.stop) for found in (told.times, told.dates) for s in found]
    beside = sum(c.isalpha() and not any(a <= i < b for a, b in spans) for i, c in enumerate(block.text))
    return beside >= _LETTERS


def _are_towns(blocks: Sequence[Block], sections: Sequence[_Section], reader: Reader) -> bool:
    """Whether the heads of a list are towns: all are known, or have police, or one is and the others may be; or none is a
    house's or a quarter's name, and the rows tell the houses."""
    near = reader.place
    printed = [block.text[begin:stop] for block, begin, stop in (section.town for section in sections)]
    names = [name.title() if name.isupper() else name for name in printed]
    if len({gazetteer.fold(name) for name in names}) < _FEWEST:
        return False
    first = blocks[sections[0].head]
    if any(_is_like(block, first) and names_program(block, reader) for block in blocks):
        return False  # sections of a newsletter, one of them the program's
    own = gazetteer.fold(near.city or "")
    known = [
        gazetteer.fold(name) == own or gazetteer.find_city(name, near.region, near.country) is not None
        for name in names
    ]
    if all(known):
        return True
    if not all(sure or is_unlisted_town(name, reader) for sure, name in zip(known, names, strict=True)):
        return False
    _, _, stop = sections[0].town
    if any(known) or blocks[sections[0].head].text[stop:].strip(" :"):
        return True  # one is known, or all have police
    if any(
        blocks[i].text.startswith(f"{name} police ") for name, s in zip(names, sections, strict=True) for i in s.intro
    ):
        return True
    return not speaks_for_one_town(near) and all(
        reader.parse(_without_hours(blocks[section.rows.start].text, reader)).venue is not None for section in sections
    )


def _is_like(block: Block, head: Block) -> bool:
    """Whether a line looks as the head of a list does."""
    same = (block.kind, block.level, block.strong) == (head.kind, head.level, head.strong)
    return same and len(block.text) <= _HEAD_LENGTH and not block.text.endswith((".", "!", ":"))


def _without_hours(text: str, reader: Reader) -> str:
    letters = list(text)
    for span in reader.find(text).times:
        letters[span.begin : span.stop] = " " * (span.stop - span.begin)
    return " ".join("".join(letters).split()).removesuffix(" from").strip(" ,:;–—-")
