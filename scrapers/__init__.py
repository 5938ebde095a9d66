"""The Scrapy project: the only room that fetches.

`crawl` visits sources into the database, `fetch` gets one address, `fetch_all` several; all through one polite downloader.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import crawl, fetch, fetch_all

__all__ = ["crawl", "fetch", "fetch_all"]


def __getattr__(name: str) -> object:
    # Scrapy is slow to import, and the registry, which is this package's data, is read without it.
    if name in __all__:
        from . import run

        return getattr(run, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
