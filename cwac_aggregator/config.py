"""What holds, and where each value came from: flags, then `CWAC_...` in the environment, then `cwac.toml`, then the default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import ConfigError
from .version import __version__

CONFIG_FILE = "cwac.toml"
PREFIX = "CWAC_"


class Settings(BaseModel):
    """Every setting. The docstring of a field is its line in `docs/configuration.md`."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    database_url: str = "sqlite:///data/cwac.sqlite"
    """SQLAlchemy address of the database. SQLite paths are relative to the working folder."""
    exports_dir: str = "data/exports"
    """Folder the published files are written to."""
    registry: str | None = None
    """Folder or file with registry entries. Default: the registry that comes with the program."""
    contact: str = "https://github.com/cwac-aggregator/cwac-aggregator"
    """How a site's owner can reach you. Stands in the User-Agent."""
    download_delay: float = Field(default=1.0, ge=0.0, le=600.0)
    """Seconds between two requests to one host. Cannot go under 1 outside the demo."""
    max_pages: int = Field(default=200, ge=1)
    """Pages fetched from one source in one run, at most."""
    max_depth: int = Field(default=6, ge=0)
    """Links followed from a start URL, at most."""
    max_seconds: int = Field(default=1800, ge=1)
    """Seconds spent on one source in one run, at most."""
    max_body_bytes: int = Field(default=8 * 1024 * 1024, ge=1024)
    """Answers larger than this are refused."""
    allow_loopback: bool = False
    """Let the crawler reach private and loopback addresses. For tests and the demo."""
    publish_threshold: float = Field(default=0.8, ge=0.0, le=1.0)
    """Events at or above this confidence are published without a person's word."""
    max_drop: float = Field(default=0.5, ge=0.0, le=1.0)
    """The checks refuse to publish when this share of the upcoming events would leave at once."""
    site_url: str | None = None
    """Address the exports are published under. Event links point there where it is set."""

    @property
    def user_agent(self) -> str:
        """The name the crawler gives itself (RFC 9110 section 10.1.5)."""
        return f"cwac-aggregator/{__version__} (+{self.contact})"


@dataclass(frozen=True, slots=True)
class Config:
    """Settings with the origin of each value: "flag", "environment", the file's name, or "default"."""

    settings: Settings
    origins: Mapping[str, str]


def load_config(
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Config:
    """Gather the settings. Flags that are None do not count. Raises ConfigError naming the setting and its origin."""
    environment = os.environ if environment is None else environment
    file = (folder or Path()) / CONFIG_FILE
    values: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for origin, layer in (
        (CONFIG_FILE, _read_file(file)),
        ("environment", _read_environment(environment)),
        ("flag", {k: v for k, v in (flags or {}).items() if v is not None}),
    ):
        for name, value in layer.items():
            if name not in Settings.model_fields:
                raise ConfigError(f"unknown setting {name!r} ({origin})", hint="`cwac config` lists the settings.")
            values[name] = value
            origins[name] = origin
    try:
        return Config(Settings.model_validate(values), origins)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise ConfigError(
            f"setting {name} ({origins.get(name, 'default')}): {first['msg']}",
            hint="docs/configuration.md says what it may be.",
        ) from error


def _read_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{file}: {error}", hint="The file is TOML: `name = value` lines.") from error


def _read_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`CWAC_NAME=value`. Unknown names are left alone: other programs of the family may own them."""
    found = {key[len(PREFIX) :].lower(): value for key, value in environment.items() if key.startswith(PREFIX)}
    return {name: value for name, value in found.items() if name in Settings.model_fields}
