"""Ctrl-C ends a crawl in good order: what was fetched is archived."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

from cwac_aggregator.database import Database

from .local_site import Site

PROGRAM = """
import signal
import sys
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs behind it with the key ignored
entry = SourceEntry(id="town", name="Town", kind="police", start_urls=(sys.argv[1],))
with Database.open(sys.argv[2]) as database:
    print(crawl([entry], Settings(allow_loopback=True, max_depth=1000), database).interrupted)
"""


def test_interrupt(site: Site, tmp_path: Path) -> None:
    for n in range(50):
        site.page(f"/news/{n}" if n else "/", f'{n} <a href="/news/{n + 1}">News</a>')
    address = f"sqlite:///{tmp_path / 'crawl.sqlite'}"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, site.url + "/", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = monotonic() + 30
    while len(site.asked) < 2 and monotonic() < until:
        sleep(0.05)
    sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (out.strip(), process.returncode) == ("True", 0), err
    with Database.open(address) as database:
        assert database.archive.latest(site.url + "/") is not None
        run = database.runs.last(crawled=True)
        assert run is not None
        assert run.summary["interrupted"] is True
