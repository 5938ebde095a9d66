"""The words for police in a text: the hosts of `hosts.csv` and the short names of departments ("OPD")."""

from __future__ import annotations

from ..tokens import Tokens
from .forms import Forms, form_at, form_table

_ACRONYM_ENDINGS = ("PD", "SO", "DPS")


_WHOLE = frozenset(["cop", "cops"])
"""Hosts that no further word for police goes on with: what follows is somebody's rank."""


def find_hosts(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of the words for police of a text: that somebody of theirs is spoken of."""
    table = form_table("hosts.csv", tokens.lexicon.code)
    out: list[tuple[int, int]] = []
    shortened = any(ending in tokens.text for ending in _ACRONYM_ENDINGS)
    if not shortened and table.keys().isdisjoint(tokens.words):
        return out
    i = 0
    count = len(tokens)
    while i < count:
        found = form_at(tokens, i, table) if tokens.words[i] in table else None
        if found is not None and found[1] == "strong":
            out.append((tokens.starts[i], tokens.ends[found[0] - 1]))
            i = found[0]
        elif shortened and is_acronym(tokens, i):
            out.append((tokens.starts[i], tokens.ends[i]))
            i += 1
        else:
            i += 1
    return out


def host_at(tokens: Tokens, i: int, hosts: Forms) -> tuple[int, bool] | None:
    """A host at `i`: (index after it, weak)."""
    found = form_at(tokens, i, hosts)
    if found is not None:
        end = found[0]
        # "Police Department", "Sheriff's Office" and the like go on
        while (more := form_at(tokens, end, hosts)) is not None and tokens.word(end) not in ("patrol",):
            if tokens.word(end - 1) in _WHOLE and tokens.capital(more[0]):
                break  # "Coffee with a Cop Officer Ann Dee of the Lima police"
            end = more[0]
        return end, found[1] == "weak"
    if is_acronym(tokens, i):
        return i + 1, False
    return None


def is_acronym(tokens: Tokens, i: int) -> bool:
    """ "OPD", "NYPD", "UPD": the short name of a department."""
    text = tokens.text[tokens.starts[i] : tokens.ends[i]] if i < len(tokens) else ""
    return 3 <= len(text) <= 6 and text.isupper() and text.endswith(_ACRONYM_ENDINGS)
