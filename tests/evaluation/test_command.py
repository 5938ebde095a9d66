"""The command, with the program's own reader."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cwac_aggregator.cli.app import cli


@pytest.mark.parametrize("options", [[], ["--misses"], ["--json"], ["--by", "language", "--split", "check"]])
def test_the_command_reads_with_the_real_reader(corpus: Path, options: list[str]) -> None:
    result = CliRunner().invoke(cli, ["evaluate", str(corpus), *options])
    assert result.exit_code == 0
    assert "prose" in result.output or "language" in result.output
