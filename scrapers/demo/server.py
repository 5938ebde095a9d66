"""The town on the wire: every site on its own port of 127.0.0.1, and a log of what was asked.

with DemoTown() as town:
    town.sites["city"]            # "http://127.0.0.1:43121"
    town.log.count("city")        # requests so far
    town.set_day(2)               # same addresses, a week later
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from scrapers.demo.pages import load_sites
from scrapers.demo.render import View, last_modified, render

TODAY = date(2026, 9, 14)
"""The first day the town lives on: give it to the crawl as its clock, or calendar windows move away from the pages."""

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """One finished answer: status, headers in order, body (also where none is sent, as for 304 and HEAD)."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One answered request; `path` holds the query too, `size` is the bytes of the body that was sent."""

    site: str
    method: str
    path: str
    status: int
    size: int
    user_agent: str


class RequestLog:
    """What was asked of the town, in order; safe to read while the town answers."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []
        self._lock = Lock()

    def add(self, entry: LogEntry) -> None:
        """Keep one entry."""
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        """Forget everything, for instance before a second crawl."""
        with self._lock:
            self._entries.clear()

    def entries(self, site: str | None = None) -> list[LogEntry]:
        """All entries, or those of one site."""
        with self._lock:
            return [entry for entry in self._entries if site in (None, entry.site)]

    def count(self, site: str | None = None, path: str | None = None) -> int:
        """The number of requests, of one site and one path where given."""
        return sum(1 for entry in self.entries(site) if path in (None, entry.path))

    def bytes_sent(self, site: str | None = None, path: str | None = None) -> int:
        """The bytes of all bodies sent, of one site and one path where given."""
        return sum(entry.size for entry in self.entries(site) if path in (None, entry.path))

    def paths(self, site: str) -> Counter[str]:
        """How often each path of a site was asked for."""
        return Counter(entry.path for entry in self.entries(site))


class DemoTown:
    """All sites of the town, served while the context is open.

    `day` is 1 or 2 (2: a week later, with moved, cancelled and new events). `ports` is None for free ports, the
    first of a row of ports, or a port by site id; fixed ports keep the addresses, and so the stored pages, the
    same from one run to the next.
    """

    def __init__(self, day: int = 1, ports: int | Mapping[str, int] | None = None) -> None:
        self.log = RequestLog()
        self.sites: dict[str, str] = {}
        self.set_day(day)
        self._ports = ports
        self._servers: list[_SiteServer] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Take the ports and answer from now on. Raises OSError if a fixed port is in use."""
        try:
            for number, name in enumerate(self._pages):
                server = _SiteServer((HOST, self._port(number, name)), self, name)
                self._servers.append(server)
                self.sites[name] = f"http://{HOST}:{server.server_address[1]}"
        except OSError:
            self.stop()
            raise
        for server in self._servers:
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            server.serving = True

    def stop(self) -> None:
        """Free the ports; the log stays."""
        for server in self._servers:
            if server.serving:
                server.shutdown()
            server.server_close()
        self._servers.clear()

    def set_day(self, day: int) -> None:
        """Serve the pages of that day from the next request on, at the same addresses; `today` moves with it."""
        self._pages = load_sites(day)
        self.today = TODAY + timedelta(weeks=day - 1)

    def answer(self, site: str, target: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """The answer a site gives to a request target ("/path?query"), without the network.

        `conditions` are the request's headers in lower case (`if-none-match`, `if-modified-since`).
        """
        replica = self._pages[site]
        page = replica.find(target) or replica.find("/--not-found--")
        if page is None:
            return Answer(404, (("Content-Type", "text/plain"),), b"Not found\n")
        view = View(self.sites, secrets.token_hex(16), target, self.today)
        body = render(replica, page, view)
        headers = {"Content-Type": page.content_type, **replica.headers, **page.headers}
        if page.location:
            headers["Location"] = page.location.replace("{{self}}", self.sites[site])
        status = page.status
        if replica.validators and status == 200:
            headers |= _validators(last_modified(replica, page), body)
            if _unchanged(headers, conditions or {}):
                status = 304
        return Answer(status, tuple(headers.items()), body)

    def _port(self, number: int, name: str) -> int:
        if isinstance(self._ports, int):
            return self._ports + number
        return self._ports[name] if self._ports else 0


def _validators(changed: datetime | None, body: bytes) -> dict[str, str]:
    found = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"'}
    if changed:
        found["Last-Modified"] = format_datetime(changed.replace(tzinfo=UTC), usegmt=True)
    return found


def _unchanged(headers: Mapping[str, str], conditions: Mapping[str, str]) -> bool:
    """RFC 9110, 13.2.2: If-None-Match decides where it is sent, and only else If-Modified-Since."""
    if wanted := conditions.get("if-none-match"):
        tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
        return "*" in tags or headers["ETag"] in tags
    since, last = conditions.get("if-modified-since"), headers.get("Last-Modified")
    if not since or not last:
        return False
    try:
        return _moment(last) <= _moment(since)
    except ValueError:
        return False


def _moment(text: str) -> datetime:
    found = parsedate_to_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # kept-alive connections would hold the end of the town up

    def __init__(self, address: tuple[str, int], town: DemoTown, site: str) -> None:
        self.town = town
        self.site = site
        self.serving = False
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one packet
    timeout = 30
    server: _SiteServer

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def version_string(self) -> str:
        return ""

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the town's log is `DemoTown.log`."""

    def _send(self, with_body: bool) -> None:
        town, site = self.server.town, self.server.site
        conditions = {key.lower(): value for key, value in self.headers.items()}
        answer = town.answer(site, self.path, conditions)
        body = answer.body if with_body and answer.status != 304 else b""
        self.send_response_only(answer.status)
        self.send_header("Date", self.date_time_string())
        for key, value in answer.headers:
            self.send_header(key, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(body)
        agent = conditions.get("user-agent", "")
        town.log.add(LogEntry(site, self.command, self.path, answer.status, len(body), agent))


__all__ = ["TODAY", "Answer", "DemoTown", "LogEntry", "RequestLog"]
