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

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("steps:run", "Crawl, extract, resolve, check, export: all sources of the registry, or those named."),
    "crawl": ("steps:crawl", "Visit the sources and archive their pages."),
    "extract": ("extract:extract", "Read events out of pages and print them; the database is not touched."),
    "resolve": ("steps:resolve", "Turn mentions into events: give ids, find those that are one event, keep history."),
    "export": (
        "steps:export",
        "Check, then write the files: all formats, or those named (docs/exports.md lists them).",
    ),
    "serve": ("serve:serve_command", "Serve the site from the database and the exported files until Ctrl-C."),
    "events": ("events:events", "List events by day, those without a day last."),
    "show": (
        "show:show",
        "Tell all about one event: every field, the words on the page it came from, the pages, when they were fetched.",
    ),
    "sources": ("sources:sources", "The registry of departments, cities and newspapers."),
    "issues": ("issues:issues", "List what a person should look at, the gravest first."),
    "changes": (
        "changes:changes",
        "Tell what changed: added, moved, called off, details, vanished from its page, merged.",
    ),
    "why": (
        "why:why",
        "Tell why two mentions are, may be, or are not one event: every comparison and what it contributed.",
    ),
    "review": (
        "review:review",
        "Decide what the program is not sure of: doubtful pairs and doubtful events, the soonest first.",
    ),
    "judge": ("decide:judge", "Say that two mentions are the same event, or are not."),
    "override": ("decide:override", "Set one field of a mention."),
    "accept": ("decide:accept", "Publish an event that is in review, or that was hidden."),
    "hide": ("decide:hide", "Take an event out of everything that is published."),
    "add": ("decide:add", "Type in an event that is on no page."),
    "decisions": ("decide:decisions", "What people said: the log, taking back, and carrying it over as JSON lines."),
    "reconcile": (
        "reconcile:reconcile",
        "Hold our events against another list: on both, only ours, only theirs, differing and in what.",
    ),
    "demo": ("demo:demo", "Crawl a small town of replica sites served on this machine, into data/demo/."),
    "config": (
        "config:config",
        "Show every setting, its value, and where it came from: a flag, the environment, cwac.toml, or the default.",
    ),
    "doctor": ("doctor:doctor_command", "Check this installation and say what to fix."),
    "evaluate": (
        ".evaluation.command:evaluate_command",
        "Read the labelled pages in DIR and print how well they were read.",
    ),
    "unlock": (
        "steps:unlock",
        "Take the lock away from a run that is surely gone, for instance on a machine that no longer exists.",
    ),
}
"""Every command: where it is defined, and its help in a line. Imported only when called: `cwac extract` does not wait for Scrapy,
nor `cwac --help` for any of them."""

INTERRUPTED = 130
HELP_NAMES = ["-h", "--help"]


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click calls it so)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f".{module}", __package__), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        room = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=summary).get_short_help_str(room))
                    for name, (_, summary) in COMMANDS.items()
                ]
            )


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
