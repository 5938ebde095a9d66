"""Places in running text, and texts that are nothing but a place."""

from .find import PlaceSpan, PlaceText, find_places, is_chain, parse_place, road_before

__all__ = [
    "PlaceSpan",
    "PlaceText",
    "find_places",
    "is_chain",
    "parse_place",
    "road_before",
]
