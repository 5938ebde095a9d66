"""Content lines of iCalendar (RFC 5545 section 3.1): escaped, folded, ended.

Our own, because a VEVENT is what this program writes most of: ten times as fast as building it from the library's
components (docs/decisions/calendar-writer.md). The tests hold every line to what the library reads back.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from cwac_aggregator.model import When

_WIDTH = 75
"""Octets of a line, without its CRLF."""


def escaped(text: str) -> str:
    """A TEXT value (section 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def line(name: str, value: str) -> bytes:
    """A content line, folded between characters and never inside an escape. `value` holds no line break."""
    data = f"{name}:{value}".encode("utf-8", "replace")
    if len(data) <= _WIDTH:
        return data + b"\r\n"
    parts, start, room = [], 0, _WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        backslashes = end - len(data[start:end].rstrip(b"\\")) - start
        end -= backslashes % 2
        parts.append(data[start:end])
        start, room = end, _WIDTH - 1
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def text(name: str, value: str) -> bytes:
    """A line with a TEXT value."""
    return line(name, escaped(value))


@lru_cache(maxsize=1 << 10)
def moment(value: datetime) -> str:
    """An aware time in UTC (section 3.3.5)."""
    return f"{_digits(value.astimezone(UTC))}Z"


def when(name: str, value: When, zone: str | None) -> str:
    """DTSTART or DTEND, not yet a line: a DATE; a time in UTC; with `zone` a local time in it; without tzinfo it floats."""
    if not isinstance(value, datetime):
        return f"{name};VALUE=DATE:{value.isoformat().replace('-', '')}"
    if zone is not None:
        return f"{name};TZID={zone}:{_digits(value)}"
    return f"{name}:{_digits(value)}" if value.tzinfo is None else f"{name}:{_digits(value)}Z"


def _digits(value: datetime) -> str:
    return value.isoformat(timespec="seconds")[:19].replace("-", "").replace(":", "")
