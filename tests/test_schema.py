"""The tables: explained, migrated, indexed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.errors import CorpusError
from pipelines.store.corpus import Corpus
from pipelines.store.schema import MIGRATIONS, Database, descriptions, names


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Corpus.open(tmp_path / "c.db") as corpus:
        yield corpus.db


def schema(db: Database) -> dict[str, str]:
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return dict(rows.fetchall())


def test_every_table_and_column_has_a_sentence(db: Database) -> None:
    described = descriptions(db)
    tables = [
        name
        for name in schema(db)
        if name in db.table_names() and not name.startswith(("articles_fts", "_", "sqlite_"))
    ]
    wanted = {table: {"", *db[table].columns_dict} for table in tables}
    assert {table: set(described.get(table, {})) for table in tables} == wanted
    sentences = [sentence for table in described.values() for sentence in table.values()]
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("last", sorted(names()))
def test_a_file_made_before_a_migration_ends_with_the_schema_of_a_fresh_one(
    db: Database, tmp_path: Path, last: str
) -> None:
    old = Database(tmp_path / "old.db")
    MIGRATIONS.apply(old, stop_before=last)
    old.close()
    with Corpus.open(tmp_path / "old.db") as migrated:
        assert schema(migrated.db) == schema(db)
        assert (
            migrated.db.execute("PRAGMA application_id").fetchone()
            == db.execute("PRAGMA application_id").fetchone()
        )


def test_the_first_release_s_file_is_migrated_without_losing_a_row(db: Database, tmp_path: Path) -> None:
    script = (Path(__file__).parent / "schema-1.sql").read_text()
    old = Database(tmp_path / "old.db")
    old.conn.executescript(script)
    old.close()
    with Corpus.open(tmp_path / "old.db") as migrated:
        assert schema(migrated.db) == schema(db)
        assert migrated.sql.execute("SELECT title FROM articles").fetchall() == [("An early title",)]
        found = migrated.sql.execute(
            "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'early'"
        ).fetchall()
        assert found == [(1,)]


def test_a_file_of_an_earlier_version_on_a_read_only_disk_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Database(tmp_path / "old.db")
    old.conn.executescript((Path(__file__).parent / "schema-1.sql").read_text())
    old.close()
    before = (tmp_path / "old.db").read_bytes()
    monkeypatch.setattr(
        "pipelines.store.connect._write",
        raising(sqlite3.OperationalError("attempt to write a readonly database")),
    )
    with Corpus.open(tmp_path / "old.db", read_only=True) as corpus:
        assert corpus.sql.execute("SELECT title FROM articles").fetchall() == [("An early title",)]
        assert len(corpus.sql.execute("SELECT id FROM corpus").fetchall()) == 1
        with pytest.raises(CorpusError, match="cannot be written"):
            corpus.add_tag("https://example.org/tag/other/")
    assert (tmp_path / "old.db").read_bytes() == before


def raising(error: Exception) -> Callable[..., None]:
    """Return a function that fails."""

    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_column_that_a_later_migration_adds_keeps_its_sentence(db: Database) -> None:
    db.execute("ALTER TABLE tags ADD COLUMN colour TEXT /* Colour of the tag. */")
    assert descriptions(db)["tags"]["colour"] == "Colour of the tag."
    assert descriptions(db)["tags"]["name"] == "Name of the tag as its page gives it."


def test_every_table_but_the_search_index_is_strict_and_every_reference_is_checked(db: Database) -> None:
    loose = [
        name
        for name in db.table_names()
        if not name.startswith(("_", "articles_fts", "sqlite_")) and not db[name].strict
    ]
    assert loose == []
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_file_uses_a_write_ahead_log_so_that_readers_never_wait(db: Database) -> None:
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT article_id FROM addresses WHERE url_key = 'x'",
        "SELECT id FROM sightings WHERE tag_id = 1 AND link_key = 'x'",
        "SELECT id FROM articles WHERE text_hash = 'x' AND duplicate_of IS NULL",
        "SELECT id FROM fetches WHERE url_key = 'x' AND url = 'y' ORDER BY fetched_at DESC LIMIT 1",
        "SELECT max(replaced_at) FROM revisions WHERE article_id = 1",
        "SELECT count(*) FROM article_authors WHERE author_id = 1",
    ],
)
def test_what_a_crawl_asks_for_each_page_is_answered_by_an_index(db: Database, query: str) -> None:
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}").fetchall())
    assert "SEARCH" in plan
    assert "SCAN" not in plan
