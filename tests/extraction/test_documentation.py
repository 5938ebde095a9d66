"""The worked example in docs/extraction.md is what the program says of that page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from cwac_aggregator.cli import cli

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"


def test_the_worked_example_is_real(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (page,) = re.findall(r"```html\n(.*?)```", text, re.DOTALL)
    manifest, printed = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "pages.jsonl").write_text(manifest, encoding="utf-8")
    result = CliRunner().invoke(cli, ["extract", "--manifest", str(tmp_path / "pages.jsonl"), "--json"])
    assert result.exit_code == 0, result.output
    found, expected = json.loads(result.stdout), json.loads(printed)
    for row in (found, expected):
        (mention,) = row["mentions"]
        assert mention.pop("confidence") < 0.8
        mention.pop("reader_version")
    assert found == expected


def test_every_file_it_names_exists() -> None:
    package = PAGE.parents[1] / "cwac_aggregator"
    names = set(re.findall(r"`([a-z_]+\.(?:py|csv))`", PAGE.read_text(encoding="utf-8")))
    tests = {path.name for path in (PAGE.parents[1] / "tests").rglob("*.py")}
    there = {path.name for room in ("extraction", "normalization") for path in (package / room).rglob("*.*")}
    assert names - there - tests == set()
