"""A file that the first version made, with its archive, goes on as if it had been made today.

`corpus-of-first-version.zip` has two tags that are followed, one of them with a target for news, eight
articles, an edit and the archived pages. Its site stood at an address of the loopback network that nothing
else uses; the tests serve it there again, out of its own archive.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines.archive.pages import WarcArchive
from pipelines.archive.records import ArchivedPage, read_page, spans
from pipelines.items import Fetch
from pipelines.store.corpus import Corpus
from tests.conftest import crawl_into, rows
from tests.servers import Reply, Site, article, card

PACKED = Path(__file__).parent / "corpus-of-first-version.zip"
HOST, PORT = "127.113.7.9", 8113
MOST_BYTES = 100_000
STATE = "SELECT url, title, author, published, body, first_seen FROM articles ORDER BY url"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The file, as the first version left it."""
    with zipfile.ZipFile(PACKED) as packed:
        packed.extractall(tmp_path)
    return tmp_path / "old.db"


def pages(db: Path) -> list[ArchivedPage]:
    """All pages of its archive, the oldest first."""
    files = sorted((db.parent / "old-archive").glob("pages-*.warc.gz"))
    found = [read_page(path, span.start) for path in files for span in spans(path)]
    return [page for page in found if page]


@pytest.fixture
def site(db: Path) -> Iterator[Site]:
    """The site of the file, where it stood; there is one more article since."""
    try:
        served = Site({}, HOST, PORT)
    except OSError:
        pytest.skip(f"this machine has no loopback address {HOST}")
    with served:
        for page in pages(db):
            served.routes[page.url.removeprefix(served.url(""))] = Reply(page.body)
        first = served.routes["/tag"]
        assert isinstance(first, Reply)
        assert isinstance(first.body, bytes)
        first.body = first.body.replace(b"<h1>hearings</h1>", f"<h1>hearings</h1>{card(9)}".encode())
        served.routes["/opinion/9"] = article(9)
        yield served


def unread(db: Path) -> list[str]:
    """The addresses of the pages that the file names and its archive does not give."""
    with Corpus.open(db, read_only=True) as corpus, WarcArchive.beside(db) as archive:
        columns = "url, fetched_at, status, etag, last_modified, sha256, warc_file, warc_offset"
        fetches = [Fetch(*row) for row in corpus.sql.execute(f"SELECT {columns} FROM fetches").fetchall()]
        return [fetch.url for fetch in fetches if fetch.warc_file and archive.read(fetch) is None]


def test_the_file_is_small_and_of_the_first_version(db: Path) -> None:
    assert PACKED.stat().st_size <= MOST_BYTES
    assert rows(db, "SELECT name FROM _sqlite_migrations") == [("0001_first_tables",)]
    assert [path.name for path in (db.parent / "old-archive").iterdir()] == ["pages-00001.warc.gz"]


def test_it_opens_with_all_it_has(db: Path) -> None:
    before, news = rows(db, STATE), rows(db, "SELECT kind, article_id FROM news ORDER BY id")
    with Corpus.open(db):
        pass
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, STATE) == before
    assert len(before) == 8
    assert rows(db, "SELECT kind, article_id FROM news ORDER BY id") == news
    assert rows(db, "SELECT title, kind FROM revisions") == [("Opinion 5 on a hearing cut short", "article")]
    assert unread(db) == []


def test_its_subscriptions_are_kept(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = "SELECT url, every_s, followed_at, last_run, walked_at FROM tags ORDER BY id"
    before = rows(db, query)
    assert main(["tags", "--db", str(db), "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert [(url.partition(str(PORT))[2], every_s) for url, every_s, *_ in before] == [
        ("/tag", 6 * 3600),
        ("/tag/short", 7 * 24 * 3600),
    ]
    assert rows(db, query) == before
    targets = [json.loads(told) for (told,) in rows(db, "SELECT notify FROM tags ORDER BY id")]
    assert list(map(len, targets)) == [1, 0]


def test_its_pages_are_read_again_without_a_request(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reextract", "--db", str(db), "--dry-run"]) == 0
    assert "no archived page" not in capsys.readouterr().err


def test_it_is_crawled_on_into_the_same_archive(db: Path, site: Site) -> None:
    before = {row[0]: row for row in rows(db, STATE)}
    ended = crawl_into(db, site.url("/tag"), "--recheck", "all", "--json")
    assert (ended.code, ended.figures["new"], ended.figures["updated"]) == (0, 1, 0)
    after = {row[0]: row for row in rows(db, STATE)}
    assert {url: after[url] for url in before} == before
    assert set(after) - set(before) == {site.url("/opinion/9")}
    assert [path.name for path in db.parent.glob("*-archive")] == ["old-archive"]
    assert unread(db) == []
    assert rows(db, "SELECT every_s FROM tags ORDER BY id") == [(6 * 3600,), (7 * 24 * 3600,)]
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]


def test_an_article_of_it_is_taken_down(db: Path, site: Site) -> None:
    assert main(["forget", site.url("/opinion/5"), "--db", str(db)]) == 0
    assert b"Opinion 5 on" not in b"".join(page.body for page in pages(db))
    assert len({page.url for page in pages(db) if "/opinion/" in page.url}) == 7
    assert unread(db) == []
