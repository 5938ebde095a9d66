"""`cwac sources probe` and `new`: from an address to an entry that `check` takes, and a test case beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..scrapers.local_site import Site
from .calling import Call

PAGE = (
    "<h1>Coffee with a Cop</h1><p>Join us for Coffee with a Cop on Wednesday, October 7, 2026 from 8 to 10 a.m. at "
    "Copper Kettle, 12 Main Street, Ottumwa, IA 52501.</p>"
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("CWAC_ALLOW_LOOPBACK", "1")
    served = Site()
    served.page("/", PAGE)
    yield served
    served.close()


def test_the_entry_is_taken_as_it_is_printed(cwac: Call, site: Site, tmp_path: Path) -> None:
    result = cwac("sources", "probe", site.url + "/", "--name", "Ottumwa Police", "--kind", "police")
    assert result.code == 0, result.err
    assert "# platform: unknown" in result.out
    assert "# event: Wed 2026-10-07 08:00-10:00, Coffee with a Cop" in result.out
    (tmp_path / "mine.yml").write_text(result.out, "utf-8")
    checked = cwac("sources", "check", "--registry", "mine.yml")
    assert (checked.code, checked.err) == (0, "1 source, no mistake found.\n")


def test_json(cwac: Call, site: Site) -> None:
    (row,) = cwac("sources", "probe", site.url + "/", "--json").rows
    assert row["entry"]["city"] == "Ottumwa"
    assert row["looks"][0]["mentions"][0]["start"] == "2026-10-07T08:00:00-05:00"


def test_new_writes_an_entry_and_a_case_that_git_leaves_alone(cwac: Call, site: Site, tmp_path: Path) -> None:
    result = cwac("sources", "new", site.url + "/", "--name", "Ottumwa Police")
    assert result.code == 0, result.err
    assert (tmp_path / "local/.gitignore").read_text() == "*\n"
    assert cwac("sources", "check", "--registry", "local/sources").code == 0
    case = tmp_path / "local/cases/ottumwa-police-ia-1"
    assert b"Copper Kettle" in (case / "page.html").read_bytes()
    assert json.loads((case / "expected.json").read_text())["mentions"][0]["title"] == "Coffee with a Cop"
    assert cwac("evaluate", "local/cases").code == 0
    again = cwac("sources", "new", site.url + "/", "--name", "Ottumwa Police")
    assert again.code == 2
    assert "is there already" in again.err
    assert cwac("sources", "new", site.url + "/", "--name", "Ottumwa Police", "--force").code == 0


def test_private_addresses_are_refused_without_leave(cwac: Call, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CWAC_ALLOW_LOOPBACK")
    result = cwac("sources", "probe", site.url + "/")
    assert result.code == 1
    assert "private and loopback addresses are not fetched" in result.err
