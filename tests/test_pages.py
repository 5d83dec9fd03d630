"""Archived pages are taken out as they came, whole or not at all, with what it takes to vouch for them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import __version__
from crawler.cli import main
from pipelines.archive.pages import WarcArchive
from pipelines.items import Card, Fetch
from pipelines.store.corpus import Corpus
from tests.conftest import crawl_into, rows
from tests.servers import Site, tag_site
from tests.test_store import EVENING, MORNING, NOON, TAG, listing, reading

ONE, TWO, THREE, FOUR = (f"https://example.org/{name}" for name in ("one", "two", "three", "four"))
EARLY, LATE = b"<p>One, as it was at first", "<p>Адзін, як ён быў потым".encode()
PACKED = b"<p>Two" * 500


def keep(
    corpus: Corpus, archive: WarcArchive, url: str, page: bytes, at: str, *, packed: bool = False
) -> None:
    """Archive a page as a crawl does."""
    headers = [("Content-Type", "text/html; charset=utf-8")]
    sent, headers = (
        (gzip.compress(page), [*headers, ("Content-Encoding", "gzip")]) if packed else (page, headers)
    )
    place = archive.write(url, 200, headers, sent, at)
    corpus.save_fetch(Fetch(url, at, 200, None, None, hashlib.sha256(page).hexdigest(), *place))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Four articles: of one there are two pages, one came packed, one is damaged, one was never archived."""
    path = tmp_path / "corpus.db"
    with Corpus.open(path) as corpus, WarcArchive.beside(path) as archive:
        corpus.save_listing(listing(Card(ONE, "One")))
        for url in (ONE, TWO, THREE, FOUR):
            corpus.save_article(reading(url, title=url, body=f"The text of {url} " * 20))
        keep(corpus, archive, ONE, EARLY, MORNING)
        keep(corpus, archive, TWO, PACKED, MORNING, packed=True)
        keep(corpus, archive, ONE, LATE, NOON)
        keep(corpus, archive, THREE, b"<p>Three" * 50, EVENING)
        file = archive.files()[0]
    file.write_bytes(file.read_bytes()[:-20])
    return path


def show(db: Path, number: int, *options: str) -> int:
    return main(["show", str(number), "--db", str(db), *options])


def export(db: Path, *options: str) -> int:
    return main(["export", "--format", "warc", "--db", str(db), *options])


def responses(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """The address, date and unpacked body of each page; the file's own digests are compared."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                header = record.rec_headers.get_header
                yield header("WARC-Target-URI"), header("WARC-Date"), record.content_stream().read()


# ----------------------------------------------------------------- one page


@pytest.mark.parametrize(("number", "page", "at"), [(1, LATE, NOON), (2, PACKED, MORNING)])
def test_a_page_is_written_as_it_came_with_its_digest_and_date(
    db: Path, tmp_path: Path, number: int, page: bytes, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "page.html"
    assert show(db, number, "--page", str(output), "--json") == 0
    assert output.read_bytes() == page
    assert json.loads(capsys.readouterr().out) == {
        "url": [ONE, TWO][number - 1],
        "fetched_at": at,
        "content_type": "text/html; charset=utf-8",
        "bytes": len(page),
        "sha256": hashlib.sha256(page).hexdigest(),
    }


def test_what_is_said_of_a_page_is_for_reading_too(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(db, 1, "--page", str(tmp_path / "page.html")) == 0
    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert said["sha256"] == hashlib.sha256(LATE).hexdigest()
    assert said["fetched_at"] == NOON


def test_a_page_on_standard_output_is_not_mixed_with_words(
    db: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert show(db, 1, "--page", "-") == 0
    out, err = capfdbinary.readouterr()
    assert out == LATE
    assert hashlib.sha256(LATE).hexdigest().encode() in err


@pytest.mark.parametrize("number", [3, 4], ids=["damaged", "never archived"])
def test_a_page_that_is_not_there_whole_is_not_written(
    db: Path, tmp_path: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "page.html"
    output.write_text("the last good one")
    assert show(db, number, "--page", str(output)) == 1
    assert "--recheck all` fetches it again" in capsys.readouterr().err
    assert output.read_text() == "the last good one"


def test_a_page_never_replaces_the_corpus(db: Path) -> None:
    before = db.read_bytes()
    assert show(db, 1, "--page", str(db)) == 2
    assert db.read_bytes() == before


# ---------------------------------------------------------------- all pages


def test_an_export_of_pages_has_every_state_that_is_whole_and_tells_what_is_missing(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "pages.warc.gz"
    assert export(db, "-o", str(output)) == 3
    assert f"3 pages in {output}; 2 more are not in the archive" in capsys.readouterr().err
    assert sorted(responses(output)) == [
        (ONE, MORNING.replace("+00:00", "Z"), EARLY),
        (ONE, NOON.replace("+00:00", "Z"), LATE),
        (TWO, MORNING.replace("+00:00", "Z"), PACKED),
    ]


def test_an_export_of_a_tag_s_pages_has_no_others(db: Path, tmp_path: Path) -> None:
    output = tmp_path / "pages.warc.gz"
    assert export(db, "-o", str(output), "--tag", TAG) == 0
    assert [url for url, _, _ in responses(output)] == [ONE, ONE]


def test_the_records_are_those_of_the_archive_byte_for_byte(db: Path, tmp_path: Path) -> None:
    output = tmp_path / "pages.warc.gz"
    export(db, "-o", str(output))
    archived, exported = WarcArchive.beside(db).files()[0].read_bytes(), output.read_bytes()
    places = [place for (place,) in rows(db, "SELECT warc_offset FROM fetches ORDER BY warc_offset")]
    for begin, end in pairwise(places):
        assert archived[begin:end] in exported


def test_without_an_archive_the_export_is_a_valid_file_without_pages(db: Path, tmp_path: Path) -> None:
    for path in WarcArchive.beside(db).files():
        path.unlink()
    output = tmp_path / "pages.warc.gz"
    assert export(db, "-o", str(output)) == 3
    assert list(responses(output)) == []
    assert b"WARC-Type: warcinfo" in gzip.decompress(output.read_bytes())


def test_pages_never_replace_the_archive(db: Path) -> None:
    path = WarcArchive.beside(db).files()[0]
    before = path.read_bytes()
    assert export(db, "-o", str(path)) == 2
    assert path.read_bytes() == before


# --------------------------------------------------------------- a real crawl


def test_a_crawl_s_pages_can_be_taken_out_and_its_version_is_kept(site: Site, tmp_path: Path) -> None:
    site.routes = dict[str, Any](tag_site(4))
    db, output = tmp_path / "corpus.db", tmp_path / "pages.warc.gz"
    assert crawl_into(db, site.url("/tag")).code == 0
    assert export(db, "-o", str(output)) == 0
    served = {site.url(path): route.body.encode() for path, route in site.routes.items() if "opinion" in path}
    assert {url: body for url, _, body in responses(output)} == served
    assert rows(db, "SELECT version FROM crawls") == [(__version__,)]
