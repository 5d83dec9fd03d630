"""Which tags are followed, how often, who is told of their news, and which are due."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from sqlite3 import Connection

from pipelines.errors import UsageError
from pipelines.runs import Tag, add_tag, tags

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
    sql.execute(
        "UPDATE tags SET followed_at = coalesce(followed_at, ?), every_s = coalesce(?, every_s),"
        " network = NULL WHERE id = ?",
        (at, every_s, tag_id),
    )
    known = _tag(sql, tag_id)
    targets = list(dict.fromkeys([*known.notify, *notify]))
    sql.execute("UPDATE tags SET notify = ? WHERE id = ?", (json.dumps(targets), tag_id))
    return _tag(sql, tag_id)


def unfollow(sql: Connection, url: str) -> bool:
    """Stop following a tag, its articles kept; False when it was not followed."""
    tag = next((tag for tag in followed(sql) if tag.id == add_tag(sql, url)), None)
    if tag is None:
        return False
    sql.execute("UPDATE tags SET followed_at = NULL, every_s = NULL, notify = NULL WHERE id = ?", (tag.id,))
    return True


def followed(sql: Connection) -> list[Tag]:
    """Return the tags that are followed."""
    return [tag for tag in tags(sql) if tag.followed_at is not None]


def due(tags: Iterable[Tag], now: str) -> list[Tag]:
    """Return the tags whose time has come, or has as good as come."""
    moment = datetime.fromisoformat(now)
    return [tag for tag in tags if next_due(tag) <= _later(moment, min(SLACK * _every_s(tag), _MOST_SLACK_S))]


def next_due(tag: Tag) -> str:
    """Return when a tag is to be crawled next, UTC; the beginning of time for one that never was."""
    if tag.last_run is None:
        return ""
    return _later(datetime.fromisoformat(tag.last_run), _every_s(tag))


def _every_s(tag: Tag) -> int:
    return tag.every_s or DEFAULT_EVERY_S


def _later(moment: datetime, seconds: float) -> str:
    return (moment + timedelta(seconds=seconds)).isoformat(timespec="seconds")


def _tag(sql: Connection, tag_id: int) -> Tag:
    return next(tag for tag in tags(sql) if tag.id == tag_id)
