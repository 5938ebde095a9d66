"""The site: pages of the events with the words they came from, served live or written as static files.

`Site` knows every page; `make_app` serves it (ASGI, read-only), `write_site` writes it for any static host.
"""

from .app import make_app
from .site import Site
from .static_site import SiteSummary, write_site

__all__ = ["Site", "SiteSummary", "make_app", "write_site"]
