"""Lists of places under their towns: "NORFOLK" / "Elm Bakery, 9 to 11 a.m." / "SUFFOLK" / "Plum Diner, 8 to 10 a.m."."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ... import gazetteer
from ..lines import Block, Reader, is_day, is_hours, is_unlisted_town, label_of, speaks_for_one_town
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
_Look = tuple[str, int, bool, bool, bool, bool]


class _Head(NamedTuple):
    """The line over a section: the index of its block, and where the town stands in that."""

    at: int
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Section:
    """One town, and the rows under it: indexes of blocks."""

    head: _Head
    intro: range
    rows: range
    card: bool
    """Whether its rows are the facts of one event, a line each."""


def rows_under_towns(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks with the rows of such lists as one list, each with the town over it; what is said between a town and its
    rows comes first. Where the facts of an event stand in a line each, the line over them is told to be a town."""
    alike: dict[_Look, list[_Head]] = defaultdict(list)
    for i, block in enumerate(blocks[:-1]):
        if (
            block.kind in ("text", "heading", "item")
            and (head := _HEAD.fullmatch(block.text))
            and label_of(block.text) is None
        ):
            alike[_look(block, head)].append(_Head(i, *head.span("town")))
    found = [_sections(blocks, heads, reader) for heads in alike.values() if len(heads) >= _FEWEST]
    group = max((block.group for block in blocks), default=0)
    out = list(blocks)
    for sections in sorted((sections for sections in found if sections), key=lambda found: -found[0].head.at):
        if any(section.card for section in sections):
            for section in sections:
                out[section.head.at] = replace(blocks[section.head.at], town=_town(blocks, section))
            continue
        group += 1
        told = [blocks[i] for section in sections for i in section.intro]
        rows = [
            replace(blocks[i], kind="item", group=group, level=0, town=_town(blocks, section))
            for section in sections
            for i in section.rows
        ]
        out[sections[0].head.at : sections[-1].rows.stop] = [*told, *rows]
    return out


def _town(blocks: Sequence[Block], section: _Section) -> tuple[Block, int, int]:
    return blocks[section.head.at], section.head.begin, section.head.stop


def _look(block: Block, found: re.Match[str]) -> _Look:
    """What the heads of one list have in common."""
    police, colon = found["police"] is not None, block.text.endswith(":")
    return block.kind, block.level, block.strong, block.text.isupper(), police, colon


def _sections(blocks: Sequence[Block], heads: Sequence[_Head], reader: Reader) -> list[_Section]:
    """The towns of one list with their rows; [] where they are none."""
    sections: list[_Section] = []
    for head, following in zip(heads, [*(head.at for head in heads[1:]), len(blocks)], strict=True):
        section = _section(blocks, head, following, reader)
        if section is not None:
            sections.append(section)
            if section.rows.stop < following < len(blocks):
                break  # other lines behind the rows: the list ends
        elif len(sections) >= _FEWEST:
            break
        else:
            sections = []
    if len(sections) < _FEWEST or not _are_towns(blocks, sections, reader):
        return []
    named = [names_program(blocks[i], reader) for section in sections for i in section.rows]
    return [] if any(named) and not all(named) else sections  # a calendar of all that goes on in these towns


def _section(blocks: Sequence[Block], head: _Head, end: int, reader: Reader) -> _Section | None:
    """A head with its rows up to `end`: at once, or behind one sentence without an hour."""
    begin = head.at + 1
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
    if stop < end and (facts := _end_of_card(blocks, head.at + 1, end, reader)):
        return _Section(head, range(0), range(head.at + 1, facts), True)
    return _Section(head, range(head.at + 1, begin), range(begin, stop), False) if stop > begin else None


def _end_of_card(blocks: Sequence[Block], begin: int, end: int, reader: Reader) -> int:
    """The index behind the lines under a head that tell the facts of one event, one of them its hours; 0 where they do not."""
    stop = begin
    while stop < min(end, begin + _CARD) and blocks[stop].kind != "heading" and len(blocks[stop].text) <= _FACT:
        stop += 1
    timed = [i for i in range(begin, stop) if reader.find(blocks[i].text).times]
    if len(timed) != 1 or stop - begin < _FEWEST or (stop < end and end < len(blocks)):
        return 0
    return stop


def _is_beside(block: Block, row: Block) -> bool:
    """Whether a line stands in the list or the paragraph of a row: "Elm Lanes – called off"."""
    return bool(block.group) and block.group == row.group


def _is_row(block: Block, reader: Reader) -> bool:
    """Whether a line tells an hour, and something beside it."""
    if block.kind not in ("text", "item") or len(block.text) > _ROW or not any(map(str.isdigit, block.text)):
        return False
    times = reader.find(block.text).times
    if not times or any(time.start is None for time in times):
        return False
    return not is_hours(block.text, reader) and not is_day(block.text, reader, hours=True)


def _are_towns(blocks: Sequence[Block], sections: Sequence[_Section], reader: Reader) -> bool:
    """Whether the heads of a list are towns: all are known, or have police, or one is and the others may be; or none is a
    house's or a quarter's name, and the rows tell the houses."""
    near = reader.place
    heads = [section.head for section in sections]
    names = [reader.in_small_letters(blocks[head.at].text[head.begin : head.stop]) for head in heads]
    if len({gazetteer.fold(name) for name in names}) < _FEWEST:
        return False
    first = blocks[heads[0].at]
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
    if any(known) or first.text[heads[0].stop :].strip(" :"):
        return True  # one is known, or all have police
    if any(
        blocks[i].text.startswith(f"{name} police ") for name, s in zip(names, sections, strict=True) for i in s.intro
    ):
        return True
    return not speaks_for_one_town(near) and all(
        _tells_house(blocks[section.rows.start], reader) for section in sections
    )


def _is_like(block: Block, head: Block) -> bool:
    """Whether a line looks as the head of a list does."""
    same = (block.kind, block.level, block.strong) == (head.kind, head.level, head.strong)
    return same and len(block.text) <= _HEAD_LENGTH and not block.text.endswith((".", "!", ":"))


def _tells_house(row: Block, reader: Reader) -> bool:
    hours = [(time.begin, time.stop) for time in reader.find(row.text).times]
    return reader.parse(row.text, hours).venue is not None
