"""Files appear whole or not at all, and are left alone when nothing changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cwac_aggregator.errors import ConfigError, ExportError
from exports import EXPORTERS, Edition, export
from exports.staging import _Hashes

from .made_events import event

FILES = ["events.json", "events.ics", "events.csv"]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_format_writes_the_files_it_names(tmp_path: Path) -> None:
    summary = export([event()], tmp_path / "new" / "folder", Edition())
    files = {path for exporter in EXPORTERS.values() for path in exporter.paths}
    folders = {folder for exporter in EXPORTERS.values() for folder in exporter.folders}
    assert files <= set(summary.changed)
    assert {path.partition("/")[0] for path in set(summary.changed) - files} <= folders
    assert (summary.events, summary.single_changed) == (1, 1)
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == files | folders


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition())
    before = {name: ((tmp_path / name).stat().st_mtime_ns, (tmp_path / name).stat().st_ino) for name in FILES}
    summary = export([event()], tmp_path, Edition())
    assert (summary.changed, summary.single_changed, summary.single_unchanged) == ((), 0, 1)
    assert set(FILES) <= set(summary.unchanged)
    assert before == {name: ((tmp_path / name).stat().st_mtime_ns, (tmp_path / name).stat().st_ino) for name in FILES}
    summary = export([event(title="Other")], tmp_path, Edition())
    assert set(FILES) <= set(summary.changed)


def test_a_failure_half_way_leaves_the_old_files(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition())
    before = everything(tmp_path)

    def breaking():
        yield event(title="New")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        export(breaking(), tmp_path, Edition())
    assert before == everything(tmp_path)


FULL_DISK = """
import resource, sys
sys.path.insert(0, {root!r})
from tests.exports.made_events import event
from exports import Edition, export
from cwac_aggregator.errors import ExportError
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    export((event(title=str(n)) for n in range(1000)), {folder!r}, Edition())
except ExportError as error:
    print(error, "|", error.hint)
    sys.exit(error.exit_code)
"""


def test_a_disk_that_takes_no_more_is_one_clear_error_and_the_old_files_stand(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition())
    before = everything(tmp_path)
    code = FULL_DISK.format(root=str(Path(__file__).parents[2]), folder=str(tmp_path))
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1, result.stderr
    assert str(tmp_path) in result.stdout
    assert "The old files stand." in result.stdout
    assert before == everything(tmp_path)


def test_many_files_are_put_in_place_too(tmp_path: Path) -> None:
    summary = export((event(id=f"e{n:020x}") for n in range(100)), tmp_path, Edition(), formats=["ics"])
    assert summary.single_changed == 100
    assert len(list((tmp_path / "events").iterdir())) == 100


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot write the exports to"):
        export([], tmp_path / "file", Edition())


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown format 'xls'") as caught:
        export([], tmp_path, Edition(), formats=["xls"])
    assert "json" in (caught.value.hint or "")


def test_a_million_names_are_remembered_in_little_room() -> None:
    made = _Hashes()
    for number in range(3000):
        made.add(f"events/{number}.ics")
    assert "events/7.ics" in made and "events/3000.ics" not in made
    made.add("events/3000.ics")
    assert "events/3000.ics" in made and "events/2999.ics" in made
