"""Runs, and what came of what they asked for: a row a run, a row a failed page, a row an answer.

Of an answer it is kept which validators are to be sent back, and where in the archive its page lies.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from pipelines.characters import plain, plain_url
from pipelines.identity import canonical_url, url_key
from pipelines.items import Fetch, PageFailed
from pipelines.store.tags import add_tag

COUNTS = ("new", "updated", "unchanged", "failed", "requests", "seconds")
PASSING = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 598, 599})
"""What servers answer when they are in trouble, or asked too often."""
_COLUMNS = "url, fetched_at, status, etag, last_modified, sha256, warc_file, warc_offset"
_NOT_MODIFIED = 304
_BAD = 400
"""Statuses from here on say that a page is not there."""


def begin_crawl(
    sql: Connection, tag_urls: Sequence[str], command: str, started_at: str, *, version: str | None
) -> int:
    """Open the row of a run, its tags known from now on; return its id."""
    for url in tag_urls:
        add_tag(sql, url)
    crawl_id = sql.execute(
        "INSERT INTO crawls (tags, command, started_at, version) VALUES (?, ?, ?, ?)",
        (json.dumps(tag_urls), command, started_at, version),
    ).lastrowid
    assert crawl_id is not None
    return crawl_id


def is_crawled_since(sql: Connection, at: str) -> bool:
    """True when a run that has not ended began after a time."""
    row = sql.execute("SELECT 1 FROM crawls WHERE ended_at IS NULL AND started_at > ?", (at,)).fetchone()
    return row is not None


def end_crawl(
    sql: Connection,
    crawl_id: int,
    ended_at: str,
    counts: Mapping[str, float],
    *,
    completeness: Mapping[str, Any],
    alarms: Sequence[str],
    exit_code: int | None,
) -> None:
    """Close the row of a run; its tags were last crawled when it began."""
    sql.execute(
        "UPDATE crawls SET ended_at = ?, completeness = ?, alarms = ?, exit_code = ?, new = ?, updated = ?,"
        " unchanged = ?, failed = ?, requests = ?, seconds = ? WHERE id = ?",
        (
            *(ended_at, json.dumps(completeness), json.dumps(list(alarms), ensure_ascii=False), exit_code),
            *(counts.get(name) for name in COUNTS),
            crawl_id,
        ),
    )
    started_at, urls = sql.execute("SELECT started_at, tags FROM crawls WHERE id = ?", (crawl_id,)).fetchone()
    for url in json.loads(urls):
        sql.execute("UPDATE tags SET last_run = ? WHERE id = ?", (started_at, add_tag(sql, url)))


def save_failure(sql: Connection, failed: PageFailed, crawl_id: int | None) -> None:
    """Store a page that could not be fetched or understood."""
    tag_id = add_tag(sql, failed.tag_url) if failed.tag_url else None
    sql.execute(
        "INSERT INTO failures (crawl_id, tag_id, url, stage, error, status, failed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(crawl_id, tag_id, plain_url(failed.url), failed.stage, plain(failed.error)),
            *(failed.status, failed.failed_at),
        ),
    )


@dataclass(frozen=True, slots=True)
class Failing:
    """A page that failed, of a known article since it was last seen to be there."""

    runs: int
    """In how many runs."""
    failed_at: str
    stage: str
    """Where it failed last; see the table failures."""
    status: int | None
    """The last answer's; None when there was none."""
    signs: tuple[str | None, ...] = ()
    """When its card last hinted that something had happened to it."""


def failing(sql: Connection, tag_id: int) -> dict[str, Failing]:
    """Return the pages of a tag that fail, by the keys of their links."""
    rows = sql.execute(
        "SELECT s.link_key, count(DISTINCT f.crawl_id), max(f.failed_at), f.stage, f.status, s.changed_at,"
        " s.unlisted_since FROM sightings AS s JOIN failures AS f ON f.url = s.link"
        " LEFT JOIN articles AS a ON a.id = s.article_id"
        " WHERE s.tag_id = ? AND f.stage != 'listing' AND f.failed_at > coalesce(a.last_seen, '')"
        " GROUP BY s.id",
        (tag_id,),
    )
    return {
        key: Failing(max(runs, 1), at, stage, status, tuple(signs))
        for key, runs, at, stage, status, *signs in rows
    }


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
    if latest and (fetch.status == _NOT_MODIFIED or (is_same and (fetch.sha256 or not is_there))):
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
    pages = states_of_page(sql, article_id)[::-1]
    return [page for page in pages if page.sha256 == pages[0].sha256]


def archived(sql: Connection, article_id: int) -> list[Fetch]:
    """Return those of them whose page was archived."""
    return [page for page in current(sql, article_id) if page.warc_file is not None]


def states_of_page(sql: Connection, article_id: int) -> list[Fetch]:
    """Return every state of an article's page, whatever address it was fetched from, the oldest first.

    A page that was not understood when it came, as a consent wall, has no digest and is no state of it.
    """
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM fetches WHERE status = 200 AND sha256 IS NOT NULL AND url_key IN"
        " (SELECT url_key FROM addresses WHERE article_id = ?) ORDER BY fetched_at, id",
        (article_id,),
    )
    return [Fetch(*row) for row in rows]
