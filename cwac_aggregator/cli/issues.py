"""`cwac issues`: what a person should look at."""

from __future__ import annotations

import dataclasses
import json

import click

from ..model import Issue, IssueLevel
from .settings import command, open_database, settings


@command("issues")
@click.option("--level", type=click.Choice(["error", "warning", "info"]), help="Only this level.")
@click.option("--source", metavar="SOURCE", help="Only this source.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def issues(level: IssueLevel | None, source: str | None, as_json: bool) -> None:
    """List what a person should look at, the gravest first.

    \b
    Example:
      cwac issues --level error
    """
    with open_database(settings()) as database:
        found = list(database.issues.all(level=level, source_id=source))
    if as_json:
        for issue in found:
            click.echo(json.dumps(_row(issue), ensure_ascii=False))
        return
    if found:
        from rich.text import Text

        from .console import output, table

        made = table("level", "code", "source", "message", "where")
        for issue in found:
            where = issue.event_id or issue.url or ""
            made.add_row(issue.level, issue.code, issue.source_id or "", Text(issue.message), Text(where))
        output().print(made)
    click.echo(f"{len(found)} issue{'' if len(found) == 1 else 's'}.", err=True)


def _row(issue: Issue) -> dict[str, str | None]:
    row = dataclasses.asdict(issue)
    row["raised"] = issue.raised.isoformat(timespec="seconds") if issue.raised else None
    return row
