"""`cwac serve`: the site, live."""

from __future__ import annotations

import socket
from contextlib import suppress
from datetime import datetime

import click

from ..errors import ConfigError
from .settings import command, open_database, settings


@command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day “upcoming” is counted from. Default: the last crawl's."
)
def serve_command(host: str, port: int, as_of: datetime | None) -> None:
    """Serve the site from the database and the exported files until Ctrl-C. Nothing is written.

    \b
    Example:
      cwac serve --port 8080
    """
    import uvicorn

    from ..web import make_app

    with _listening(host, port) as listener, open_database(settings()) as database:
        app = make_app(database, settings(), as_of=as_of.date() if as_of else None)
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        click.echo(f"Serving on http://{host}:{listener.getsockname()[1]}/ until Ctrl-C.", err=True)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises ConfigError where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # The protocol is named: asyncio sets TCP_NODELAY only then, and without it an answer waits 40 ms for the client.
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
        return listener
    except OSError as error:
        raise ConfigError(
            f"cannot listen on {host} port {port}: {error.strerror or error}",
            hint="Give another one: cwac serve --port 8080.",
        ) from error
