"""Names of one word in languages that make them: "Sicherheitskafi", "Polizei-Café", "wijkkoffie".

They are made of two parts of `compounds.csv`, with a hyphen or without. The `first` is `strong` where it speaks of police, `weak`
where anybody may give what is called so (then the name is that of a gathering, see `gatherings.py`); the `last` is what is
shared. A last part that is also a `house` ("café") makes a name with a strong part alone.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple

from .forms import Forms


class Compound(NamedTuple):
    first: str
    last: str
    theme: str
    weak: bool


@cache
def compounds(language: str) -> tuple[Compound, ...]:
    """All that the parts of a language make."""
    text = (resources.files(__package__) / "compounds.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["language"] == language]
    firsts = [(row["form"], row["value"] == "weak") for row in rows if row["stands"] == "first"]
    lasts = [(row["form"], row["value"], row["stands"] == "house") for row in rows if row["stands"] != "first"]
    return tuple(
        Compound(first, last, theme, weak)
        for first, weak in firsts
        for last, theme, house in lasts
        if not (house and weak)
    )


@cache
def compound_table(language: str, *, weak: bool) -> Forms:
    """First word -> (all words, theme) of the compounds whose first part is weak, or of the others."""
    table: Forms = {}
    for made in compounds(language):
        if made.weak == weak:
            table.setdefault(made.first + made.last, []).append(((made.first + made.last,), made.theme))
            table.setdefault(made.first, []).append(((made.first, "-", made.last), made.theme))
    return table
