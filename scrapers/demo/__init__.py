"""A small town of replica sites on 127.0.0.1, for the demo and the end-to-end tests.

Nothing in it is real: the sites have the shape of real platforms (markup, addresses, headers), the people,
venues, streets and events are invented. See README.md in this folder.
"""

from scrapers.demo.expected import load_expected
from scrapers.demo.registry import demo_sources
from scrapers.demo.server import TODAY, DemoTown, RequestLog

__all__ = ["TODAY", "DemoTown", "RequestLog", "demo_sources", "load_expected"]
