"""The scan of the bytes: what a page is written in, and whether it holds a sign of the program at all."""

from .decoding import decode
from .gate import has_sign, may_be_named
from .seen_letters import as_seen

__all__ = [
    "as_seen",
    "decode",
    "has_sign",
    "may_be_named",
]
