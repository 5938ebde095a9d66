"""Markup and prose of one page, told of one event: one candidate, with what disagrees flagged.

What is printed for people wins over what machines are told (law 1): where they disagree about day or hour the prose value
stands, the markup's is kept in `alternatives`, and the mention carries `structured-conflict`.
"""

from __future__ import annotations

from datetime import datetime

from ..model import day_of
from .structured import Candidate


def merge(structured: list[Candidate], prose: list[Candidate]) -> list[Candidate]:
    """One list: each prose candidate joined with the item that tells the same event; items left over stand alone.

    An observance gives way to any local event of the page.
    """
    rest = list(structured)
    out: list[Candidate] = []
    for told in prose:
        if told.values.get("kind") == "observance":
            if not structured:
                out.append(told)
            continue
        item = _partner(told, rest, len(prose), len(structured))
        if item is not None:
            rest.remove(item)
            _join(told, item)
        out.append(told)
    return [*out, *(item for item in rest if not _covered(item, out))]


def _partner(told: Candidate, items: list[Candidate], told_count: int, item_count: int) -> Candidate | None:
    start = told.values.get("start")
    if start is not None:
        same = [i for i in items if i.values.get("start") is not None and day_of(i.values["start"]) == day_of(start)]
        exact = [i for i in same if i.values["start"] == start]
        if exact or same:
            return (exact or same)[0]
    if told_count == 1 and item_count == 1 and items and items[0].values.get("start") is not None:
        return items[0]
    if told_count == 1 and (mains := [i for i in items if i.main]):
        return mains[0]
    return None


def _covered(item: Candidate, out: list[Candidate]) -> bool:
    """An item whose day the prose tells already, without a venue of its own."""
    start = item.values.get("start")
    if start is None:
        return bool(out)
    return any(
        told.values.get("start") is not None
        and day_of(told.values["start"]) == day_of(start)
        and item.values.get("venue") in (None, told.values.get("venue"))
        for told in out
    )


def _join(told: Candidate, item: Candidate) -> None:
    """Complete what the prose tells with what the markup says, and note where they disagree."""
    _join_start(told, item)
    _join_place(told, item)
    for name, value in item.values.items():
        if name in ("start", "end", "timezone", "status", "confidence"):
            continue
        inherited = (
            name in ("city", "region", "country")
            and told.evidence.get(name) is not None
            and told.evidence[name].origin == "source"
        )
        if name not in told.values or inherited:
            told.values[name] = value
            if name in item.evidence:
                told.evidence[name] = item.evidence[name]
            if name == "city":
                told.flags.discard("place-inherited")
    status = item.values.get("status")
    if status in ("cancelled", "postponed") and told.values.get("status") == "scheduled":
        told.values["status"] = status
        if "status" in item.evidence:
            told.evidence["status"] = item.evidence["status"]
    elif (
        status == "scheduled" and told.values.get("status") in ("cancelled", "postponed") and "status" in item.evidence
    ):
        told.flags.add("structured-conflict")
    told.native_id = told.native_id or item.native_id


def _join_place(told: Candidate, item: Candidate) -> None:
    """Markup keeps venue and street apart: where the prose took the one for the other, or has no number, it wins."""
    venue, street = item.values.get("venue"), item.values.get("street")
    printed = str(told.values.get("street") or "")
    if venue and street and any(c.isdigit() for c in street) and not any(c.isdigit() for c in printed):
        for name in ("venue", "street"):
            if name == "venue" and told.values.get("venue"):
                continue
            told.values[name] = item.values[name]
            if name in item.evidence:
                told.evidence[name] = item.evidence[name]


def _join_start(told: Candidate, item: Candidate) -> None:
    mine, other = told.values.get("start"), item.values.get("start")
    if "structured-conflict" in item.flags:
        told.flags.add("structured-conflict")
    if other is None:
        return
    if mine is None:
        if told.values.get("series"):
            return
        _take(told, item, ("start", "end", "timezone"))
        return
    if mine == other and type(mine) is type(other):
        if "end" not in told.values:
            _take(told, item, ("end",))
        return
    if day_of(mine) == day_of(other):
        if not isinstance(mine, datetime) and isinstance(other, datetime):
            _take(told, item, ("start", "end", "timezone"))
            return
        if item.origin == "platform":
            return  # Its hours are printed ones, which prose has read in their place.
        told.flags.add("structured-conflict")
        if isinstance(other, datetime):
            told.alternatives.append(other)
        return
    if "year-inferred" in told.flags and (mine.month, mine.day) == (other.month, other.day):
        _take(told, item, ("start", "end", "timezone"))
        if other.year > mine.year and told.values.get("status") == "held":
            told.values["status"] = item.values.get("status", "scheduled")  # past it was in the wrong year only
        return
    told.flags.add("structured-conflict")
    told.alternatives.append(other)


def _take(told: Candidate, item: Candidate, names: tuple[str, ...]) -> None:
    for name in names:
        if name in item.values:
            told.values[name] = item.values[name]
            if name in item.evidence:
                told.evidence[name] = item.evidence[name]
        elif name == "end":
            told.values.pop("end", None)
            told.evidence.pop("end", None)
