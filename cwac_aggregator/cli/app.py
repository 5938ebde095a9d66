"""The command group, the flags every command takes, and what happens to errors."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from ..errors import CwacError
from ..version import __version__
from .settings import settings_options

COMMANDS: dict[str, str] = {
    "run": "steps:run",
    "crawl": "steps:crawl",
    "extract": "extract:extract",
    "resolve": "steps:resolve",
    "export": "steps:export",
    "serve": "serve:serve_command",
    "events": "events:events",
    "show": "show:show",
    "sources": "sources:sources",
    "issues": "issues:issues",
    "changes": "changes:changes",
    "why": "why:why",
    "review": "review:review",
    "judge": "decide:judge",
    "override": "decide:override",
    "accept": "decide:accept",
    "hide": "decide:hide",
    "add": "decide:add",
    "decisions": "decide:decisions",
    "reconcile": "reconcile:reconcile",
    "demo": "demo:demo",
    "config": "config:config",
    "doctor": "doctor:doctor_command",
    "evaluate": ".evaluation.command:evaluate_command",
    "unlock": "steps:unlock",
}
"""Every command and where it is defined. Imported only when called: `cwac extract` does not wait for Scrapy."""

INTERRUPTED = 130
HELP_NAMES = ["-h", "--help"]


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click calls it so)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f".{module}", __package__), name)
        return command


@click.group(
    cls=LazyGroup,
    params=settings_options(),
    context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100},
)
@click.version_option(__version__, prog_name="cwac", message="%(prog)s %(version)s")
def cli(**_flags: None) -> None:
    """Coffee with a Cop events: pages in, one clean event list out.

    The flags below are settings. They may also stand after the command, in the environment (CWAC_MAX_PAGES=50) or in
    cwac.toml; `cwac config` shows what holds.

    \b
    Example:
      cwac run santa-monica-police
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="cwac", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except CwacError as error:
        _tell(str(error), error.hint)
        return error.exit_code
    except Exception as error:
        _tell(
            f"unexpected {type(error).__name__}: {error}",
            "This is a fault of the program. Run it again with CWAC_DEBUG=1 and report what it prints.",
        )
        return 1


def _tell(message: str, hint: str | None) -> None:
    """One message, one line with the next step; the traceback only for those who ask."""
    if os.environ.get("CWAC_DEBUG"):
        import traceback

        traceback.print_exc()
    click.echo(f"cwac: {message}", err=True)
    if hint:
        click.echo(f"  → {hint}", err=True)
