"""A merge, a takedown or a migration that is killed and done again leaves what one undisturbed would have."""

from __future__ import annotations

import gzip
import hashlib
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.items import Card, Fetch
from pipelines.store.corpus import Corpus
from pipelines.upkeep.merging import merge
from pipelines.upkeep.takedown import forget
from tests.conftest import rows
from tests.killing import Work, kill_at, steps
from tests.test_folders import as_of_today
from tests.test_kill import QUERIES
from tests.test_store import LATER, NOON, TAG, listing, reading

MOMENTS = 10
SECRET = "Xyzzyplugh"
GONE = "https://example.org/n/3"
URLS = [GONE, *(f"https://example.org/2026/statement-{n}" for n in range(12))]
ALL_ROWS = (
    *QUERIES,
    "SELECT url, status, sha256, warc_file IS NULL FROM fetches",
    "SELECT url FROM forgotten",
    "SELECT kind, a.url FROM news JOIN articles a ON a.id = article_id",
)


def write(db: Path, *urls: str) -> None:
    """Store articles with their pages, and a page of the listing that shows them."""
    pages = {url: f"<h1>{SECRET if url == GONE else url}</h1>" for url in urls}
    pages[f"{TAG}?page={len(urls)}"] = "".join(f"<a href='{url}'>{page}</a>" for url, page in pages.items())
    with Corpus.open(db) as corpus, corpus.lock(), WarcArchive.beside(db) as archive:
        corpus.save_listing(listing(*map(Card, urls)))
        for url in urls:
            corpus.save_article(reading(url, title=SECRET if url == GONE else url, body=f"{url}. " * 40))
        for url, page in pages.items():
            place = archive.write(url, 200, [("Content-Type", "text/html")], page.encode(), NOON)
            digest = hashlib.sha256(page.encode()).hexdigest()
            corpus.save_fetch(Fetch(url, NOON, 200, None, None, digest, *place))


def merging(folder: Path) -> None:
    with (
        Corpus.open(folder / "all.db") as into,
        into.lock(),
        WarcArchive.beside(folder / "all.db") as archive,
    ):
        for name in ("full.db", "forgetful.db"):
            with Corpus.open(folder / name, read_only=True) as source:
                merge(into, archive, source, LATER)


def forgetting(folder: Path) -> None:
    with Corpus.open(folder / "all.db") as corpus, corpus.lock(), WarcArchive.beside(corpus.path) as archive:
        forget(corpus, archive, GONE, LATER)


def migrating(folder: Path) -> None:
    write(folder / "all.db", *URLS[:3])


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> dict[Work, Path]:
    """For each kind of work a folder with the files it begins with."""
    merged, whole, old = (tmp_path_factory.mktemp(name) for name in ("merging", "forgetting", "migrating"))
    write(merged / "full.db", *URLS)
    write(merged / "forgetful.db", *URLS[:4])
    with Corpus.open(merged / "forgetful.db") as corpus, WarcArchive.beside(corpus.path) as archive:
        forget(corpus, archive, GONE, LATER)
    write(whole / "all.db", *URLS)
    shutil.copyfile(whole / "all.db", whole / "all.bak")
    write(old / "all.db", *URLS[5:])
    as_of_today(old / "all.db", old / "all-archive")
    shutil.copyfile(old / "all.db", old / "all.sqlite")
    return {merging: merged, forgetting: whole, migrating: old}


def content(db: Path) -> list[list[tuple[Any, ...]]]:
    return [sorted(rows(db, query), key=repr) for query in ALL_ROWS]


def lost(db: Path) -> int:
    """How many pages the file names that its archive does not have."""
    with Corpus.open(db, read_only=True) as corpus, WarcArchive.beside(db) as archive:
        query = (
            "SELECT url, fetched_at, status, etag, last_modified, sha256, warc_file, warc_offset FROM fetches"
        )
        fetches = [Fetch(*row) for row in corpus.sql.execute(query)]
        return sum(fetch.warc_file is not None and archive.read(fetch) is None for fetch in fetches)


def check(folder: Path, work: Work, expected: list[list[tuple[Any, ...]]]) -> None:
    db = folder / "all.db"
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert content(db) == expected
    assert all(lost(path) == 0 for path in folder.iterdir() if path.suffix in (".db", ".bak", ".sqlite"))
    assert not list(folder.rglob("*.new"))
    if work is not migrating:
        files = WarcArchive.beside(db).files()
        assert SECRET.encode() not in b"".join(gzip.decompress(path.read_bytes()) for path in files)


@pytest.fixture(scope="module")
def undisturbed(ready: dict[Work, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Work, Any]:
    """For each kind of work what the file says after it, and how many steps it takes."""
    done = {}
    for work, begin in ready.items():
        folder = Path(shutil.copytree(begin, tmp_path_factory.mktemp("done") / "files"))
        taken = steps(work, folder)
        done[work] = content(folder / "all.db"), taken
        check(folder, work, done[work][0])
    return done


@pytest.mark.parametrize("moment", range(MOMENTS))
@pytest.mark.parametrize("work", [merging, forgetting, migrating], ids=lambda work: work.__name__)
def test_what_was_killed_and_done_again_is_as_if_nobody_had_disturbed_it(
    ready: dict[Work, Path], undisturbed: dict[Work, Any], tmp_path: Path, work: Work, moment: int
) -> None:
    expected, taken = undisturbed[work]
    folder = Path(shutil.copytree(ready[work], tmp_path / "files"))
    kill_at(random.Random(f"{work.__name__} {moment}").randrange(1, taken), work, folder)
    work(folder)
    check(folder, work, expected)
