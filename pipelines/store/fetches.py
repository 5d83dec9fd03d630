"""What servers answered: the validators to send back, and where in the archive a page lies."""

from __future__ import annotations

from sqlite3 import Connection

from pipelines.identity import canonical_url, url_key
from pipelines.items import Fetch

_COLUMNS = "url, fetched_at, status, etag, last_modified, sha256, warc_file, warc_offset"

_BAD = 400
"""Statuses from here on say that a page is not there."""


def save_fetch(sql: Connection, fetch: Fetch) -> None:
    """Store an answer; "not modified" and the very same bytes only confirm the state that is known.

    The same bytes may lie in another place now: they are archived again when their page was lost.
    """
    url = canonical_url(fetch.url)
    _set_right(sql, url_key(url), fetch.fetched_at)
    is_there = fetch.status < _BAD
    latest = sql.execute(
        "SELECT id, status, sha256 FROM fetches WHERE url_key = ? AND url = ? AND (status < ?) = ?"
        " ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (url_key(url), url, _BAD, is_there),
    ).fetchone()
    is_same = latest is not None and latest[1:] == (fetch.status, fetch.sha256)
    if latest and (fetch.status == 304 or (is_same and (fetch.sha256 or not is_there))):
        sql.execute(
            "UPDATE fetches SET checked_at = ?, etag = coalesce(?, etag),"
            " last_modified = coalesce(?, last_modified), warc_file = coalesce(?, warc_file),"
            " warc_offset = coalesce(?, warc_offset) WHERE id = ?",
            (
                *(fetch.fetched_at, fetch.etag, fetch.last_modified),
                *(fetch.warc_file, fetch.warc_offset, latest[0]),
            ),
        )
        return
    sql.execute(
        f"INSERT INTO fetches ({_COLUMNS}, url_key, checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(url, fetch.fetched_at, fetch.status, fetch.etag, fetch.last_modified, fetch.sha256),
            *(fetch.warc_file, fetch.warc_offset, url_key(url), fetch.fetched_at),
        ),
    )


def _set_right(sql: Connection, key: str, at: str) -> None:
    """Put no state of a page after the one that comes now: the clock was ahead when that was noted.

    Such a state would count as the newest until its time has come.
    """
    sql.execute(
        "UPDATE fetches SET fetched_at = min(fetched_at, ?1), checked_at = ?1 WHERE checked_at > ?1"
        " AND url_key IN (SELECT ?2 UNION SELECT url_key FROM addresses WHERE article_id ="
        " (SELECT article_id FROM addresses WHERE url_key = ?2))",
        (at, key),
    )


def last_fetch(sql: Connection, url: str) -> Fetch | None:
    """Return the latest good answer (status 2xx) for exactly this address, None when there is none."""
    address = canonical_url(url)
    row = sql.execute(
        f"SELECT {_COLUMNS} FROM fetches WHERE url_key = ? AND url = ? AND status BETWEEN 200 AND 299"
        " ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (url_key(address), address),
    ).fetchone()
    return Fetch(*row) if row else None


def current(sql: Connection, article_id: int) -> list[Fetch]:
    """Return the fetches of the page that an article was read from last, the newest first.

    An older state of the page is none: whoever reads that would undo an edit.
    """
    pages = understood(sql, article_id)[::-1]
    return [page for page in pages if page.sha256 == pages[0].sha256]


def archived(sql: Connection, article_id: int) -> list[Fetch]:
    """Return those of them whose page was archived."""
    return [page for page in current(sql, article_id) if page.warc_file is not None]


def understood(sql: Connection, article_id: int) -> list[Fetch]:
    """Return every state of an article's page, whatever address it was fetched from, the oldest first.

    A page that was not understood when it came, as a consent wall, has no digest and is no state of it.
    """
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM fetches WHERE status = 200 AND sha256 IS NOT NULL AND url_key IN"
        " (SELECT url_key FROM addresses WHERE article_id = ?) ORDER BY fetched_at, id",
        (article_id,),
    )
    return [Fetch(*row) for row in rows]
