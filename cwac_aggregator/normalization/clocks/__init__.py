"""Times of day in running text."""

from .clock import DASHES
from .find import TimeSpan, clock_starts, find_times, is_clock

__all__ = [
    "DASHES",
    "TimeSpan",
    "clock_starts",
    "find_times",
    "is_clock",
]
