"""`cwac review`: what is undecided, one key a decision. What it decides with serves any other queue too: `Database.review`
and `Database.decisions`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import click

from ..model import Judgement, StoredMention, When, when_text
from .decide import user
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..database import Case, Database

_SHOWN = ("title", "start", "end", "status", "venue", "street", "city", "region", "organizer", "flags")
_PAIR_KEYS = "[s]ame  [d]ifferent  [n]ext  [u]ndo  [q]uit"
_END_KEYS = "[u]ndo  [q]uit"
_EVENT_KEYS = (
    "[a]ccept  [h]ide  [A]ccept or [H]ide all of this source  [r] accept or [R] hide the whole series  "
    "[n]ext  [u]ndo  [q]uit"
)


@command("review")
@click.option("--source", metavar="SOURCE", help="Only what this source tells.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="At most so many cases.")
@click.option("--list", "only_list", is_flag=True, help="Print the queue and ask nothing.")
@click.option("--by", metavar="NAME", default=user, help="Who decides. Default: your user name.")
def review(source: str | None, limit: int, only_list: bool, by: str) -> None:
    """Decide what the program is not sure of: doubtful pairs and doubtful events, the soonest first.

    One key a decision. Decisions take effect with the next `cwac resolve`; `cwac decisions log` lists them.

    \b
    Example:
      cwac review
      cwac review --source hawthorne-police --list
    """
    with open_database(settings()) as database:
        as_of = database.runs.as_of() or database.archive.last_fetched() or datetime.now(UTC)
        cases = database.review.queue(as_of.date(), limit=limit, source_id=source)
        if only_list:
            for case in cases:
                click.echo(_headline(case))
        else:
            _ask(database, cases, by)
    click.echo(f"{len(cases)} case{'' if len(cases) == 1 else 's'} in the queue.", err=True)


def _ask(database: Database, cases: list[Case], by: str) -> None:
    """Show one case after another and note what is said."""
    done: list[tuple[int, list[str]]] = []
    settled: set[str] = set()
    at = 0
    while at < len(cases) or done:
        if at >= len(cases):
            click.echo(f"\nThat was the last one.\n{_END_KEYS}")
        else:
            case = cases[at]
            if case.kind == "event" and case.events[0].id in settled:
                at += 1
                continue
            click.echo(f"\n{at + 1}/{len(cases)}  {_headline(case)}")
            for line in _side_by_side(case):
                click.echo(line)
            click.echo(_PAIR_KEYS if case.kind == "pair" else _EVENT_KEYS)
        key = click.getchar()
        if key in ("q", "\x03", "\x04", ""):
            return
        if key == "u" and done:
            before, numbers = done.pop()
            for number in numbers:
                database.decisions.undo(number, by=by)
            at = before
            settled.clear()
            continue
        if at >= len(cases):
            continue
        numbers = _decide(database, case, cases[at:], key, by, settled)
        if numbers:
            done.append((at, numbers))
            click.echo(f"Noted as {', '.join(numbers)}.")
        if numbers or key == "n":
            at += 1


def _decide(database: Database, case: Case, rest: list[Case], key: str, by: str, settled: set[str]) -> list[str]:
    """Note what a key says about a case; the numbers of the decisions."""
    if case.kind == "pair" and key in "sd":
        verdict: Literal["same", "different"] = "same" if key == "s" else "different"
        left, right = case.mentions
        said = Judgement(left=left.id, right=right.id, verdict=verdict, by=by, at=datetime.now(UTC), why="review")
        return [database.decisions.judge(said)]
    if case.kind == "event" and key in "ahAHrR":
        from ..database.review import of_one_series, of_one_source

        alike = {"A": of_one_source, "H": of_one_source, "r": of_one_series, "R": of_one_series}.get(key)
        chosen = [other.events[0].id for other in rest if other is case or (alike and alike(case, other))]
        settled.update(chosen)
        visibility: Literal["published", "hidden"] = "published" if key in "aAr" else "hidden"
        return [database.decisions.set_visibility(event, visibility, by=by, why="review") for event in chosen]
    return []


def _headline(case: Case) -> str:
    title = case.events[0].title if case.events else ""
    names = " and ".join(event.id for event in case.events)
    return f"{case.day or 'no day'}  {title}  ({case.reason})  {names}"


def _side_by_side(case: Case) -> Iterator[str]:
    """The values and the words of the mentions of a case, in columns."""
    told = case.mentions or tuple(mention for event in case.events for mention in event.mentions)
    told = told[:2]
    if not told:
        return
    width = max(30, shutil.get_terminal_size().columns // 2 - 8)
    yield " " * 11 + "".join(f"{_cut(mention.page_url, width)}  " for mention in told).rstrip()
    for name in _SHOWN:
        values = [_value(mention, name) for mention in told]
        if any(values):
            yield f"{name:<11}" + "".join(f"{_cut(value, width)}  " for value in values).rstrip()
    words = [_words(mention) for mention in told]
    if any(words):
        yield f"{'words':<11}" + "".join(f"{_cut(value, width)}  " for value in words).rstrip()
    if case.explanation:
        told_by = "  ".join(f"{c.name} {c.outcome} {c.weight:+.1f}" for c in case.explanation.comparisons if c.weight)
        yield f"{'score':<11}{case.explanation.score:.1f}: {told_by}"


def _value(mention: StoredMention, name: str) -> str:
    value: Any = getattr(mention.mention, name)
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return (when_text(value) or "") if isinstance(value, When) else str(value)


def _words(mention: StoredMention) -> str:
    said = mention.mention.evidence.get("start")
    return " ".join(said.text.split()) if said else ""


def _cut(text: str, width: int) -> str:
    return f"{text[: width - 1]}…" if len(text) > width else f"{text:<{width}}"
