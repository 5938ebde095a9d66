"""Whether a line tells of the past or of a plan."""

from __future__ import annotations

from ..lines import Line, Reader


def is_past(reader: Reader, line: Line) -> bool:
    """Whether a line tells of the past: a past verb that no "will be" or "to be" makes a plan."""
    cue = reader.cues
    spans = cue.spans("past", line.low)
    if not spans:
        return False
    for begin, _ in spans:
        ahead = line.low[max(0, begin - 22) : begin].split()
        if not (
            ahead
            and (
                ahead[-1] in ("be", "to", "being", "get", "werden", "worden", "is", "are")
                or "will" in ahead[-3:]
                or "to" in ahead[-2:]
            )
        ):
            return not cue.has("future", line.low) or is_report(line)
    return False


def is_report(line: Line) -> bool:
    low = line.low
    strong = (
        "was held",
        "were held",
        "took place",
        "hosted",
        "fand statt",
        "se celebro",
        "tuvo lugar",
        "a eu lieu",
        "vond plaats",
        "aconteceu",
        "gathered",
        "sat down",
        "turned out",
        "showed up",
        "stopped by",
        "enjoyed",
        "s'est tenu",
        "kamen",
        "kwamen",
        "acudieron",
        "ont participe",
        "participaram",
    )
    weak = (
        "will",
        "join us",
        "invites",
        "invited to",
        "please",
        "to host",
        "upcoming",
        "wird",
        "ladt",
        "invita",
        "invite ",
        "nodigt",
        "convida",
        "sera ",
        "aura lieu",
        "tendra lugar",
    )
    return any(s in low for s in strong) and not any(w in low for w in weak)


def is_plan(reader: Reader, line: Line) -> bool:
    return reader.cues.has("future", line.low)
