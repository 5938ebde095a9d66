"""The live server: the same pages as the static copy, with searching done here. Read-only: GET and HEAD, no cookies."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from ..config import Settings
from ..database import Database
from ..errors import CwacError
from .answer import Answer
from .files import Download, downloads
from .render import POLICY
from .site import Site

LOOK_AGAIN = 5.0
"""Seconds between two looks whether the database has changed."""
KEPT = 512
"""Answers kept in memory."""
LONGEST_QUERY = 2000
_FRESH = "public, max-age=300"
_HEADERS = {
    "Content-Security-Policy": POLICY + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OPEN = {"Access-Control-Allow-Origin": "*"}
"""For data and calendars: anybody may read them from a page of their own."""


class Server:
    """The site as it stands now: taken anew when the database changes, answers kept until then."""

    def __init__(self, database: Database, settings: Settings, as_of: date | None = None) -> None:
        self._database = database
        self._settings = settings
        self._as_of = as_of
        self._lock = Lock()
        self._looked = monotonic()
        self._kept: OrderedDict[tuple[str, str], tuple[Answer, str]] = OrderedDict()
        self._files: dict[str, Download] = {}
        self._site = self._take()

    def answer(self, path: str, query: str, values: dict[str, str]) -> tuple[Answer, str]:
        """What stands at a path, and its ETag."""
        self._look()
        site, key = self._site, (path, query)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = site.answer(path, values)
        made = (answer, f'W/"{hashlib.sha256(answer.body).hexdigest()[:20]}"')
        with self._lock:
            if site is self._site:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made

    def file(self, path: str) -> Download | None:
        """An export file by its path."""
        self._look()
        return self._files.get(path)

    def _look(self) -> None:
        now = monotonic()
        if now - self._looked < LOOK_AGAIN:
            return
        with self._lock:
            if now - self._looked < LOOK_AGAIN:
                return
            self._looked = now
        if self._database.public.revision() != self._site.snapshot.revision:
            site = self._take()
            with self._lock:
                self._site = site
                self._kept.clear()

    def _take(self) -> Site:
        self._files = downloads(Path(self._settings.exports_dir))
        return Site(self._database, self._settings, downloads=self._files, as_of=self._as_of)


def make_app(database: Database, settings: Settings, *, as_of: date | None = None) -> Starlette:
    """The site as an ASGI application. `as_of` overrides the day of the last finished crawl."""
    server = Server(database, settings, as_of)
    route = Route("/{path:path}", _endpoint(server), methods=["GET"])
    app = Starlette(routes=[route], middleware=[Middleware(GZipMiddleware, minimum_size=800)])
    app.router.redirect_slashes = False
    return app


def _endpoint(server: Server) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        path = request.path_params["path"]
        query = request.url.query[:LONGEST_QUERY]
        try:
            file = await run_in_threadpool(server.file, path)
            if file is not None:
                return _file(request, file)
            answer, tag = await run_in_threadpool(server.answer, path, query, dict(request.query_params))
        except CwacError:
            text = "The database cannot be read just now. Try again in a minute.\n"
            return Response(text, 503, _HEADERS | {"Retry-After": "60"}, "text/plain")
        return _page(request, path, answer, tag)

    return endpoint


def _file(request: Request, file: Download) -> Response:
    """An exported file. Its time and size tell versions apart: an export does not touch a file that stays the same."""
    try:
        stat = file.file.stat()
    except OSError:
        return Response("This file is being written anew. Try again in a minute.\n", 503, _HEADERS, "text/plain")
    tag = f'W/"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
    headers = _HEADERS | _OPEN | {"ETag": tag, "Cache-Control": _FRESH}
    if _is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(file.file, media_type=file.media_type, headers=headers)


def _page(request: Request, path: str, answer: Answer, tag: str) -> Response:
    if answer.location is not None:
        # Relative, and to a page of ours: it cannot lead to another host.
        query = f"?{request.url.query}" if request.url.query else ""
        location = "../" * path.count("/") + answer.location + query
        return Response(status_code=answer.status, headers=_HEADERS | {"Location": location})
    headers = _HEADERS | {"ETag": tag, "Cache-Control": _FRESH}
    if not answer.media_type.startswith("text/html"):
        headers |= _OPEN
    if answer.status == 200 and _is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(answer.body, answer.status, headers, answer.media_type)


def _is_known(request: Request, tag: str) -> bool:
    """Whether the client has this version (If-None-Match, RFC 9110 section 13.1.2)."""
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return tag.removeprefix("W/") in given
