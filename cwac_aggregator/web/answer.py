"""What a request gets: the same for the live server and for the static copy."""

from __future__ import annotations

from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
JSON = "application/json"
CALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response. `location` is where a redirect leads, relative to the root of the site."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which part of a long list a page shows. `before` and `after` are the neighbours' addresses, None at the ends."""

    number: int
    count: int
    first: int
    last: int
    before: str | None
    after: str | None


def paged(path: str, total: int, number: int, size: int, query: str = "") -> Pages | None:
    """The `number`-th part of `total` things, `size` at a time. None where there is no such part.

    The first part is at `path`, the others at `path` + `page/2/`.
    """
    count = max(1, -(-total // size))
    if not 1 <= number <= count:
        return None

    def at(wanted: int) -> str | None:
        if not 1 <= wanted <= count:
            return None
        return f"{path}{query}" if wanted == 1 else f"{path}page/{wanted}/{query}"

    first = (number - 1) * size
    return Pages(number, count, first + 1 if total else 0, min(total, first + size), at(number - 1), at(number + 1))
