"""How often a platform is told from a page's bytes alone, and what its markup reader finds: over a folder of saved pages.

    python -m benchmarks.probe FOLDER [--entries]

FOLDER holds saved pages and INDEX.tsv (columns `file` and `platform`). File names and addresses are not shown to the
recogniser. The pages themselves are never part of this repository.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

from lxml import html

from cwac_aggregator.platforms import entries, recognise

EXPECTED = {
    "municode-drupal7": {"municode"},
    "the-events-calendar-rest": {"the-events-calendar"},
    "squarespace7": {"squarespace-7"},
    "sitefinity-microdata": {"sitefinity"},
    "joomla": {"joomla", "jevents"},
    "wp-event-manager": {"wordpress"},
    "granicus-old": {"vision"},
}
"""Labels of the index whose platforms have another name here. An agenda portal among them counts as an error."""
UNKNOWN = {"commonspot", "dnn", "district-page", "finalsite", "umbraco"}
ROUNDS = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", action="store_true", help="print what the markup readers find")
    arguments = parser.parse_args()
    right, total, wrong = Counter(), Counter(), []
    bodies = []
    with (arguments.folder / "INDEX.tsv").open(encoding="utf-8") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["file"].endswith(".html")]
    for row in rows:
        body = (arguments.folder / row["file"]).read_bytes()
        bodies.append(body)
        label = row["platform"]
        found = recognise(body)
        name = found.name if found else "unknown"
        expected = {"unknown"} if label in UNKNOWN else EXPECTED.get(label, {label})
        total[label in UNKNOWN] += 1
        if name in expected:
            right[label in UNKNOWN] += 1
        else:
            wrong.append(f"{row['file']}: {name}")
        if arguments.entries:
            _print_entries(row["file"], body, found)
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for body in bodies:
            recognise(body)
    spent = (time.perf_counter() - started) / ROUNDS / len(bodies)
    print(f"known: {right[False]} of {total[False]} ({right[False] / total[False]:.1%})")
    print(f"unknown: {right[True]} of {total[True]}")
    print(f"time: {spent * 1000:.3f} ms a page of {sum(map(len, bodies)) / len(bodies) / 1024:.0f} KB")
    for line in wrong:
        print("wrong:", line)
    return 0


def _print_entries(file, body, platform) -> None:
    started = time.perf_counter()
    root = html.fromstring(body)
    parsed = time.perf_counter()
    found = entries(root, "https://www.example.org/page", platform)
    done = time.perf_counter()
    print(
        f"== {file} {platform.name if platform else None}: {len(found)} (parse {(parsed - started) * 1e3:.0f} ms, read {(done - parsed) * 1e3:.0f} ms)"
    )
    for entry in found[:2]:
        print(
            "  ",
            {name: value for name in entry.__slots__ if (value := getattr(entry, name)) and name != "locator"}
            if not entry.text
            else {
                name: (value[:80] if isinstance(value, str) else value)
                for name in entry.__slots__
                if (value := getattr(entry, name)) and name != "locator"
            },
        )


if __name__ == "__main__":
    sys.exit(main())
