"""The file opens and reads well in what researchers use, and refuses clearly what it cannot be."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines.errors import CorpusError
from pipelines.items import ArticleRead, Card, ListingSeen
from pipelines.store.corpus import Corpus
from tests.test_store import MORNING, TAG, article
from tests.test_store import rows as rows_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with three articles under one tag."""
    path = tmp_path / "corpus.db"
    with Corpus.open(path) as corpus:
        links = [f"https://example.org/{n}" for n in "abc"]
        corpus.save_listing(ListingSeen(TAG, TAG, 1, MORNING, tuple(map(Card, links)), "Release"))
        for n, link in enumerate(links):
            found = article(
                link, title=f"Вызваленне {n}", published=f"2026-11-{n + 1:02}", body=f"Text {n}.\n\nMore."
            )
            corpus.save_article(ArticleRead(link, found, MORNING))
    return path


def test_the_sqlite3_shell_shows_tables_with_their_sentences_and_rows_in_utf_8(path: Path) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("there is no sqlite3 shell on this machine")
    script = (
        ".schema articles\nPRAGMA integrity_check;\nPRAGMA foreign_key_check;\nSELECT title FROM articles;"
    )
    shell = subprocess.run(
        ["sqlite3", "-bail", path], input=script, capture_output=True, text=True, check=True
    )
    assert shell.stderr == ""
    assert "-- The headline as the page prints it." in shell.stdout
    assert shell.stdout.endswith("ok\nВызваленне 0\nВызваленне 1\nВызваленне 2\n")


def test_pandas_reads_dates_as_dates_and_counts_as_numbers(path: Path) -> None:
    connection = sqlite3.connect(path)
    frame = pd.read_sql("SELECT * FROM articles", connection, parse_dates=["published"])
    connection.close()
    assert str(frame["published"].dtype).startswith("datetime64")
    assert frame["word_count"].sum() == 9
    assert list(frame["title"]) == ["Вызваленне 0", "Вызваленне 1", "Вызваленне 2"]


def test_datasette_lists_searches_and_follows_references(path: Path) -> None:
    assert [row["title"] for row in datasette(path, "articles.json?_search=вызваленне&_shape=array")] == [
        f"Вызваленне {n}" for n in range(3)
    ]
    tags = datasette(path, "article_tags.json?_labels=on&_shape=array&_size=1")
    assert tags[0]["article_id"]["value"] == 1
    assert tags[0]["tag_id"]["label"] == "Release"


def datasette(path: Path, page: str) -> Any:
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(path), "--get", f"/corpus/{page}"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def test_a_reader_that_has_the_file_open_does_not_stop_a_writer(path: Path) -> None:
    reader = sqlite3.connect(path)
    cursor = reader.execute("SELECT id FROM articles")
    cursor.fetchone()
    with Corpus.open(path) as corpus:
        corpus.add_tag("https://example.org/tag/other/")
    assert len(cursor.fetchall()) == 2
    reader.close()


def test_a_closed_file_is_one_file(path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == ["corpus.db"]


def test_reading_only_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with Corpus.open(path, read_only=True) as corpus:
        assert rows_of(corpus, "SELECT count(*) FROM articles") == [(3,)]
        with pytest.raises(CorpusError, match="cannot be written"):
            corpus.add_tag("https://example.org/tag/other/")
    assert path.read_bytes() == before


def make_text(path: Path) -> None:
    path.write_text("This is not a database, but it is long enough to be taken for one." * 20)


def make_foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, price REAL)")
    connection.close()


def make_newer(path: Path) -> None:
    Corpus.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO _sqlite_migrations VALUES (999, 'readmore', '9999_future', '')")
    connection.close()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_text, "is not a SQLite database"),
        (make_foreign, "is a database of something else"),
        (make_newer, "was made by a newer version"),
        (Path.mkdir, "is a folder"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_corpus_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Any, sentence: str, read_only: bool
) -> None:
    path = tmp_path / "file.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CorpusError, match=sentence):
        Corpus.open(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_missing_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no folder"):
        Corpus.open(tmp_path / "none" / "c.db")
    with pytest.raises(CorpusError, match="there is no file"):
        Corpus.open(tmp_path / "c.db", read_only=True)
    with pytest.raises(CorpusError, match="there is no file"):
        Corpus.open(tmp_path / "c.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "c.db").touch()
    with Corpus.open(tmp_path / "c.db") as corpus:
        assert rows_of(corpus, "SELECT count(*) FROM articles") == [(0,)]


def test_a_full_disk_is_said_so_and_what_was_stored_before_stays(path: Path) -> None:
    with Corpus.open(path) as corpus:
        (pages,) = corpus.sql.execute("PRAGMA page_count").fetchone()
        corpus.sql.execute(f"PRAGMA max_page_count = {pages}")
        large = article("https://example.org/large", body="word " * 100_000)
        with pytest.raises(CorpusError, match="the disk is full"):
            corpus.save_article(ArticleRead("https://example.org/large", large, MORNING))
        assert rows_of(corpus, "SELECT count(*) FROM articles") == [(3,)]
