"""What a calendar entry says about itself: doubt first, then host, the words of the page, its address, how sure we are."""

from __future__ import annotations

from cwac_aggregator.model import Event, Evidence, Flag, when_text

from .text import one_line, plain

DOUBTS: dict[Flag, str] = {
    "weekday-mismatch": "The date is in doubt: the page prints a weekday that this date does not fall on.",
    "date-conflict": "The date is in doubt: the page says two things.",
    "from-rule": "The date is worked out from a rule such as “every first Tuesday”; look at the page before you go.",
}
"""Flags that make a coming event tentative, and what to tell its reader."""
_SHOWN = ("title", "status", "start", "end", "venue", "street")
_MOST = 300
"""Characters of a page's words that are quoted at most."""


def description(event: Event) -> str:
    """The DESCRIPTION of an event."""
    lines: list[str] = []
    if event.status == "scheduled":
        lines += [text for flag, text in DOUBTS.items() if flag in event.flags]
        if lines and event.alternatives:
            lines.append("Other reading: " + ", ".join(when_text(other) or "" for other in event.alternatives))
    if event.status == "postponed":
        lines.append("Postponed; the page gives no new date. This is the old one.")
    if event.organizer:
        lines.append(f"Organizer: {one_line(event.organizer)}")
    if words := quotation(event):
        lines.append(f"From the page: “{words}”")
    if address := page_address(event):
        lines.append(f"Page: {one_line(address)}")
    lines.append(_sureness(event))
    return plain("\n".join(lines))


def quotation(event: Event) -> str:
    """The words the event's values rest on, each once, cut to `_MOST` characters."""
    texts: list[str] = []
    for evidence in _evidence(event):
        text = one_line(evidence.text)
        if text and not any(text in other for other in texts):
            texts = [other for other in texts if other not in text] + [text]
    words = " … ".join(texts)
    return words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…"


def page_address(event: Event) -> str | None:
    """The event's page, else the first one that tells of it."""
    return event.url or next((stored.page_url for stored in event.mentions), None)


def _evidence(event: Event) -> list[Evidence]:
    by_id = {stored.id: stored.mention for stored in event.mentions}
    found = []
    for name in _SHOWN:
        mention = by_id.get(event.field_sources.get(name, ""))
        if mention is not None and name in mention.evidence:
            found.append(mention.evidence[name])
    return found


def _sureness(event: Event) -> str:
    if event.confidence >= 0.95:
        return "Read by a program, which is very sure of it."
    if event.confidence >= 0.8:
        return "Read by a program, which is sure of it."
    return "Read by a program, which is not sure of it."
