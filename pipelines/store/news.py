"""What happened to articles, in the order in which it was noticed: the source of `new`, of notices and feeds.

A row is written in the transaction that stores the change itself, so news is neither lost nor told twice.
When a page that was not there counts as gone is decided here, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Literal

from pipelines.moments import is_since, past
from pipelines.store.articles import absorb, heir_of

Happening = Literal["new", "edited", "moved", "gone", "back"]
_BY_WEIGHT: tuple[Happening, ...] = ("new", "edited", "moved")
GONE_AFTER = timedelta(days=2)
"""A page missing on asking this long apart, and never there in between, is gone; less is an outage."""


@dataclass(frozen=True, slots=True)
class News:
    """What became of one article since some moment; of several happenings the one that matters most."""

    id: int
    """The latest of its happenings."""
    kind: Happening
    noticed_at: str
    article_id: int
    url: str
    title: str | None
    author: str | None
    published: str | None
    language: str | None
    tags: tuple[str, ...]
    """Names of the tags that list it, their addresses where they have none."""


def tell(sql: Connection, article_id: int, kind: Happening, at: str, crawl_id: int | None = None) -> None:
    """Note that something happened to an article."""
    sql.execute(
        "INSERT INTO news (article_id, kind, noticed_at, crawl_id) VALUES (?, ?, ?, ?)",
        (article_id, kind, at, crawl_id),
    )


def news_after(sql: Connection, news_id: int = 0, *, since: str = "") -> list[News]:
    """Return what happened after a piece of news, or since a time: one entry an article, the oldest first."""
    rows = sql.execute(
        "SELECT id, article_id, kind, noticed_at FROM news WHERE id > ? AND noticed_at >= ? ORDER BY id",
        (news_id, since),
    )
    happened: dict[int, list[tuple[int, str, str]]] = {}
    for happening_id, article_id, kind, noticed_at in rows:
        happened.setdefault(article_id, []).append((happening_id, kind, noticed_at))
    entries = (_entry(sql, article_id, happenings) for article_id, happenings in happened.items())
    return sorted((entry for entry in entries if entry), key=lambda entry: entry.id)


def latest(sql: Connection) -> int:
    """Return the number of the last news there is."""
    (news_id,) = sql.execute("SELECT coalesce(max(id), 0) FROM news").fetchone()
    return int(news_id)


def outcome(kinds: Sequence[str]) -> Happening | None:
    """Return what several happenings, in their order, amount to; None for what went and came back.

    What is gone now is gone, whatever came before; what is new is new, however often it was corrected since.
    """
    presence = [kind for kind in kinds if kind in ("gone", "back")]
    if presence and presence[-1] == "gone":
        return "gone"
    for kind in _BY_WEIGHT:
        if kind in kinds:
            return kind
    return None if "gone" in kinds else "back"


def _entry(sql: Connection, article_id: int, happenings: list[tuple[int, str, str]]) -> News | None:
    kind = outcome([kind for _, kind, _ in happenings])
    if kind is None:
        return None
    url, title, author, published, language = sql.execute(
        "SELECT url, title, author, published, language FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    news_id, _, noticed_at = happenings[-1]
    tags = tags_of(sql, article_id)
    return News(news_id, kind, noticed_at, article_id, url, title, author, published, language, tags)


def tags_of(sql: Connection, article_id: int) -> tuple[str, ...]:
    """Return the names of the tags that list an article, their addresses where they have none."""
    rows = sql.execute(
        "SELECT coalesce(name, url) FROM article_tags JOIN tags ON tags.id = tag_id"
        " WHERE article_id = ? ORDER BY tag_id",
        (article_id,),
    )
    return tuple(name for (name,) in rows)


def last_look(sql: Connection, name: str) -> int:
    """Return the last news a reader was shown, 0 for one that never looked."""
    row = sql.execute("SELECT news_id FROM looks WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def note_look(sql: Connection, name: str, news_id: int, at: str) -> None:
    """Note how far a reader has been shown the news."""
    sql.execute(
        "INSERT INTO looks VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET news_id = excluded.news_id, looked_at = excluded.looked_at",
        (name, news_id, at),
    )


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
