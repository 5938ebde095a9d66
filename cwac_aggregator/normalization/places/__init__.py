"""Places in running text, and texts that are nothing but a place."""

from .find import PlaceSpan, PlaceText, find_places, is_chain, is_heading, parse_place, road_before
from .letters import with_small_letters

__all__ = [
    "PlaceSpan",
    "PlaceText",
    "find_places",
    "is_chain",
    "is_heading",
    "parse_place",
    "road_before",
    "with_small_letters",
]
