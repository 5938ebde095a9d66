"""From lines to drafts: `compose` reads the lines of one story and gives the events they tell."""

from .anchors import is_scene
from .compose import compose
from .draft import Draft, Words, other_place
from .main_day import Naming, told_apart
from .meetings import shared_in, tells_meeting, tells_police
from .tale import awaits_place
from .tense import is_past

__all__ = [
    "Draft",
    "Naming",
    "Words",
    "awaits_place",
    "compose",
    "is_past",
    "is_scene",
    "other_place",
    "shared_in",
    "tells_meeting",
    "tells_police",
    "told_apart",
]
