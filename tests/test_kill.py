"""What is killed and run again ends as what nobody disturbed: crawls, exports, readings of the archive."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests import zygote
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


# ------------------------------------------------- commands that fetch nothing

LAYOUTS = "SELECT site, id, retired_at IS NULL FROM layouts"


@pytest.fixture(scope="module")
def crawled(busy: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus whose archive, read again, gives other titles than it has."""
    folder = tmp_path_factory.mktemp("crawled")
    assert crawl_into(folder / "corpus.db", busy.url("/tag/page/5")).code == 0
    with sqlite3.connect(folder / "corpus.db") as corpus:
        corpus.execute("UPDATE articles SET title = 'Menu', content_hash = id WHERE id % 2")
    corpus.close()
    return folder


def copied(folder: Path, place: Path) -> Path:
    """Return a corpus of one's own, its archive beside it."""
    shutil.copytree(folder, place)
    return place / "corpus.db"


def finish(db: Path, *arguments: object) -> float:
    """Run a command to its good end; return how many seconds it took."""
    began = time.monotonic()
    code, _, err = zygote.run([*map(str, arguments), "--db", str(db)], db.parent, environment(), 60)
    assert code == 0, err
    return time.monotonic() - began


def kill_after(seconds: float, db: Path, *arguments: object) -> None:
    process = zygote.start([*map(str, arguments), "--db", str(db)], db.parent, environment())
    process.join(seconds)
    process.kill()
    process.join()


def moments(seconds: float) -> list[float]:
    """Return moments within so long, the same shares of it every time."""
    return [random.Random(number).uniform(0, seconds) for number in range(MOMENTS)]


def test_a_killed_reading_of_the_archive_run_again_makes_the_same_file(crawled: Path, tmp_path: Path) -> None:
    db = copied(crawled, tmp_path / "undisturbed")
    seconds = finish(db, "reextract")
    expected = content(db), rows(db, LAYOUTS)
    assert rows(db, "SELECT count(*) FROM revisions") == [(10,)]
    for number, moment in enumerate(moments(seconds)):
        db = copied(crawled, tmp_path / str(number))
        kill_after(moment, db, "reextract")
        assert rows(db, "PRAGMA integrity_check") == [("ok",)]
        assert rows(db, "SELECT count(*) FROM layouts WHERE retired_at IS NULL") != [(0,)]
        finish(db, "reextract")
        assert (content(db), rows(db, LAYOUTS)) == expected, moment


@pytest.mark.parametrize("name", ["csv", "atom"])
def test_a_killed_export_leaves_the_last_good_one_or_the_next_and_run_again_no_litter(
    crawled: Path, tmp_path: Path, name: str
) -> None:
    db = copied(crawled, tmp_path / "corpus")
    output = db.with_name("corpus.out")
    line = ("export", "--format", name, "-o", output)
    seconds = finish(db, *line)
    good = output.read_bytes()
    for moment in moments(seconds):
        output.write_text("the last good one")
        kill_after(moment, db, *line)
        assert output.read_bytes() in (b"the last good one", good), moment
    finish(db, *line)
    assert output.read_bytes() == good
    assert list(db.parent.glob(".corpus*")) == []
