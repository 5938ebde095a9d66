"""The one interface of all formats."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar

from cwac_aggregator.model import Event

from .around import Around
from .staging import Stage


@dataclass(frozen=True)  # no slots: what is worked out from the rest is kept beside it
class Edition:
    """What the files of one export have in common beside the events.

    `as_of` is the day that "upcoming" is counted from: that of the last finished crawl, never the clock (law 7); None
    where nothing was ever crawled. `site_url` is the address the files are published under,
    `around` what is known beside the events.
    """

    as_of: date | None = None
    site_url: str | None = None
    around: Around = field(default_factory=Around)

    @cached_property
    def agencies(self) -> Mapping[str, str]:
        """The official id of each source's department, by the id of the source, as far as it is known."""
        return {source.id: source.agency_id for source in self.around.sources if source.agency_id}

    def address(self, path: str) -> str | None:
        """The address of a file or page of ours, None where none is configured."""
        return f"{self.site_url.rstrip('/')}/{path}" if self.site_url else None


class Exporter(ABC):
    """One format: made for one export, given every event once, then closed.

    `name` is what `cwac export NAME` takes, `paths` and `folders` say what it writes, relative to the export
    folder.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    media_type: ClassVar[str]
    paths: ClassVar[tuple[str, ...]]
    folders: ClassVar[tuple[str, ...]] = ()

    def __init__(self, stage: Stage, edition: Edition) -> None:
        self.stage = stage
        self.edition = edition

    @classmethod
    def missing(cls) -> str | None:
        """The name of the optional part of the program that the format needs and that is not installed."""
        return None

    @abstractmethod
    def add(self, event: Event) -> None:
        """Take one event. Memory must not grow with the number of events."""

    @abstractmethod
    def close(self) -> None:
        """Finish the files."""

    def abandon(self) -> None:  # noqa: B027 - most have nothing to let go
        """Let go of what is held, after a failure. Must not raise."""
