"""The nightly run without a server: state and exports go through branches of a real repository, from clone to clone."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.cli.reference import walk
from scrapers.demo import DemoTown, demo_sources

ROOT = Path(__file__).parents[2]
FLOW = yaml.safe_load((ROOT / "deploy" / "github-pages.yml").read_text())
STEPS = FLOW["jobs"]["publish"]["steps"]
COMMANDS = {words[1:] for words, _ in walk()}


@pytest.fixture(scope="module")
def town() -> Iterator[DemoTown]:
    with DemoTown(day=1) as served:
        yield served


@pytest.fixture
def environment(town: DemoTown, tmp_path: Path) -> dict[str, str]:
    """A `cwac` on the path, and the smallest site of the demo town as the only source."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "cwac"
    code = "import sys; from cwac_aggregator.cli import main; sys.exit(main())"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(code)} "$@"\n')
    command.chmod(0o755)
    rows = [row for row in demo_sources(town.sites) if row["id"] == "demo-blog"]
    (tmp_path / "sources.yml").write_text(yaml.safe_dump({"sources": rows}))
    return {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "CWAC_REGISTRY": str(tmp_path / "sources.yml"),
        "CWAC_ALLOW_LOOPBACK": "true",
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository with the script on its main branch."""
    bare, seed = tmp_path / "origin.git", tmp_path / "seed"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    git(tmp_path, "init", "-q", "-b", "main", str(seed))
    (seed / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "publish.sh", seed / "deploy" / "publish.sh")
    (seed / ".gitignore").write_text("data/\npublic/\n")
    git(seed, "add", ".")
    git(seed, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-q", "-m", "first")
    git(seed, "push", "-q", str(bare), "main")
    return bare


OF_THE_LOOKING = {"effort.csv", "sources.csv", "index.json", "datapackage.json"}
"""Files that tell how often was looked, and so change with every crawl."""


def publish(origin: Path, clone: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the workflow's own steps do in a fresh clone, as the file writes them."""
    git(origin.parent, "clone", "-q", str(origin), str(clone))
    for step in (step for step in STEPS if "run" in step and "pip install" not in step["run"]):
        values = dict.fromkeys(step.get("env", {}), "https://coffee.example/events")
        call = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(call, cwd=clone, env=environment | values, capture_output=True, text=True, timeout=110)
        if done.returncode:
            break
    return done


def test_a_second_run_in_a_fresh_clone_goes_on_where_the_first_ended(
    origin: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    first = publish(origin, tmp_path / "one", environment)
    assert first.returncode == 0, first.stderr
    assert "the first run" in first.stderr
    assert (tmp_path / "one" / "public" / "index.html").is_file()
    assert (tmp_path / "one" / "public" / "events.ics").is_file()
    files = git(origin, "ls-tree", "-r", "--name-only", "data").splitlines()
    assert "events.json" in files and "events.ics" in files
    state, data = git(origin, "rev-parse", "state"), git(origin, "rev-parse", "data")
    assert git(origin, "rev-list", "--count", "state") == "1"

    second = publish(origin, tmp_path / "two", environment)
    assert second.returncode == 0, second.stderr
    assert f"state restored from {state[:12]}" in second.stderr
    assert "0 new, 0 changed" in second.stderr
    changed = set(git(origin, "diff", "--name-only", data, "data").splitlines())
    assert changed <= OF_THE_LOOKING, changed
    assert git(origin, "rev-list", "--count", "state") == "1"
    events = "public/events.json"
    assert (tmp_path / "two" / events).read_bytes() == (tmp_path / "one" / events).read_bytes()


def test_when_the_checks_refuse_the_state_is_kept_and_nothing_is_published(
    origin: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    rows = yaml.safe_load(Path(environment["CWAC_REGISTRY"]).read_text())
    rows["sources"][0]["start_urls"] = ["http://127.0.0.1:9/"]
    Path(environment["CWAC_REGISTRY"]).write_text(yaml.safe_dump(rows))
    done = publish(origin, tmp_path / "one", environment)
    assert done.returncode == 3, done.stderr
    assert git(origin, "branch", "--list", "state")
    assert not git(origin, "branch", "--list", "data")
    assert not (tmp_path / "one" / "public").exists()


def test_the_workflow_runs_what_the_script_was_tested_for() -> None:
    runs = [step["run"] for step in STEPS if "run" in step]
    assert runs[-2:] == ["cwac doctor", "deploy/publish.sh"]
    assert next(step["with"]["path"] for step in STEPS if "upload-pages" in step.get("uses", "")) == "public"
    assert FLOW["permissions"]["contents"] == "write"
    assert os.access(ROOT / "deploy" / "publish.sh", os.X_OK)


def test_every_action_is_one_commit_for_good() -> None:
    lines = [
        line.strip() for line in (ROOT / "deploy" / "github-pages.yml").read_text().splitlines() if "uses:" in line
    ]
    assert len(lines) == 5
    for line in lines:
        assert re.fullmatch(r"(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("name", ["cwac.service", "cwac-serve.service"])
def test_the_units_call_commands_that_exist(name: str) -> None:
    lines = [line for line in (ROOT / "deploy" / name).read_text().splitlines() if line.startswith("ExecStart=")]
    assert lines
    for line in lines:
        program, command, *_ = line.removeprefix("ExecStart=").split()
        assert program.endswith("/cwac")
        assert (command,) in COMMANDS
    parser = RawConfigParser(strict=False)
    parser.read(ROOT / "deploy" / name)
    assert {"Unit", "Service", "Install"} <= set(parser.sections())
