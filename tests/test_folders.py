"""An archive belongs to one file: no other one writes to it, or deletes from it."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.items import Fetch
from pipelines.store.corpus import Corpus
from pipelines.upkeep.takedown import forget
from tests.test_store import LATER, NOON, reading

NEWS = "https://example.org/2026/news-of-the-day"
OTHER = "https://example.org/2026/minutes-of-the-meeting"


def keep(path: Path, *urls: str, says: str = "") -> None:
    """Store articles with their pages, as a crawl does."""
    with Corpus.open(path) as corpus, corpus.lock(), WarcArchive.beside(path) as archive:
        for url in urls:
            page = f"<p>{url} {says}</p>".encode()
            place = archive.write(url, 200, [("Content-Type", "text/html")], page, NOON)
            corpus.save_fetch(Fetch(url, NOON, 200, None, None, hashlib.sha256(page).hexdigest(), *place))
            corpus.save_article(reading(url, title=url))


def take_down(path: Path, url: str) -> None:
    with Corpus.open(path) as corpus, corpus.lock(), WarcArchive.beside(path) as archive:
        forget(corpus, archive, url, LATER)


def readable(path: Path) -> set[str]:
    """The addresses whose page is in the archive, whole and the right one."""
    with Corpus.open(path, read_only=True) as corpus, WarcArchive.beside(path) as archive:
        rows = corpus.sql.execute("SELECT id FROM articles").fetchall()
        pages = [archive.read(fetch) for (each,) in rows for fetch in corpus.archived(each)]
    return {page.url for page in pages if page and page.body.startswith(f"<p>{page.url}".encode())}


def as_of_today(path: Path, folder: Path) -> None:
    """Make a file and its folder what earlier versions made: no number, no mark, the folder's name shared."""
    own = WarcArchive.beside(path).folder
    for mark in own.glob("owner*"):
        mark.unlink()
    if own != folder:
        folder.mkdir(exist_ok=True)
        for page in own.iterdir():
            page.rename(folder / page.name)
        own.rmdir()
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE IF EXISTS corpus; DELETE FROM _sqlite_migrations WHERE name LIKE '%corpus_id'"
    )
    connection.close()


@pytest.mark.parametrize(
    "names", [("a.db", "a.sqlite"), ("a.sqlite", "a.db"), ("a", "a.db"), ("a.db", "a.b.db")]
)
def test_two_files_never_share_an_archive(tmp_path: Path, names: tuple[str, str]) -> None:
    one, two = (tmp_path / name for name in names)
    keep(one, NEWS, OTHER, says="of one")
    keep(two, NEWS, OTHER, says="of two")
    take_down(two, NEWS)
    assert (readable(one), readable(two)) == ({NEWS, OTHER}, {OTHER})
    take_down(one, OTHER)
    assert (readable(one), readable(two)) == ({NEWS}, {OTHER})


def test_two_files_with_one_stem_that_are_written_at_once_keep_each_its_own_pages(tmp_path: Path) -> None:
    for turn in range(3):
        for name in ("a.db", "a.sqlite"):
            keep(tmp_path / name, f"{NEWS}/{turn}", says=name)
    assert len(readable(tmp_path / "a.db")) == len(readable(tmp_path / "a.sqlite")) == 3
    folders = {WarcArchive.beside(tmp_path / name).folder for name in ("a.db", "a.sqlite")}
    assert {folder.name for folder in folders} == {"a-archive", "a.sqlite-archive"}


@pytest.mark.parametrize("copy", ["c.bak", "c.old", "backup-of-monday.db"])
@pytest.mark.parametrize("first", ["original", "copy"])
def test_a_copy_of_a_file_and_the_original_keep_their_pages_whatever_the_other_forgets(
    tmp_path: Path, copy: str, first: str
) -> None:
    original, other = tmp_path / "c.db", tmp_path / copy
    keep(original, NEWS, OTHER)
    shutil.copyfile(original, other)
    if copy.startswith("c."):  # as before the copy is opened, so that a name of the same stem is no help
        assert readable(original) == {NEWS, OTHER}
    forgetting, keeping = (original, other) if first == "original" else (other, original)
    take_down(forgetting, NEWS)
    assert readable(forgetting) == {OTHER}
    assert readable(keeping) == {NEWS, OTHER}


def test_a_copy_reads_the_pages_of_the_original_and_takes_them_along_when_it_gets_some_of_its_own(
    tmp_path: Path,
) -> None:
    original, copy = tmp_path / "c.db", tmp_path / "c.bak"
    keep(original, NEWS)
    shutil.copyfile(original, copy)
    assert readable(copy) == {NEWS}
    assert [path.name for path in tmp_path.glob("*-archive")] == ["c-archive"]
    before = (tmp_path / "c-archive" / "pages-00001.warc.gz").read_bytes()
    keep(copy, OTHER)
    assert readable(copy) == {NEWS, OTHER}
    keep(original, NEWS + "/2")
    assert readable(original) == {NEWS, NEWS + "/2"}
    assert readable(copy) == {NEWS, OTHER}
    assert (tmp_path / "c-archive" / "pages-00001.warc.gz").read_bytes() == before


@pytest.mark.parametrize("moved", ["both", "the file", "both into a folder", "a copy of both"])
def test_file_and_archive_find_each_other_again_however_they_are_moved(tmp_path: Path, moved: str) -> None:
    keep(tmp_path / "c.db", NEWS, OTHER)
    new, folder = tmp_path / "d.db", tmp_path / "c-archive"
    if moved == "both into a folder":
        (tmp_path / "inner").mkdir()
        new = (tmp_path / "c.db").rename(tmp_path / "inner" / "c.db")
        folder = folder.rename(tmp_path / "inner" / "c-archive")
    elif moved == "a copy of both":
        shutil.copyfile(tmp_path / "c.db", new)
        folder = Path(shutil.copytree(folder, tmp_path / "d-archive"))
    else:
        (tmp_path / "c.db").rename(new)
        folder = folder.rename(tmp_path / "d-archive") if moved == "both" else folder
    assert readable(new) == {NEWS, OTHER}
    keep(new, OTHER + "/2")
    take_down(new, NEWS)
    assert readable(new) == {OTHER, OTHER + "/2"}
    assert WarcArchive.beside(new).folder == folder
    if moved == "a copy of both":
        assert readable(tmp_path / "c.db") == {NEWS, OTHER}


def test_a_link_to_the_file_has_the_archive_of_the_file(tmp_path: Path) -> None:
    keep(tmp_path / "c.db", NEWS)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link.db").symlink_to(tmp_path / "c.db")
    keep(tmp_path / "elsewhere" / "link.db", OTHER)
    assert readable(tmp_path / "c.db") == {NEWS, OTHER}
    assert not list((tmp_path / "elsewhere").glob("*-archive"))


def test_a_new_file_of_an_old_name_does_not_touch_the_archive_that_was_left(tmp_path: Path) -> None:
    keep(tmp_path / "c.db", NEWS)
    (tmp_path / "c.db").rename(tmp_path / "kept.db")
    keep(tmp_path / "c.db", OTHER, NEWS)
    take_down(tmp_path / "c.db", NEWS)
    assert readable(tmp_path / "kept.db") == {NEWS}
    assert readable(tmp_path / "c.db") == {OTHER}


# ------------------------------------------------- files of earlier versions


def test_a_file_of_an_earlier_version_keeps_its_archive(tmp_path: Path) -> None:
    keep(tmp_path / "c.sqlite", NEWS)
    as_of_today(tmp_path / "c.sqlite", tmp_path / "c-archive")
    assert readable(tmp_path / "c.sqlite") == {NEWS}
    keep(tmp_path / "c.sqlite", OTHER)
    assert readable(tmp_path / "c.sqlite") == {NEWS, OTHER}
    assert [path.name for path in tmp_path.glob("*-archive")] == ["c-archive"]


@pytest.mark.parametrize("second", ["is opened", "is not opened"])
@pytest.mark.parametrize("names", [("a.db", "a.sqlite"), ("a.sqlite", "a.db")])
def test_of_two_files_that_shared_an_archive_each_has_its_pages_after_the_other_was_written_to(
    tmp_path: Path, names: tuple[str, str], second: str
) -> None:
    one, two = (tmp_path / name for name in names)
    keep(one, NEWS, OTHER)
    as_of_today(one, tmp_path / "a-archive")
    shutil.copyfile(one, two)  # what two files with one archive come to: rows of both point into it
    if second == "is opened":
        assert readable(two) == {NEWS, OTHER}
    take_down(one, NEWS)
    assert readable(one) == {OTHER}
    assert readable(two) == {NEWS, OTHER}
    take_down(two, OTHER)
    assert (readable(one), readable(two)) == ({OTHER}, {NEWS})


def test_a_new_file_does_not_take_the_archive_of_one_of_an_earlier_version(tmp_path: Path) -> None:
    keep(tmp_path / "a.db", NEWS)
    as_of_today(tmp_path / "a.db", tmp_path / "a-archive")
    keep(tmp_path / "a.sqlite", OTHER, NEWS)
    take_down(tmp_path / "a.sqlite", NEWS)
    assert readable(tmp_path / "a.db") == {NEWS}


def test_nothing_is_left_half_made_beside_the_files(tmp_path: Path) -> None:
    keep(tmp_path / "c.db", NEWS, OTHER)
    shutil.copyfile(tmp_path / "c.db", tmp_path / "c.bak")
    (tmp_path / "c.db-archive.new").mkdir()  # what a killed run leaves
    take_down(tmp_path / "c.db", NEWS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c-archive", "c.bak", "c.bak-archive", "c.db"]
    assert sorted(os.listdir(tmp_path / "c-archive")) == ["owner.json", "pages-00002.warc.gz"]


def test_pages_that_a_killed_run_had_set_aside_are_not_left_after_a_takedown(tmp_path: Path) -> None:
    keep(tmp_path / "c.db", NEWS, OTHER)
    shutil.copytree(tmp_path / "c-archive", tmp_path / "c.db-archive.new")
    shutil.copyfile(
        tmp_path / "c-archive" / "pages-00001.warc.gz", tmp_path / "c-archive" / "pages-00002.warc.gz.new"
    )
    take_down(tmp_path / "c.db", NEWS)
    assert [path.name for path in tmp_path.rglob("*.new")] == []
    assert readable(tmp_path / "c.db") == {OTHER}
