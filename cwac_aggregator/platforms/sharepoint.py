"""SharePoint sites. Its list of events answers as JSON with EventDate in UTC; the views of pages differ from site to site."""

from __future__ import annotations

import re

from .base import System

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
)
