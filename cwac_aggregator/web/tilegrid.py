"""Where each US state stands in a grid of tiles, and the shade of a tile."""

from __future__ import annotations

TILES: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(
        (
            "AK .. .. .. .. .. .. .. .. .. ME",
            ".. .. .. .. .. .. .. .. .. VT NH",
            "WA ID MT ND MN IL WI MI NY RI MA",
            "OR NV WY SD IA IN OH PA NJ CT ..",
            "CA UT CO NE MO KY WV VA MD DE ..",
            ".. AZ NM KS AR TN NC SC DC .. ..",
            ".. .. .. OK LA MS AL GA .. .. ..",
            "HI .. .. TX .. .. .. .. FL .. PR",
        )
    )
    for column, code in enumerate(line.split())
    if code != ".."
}
"""(column, row) of each state."""


def shade(share: float | None) -> int:
    """The shade of a tile, 0 (nothing known) to 5 (all)."""
    if share is None:
        return 0
    return 1 + min(4, int(share * 4 + 0.9999)) if share > 0 else 1
