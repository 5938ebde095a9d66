"""Who hosts an event: the names a story prints, what it says of each, and the one that is chosen."""

from __future__ import annotations

from .choosing import find_organizer

__all__ = ["find_organizer"]
