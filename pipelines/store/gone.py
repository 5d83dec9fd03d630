"""Pages that are no longer there, and pages that must not come back."""

from __future__ import annotations

from datetime import datetime, timedelta
from sqlite3 import Connection

from pipelines.identity import url_key
from pipelines.moments import is_since, past
from pipelines.store.articles import absorb, heir_of
from pipelines.store.news import tell

GONE_AFTER = timedelta(days=2)
"""A page missing on asking this long apart, and never there in between, is gone; less is an outage."""


def is_forgotten(sql: Connection, url: str | None) -> bool:
    """True when the address must be kept out."""
    if not url:
        return False
    return sql.execute("SELECT 1 FROM forgotten WHERE url_key = ?", (url_key(url),)).fetchone() is not None


def kept_out(sql: Connection) -> frozenset[str]:
    """Return the keys of all addresses that are kept out."""
    return frozenset(key for (key,) in sql.execute("SELECT url_key FROM forgotten"))


def keep_out(sql: Connection, url: str, at: str) -> None:
    """Keep an address out for good, and drop its cards."""
    sql.execute("INSERT OR IGNORE INTO forgotten VALUES (?, ?, ?)", (url_key(url), url, at))
    sql.execute("DELETE FROM sightings WHERE link_key = ?", (url_key(url),))


def note_missing(sql: Connection, article_id: int, at: str, crawl_id: int | None = None) -> bool:
    """Note that a page was not there; return True when it counts as gone since the first such answer.

    An article whose text stands under another address by then has moved there, though no redirect says so.
    """
    row = sql.execute("SELECT missing_since, gone_since FROM articles WHERE id = ?", (article_id,))
    since, gone = row.fetchone()
    if past(since, datetime.fromisoformat(at)) is None:
        sql.execute("UPDATE articles SET missing_since = ? WHERE id = ?", (at, article_id))
    elif gone is None and is_since(since, GONE_AFTER, at):
        return _go(sql, article_id, at, crawl_id)
    return gone is not None


def _go(sql: Connection, article_id: int, at: str, crawl_id: int | None) -> bool:
    heir = heir_of(sql, article_id)
    if heir is not None:
        absorb(sql, article_id, heir)
        tell(sql, article_id, "moved", at, crawl_id)
        return False
    sql.execute("UPDATE articles SET gone_since = missing_since WHERE id = ?", (article_id,))
    tell(sql, article_id, "gone", at, crawl_id)
    return True


def note_there(sql: Connection, article_id: int, at: str, crawl_id: int | None = None) -> None:
    """Note that a page is there, again or still; no column of the search index is named."""
    tell_if_back(sql, article_id, at, crawl_id)
    sql.execute(
        "UPDATE articles SET last_seen = ?, missing_since = NULL, gone_since = NULL WHERE id = ?",
        (at, article_id),
    )


def tell_if_back(sql: Connection, article_id: int, at: str, crawl_id: int | None) -> None:
    """Note the return of an article that was gone."""
    row = sql.execute("SELECT gone_since FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row[0] is not None:
        tell(sql, article_id, "back", at, crawl_id)
