"""Which lines of a page are one story, and which of them speak of an event in scope."""

from .agendas import entries_apart
from .occasions import is_mention, naming_of, occasion_of, without_other_days
from .passing import without_mentions
from .relevance import mark_relevant
from .stories import Story, split_stories
from .years import (
    first_full_date,
    governing_years,
    last_reported,
    month_named_once,
    month_of_heading,
    take_inline_stamp,
)

__all__ = [
    "Story",
    "entries_apart",
    "first_full_date",
    "governing_years",
    "is_mention",
    "last_reported",
    "mark_relevant",
    "month_named_once",
    "month_of_heading",
    "naming_of",
    "occasion_of",
    "split_stories",
    "take_inline_stamp",
    "without_mentions",
    "without_other_days",
]
