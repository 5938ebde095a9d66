"""The whole story read: what stood alone is handed out, what turned out to be nothing is left out."""

from __future__ import annotations

from .anchors import by_paragraph, weight_of
from .belonging import drop_others
from .changes import set_status
from .day_runs import tie_runs
from .draft import Draft, inherit_facts
from .dropping import drop_loose
from .handing_out import hand_out_hours, hand_out_places, share_hour
from .moves import drop_left, link_moves, moved_on
from .order import keep_order
from .own_town import is_beside_rule, mark_elsewhere
from .scenes import name_scenes
from .tale import Tale
from .twins import drop_relative, join_twins, reconcile


def settle(tale: Tale) -> None:
    """Hand out what stood alone, and leave out what turned out to be the same or nothing."""
    keep_order(tale)
    name_scenes(tale)
    tie_runs(tale)
    mark_elsewhere(tale)
    drop_others(tale)
    _prefer_days(tale)
    drop_loose(tale)
    drop_left(tale)
    drop_relative(tale)
    hand_out_hours(tale)
    share_hour(tale)
    hand_out_places(tale)
    join_twins(tale)
    reconcile(tale)
    link_moves(tale)
    _hand_out_change(tale)


def _prefer_days(tale: Tale) -> None:
    """Leave the rules beside stated days: a stated day beside its rule is held as the rule says."""
    ruled = any(d.rule is not None for d in tale.drafts)
    written = tale.frame.published
    dated = [
        d
        for d in tale.drafts
        if d.day is not None
        and (d.complete or d.row or (d.day.day != written and (d.anchor >= 2 or _is_of_rule(tale, d))))
    ]
    if ruled:
        units = {d.line.unit for d in tale.drafts if d.rule is not None and d.line is not None}
        paragraphs = by_paragraph(tale.drafts)
        dated = [
            d
            for d in dated
            if d.row
            or d.labelled
            or weight_of(tale, d, paragraphs) >= 2
            or _is_of_rule(tale, d)
            or (d.line is not None and d.line.unit in units)
        ]
    if dated:
        kept = [d for d in tale.drafts if d.rule is not None and is_beside_rule(tale, d, dated)]
        for rule in [d for d in tale.drafts if d.rule is not None and d not in kept]:
            for draft in dated:  # a stated date beside its rule is held as the rule says
                inherit_facts(draft, rule)
        tale.drafts = [d for d in tale.drafts if d.day is not None or d in kept]
    elif any(d.rule is not None for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if d.rule is not None]


def _is_of_rule(tale: Tale, draft: Draft) -> bool:
    """Whether a day is listed with others of its line, all of which a told rule yields: "It will be held Sept. 25, Oct. 30 and
    Nov. 27", behind the last Friday of each month."""
    days = [d.day.day for d in tale.drafts if d.day is not None and d.line is draft.line]
    rules = [d.rule for d in tale.drafts if d.rule is not None]
    return len(days) > 1 and any(all(map(rule.yields, days)) for rule in rules)


def _hand_out_change(tale: Tale) -> None:
    """Give the words of change that were said of the whole story to each event without any of its own."""
    if tale.title_status is None and tale.changes:
        line, told = tale.changes[0]
        if not any(known is draft for known in told for draft in tale.drafts):
            tale.title_status = line  # said of a day that turned out to be none of the event's
    if tale.title_status is not None and not moved_on(tale) and not any(d.status for d in tale.drafts):
        for draft in tale.drafts:
            goes_on = draft.line is not None and tale.reader.cues.has("goes_ahead", draft.line.low)
            if draft.status is None and not goes_on:
                set_status(tale, draft, tale.title_status)
