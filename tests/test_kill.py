"""A crawl that is killed and run again makes the same file as one that nobody disturbed."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import command, crawl_into, environment, rows
from tests.servers import Site, tag_site

MOMENTS = 10
TAGS = ("/tag", "/tag/page/3")

# everything in the file but numbers and times
QUERIES = (
    "SELECT url, title, author, published, modified, language, body, content_hash, layout FROM articles",
    "SELECT t.url, s.link, s.title, s.teaser, s.page, s.position, a.url FROM sightings s"
    " JOIN tags t ON t.id = tag_id LEFT JOIN articles a ON a.id = article_id",
    "SELECT t.url, t.name, a.url FROM article_tags"
    " JOIN tags t ON t.id = tag_id JOIN articles a ON a.id = article_id",
    "SELECT a.url, name, position FROM article_authors JOIN authors ON authors.id = author_id"
    " JOIN articles a ON a.id = article_id",
    "SELECT url, walked_at IS NULL FROM tags",
    "SELECT title FROM revisions",
    "SELECT articles_fts.title FROM articles_fts",
)


def content(db: Path) -> list[list[tuple[Any, ...]]]:
    """Return what the file says, without numbers and times, in an order of its own."""
    return [sorted(rows(db, query), key=repr) for query in QUERIES]


@pytest.fixture(scope="module")
def busy() -> Any:
    """A site with a tag of some pages."""
    with Site(tag_site(60)) as site:
        yield site


@pytest.fixture(scope="module")
def undisturbed(busy: Site, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the file says after a crawl that nobody disturbed, and how many requests that took."""
    db = tmp_path_factory.mktemp("undisturbed") / "corpus.db"
    before = len(busy.requests)
    assert crawl_into(db, *map(busy.url, TAGS)).code == 0
    return content(db), len(busy.requests) - before


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_crawl_run_again_makes_the_same_file(
    busy: Site, undisturbed: tuple[Any, int], tmp_path: Path, moment: int
) -> None:
    expected, requests = undisturbed
    after = random.Random(moment).randrange(1, requests)
    db = tmp_path / "corpus.db"
    line = command("crawl", *map(busy.url, TAGS), "--db", db, "--delay", "0")
    with busy.stopping_after(after) as reached:
        process = subprocess.Popen(
            line, env=environment(), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        assert reached.wait(30)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert crawl_into(db, *map(busy.url, TAGS)).code == 0
    assert content(db) == expected
