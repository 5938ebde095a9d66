"""A nation of small-town sites on loopback addresses of their own, for `benchmarks.nation`.

Every second site sends ETags; the others put a token into every answer. Answers take 20 to 120 ms; one in twenty is a
fault. `POST /day/N` to the first address moves the nation to day N: new posts, edits, a week's worth of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import re
import resource
import secrets
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta

PORT = 8931
DAY_ONE = date(2026, 9, 14)
POSTS = 30
EVENTS = 4
SECTIONS = ("police", "fire", "parks", "library", "council", "water", "streets", "permits", "jobs", "about", "contact")
_WORDS = [
    "street",
    "council",
    "meeting",
    "water",
    "park",
    "bridge",
    "officer",
    "resident",
    "project",
    "budget",
    "road",
    "library",
    "school",
    "storm",
    "repair",
]


def address(site: int) -> str:
    """Host and port of a site: one loopback address each."""
    return f"127.{1 + site // 62500}.{site // 250 % 250}.{site % 250 + 1}:{PORT}"


def posts(site: int, day: int, count: int = POSTS) -> list[int]:
    """The numbers of a site's posts, the newest first: on day 2 two more."""
    extra = 2 if day > 1 and site % 2 == 0 else 0
    return list(range(count + extra, 0, -1))


def event_paths(site: int) -> list[str]:
    """The addresses of the pages that tell of an event."""
    return [f"/events/{n}" for n in range(1, EVENTS + 1)] + [f"/news/{POSTS - 3}"]


def edited(site: int, path: str, day: int) -> bool:
    """Whether a page says something else from day 2 on: the event page of the coming week, in every third site."""
    return day > 1 and site % 3 == 0 and path == "/events/1"


def text(site: int, path: str, day: int, count: int = POSTS) -> str | None:
    """The main text of a page as HTML, or None where there is none."""
    if match := re.fullmatch(r"/events/(\d+)", path):
        number = int(match[1])
        if not 1 <= number <= EVENTS:
            return None
        on = DAY_ONE + timedelta(days=5 + 9 * number)
        hour = "10" if edited(site, path, day) else "8"
        return (
            f"<h1>Coffee with a Cop</h1><p>Join the Town {site} Police for Coffee with a Cop on {on:%A, %B} {on.day}, "
            f"{on.year} from {hour} to 11 a.m. at Corner Cafe {number}, {100 + site} Main Street.</p>"
        )
    if match := re.fullmatch(r"/news/(\d+)", path):
        number = int(match[1])
        if number not in posts(site, day, count):
            return None
        topic = "Coffee with a Cop is coming" if path == f"/news/{POSTS - 3}" else f"Town news number {number}"
        return f"<h1>{topic}</h1><p>{_filler(site, number, 120)}</p>"
    if match := re.fullmatch(r"/(?:news)?(?:\?page=(\d+))?", path):
        page = int(match[1] or 1)
        shown = posts(site, day, count)[10 * page - 10 : 10 * page]
        if not shown:
            return None
        rows = "".join(f'<li><a href="/news/{n}">Town news number {n}</a></li>' for n in shown)
        later = f'<a href="/news?page={page + 1}">Older posts</a>' if 10 * page < len(posts(site, day, count)) else ""
        return f"<h1>News, page {page}</h1><ul>{rows}</ul>{later}"
    if path == "/events":
        rows = "".join(f'<li><a href="/events/{n}">Coffee with a Cop {n}</a></li>' for n in range(1, EVENTS + 1))
        return f'<h1>Events</h1><ul>{rows}</ul><a href="/calendar?month=9&year=2026">Calendar</a>'
    if match := re.fullmatch(r"/calendar\?month=(\d+)&year=(\d+)", path):
        month, year = int(match[1]), int(match[2])
        after, before = (month % 12 + 1, year + month // 12), ((month - 2) % 12 + 1, year - (month == 1))
        links = "".join(f'<a href="/calendar?month={m}&year={y}">go</a>' for m, y in (before, after))
        return f"<h1>Calendar {month}/{year}</h1>{links}"
    if path.removeprefix("/") in SECTIONS:
        return f"<h1>{path[1:].title()}</h1><p>{_filler(site, len(path), 200)}</p>"
    return None


def feed(site: int, day: int, count: int = POSTS) -> bytes:
    """The RSS feed of the ten newest posts."""
    items = "".join(
        f"<item><title>Town news {n}</title><link>http://{address(site)}/news/{n}</link></item>"
        for n in posts(site, day, count)[:10]
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Town {site}</title>{items}</channel></rss>'.encode()
    )


def page(site: int, main: str) -> str:
    """A page of the usual size: menu, text, sidebar, footer."""
    menu = "".join(f'<li class="nav-item"><a class="nav-link" href="/{s}">{s.title()}</a></li>' for s in SECTIONS)
    side = "".join(f'<div class="card"><p>{_filler(site, n, 60)}</p></div>' for n in range(40))
    return (
        f"<!DOCTYPE html><html><head><title>Town {site}</title>"
        f'<link rel="alternate" type="application/rss+xml" href="/feed"></head><body><ul>{menu}</ul>'
        f'<a href="/">Home</a><a href="/news">News</a><a href="/events">Events</a><main>{main}</main>'
        f"<aside>{side}</aside><footer>Town {site}</footer></body></html>"
    )


def _filler(site: int, number: int, words: int) -> str:
    return " ".join(random.Random(site * 1000 + number).choices(_WORDS, k=words))


@dataclass
class Nation:
    """The state of the server: the day, and how large the sites are (by site number, else `POSTS`)."""

    day: int = 1
    faults: float = 0.05
    latency: float = 0.07
    sizes: dict[int, int] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(4))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while True:
                lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, path, _ = lines[0].split(" ", 2)
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
                if method == "POST":
                    self.day = int(path.rpartition("/")[2])
                    writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                    continue
                await asyncio.sleep(self.latency * self.dice.uniform(0.3, 1.7) if self.latency else 0)
                if self.dice.random() < self.faults and path != "/robots.txt":
                    if self.dice.random() < 0.5:
                        return
                    writer.write(b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops")
                else:
                    writer.write(self.answer(_number(headers["host"]), path, headers.get("if-none-match")))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def answer(self, site: int, path: str, known: str | None) -> bytes:
        """A whole answer, head and body."""
        kind = "text/html; charset=utf-8"
        if path == "/robots.txt":
            return _head(200, "text/plain", 0) + b""
        if path == "/feed":
            kind, body = "application/rss+xml", feed(site, self.day, self._size(site))
        else:
            main = text(site, path, self.day, self._size(site))
            if main is None:
                return _head(404, kind, 0)
            body = page(site, main).encode()
        if site % 2:
            token = f"<!-- {secrets.token_hex(16)} -->".encode()
            return _head(200, kind, len(body) + len(token)) + body + token
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if etag == known:
            return _head(304, kind, None, etag)
        return _head(200, kind, len(body), etag) + body

    def _size(self, site: int) -> int:
        return self.sizes.get(site, POSTS)


def _head(status: int, kind: str, length: int | None, etag: str | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}"]
    lines += [f"Content-Length: {length}"] if length is not None else []
    lines += [f"ETag: {etag}"] if etag else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _number(host: str) -> int:
    _, a, b, c = (int(part) for part in host.partition(":")[0].split("."))
    return (a - 1) * 62500 + b * 250 + c - 1


async def _main(sites: int, large: int, faults: float, latency: float) -> None:
    nation = Nation(faults=faults, latency=latency, sizes={0: large, 1: large} if large else {})
    hosts = [address(site).partition(":")[0] for site in range(sites)]
    server = await asyncio.start_server(nation.serve, hosts, PORT, backlog=256)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
