"""Take the pictures of the site in docs/images, of an invented country: `python -m tests.web.screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database

from . import invented
from .conftest import CHROMIUM, FLAGS, serving

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDE = {"width": 1100, "height": 800}
PHONE = {"width": 390, "height": 800}


def main() -> None:
    """Fill a database, serve it, and look at it."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        settings = invented.settings(Path(folder))
        with Database.open(settings.database_url) as db:
            invented.fill(db)
            pipeline.export(db, settings.exports_dir, settings, force=True)
            moved = next(event for event in db.events.find(city="Oakland") if event.previous_start)
            shots = (
                ("site-home", "", WIDE, "light"),
                ("site-events", "events/", WIDE, "light"),
                ("site-event", f"events/{moved.id}/", WIDE, "light"),
                ("site-near-phone", "events/?near=90401&within=250#results", PHONE, "dark"),
                ("site-coverage", "coverage/", WIDE, "dark"),
            )
            with serving(db, settings) as root, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
                for name, path, size, scheme in shots:
                    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                    page.goto(root + path)
                    page.wait_for_timeout(300)  # until it stands where the address says
                    page.screenshot(path=IMAGES / f"{name}.png")
                    page.close()
                browser.close()


if __name__ == "__main__":
    main()
