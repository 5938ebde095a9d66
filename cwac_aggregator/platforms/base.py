"""What a platform is: data about one publishing system, read by a few common functions. Nothing is fetched here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from ..ids import canonical_url
from .entry import Entry, Feed, FeedKind
from .markup import Layout, Wanted, classes_of, may_stand, read_layout

Finder = Callable[[str, str], Iterable[Feed]]
"""(address of the page, its text) to the lists and feeds that the page's own script or markup names."""
TreeReader = Callable[[HtmlElement, str], Iterable[Entry]]
"""(tree, address) to entries that no layout can name, e.g. from data in a script."""


@runtime_checkable
class Platform(Protocol):
    """One publishing system. Every method is pure."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def parent(self) -> Platform | None: ...
    def native_id(self, text: str) -> str | None: ...
    def canonical(self, url: str) -> str: ...
    def entries(
        self, root: HtmlElement, url: str, wanted: Wanted | None = None, classes: Set[str] | None = None
    ) -> list[Entry]: ...
    def feeds(self, url: str, text: str) -> list[Feed]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A platform told as data.

    `generator`: how the generator meta begins, lower case. `signs`: bytes of which any one proves a page to be its work,
    where its parent, if it has one, has been proved; `data_signs` the same for feeds and JSON; `plugins`: folders of a
    WordPress plugin, lower case. `sites`: a pattern over whole addresses that are its own. `lists`: (kind, path on the
    site's root). `ids`: (kind, pattern with one group) over addresses, feed guids and iCal UIDs. `views`: query
    parameters of an item's address that tell only how it was reached. `twins`: (pattern, replacement) over addresses that
    show an item a second time. `read` and `find` take what no data can tell.
    """

    name: str
    title: str
    parent: System | None = None
    generator: tuple[str, ...] = ()
    signs: tuple[bytes, ...] = ()
    data_signs: tuple[bytes, ...] = ()
    plugins: frozenset[bytes] = frozenset()
    sites: re.Pattern[str] | None = None
    lists: tuple[tuple[FeedKind, str], ...] = ()
    ids: tuple[tuple[str, re.Pattern[str]], ...] = ()
    views: frozenset[str] = frozenset()
    twins: tuple[tuple[re.Pattern[str], str], ...] = ()
    layouts: tuple[Layout, ...] = ()
    read: TreeReader | None = None
    find: Finder | None = None

    def native_id(self, text: str) -> str | None:
        """The platform's own id in an address, a feed guid or an iCal UID, or None."""
        for kind, pattern in self.ids:
            if found := pattern.search(text):
                return f"{kind}:{found[1]}"
        return self.parent.native_id(text) if self.parent else None

    def canonical(self, url: str) -> str:
        """The one address of an item: twins and view state taken away. Other addresses only in canonical spelling."""
        return self._canonical(url, False)

    def _canonical(self, url: str, is_item: bool) -> str:
        """`is_item`: the address is known to be one item's, though nothing in it says so."""
        url = canonical_url(url)
        for pattern, replacement in self.twins:
            url = pattern.sub(replacement, url)
        if self.views and (is_item or self._is_item(url)):
            parts = urlsplit(url)
            kept = [
                pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0].lower() not in self.views
            ]
            url = urlunsplit(parts._replace(query=urlencode(kept)))
        return self.parent._canonical(url, is_item) if self.parent else canonical_url(url)

    def entries(
        self, root: HtmlElement, url: str, wanted: Wanted | None = None, classes: Set[str] | None = None
    ) -> list[Entry]:
        """What the page is about where it is one item's page; else the rows of its lists, list by list."""
        if self.read is not None and (stated := [self._settled(entry, url) for entry in self.read(root, url)]):
            return _without_repeats(stated)
        classes = classes_of(root) if classes is None else classes
        for detail in (True, False):
            found = [
                self._settled(entry, url)
                for layout in self.layouts
                if layout.detail is detail and may_stand(layout.item, classes)
                for entry in read_layout(layout, root, url, wanted, classes)
            ]
            if found:
                # Two detail layouts are two designs of one page: the fuller one comes first.
                return found[:1] if detail else _without_repeats(found)
        return self.parent.entries(root, url, wanted, classes) if self.parent else []

    def feeds(self, url: str, text: str) -> list[Feed]:
        """Where lists and feeds of the site are: what the page names, then the usual addresses."""
        found = list(self.find(url, text)) if self.find else []
        found += [Feed(root_of(url) + path, kind) for kind, path in self.lists]
        return found + (self.parent.feeds(url, text) if self.parent else [])

    def _is_item(self, url: str) -> bool:
        return any(pattern.search(url) for _, pattern in self.ids)

    def _settled(self, entry: Entry, url: str) -> Entry:
        link = self._canonical(entry.link, True) if entry.link and not entry.detail else None
        told_by = link or (url if entry.detail else None)
        native = entry.native_id or (self.native_id(told_by) if told_by else None)
        return replace(entry, link=link, native_id=native)


def root_of(url: str) -> str:
    """Scheme and host of an address, without a slash at the end."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _without_repeats(entries: list[Entry]) -> list[Entry]:
    """A month grid prints an event of three days three times, a page its mobile list besides the wide one."""
    seen: set[tuple[str, str, str, str | None]] = set()
    kept = []
    for entry in entries:
        key = (entry.title, entry.when, entry.start, entry.link)
        if key not in seen:
            seen.add(key)
            kept.append(entry)
    return kept
