"""The fixtures of this folder, and places to read them at."""

from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from cwac_aggregator.model import Place

FIXTURES = Path(__file__).parent / "fixtures"
LARKMOOR = Place(
    name="Larkmoor Police", city="Larkmoor", region="IL", country="US", timezone="America/Chicago", language="en"
)
FERNHILL = Place(
    name="Fernhill", city="Fernhill", region="OH", country="US", timezone="America/New_York", language="en"
)
VADO = Place(name="Vado", city="Vado", region="CA", country="US", timezone="America/Los_Angeles", language="en")
MARLOW = Place(name="Marlow End", city="Marlow End", country="GB", timezone="Europe/London", language="en")
NOWHERE = Place()


def body(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def page(name: str) -> HtmlElement:
    return lxml.html.document_fromstring(body(name).decode())


def html(text: str) -> HtmlElement:
    return lxml.html.document_fromstring(f"<html><body>{text}</body></html>")
