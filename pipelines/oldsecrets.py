"""Addresses of notices and logins in files made before `pipelines.targets`: moved out of the file, once.

First the configuration has them, then the file has not: a kill in between leaves them in both, and the next
opening goes on. What is left of them in free pages and in the write-ahead log is wiped at the end.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from sqlite3 import Connection

from pipelines import configuration, logins, targets

logger = logging.getLogger(__name__)

_UNWIPED = "_unwiped"
"""A table that is there from the moving to the wiping."""
_READERS = ("notice ", "alarms ")
_TEXTS = {
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


def keep_secrets(sql: Connection) -> None:
    """Put what the file must not hold into the configuration; ConfigurationError where that cannot be."""
    addresses = _addresses(sql)
    names = targets.define(addresses)
    logins.keep(_logins(sql))
    if addresses:
        told = ", ".join(dict.fromkeys(names[address] for address in addresses))
        logger.warning("who is told of news is defined in %s from now on: %s", configuration.place(), told)


def move_secrets(sql: Connection) -> None:
    """Replace addresses of notices by their names, and take logins out of web addresses."""
    before = sql.total_changes
    sql.execute("PRAGMA secure_delete = ON")
    names = targets.define(_addresses(sql))
    for tag_id, addresses in filter(itemgetter(1), _notify(sql)):
        told = json.dumps([names[address] for address in addresses])
        sql.execute("UPDATE tags SET notify = ? WHERE id = ?", (told, tag_id))
    _rename_readers(sql, names)
    for tables, free in ((_TEXTS, logins.without_logins), (_URLS, logins.without_login)):
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
    return dict(filter(None, (logins.login_in(url) for (url,) in urls)))


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
