"""EventON for WordPress. Epochs are the wall clock written as UTC in old versions and true in new ones; JSON-LD is broken.

What is right in both is the printed day, month and hour, the year in `data-syr`, and the wall clock of the microdata.
An end that is not printed was never given, though the markup has one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout, one_line, select, text_of
from .wordpress import WORDPRESS

_NAIVE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d\d))?")


def _wall_clock(stamp: str) -> str:
    """ "2024-5-28T16:30+0:00" is 16:30 where the event is: digits are missing, and the offset is never true."""
    found = _NAIVE.match(stamp)
    if found is None:
        return ""
    day = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return f"{day}T{int(found[4]):02d}:{found[5]}" if found[4] else day


def _first(spec: str, element: HtmlElement) -> str:
    return next((line for one in select(spec, element) if (line := one_line(text_of(one)))), "")


def _whole(entry: Entry, element: HtmlElement) -> Entry:
    year = next((one.get("data-syr") or "" for one in select("[data-syr]", element)), "")
    start = [_first(f".evo_start .{part}", element) for part in ("month", "date", "time")]
    end = [_first(f".evo_end .{part}", element) for part in ("month", "date", "time")]
    lines = [f"{start[0]} {start[1]}" + (f", {year}" if year else ""), " ".join(filter(None, start[2:]))]
    if end[1] or end[2]:
        lines[-1] = f"{lines[-1]} - {' '.join(filter(None, end))}".strip()
    when = "\n".join(line.strip() for line in lines if line.strip(" ,")) if start[1] else entry.when
    return replace(
        entry, when=when, start=_wall_clock(entry.start), end=_wall_clock(entry.end) if end[1] or end[2] else ""
    )


_ENTRY = Layout(
    item=".eventon_list_event[data-event_id]",
    title=".evcal_event_title",
    when=(".evcal_cblock",),
    where=("[data-location_name]@data-location_name", "[data-location_address]@data-location_address"),
    text=".eventon_desc_in || .event_excerpt",
    start="[itemprop=startDate]@content",
    end="[itemprop=endDate]@content",
    link="a[itemprop=url]@href",
    id=("@data-event_id", re.compile(r"(\d+)")),
    repair=_whole,
)


EVENTON = System(
    name="eventon",
    title="EventON (WordPress)",
    parent=WORDPRESS,
    signs=(b"eventon_list_event", b"/eventON/", b"evcal_style"),
    plugins=frozenset((b"eventon", b"eventon-lite")),
    data_signs=(b"evcal_event_title", b"eventon_list_event"),
    lists=(("list", "/events/"),),
    layouts=(_ENTRY,),
)
