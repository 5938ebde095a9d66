"""What every page is made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...config import Settings
from ...database import Database
from .. import links
from ..answer import HTML, Answer
from ..files import Download
from ..render import render
from ..snapshot import NEVER, Snapshot


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be made: its path, the query it was asked with, and everything it may draw on.

    `root` is the way to the site's root, None for the usual relative one.
    """

    path: str
    query: Mapping[str, str]
    snapshot: Snapshot
    database: Database
    settings: Settings
    static: bool
    downloads: Mapping[str, Download]
    root: str | None = None

    @property
    def site_url(self) -> str | None:
        """The address the site is published under, without a slash at its end."""
        return self.settings.site_url.rstrip("/") if self.settings.site_url else None

    def feed(self, path: str) -> str | None:
        """The path of a feed if it was written, else None."""
        return path if path in self.downloads else None

    @property
    def own_address(self) -> str | None:
        """The page's own address where that of the site is known."""
        return f"{self.site_url}/{self.path}" if self.site_url else None

    def render(self, template: str, values: Mapping[str, Any], status: int = 200) -> Answer:
        """The page as an answer."""
        url = self.site_url
        site = {
            "as_of": None if self.snapshot.as_of == NEVER else self.snapshot.as_of,
            "url": url,
            "webcal": "webcal://" + url.partition("://")[2] if url else None,
            "static": self.static,
            "report": links.report(self.settings.contact, page=self.own_address),
        }
        return Answer(
            render(template, self.path, {"site": site, "known_places": self.snapshot.places, **values}, self.root),
            HTML,
            status,
        )
