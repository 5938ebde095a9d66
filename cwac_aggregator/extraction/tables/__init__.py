"""Tables, and what is set like them: cells in their columns, and what each column of events holds."""

from .cells import Columns, cells_of_line, label_of_cell, with_bars, without_label
from .columns import said_off, town_of
from .grids import looks_like_heads, rows_of_grid
from .others import tables_of_others
from .reading import arrange

__all__ = [
    "Columns",
    "arrange",
    "cells_of_line",
    "label_of_cell",
    "looks_like_heads",
    "rows_of_grid",
    "said_off",
    "tables_of_others",
    "town_of",
    "with_bars",
    "without_label",
]
