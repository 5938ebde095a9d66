"""`cwac serve` and `cwac export --site` as they are typed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from .conftest import Town

CWAC = [sys.executable, "-c", "import sys; from cwac_aggregator.cli import main; sys.exit(main())"]


def environment(town: Town) -> dict[str, str]:
    return {
        **os.environ,
        "CWAC_DATABASE_URL": town.settings.database_url,
        "CWAC_EXPORTS_DIR": town.settings.exports_dir,
    }


def test_serving_until_interrupted(town: Town, http: httpx.Client) -> None:
    call = [*CWAC, "serve", "--port", "0", "--as-of", "2026-10-20"]
    with subprocess.Popen(call, env=environment(town), stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            root = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
            assert root is not None
            assert "Tuesday, October 20, 2026" in http.get(root[0]).text
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_port_that_is_taken(town: Town, live: str) -> None:
    port = live.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [*CWAC, "serve", "--port", port], env=environment(town), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert f"port {port}" in done.stderr and "→" in done.stderr


def test_the_whole_site_by_one_command(town: Town, tmp_path: Path) -> None:
    call = [*CWAC, "export", "--force", "--site"]
    done = subprocess.run(
        [*call, "public"], env=environment(town), cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "Site:" in done.stderr
    assert (tmp_path / "public" / "index.html").read_bytes() == (town.copy / "index.html").read_bytes()
    assert (tmp_path / "public" / "events.ics").is_file()
    done = subprocess.run(
        [*call, "public", "csv"], env=environment(town), cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2


def test_a_reader_of_the_output_that_has_seen_enough(town: Town) -> None:
    for form in ("--json", "--csv"):
        call = [*CWAC, "events", form, "--all"]
        with subprocess.Popen(call, env=environment(town), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) in (0, 1)
