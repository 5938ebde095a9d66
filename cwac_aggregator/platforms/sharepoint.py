"""SharePoint sites. Its list of events answers as JSON with EventDate in UTC; the views of pages differ from site to site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .base import System
from .entry import Entry
from .json_fields import inner, rows, text, texts


def _json(data: Any, _: str) -> Iterable[Entry]:
    """`_api/web/lists/.../items`, plain or in the verbose form that wraps everything in `d`."""
    listed = inner(data, "value") or inner(data, "d", "results")
    for row, item in rows(listed):
        title = texts(item.get("Title"))[0]
        if title:
            number = item.get("ID") or item.get("Id")
            yield Entry(
                title=title,
                text=text(item.get("Description")),
                where=text(item.get("Location")),
                start=texts(item.get("EventDate"))[0],
                end=texts(item.get("EndDate"))[0],
                native_id=f"event:{number}" if number else None,
                locator=f"$.value[{row}]",
            )


SHAREPOINT = System(
    name="sharepoint",
    title="SharePoint",
    generator=("microsoft sharepoint",),
    signs=(b"/_layouts/", b"_spPageContextInfo"),
    data_signs=(b"odata.metadata", b'"EventDate"'),
    sites=re.compile(r"/_layouts/|/_api/web/lists|\.sharepoint\.com/", re.IGNORECASE),
    lists=(("sitemap", "/sitemap.xml"),),
    ids=(("event", re.compile(r"/DispForm\.aspx\?(?:.*&)?ID=(\d+)", re.IGNORECASE)),),
    views=frozenset(("source", "isdlg", "contenttypeid", "initialtabid", "visibilitycontext")),
    read_json=_json,
)
