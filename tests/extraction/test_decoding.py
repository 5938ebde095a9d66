"""Bytes to text: whatever the header, the page and the bytes claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.scan import decode
from cwac_aggregator.extraction.scan.decoding import sniff
from cwac_aggregator.model import Document

CAFE = "<html><body><p>Café con un policía – “miércoles”</p></body></html>"


def document(body: bytes, content_type: str | None = None) -> Document:
    return Document("https://vado.example/", body, None, content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (CAFE.encode(), None),
        (CAFE.encode(), "text/html; charset=iso-8859-1"),
        (CAFE.encode("utf-8-sig"), "text/html; charset=windows-1252"),
        (CAFE.encode("cp1252"), "text/html; charset=windows-1252"),
        (CAFE.encode("cp1252"), "text/html; charset=utf-8"),
        (CAFE.encode("cp1252"), None),
        (CAFE.encode("utf-16"), None),
        (CAFE.encode("utf-16-le"), None),
        (CAFE.encode("utf-16-be"), "text/html"),
        (CAFE.encode(), "text/html; charset=utf-16"),
        (CAFE.encode(), "text/html; charset=no-such-thing"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE.encode("cp1252"), None),
        (CAFE.replace("Caf", "Ca\x00f").encode(), None),
    ],
)
def test_the_text_comes_out_whatever_was_declared(body: bytes, content_type: str | None) -> None:
    assert decode(document(body, content_type)) == CAFE


def test_a_mixture_of_two_encodings_is_read_as_both() -> None:
    body = "<p>Café</p>".encode() + "<p>Señor</p>".encode("cp1252")
    assert decode(document(body)) == "<p>Café</p><p>Señor</p>"


def test_a_declared_eastern_encoding_holds() -> None:
    page = '<meta charset="windows-1251"><p>Кофе с полицией</p>'
    assert decode(document(page.encode("cp1251"))) == page
    assert decode(document("コーヒー".encode("iso2022_jp"), "text/html; charset=iso-2022-jp")) == "コーヒー"


def test_bytes_that_are_no_text_cost_no_call_each() -> None:
    assert len(decode(document(b"\x80" * 1000))) == 1000


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"<!DOCTYPE html><html></html>", None, "html"),
        (b"<!DOCTYPE html><title>One moment</title>", "text/calendar", "html"),
        (b"Just words about coffee", "text/plain", "html"),
        (b"Just words about coffee", "text/html; charset=utf-8", "html"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nVERSION:2.0", "text/html", "ics"),
        (b"Warning: something\r\nBEGIN:VCALENDAR\r\n", None, "ics"),
        (b"<p>Our feed begins with\nBEGIN:VCALENDAR</p>", None, "html"),
        (b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0">', "text/html", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', None, "feed"),
        (b'<rdf:RDF xmlns="x">', None, "feed"),
        ("<rss version='2.0'><channel>".encode("utf-16"), None, "feed"),
        (b'{"events": []}', "application/json", "json"),
        (b'[{"title": "x"}]', None, "json"),
        (b"{Coffee} with a cop", None, "html"),
        (b"%PDF-1.7 \xe2\xe3", "application/pdf", "other"),
        (b"\x89PNG\r\n\x1a\n", None, "other"),
        (b"\x00\x01\x02\x03\x04\x05\x06", None, "other"),
        (b"   ", "text/html", "other"),
        (b"a,b\n1,2", "text/csv", "other"),
    ],
)
def test_the_beginning_tells_the_kind(body: bytes, content_type: str | None, kind: str) -> None:
    assert sniff(document(body, content_type)) == kind


@given(st.binary(max_size=400), st.sampled_from([None, "text/html; charset=utf-16", "text/html; charset=big5", "é"]))
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    text = decode(document(body, content_type))
    assert "\x00" not in text
    text.encode()
    assert sniff(document(body, content_type)) in ("html", "ics", "feed", "json", "other")
