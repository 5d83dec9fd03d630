"""The tables of the file, each with a sentence for itself and for every column.

The sentences are comments inside CREATE TABLE, in the files of `migrations`, so the file explains itself:
`.schema` shows them, and `descriptions` reads them back. Migrations are append-only: a released one is never
edited. A later column is `ALTER TABLE t ADD COLUMN c TEXT /* its sentence */`, which keeps the comments; a
transform does not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from uuid import uuid4

from pipelines.store.upgrades import clean_texts, move_secrets, release_claims, wipe_secrets


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Hide modules that are not loaded yet from the imports within.

    sqlite-utils imports pandas and numpy wherever they are installed, to adapt their types: 50 MB in every
    crawl, for values that are never stored here.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None means "not installed"
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


with _without("numpy", "pandas"):
    from sqlite_utils import Database as Database
    from sqlite_utils import Migrations

APPLICATION_ID = 0x52646D72
"""The bytes "Rdmr" in the file's header: what tells a corpus from any other SQLite file."""
MIGRATIONS = Migrations("readmore")
SECRETS_MOVED = "0005_secrets_moved"
"""Before this one the configuration must have what it takes out; see `pipelines.store.connect`."""
TOLD = "JSON list of the names of those who are told of news; their addresses are not in the file."
CODES = "How it ended: 0 well, 3 some pages failed, 1 could not run, 130 and 143 interrupted."
MORE_CODES = (
    "How it ended: 0 well, 3 some pages failed, 4 a tag could not be read, is incomplete or doubtful, or an"
    " alarm is open (3 before that was told apart), 1 could not run, 130 and 143 interrupted."
)
KEYS = "What kind of thing: no cards, strange pages,"
MORE_KEYS = "What kind of thing: no cards, moved, strange pages,"


@MIGRATIONS(name="0001_first_tables")
def first_tables(db: Database) -> None:
    """Create the file as it was first released."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in statements("0001_first_tables"):
        db.execute(statement)


@MIGRATIONS(name="0002_crawl_version")
def crawl_version(db: Database) -> None:
    """Keep which version of the program made each run."""
    for statement in statements("0002_crawl_version"):
        db.execute(statement)


@MIGRATIONS(name="0003_corpus_id")
def corpus_id(db: Database) -> None:
    """Give the file a number of its own, by which its archive knows it."""
    for statement in statements("0003_corpus_id"):
        db.execute(statement)
    db.execute("INSERT INTO corpus (id) VALUES (?)", (uuid4().hex,))


@MIGRATIONS(name="0004_plain_texts")
def plain_texts(db: Database) -> None:
    """Take out of the texts that are stored what terminals and feeds trip over."""
    clean_texts(db.conn)


@MIGRATIONS(name=SECRETS_MOVED)
def secrets_moved(db: Database) -> None:
    """Leave of those who are told of news their names, and of web addresses what is no password."""
    move_secrets(db.conn)
    _reword(db, "tags", "JSON list of the addresses that are told of news.", TOLD)


@MIGRATIONS(name="0006_secrets_wiped", transactional=False)
def secrets_wiped(db: Database) -> None:
    """Leave nothing of what was moved in free pages."""
    wipe_secrets(db.conn)


@MIGRATIONS(name="0007_tag_network")
def tag_network(db: Database) -> None:
    """Make room for where a tag's host led; of the tags of today that is learnt when they are crawled."""
    if "network" not in db["tags"].columns_dict:
        for statement in statements("0007_tag_network"):
            db.execute(statement)


@MIGRATIONS(name="0008_own_addresses")
def own_addresses(db: Database) -> None:
    """Give up what articles hold of addresses that are a tag's or a list's."""
    release_claims(db.conn)


@MIGRATIONS(name="0009_troubles")
def troubles_table(db: Database) -> None:
    """Keep what is wrong now, and when each tag was last read well; of earlier runs their codes tell."""
    for statement in statements("0009_troubles"):
        db.execute(statement)
    db.execute(
        "UPDATE tags SET good_at = (SELECT max(started_at) FROM crawls, json_each(crawls.tags) AS each"
        " WHERE exit_code = 0 AND each.value = tags.url)"
    )
    db.execute(
        "INSERT INTO troubles (kind, about, key, reason, since) SELECT 'alarm', about, key, text, raised_at"
        " FROM alarms WHERE cleared_at IS NULL GROUP BY about, key"
    )
    _reword(db, "crawls", CODES, MORE_CODES)


@MIGRATIONS(name="0010_tag_leads_to")
def tag_leads_to(db: Database) -> None:
    """Make room for where a tag's address leads, so that a move is told once."""
    for statement in statements("0010_tag_leads_to"):
        db.execute(statement)
    _reword(db, "alarms", KEYS, MORE_KEYS)


def _reword(db: Database, table: str, before: str, after: str) -> None:
    """Put another sentence into the comments of a table; SQLite lets that be done to what it remembers."""
    (version,) = db.execute("PRAGMA schema_version").fetchone()
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (before, after, table),
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = OFF")


def names() -> set[str]:
    """Return the names of all migrations this version knows."""
    return {migration.name for migration in MIGRATIONS.pending(Database(memory=True, execute_plugins=False))}


def statements(migration: str) -> list[str]:
    """Return a migration's statements one by one: executescript would end its transaction."""
    script = (files("pipelines.store") / "migrations" / f"{migration}.sql").read_text(encoding="utf-8")
    return [s.strip() for s in re.split(r";\n+(?=CREATE |ALTER |\Z)", script) if s.strip()]


def descriptions(db: Database) -> dict[str, dict[str, str]]:
    """Return the sentence of each table (under "") and of each of its columns, as the file has them."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%--%'")
    return {name: _comments(sql) for name, sql in rows.fetchall()}


def _comments(sql: str) -> dict[str, str]:
    table = re.search(r"^  -- (.+)$", sql, re.MULTILINE)
    columns = re.findall(r"^  ([a-z_0-9]+) [A-Z].*? -- (.+)$", sql, re.MULTILINE)
    added = re.findall(r", ([a-z_0-9]+) [A-Z][^,]*?/\* (.+?) \*/", sql)
    return {"": table[1] if table else "", **dict(columns), **dict(added)}
