"""A site that is built anew or moves gives its articles other addresses, all at once: which of them they are.

A person who follows a tag is told of that once. Without it five hundred articles would be new, and five
hundred gone two days later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from pipelines.identity import url_key
from pipelines.store.articles import Stored, load
from pipelines.store.dedupe import State, is_one_article
from pipelines.words import fold

FEWEST = 5
"""Fewer titles may come again by themselves."""
LEAST_KNOWN = 0.6
"""So many of the titles on a list that was moved are known; the rest was published since, or renamed."""
MOST_KEPT = 0.1
"""So many cards of such a list may lead where they led before: a pinned one, a link to another site."""

Twins = Mapping[str, Sequence[int]]
"""Articles of lists that were moved, by their title as `key_of` makes it."""


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
        known >= FEWEST
        and known >= LEAST_KNOWN * len(seen.titles)
        and seen.kept <= MOST_KEPT * (len(seen.titles) + seen.kept)
    )


def has_left(moved_to: str | None, led_to: str | None, *, is_known: bool) -> bool:
    """Tell whether a tag's own address leads elsewhere for good, and did not when it was crawled before."""
    return moved_to is not None and is_known and url_key(moved_to) != url_key(led_to or "")


def look(sql: Connection, tag_id: int, url: str, began_at: str, moved_to: str | None) -> Move:
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
        for each in {key_of(card_title), key_of(title)} if article_id and not is_shown else ():
            twins.setdefault(each, []).append(article_id)
    twins.pop("", None)
    left = {article_id for ids in twins.values() for article_id in ids}
    shown = [(title, article_id, is_new) for title, _, article_id, is_shown, is_new in rows if is_shown]
    titles = {key_of(title) for title, article_id, is_new in shown if _is_elsewhere(article_id, left, is_new)}
    kept = sum(not _is_elsewhere(article_id, left, is_new) for _, article_id, is_new in shown)
    return Seen(frozenset(titles - {""}), kept), twins


def _is_elsewhere(article_id: int | None, left: Collection[int], is_new: bool) -> bool:
    """True for a card whose address is new, and so is its article, or its old card is shown no more."""
    return bool(is_new) and (article_id is None or article_id in left)


def twin_of(sql: Connection, state: State, twins: Twins) -> Stored | None:
    """Return the article that a page at a new address is, by its title and its text; None when none is."""
    candidates = (load(sql, article_id) for article_id in twins.get(key_of(state.title), ()))
    return next((each for each in candidates if each and is_one_article(state, each.state)), None)


def key_of(title: str | None) -> str:
    """Return a title made comparable; "" for none."""
    return fold(title).casefold().rstrip(" .…")
