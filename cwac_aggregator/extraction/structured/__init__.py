"""What a page or a feed tells machines: JSON-LD, microdata, microformats, iCalendar, RSS, JSON, the entries of known platforms."""

from .addresses import country_code, region_code
from .candidate import Candidate, Found
from .icalendar_feed import read_ics
from .json_feed import read_json
from .jsonld import article_published, load_scripts, read_jsonld
from .links import link_id, path_of, site_of
from .microdata import read_microdata
from .microformats import read_microformats
from .platform_entries import read_entries
from .schema_org import is_event
from .status_words import says_off
from .syndication import read_syndication

__all__ = [
    "Candidate",
    "Found",
    "article_published",
    "country_code",
    "is_event",
    "link_id",
    "load_scripts",
    "path_of",
    "read_entries",
    "read_ics",
    "read_json",
    "read_jsonld",
    "read_microdata",
    "read_microformats",
    "read_syndication",
    "region_code",
    "says_off",
    "site_of",
]
