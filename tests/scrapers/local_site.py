"""A small web server on 127.0.0.1 whose answers a test writes out, and which remembers when it was asked what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic

from cwac_aggregator.sources import SourceEntry

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """One request: when (monotonic seconds), for what, with which headers (lower case)."""

    at: float
    path: str
    headers: dict[str, str]


@dataclass
class Reply:
    """One answer. `body` may be a function of the request's headers for answers that differ each time."""

    body: bytes | Callable[[dict[str, str]], bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


class Site:
    """The server. `pages` maps a path (with query) to a `Reply`; a list is worked off, its last reply stays."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Reply | list[Reply]] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {key.lower(): value for key, value in self.headers.items()}
                site.asked.append(Asked(monotonic(), self.path, headers))
                reply = site.reply(self.path)
                status, body = reply.status, reply.body(headers) if callable(reply.body) else reply.body
                if status == 200 and reply.headers.get("ETag", "-") == headers.get("if-none-match"):
                    status, body = 304, b""
                self.send_response(status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up is part of some tests."""

        self._server = Server((host, 0), Handler)
        self.url = f"http://{host}:{self._server.server_address[1]}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def reply(self, path: str) -> Reply:
        found = self.pages.get(path, Reply(b"<h1>gone</h1>", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def page(self, path: str, body: str, **headers: str) -> None:
        """Serve an HTML page."""
        self.pages[path] = Reply(
            f"<html><head><title>Town</title></head><body>{body}</body></html>".encode(),
            headers={"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()},
        )

    def paths(self) -> list[str]:
        """What was asked for, without the look for a map or home page that a test has not put there."""
        looks = {"/sitemap.xml", "/"} - self.pages.keys()
        return [asked.path for asked in self.asked if asked.path not in looks]

    def entry(self, *starts: str, **more: object) -> SourceEntry:
        """A source entry for this site."""
        starts = starts or ("/",)
        values = {"id": "town", "name": "Town Police", "kind": "police"} | more
        return SourceEntry.model_validate(values | {"start_urls": [self.url + start for start in starts]})

    def close(self) -> None:
        """Stop answering. Twice does no harm."""
        self._server.shutdown()
        self._server.server_close()
