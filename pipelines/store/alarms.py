"""The alarms of a file: raised when their condition begins, cleared when it ends, each target told once.

What the checks compare with is read here, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from sqlite3 import Connection

from pipelines.identity import site_of
from pipelines.store.crawls import find_tag, tags

FIELDS = {"title": "titles", "authors": "authors", "published": "dates", "body": "texts"}

_HISTORY = 30
"""Runs that tell what is usual."""
_STREAK = 50


@dataclass(frozen=True, slots=True)
class Past:
    """What the file held of the site or the tag before the run."""

    cards: int = 0
    read: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    empty: Mapping[str, int] = field(default_factory=dict)
    """How many of the last articles, without a break, lack the field."""
    asked: int = 0
    """Of earlier runs, that ended well or not: pages asked for, and failed."""
    failed: int = 0
    lost: int = 0
    """Runs in a row, up to the last, that did not get a listing of the site at all."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that looks wrong. `key` tells what kind of thing; one of a kind is open at a time."""

    key: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm in the file."""

    id: int
    key: str
    about: str
    text: str
    raised_at: str
    cleared_at: str | None


def update(
    sql: Connection, said: Mapping[tuple[str, str], str], at: str, crawl_id: int | None = None
) -> list[Alarm]:
    """Store what the checks said; return the alarms that are new."""
    still = {(row.key, row.about) for row in open_alarms(sql)}
    new = []
    for (key, about), text in said.items():
        if text and (key, about) not in still:
            sql.execute(
                "INSERT INTO alarms (key, about, text, raised_at, crawl_id) VALUES (?, ?, ?, ?, ?)",
                (key, about, text, at, crawl_id),
            )
            new.append(Alarm(key, about, text))
        elif not text and (key, about) in still:
            sql.execute(
                "UPDATE alarms SET cleared_at = ? WHERE key = ? AND about = ? AND cleared_at IS NULL",
                (at, key, about),
            )
    return new


def open_alarms(sql: Connection) -> list[Raised]:
    """Return the alarms whose condition holds still, as far as is known."""
    return _alarms(sql, "cleared_at IS NULL")


def alarms_after(sql: Connection, alarm_id: int) -> list[Raised]:
    """Return the alarms raised after one of them, the oldest first."""
    return _alarms(sql, "id > ?", alarm_id)


def latest_alarm(sql: Connection) -> int:
    """Return the number of the last alarm there is, 0 when there was none."""
    (alarm_id,) = sql.execute("SELECT coalesce(max(id), 0) FROM alarms").fetchone()
    return int(alarm_id)


def _alarms(sql: Connection, condition: str, *values: object) -> list[Raised]:
    rows = sql.execute(
        f"SELECT id, key, about, text, raised_at, cleared_at FROM alarms WHERE {condition} ORDER BY id",
        values,
    )
    return [Raised(*row) for row in rows.fetchall()]


def past_of_tag(sql: Connection, url: str) -> Past:
    """Return how many cards of a tag the file has; of a run that saw none, all are from before it."""
    (cards,) = sql.execute(
        "SELECT count(*) FROM sightings WHERE tag_id = ?", (find_tag(sql, url),)
    ).fetchone()
    return Past(cards=cards)


def past_of_site(sql: Connection, site: str, crawl_id: int) -> Past:
    """Return what the file held of a site before a run, and how earlier runs went."""
    rows = sql.execute(
        "SELECT title IS NOT NULL, author IS NOT NULL, published IS NOT NULL, coalesce(body, '') != ''"
        " FROM articles WHERE site = ? AND id NOT IN"
        " (SELECT article_id FROM news WHERE kind = 'new' AND crawl_id = ?)"
        " ORDER BY id DESC",
        (site, crawl_id),
    ).fetchall()
    asked, failed = sql.execute(
        "SELECT coalesce(sum(requests), 0), coalesce(sum(failed), 0)"
        " FROM (SELECT requests, failed FROM crawls WHERE id < ? AND requests > 2 * failed"
        " ORDER BY id DESC LIMIT ?)",
        (crawl_id, _HISTORY),
    ).fetchone()
    columns = dict(zip(FIELDS, zip(*rows, strict=True), strict=True)) if rows else {}
    return Past(
        read=len(rows),
        filled={name: sum(column) for name, column in columns.items()},
        empty={name: _streak(column) for name, column in columns.items()},
        asked=asked,
        failed=failed,
        lost=max((_lost(sql, tag.id, crawl_id) for tag in tags(sql) if site_of(tag.url) == site), default=0),
    )


def _streak(column: tuple[int, ...]) -> int:
    return next((at for at, is_filled in enumerate(column[:_STREAK]) if is_filled), len(column[:_STREAK]))


def _lost(sql: Connection, tag_id: int, crawl_id: int) -> int:
    """Return how often, since it was last had, a tag's listing was asked for in vain before a run."""
    (lost,) = sql.execute(
        "SELECT count(*) FROM failures AS f JOIN tags AS t ON t.id = f.tag_id"
        " WHERE t.id = ? AND f.url = t.url AND f.crawl_id < ? AND f.failed_at >"
        " coalesce((SELECT max(last_seen) FROM sightings WHERE tag_id = t.id), '')",
        (tag_id, crawl_id),
    ).fetchone()
    return int(lost)
