"""A real PostgreSQL server for the tests, on a socket of its own: the one a wheel ships, else the system's.

A missing server fails the tests that need it; it skips nothing.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """The address of a server's `postgres` database, in SQLAlchemy's form. Stopped and removed at the end."""
    with suppress(ImportError):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pgserver

        with tempfile.TemporaryDirectory(prefix="cwac-pg-", ignore_cleanup_errors=True) as folder:
            running = pgserver.get_server(folder, cleanup_mode="delete")
            try:
                yield running.get_uri()
            finally:
                running.cleanup()
        return
    with _of_the_system() as address:
        yield address


@contextmanager
def _of_the_system() -> Iterator[str]:
    """The server installed on this machine (Debian: `apt-get install postgresql`)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")) or [Path(shutil.which("pg_ctl") or "")]
    if not found[-1].is_file():
        raise RuntimeError("no PostgreSQL server: pip install pgserver, or apt-get install postgresql")
    binaries = found[-1].parent
    with tempfile.TemporaryDirectory(prefix="cwac-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = "postgres" if os.geteuid() == 0 else None  # The server refuses to run as root.
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = str(folder / "data")

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [str(binaries / program), *arguments], user=user, check=True, cwd=folder, stdout=subprocess.DEVNULL
            )

        run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"-k {folder} -c listen_addresses=''", "start")
        try:
            yield f"postgresql://postgres:@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
