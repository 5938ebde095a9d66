"""Who hosts an event: the names a story prints, what it says of each, and the one that is chosen."""

from __future__ import annotations

from .choosing import find_organizer
from .names import Agency, agencies_of
from .of_items import put_host
from .said import Said, said_of
from .standing import StoryHosts

__all__ = ["Agency", "Said", "StoryHosts", "agencies_of", "find_organizer", "put_host", "said_of"]
