"""All ids and canonical forms are made here (law 3): addresses, mention ids, event ids, calendar UIDs.

A mention id is minted once from (canonical URL, strongest key, count among equals) and then remembered by the database.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

UID_DOMAIN = "events.cwac-aggregator.org"
"""The fixed right-hand side of every calendar UID. Changing it would give every subscriber every event twice."""

EDITOR = "editor"
"""The source of what people typed in."""
EDITOR_PAGES = "editor://additions/"
"""What people typed in is archived under addresses below this one, which no web has."""

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_ga|_gl|igshid|ref_src|share|replytocom|"
    r"phpsessid|jsessionid|sessionid|sid|cfid|cftoken|aspsessionid\w*|__viewstate\w*|nonce|_)$",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*|/\(S\([a-z0-9]{24}\)\)", re.IGNORECASE)
_SLASH = re.compile("%2f", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str, base: str | None = None) -> str:
    """The one spelling of an address: two spellings that name one page give one string.

    Resolves against `base`, lower-cases scheme and host, drops the default port, fragment, session ids and tracking
    parameters, sorts the query, and normalizes percent-encoding and dot segments (RFC 3986 section 6.2).
    The scheme is kept: an http and an https page are joined by redirects, not by guess.
    """
    url = urljoin(base or "", url.strip())
    parts = urlsplit(urljoin(url, urlsplit(url).path or "/") if "/." in url else url)
    parts = parts._replace(query=urlsplit(url).query)
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    netloc = host if port is None or port == _DEFAULT_PORTS.get(scheme) else f"{host}:{port}"
    path = _SESSION_PATH.sub("", parts.path)
    # An encoded slash is not a slash (RFC 3986 section 2.2).
    path = "%2F".join(_respelled(part) for part in _SLASH.split(path)) or "/"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return urlunsplit((scheme, netloc, path, urlencode(sorted(query)), ""))


def bare_host(url: str) -> str:
    """Host and port of an address in lower case, without user, `www.` and default ports: what stands for one site."""
    netloc = urlsplit(url).netloc.lower().rpartition("@")[2]
    return netloc.removeprefix("www.").removesuffix(":80").removesuffix(":443")


def _respelled(path: str) -> str:
    return quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")


def digest(*parts: str) -> str:
    """A 20-character lower-case hexadecimal digest (80 bits of SHA-256) over parts kept apart by a unit separator."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def body_digest(body: bytes) -> str:
    """SHA-256 of a body, lower-case hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def mention_id(url: str, key: str, count: int = 0) -> str:
    """Mint the id of a mention: `url` canonical, `key` its strongest key, `count` its place among equal keys."""
    return "m" + digest(url, key, str(count))


def event_id(first_mention_id: str) -> str:
    """Mint the id of an event from the mention it is first stored for."""
    return "e" + digest("event", first_mention_id)


def occurrence_id(series_mention_id: str, original_date: str) -> str:
    """The id of one occurrence of an open rule: the rule's mention and the day the rule gave (YYYY-MM-DD)."""
    return "m" + digest("occurrence", series_mention_id, original_date)


def calendar_uid(event_id: str) -> str:
    """The iCalendar UID (RFC 7986 section 5.3) of an event: stable for life."""
    return f"{event_id}@{UID_DOMAIN}"
