"""A reading becomes rows: whose article it is, what that makes of it, and all of it written in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from sqlite3 import Connection

from pipelines.identity import canonical_url, url_key
from pipelines.items import ArticleRead
from pipelines.store import articles
from pipelines.store.articles import Stored
from pipelines.store.dedupe import (
    ReadingKind,
    State,
    is_foreign_claim,
    is_one_article,
    is_same_title,
    revise,
    state_of,
    title_key,
)
from pipelines.store.news import note_missing, tell, tell_if_back
from pipelines.store.sightings import Twins, is_forgotten, keep_out


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a reading belongs: the article it is a state of (None: a new one), under which address.

    `left`: the article its link used to lead to, when that is another one.
    """

    state: State
    owner: Stored | None
    left: Stored | None = None
    is_relaunched: bool = False
    """The whole site was built anew or has moved: what differs is the reading, and nothing is told of it."""


def save(
    sql: Connection,
    read: ArticleRead,
    *,
    crawl_id: int | None = None,
    twins: Twins | None = None,
) -> ReadingKind:
    """Store a reading and return what it was: new, updated, unchanged or the duplicate of another article.

    `twins`: articles that are looked for at new addresses.
    """
    if is_forgotten(sql, read.article.url) or is_forgotten(sql, read.page_url):
        keep_out(sql, read.link, read.fetched_at)
        return "unchanged"
    place = find_placement(
        sql, read, state_of(read.article, layout=read.layout, problems=read.problems), twins
    )
    if place.owner is None:
        kind, article_id = _save_new(sql, place.state, read.fetched_at, crawl_id)
    elif read.read_again or read.settles:
        kind, article_id = _save_read_again(sql, place.owner, place.state, read), place.owner.id
    else:
        shifted, told = read.shifted or place.is_relaunched, not place.is_relaunched
        at = read.fetched_at
        kind = _save_again(sql, place.owner, place.state, at, crawl_id, shifted=shifted, told=told)
        article_id = place.owner.id
    if place.left is not None:
        article_id = _leave(sql, place.left, article_id, place.state, read, crawl_id)
    articles.lead_to(sql, article_id, (read.link, read.page_url, place.state.url), read.fetched_at)
    return kind


def find_placement(sql: Connection, read: ArticleRead, state: State, twins: Twins | None = None) -> Placement:
    """Return which stored article a reading is of, by its link, its page and the address that declares."""
    if not _may_declare(sql, read, state):
        state = replace(state, url=canonical_url(read.found_at))
    by_link, by_page, by_url = articles.load_owners(sql, (read.link, read.found_at, state.url))
    if by_url not in (by_page, by_link, None) and _is_foreign(sql, read, state, by_url):
        state, by_url = replace(state, url=canonical_url(read.found_at)), by_page
    owner = by_url or by_page
    if owner is None and by_link is not None:
        return _follow(sql, by_link, read, state)
    if owner is None and twins and (twin := _twin_of(sql, state, twins)):
        return Placement(state, twin, is_relaunched=True)
    left = by_link if by_link is not None and owner is not None and by_link.id != owner.id else None
    return Placement(state, owner, left) if left else Placement(_address(owner, state), owner)


def _may_declare(sql: Connection, read: ArticleRead, state: State) -> bool:
    """True unless the address that a page declares is a tag's, a list's, or what another card leads to."""
    key = url_key(state.url)
    if key in (url_key(read.link), url_key(read.found_at)):
        return True
    if _is_nobodys(sql, key) or _are_apart(sql, read.link, key):
        return False
    return not _is_another_cards(sql, key, state.title)


def _is_foreign(sql: Connection, read: ArticleRead, state: State, owner: Stored) -> bool:
    """True when the address that a page declares belongs to a stored article that is another one."""
    if is_foreign_claim(read.found_at, state, owner.state):
        return True
    return url_key(state.url) != url_key(read.found_at) and _are_apart(
        sql, read.link, url_key(state.url), owner.id
    )


def _is_still(sql: Connection, known: Stored, read: ArticleRead, state: State) -> bool:
    """True when what a known link leads to, at another address now, is the article it led to."""
    there = url_key(read.found_at)
    return is_one_article(state, known.state) and not _are_apart(sql, read.link, there)


def _follow(sql: Connection, known: Stored, read: ArticleRead, state: State) -> Placement:
    """The link is known and now leads elsewhere: the article moved, or something else stands in its place."""
    if not _is_still(sql, known, read, state):
        return Placement(state, None, known)
    return Placement(state if read.moved_permanently else replace(state, url=known.state.url), known)


def _address(owner: Stored | None, state: State) -> State:
    """An article keeps the spelling of its address as long as it is the same page."""
    if owner is not None and url_key(owner.state.url) == url_key(state.url):
        return replace(state, url=owner.state.url)
    return state


def _save_new(sql: Connection, state: State, seen_at: str, crawl_id: int | None) -> tuple[ReadingKind, int]:
    first = articles.load(sql, articles.same_text(sql, state.text_hash))
    if first is None:
        article_id = articles.insert(sql, state, seen_at, None)
        tell(sql, article_id, "new", seen_at, crawl_id)
        return "new", article_id
    if first.is_missing:
        return _save_again(sql, first, state, seen_at, crawl_id), first.id
    return "duplicate", articles.insert(sql, state, seen_at, first.id)


def _save_again(
    sql: Connection,
    owner: Stored,
    state: State,
    seen_at: str,
    crawl_id: int | None,
    *,
    shifted: bool = False,
    told: bool = True,
) -> ReadingKind:
    verdict = revise(owner.state, state)
    if verdict.kind == "updated":
        articles.add_revision(sql, owner, seen_at, "reading" if shifted else "article")
    if verdict.kind == "updated" and not shifted:
        tell(sql, owner.id, "edited", seen_at, crawl_id)
    if verdict.state.url != owner.state.url and told:
        tell(sql, owner.id, "moved", seen_at, crawl_id)
    if owner.is_missing:
        tell_if_back(sql, owner.id, seen_at, crawl_id)
    articles.update(sql, owner, verdict.state, seen_at)
    _regroup(sql, owner, verdict.state)
    return "unchanged" if shifted else verdict.kind


def _save_read_again(sql: Connection, owner: Stored, state: State, read: ArticleRead) -> ReadingKind:
    """The same page read once more: it says nothing of where the page is now, or whether it is there."""
    verdict = revise(owner.state, replace(state, url=owner.state.url), read_again=True)
    if verdict.kind == "updated" and not read.settles:
        articles.add_revision(sql, owner, read.fetched_at, "reading")
    articles.update(sql, owner, verdict.state, None)
    _regroup(sql, owner, verdict.state)
    return verdict.kind


def _regroup(sql: Connection, owner: Stored, state: State) -> None:
    if state.text_hash != owner.state.text_hash:
        articles.regroup(sql, owner.id, state.text_hash)


def _leave(
    sql: Connection, left: Stored, article_id: int, state: State, read: ArticleRead, crawl_id: int | None
) -> int:
    """What becomes of the article whose link now leads to another one; return whose addresses both are.

    The same article, when its page moved for good: the older record goes on at the new address.
    """
    if not _is_still(sql, left, read, state):
        note_missing(sql, left.id, read.fetched_at, crawl_id)
    elif read.moved_permanently:
        return _unite(sql, left, article_id, read.fetched_at, crawl_id)
    elif left.duplicate_of != article_id:
        articles.make_duplicate(sql, left.id, article_id)
    return article_id


def _unite(sql: Connection, left: Stored, article_id: int, seen_at: str, crawl_id: int | None) -> int:
    """Make one record of an article that was read at its old and at its new address."""
    older, newer = sorted((left.id, article_id))
    (url,) = sql.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()
    if older == left.id:
        if left.is_missing:
            tell_if_back(sql, older, seen_at, crawl_id)
        tell(sql, older, "moved", seen_at, crawl_id)
    sql.execute(
        "UPDATE articles SET duplicate_of = ? WHERE duplicate_of = ? AND id != ?", (older, newer, older)
    )
    articles.absorb(sql, older, newer)
    sql.execute("UPDATE articles SET url = ? WHERE id = ?", (url, older))
    return older


def _twin_of(sql: Connection, state: State, twins: Twins) -> Stored | None:
    """Return the article that a page at a new address is, by its title and its text; None when none is."""
    candidates = (articles.load(sql, article_id) for article_id in twins.get(title_key(state.title), ()))
    return next((each for each in candidates if each and is_one_article(state, each.state)), None)


def _is_nobodys(sql: Connection, key: str) -> bool:
    """True for the address of a tag or a page of its list: fetched, though no card leads there."""
    if any(url_key(url) == key for (url,) in sql.execute("SELECT url FROM tags")):
        return True
    row = sql.execute(
        "SELECT EXISTS (SELECT 1 FROM fetches WHERE url_key = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM sightings WHERE link_key = ?1)",
        (key,),
    ).fetchone()
    return bool(row[0])


def _is_another_cards(sql: Connection, key: str, title: str | None) -> bool:
    """True when cards lead to an address, and all of them under another title than a page's."""
    rows = sql.execute("SELECT title FROM sightings WHERE link_key = ? AND title IS NOT NULL", (key,))
    titles = [each for (each,) in rows]
    return bool(title and titles) and not any(is_same_title(title or "", each) for each in titles)


def _are_apart(sql: Connection, link: str, key: str, article_id: int | None = None) -> bool:
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
    return bool(beside) and not any(is_same_title(one, other) for one, other in beside)


def _is_side_by_side(sql: Connection, one: Iterable[str], other: Iterable[str]) -> bool:
    """True when two cards, first and last seen then, were shown by one walk: no run began in between."""
    (first, last), (other_first, other_last) = one, other
    end, start = min(last, other_last), max(first, other_first)
    between = "SELECT 1 FROM crawls WHERE started_at > ? AND started_at <= ?"
    return end >= start or sql.execute(between, (end, start)).fetchone() is None
