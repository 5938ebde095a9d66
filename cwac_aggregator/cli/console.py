"""Words on stderr: progress while a step runs, a summary after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

_PAUSE = 10.0
"""Seconds between two plain lines."""


def words() -> Console:
    """The console on stderr."""
    return Console(stderr=True, highlight=False)


def output() -> Console:
    """The console on stdout. A table that goes into a file or a pipe is not cut to a terminal's width."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=240)


def table(*columns: str, title: str | None = None) -> Table:
    """A plain table."""
    made = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column)
    return made


class Watch:
    """Progress of steps: bars on a terminal, else a plain line now and then. `update` fits `pipeline.Progress`."""

    def __init__(self, console: Console, bars: Progress | None) -> None:
        self._console = console
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._spoken: dict[str, float] = {}

    def update(self, step: str, done: int, total: int | None) -> None:
        """Tell how far a step is."""
        if self._bars is not None:
            if step not in self._tasks:
                self._tasks[step] = self._bars.add_task(step, total=total)
            self._bars.update(self._tasks[step], completed=done, total=total)
            return
        now = monotonic()
        if now - self._spoken.setdefault(step, now) >= _PAUSE:
            self._spoken[step] = now
            self._console.print(f"{step}: {done}" + (f" of {total}" if total is not None else ""))

    def say(self, text: str) -> None:
        """Print a line of words."""
        self._console.print(text, markup=False, soft_wrap=True)


@contextmanager
def watch() -> Iterator[Watch]:
    """A watch for as long as a command works."""
    console = words()
    if not console.is_terminal:
        yield Watch(console, None)
        return
    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        yield Watch(console, bars)
