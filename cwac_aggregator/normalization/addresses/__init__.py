"""Streets, corners, house numbers, towns, regions and postal codes."""

from .corners import read_corner
from .find import read_street
from .localities import Locality, city_words, is_town_of_region, known_city, read_locality, read_region, town_by_name
from .parts import HYPHENS, Street

__all__ = [
    "HYPHENS",
    "Locality",
    "Street",
    "city_words",
    "is_town_of_region",
    "known_city",
    "read_corner",
    "read_locality",
    "read_region",
    "read_street",
    "town_by_name",
]
