"""Names of three parts: "Cops, Pops and Community", "Cones, Cops & Conversation", "Cops, Kids and Cones"."""

from __future__ import annotations

from ..language import lexicon
from ..tokens import Tokens
from .forms import Forms, NameSpan, form_at, span_of
from .hosts import host_at

_PARTS = 3


def three_parts(tokens: Tokens, i: int, themes: Forms, hosts: Forms) -> NameSpan | None:
    """The name at token `i` that lists a host, a thing shared and any third word, all with capitals; host or thing first."""
    joints = lexicon("en").in_names("any_joint")
    shared, hosted = [], False
    k = i
    for part in range(_PARTS):
        if part:
            comma = tokens.word(k) == ","
            k += comma
            joined = tokens.word(k) in joints
            k += joined
            if joined != (part == _PARTS - 1) or not (comma or joined):
                return None
        if k >= len(tokens) or not tokens.capital(k):
            return None
        thing, host = form_at(tokens, k, themes), host_at(tokens, k, hosts)
        if host is not None and not host[1] and not hosted:
            hosted, k = True, host[0]
        elif thing is not None:
            shared.append(thing[1])
            k = thing[0]
        elif part and tokens.word(k).isalpha():
            k += 1
        else:
            return None
    if not hosted or not shared or (k < len(tokens) and tokens.capital(k) and tokens.word(k).isalpha()):
        return None
    if i and tokens.capital(i - 1) and host_at(tokens, i, hosts) is None:
        return None  # "at Elm Coffee, Cops and Cones"
    return span_of(tokens, i, k, shared[0], False)
