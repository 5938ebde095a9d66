"""How often a platform is told from a page's bytes alone, how fast, and what its markup reader finds.

    python -m benchmarks.probe [FOLDER] [--entries]

FOLDER holds saved pages and INDEX.tsv (columns `file` and `platform`); file names and addresses are not shown to the
recogniser. Without it the pages of the tests are taken. Pages of real sites are never part of this repository.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import lxml.html
import yaml

from benchmarks.timing import best_of
from cwac_aggregator.platforms import Entry, entries, recognise

FIXTURES = Path(__file__).parent.parent / "tests" / "platforms" / "fixtures"
NAMES = {
    "municode-drupal7": {"municode"},
    "the-events-calendar-rest": {"the-events-calendar"},
    "squarespace7": {"squarespace-7"},
    "sitefinity-microdata": {"sitefinity"},
    "joomla": {"joomla", "jevents"},
    "wp-event-manager": {"wordpress"},
    "granicus-old": {"vision"},
}
"""Labels of the index whose platforms have another name here. An agenda portal among the last counts as an error."""
UNKNOWN = {"commonspot", "dnn", "district-page", "finalsite", "umbraco", "None"}
FLOOR = 0.95

Page = tuple[str, str, bytes]
"""File, label, body."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--entries", action="store_true", help="print what the markup readers find")
    arguments = parser.parse_args()
    pages = labelled(arguments.folder) if arguments.folder else fixtures()
    right: dict[bool, int] = {True: 0, False: 0}
    wrong = []
    for file, label, body in pages:
        found = recognise(body)
        name = found.name if found else "unknown"
        if name in ({"unknown"} if label in UNKNOWN else NAMES.get(label, {label})):
            right[label not in UNKNOWN] += 1
        else:
            wrong.append(f"{file}: {name}")
        if arguments.entries:
            show(file, body)
    known = [body for _, label, body in pages if label not in UNKNOWN]
    unknown = [body for _, label, body in pages if label in UNKNOWN]
    print(f"platforms of ours: {right[True]} of {len(known)} ({right[True] / len(known):.1%})")
    print(f"other systems: {right[False]} of {len(unknown)} called unknown")
    for name, bodies in (("ours", known), ("other", unknown)):
        spent = best_of(lambda bodies=bodies: [recognise(body) for body in bodies], runs=9) / len(bodies)
        print(f"{name}: {spent * 1000:.3f} ms a page of {sum(map(len, bodies)) / len(bodies) / 1024:.0f} KB")
    for line in wrong:
        print("wrong:", line)
    return 0 if right[True] >= FLOOR * len(known) and right[False] == len(unknown) else 1


def labelled(folder: Path) -> list[Page]:
    """The HTML pages of a folder with the labels of its INDEX.tsv."""
    with (folder / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["file"].endswith(".html")]
    return [(row["file"], row["platform"], (folder / row["file"]).read_bytes()) for row in rows]


def fixtures() -> list[Page]:
    """The pages of the tests with the platform of their expected answers."""
    return [
        (page.name, str(yaml.safe_load(page.with_suffix(".yml").read_text("utf-8"))["platform"]), page.read_bytes())
        for page in sorted(FIXTURES.glob("*.html"))
    ]


def show(file: str, body: bytes) -> None:
    """Print how many entries a page holds, and the first two."""
    platform = recognise(body)
    found = entries(lxml.html.document_fromstring(body), "https://www.example.org/page", platform)
    print(f"== {file} {platform.name if platform else None}: {len(found)}")
    for entry in found[:2]:
        print("  ", {name: str(value)[:80] for name in Entry.__slots__ if (value := getattr(entry, name))})


if __name__ == "__main__":
    sys.exit(main())
