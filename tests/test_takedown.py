"""A takedown leaves no trace and is not undone by a later crawl."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.archive import WarcArchive
from pipelines.corpus import Corpus
from pipelines.items import Card, Fetch, PageFailed
from pipelines.takedown import forget
from tests.test_store import EVENING, LATER, MORNING, NOON, TAG, listing, reading, rows

SECRET, LINK, OTHER = (
    "Xyzzyplugh",
    "https://example.org/2026/xyzzyplugh-statement",
    "https://example.org/2026/other",
)
TEXT = f"{SECRET} was named here. " + "The committee asked for news. " * 20


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[WarcArchive]:
    with WarcArchive.beside(tmp_path / "corpus.db") as archive:
        yield archive


@pytest.fixture
def corpus(tmp_path: Path, archive: WarcArchive) -> Iterator[Corpus]:
    """Two articles with their pages, a listing that shows both, an edit, a failure and a duplicate."""
    with Corpus.open(tmp_path / "corpus.db") as corpus:
        corpus.save_listing(listing(Card(LINK, f"{SECRET} free"), Card(OTHER, "Other")))
        page(corpus, archive, TAG, f"<a href='{LINK}'>{SECRET}</a><a href='{OTHER}'>Other</a>", MORNING)
        page(corpus, archive, TAG + "?page=2", "<a href='/2026/more'>More</a>", MORNING)
        archive.write(
            TAG, 200, [], f"<a href='{LINK}'>{SECRET}</a>".encode(), NOON
        )  # a run killed before its row
        page(corpus, archive, OTHER, "<p>Another text.</p>", NOON)
        page(corpus, archive, LINK, f"<p>{TEXT}</p>", NOON)
        corpus.save_article(reading(LINK, title=f"{SECRET} free", body=TEXT, authors=[SECRET]))
        corpus.save_article(reading(OTHER, title="Other", body="Another text."))
        corpus.save_article(
            reading(LINK, title=f"{SECRET} free", body=TEXT + SECRET, authors=[SECRET], at=EVENING)
        )
        corpus.save_article(
            reading(LINK + "/copy", title=f"{SECRET} free", body=TEXT + SECRET, authors=[SECRET])
        )
        corpus.save_failure(PageFailed(LINK, "fetch", "no answer", NOON))
        yield corpus


def page(corpus: Corpus, archive: WarcArchive, url: str, html: str, at: str) -> None:
    name, offset = archive.write(url, 200, [("Content-Type", "text/html")], html.encode(), at)
    corpus.save_fetch(
        Fetch(
            url, at, 200, sha256=hashlib.sha256(html.encode()).hexdigest(), warc_file=name, warc_offset=offset
        )
    )


def test_a_takedown_removes_records_revisions_duplicates_and_pages(
    corpus: Corpus, archive: WarcArchive
) -> None:
    removed = forget(corpus, archive, LINK, LATER)
    assert (removed.articles, removed.addresses, removed.pages) == (2, 2, 2)
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    for table in ("revisions", "failures"):
        assert rows(corpus, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(corpus, "SELECT link FROM sightings") == [(OTHER,)]
    assert rows(corpus, "SELECT name FROM authors ORDER BY id") == [("Ada B",), ("Cyril D",)]


def test_no_byte_of_it_is_left_in_the_file_or_the_archive(
    corpus: Corpus, archive: WarcArchive, tmp_path: Path
) -> None:
    forget(corpus, archive, LINK, LATER)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("corpus.db*"))
    assert SECRET.encode() not in kept
    assert kept.lower().count(SECRET.lower().encode()) == kept.count(
        b"xyzzyplugh-statement"
    )  # the address kept out
    assert all(SECRET.encode() not in gzip.decompress(path.read_bytes()) for path in archive.files())


def test_the_pages_of_others_are_still_found(corpus: Corpus, archive: WarcArchive) -> None:
    forget(corpus, archive, LINK, LATER)
    (other,) = rows(corpus, "SELECT id FROM articles")[0]
    pages = [archive.read(fetch) for fetch in corpus.archived(other)]
    assert [found.body for found in pages if found] == [b"<p>Another text.</p>"]
    assert rows(corpus, "SELECT url FROM fetches WHERE warc_file IS NOT NULL ORDER BY id") == [
        (TAG + "?page=2",),
        (OTHER,),
    ]


@pytest.mark.parametrize(
    "link", [LINK, LINK + "/", LINK + "/copy", "http://www.example.org/2026/xyzzyplugh-statement"]
)
def test_a_forgotten_article_does_not_come_back(corpus: Corpus, archive: WarcArchive, link: str) -> None:
    forget(corpus, archive, LINK, LATER)
    assert corpus.save_listing(listing(Card(link, "Free"))) == []
    assert corpus.pending(TAG) == []
    corpus.save_article(reading("https://example.org/short", url=link, body=TEXT))
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    assert corpus.is_forgotten("https://example.org/short")


def test_an_address_that_was_never_seen_is_kept_out_all_the_same(
    corpus: Corpus, archive: WarcArchive
) -> None:
    assert forget(corpus, archive, "https://example.org/never", LATER).articles == 0
    assert corpus.save_listing(listing(Card("https://example.org/never"))) == []
    assert rows(corpus, "SELECT count(*) FROM articles") == [(3,)]


def test_a_takedown_broken_off_before_the_records_went_is_completed_by_the_next(
    corpus: Corpus, archive: WarcArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.takedown._delete_article", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forget(corpus, archive, LINK, LATER)
    assert rows(corpus, "SELECT count(*) FROM articles") == [(3,)]
    forget(corpus, archive, LINK, LATER)
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    assert len(archive.files()) == 1
    assert SECRET.encode() not in gzip.decompress(archive.files()[0].read_bytes())
