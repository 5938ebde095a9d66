"""What must come out of the town: `expected.json`, with its defaults filled in. The format stands in README.md."""

from __future__ import annotations

import json
from typing import Any

from scrapers.demo.pages import HERE


def load_expected() -> dict[str, Any]:
    """The whole file; every mention has every key, and its `ref` ("<site><path>#<number on the page>")."""
    data: dict[str, Any] = json.loads((HERE / "expected.json").read_text("utf-8"))
    for page in data["pages"]:
        page["mentions"] = [
            {"ref": f"{page['site']}{page['path']}#{number}", **data["defaults"], **mention}
            for number, mention in enumerate(page["mentions"], 1)
        ]
    return data
