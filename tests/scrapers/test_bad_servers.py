"""Servers that misbehave: none of them stops the crawl of another, or holds it for long."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from threading import Thread
from time import monotonic, sleep

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl, options
from scrapers.spiders.department import MAX_STUMBLES

from .local_site import NOW, Reply, Site

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def serve(answer: Callable[[socket.socket], None]) -> tuple[str, socket.socket]:
    """Answer every request but the one for robots.txt in an odd way."""
    listener = socket.create_server(("127.0.0.1", 0))

    def handle(connection: socket.socket) -> None:
        try:
            asked = connection.recv(65536)
            if b"/robots.txt" in asked:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                answer(connection)
        except OSError:
            pass
        finally:
            connection.close()

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            Thread(target=handle, args=(connection,), daemon=True).start()

    Thread(target=accept, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}/", listener


def never(connection: socket.socket) -> None:
    connection.settimeout(20)
    connection.recv(1)


def one_byte_at_a_time(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(40):
        connection.sendall(b"x")
        sleep(0.25)


def close_early(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<p>half a page")


def close_at_once(connection: socket.socket) -> None:
    connection.close()


def not_http(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def broken_gzip(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzipped!")


@pytest.fixture
def odd(request: pytest.FixtureRequest) -> Iterator[str]:
    url, listener = serve(request.param)
    yield url
    listener.close()


@pytest.mark.parametrize(
    "odd", [never, one_byte_at_a_time, close_early, close_at_once, not_http], indirect=True, ids=lambda f: f.__name__
)
def test_it_fails_and_the_others_go_on(
    odd: str, site: Site, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "TIMEOUT", 0.7)
    site.page("/", '<a href="/news">News</a>')
    site.page("/news", "fine")
    bad = SourceEntry(id="bad", name="Bad", kind="police", start_urls=(odd,))
    started = monotonic()
    summary = crawl([bad, site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert monotonic() - started < 10
    assert summary.sources["town"].pages == 2
    assert (summary.sources["bad"].pages, summary.sources["bad"].failed) == (0, 1)
    assert [(issue.code, issue.source_id) for issue in database.issues.all()] == [("unreachable", "bad")]


@pytest.mark.parametrize("odd", [broken_gzip], indirect=True, ids=lambda f: f.__name__)
def test_what_cannot_be_unpacked_is_not_read(odd: str, database: Database, settings: Settings) -> None:
    bad = SourceEntry(id="bad", name="Bad", kind="police", start_urls=(odd,))
    summary = crawl([bad], settings, database, clock=lambda: NOW, demo=True)
    assert summary.total("failed") + summary.pages <= 1
    stored = database.archive.latest(odd)
    assert stored is None or stored[1] == b"not gzipped!"


def test_a_server_that_keeps_failing_is_left_alone(site: Site, database: Database, settings: Settings) -> None:
    site.page("/", "".join(f'<a href="/news/{n}">News</a>' for n in range(50)))
    for n in range(50):
        site.pages[f"/news/{n}"] = Reply(b"oops", 500)
    summary = crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert summary.sources["town"].ended == "kept failing"
    assert summary.sources["town"].failed <= MAX_STUMBLES + 1
    assert len(site.asked) <= 2 + 3 * (MAX_STUMBLES + 1)
