"""Private and loopback addresses are refused: written out, behind a name, behind a redirect."""

from __future__ import annotations

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import FetchError
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl, fetch
from scrapers.addresses import is_public

from .local_site import NOW, Reply, Site


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "::1", "[::1]", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "not an address", ""],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f000001", "[::1]", "LOCALHOST."])
def test_every_way_to_this_machine_is_refused(site: Site, database: Database, host: str) -> None:
    port = site.url.rpartition(":")[2]
    site.page("/", "one")
    entry = SourceEntry(id="town", name="Town", kind="police", start_urls=(f"http://{host}:{port}/",))
    summary = crawl([entry], Settings(), database, clock=lambda: NOW)
    assert site.asked == []
    assert (summary.total("refused"), summary.pages) == (1, 0)
    assert [issue.code for issue in database.issues.all()] == ["refused-address"]


def test_a_name_is_judged_by_the_address_it_leads_to(site: Site) -> None:
    with pytest.raises(FetchError, match="private and loopback") as error:
        fetch(site.url.replace("127.0.0.1", "localhost"), Settings())
    assert "CWAC_ALLOW_LOOPBACK" in (error.value.hint or "")
    assert site.asked == []


def test_a_redirect_into_the_private_net_is_refused(make_site, settings: Settings, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The first server plays a public one; the guard is on, and the second address must stay untouched."""
    from scrapers import addresses

    public, private = make_site("127.0.0.2"), make_site("127.0.0.3")
    judge = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.2" or judge(address))
    public.pages["/"] = Reply(b"", 302, {"Location": private.url + "/secret"})
    private.page("/secret", "secret")
    with pytest.raises(FetchError, match="private and loopback"):
        fetch(public.url + "/", Settings())
    assert public.paths() == ["/robots.txt", "/"]
    assert private.asked == []
