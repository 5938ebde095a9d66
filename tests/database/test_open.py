"""Opening: migrations by themselves, and clear words where it cannot be done."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cwac_aggregator.database import Database
from cwac_aggregator.database.migrate import head
from cwac_aggregator.database.schema import DERIVED, metadata
from cwac_aggregator.errors import DatabaseError, SchemaTooNewError


def test_the_migrations_make_the_tables_of_the_schema(url: str) -> None:
    Database.open(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_opening_again_leaves_it_as_it_is(url: str, tmp_path: Path) -> None:
    Database.open(url).close()
    before = (tmp_path / "cwac.sqlite").read_bytes()
    Database.open(url).close()
    assert (tmp_path / "cwac.sqlite").read_bytes() == before


def test_the_folder_is_made(tmp_path: Path) -> None:
    with Database.open(f"sqlite:///{tmp_path}/a/b/c.sqlite") as db:
        assert db.address.endswith("c.sqlite")


def test_it_is_in_wal_mode_with_foreign_keys(url: str, tmp_path: Path) -> None:
    Database.open(url).close()
    with sqlite3.connect(tmp_path / "cwac.sqlite") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_newer_database_is_refused_untouched(url: str, tmp_path: Path) -> None:
    Database.open(url).close()
    with sqlite3.connect(tmp_path / "cwac.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(SchemaTooNewError, match=f"9999.*{head()}") as caught:
        Database.open(url)
    assert "Upgrade" in str(caught.value.hint)


def test_somebody_elses_tables_are_refused(url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cwac.sqlite") as connection:
        connection.execute("CREATE TABLE events (x)")
    connection.close()
    with pytest.raises(DatabaseError, match="did not make"):
        Database.open(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "not a database address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://x/y", "no support for 'mysql'"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(url: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words) as caught:
        Database.open(url)
    assert caught.value.hint


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseError, match=r"postgresql\+psycopg://ann:\*\*\*@127\.0\.0\.1:1/x") as caught:
        Database.open("postgresql://ann:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)
    assert "server running" in str(caught.value.hint)


def test_a_file_that_is_no_database_is_named(url: str, tmp_path: Path) -> None:
    (tmp_path / "cwac.sqlite").write_text("This is a shopping list, long enough to be read as a header. " * 20)
    with pytest.raises(DatabaseError, match="not a database") as caught:
        Database.open(url)
    assert caught.value.hint


def test_a_damaged_file_is_named(url: str, tmp_path: Path) -> None:
    Database.open(url).close()
    file = tmp_path / "cwac.sqlite"
    body = bytearray(file.read_bytes())
    body[100:8192] = b"\xff" * (8192 - 100)
    file.write_bytes(body)
    with pytest.raises(DatabaseError, match="malformed"):
        Database.open(url)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_named(url: str, tmp_path: Path) -> None:
    Database.open(url).close()
    (tmp_path / "cwac.sqlite").chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(DatabaseError, match=r"readonly|read-only|unable"), Database.open(url) as db:
            db.runs.start("x")
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_writer_that_has_just_made_the_file_is_waited_for(url: str, tmp_path: Path) -> None:
    writer = sqlite3.connect(tmp_path / "cwac.sqlite", isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    release = Timer(0.3, writer.rollback)
    release.start()
    try:
        Database.open(url).close()
    finally:
        release.join()
        writer.close()


def test_two_processes_may_make_it_at_once(url: str) -> None:
    program = "import sys; from cwac_aggregator.database import Database; Database.open(sys.argv[1]).close()"
    started = [subprocess.Popen([sys.executable, "-c", program, url], stderr=subprocess.PIPE) for _ in range(3)]
    for process in started:
        _, words = process.communicate(timeout=60)
        assert process.returncode == 0, words.decode()


def test_derived_tables_are_dropped_children_first(url: str) -> None:
    order = {table.name: number for number, table in enumerate(DERIVED)}
    for table in DERIVED:
        for key in table.foreign_keys:
            parent = key.column.table.name
            assert parent not in order or order[parent] >= order[table.name]
