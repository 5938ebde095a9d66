"""Who hosts an event: the names a story prints, what it says of each, and the one that is chosen."""

from __future__ import annotations

from .choosing import find_organizer
from .of_items import put_host
from .standing import StoryHosts

__all__ = ["StoryHosts", "find_organizer", "put_host"]
