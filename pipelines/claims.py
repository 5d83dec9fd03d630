"""Whose an address is, as far as tags, listings and their cards say.

What a page declares of itself may be wrong: templates print one canonical link on all their pages. Listings
know which articles are two.
"""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from pipelines.identity import url_key
from pipelines.words import fold


def is_nobodys(sql: Connection, key: str) -> bool:
    """True for the address of a tag or a page of its list: fetched, though no card leads there."""
    if any(url_key(url) == key for (url,) in sql.execute("SELECT url FROM tags")):
        return True
    row = sql.execute(
        "SELECT EXISTS (SELECT 1 FROM fetches WHERE url_key = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sightings WHERE link_key = ?1)",
        (key,),
    ).fetchone()
    return bool(row[0])


def is_another_cards(sql: Connection, key: str, title: str | None) -> bool:
    """True when cards lead to an address, and all of them under another title than a page's."""
    rows = sql.execute("SELECT title FROM sightings WHERE link_key = ? AND title IS NOT NULL", (key,))
    titles = [each for (each,) in rows]
    return bool(title and titles) and not any(is_alike(title or "", each) for each in titles)


def are_apart(sql: Connection, link: str, key: str, article_id: int | None = None) -> bool:
    """True when a listing shows two articles where a page claims to be one.

    One is the card of `link`; the other leads to the address `key`, or to the article. They stand side by
    side under titles of which neither is the other's beginning; a card that came when the other had gone may
    be the same article, renamed.
    """
    rows = sql.execute(
        "SELECT a.title, b.title, a.first_seen, a.last_seen, b.first_seen, b.last_seen"
        " FROM sightings AS a JOIN sightings AS b ON b.tag_id = a.tag_id AND b.id != a.id"
        " WHERE a.link_key = ?1 AND a.title IS NOT NULL AND b.title IS NOT NULL"
        " AND (b.link_key = ?2 OR b.article_id = ?3)",
        (url_key(link), key, article_id),
    ).fetchall()
    beside = [titles for *titles, a, b, c, d in rows if _is_side_by_side(sql, (a, b), (c, d))]
    return bool(beside) and not any(is_alike(one, other) for one, other in beside)


def is_alike(one: str, other: str) -> bool:
    """True when a title is the other one, or its beginning: cards cut long ones."""
    first, second = (fold(title).casefold().rstrip(" .…") for title in (one, other))
    return first.startswith(second) or second.startswith(first)


def _is_side_by_side(sql: Connection, one: Iterable[str], other: Iterable[str]) -> bool:
    """True when two cards, first and last seen then, were shown by one walk: no run began in between."""
    (first, last), (other_first, other_last) = one, other
    end, start = min(last, other_last), max(first, other_first)
    between = "SELECT 1 FROM crawls WHERE started_at > ? AND started_at <= ?"
    return end >= start or sql.execute(between, (end, start)).fetchone() is None
