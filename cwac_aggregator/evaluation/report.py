"""An evaluation as lines for people and as plain values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..model import Mention, When, when_text
from .compare import SCORED
from .figures import Figures, PageResult

Groupings = Mapping[str, Mapping[str, Figures]]
"""Figures by the name of the grouping ("language") and of the group ("en")."""

_COLUMNS = ("date", "start", "end", "venue", "city", "theme", "status")
_EVIDENCE = {"date": "start", "previous_start": "start", "series": "start", "flags": "start", "alternatives": "start"}


def table_lines(total: Figures, groupings: Groupings) -> list[str]:
    """The total, the reliability table, and one table per grouping."""
    right, silent = total.silent
    whole, pages = total.whole
    lines = [
        f"pages {pages}, events stated {total.expected}, given {total.given}, found {len(total.pairs)}",
        "",
        f"event precision      {_show(total.precision)}",
        f"event recall         {_show(total.recall)}",
        f"event F1             {_show(total.f1)}",
        f"silent pages silent  {_show(right / silent if silent else None)}  {right} of {silent}",
        f"whole page right     {_show(whole / pages if pages else None)}  {whole} of {pages}",
        "",
        f"{'of found events':<20} {'right':>6}  {'where stated':>12}",
    ]
    for name in SCORED:
        (right, of), (said_right, said) = total.fields[name], total.stated[name]
        share, said_share = right / of if of else None, said_right / said if said else None
        lines.append(f"{name:<20} {_show(share)}  {_show(said_share)}  {said_right} of {said}")
        if name == "theme":
            lines.append(f"{'theme, mean':<20} {_show(total.theme_macro)}  over {len(total.themes)} themes")
    lines += ["", *_reliability_lines(total)]
    for grouping, groups in groupings.items():
        lines += ["", *_group_lines(grouping, groups)]
    if total.crashes:
        lines += ["", f"THE READER FAILED ON {len(total.crashes)} PAGES:"]
        lines += [f"  {page.case.name}: {(page.crash or '').strip().splitlines()[-1]}" for page in total.crashes]
    return lines


def _reliability_lines(total: Figures) -> Iterator[str]:
    table = total.reliability
    yield f"{'confidence':<20} {'mentions':>8} {'right':>6}   (right: day, start, venue and status all)"
    for bin in table.bins:
        share = bin.right / bin.mentions if bin.mentions else None
        yield f"{bin.low:.1f} to {bin.high:.1f}           {bin.mentions:>8} {_show(share)}"
    yield f"right at 0.8 and above                 {_show(table.right_above)}"
    yield f"of the right ones, at 0.8 and above    {_show(table.above_of_right)}"


def _group_lines(grouping: str, groups: Mapping[str, Figures]) -> Iterator[str]:
    heads = ("P", "R", "F1", *_COLUMNS, "silent", "whole")
    yield f"{grouping:<30} {'pages':>5} " + " ".join(f"{head:>6}" for head in heads)
    for name, figures in groups.items():
        shares = figures.shares()
        values = [
            shares[key] for key in ("event-precision", "event-recall", "event-f1", *_COLUMNS, "silent", "whole-page")
        ]
        yield f"{name:<30} {len(figures.pages):>5} " + " ".join(_show(value) for value in values)


def miss_lines(pages: Iterable[PageResult]) -> list[str]:
    """Per wrong page: its name, then each event missed, invented or wrong in a field."""
    lines: list[str] = []
    for page in pages:
        if page.crash or page.misses():
            lines += [*_page_lines(page), ""]
    return lines


def _page_lines(page: PageResult) -> Iterator[str]:
    case = page.case
    mark = "" if page.whole else "  [page wrong]"
    yield f"== {case.name}  ({case.layout}, published {page.reading.published}, fetched {case.document.fetched}){mark}"
    if page.crash:
        yield from (f"  {line}" for line in page.crash.strip().splitlines())
    for miss in page.misses():
        if miss.got is None and miss.expected is not None:
            yield f"  MISSING  {_one_line(miss.expected)}"
        elif miss.expected is None and miss.got is not None:
            yield f"  EXTRA    {_one_line(miss.got)}  ({miss.got.confidence:.2f})"
            yield from (f"           {name}: {words}" for name, words in _words(miss.got).items())
        elif miss.expected is not None and miss.got is not None:
            wanted, read = _value(miss.what, miss.expected), _value(miss.what, miss.got)
            words = _words(miss.got).get(_EVIDENCE.get(miss.what, miss.what))
            yield f"  {miss.what:<14} expected {wanted!s}  got {read!s}" + (f"  from {words}" if words else "")


def _one_line(mention: Mention) -> str:
    parts = [mention.title, mention.series or when_text(mention.start), when_text(mention.end), mention.venue]
    parts += [mention.street, mention.city, mention.theme, mention.status]
    if mention.kind != "event":
        parts.append(mention.kind)
    return " | ".join(part or "-" for part in parts)


def _words(mention: Mention) -> dict[str, str]:
    """The evidence by field, each text once, shortened."""
    told: dict[str, str] = {}
    for name, evidence in mention.evidence.items():
        text = " ".join(evidence.text.split())
        told[name] = f"{text[:140] + '…' if len(text) > 140 else text!r} [{evidence.origin} {evidence.locator[-60:]}]"
    return told


def _value(name: str, mention: Mention) -> object:
    value: Any = mention.series or mention.start if name == "date" else getattr(mention, name)
    if name in ("flags", "alternatives"):
        return ", ".join(sorted(_text(item) for item in value)) or "-"
    return "-" if value is None else _text(value)


def _text(value: str | When) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _show(share: float | None) -> str:
    """A share in six characters, cut, not rounded: 0.9799 must not read 0.980."""
    return f"{'-':>6}" if share is None else f"{int(share * 1000 + 1e-9) / 1000:>6.3f}"


def plain_values(total: Figures, groupings: Groupings) -> dict[str, Any]:
    """Plain values: shares 0 to 1 or null, counts as [right, of]."""
    groups = {
        grouping: {name: _figures_json(figures) for name, figures in found.items()}
        for grouping, found in groupings.items()
    }
    return {"total": _figures_json(total), **groups, "crashed": [page.case.name for page in total.crashes]}


def _figures_json(figures: Figures) -> dict[str, Any]:
    return {
        "pages": len(figures.pages),
        "events_stated": figures.expected,
        "events_given": figures.given,
        "events_found": len(figures.pairs),
        "shares": figures.shares(),
        "stated_fields": {name: list(count) for name, count in figures.stated.items()},
        "themes": {name: list(count) for name, count in figures.themes.items()},
        "reliability": [
            {"low": bin.low, "high": bin.high, "mentions": bin.mentions, "right": bin.right}
            for bin in figures.reliability.bins
        ],
    }
