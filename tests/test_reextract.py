"""Reading the archive again: what differs is told, and kept as a revision of the reading; no request."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.commands.upkeep import around_changes
from crawler.layout import Layout
from crawler.layout.locators import Locator
from crawler.reextract import kept_layouts
from pipelines.read.query import Piece
from tests.conftest import Ended, command, environment, rows
from tests.servers import Site, article, tag_site, text_of

Crawl = Callable[..., Ended]


@pytest.fixture
def crawled(site: Site, crawl: Crawl) -> Path:
    """A corpus of twelve articles, one of which was once read worse than today."""
    site.routes = tag_site(12)
    ended = crawl(site.url("/tag"))
    assert ended.code == 0
    with sqlite3.connect(ended.db) as worse:
        worse.execute("UPDATE articles SET title = 'Menu', content_hash = 'x' WHERE id = 3")
    worse.close()
    return ended.db


def reextract(db: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("reextract", "--db", db, *options),
        env=environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_a_dry_run_tells_and_changes_nothing(crawled: Path, site: Site) -> None:
    asked = len(site.requests)
    ended = reextract(crawled, "--dry-run", "--json")
    (change,) = map(json.loads, ended.stdout.splitlines())
    assert (change["article_id"], change["field"], change["before"]) == (3, "title", "Menu")
    assert rows(crawled, "SELECT title FROM articles WHERE id = 3") == [("Menu",)]
    assert len(site.requests) == asked


def test_what_differs_is_stored_with_a_revision_of_the_reading(crawled: Path) -> None:
    assert "1 articles read otherwise, 11 the same" in reextract(crawled).stderr
    assert rows(crawled, "SELECT article_id, kind, title FROM revisions") == [(3, "reading", "Menu")]
    assert rows(crawled, "SELECT count(*) FROM articles WHERE title = 'Menu'") == [(0,)]
    assert "0 articles read otherwise, 12 the same" in reextract(crawled).stderr


def test_a_better_reading_is_no_news(crawled: Path) -> None:
    before = rows(crawled, "SELECT count(*) FROM news")
    reextract(crawled)
    assert rows(crawled, "SELECT count(*) FROM news") == before


def layouts(db: Path) -> list[tuple[object, ...]]:
    return rows(db, "SELECT id, retired_at IS NULL FROM layouts ORDER BY id")


def texts(db: Path) -> list[tuple[object, ...]]:
    return rows(db, "SELECT id, body, layout FROM articles ORDER BY id")


def damage(db: Path, change: Callable[[bytes, list[int]], bytes]) -> None:
    """Change the one file of the archive; the places of its pages, in order, are at hand."""
    file = db.with_name(f"{db.stem}-archive") / "pages-00001.warc.gz"
    places = [place for (place,) in rows(db, "SELECT warc_offset FROM fetches ORDER BY warc_offset")]
    file.write_bytes(change(file.read_bytes(), places))


def test_articles_that_were_never_archived_are_counted(crawled: Path) -> None:
    with sqlite3.connect(crawled) as corpus:
        corpus.execute("UPDATE fetches SET warc_file = NULL, warc_offset = NULL")
    corpus.close()
    ended = reextract(crawled)
    assert ended.returncode == 0
    assert "12 have no archived page" in ended.stderr


def test_without_the_archive_every_layout_and_text_stays_and_the_exit_code_says_so(crawled: Path) -> None:
    before = layouts(crawled), texts(crawled)
    assert before[0]
    for file in crawled.with_name(f"{crawled.stem}-archive").iterdir():
        file.unlink()
    ended = reextract(crawled)
    assert ended.returncode == 3
    assert "does not have the pages of 12 articles" in ended.stderr
    assert (layouts(crawled), texts(crawled)) == before


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_page_that_is_cut_off_never_replaces_a_text(crawled: Path, share: float) -> None:
    before = layouts(crawled), texts(crawled)
    damage(crawled, lambda data, places: data[: places[-1] + int(share * (len(data) - places[-1]))])
    ended = reextract(crawled)
    assert ended.returncode == 3
    assert "does not have the pages of 1 articles" in ended.stderr
    assert (layouts(crawled), texts(crawled)) == before


def test_what_is_left_of_an_archive_is_read_by_the_layouts_that_there_were(crawled: Path) -> None:
    before = layouts(crawled), texts(crawled)
    damage(crawled, lambda data, places: data[: places[4]])
    ended = reextract(crawled)
    assert ended.returncode == 3
    assert all(in_use for _, in_use in layouts(crawled))
    assert {row[0] for row in before[0]} <= {row[0] for row in layouts(crawled)}
    assert texts(crawled) == before[1]


def test_an_older_state_of_a_page_is_not_read_for_one_that_is_damaged(
    crawled: Path, site: Site, crawl: Crawl
) -> None:
    site.routes["/opinion/5"] = article(5, extra=f"<p>{text_of(77)}Added on the second day.</p>")
    assert crawl(site.url("/tag"), "--recheck", "all", "--json").figures["updated"] == 1
    before = texts(crawled)
    damage(crawled, lambda data, places: data[: places[-1]])
    assert reextract(crawled).returncode == 3
    assert texts(crawled) == before


@pytest.mark.parametrize(
    ("learnt", "needed", "kept"),
    [
        ("", "", "ab"),  # nothing better is known
        ("c", "", ""),
        ("c", "a", "a"),  # an article that was read by it cannot be read now
        ("bc", "ab", "a"),
    ],
)
def test_a_layout_stays_while_no_better_one_is_known(learnt: str, needed: str, kept: str) -> None:
    each = {letter: Layout(samples=3, root=Locator("element", letter)) for letter in "abc"}
    staying = kept_layouts(
        [each[letter] for letter in "ab"],
        [each[letter] for letter in learnt],
        {each[letter].id for letter in needed},
    )
    assert staying == [each[letter] for letter in kept]


def test_only_the_surroundings_of_a_change_are_shown() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    shown = around_changes([Piece("same", words), Piece("added", "new"), Piece("same", words)])
    assert [piece.text for piece in shown] == [
        "[...] w34 w35 w36 w37 w38 w39",
        "new",
        "w0 w1 w2 w3 w4 w5 [...]",
    ]
