"""Names that begin with the host: "Cops and Cones", "Polizei-Kafi"."""

from __future__ import annotations

from ..language import lexicon
from ..tokens import Tokens
from .forms import APART, Forms, NameSpan, form_at, span_of
from .hosts import host_at

_QUOTES = frozenset(['"', "“", "”", "'", "’"])


def host_first(
    tokens: Tokens,
    i: int,
    themes: Forms,
    hosts: Forms,
) -> NameSpan | None:
    """ "Cops and Cones", "Cops N' Coffee", "Badges & Brews", "Polizei-Kafi", "Cop Koffie"."""
    host = host_at(tokens, i, hosts)
    if host is None or not tokens.capital(i):
        return None
    k = host[0]
    joined = False
    while k < len(tokens) and (
        tokens.word(k) in APART
        or tokens.word(k) in lexicon("en").in_names("any_joint")
        or tokens.word(k) in lexicon("en").in_names("with")
    ):
        joined = joined or tokens.word(k) not in _QUOTES
        k += 1
    if not joined and k > host[0]:
        return None  # 'Ashby Police "Coffee with a Cop"': the name begins behind the mark
    if (not joined and not tokens.words[i].startswith("cop")) or k - host[0] > 4:
        return None
    found = form_at(tokens, k, themes)
    if found is not None and not joined and found[1] == "chat":
        return None  # "Cop Chats": a talk, unless something joins it to the police
    quoted = tokens.word(k - 1) in ("'", "’") and tokens.word(k - 2) not in lexicon("en").in_names("any_joint")
    if found is None or not tokens.capital(k) or quoted:
        return None
    return span_of(tokens, i, found[0], found[1], False)
