"""Tell a page from an error that says it is one: a 200 that means "not found", a bot challenge, an empty answer."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = 6000
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rb"<h1[^>]*>(.{0,300}?)</h1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_NOT_FOUND = re.compile(
    rb"^\W*(?:error\W*)?(?:404\b|(?:the\s+|this\s+|your\s+)?(?:requested\s+)?page\s+(?:you\s+(?:requested|are\s+looking\s+for)\s+)?"
    rb"(?:was\s+|is\s+|could\s+|can(?:not|'t)\s+)?(?:not\s+)?(?:be\s+)?(?:found|missing)|page\s+not\s+(?:available|found)|not\s+found|"
    rb"page\s+(?:does\s+not|doesn't)\s+exist|file\s+not\s+found|p\xc3\xa1gina\s+no\s+encontrada|pagina\s+no\s+encontrada|"
    rb"seite\s+nicht\s+gefunden|pagina\s+niet\s+gevonden|page\s+introuvable|oops\W+that\s+page)|"
    rb"[-|\xbb:\xe2\x80\x93]\s*(?:404|page\s+not\s+found|not\s+found)\b",
    re.IGNORECASE,
)
_CHALLENGE_TITLES = re.compile(
    rb"^\W*(?:just\s+a\s+moment|attention\s+required|access\s+denied|checking\s+your\s+browser|please\s+wait\W|ddos-guard|"
    rb"security\s+check|are\s+you\s+(?:a\s+)?(?:human|robot)|pardon\s+our\s+interruption|request\s+rejected|"
    rb"(?:human\s+)?verification\s+required|bot\s+verification|one\s+moment,\s+please)",
    re.IGNORECASE,
)
_CHALLENGE_MARKS = (
    b"/cdn-cgi/challenge-platform/",
    b"cf-browser-verification",
    b"_Incapsula_Resource",
    b"px-captcha",
    b"window._cf_chl_opt",
    b"/.well-known/sgcaptcha",
    b"awsWafCookieDomainList",
    b"distil_r_captcha",
    b"datadome",
)


class SoftError(NamedTuple):
    """What is wrong with an answer: `code` of the issue to raise, and the words that say so."""

    code: str
    words: str


def soft_error(body: bytes) -> SoftError | None:
    """Judge the body of a 200 answer. None means: read it."""
    if not body.strip():
        return SoftError("empty-page", "the answer has no body")
    head = body[:_HEAD]
    title = _words(_TITLE.search(head))
    if _CHALLENGE_TITLES.search(title) or (len(body) < 60_000 and _is_challenge(body)):
        return SoftError("bot-challenge", title.decode("utf-8", "replace") or "a bot challenge")
    heading = _words(_HEADING.search(body[:60_000]))
    for words in (title, heading):
        if words and _NOT_FOUND.search(words):
            return SoftError("soft-404", words.decode("utf-8", "replace"))
    return None


def _is_challenge(body: bytes) -> bool:
    """A challenge carries a mark and hardly any words: a real page may mention its guard in a script, too."""
    return any(mark in body for mark in _CHALLENGE_MARKS) and body.count(b"<p") < 4 and body.count(b"<a ") < 6


def _words(match: re.Match[bytes] | None) -> bytes:
    return b" ".join(_TAG.sub(b" ", match[1]).split()) if match else b""
