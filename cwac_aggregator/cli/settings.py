"""The settings as flags, before or after the command, and what is made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..config import Config, Settings, load_config
from ..errors import ConfigError

if TYPE_CHECKING:
    from ..database import Database
    from ..sources import SourceEntry

_FLAGS = "cwac.flags"


def settings_options(*, hidden: bool = False) -> list[click.Parameter]:
    """One option per setting; the value goes to `config()`, not to the command."""
    return [
        click.Option(
            [f"--{name.replace('_', '-')}"],
            help=(field.description or "").replace("\n", " "),
            metavar="VALUE",
            hidden=hidden,
            expose_value=False,
            callback=_keep,
        )
        for name, field in Settings.model_fields.items()
    ]


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that takes every setting as a flag too; they are listed in `cwac --help`."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        made = click.command(name)(function)
        own = {option for parameter in made.params for option in parameter.opts}
        made.params += [option for option in settings_options(hidden=True) if not own & set(option.opts)]
        return made

    return decorate


def _keep(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name is not None:
        ctx.meta.setdefault(_FLAGS, {})[parameter.name] = value


def config() -> Config:
    """What holds for this call. Raises ConfigError."""
    return load_config(flags=click.get_current_context().meta.get(_FLAGS))


def settings() -> Settings:
    """The settings of this call. Raises ConfigError."""
    return config().settings


def registry(chosen: Settings) -> dict[str, SourceEntry]:
    """The sources by id. Raises SourceError on the first mistake in an entry."""
    from pathlib import Path

    from ..sources import load_registry

    return load_registry(Path(chosen.registry) if chosen.registry else None)


def all_sources(chosen: Settings, database: Database) -> dict[str, SourceEntry]:
    """The sources by id: the registry's, and those imported from directories. What a person wrote wins."""
    return dict(sorted((database.imported.entries() | registry(chosen)).items()))


def known(entries: dict[str, SourceEntry], names: Iterable[str]) -> None:
    """Raise ConfigError for the first name that is no source's id."""
    from difflib import get_close_matches

    for name in names:
        if name not in entries:
            near = get_close_matches(name, entries, n=3, cutoff=0.5)
            meant = f"Did you mean {', '.join(near)}? " if near else ""
            raise ConfigError(f"no source has the id {name!r}", hint=f"{meant}`cwac sources list` lists them.")


@contextmanager
def open_database(chosen: Settings) -> Iterator[Database]:
    """The database of the settings; the folder of a SQLite file is made where it is missing. Raises DatabaseError."""
    from ..database import Database

    with Database.open(chosen.database_url) as database:
        yield database
