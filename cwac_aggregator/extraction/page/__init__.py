"""An HTML page: its main content as blocks, apart from menus and other noise, and what the page says of itself."""

from .blocks import read_blocks
from .counters import without_counters
from .long_pages import within_reach
from .metadata import PageFacts, is_passed, month_of_title, published_day
from .noise import is_stop_heading
from .parsing import parse_html
from .posting_stamps import mark_stamps
from .publisher import read_publisher
from .teasers import without_teasers
from .titles import page_title
from .tree_text import texts
from .url_days import url_days

__all__ = [
    "PageFacts",
    "is_passed",
    "is_stop_heading",
    "mark_stamps",
    "month_of_title",
    "page_title",
    "parse_html",
    "published_day",
    "read_blocks",
    "read_publisher",
    "texts",
    "url_days",
    "within_reach",
    "without_counters",
    "without_teasers",
]
