"""Pages of a tag that failed when they were last asked for, and in how many runs on end."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

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
