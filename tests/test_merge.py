"""Files that were crawled apart become one, whatever the order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines.archive import WarcArchive
from pipelines.corpus import Corpus
from pipelines.items import Card, Fetch, PageFailed
from pipelines.merge import Merged, merge
from pipelines.takedown import forget
from pipelines.warc import digest
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
