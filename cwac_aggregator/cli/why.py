"""`cwac why`: how two mentions, or two events, compare."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import click

from ..errors import UnknownIdError
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..database import Database
    from ..identity import Record


@command("why")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
def why(left: str, right: str) -> None:
    """Tell why two mentions are, may be, or are not one event: every comparison and what it contributed.

    A and B are ids of mentions, or of events; of events, the two mentions that are most alike are shown.

    \b
    Example:
      cwac why m1c0ffee1c0ffee1c0ff m2c0ffee2c0ffee2c0ff
    """
    from rich.text import Text

    from ..identity import explain, load_weights
    from .console import output, table

    with open_database(settings()) as database:
        pairs = [(a, b) for a, b in product(_records(database, left), _records(database, right)) if a.id != b.id]
    if not pairs:
        raise UnknownIdError(f"{left} and {right} are one mention", hint="Name two.")
    a, b = max(pairs, key=lambda pair: explain(*pair).score)
    said = explain(a, b)
    made = table("comparison", "outcome", "bits", a.id, b.id)
    for one in said.comparisons:
        made.add_row(one.name, one.outcome, f"{one.weight:+.1f}", Text(one.left), Text(one.right))
    output().print(made)
    weights = load_weights()
    click.echo(
        f"{said.verdict}: {said.score:.1f} bits (same from {weights.same:.0f}, doubtful from {weights.doubtful:.0f})"
    )
    if said.refused:
        click.echo(f"ruled out: {said.refused}")


def _records(database: Database, name: str) -> list[Record]:
    if name.startswith("m"):
        found = [database.mentions.record(name)]
    else:
        found = [database.mentions.record(mention.id) for mention in database.events.get(name).mentions]
    records = [record for record in found if record is not None]
    if not records:
        raise UnknownIdError(f"no mention has the id {name}", hint="`cwac show EVENT_ID` lists an event's mentions.")
    return records
