"""Dates in running text."""

from .find import Order, find_dates
from .parts import DateSpan, Day

__all__ = [
    "DateSpan",
    "Day",
    "Order",
    "find_dates",
]
