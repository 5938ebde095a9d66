"""Parts of a town or of an agency, which head a list of places and are none: "North side", "District 3"."""

from __future__ import annotations

import re

_PART_OF_TOWN = re.compile(
    r"(?:(?:the )?(?:north|south|east|west|central|downtown|midtown|uptown|nord|sud|ost|mitte|norte|sur|sul|centro|centre|est|ouest|oost|zuid|noord)"
    r"[\w ]{0,14})"
)
_PART_OF_AGENCY = re.compile(
    r"(?:\w+ ){0,3}(?:precinct|division|district|distrito|sector|ward|zone|zona|beat|region|area|team|patrol)\b.{0,12}"
    r"|(?:bezirk|stadtteil|ortsteil|wijk|quartier|bairro|barrio|secteur|colonia)\b.{0,20}"
)


def names_part(low: str) -> bool:
    """Whether a plain text names nothing but such a part."""
    return _PART_OF_TOWN.fullmatch(low) is not None or _PART_OF_AGENCY.fullmatch(low) is not None
