"""A page that the archive has lost is archived again when its article is asked for and has not changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.archive.records import read_page, spans
from pipelines.store.corpus import Corpus
from tests.conftest import Ended, crawl_into, rows
from tests.servers import Reply, Site, article, tag_site

PAGES = 6


@pytest.fixture
def site() -> Iterator[Site]:
    """Six articles; of one in two the server knows no mark, so that it sends the same bytes again."""
    routes = tag_site(PAGES)
    for number in range(2, PAGES + 1, 2):
        reply = routes[f"/opinion/{number}"]
        assert isinstance(reply, Reply)
        reply.etag = False
    with Site(routes) as site:
        yield site


@pytest.fixture
def crawled(site: Site, tmp_path: Path) -> Path:
    assert crawl_into(tmp_path / "corpus.db", site.url("/tag")).code == 0
    return tmp_path / "corpus.db"


def again(db: Path, site: Site, recheck: str = "all") -> Ended:
    """Crawl once more; nothing has changed."""
    ended = crawl_into(db, site.url("/tag"), "--recheck", recheck, "--json")
    assert ended.code == 0
    assert (ended.figures["new"], ended.figures["updated"]) == (0, 0)
    return ended


def whole(db: Path) -> int:
    """How many articles have their page in the archive, whole."""
    with Corpus.open(db, read_only=True) as corpus, WarcArchive.beside(db) as archive:
        ids = [article_id for ids in corpus.article_ids().values() for article_id in ids]
        return sum(any(archive.read(fetch) for fetch in corpus.archived(each)) for each in ids)


def copies(db: Path) -> int:
    """How many records of articles' pages the archive has."""
    pages = [read_page(path, span.start) for path in WarcArchive.beside(db).files() for span in spans(path)]
    return sum(page is not None and "opinion" in page.url for page in pages)


def cut(db: Path) -> None:
    """Leave half of the first article's record, and nothing of those behind it."""
    path = WarcArchive.beside(db).files()[-1]
    places = sorted(
        place for (place,) in rows(db, "SELECT warc_offset FROM fetches WHERE url LIKE '%opinion%'")
    )
    path.write_bytes(path.read_bytes()[: (places[0] + places[1]) // 2])


def flip(db: Path) -> None:
    """Damage each record in its middle."""
    path = WarcArchive.beside(db).files()[-1]
    data = bytearray(path.read_bytes())
    places = sorted(place for (place,) in rows(db, "SELECT warc_offset FROM fetches"))
    for begin, end in zip(places, [*places[1:], len(data)], strict=True):
        data[(begin + end) // 2] ^= 4
    path.write_bytes(data)


def drop(db: Path) -> None:
    """Delete the files of the archive."""
    for path in WarcArchive.beside(db).files():
        path.unlink()


@pytest.mark.parametrize("damage", [cut, flip, drop])
def test_recheck_all_heals_what_is_missing_and_does_so_once(
    crawled: Path, site: Site, damage: Callable[[Path], None]
) -> None:
    damage(crawled)
    assert whole(crawled) == 0
    again(crawled, site)
    assert whole(crawled) == PAGES
    assert rows(crawled, "SELECT count(*) FROM revisions") == [(0,)]
    if damage is drop:
        assert copies(crawled) == PAGES
    places = rows(crawled, "SELECT warc_file, warc_offset FROM fetches WHERE url LIKE '%opinion%'")
    again(crawled, site)
    assert rows(crawled, "SELECT warc_file, warc_offset FROM fetches WHERE url LIKE '%opinion%'") == places


def test_marks_are_not_sent_for_a_page_that_is_lost_and_are_sent_for_one_that_is_not(
    crawled: Path, site: Site
) -> None:
    def marked() -> set[str]:
        asked, site.requests = site.requests, []
        return {each.path for each in asked if "if-none-match" in each.headers and "opinion" in each.path}

    site.requests.clear()
    again(crawled, site)
    assert marked() == {"/opinion/1", "/opinion/3", "/opinion/5"}
    flip(crawled)
    again(crawled, site)
    assert marked() == set()
    again(crawled, site)
    assert marked() == {"/opinion/1", "/opinion/3", "/opinion/5"}


def test_articles_that_are_due_heal_where_there_is_an_archive(crawled: Path, site: Site) -> None:
    _make_due(crawled)
    flip(crawled)
    again(crawled, site, "due")
    assert whole(crawled) == PAGES


def test_where_no_archive_is_kept_an_article_that_is_due_costs_no_page(crawled: Path, site: Site) -> None:
    _make_due(crawled)
    drop(crawled)
    site.requests.clear()
    again(crawled, site, "due")
    assert "if-none-match" in site.asked("/opinion/1")[0].headers


def test_a_layout_that_is_learnt_reads_no_damaged_page(site: Site, tmp_path: Path) -> None:
    words = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(1500))
    site.routes["/opinion/1"] = article(
        1, extra="".join(f"<p>The number of its file is {word}." for word in words)
    )
    all_of_them = site.routes
    db = tmp_path / "corpus.db"
    for count in (1, 2):  # one after the other, so that the first record is not the last
        site.routes = {**all_of_them, "/tag": tag_site(count)["/tag"]}
        assert crawl_into(db, site.url("/tag"), "--recheck", "none").code == 0
    first = "SELECT body, layout FROM articles WHERE url LIKE '%/1'"
    before = rows(db, first)
    path = WarcArchive.beside(db).files()[-1]
    data = bytearray(path.read_bytes())
    ((begin,),) = rows(db, "SELECT warc_offset FROM fetches WHERE url LIKE '%/1'")
    ((end,),) = rows(db, "SELECT min(warc_offset) FROM fetches WHERE warc_offset > ?", begin)
    data[end - (end - begin) // 4] ^= 1
    path.write_bytes(data)
    site.routes = all_of_them
    assert crawl_into(db, site.url("/tag"), "--recheck", "none").code == 0
    assert rows(db, first) == before
    assert rows(db, "SELECT count(*) FROM articles WHERE layout IS NOT NULL") == [(PAGES - 1,)]


def test_the_digest_of_a_fetch_is_that_of_the_page_unpacked(crawled: Path, site: Site) -> None:
    route = site.routes["/opinion/1"]
    assert isinstance(route, Reply)
    assert isinstance(route.body, str)
    digest = hashlib.sha256(route.body.encode()).hexdigest()
    assert rows(crawled, "SELECT sha256 FROM fetches WHERE url LIKE '%opinion/1'") == [(digest,)]


def _make_due(db: Path) -> None:
    """Make all articles known, and last seen, long ago."""
    with Corpus.open(db) as corpus, corpus.atomic():
        corpus.sql.execute(
            "UPDATE articles SET first_seen = '2024-01-01T00:00:00+00:00', last_seen = first_seen"
        )
        corpus.sql.execute("UPDATE articles SET last_seen = first_seen")
