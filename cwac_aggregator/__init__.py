"""Reads police community events out of web pages and keeps one clean record per event."""

from .version import __version__

__all__ = ["__version__"]
