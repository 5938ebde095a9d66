"""What people give to police is no event of ours: "Pupils brought doughnuts to the officers on Tuesday"."""

from __future__ import annotations

import re

from ..cues import Cues
from ..lines import Line

_REACH = 70
"""Letters from what is done to those for whom it is."""
_BESIDE = re.compile(r"\b(?:with|from|by|and|mit|von|und|con|de|y|avec|et|met|en|van|com|e)\s+(?:\w+ )?$")
"""Before police who are no receivers: "coffee with officers", "from the officers"."""

_WITH = re.compile(r"\b(?:with|mit|con|avec|met|com)\b")
"""Before what is given: "honored the officers with a delivery"."""
_OF_SUBJECT = re.compile(r" (?:\w+(?<![mnr]) )?")
"""Between a German verb and who does it: no article of a receiver ("den", "der", "dem")."""


def is_gift_to_police(cues: Cues, line: Line) -> bool:
    """Whether a sentence without the program's name tells what others give to police, and to nobody else."""
    if line.names or not cues.has("gives", line.low):
        return False
    hosts = line.hosts()
    for begin, stop in cues.spans("gives", line.low):
        behind = [at for at, _ in hosts if stop <= at <= stop + _REACH]
        if not behind or any(at < begin for at, _ in hosts) or _is_giver(cues, line, begin, line.low[stop : behind[0]]):
            continue
        given = line.themes() or _WITH.search(line.low, behind[0])
        if given and _BESIDE.search(line.low, stop, behind[0]) is None and not cues.has("public", line.low[stop:]):
            return True
    return False


def _is_giver(cues: Cues, line: Line, verb: int, between: str) -> bool:
    """Whether the police right behind a verb are who gives: "Am Dienstag schenkten die Beamten Kaffee aus", not "Schüler brachten
    den Beamten Kuchen", nor "Buurtbewoners brachten de agenten taart"."""
    if cues.code == "de":
        return _OF_SUBJECT.fullmatch(between) is not None
    after_day = any(0 <= verb - day.stop <= 1 for day in line.dates)
    return cues.code == "nl" and after_day and len(between.split()) < 2
