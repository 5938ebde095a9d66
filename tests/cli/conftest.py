"""The command line, called in this process from an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwac_aggregator.cli import main

from .calling import Call, Result


@pytest.fixture
def cwac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Call `cwac` with these arguments in an empty folder, without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("CWAC_DEBUG", "CWAC_DATABASE_URL", "CWAC_ALLOW_LOOPBACK", "CWAC_REGISTRY"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    return call
