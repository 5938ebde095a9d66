"""The sources of the demo town, in the shape of the shipped registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from scrapers.demo.pages import HERE


def demo_sources(base_urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """The entries of `sources.yml`, with `{{site:ID}}` replaced by the base address of that site.

    `base_urls` is `DemoTown.sites`. Raises KeyError for a site the town does not have.
    """
    text = (HERE / "sources.yml").read_text("utf-8")
    for site, base in base_urls.items():
        text = text.replace("{{site:" + site + "}}", base)
    if missing := text.partition("{{site:")[2]:
        raise KeyError(missing.partition("}}")[0])
    sources: list[dict[str, Any]] = yaml.safe_load(text)["sources"]
    return sources
