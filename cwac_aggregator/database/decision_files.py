"""Decisions as JSON lines: for backup, for review in git, for carrying them to another database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from ..errors import ConfigError
from .decisions import Decision, Decisions, dump_what
from .values import dump_mention, load_mention

VERSION = 1
_KINDS = ("judgement", "override", "addition", "opt-out")


def dump_decisions(decisions: Decisions) -> Iterator[str]:
    """Every decision, one JSON line each, oldest first, after a line with the format's version. The same log gives the
    same lines; numbers, which differ between databases, are left out."""
    yield json.dumps({"decisions": VERSION})
    for decision in decisions.log():
        line = {
            "kind": decision.kind,
            **dump_what(decision),
            "by": decision.by,
            "at": decision.at.isoformat(),
            "why": decision.why,
            "undone_by": decision.undone_by,
            "undone_at": decision.undone_at.isoformat() if decision.undone_at else None,
        }
        yield json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def load_decisions(decisions: Decisions, lines: Iterable[str], name: str = "decisions") -> int:
    """Take over what `dump_decisions` wrote; how many were new. Known ones are left as they are.

    Nothing is taken over unless every line can be read. Raises ConfigError naming the line, or a newer version.
    """
    rows = [_parsed(line, number, name) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows or "decisions" not in rows[0]:
        raise ConfigError(f"{name}: not a file of decisions", hint="`cwac decisions dump` writes one.")
    if rows[0]["decisions"] > VERSION:
        raise ConfigError(
            f"{name}: written by a newer version of this program (format {rows[0]['decisions']}, known here: {VERSION})",
            hint="Upgrade: pip install -U cwac-aggregator.",
        )
    found = [_decision(row, number, name) for number, row in enumerate(rows[1:], 2)]
    return sum(decisions.restore(decision) for decision in found)


def _parsed(line: str, number: int, name: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{name}, line {number}: not JSON: {error}", hint="One JSON object a line.") from error
    if not isinstance(row, dict):
        raise ConfigError(f"{name}, line {number}: not an object", hint="One JSON object a line.")
    return row


def _decision(row: dict[str, Any], number: int, name: str) -> Decision:
    what = {
        key: value for key, value in row.items() if key not in ("kind", "by", "at", "why", "undone_by", "undone_at")
    }
    try:
        if row["kind"] not in _KINDS:
            raise ValueError(f"unknown kind {row['kind']!r}")
        if row["kind"] == "addition":
            what["payload"] = dump_mention(load_mention(json.dumps(what["payload"])))
        undone = row.get("undone_at")
        return Decision(
            number="",
            kind=row["kind"],
            what=what,
            by=row["by"],
            at=datetime.fromisoformat(row["at"]),
            why=row.get("why"),
            undone_by=row.get("undone_by"),
            undone_at=datetime.fromisoformat(undone) if undone else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{name}, line {number}: {error}", hint="`cwac decisions dump` writes the form.") from error
