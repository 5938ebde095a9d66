"""The static copy: the same bytes for the same data, nothing touched in vain, nothing taken away that is not ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cwac_aggregator.database import Database
from cwac_aggregator.errors import ExportError
from cwac_aggregator.web import write_site
from cwac_aggregator.web.folder import MANIFEST, Folder, written

from . import invented
from .conftest import Town


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_data_give_the_same_bytes(town: Town, tmp_path: Path) -> None:
    write_site(town.db, tmp_path / "other", town.settings)
    assert contents(tmp_path / "other") == contents(town.copy)


def test_nothing_is_touched_when_nothing_changed(town: Town, tmp_path: Path) -> None:
    write_site(town.db, tmp_path, town.settings)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    done = write_site(town.db, tmp_path, town.settings)
    assert (done.changed, done.removed) == (0, 0)
    assert done.unchanged == done.files > 200
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before


def test_what_is_no_longer_part_of_it_goes_and_the_rest_stays(tmp_path: Path) -> None:
    settings = invented.settings(tmp_path)
    site = tmp_path / "site"
    with Database.open(settings.database_url) as db:
        invented.fill(db)
        write_site(db, site, settings)
        (site / "CNAME").write_text("coffee.example\n")
        assert (site / "months" / "2026-10" / "index.html").is_file()
        done = write_site(db, site, settings, as_of=date(2026, 11, 1))
    assert done.removed >= 1
    assert not (site / "months" / "2026-10" / "index.html").exists()
    assert (site / "CNAME").read_text() == "coffee.example\n"
    assert not (site / ".cwac-site").exists()


def test_a_manifest_from_elsewhere_cannot_make_us_delete(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    site = tmp_path / "site"
    site.mkdir()
    (site / MANIFEST).write_text('{"files": ["../precious", "/etc/passwd", 3, "..", "a/../../precious"]}')
    with written(site) as out:
        out.put("a.html", b"a")
        assert out.commit() == (1, 0, 0)
    assert (tmp_path / "precious").exists()


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../b", "a//b", "", "a\\b", "a b", "é", ".", "a/."])
def test_no_strange_file_is_ever_written(path: str, tmp_path: Path) -> None:
    with written(tmp_path / "site") as out, pytest.raises(ValueError, match="may not be"):
        out.put(path, b"x")


def test_where_nothing_can_be_written_the_old_copy_stands(tmp_path: Path) -> None:
    with written(tmp_path) as out:
        out.put("a.html", b"old")
        out.commit()
    with pytest.raises(ExportError, match="cannot write the site") as caught, written(tmp_path) as out:
        out.put("a.html", b"new")
        out.put("b", b"")
        out.put("b/c.html", b"a file stands where a folder must be")
    assert caught.value.hint
    assert contents(tmp_path)["a.html"] == b"old"
    assert not (tmp_path / ".cwac-site").exists()


def test_a_full_disk_leaves_the_old_copy(tmp_path: Path) -> None:
    class Full(Folder):
        """A folder on a disk that is full after the first file."""

        def put(self, path: str, body: bytes) -> None:
            if self._paths:
                with Path("/dev/full").open("wb", buffering=0) as file:
                    file.write(body)
            super().put(path, body)

    made = Full(tmp_path / "site")
    made.put("a.html", b"a")
    with pytest.raises(OSError, match="No space"):
        made.put("b.html", b"b")
    made.discard()
    assert contents(tmp_path / "site") == {}


def test_the_page_for_unknown_addresses_finds_its_style(town: Town, tmp_path: Path) -> None:
    assert 'href="/assets/style.css"' in (town.copy / "404.html").read_text()
    settings = invented.settings(tmp_path, site_url="https://coffee.example/list")
    write_site(town.db, tmp_path / "site", settings)
    assert 'href="/list/assets/style.css"' in (tmp_path / "site" / "404.html").read_text()


def test_an_empty_database_gives_a_whole_site(tmp_path: Path) -> None:
    settings = invented.settings(tmp_path)
    with Database.open(settings.database_url) as db:
        done = write_site(db, tmp_path / "site", settings)
    assert done.events == 0
    first = (tmp_path / "site" / "index.html").read_text()
    assert "No upcoming event is known today" in first and "Nothing was crawled yet." in first
    assert "1970" not in first
