"""Reading the archive again: what differs is told, and kept as a revision of the reading; no request."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.commands.reextract import around_changes
from pipelines.differences import Piece
from tests.conftest import Ended, command, environment, rows
from tests.servers import Site, tag_site

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


def test_articles_without_an_archived_page_are_counted(crawled: Path) -> None:
    for file in crawled.with_name(f"{crawled.stem}-archive").iterdir():
        file.unlink()
    ended = reextract(crawled)
    assert ended.returncode == 0
    assert "12 have no archived page" in ended.stderr


def test_only_the_surroundings_of_a_change_are_shown() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    shown = around_changes([Piece("same", words), Piece("added", "new"), Piece("same", words)])
    assert [piece.text for piece in shown] == [
        "[...] w34 w35 w36 w37 w38 w39",
        "new",
        "w0 w1 w2 w3 w4 w5 [...]",
    ]
