"""The pages of docs/ that are made from the program: commands and settings. `python -m cwac_aggregator.cli.reference`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from ..config import PREFIX, Settings
from .app import HELP_NAMES, cli

_MADE = "<!-- Made by `make docs` from the program itself. Do not edit. -->\n\n"
_WIDTH = 100


def walk(
    command: click.Command = cli, words: tuple[str, ...] = ("cwac",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words, groups before their commands."""
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None, name
            yield from walk(found, (*words, name))


def commands_page() -> str:
    """docs/commands.md: the help of every command."""
    parts = [_MADE, "# Commands\n\n", inspect.cleandoc(_COMMANDS), "\n"]
    for words, command in walk():
        context = click.Context(
            command,
            info_name=" ".join(words),
            terminal_width=_WIDTH,
            max_content_width=_WIDTH,
            help_option_names=HELP_NAMES,
        )
        parts.append(f"\n## `{' '.join(words)}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "".join(parts)


def configuration_page() -> str:
    """docs/configuration.md: every setting."""
    rows = [
        f"| `{name}` | `{PREFIX}{name.upper()}` | {_default(field.default)} | {' '.join((field.description or '').split())} |\n"
        for name, field in Settings.model_fields.items()
    ]
    head = "| setting | environment | default | meaning |\n|---|---|---|---|\n"
    return _MADE + "# Configuration\n\n" + inspect.cleandoc(_CONFIGURATION) + "\n\n" + head + "".join(rows)


def write(folder: Path) -> None:
    """Write both pages into `folder`."""
    (folder / "commands.md").write_text(commands_page(), "utf-8")
    (folder / "configuration.md").write_text(configuration_page(), "utf-8")


def _default(value: object) -> str:
    return "none" if value is None else f"`{str(value).lower() if isinstance(value, bool) else value}`"


_COMMANDS = """
    Data goes to stdout, words go to stderr, and the exit code tells the truth:

    | code | meaning |
    |---|---|
    | 0 | done |
    | 1 | failed: a page, a fetch, the database, a file |
    | 2 | wrong use: a flag, a setting, a file you gave |
    | 3 | the checks refused to publish; the files published before still stand |
    | 4 | another run holds the lock |
    | 130 | interrupted by Ctrl-C |

    An error is one message and one line with the next step. `CWAC_DEBUG=1` adds the traceback.
"""

_CONFIGURATION = """
    A setting's value comes from the first of these that names it:

    1. a flag, before or after the command: `cwac run --max-pages 50`
    2. the environment: `CWAC_MAX_PAGES=50`
    3. `cwac.toml` in the working folder: `max_pages = 50`
    4. its default

    `cwac config` shows what holds and where each value came from. A name in `cwac.toml` that is no setting, and a value
    that a setting cannot take, stop the program with exit code 2.
"""

if __name__ == "__main__":
    write(Path("docs"))
