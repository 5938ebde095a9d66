"""One filled database for all pages, served live and as a static copy in a folder of its host, and a browser to look."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from cwac_aggregator import pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.web import make_app, write_site

from . import invented

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@dataclass(frozen=True)
class Town:
    """A filled database, its exports and its static copy."""

    db: Database
    settings: Settings
    folder: Path
    copy: Path
    merged: str
    living: str
    hidden: str

    def id_of(self, text: str) -> str:
        """The id of the event whose title begins so."""
        return next(e.id for e in self.db.events.find(visibility=None) if e.title.startswith(text))


class Host(SimpleHTTPRequestHandler):
    """A static host: files, folders' index pages, and 404.html for the rest."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "sub" / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    settings = invented.settings(folder, site_url=None)
    with Database.open(settings.database_url) as db:
        invented.fill(db, hard=True)
        [(merged, living)] = db.public.redirects().items()
        hidden = next(e.id for e in db.events.find(city="Boise"))
        invented.hide(db, hidden)
        pipeline.export(db, settings.exports_dir, settings, force=True)
        copy = folder / "host" / "sub"
        write_site(db, copy, settings)
        yield Town(db, settings, folder, copy, merged, living, hidden)


@pytest.fixture(scope="session")
def live(town: Town) -> Iterator[str]:
    """The root of the live server."""
    with serving(town.db, town.settings) as root:
        yield root


@pytest.fixture(scope="session")
def copy(town: Town) -> Iterator[str]:
    """The root of the static copy, in a folder of its host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(town.copy.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/sub/"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(scope="session")
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=30, trust_env=False) as client:
        yield client


class serving:
    """A live server in a thread, on a free port of this machine."""

    def __init__(self, db: Database, settings: Settings) -> None:
        config = uvicorn.Config(make_app(db, settings), host="127.0.0.1", port=0, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < until and self._thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium. Missing: a failure where CWAC_CI is set, else the test is skipped."""
    if not CHROMIUM.exists():
        if os.environ.get("CWAC_CI"):
            pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()
