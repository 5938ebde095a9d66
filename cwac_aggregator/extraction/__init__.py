"""From a page to the events it states: `read` is the front, all else serves it."""

from .reader import READER_FAULT, READER_VERSION, read

__all__ = ["READER_FAULT", "READER_VERSION", "read"]
