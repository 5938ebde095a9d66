"""What a person says: `judge`, `override`, `accept`, `hide`, `add`, and `decisions log | dump | load | undo`.

Takes effect with the next `cwac resolve` or `cwac run`.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ..errors import ConfigError
from ..model import Judgement, Mention
from .settings import command, open_database, settings

_DONE = "Noted as {}. It takes effect with the next `cwac resolve`."


def user() -> str:
    """The name of who sits at the terminal."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _said(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options every decision takes: who, and why."""
    function = click.option("--why", metavar="TEXT", help="The reason, for those who read the log.")(function)
    return click.option("--by", metavar="NAME", default=user, help="Who says so. Default: your user name.")(function)


@command("judge")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.argument("verdict", type=click.Choice(["same", "different"]))
@_said
def judge(left: str, right: str, verdict: Any, by: str, why: str | None) -> None:
    """Say that two mentions are the same event, or are not.

    \b
    Example:
      cwac judge m1c0ffee1c0ffee1c0ff m2c0ffee2c0ffee2c0ff same --why "rang the station"
    """
    said = Judgement(left=left, right=right, verdict=verdict, by=by, at=datetime.now(UTC), why=why)
    with open_database(settings()) as database:
        number = database.decisions.judge(said)
    click.echo(_DONE.format(number), err=True)


@command("override")
@click.argument("mention", metavar="MENTION")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_said
def override(mention: str, field: str, value: str, by: str, why: str | None) -> None:
    """Set one field of a mention. It holds until the page's own text for that field changes. "" means nothing.

    \b
    Example:
      cwac override m1c0ffee1c0ffee1c0ff venue "Blue Door Cafe"
    """
    with open_database(settings()) as database:
        number = database.decisions.set_field(mention, field, value or None, by=by, why=why)
    click.echo(_DONE.format(number), err=True)


@command("accept")
@click.argument("event_id", metavar="EVENT_ID")
@_said
def accept(event_id: str, by: str, why: str | None) -> None:
    """Publish an event that is in review, or that was hidden.

    \b
    Example:
      cwac accept e1c0ffee1c0ffee1c0ff
    """
    with open_database(settings()) as database:
        number = database.decisions.set_visibility(event_id, "published", by=by, why=why)
    click.echo(_DONE.format(number), err=True)


@command("hide")
@click.argument("event_id", metavar="EVENT_ID")
@_said
def hide(event_id: str, by: str, why: str | None) -> None:
    """Take an event out of everything that is published.

    \b
    Example:
      cwac hide e1c0ffee1c0ffee1c0ff --why "for members only"
    """
    with open_database(settings()) as database:
        number = database.decisions.set_visibility(event_id, "hidden", by=by, why=why)
    click.echo(_DONE.format(number), err=True)


@command("add")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_said
def add(values: tuple[str, ...], by: str, why: str | None) -> None:
    """Type in an event that is on no page. It joins the pages that tell it later.

    \b
    Example:
      cwac add title="Coffee with a Cop" start=2026-10-07T08:00-07:00 venue="Blue Door" city=Hawthorne region=CA country=US
    """
    from ..database import check_field
    from ..identity import typed

    given: dict[str, Any] = {}
    for item in values:
        field, sign, value = item.partition("=")
        if not sign or field == "visibility":
            raise ConfigError(f"{item!r} is not FIELD=VALUE", hint='For instance: title="Coffee with a Cop"')
        check_field(field, value)
        given[field] = typed(field, value)
    if not given.get("title") or not (given.get("start") or given.get("series")):
        raise ConfigError("an event needs a title and a start", hint="start=2026-10-07, or with its hour and offset.")
    with open_database(settings()) as database:
        number = database.decisions.add(Mention(**given), by=by, why=why)
    click.echo(_DONE.format(number), err=True)


@click.group("decisions")
def decisions() -> None:
    """What people said: the log, taking back, and carrying it over as JSON lines.

    \b
    Example:
      cwac decisions log
    """


@decisions.command("log")
def log() -> None:
    """List every decision, oldest first, undone ones too.

    \b
    Example:
      cwac decisions log
    """
    from rich.text import Text

    from .console import output, table

    with open_database(settings()) as database:
        found = database.decisions.log()
    made = table("number", "when", "who", "what", "why", "undone")
    for one in found:
        what = " ".join(str(value) for value in one.what.values() if value is not None)
        undone = f"{one.undone_at:%Y-%m-%d} {one.undone_by}" if one.undone_at else ""
        made.add_row(
            one.number, f"{one.at:%Y-%m-%d %H:%M}", one.by, Text(f"{one.kind} {what}"), Text(one.why or ""), undone
        )
    output().print(made)


@decisions.command("undo")
@click.argument("number", metavar="NUMBER")
@click.option("--by", metavar="NAME", default=user, help="Who says so. Default: your user name.")
def undo(number: str, by: str) -> None:
    """Take a decision back. The log keeps it.

    \b
    Example:
      cwac decisions undo o5
    """
    with open_database(settings()) as database:
        database.decisions.undo(number, by=by)
    click.echo(f"{number} is undone. It takes effect with the next `cwac resolve`.", err=True)


@decisions.command("dump")
def dump() -> None:
    """Print every decision as JSON lines, for backup and for git.

    \b
    Example:
      cwac decisions dump > decisions.jsonl
    """
    from ..database import dump_decisions

    with open_database(settings()) as database:
        for line in dump_decisions(database.decisions):
            click.echo(line)


@decisions.command("load")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def load(file: Path) -> None:
    """Take over what `cwac decisions dump` printed. What is known already is left as it is.

    \b
    Example:
      cwac decisions load decisions.jsonl
    """
    from ..database import load_decisions

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: {error}", hint="`cwac decisions dump` writes one.") from error
    with open_database(settings()) as database:
        count = load_decisions(database.decisions, lines, str(file))
    print(f"{count} new decision{'' if count == 1 else 's'}.", file=sys.stderr)
