"""Tags: which the file knows, which are followed, how often, who is told of their news, and which are due."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from sqlite3 import Connection
from typing import Any, Literal

from pipelines.errors import UsageError
from pipelines.identity import site_of, url_key
from pipelines.moments import following, is_since

Network = Literal["public", "internal"]
"""Where a host is: in the open, or in the user's own network."""
DEFAULT_EVERY_S = 86_400
LEAST_EVERY_S = 300
"""A tag page is not asked for more often than this, whoever wishes it."""
SLACK = 0.05
"""Part of an interval, ten minutes at most, that a tag may be early: no scheduler is on time to a second."""
_MOST_SLACK_S = 600
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


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
    tag = tag_at(sql, url)
    return tag.id if tag else None


def tag_at(sql: Connection, url: str) -> Tag | None:
    """Return a tag by its address, compared as a key; None when it is not in the file."""
    return next((tag for tag in all_tags(sql) if url_key(tag.url) == url_key(url)), None)


def all_tags(sql: Connection) -> list[Tag]:
    """Return all tags, in the order in which they came into the file."""
    rows = sql.execute(
        "SELECT id, url, name, followed_at, every_s, notify, last_run, walked_at, network FROM tags"
        " ORDER BY id"
    )
    return [_from_row(*row) for row in rows.fetchall()]


def note_network(sql: Connection, url: str, network: Network) -> None:
    """Remember where a tag's host leads, unless that is known: the first time counts."""
    tag_id = add_tag(sql, url)
    sql.execute("UPDATE tags SET network = coalesce(network, ?) WHERE id = ?", (network, tag_id))


def _from_row(
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
    if (tag := _by_id(sql, tag_id)).followed_at is None:
        _accept_none(sql, (tag.url, site_of(tag.url)))
    sql.execute(
        "UPDATE tags SET followed_at = coalesce(followed_at, ?), every_s = coalesce(?, every_s),"
        " network = NULL WHERE id = ?",
        (at, every_s, tag_id),
    )
    known = _by_id(sql, tag_id)
    targets = list(dict.fromkeys([*known.notify, *notify]))
    sql.execute("UPDATE tags SET notify = ? WHERE id = ?", (json.dumps(targets), tag_id))
    return _by_id(sql, tag_id)


def unfollow(sql: Connection, url: str, at: str) -> bool:
    """Stop following a tag, its articles kept; False when it was not followed.

    What is wrong with it is told no more; with its site neither, when no other tag there is followed.
    """
    tag = next((tag for tag in followed(sql) if tag.id == add_tag(sql, url)), None)
    if tag is None:
        return False
    sql.execute("UPDATE tags SET followed_at = NULL, every_s = NULL, notify = NULL WHERE id = ?", (tag.id,))
    _accept_all(sql, {tag.url, site_of(tag.url)} - {site_of(other.url) for other in followed(sql)}, at)
    return True


def followed(sql: Connection) -> list[Tag]:
    """Return the tags that are followed."""
    return [tag for tag in all_tags(sql) if tag.followed_at is not None]


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


def _by_id(sql: Connection, tag_id: int) -> Tag:
    return next(tag for tag in all_tags(sql) if tag.id == tag_id)


def _accept_all(sql: Connection, about: Iterable[str], at: str) -> None:
    """Take what is wrong with some tags and sites for known limits: nothing more is expected of them."""
    sql.executemany(
        "UPDATE troubles SET accepted_at = coalesce(accepted_at, ?) WHERE kind != 'page' AND about = ?",
        [(at, each) for each in about],
    )


def _accept_none(sql: Connection, about: Iterable[str]) -> None:
    """Take nothing that is wrong with some tags and sites for a known limit any more."""
    sql.executemany("UPDATE troubles SET accepted_at = NULL WHERE about = ?", [(each,) for each in about])
