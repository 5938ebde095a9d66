"""The fixtures of this folder, places to read them at, and small pages made of a paragraph or two."""

import html as escaping
import re
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


TITLES = {
    "en": "Coffee with a Cop",
    "de": "Kaffee mit der Polizei",
    "fr": "Un café avec un policier",
    "es": "Café con un policía",
    "nl": "Koffie met een cop",
    "pt": "Café com a Polícia",
}


def told_page(language: str, text: str | list[str], head: str = "") -> str:
    """A page about the program that tells paragraphs; those that open with "- " are the items of a list."""
    paragraphs = [text] if isinstance(text, str) else text
    body = "".join(
        f"<li>{escaping.escape(text[2:])}</li>" if text.startswith("- ") else f"<p>{escaping.escape(text)}</p>"
        for text in paragraphs
    )
    body = re.sub("(?:<li>.*</li>)+", r"<ul>\g<0></ul>", body)
    title = TITLES[language]
    return (
        f'<html lang="{language}"><head><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def stamp(written: str) -> str:
    """What a page's head says of the day it was written."""
    return f'<meta property="article:published_time" content="{written}T06:00:00">'
