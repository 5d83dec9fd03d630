"""Pages that must not be fetched, read to the end or stored: each is a failure, and no more.

One crawl meets all of them, on one listing, among good cards.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.download.middlewares import Redirects
from pipelines.archive.pages import WarcArchive
from pipelines.errors import Refused
from pipelines.store.corpus import Corpus
from tests import servers
from tests.conftest import Ended, crawl_into, scrapy_crawl
from tests.servers import Reply, Site, article, card, listing, redirect

GOOD = (1, 2, 3, 4)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def packed(number: int, cut: int = 0) -> Reply:
    """Return an article's page as gzip, with so many bytes missing at its end."""
    body = gzip.compress(str(article(number).body).encode())
    return Reply(body[: len(body) - cut], headers={"Content-Encoding": "gzip"})


# name of the bad page: (its route, where such a thing is seen, words of the error)
BAD: dict[str, tuple[servers.Route, str, str]] = {
    "bomb": (servers.bomb(64), "a gzip bomb of a few kilobytes", "unpacks to more"),
    "endless": (servers.endless, "a CGI that loops", "more than the"),
    "declared": (Reply(headers={"Content-Length": "900000000"}), "a disk image", "900,000,000 bytes"),
    "cut": (packed(51, cut=60), "a proxy that gave up", "cut short"),
    "unknown-packing": (Reply(b"x", headers={"Content-Encoding": "br"}), "a file packed on disk", "'br'"),
    "reset": (servers.reset, "an overloaded server", "connection broke"),
    "garbage": (servers.garbage, "another service on the port", "not HTTP"),
    "picture": (Reply(PNG, content_type="image/png"), "a card that links its image", "image/png"),
    "lying-picture": (Reply(PNG), "an image served as HTML", "a file, not"),
    "syndicated": (Reply("<?xml version='1.0'?><rss></rss>", content_type="text/xml"), "a feed", "feed"),
    "json": (Reply('{"a": 1}', content_type="application/json"), "an API", "application/json"),
    "empty": (Reply(""), "PHP that died", "empty"),
    "gone": (Reply("<h1>Gone</h1>", 410), "a withdrawn statement", "410"),
    "forbidden": (Reply("<h1>No</h1>", 403), "members only", "403"),
    "wall": (Reply("<html><h1>We value your privacy</h1></html>"), "a consent wall", "listing"),
    "to-file": (redirect("file:///etc/passwd"), "an attack", "not http or https"),
    "to-metadata": (redirect("http://169.254.169.254/latest/"), "an attack on a cloud", "internal"),
    "to-decimal": (redirect("http://2130706433/"), "an attack that hides", "internal"),
    "to-name": (redirect("http://localhost:1/"), "a template never configured", "local network"),
    "in-circles": (redirect("/bad/in-circles"), "a cookie test", "circle"),
    "for-ever": (redirect("/hop/0"), "a session in the path", "more than 10 redirects"),
    "home": (redirect("/"), "an article that was dropped", "back to a list"),
    "listing": (redirect("/tag"), "an article that was dropped", "back to a list"),
    "unchanged": (Reply("", 304), "a cache that mixes up its visitors", "304"),
    "refresh": (Reply("<meta http-equiv=refresh content='0; url=ftp://a.org/'>"), "an alias", "not http"),
}  # fmt: skip

# a href as it stands in a card: nothing may be asked for, and no neighbour may be lost
BROKEN = (
    "file:///etc/passwd",
    "ftp://example.org/a",
    "javascript:void(0)",
    "data:text/html,<h1>x</h1>",
    "http://[broken",
    "http://10.0.0.1/admin",
    "//[::1]/admin",
    "http://exa mple.org:99999/",
    "mailto:desk@example.org",
    "http://0177.0.0.1:8080/octal",
)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ended, Site, Site]]:
    """One crawl over all of it; beside it a site that must not be asked, another port of the same host."""
    with Site() as site, Site({"/x": article(90)}) as other:
        cards = [card(number) for number in GOOD]
        cards += [card(50 + index, f"/bad/{name}") for index, name in enumerate(BAD)]
        cards += [card(100 + index, href) for index, href in enumerate(BROKEN)]
        cards.append(card(90, "/bad/to-port"))
        cards.append(card(91, other.url("/x")))
        cards.append(card(5))
        site.routes |= {f"/opinion/{number}": article(number) for number in (*GOOD, 5)}
        site.routes |= {f"/bad/{name}": route for name, (route, _, _) in BAD.items()}
        site.routes |= {f"/hop/{number}": redirect(f"/hop/{number + 1}") for number in range(40)}
        site.routes["/bad/to-port"] = redirect(other.url("/x"))
        site.routes["/"] = site.routes["/tag"] = listing("".join(cards))
        db: Path = tmp_path_factory.mktemp("refusals") / "corpus.db"
        yield crawl_into(db, site.url("/tag"), "--json"), site, other


def test_good_cards_among_bad_ones_are_all_stored(ended: tuple[Ended, Site, Site]) -> None:
    assert ended[0].titles() == {f"Opinion {number} on a hearing cut short" for number in (*GOOD, 5)}


def test_a_crawl_of_mostly_bad_pages_raises_an_alarm(ended: tuple[Ended, Site, Site]) -> None:
    """Some that failed would be code 3."""
    assert ended[0].code == 4
    assert [alarm["key"] for alarm in ended[0].figures["alarms"]] == ["strange pages"]


@pytest.mark.parametrize("name", BAD)
def test_bad_page_is_a_failure_with_its_reason(ended: tuple[Ended, Site, Site], name: str) -> None:
    assert BAD[name][2] in ended[0].failures()[f"bad/{name}"][1]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "mailto:desk@a.example", "about:blank"])
def test_a_redirect_to_no_page_is_told_in_words(target: str) -> None:
    request = Request("http://desk.example/n/1")
    response = Response(request.url, status=302, headers={"Location": target})
    with pytest.raises(Refused, match="which is no address of a page"):
        Redirects().process_response(request, response)


def test_another_port_of_the_typed_host_is_never_asked(ended: tuple[Ended, Site, Site]) -> None:
    assert ended[2].requests == []


def test_every_failed_page_is_counted(ended: tuple[Ended, Site, Site]) -> None:
    assert ended[0].figures["failed"] == len(ended[0].rows("SELECT url FROM failures"))


def test_a_page_that_drips_for_ever_is_left(site: Site, tmp_path: Path) -> None:
    site.routes = {"/tag": listing(card(1, "/drip") + card(2) + card(3)), "/drip": servers.drip}
    site.routes |= {"/opinion/2": article(2), "/opinion/3": article(3)}
    settings = {"DOWNLOAD_TIMEOUT": 1.5}
    ended = scrapy_crawl(site.url("/tag"), tmp_path / "corpus.db", settings)
    assert "within 1.5 s" in ended.failures()["drip"][1]
    assert len(ended.titles()) == 2


def test_a_server_that_says_nothing_is_left(site: Site, tmp_path: Path) -> None:
    site.routes = {"/tag": listing(card(1, "/silent") + card(2) + card(3)), "/silent": servers.silent}
    site.routes |= {"/opinion/2": article(2), "/opinion/3": article(3)}
    settings = {"READMORE_IDLE_TIMEOUT_S": 0.5}
    ended = scrapy_crawl(site.url("/tag"), tmp_path / "corpus.db", settings)
    assert "said nothing for 0.5 s" in ended.failures()["silent"][1]
    assert len(ended.titles()) == 2


# a page that is well, sent in a way that is not quite
ODD: dict[str, tuple[Reply, str]] = {
    "packed-in-silence": (Reply(packed(1).body), "a file packed on disk"),
    "named-br": (Reply(article(1).body, headers={"Content-Encoding": "br"}), "a proxy that unpacks"),
    "203": (Reply(article(1).body, 203), "a proxy that rewrites pages"),
}


@pytest.mark.parametrize("name", ODD)
def test_page_sent_oddly_is_read_now_and_from_the_archive(site: Site, tmp_path: Path, name: str) -> None:
    site.routes = {"/tag": listing(card(1)), "/opinion/1": ODD[name][0]}
    ended = crawl_into(tmp_path / "corpus.db", site.url("/tag"))
    assert (ended.code, ended.titles()) == (0, {"Opinion 1 on a hearing cut short"})
    with Corpus.open(ended.db, read_only=True) as corpus:
        page = WarcArchive.beside(ended.db).read(corpus.archived(1)[0])
    assert page is not None
    assert page.body == str(article(1).body).encode()
