"""What files of earlier versions hold otherwise, put right once when they are opened.

An article that was stored under an address that is a tag's or a list's may hold several, each of which came
as an edit of the one before: the address is given up, and the cards beside its own are work to be done
again; the edits stay as revisions. Of texts, only rows that hold a character that programs obey are
written, their digests anew, or the next crawl would take each for an edit; a name that two authors then
share is one author. Addresses of notices and logins go to the user's configuration.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from pipelines import configuration
from pipelines.characters import is_plain, plain, plain_url
from pipelines.identity import canonical_url, content_hash, text_hash, url_key
from pipelines.store.dedupe import is_same_title

_TEXTS = {
    "articles": ("title", "author", "teaser", "body", "image_alt", "problems"),
    "revisions": ("title", "author", "body"),
    "sightings": ("title", "teaser", "image_alt", "authors"),
    "tags": ("name",),
    "failures": ("error",),
    "alarms": ("text",),
}
_ADDRESSES = {"articles": ("image_url",), "sightings": ("link", "image_url"), "failures": ("url",)}
logger = logging.getLogger(__name__)
_UNWIPED = "_unwiped"
"""A table that is there from the moving to the wiping."""
_READERS = ("notice ", "alarms ")
_TEXTS_WITH_ADDRESSES = {
    "articles": ("evidence",),
    "crawls": ("command", "tags", "completeness", "alarms"),
    "failures": ("error",),
    "alarms": ("text",),
}
_URLS = {
    "articles": ("url", "image_url"),
    "sightings": ("link", "image_url"),
    "tags": ("url",),
    "failures": ("url",),
    "alarms": ("about",),
    "addresses": ("url",),
    "fetches": ("url",),
    "forgotten": ("url",),
}
"""Where an address that the user typed, or one that was relative to it, is kept."""


def release_claims(sql: Connection) -> None:
    """Free every record of an address that is nobody's, and of the cards that came to it by that address."""
    tags = {url_key(url) for (url,) in sql.execute("SELECT url FROM tags")}
    rows = sql.execute(
        "SELECT url_key, article_id, url_key IN (SELECT url_key FROM fetches)"
        " AND url_key NOT IN (SELECT link_key FROM sightings) FROM addresses"
    ).fetchall()
    for key, article_id, is_lists in rows:
        if is_lists or key in tags:
            _release(sql, key, article_id)


def _release(sql: Connection, key: str, article_id: int) -> None:
    """Leave a record the card whose title it has."""
    url, title = sql.execute("SELECT url, title FROM articles WHERE id = ?", (article_id,)).fetchone()
    cards = sql.execute(
        "SELECT link, link_key, title FROM sightings WHERE article_id = ? AND link_key != ? ORDER BY id",
        (article_id, key),
    ).fetchall()
    if not cards:
        return
    own = next((card for card in cards if is_same_title(title or "", card[2] or "")), cards[0])
    sql.execute("DELETE FROM addresses WHERE url_key = ?", (key,))
    for _, link_key, name in cards:
        if link_key != own[1] and not is_same_title(own[2] or "", name or ""):
            sql.execute("DELETE FROM addresses WHERE url_key = ?", (link_key,))
            sql.execute("UPDATE sightings SET article_id = NULL WHERE link_key = ?", (link_key,))
    if url_key(url) == key:
        sql.execute("UPDATE OR IGNORE articles SET url = ? WHERE id = ?", (canonical_url(own[0]), article_id))


def clean_texts(sql: Connection) -> None:
    """Take out of every text of the file what programs obey."""
    sql.create_function("is_plain", 1, lambda text: text is None or is_plain(text), deterministic=True)
    for tables, clean in ((_ADDRESSES, plain_url), (_TEXTS, plain)):
        sql.create_function("cleaned", 1, lambda text, clean=clean: text if text is None else clean(text))
        for table, columns in tables.items():
            _clean(sql, table, columns)
    _clean_authors(sql)


def _clean(sql: Connection, table: str, columns: tuple[str, ...]) -> None:
    ids = [
        row_id for (row_id,) in sql.execute(f"SELECT id FROM {table} WHERE {_any_odd(columns)}").fetchall()
    ]
    sets = ", ".join(f"{column} = cleaned({column})" for column in columns)
    for row_id in ids:
        sql.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (row_id,))
        if table == "articles":
            _set(
                sql,
                table,
                row_id,
                content_hash=_content_hash(sql, table, row_id),
                text_hash=_text_hash(sql, row_id),
            )
        elif table == "revisions":
            _set(sql, table, row_id, content_hash=_content_hash(sql, table, row_id))


def _any_odd(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"NOT is_plain({column})" for column in columns)


def _set(sql: Connection, table: str, row_id: int, **values: Any) -> None:
    sets = ", ".join(f"{column} = ?" for column in values)
    sql.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))


def _content_hash(sql: Connection, table: str, row_id: int) -> str:
    title, author, published, body = sql.execute(
        f"SELECT title, author, published, body FROM {table} WHERE id = ?", (row_id,)
    ).fetchone()
    return content_hash(title, author.split("; ") if author else (), published, body)


def _text_hash(sql: Connection, article_id: int) -> str | None:
    title, body = sql.execute("SELECT title, body FROM articles WHERE id = ?", (article_id,)).fetchone()
    return text_hash(title, body)


def _clean_authors(sql: Connection) -> None:
    for author_id, name in sql.execute("SELECT id, name FROM authors WHERE NOT is_plain(name)").fetchall():
        known = sql.execute("SELECT id FROM authors WHERE name = ?", (plain(name),)).fetchone()
        if known is None:
            sql.execute("UPDATE authors SET name = ? WHERE id = ?", (plain(name), author_id))
            continue
        sql.execute(
            "UPDATE OR IGNORE article_authors SET author_id = ? WHERE author_id = ?", (known[0], author_id)
        )
        sql.execute("DELETE FROM article_authors WHERE author_id = ?", (author_id,))
        sql.execute("DELETE FROM authors WHERE id = ?", (author_id,))


def keep_secrets(sql: Connection) -> None:
    """Put what the file must not hold into the configuration; ConfigurationError where that cannot be."""
    addresses = _addresses(sql)
    names = configuration.define_targets(addresses)
    configuration.keep_logins(_logins(sql))
    if addresses:
        told = ", ".join(dict.fromkeys(names[address] for address in addresses))
        logger.warning("who is told of news is defined in %s from now on: %s", configuration.place(), told)


def move_secrets(sql: Connection) -> None:
    """Replace addresses of notices by their names, and take logins out of web addresses."""
    before = sql.total_changes
    sql.execute("PRAGMA secure_delete = ON")
    names = configuration.define_targets(_addresses(sql))
    for tag_id, addresses in filter(itemgetter(1), _notify(sql)):
        told = json.dumps([names[address] for address in addresses])
        sql.execute("UPDATE tags SET notify = ? WHERE id = ?", (told, tag_id))
    _rename_readers(sql, names)
    for tables, free in (
        (_TEXTS_WITH_ADDRESSES, configuration.without_logins),
        (_URLS, configuration.without_login),
    ):
        sql.create_function("free", 1, free, deterministic=True)
        for table, columns in tables.items():
            for column in columns:
                where = f"{column} LIKE '%://%@%' AND {column} != free({column})"
                sql.execute(f"UPDATE {table} SET {column} = free({column}) WHERE {where}")
    if sql.total_changes > before:
        sql.execute(f"CREATE TABLE IF NOT EXISTS {_UNWIPED} (id INTEGER)")


def wipe_secrets(sql: Connection) -> None:
    """Write the file anew where something was moved out of it, so that no free page and no log holds it."""
    if not _has(sql, _UNWIPED):
        return
    sql.execute("VACUUM")
    (is_busy, _, _) = sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise sqlite3.OperationalError("database is locked")
    sql.execute(f"DROP TABLE {_UNWIPED}")


def _notify(sql: Connection) -> Iterator[tuple[int, list[str]]]:
    for tag_id, notify in sql.execute("SELECT id, notify FROM tags WHERE notify IS NOT NULL").fetchall():
        yield tag_id, [address for address in json.loads(notify) if address]


def _addresses(sql: Connection) -> list[str]:
    if not _has(sql, "tags"):
        return []
    return [address for _, addresses in _notify(sql) for address in addresses]


def _logins(sql: Connection) -> dict[str, str]:
    """Return what later runs of followed tags need."""
    if not _has(sql, "tags"):
        return {}
    urls = sql.execute("SELECT url FROM tags WHERE followed_at IS NOT NULL")
    return dict(filter(None, (configuration.login_in(url) for (url,) in urls)))


def _rename_readers(sql: Connection, names: dict[str, str]) -> None:
    """Let each target go on where it was; one that nobody is told at any more leaves nothing."""
    for (reader,) in sql.execute("SELECT name FROM looks").fetchall():
        prefix = next((prefix for prefix in _READERS if reader.startswith(prefix)), None)
        if prefix is None:
            continue
        name = names.get(reader.removeprefix(prefix))
        if name is None:
            sql.execute("DELETE FROM looks WHERE name = ?", (reader,))
        else:
            sql.execute("UPDATE OR REPLACE looks SET name = ? WHERE name = ?", (prefix + name, reader))


def _has(sql: Connection, table: str) -> bool:
    row = sql.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    return row is not None
