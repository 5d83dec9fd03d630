"""Which tags are followed, how often, who is told of their news, and which are due."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from sqlite3 import Connection

from pipelines.errors import UsageError
from pipelines.identity import site_of
from pipelines.moments import following, is_since
from pipelines.store import Tag, accept_all, accept_none, add_tag, tags

DEFAULT_EVERY_S = 86_400
LEAST_EVERY_S = 300
"""A tag page is not asked for more often than this, whoever wishes it."""
SLACK = 0.05
"""Part of an interval, ten minutes at most, that a tag may be early: no scheduler is on time to a second."""
_MOST_SLACK_S = 600
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


def interval_s(text: str) -> int:
    """Return the seconds of "30m", "6h", "1d" or "1w"; UsageError for anything else and for too often."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*([smhdw])\s*", text.lower())
    if found is None:
        raise UsageError(f"{text!r} is no interval; say a number and a unit, as 30m, 6h, 1d or 1w")
    seconds = int(found[1]) * _UNITS[found[2]]
    if seconds < LEAST_EVERY_S:
        raise UsageError(f"{text!r} is too often for a site that is nobody's enemy; 5m is the least")
    return seconds


def follow(
    sql: Connection, url: str, at: str, *, every_s: int | None = None, notify: Sequence[str] = ()
) -> Tag:
    """Return the tag, followed from now on; what is not given stays as it was.

    Where its host leads is learnt anew: who says so knows the address to be right.
    """
    tag_id = add_tag(sql, url)
    if (tag := _tag(sql, tag_id)).followed_at is None:
        accept_none(sql, (tag.url, site_of(tag.url)))
    sql.execute(
        "UPDATE tags SET followed_at = coalesce(followed_at, ?), every_s = coalesce(?, every_s),"
        " network = NULL WHERE id = ?",
        (at, every_s, tag_id),
    )
    known = _tag(sql, tag_id)
    targets = list(dict.fromkeys([*known.notify, *notify]))
    sql.execute("UPDATE tags SET notify = ? WHERE id = ?", (json.dumps(targets), tag_id))
    return _tag(sql, tag_id)


def unfollow(sql: Connection, url: str, at: str) -> bool:
    """Stop following a tag, its articles kept; False when it was not followed.

    What is wrong with it is told no more; with its site neither, when no other tag there is followed.
    """
    tag = next((tag for tag in followed(sql) if tag.id == add_tag(sql, url)), None)
    if tag is None:
        return False
    sql.execute("UPDATE tags SET followed_at = NULL, every_s = NULL, notify = NULL WHERE id = ?", (tag.id,))
    accept_all(sql, {tag.url, site_of(tag.url)} - {site_of(other.url) for other in followed(sql)}, at)
    return True


def followed(sql: Connection) -> list[Tag]:
    """Return the tags that are followed."""
    return [tag for tag in tags(sql) if tag.followed_at is not None]


def due(tags: Iterable[Tag], now: str) -> list[Tag]:
    """Return the tags whose time has come, or has as good as come."""
    return [tag for tag in tags if is_since(tag.last_run, _least_pause(_every_s(tag)), now)]


def next_due(tag: Tag, now: str) -> str | None:
    """Return when a tag is to be crawled next, UTC; None for one that never was: now."""
    return following(tag.last_run, timedelta(seconds=_every_s(tag)), now)


def _every_s(tag: Tag) -> int:
    return tag.every_s or DEFAULT_EVERY_S


def _least_pause(every_s: int) -> timedelta:
    return timedelta(seconds=every_s - min(SLACK * every_s, _MOST_SLACK_S))


def _tag(sql: Connection, tag_id: int) -> Tag:
    return next(tag for tag in tags(sql) if tag.id == tag_id)
