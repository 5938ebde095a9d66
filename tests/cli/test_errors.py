"""Bad input: one message that names the thing, one line with the next step, the right exit code, no traceback."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from cwac_aggregator.cli import cli, main
from cwac_aggregator.cli.app import COMMANDS
from cwac_aggregator.database import Database
from cwac_aggregator.version import __version__

from .calling import Call


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command by its words."""
    found = []
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, name
            found.append((*path, name))
            if isinstance(command, click.Group):
                found += commands(command, (*path, name))
    return found


def test_version(cwac: Call) -> None:
    assert cwac("--version").out == f"cwac {__version__}\n"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(cwac: Call, words: tuple[str, ...]) -> None:
    result = cwac(*words, "--help")
    assert result.code == 0
    assert "Example:\n" in result.out
    assert f"  cwac {words[0]}" in result.out


def test_no_command_prints_the_help(cwac: Call) -> None:
    result = cwac()
    assert result.code == 2
    assert all(name in result.err for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "code", "message", "hint"),
    [
        (["crawl", "santa-monica"], 2, "no source has the id 'santa-monica'", "cwac sources list"),
        (["nonsense"], 2, "No such command 'nonsense'", ""),
        (["events", "--json", "--csv"], 2, "exclude each other", ""),
        (["events", "--from", "soon"], 2, "'soon' is not of the form YYYY-MM-DD", ""),
        (["sources", "list", "--json", "--csv"], 2, "exclude each other", ""),
        (["config", "--max-pages", "many"], 2, "setting max_pages (flag)", "docs/configuration.md"),
        (["--max-pages", "0", "config"], 2, "setting max_pages (flag)", "docs/configuration.md"),
        (["events", "--database-url", "sqlite:////proc/none/cwac.sqlite"], 1, "/proc/none", ""),
        (["events", "--database-url", "nonsense"], 1, "nonsense", ""),
        (["export", "csv", "--snapshot"], 2, "nothing was crawled yet", "cwac run"),
        (["export", "xls"], 2, "unknown format 'xls'", "json"),
        (["crawl", "--registry", "nowhere"], 2, "nowhere", "registry"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_mistake_is_told_in_one_message(cwac: Call, arguments: list[str], code: int, message: str, hint: str) -> None:
    result = cwac(*arguments)
    assert message in result.err
    assert hint in result.err
    assert (result.code, result.out) == (code, "")
    assert "Traceback" not in result.err


def test_a_mistake_in_the_registry_names_file_entry_and_field(cwac: Call, tmp_path: Path) -> None:
    entry = "sources:\n- {id: a-b, name: Police, kind: police, start_urls: ['ftp://x']}\n"
    (tmp_path / "mine.yml").write_text(entry)
    result = cwac("sources", "check", "--registry", "mine.yml")
    assert result.code == 2
    assert "mine.yml: a-b: start_urls" in result.err
    assert "docs/sources.md" in result.err


def test_a_database_of_a_newer_program_is_refused(cwac: Call, tmp_path: Path) -> None:
    assert cwac("events", "--json").code == 0
    with closing(sqlite3.connect(tmp_path / "data/cwac.sqlite")) as connection:
        connection.execute("update alembic_version set version_num = 'zzzz'")
        connection.commit()
    result = cwac("events")
    assert result.code == 1
    assert "newer" in result.err


def test_checks_that_refuse_are_exit_code_3(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with Database.open("sqlite:///data/cwac.sqlite") as database:
        run = database.runs.start("crawl", crawled=True)
        # what an outage leaves behind
        database.archive.failed("https://x.example/", "x", datetime.now(UTC), "timeout", run_id=run)
        database.runs.finish(run)
    result = cwac("export")
    assert result.code == 3
    assert "not published" in result.err
    assert not (tmp_path / "data/exports").exists()
    forced = cwac("export", "--force")
    assert forced.code == 0
    assert "published all the same" in forced.err


def test_sources_check_says_that_all_is_well(cwac: Call) -> None:
    result = cwac("sources", "check")
    assert (result.code, result.out) == (0, "")
    assert "no mistake found" in result.err


def test_sources_are_listed_in_three_forms(cwac: Call) -> None:
    assert "coffeewithacop-com" in cwac("sources", "list").out
    assert cwac("sources", "list", "--csv", "--country", "us").out.startswith("id,name,kind,city")
    rows = json.loads(cwac("sources", "list", "--json", "--region", "ca").out)
    assert {row["region"] for row in rows} == {"CA"}


def test_config_tells_where_each_value_came_from(cwac: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cwac.toml").write_text('max_pages = 7\nmax_depth = 3\nsite_url = "https://cops.example.org"\n')
    monkeypatch.setenv("CWAC_MAX_DEPTH", "4")
    monkeypatch.setenv("CWAC_DATABASE_URL", "postgresql+psycopg://me:secret@db/cwac")
    result = cwac("--contact", "me@example.org", "config", "--json", "--max-seconds", "60")
    rows = json.loads(result.out)
    assert rows["max_pages"] == {"value": 7, "from": "cwac.toml"}
    assert rows["max_depth"] == {"value": 4, "from": "environment"}
    assert rows["contact"] == {"value": "me@example.org", "from": "flag"}
    assert rows["max_seconds"] == {"value": 60, "from": "flag"}
    assert rows["max_drop"]["from"] == "default"
    assert "secret" not in result.out
    assert "max_seconds" in cwac("config").out


def test_an_unforeseen_fault_is_one_message_too_and_a_traceback_on_request(
    cwac: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("of our own making")

    monkeypatch.setattr("cwac_aggregator.cli.config.load", broken)
    result = cwac("config")
    assert result.code == 1
    assert "unexpected ZeroDivisionError: of our own making" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("CWAC_DEBUG", "1")
    assert "Traceback" in cwac("config").err


def test_ctrl_c_ends_it_quietly(cwac: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cwac_aggregator.cli.config.load", interrupted)
    result = cwac("config")
    assert result.code == 130
    assert "Interrupted." in result.err


def test_main_takes_the_arguments_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["cwac", "--version"])
    assert main() == 0
    assert __version__ in capsys.readouterr().out


def test_the_help_lists_each_command_with_its_own_words() -> None:
    for name, (_, summary) in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert command.get_short_help_str(300) == summary
