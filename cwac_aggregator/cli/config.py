"""`cwac config`: what holds, and where each value came from."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from .settings import command
from .settings import config as load


@command("config")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def config(as_json: bool) -> None:
    """Show every setting, its value, and where it came from: a flag, the environment, cwac.toml, or the default.

    \b
    Example:
      cwac config --max-pages 50
    """
    held = load()
    rows: dict[str, dict[str, Any]] = {
        name: {"value": _shown(value), "from": held.origins[name]} for name, value in held.settings.model_dump().items()
    }
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    from rich.text import Text

    from .console import output, table

    made = table("setting", "value", "from")
    for name, row in rows.items():
        made.add_row(name, Text("" if row["value"] is None else str(row["value"])), row["from"])
    output().print(made)


def _shown(value: object) -> object:
    """A value without the password that a database's address may hold."""
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1:***@", value) if isinstance(value, str) else value
