"""The ledger: one row a run, one row a failed page, one row a layout; tags and their subscriptions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Literal

from pipelines.characters import plain, plain_url
from pipelines.identity import url_key
from pipelines.items import PageFailed

Network = Literal["public", "internal"]
"""Where a host is: in the open, or in the user's own network."""
COUNTS = ("new", "updated", "unchanged", "failed", "requests", "seconds")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag page and its subscription, as the file has them."""

    id: int
    url: str
    name: str | None
    followed_at: str | None
    every_s: int | None
    notify: tuple[str, ...]
    last_run: str | None
    walked_at: str | None
    network: Network | None = None
    """Where its host led when it was first crawled; None: not known yet."""


@dataclass(frozen=True, slots=True)
class StoredLayout:
    """A layout as it was settled; `layout` and `evidence` are JSON text."""

    site: str
    id: str
    settled_at: str
    layout: str
    evidence: str
    misfits: int = 0
    """Pages in a row, up to the last run, that no layout of the site fitted."""


def add_tag(sql: Connection, url: str, name: str | None = None) -> int:
    """Return the id of a tag, a new row when its address, compared as a key, is not known."""
    known = find_tag(sql, url)
    if known is not None:
        return known
    tag_id = sql.execute("INSERT INTO tags (url, name) VALUES (?, ?)", (url, name)).lastrowid
    assert tag_id is not None
    return tag_id


def find_tag(sql: Connection, url: str) -> int | None:
    """Return the id of a tag by its address, compared as a key; None when it is not in the file."""
    return next((tag.id for tag in tags(sql) if url_key(tag.url) == url_key(url)), None)


def tags(sql: Connection) -> list[Tag]:
    """Return all tags, in the order in which they came into the file."""
    rows = sql.execute(
        "SELECT id, url, name, followed_at, every_s, notify, last_run, walked_at, network FROM tags"
        " ORDER BY id"
    )
    return [_tag(*row) for row in rows.fetchall()]


def note_network(sql: Connection, url: str, network: Network) -> None:
    """Remember where a tag's host leads, unless that is known: the first time counts."""
    tag_id = add_tag(sql, url)
    sql.execute("UPDATE tags SET network = coalesce(network, ?) WHERE id = ?", (network, tag_id))


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


def save_layout(sql: Connection, row: StoredLayout) -> None:
    """Put a layout in use on its site, beside those that are: a site may have several templates."""
    sql.execute(
        "INSERT INTO layouts (site, id, settled_at, layout, evidence) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (site, id) DO UPDATE"
        " SET retired_at = NULL, misfits = 0, layout = excluded.layout, evidence = excluded.evidence",
        (row.site, row.id, row.settled_at, row.layout, row.evidence),
    )


def retire_layout(sql: Connection, site: str, layout_id: str, at: str) -> None:
    """Note that a layout no longer fits its site."""
    sql.execute("UPDATE layouts SET retired_at = ? WHERE site = ? AND id = ?", (at, site, layout_id))


def note_misfits(sql: Connection, site: str, misfits: int) -> None:
    """Note how many of a site's pages in a row no layout fitted."""
    sql.execute("UPDATE layouts SET misfits = ? WHERE site = ? AND retired_at IS NULL", (misfits, site))


def layouts_in_use(sql: Connection, site: str) -> list[StoredLayout]:
    """Return the site's layouts, the newest first."""
    rows = sql.execute(
        "SELECT site, id, settled_at, layout, evidence, misfits FROM layouts"
        " WHERE site = ? AND retired_at IS NULL"
        " ORDER BY settled_at DESC, rowid DESC",
        (site,),
    )
    return [StoredLayout(*row) for row in rows]


def _tag(
    tag_id: int, url: str, name: str | None, followed_at: str | None, every_s: int | None, *rest: Any
) -> Tag:
    notify, last_run, walked_at, network = rest
    return Tag(
        tag_id,
        url,
        name,
        followed_at,
        every_s,
        tuple(json.loads(notify or "[]")),
        last_run,
        walked_at,
        network,
    )


PASSING = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 598, 599})
"""What servers answer when they are in trouble, or asked too often."""


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
