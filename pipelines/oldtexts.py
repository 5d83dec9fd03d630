"""Texts of files made before `pipelines.characters`: what programs obey is taken out of them, once.

Only rows that hold such a character are written. Their digests are made anew, or the next crawl would take
each of them for an edit. A name that two authors then share is one author.
"""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from pipelines.characters import is_plain, plain, plain_url
from pipelines.identity import content_hash, text_hash

_TEXTS = {
    "articles": ("title", "author", "teaser", "body", "image_alt", "problems"),
    "revisions": ("title", "author", "body"),
    "sightings": ("title", "teaser", "image_alt", "authors"),
    "tags": ("name",),
    "failures": ("error",),
    "alarms": ("text",),
}
_ADDRESSES = {"articles": ("image_url",), "sightings": ("link", "image_url"), "failures": ("url",)}


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
