"""What the archive keeps: each state of a page once, or, if the owner wishes, nothing."""

from __future__ import annotations

import itertools
import socket
from pathlib import Path

import pytest

from crawler.layout.state import ENOUGH_WAITING
from pipelines.archive.pages import PassingPages
from pipelines.archive.records import ArchivedPage, digest
from pipelines.items import Fetch
from pipelines.store.dedupe import reads_alike, state_of
from tests.conftest import Ended, crawl_into, rows
from tests.servers import Asked, Route, Site, article, tag_site
from tests.test_lost_pages import copies, cut, whole
from tests.test_store import article as article_of

PAGES = 8


def noisy(number: int, extra: str = "") -> Route:
    """Return a page that prints another token each time it is asked for."""
    tokens = itertools.count(number * 1000)

    def answer(connection: socket.socket, asked: Asked) -> None:
        page = article(number, extra=f"{extra}<input type=hidden name=token value=t{next(tokens)}>")
        page.etag = False
        page.send(connection, asked)

    return answer


@pytest.fixture
def crawled(site: Site, tmp_path: Path) -> Path:
    site.routes = tag_site(PAGES) | {f"/opinion/{number}": noisy(number) for number in range(1, PAGES + 1)}
    again(tmp_path / "corpus.db", site)
    return tmp_path / "corpus.db"


def again(db: Path, site: Site, *options: object) -> Ended:
    ended = crawl_into(db, site.url("/tag"), "--recheck", "all", "--json", *options)
    assert ended.code == 0
    return ended


def test_bytes_that_change_while_the_text_does_not_are_kept_once(crawled: Path, site: Site) -> None:
    for _ in range(2):
        assert again(crawled, site).figures["unchanged"] == PAGES
    assert (copies(crawled), whole(crawled)) == (PAGES, PAGES)


def test_a_page_whose_text_changed_is_kept_beside_its_earlier_state(crawled: Path, site: Site) -> None:
    site.routes["/opinion/3"] = noisy(3, "<p>Correction: the hearing was held in April.</p>")
    assert again(crawled, site).figures["updated"] == 1
    again(crawled, site)
    assert (copies(crawled), whole(crawled)) == (PAGES + 1, PAGES)


def test_a_page_that_the_archive_lost_is_kept_again_whatever_its_bytes(crawled: Path, site: Site) -> None:
    cut(crawled)
    assert whole(crawled) < PAGES
    again(crawled, site)
    assert whole(crawled) == PAGES


@pytest.mark.parametrize(
    ("fields", "layout", "alike"),
    [
        ({}, "a", True),
        ({"title": "Another title"}, "a", False),
        ({"image_url": "https://example.org/other.jpg"}, "a", False),
        ({"published": None}, "a", False),
        ({}, "b", False),
        ({}, None, False),
    ],
)
def test_a_page_reads_alike_when_every_field_does_by_the_same_layout(
    fields: dict[str, str | None], layout: str | None, alike: bool
) -> None:
    old = state_of(article_of(), layout="a")
    assert reads_alike(old, article_of(**fields), layout) is alike


def test_without_an_archive_no_page_is_kept_and_the_layout_is_learnt_all_the_same(
    site: Site, tmp_path: Path
) -> None:
    site.routes = tag_site(2 * ENOUGH_WAITING)
    db = tmp_path / "corpus.db"
    again(db, site, "--archive", "none")
    assert [path.name for path in tmp_path.iterdir() if "archive" in path.name] == []
    assert rows(db, "SELECT count(*) FROM articles WHERE layout IS NOT NULL") == [(2 * ENOUGH_WAITING,)]
    assert rows(db, "SELECT count(*) FROM fetches WHERE warc_file IS NOT NULL") == [(0,)]


def test_without_an_archive_a_page_that_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(4)
    db = tmp_path / "corpus.db"
    again(db, site, "--archive", "none")
    site.requests.clear()
    assert again(db, site, "--archive", "none").figures["unchanged"] == 4
    asked = [asked.headers for asked in site.requests if asked.path.startswith("/opinion/")]
    assert all("if-none-match" in headers for headers in asked)


def test_passing_pages_are_given_back_as_they_came() -> None:
    pages = PassingPages()
    page = ArchivedPage("http://a.example/1", 200, (("Content-Type", "text/html"),), b"<p>one</p>", "2026")
    pages.write(page)
    pages.write(ArchivedPage("http://a.example/2", 200, (), b"<p>two</p>", "2026"))
    assert pages.read(Fetch(page.url, "2026", 200, sha256=digest(page.body))) == page
    assert pages.read(Fetch(page.url, "2026", 200, sha256="another")) is None
    pages.close()
