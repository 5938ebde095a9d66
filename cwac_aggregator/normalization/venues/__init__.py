"""Names of venues: where one begins, how far it goes, what is trimmed off."""

from .find import look_back, read_name
from .name import Name, is_het
from .rooms import part_of, skip_room

__all__ = [
    "Name",
    "is_het",
    "look_back",
    "part_of",
    "read_name",
    "skip_room",
]
