"""Files that were crawled apart become one, whatever the order."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines.archive.pages import WarcArchive
from pipelines.archive.records import digest
from pipelines.items import Card, Fetch, PageFailed
from pipelines.store.corpus import Corpus
from pipelines.upkeep.merging import Merged, merge
from pipelines.upkeep.takedown import forget
from tests.test_store import EVENING, LATER, MORNING, NOON, TAG, TEXT, listing, reading, rows

A, B, C = (f"https://example.org/{name}" for name in "abc")
TABLES = (
    *(
        "articles",
        "authors",
        "article_authors",
        "tags",
        "article_tags",
        "sightings",
        "addresses",
        "revisions",
    ),
    *("crawls", "failures", "fetches", "layouts", "forgotten", "news"),
)


class Files:
    """Corpora in a folder, each with its archive."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack

    def make(self, name: str) -> Corpus:
        return self.stack.enter_context(Corpus.open(self.folder / f"{name}.db"))

    def archive(self, corpus: Corpus) -> WarcArchive:
        return self.stack.enter_context(WarcArchive.beside(corpus.path))

    def merge(self, into: Corpus, *sources: Corpus) -> list[Merged]:
        return [merge(into, self.archive(into), source, LATER) for source in sources]


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    with ExitStack() as stack:
        yield Files(tmp_path, stack)


@pytest.fixture
def full(files: Files) -> Corpus:
    """A file with something in every table."""
    corpus = files.make("full")
    crawl_id = corpus.begin_crawl([TAG], "crawl", MORNING)
    corpus.save_listing(listing(Card(A, "One"), Card(B, "Two"), Card(C, "Three")))
    corpus.save_article(reading(A, at=MORNING))
    corpus.save_article(reading(A, at=NOON, title="A title, corrected"))
    corpus.save_article(reading(B, title="Two", body=TEXT + " Two."))
    corpus.save_article(reading(B + "/copy", title="Two", body=TEXT + " Two."))
    corpus.save_failure(PageFailed(C, "fetch", "no answer", NOON, tag_url=TAG))
    corpus.save_layout("example.org", "one", "{}", "{}", NOON)
    with WarcArchive.beside(corpus.path) as archive:
        name, offset = archive.write(A, 200, [], b"<p>One</p>", NOON)
    corpus.save_fetch(Fetch(A, NOON, 200, '"1"', None, digest(b"<p>One</p>"), name, offset))
    corpus.end_crawl(crawl_id, EVENING, {"new": 3})
    return corpus


def counts(corpus: Corpus) -> dict[str, int]:
    return {table: rows(corpus, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def test_a_file_merged_into_an_empty_one_is_all_there(files: Files, full: Corpus) -> None:
    into = files.make("all")
    assert files.merge(into, full) == [Merged(new=3, known=0, pages=1)]
    assert counts(into) == counts(full)
    same = "SELECT url, title, author, first_seen, last_seen, duplicate_of, content_hash FROM articles"
    assert rows(into, same) == rows(full, same)
    assert rows(into, "PRAGMA foreign_key_check") == []
    page = files.archive(into).read(into.archived(1)[0])
    assert page is not None
    assert page.body == b"<p>One</p>"


def test_merging_the_same_file_again_changes_nothing(files: Files, full: Corpus) -> None:
    into = files.make("all")
    files.merge(into, full)
    before = [rows(into, f"SELECT * FROM {table}") for table in TABLES]
    assert files.merge(into, full) == [Merged(new=0, known=3, pages=0)]
    assert [rows(into, f"SELECT * FROM {table}") for table in TABLES] == before


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_states_the_later_stands_and_the_earlier_is_its_revision(
    files: Files, order: tuple[int, int]
) -> None:
    sources = [files.make("one"), files.make("two")]
    sources[0].save_article(reading(A, title="Early", at=MORNING))
    sources[1].save_article(reading(A + "?utm_source=x", url=A, title="Late", at=EVENING))
    into = files.make("all")
    files.merge(into, *(sources[i] for i in order))
    assert rows(into, "SELECT title, first_seen, last_seen FROM articles") == [("Late", MORNING, EVENING)]
    assert rows(into, "SELECT title, seen_at, replaced_at FROM revisions") == [("Early", MORNING, EVENING)]


def test_the_same_text_in_two_files_is_one_article_and_its_duplicate(files: Files) -> None:
    one, two, into = files.make("one"), files.make("two"), files.make("all")
    one.save_article(reading(A))
    two.save_article(reading(B))
    files.merge(into, one, two)
    assert rows(into, "SELECT url, duplicate_of FROM articles ORDER BY id") == [(A, None), (B, 1)]


def test_tags_and_cards_of_both_are_united(files: Files) -> None:
    one, two, into = files.make("one"), files.make("two"), files.make("all")
    one.save_listing(listing(Card(A, "Early"), Card(B), at=MORNING))
    two.save_listing(listing(Card(A, "Late"), at=EVENING, tag=TAG.rstrip("/")))
    two.save_article(reading(A))
    files.merge(into, one, two)
    cards = rows(into, "SELECT link, title, first_seen, last_seen, article_id FROM sightings ORDER BY link")
    assert cards == [(A, "Late", MORNING, EVENING, 1), (B, None, MORNING, MORNING, None)]
    assert rows(into, "SELECT * FROM article_tags") == [(1, 1)]


def test_an_article_gone_in_the_later_file_is_gone(files: Files) -> None:
    one, two, into = files.make("one"), files.make("two"), files.make("all")
    for corpus in (one, two):
        corpus.save_article(reading(A, at=MORNING))
    two.mark_missing(A, NOON)
    two.mark_missing(A, LATER)
    files.merge(into, two, one)
    assert rows(into, "SELECT gone_since FROM articles") == [(NOON,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_one_file_forgot_is_in_neither(files: Files, order: tuple[int, int]) -> None:
    sources = [files.make("one"), files.make("two")]
    for corpus in sources:
        corpus.save_listing(listing(Card(A), Card(B)))
        corpus.save_article(reading(A))
    forget(sources[1], files.archive(sources[1]), A, LATER)
    into = files.make("all")
    files.merge(into, *(sources[i] for i in order))
    assert rows(into, "SELECT count(*) FROM articles") == [(0,)]
    assert rows(into, "SELECT link FROM sightings") == [(B,)]


def test_the_command_leaves_the_sources_as_they_are(
    files: Files, full: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts(full)
    assert main(["merge", str(full.path), "--into", str(files.folder / "all.db")]) == 0
    assert "3 articles new, 0 known, 1 archived pages" in capsys.readouterr().out
    assert counts(full) == before


def test_a_file_is_not_merged_into_itself(full: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", str(full.path), "--into", str(full.path)]) == 2
    assert "into itself" in capsys.readouterr().err


# ------------------------------------------------------- takedowns and pages

NEWS = "https://example.org/n/3"
SHOWN = "Xyzzyplugh was heard"


def with_pages(corpus: Corpus, files: Files) -> Corpus:
    """An article with a short path, one beside it, a listing of both and one of the other alone."""
    pages = {
        NEWS: f"<h1>{SHOWN}</h1>",
        B: "<h1>Other</h1>",
        TAG: f"<a href=/n/3>{SHOWN}</a><a href=/b>Other</a>",
        TAG + "?page=2": "<a href=/b>Other</a>",
    }
    corpus.save_listing(listing(Card(NEWS, SHOWN), Card(B, "Other")))
    corpus.save_article(reading(NEWS, title=SHOWN))
    corpus.save_article(reading(B, title="Other", body=TEXT + " Other."))
    corpus.save_failure(PageFailed(NEWS, "fetch", "no answer", MORNING))
    archive = files.archive(corpus)
    for url, html in pages.items():
        place = archive.write(url, 200, [("Content-Type", "text/html")], html.encode(), NOON)
        digest = hashlib.sha256(html.encode()).hexdigest()
        corpus.save_fetch(Fetch(url, NOON, 200, None, None, digest, *place))
    archive.close()
    return corpus


def text_of_archive(archive: WarcArchive) -> bytes:
    return b"".join(gzip.decompress(path.read_bytes()) for path in archive.files())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("known", [True, False])
def test_no_page_of_what_one_file_forgot_comes_along(
    files: Files, order: tuple[int, int], known: bool
) -> None:
    full, forgetful, into = with_pages(files.make("full"), files), files.make("forgetful"), files.make("all")
    if known:
        with_pages(forgetful, files)
    forget(forgetful, files.archive(forgetful), NEWS, LATER)
    files.merge(into, *([full, forgetful][place] for place in order))
    kept = text_of_archive(files.archive(into))
    assert SHOWN.encode() not in kept
    assert b"<h1>Other</h1>" in kept
    urls = {url for (url,) in rows(into, "SELECT url FROM fetches WHERE warc_file IS NOT NULL")}
    assert urls == {B, TAG + "?page=2"}
    for table in ("articles WHERE url", "failures WHERE url", "sightings WHERE link", "fetches WHERE url"):
        assert rows(into, f"SELECT count(*) FROM {table} = ?", NEWS) == [(0,)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_takedown_holds_for_the_addresses_that_only_the_other_file_knows(
    files: Files, order: tuple[int, int]
) -> None:
    """One file met the article by a short link; the other knows it by its own address alone."""
    full, forgetful, into = files.make("full"), files.make("forgetful"), files.make("all")
    full.save_listing(listing(Card(C, SHOWN)))
    full.save_article(reading(C, url=A, title=SHOWN))
    place = files.archive(full).write(C, 200, [], SHOWN.encode(), NOON)
    full.save_fetch(Fetch(C, NOON, 200, None, None, hashlib.sha256(SHOWN.encode()).hexdigest(), *place))
    forget(forgetful, files.archive(forgetful), A, LATER)
    files.merge(into, *([full, forgetful][place] for place in order))
    assert into.is_forgotten(C)
    assert into.pending(TAG) == []
    assert rows(into, "SELECT count(*) FROM fetches") == [(0,)]
    assert SHOWN.encode() not in text_of_archive(files.archive(into))


def test_a_file_without_its_archive_brings_its_rows(
    files: Files, full: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = files.archive(full).folder
    aside = folder.rename(files.folder / "aside")
    line = ["merge", str(full.path), "--into", str(files.folder / "all.db")]
    assert main(line) == 0
    assert "3 articles new, 0 known, 0 archived pages; 1 more are not there" in capsys.readouterr().out
    into = files.make("all")
    assert rows(into, "SELECT url, warc_file, warc_offset FROM fetches") == [(A, None, None)]
    aside.rename(folder)
    assert main(line) == 0
    assert "0 articles new, 3 known, 1 archived pages" in capsys.readouterr().out
    assert files.archive(into).read(into.archived(1)[0]) is not None


def test_a_damaged_page_does_not_come_along_and_whole_ones_do(files: Files) -> None:
    source, into = with_pages(files.make("source"), files), files.make("all")
    path = files.archive(source).files()[0]
    at = rows(source, "SELECT warc_offset FROM fetches WHERE url = ?", B)[0][0] + 40
    data = path.read_bytes()
    path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    (merged,) = files.merge(into, source)
    assert (merged.pages, merged.missing) == (3, 1)
    assert rows(into, "SELECT url FROM fetches WHERE warc_file IS NULL") == [(B,)]


@pytest.mark.parametrize(
    "name", ["../precious.txt", "precious.txt", "/etc/hostname", "pages-1.warc.gz/../../x"]
)
def test_a_file_name_from_another_database_leads_nowhere(files: Files, full: Corpus, name: str) -> None:
    archive = files.archive(full)
    (files.folder / "precious.txt").write_bytes(archive.files()[0].read_bytes())
    (archive.folder / "precious.txt").write_bytes(archive.files()[0].read_bytes())
    full.sql.execute("UPDATE fetches SET warc_file = ?", (name,))
    full.sql.commit()
    fetch = full.archived(1)[0]
    assert fetch.warc_file == name
    assert archive.read(fetch) is None
    into = files.make("all")
    assert files.merge(into, full) == [Merged(new=3, known=0, pages=0, missing=1)]
    assert files.archive(into).files() == []


def test_a_link_in_place_of_a_file_of_pages_is_not_followed(files: Files, full: Corpus) -> None:
    path = files.archive(full).files()[0]
    path.rename(files.folder / "precious")
    path.symlink_to(files.folder / "precious")
    into = files.make("all")
    assert files.merge(into, full)[0].missing == 1
    assert files.archive(into).files() == []
