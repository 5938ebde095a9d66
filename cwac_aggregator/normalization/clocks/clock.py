"""One printed hour as it is read, and the dashes of a range of hours."""

from __future__ import annotations

from typing import NamedTuple

DASHES = frozenset("-–—‐‑−~")
"""What is printed for the dash of a range."""


class Clock(NamedTuple):
    """One printed hour. `side` is "am", "pm", "24" where it is sure, else "".

    `strong` where it is surely an hour, `colon` where its minutes are printed, `spoken` where it is told in words ("half
    past three") or as a bare number ("3 Uhr"), which leave the side of the day open in every language. `next` is the token
    after it.
    """

    hour: int
    minute: int
    side: str
    strong: bool
    colon: bool
    next: int
    spoken: bool = False
