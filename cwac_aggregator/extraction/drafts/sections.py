"""What a heading says of what stands under it: a calendar, the past, a town."""

from __future__ import annotations

import re

from ... import gazetteer
from ...normalization.places import PlaceText
from .draft import Words
from .sentence import Sentence
from .tale import Tale

_CALENDAR = re.compile(
    r"upcoming|coming up|this (?:week|month)|next week|what's on|proximamente|proximos|demnachst|prochainement|a venir|binnenkort|em breve"
)


def open_section(tale: Tale, told: Sentence) -> None:
    """What a heading says of what stands under it: a calendar, the past, a town."""
    line = told.line
    tale.calendar_section = _CALENDAR.fullmatch(line.low.strip(" :")) is not None
    tale.past_section = tale.reader.cues.has("past_heading", line.low)
    if told.pairs:
        return
    tale.under_town = len(line.text) < 40 and not line.names and not line.others
    city = next((p for p in told.places if p.place.city and not p.place.venue and not p.place.street), None)
    if city is not None and len(line.text) < 60:
        tale.city = (city.place, Words(line, city.begin, city.stop))
    elif (
        len(line.text) < 30
        and not line.names
        and (found := gazetteer.find_city(line.text.title(), tale.reader.place.region, tale.reader.place.country))
        is not None
    ):
        town = PlaceText(city=tale.reader.in_small_letters(line.text), region=found.region or None)
        tale.city = (town, Words(line, 0, len(line.text)))
    elif len(line.text) < 40 and not line.names and tale.reader.is_town(line.text):
        town = tale.reader.parse(line.text)
        tale.city = (town, Words(line, 0, len(line.text)))
    elif not line.names:
        tale.city = None
