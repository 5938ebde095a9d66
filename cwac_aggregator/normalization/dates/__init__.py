"""Dates in running text."""

from .find import Order, find_dates
from .named_days import runs_of_weekdays
from .parts import DateSpan, Day

__all__ = [
    "DateSpan",
    "Day",
    "Order",
    "find_dates",
    "runs_of_weekdays",
]
