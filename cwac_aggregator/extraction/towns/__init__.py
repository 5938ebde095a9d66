"""Which town an event is in, of all that its story tells, and its zone."""

from .choice import choose_town
from .of_story import StoryTowns
from .place import settle_place, without_seat, zone_of_event

__all__ = [
    "StoryTowns",
    "choose_town",
    "settle_place",
    "without_seat",
    "zone_of_event",
]
