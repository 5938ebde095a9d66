"""The one traversal: every event once, through every exporter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwac_aggregator.errors import ConfigError
from cwac_aggregator.model import Event

from .interface import Edition, Exporter
from .registry import EXPORTERS
from .staging import staged

_INSTALL = "Install it: pip install 'cwac-aggregator[{}]'."


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """How many events were written, and which files changed or stayed, by their path below `folder`.

    The calendars of single events, of which there are as many as events, are only counted.
    """

    folder: Path
    events: int
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    single_changed: int = 0
    single_unchanged: int = 0


def export(
    events: Iterable[Event], folder: Path | str, edition: Edition, *, formats: Sequence[str] | None = None
) -> ExportSummary:
    """Write the files of the given formats (default: all) into `folder`.

    Events are read once and need not fit into memory; their order is that of the files. Hidden ones are left out.
    The same events and edition give the same bytes. Raises ConfigError for an unknown format, ExportError where a file
    cannot be written; then the old files still stand.
    """
    chosen = [_exporter(name) for name in formats] if formats else [e for e in EXPORTERS.values() if not e.missing()]
    folder = Path(folder)
    count = 0
    with staged(folder) as stage:
        exporters = [exporter(stage, edition) for exporter in chosen]
        try:
            for event in events:
                if event.visibility == "hidden":
                    continue
                count += 1
                for exporter in exporters:
                    exporter.add(event)
            for exporter in exporters:
                exporter.close()
        except BaseException:
            for exporter in exporters:
                exporter.abandon()
            raise
        stage.commit()
        return ExportSummary(
            folder,
            count,
            tuple(stage.changed),
            tuple(stage.unchanged),
            stage.single_changed,
            stage.single_unchanged,
        )


def _exporter(name: str) -> type[Exporter]:
    if name not in EXPORTERS:
        raise ConfigError(f"unknown format {name!r}", hint=f"The formats are: {', '.join(EXPORTERS)}.")
    if part := EXPORTERS[name].missing():
        raise ConfigError(f"the format {name!r} needs a part that is not installed", hint=_INSTALL.format(part))
    return EXPORTERS[name]
