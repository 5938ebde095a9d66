"""Chromium walks the live site and the static copy: searching, the map, calendars, phone width, no script; axe looks on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Town

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1200, "height": 850}
KINDS = pytest.mark.parametrize("kind", ["live", "copy"])


@pytest.fixture
def open_page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Opens pages of a kind of site; every error on them and every request to another host fails the test."""
    contexts, faults = [], []

    def open_(kind: str, path: str = "", **more: Any) -> Any:
        root = request.getfixturevalue(kind)
        context = browser.new_context(**{"viewport": LAPTOP} | more)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(root) else faults.append(f"request: {asked.url}"))
        page.goto(root + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def towns(page: Any) -> list[str]:
    return [one.split(",")[0].strip() for one in page.locator("#results .card .town").all_inner_texts()]


def said(page: Any, text: str) -> None:
    """Wait until the list says so of itself."""
    page.locator("#count").filter(has_text=text).wait_for()


@KINDS
def test_a_visitor_finds_a_coffee_nearby(kind: str, open_page: Any) -> None:
    page = open_page(kind)
    page.get_by_label("Town or ZIP code").fill("Santa Monica, CA")
    page.get_by_role("button", name="Find events").click()
    said(page, "the nearest to Santa Monica, CA first")
    assert towns(page)[:3] == ["Santa Monica", "Santa Monica", "Fresno"]
    page.get_by_label("Within").select_option("25")
    page.get_by_role("button", name="Show").click()
    said(page, "2 events")
    assert set(towns(page)) == {"Santa Monica"}
    page.locator(".card a").first.click()
    page.get_by_role("heading", name="Coffee with a Cop", level=1).wait_for()
    assert "Harbor Bean Cafe" in page.locator("main").inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="(.ics)").click()
    assert Path(started.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@KINDS
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("near=98901&within=50", ["Yakima", "Yakima"]),
        ("near=34.02,-118.49&within=10", ["Santa Monica", "Santa Monica"]),
        ("state=us-tx&month=2026-11", ["Austin", "Houston"]),
        ("theme=chowder&q=lantern", ["Portland", "Portland"]),
        ("near=Portland, Maine&within=10", ["Portland", "Portland"]),
        ("q=zzzz", []),
    ],
)
def test_searching_gives_the_same_with_and_without_a_server(
    kind: str, query: str, expected: list[str], open_page: Any
) -> None:
    page = open_page(kind, f"events/?{query}")
    said(page, f"{len(expected)} event")
    assert towns(page) == expected


@KINDS
def test_a_place_nobody_knows_is_said(kind: str, open_page: Any) -> None:
    page = open_page(kind, "events/?near=Nowhereville")
    page.get_by_text("not known here").first.wait_for()


@KINDS
def test_the_browser_is_asked_for_its_place_only_on_request(kind: str, open_page: Any) -> None:
    page = open_page(kind, "events/", geolocation={"latitude": 41.88, "longitude": -87.63}, permissions=["geolocation"])
    page.get_by_role("button", name="My location").click()
    said(page, "the nearest to your place first")
    assert towns(page)[0] == "Chicago"
    assert "near=41.88%2C-87.63" in page.url


@KINDS
def test_the_map_leads_to_towns_and_follows_the_filter(kind: str, open_page: Any) -> None:
    page = open_page(kind, "events/?state=us-wa")
    said(page, "3 events")
    shown = page.locator(".map a:visible .dot:not(.gone)")
    assert shown.count() == 2
    shown.first.click()
    page.get_by_role("heading", level=1).wait_for()
    assert "/places/us/wa/" in page.url


@KINDS
def test_subscribing(kind: str, open_page: Any) -> None:
    page = open_page(kind, "places/us/ca/")
    link = page.get_by_role("link", name="Subscribe").last
    assert page.locator(".feed .button").get_attribute("href").startswith("webcal://127.0.0.1")
    assert link.get_attribute("href")
    page.get_by_role("link", name="How it works").click()
    page.get_by_role("heading", name="Google Calendar").wait_for()
    assert page.locator("code[data-address]").inner_text().endswith("/calendars/all.ics")


@KINDS
def test_downloading(kind: str, open_page: Any) -> None:
    page = open_page(kind, "downloads/")
    with page.expect_download() as started:
        page.get_by_role("link", name="events.csv").click()
    assert Path(started.value.path()).read_bytes().count(b"\n") > 40


@KINDS
def test_without_scripts(kind: str, open_page: Any) -> None:
    page = open_page(kind, "", java_script_enabled=False)
    page.get_by_role("link", name=re.compile(r"All \d+ upcoming events")).click()
    if kind == "live":
        page.get_by_label("Over").select_option("chowder")
        page.get_by_role("button", name="Show").click()
        assert towns(page) == ["Portland", "Portland"]
    else:
        assert "needs JavaScript" in page.locator("noscript").inner_text()
        page.locator("noscript").get_by_role("link", name="November 2026").click()
        assert "November 2026" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Places").first.click()
    page.get_by_role("link", name="Iowa").click()
    page.get_by_role("link", name="Ottumwa").first.click()
    assert "Copper Kettle Café" in page.locator("main").inner_text()


@KINDS
@pytest.mark.parametrize(
    "path", ["", "events/", "places/us/ca/", "coverage/", "sources/", "downloads/dictionary/", "EVENT"]
)
def test_phone_width(kind: str, path: str, open_page: Any, town: Town) -> None:
    path = path.replace("EVENT", f"events/{town.id_of('Xx')}/")
    page = open_page(kind, path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("h1").is_visible()


@KINDS
def test_by_keyboard(kind: str, open_page: Any) -> None:
    page = open_page(kind)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "near"
    page.keyboard.type("60605")
    page.keyboard.press("Enter")
    said(page, "the nearest to 60605")


@KINDS
def test_titles_are_text_and_never_run(kind: str, open_page: Any, town: Town) -> None:
    for path in ("events/?q=bold", f"events/{town.id_of('<script>')}/", "places/us/ia/ottumwa/", "changes/"):
        page = open_page(kind, path)
        page.get_by_role("heading", level=1).wait_for()
        assert page.evaluate("window.stolen") is None
    page = open_page(kind, "events/?q=bold")
    said(page, "1 event")
    assert "<script>window.stolen=1</script>" in page.locator(".card h3").inner_text()
    assert "<b>Bold</b>" in page.locator(".card p").inner_text()


@pytest.mark.parametrize(("kind", "scheme"), [("live", "light"), ("live", "dark"), ("copy", "light")])
def test_axe_finds_nothing_serious(kind: str, scheme: str, open_page: Any, town: Town) -> None:
    if not AXE.exists():
        if os.environ.get("CWAC_CI"):
            pytest.fail(f"{AXE} is missing: npm ci --prefix tests")
        pytest.skip("no axe-core here: npm ci --prefix tests")
    source = AXE.read_text("utf-8")
    oakland = next(town.db.events.find(city="Oakland")).id
    cancelled = next(e for e in town.db.events.find(city="Tucson") if e.status == "cancelled").id
    paths = ["", "events/?near=90401", "places/", "places/us/ca/", "subscribe/", "downloads/", "downloads/dictionary/"]
    paths += ["changes/", "sources/", "coverage/", "about/", f"events/{oakland}/", f"events/{cancelled}/"]
    if kind == "copy":
        paths = ["events/", "events/?near=90401"]  # all others have the bytes of the live ones
    page = open_page(kind, "", color_scheme=scheme, bypass_csp=True)
    root, found = page.url, []
    for path in paths:
        page.goto(root + path)
        if path.startswith("events/?"):
            page.get_by_text("the nearest to").wait_for()
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((path, violation["id"], [node["html"][:120] for node in violation["nodes"]][:3]))
    assert found == []
