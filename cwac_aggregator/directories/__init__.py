"""Directories of publishers, read into sources: one row an agency, thousands at once. Pure: nothing is fetched or stored.

    rows = read_rows(path, "agencies")          # list[Row]: what the file says, row by row
    gathered = gather(rows, taken=..., ...)     # sources, and what became of every row

dotgov      every .gov domain with its publisher (CISA's list, as get.gov offers it)
agencies    police agencies with their home pages (the Police Data Accessibility Project's list)
csv         a table of your own: columns named as the fields of an entry, see docs/sources.md
"""

from .formats import FORMATS, Format, read_rows
from .gather import Fate, Gathered, gather
from .rows import Row

__all__ = ["FORMATS", "Fate", "Format", "Gathered", "Row", "gather", "read_rows"]
