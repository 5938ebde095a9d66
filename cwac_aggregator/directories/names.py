"""Ids for new sources: their name, where it is not enough their town and county, their region; at last their address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping

from ..ids import digest


def free_id(fields: Mapping[str, str | None], taken: Container[str], url: str) -> str:
    """An id that is not taken, from `name`, `city`, `county`, `region` and `country`. `url` tells the last twins apart."""
    tail = (fields.get("region") or fields.get("country") or "").lower()
    base = slug(fields.get("name") or "")[:60].rstrip("-")
    for part in ("", slug(fields.get("city") or ""), slug(fields.get("county") or ""), digest(url)[:6]):
        name = "-".join(word for word in (base, part, tail) if word)[:80].rstrip("-")
        if name and name not in taken:
            return name
    raise AssertionError("a digest of the address is no other's")


def slug(text: str) -> str:
    """Lower-case words and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
