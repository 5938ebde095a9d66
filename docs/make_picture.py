"""Draw docs/images/demo.svg from what `cwac demo` really prints. Run from the root of a clone: `make picture`."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 122


def main() -> None:
    """Run the demo in a folder of its own and draw its table."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).with_name("cwac")
        done = subprocess.run(  # noqa: S603 - our own program
            [program, "demo"], cwd=folder, capture_output=True, text=True, check=True
        )
    rows = [re.sub(r"\s+e[0-9a-f]{20}$|\s+id\s*$", "", line).rstrip() for line in done.stdout.splitlines()]
    steps = [line for line in done.stderr.splitlines() if line.startswith(("Crawl", "Read", "Events", "Exported"))]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print(Text("$ make demo", style="bold"))
    for line in steps:
        console.print(Text(line, style="dim"), no_wrap=True, crop=True)
    for number, line in enumerate(rows):
        style = (
            "bold"
            if number == 0
            else "red"
            if "cancelled" in line
            else "yellow"
            if re.search("review|postponed", line)
            else ""
        )
        console.print(Text(line, style=style), no_wrap=True, crop=True)
    svg = console.export_svg(title="cwac demo")
    # The picture must not make a reader's browser ask another site for fonts.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace(
        "Fira Code", "ui-monospace, Menlo, Consolas"
    )
    Path("docs/images/demo.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
