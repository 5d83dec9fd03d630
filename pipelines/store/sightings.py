"""Cards as rows: stored when they are seen, so that what is not read yet is known to be work.

A site that is built anew or moves gives its articles other addresses, all at once: a whole list of known
titles at new addresses tells that. Without it five hundred articles would be new, and five hundred gone two
days later. Addresses that were taken down have no cards.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from pipelines.characters import plain_url
from pipelines.compare import fold, storable
from pipelines.identity import url_key
from pipelines.items import Card, ListingSeen
from pipelines.store.dedupe import title_key

_CARD_COLUMNS = (
    "link",
    "title",
    "teaser",
    "teaser_cut",
    "image_url",
    "image_alt",
    "published",
    "authors",
    "position",
)
_CARD = ", ".join(f"s.{column}" for column in _CARD_COLUMNS)
_IN_ORDER = "ORDER BY s.page, s.position, s.id"
FEWEST_TITLES = 5
"""Fewer titles may come again by themselves."""
LEAST_KNOWN = 0.6
"""So many of the titles on a list that was moved are known; the rest was published since, or renamed."""
MOST_KEPT = 0.1
"""So many cards of such a list may lead where they led before: a pinned one, a link to another site."""
Twins = Mapping[str, Sequence[int]]
"""Articles of lists that were moved, by their title as `title_key` makes it."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that a tag lists and the file has: what decides when it is asked for again."""

    card: Card
    article_id: int
    url: str
    published: str | None
    first_seen: str
    last_seen: str
    edited_at: str | None
    """When its latest edit was found."""
    card_changed_at: str | None
    missing_since: str | None
    gone_since: str | None
    unlisted_since: str | None
    asked_at: str | None
    """When its page was last asked for and not there."""
    doubled_at: str | None
    """When the same text was found under another address: it may have moved there."""
    is_unfinished: bool = False
    """A run was killed after the article was stored, before its page was noted."""


def save_listing(sql: Connection, tag_id: int, seen: ListingSeen) -> list[str]:
    """Store a page's cards; return the links that are new under the tag, or show other words."""
    if seen.tag_name:
        sql.execute(
            "UPDATE tags SET name = ?1 WHERE id = ?2 AND (name IS NULL OR ?3 = 1)",
            (storable(seen.tag_name), tag_id, seen.page),
        )
    by_key: dict[str, Card] = {}
    for card in seen.cards:
        by_key.setdefault(url_key(card.url), card)
    return [card.url for key, card in by_key.items() if _save_card(sql, tag_id, key, card, seen)]


def _save_card(sql: Connection, tag_id: int, key: str, card: Card, seen: ListingSeen) -> bool:
    if is_forgotten(sql, card.url):
        return False
    row = sql.execute(
        "SELECT id, title, teaser, unlisted_since FROM sightings WHERE tag_id = ? AND link_key = ?",
        (tag_id, key),
    ).fetchone()
    if row is None:
        _insert(sql, tag_id, key, card, seen)
        return True
    sighting_id, title, teaser, unlisted_since = row
    if unlisted_since is not None or is_changed((title, teaser), card):
        _replace(sql, sighting_id, card, seen)
        return True
    sql.execute(
        "UPDATE sightings SET link = ?, page = ?, position = ?, last_seen = ?, unlisted_since = NULL"
        " WHERE id = ?",
        (plain_url(card.url), seen.page, card.position, seen.seen_at, sighting_id),
    )
    return False


def is_changed(before: tuple[str | None, str | None], card: Card) -> bool:
    """True when title or teaser say something else; one that is not shown this time says nothing."""
    pairs = zip(before, (card.title, card.teaser), strict=True)
    return any(new is not None and fold(storable(new)) != fold(old) for old, new in pairs)


def _insert(sql: Connection, tag_id: int, key: str, card: Card, seen: ListingSeen) -> None:
    sql.execute(
        "INSERT INTO sightings (tag_id, link_key, link, title, teaser, teaser_cut, image_url, image_alt,"
        " published, authors, page, position, first_seen, last_seen, article_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT article_id FROM addresses WHERE url_key = ?))",
        (
            tag_id,
            key,
            plain_url(card.url),
            *_texts(card),
            seen.page,
            card.position,
            seen.seen_at,
            seen.seen_at,
            key,
        ),
    )
    sql.execute(
        "INSERT OR IGNORE INTO article_tags SELECT article_id, ? FROM addresses WHERE url_key = ?",
        (tag_id, key),
    )


def _replace(sql: Connection, sighting_id: int, card: Card, seen: ListingSeen) -> None:
    sql.execute(
        "UPDATE sightings SET link = ?, title = coalesce(?, title), teaser = coalesce(?, teaser),"
        " teaser_cut = ?, image_url = ?, image_alt = ?, published = ?, authors = ?, page = ?, position = ?,"
        " last_seen = ?, changed_at = ?, unlisted_since = NULL WHERE id = ?",
        (
            *(plain_url(card.url), *_texts(card), seen.page, card.position),
            *(seen.seen_at, seen.seen_at, sighting_id),
        ),
    )


def pending(sql: Connection, tag_id: int) -> list[Card]:
    """Return the cards whose link leads to no stored article yet, in the order of the listing."""
    rows = sql.execute(
        f"SELECT {_CARD} FROM sightings AS s WHERE s.tag_id = ? AND s.article_id IS NULL"
        f" AND s.link_key NOT IN (SELECT url_key FROM forgotten) {_IN_ORDER}",
        (tag_id,),
    )
    return [_card(*row) for row in rows.fetchall()]


def known(sql: Connection, tag_id: int) -> Iterator[Known]:
    """Yield the stored articles of a tag in the order of its listing, each once, by the card seen last."""
    rows = sql.execute(
        f"SELECT {_CARD}, a.id, a.url, a.published, a.first_seen, a.last_seen,"
        " (SELECT max(replaced_at) FROM revisions WHERE article_id = a.id AND kind = 'article'),"
        " s.changed_at, a.missing_since, a.gone_since, s.unlisted_since,"
        " CASE WHEN a.missing_since IS NOT NULL THEN"
        " (SELECT max(checked_at) FROM fetches WHERE fetches.url_key = s.link_key) END,"
        " (SELECT max(d.first_seen) FROM articles AS d WHERE d.duplicate_of = a.id),"
        " a.layout IS NULL AND NOT EXISTS (SELECT 1 FROM fetches WHERE fetches.url_key = s.link_key)"
        " FROM sightings AS s JOIN articles AS a ON a.id = s.article_id WHERE s.tag_id = ?1"
        " AND s.id = (SELECT id FROM sightings WHERE tag_id = ?1 AND article_id = a.id"
        f" ORDER BY last_seen DESC, id LIMIT 1) {_IN_ORDER}",
        (tag_id,),
    )
    for row in rows.fetchall():
        yield Known(_card(*row[: len(_CARD_COLUMNS)]), *row[len(_CARD_COLUMNS) :])


def card_of(sql: Connection, article_id: int) -> Card | None:
    """Return the card an article was seen on last, None when no listing shows it."""
    row = sql.execute(
        f"SELECT {_CARD} FROM sightings AS s WHERE s.article_id = ? ORDER BY s.last_seen DESC, s.id LIMIT 1",
        (article_id,),
    ).fetchone()
    return _card(*row) if row else None


def walk_ended(sql: Connection, tag_id: int, began_at: str, ended_at: str) -> int:
    """Note that a listing was walked to its end; return how many cards it no longer shows.

    One that was seen at a time still to come was seen by a clock that was ahead, so before this walk.
    """
    sql.execute("UPDATE tags SET walked_at = ? WHERE id = ?", (ended_at, tag_id))
    return sql.execute(
        "UPDATE sightings SET unlisted_since = ?"
        " WHERE tag_id = ? AND (last_seen < ? OR last_seen > ?) AND unlisted_since IS NULL",
        (ended_at, tag_id, began_at, ended_at),
    ).rowcount


def touch_listing(sql: Connection, tag_id: int, page: int, seen_at: str) -> int:
    """Note that a page of a listing is as it was when last seen; return how many cards that is."""
    return sql.execute(
        "UPDATE sightings SET last_seen = ?1 WHERE tag_id = ?2 AND page = ?3 AND last_seen ="
        " (SELECT max(last_seen) FROM sightings WHERE tag_id = ?2 AND page = ?3 AND last_seen <= ?1)",
        (seen_at, tag_id, page),
    ).rowcount


def _texts(card: Card) -> tuple[str | int | None, ...]:
    authors = json.dumps(card.authors, ensure_ascii=False) if card.authors else None
    return (
        *(storable(card.title), storable(card.teaser), int(card.teaser_cut)),
        *(plain_url(card.image_url) if card.image_url else None, storable(card.image_alt)),
        *(card.published, storable(authors)),
    )


def _card(
    link: str,
    title: str | None,
    teaser: str | None,
    teaser_cut: int,
    image_url: str | None,
    image_alt: str | None,
    published: str | None,
    authors: str | None,
    position: int,
) -> Card:
    names = tuple(json.loads(authors)) if authors else ()
    return Card(link, title, teaser, bool(teaser_cut), image_url, image_alt, published, names, position)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a walk saw of a list whose articles were known."""

    titles: frozenset[str]
    """Of the cards that lead to new addresses."""
    kept: int
    """How many cards lead where they led before."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a walk found out. `text`: what is to be told, "" for nothing."""

    text: str = ""
    twins: Twins = field(default_factory=dict)


def is_relaunch(seen: Seen, before: Collection[str]) -> bool:
    """Tell whether a list shows known articles at new addresses, by the titles it had before."""
    known = len(seen.titles.intersection(before))
    return (
        known >= FEWEST_TITLES
        and known >= LEAST_KNOWN * len(seen.titles)
        and seen.kept <= MOST_KEPT * (len(seen.titles) + seen.kept)
    )


def has_left(moved_to: str | None, led_to: str | None, *, is_known: bool) -> bool:
    """Tell whether a tag's own address leads elsewhere for good, and did not when it was crawled before."""
    return moved_to is not None and is_known and url_key(moved_to) != url_key(led_to or "")


def look_for_move(sql: Connection, tag_id: int, url: str, began_at: str, moved_to: str | None) -> Move:
    """Return what a walk that began then says of a tag's address and of its articles' addresses.

    `moved_to`: where the tag's address led for good; that is remembered.
    """
    (led_to,) = sql.execute("SELECT leads_to FROM tags WHERE id = ?", (tag_id,)).fetchone()
    sql.execute("UPDATE tags SET leads_to = ? WHERE id = ?", (moved_to, tag_id))
    seen, twins = _compare(sql, tag_id, began_at)
    left = has_left(moved_to, led_to, is_known=bool(twins))
    follow = f"`readmore follow {moved_to}`, then unfollow {url}; what is stored stays"
    if is_relaunch(seen, twins):
        known = f"{len(seen.titles & twins.keys()):,} of {len(seen.titles):,} titles are known"
        what = "the site was built anew or has moved; its articles keep their history"
        told = f"{url} shows its articles at other addresses ({known}): {what}"
        return Move(f"{told}. The tag's page moved, too: {follow}" if left else told, twins)
    return Move(f"{url} has moved for good: {follow}" if left else "")


def _compare(sql: Connection, tag_id: int, began_at: str) -> tuple[Seen, dict[str, list[int]]]:
    """Return what the list shows since a time, and the articles that it showed before and does not now.

    A card that came after the last run that ended leads to a new address, also when a run was killed since.
    """
    (ended_at,) = sql.execute("SELECT coalesce(max(ended_at), '') FROM crawls").fetchone()
    rows = sql.execute(
        "SELECT s.title, a.title, s.article_id, s.last_seen >= ?, s.first_seen > ? FROM sightings AS s"
        " LEFT JOIN articles AS a ON a.id = s.article_id WHERE s.tag_id = ?",
        (began_at, ended_at, tag_id),
    ).fetchall()
    twins: dict[str, list[int]] = {}
    for card_title, title, article_id, is_shown, _ in rows:
        for each in {title_key(card_title), title_key(title)} if article_id and not is_shown else ():
            twins.setdefault(each, []).append(article_id)
    twins.pop("", None)
    left = {article_id for ids in twins.values() for article_id in ids}
    shown = [(title, article_id, is_new) for title, _, article_id, is_shown, is_new in rows if is_shown]
    titles = {
        title_key(title) for title, article_id, is_new in shown if _is_elsewhere(article_id, left, is_new)
    }
    kept = sum(not _is_elsewhere(article_id, left, is_new) for _, article_id, is_new in shown)
    return Seen(frozenset(titles - {""}), kept), twins


def _is_elsewhere(article_id: int | None, left: Collection[int], is_new: bool) -> bool:
    """True for a card whose address is new, and so is its article, or its old card is shown no more."""
    return bool(is_new) and (article_id is None or article_id in left)


def is_forgotten(sql: Connection, url: str | None) -> bool:
    """True when the address must be kept out."""
    if not url:
        return False
    return sql.execute("SELECT 1 FROM forgotten WHERE url_key = ?", (url_key(url),)).fetchone() is not None


def kept_out(sql: Connection) -> frozenset[str]:
    """Return the keys of all addresses that are kept out."""
    return frozenset(key for (key,) in sql.execute("SELECT url_key FROM forgotten"))


def keep_out(sql: Connection, url: str, at: str) -> None:
    """Keep an address out for good, and drop its cards."""
    sql.execute("INSERT OR IGNORE INTO forgotten VALUES (?, ?, ?)", (url_key(url), url, at))
    sql.execute("DELETE FROM sightings WHERE link_key = ?", (url_key(url),))
