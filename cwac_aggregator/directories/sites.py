"""What site an address belongs to, and whether it is one that a publisher of its own stands behind."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from ..ids import bare_host, canonical_url

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAME = re.compile(r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]+$")
_RESERVED = (".local", ".localhost", ".internal", ".invalid", ".test", ".example")
_FILE = re.compile(r"\.\w{2,5}$")


class Site(NamedTuple):
    """An address as it is to be asked for, its host (`bare_host`), and the folder it stands in, "/" for a home page."""

    url: str
    host: str
    folder: str


def site_of(text: str, *, private: bool = False) -> Site | str:
    """The site of an address as people type it, scheme left out or not; or why there is none, in words ("no address").

    `private` lets numbers and local names be sites, for tests.
    """
    if not text:
        return "no address"
    typed = text if _SCHEME.match(text) and not re.match(r"^[\w.-]+:\d+(/|$)", text) else f"https://{text.lstrip('/')}"
    try:
        url = canonical_url(typed)
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "no address: it cannot be read"
    if parts.scheme not in ("http", "https"):
        return f"no address: {parts.scheme}: leads to no page"
    if private:
        return Site(url, bare_host(url), _folder(parts.path))
    if _is_number(host):
        return "no address: a number instead of a name"
    if not _NAME.match(host) or host.endswith(_RESERVED):
        return "no address: its host is no name of the internet"
    if reason := _others().get(host) or next(
        (reason for name, reason in _others().items() if host.endswith(f".{name}")), None
    ):
        return reason
    return Site(url, bare_host(url), _folder(parts.path))


def _folder(path: str) -> str:
    """The part of a site that a page stands for: what lies under it. A file stands for its folder."""
    head, _, last = path.rpartition("/")
    return f"{head}/" if _FILE.search(last) or not last else f"{path}/"


def contains(outer: str, inner: str) -> bool:
    """Whether one folder lies in another, or is it."""
    return inner.lower().startswith(outer.lower())


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _others() -> dict[str, str]:
    """Hosts that are never a publisher's own, with the reason."""
    text = (resources.files(__package__) / "hosts.csv").read_text("utf-8")
    return {row["host"]: f"{row['reason']}: {row['host']}" for row in csv.DictReader(text.splitlines())}
