"""The command line of the evaluation: `cwac evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .cases import Split
from .score import GROUPINGS, Grouping, evaluate


@click.command("evaluate")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--split", type=click.Choice(["dev", "check", "all"]), default="all", help="Which half of the corpus.")
@click.option("--only", default="*", metavar="PATTERN", help="Only the cases whose names fit this shell pattern.")
@click.option("--by", "groupings", type=click.Choice(GROUPINGS), multiple=True, help="Group by this only. Repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--misses", is_flag=True, help="Show each miss with the words on the page.")
def evaluate_command(
    folder: Path, split: Split, only: str, groupings: tuple[Grouping, ...], as_json: bool, misses: bool
) -> None:
    """Read the labelled pages in DIR and print how well they were read.

    Exit code 1 if the reader failed on a page.

    \b
    Example:
      cwac evaluate tests/corpus --misses
    """
    result = evaluate(folder, split, only)
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
    else:
        lines = [*result.misses(), *result.table(*groupings)] if misses else result.table(*groupings)
        click.echo("\n".join(lines))
    if result.crashes:
        click.get_current_context().exit(1)
