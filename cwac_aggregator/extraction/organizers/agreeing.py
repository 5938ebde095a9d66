"""Whether two names are one agency's, and which of them is the whole one."""

from __future__ import annotations

import re

from .forms import ENGLISH_KIND
from .names import Agency, is_acronym, is_full, owner_of

_KIND_END = re.compile(rf"(?:{ENGLISH_KIND})$")
_OTHER_BODY = re.compile(r" (?:association|foundation)$")
"""Bodies called after an agency, and not the agency itself."""
_BODY = re.compile(r"^(?:fop|pba|fraternal order)\b| precinct$")
_COMMUNITY = re.compile(r"^(?:town|city|village|township|borough) of (?=.* police$)")
_KIND_OF_TOWN = re.compile(
    r"^(?:city|town|township|borough|village) of (?=.* police)| (?:township|twp\.?|borough|village)(?= police)"
)
"""What a full name says of the town, and a short one leaves out: "Marlow Township Police Department"."""
_POLICE = re.compile(r" (?:pd|police(?: department)?)$")
_COUNTY = re.compile(r" co\.? ")
_DEPARTMENT = re.compile(r"\bdept\b\.?")
_SMALL = ("of", "the", "s")


def is_body(agency: Agency) -> bool:
    """Whether a name is that of a union or a precinct, which hosts only where the words say so."""
    return _BODY.search(agency.key) is not None


def is_longer(short: Agency, long: Agency) -> bool:
    """Whether one name is the other's in full: "Hoquiam Police" and "Hoquiam Police Department"."""
    low, longer = _COMMUNITY.sub("", short.key).replace("'s police", " police"), long.key
    if low != (whole := _in_full(low)):
        return longer == whole or longer.startswith(f"{whole} ")  # "Elm Co. Sheriff's Dept."
    if longer == short.key or len(longer) <= len(low) or _OTHER_BODY.search(longer):
        return False
    if longer.count(" and ") > low.count(" and "):
        return False
    plainer = _KIND_OF_TOWN.sub("", longer)
    if plainer != longer and _POLICE.sub(" police", low) == _POLICE.sub(" police", plainer):
        return True
    if is_acronym(short):
        return is_full(long) and low in (initials := _initials(longer), f"{initials}d")
    if longer.startswith(low) and (low[-1] == "s" or longer[len(low)] in " '") and " of the " not in longer:
        return True
    if (
        (owner := owner_of(short)).isupper()
        and low.endswith(longer.removeprefix(whole := owner_of(long).lower()))
        and whole
    ):
        return owner.lower() == _initials(whole)  # "OC Sheriff's Office"
    if low.endswith(" pd"):
        return longer in (f"{low[:-2]}police department", f"{low[:-2]}police dept", f"{low[:-2]}police")
    if low.endswith(" sheriff"):
        return longer.startswith(low.split()[0]) and "sheriff's" in longer
    if longer.endswith(f" {low}"):
        return True
    return not _KIND_END.search(low) and f"-{low} " in longer


def _in_full(name: str) -> str:
    """A name without the words that papers shorten."""
    return _DEPARTMENT.sub("department", _COUNTY.sub(" county ", name))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word not in _SMALL)
