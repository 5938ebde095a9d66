"""The words of `words.toml`, by which names and headlines are compared."""

from __future__ import annotations

import tomllib
from importlib import resources

_TABLES = tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))

COUNTED = frozenset(_TABLES["once"]["counted"])
ALONE = frozenset(_TABLES["once"]["alone"])
NEWS = frozenset(_TABLES["once"]["news"])
RANKS = frozenset(_TABLES["once"]["ranks"])
NO_NAMES = frozenset(_TABLES["once"]["no_names"])
PLAIN = frozenset(_TABLES["once"]["plain"])
NUMBERS: dict[str, int] = _TABLES["once"]["numbers"]
COMMON = frozenset(_TABLES["venues"]["common"])
HOLDS = frozenset(_TABLES["venues"]["holds"])
TRADE = frozenset(_TABLES["venues"]["trade"])
BUILDINGS = frozenset(_TABLES["venues"]["buildings"])
ROOMS = frozenset(_TABLES["venues"]["rooms"])
ANYBODY = frozenset(_TABLES["hosts"]["anybody"])
