"""One corpus taken into another: each article once, with all of its history, addresses, cards and pages.

What was forgotten in either is in neither afterwards, whatever address it has there. Merging the same file
again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from pipelines.archive import WarcArchive
from pipelines.identity import url_key
from pipelines.store import Corpus, Stored, add_tag, kept_out
from pipelines.store import articles as records
from pipelines.upkeep.adoption import change, put, rows_of, take_fetches
from pipelines.upkeep.mentions import Mentions
from pipelines.upkeep.takedown import forget_all, target_of


@dataclass(slots=True)
class Merged:
    """What a file brought: articles that were not there, and those of which both had a state."""

    new: int = 0
    known: int = 0
    pages: int = 0
    missing: int = 0
    """Pages that the file names and its archive does not have whole."""


@dataclass(frozen=True, slots=True)
class _Ids:
    """Where the rows of the source are in the target, by their numbers there."""

    tags: Mapping[int, int]
    crawls: Mapping[int, int]
    articles: dict[int, int]


def merge(into: Corpus, archive: WarcArchive, source: Corpus, at: str) -> Merged:
    """Take a file with its archive into another one; the source is not changed."""
    merged = Merged()
    source.sql.execute("BEGIN")
    try:
        mentions = _agree_on_takedowns(into, archive, source.sql, at)
        with into.atomic():
            ids = _Ids(_tags(source.sql, into.sql), _crawls(source.sql, into.sql), {})
            _articles(source.sql, into.sql, ids, merged)
            _revisions(source.sql, into.sql, ids)
            _cards(source.sql, into.sql, ids)
            _ledger(source.sql, into.sql, ids)
            merged.pages, merged.missing = take_fetches(source, into.sql, archive, mentions)
            archive.finish()
    finally:
        source.sql.rollback()
    return merged


def _agree_on_takedowns(into: Corpus, archive: WarcArchive, source: Connection, at: str) -> Mentions:
    """Forget here what was forgotten there, and by which addresses the other file knows it; return all of it.

    An article has addresses in one file that the other has never met: each may lead to more.
    """
    urls = {row["url"] for sql in (into.sql, source) for row in rows_of(sql, "forgotten")}
    grown = _all_addresses(urls, into.sql, source)
    while grown != urls:
        urls, grown = grown, _all_addresses(grown, into.sql, source)
    mentions = target_of(source, urls).mentions
    known = kept_out(into.sql)
    fresh = sorted(url for url in urls if url_key(url) not in known)
    if fresh:
        forget_all(into, archive, fresh, at)
    return mentions


def _all_addresses(urls: set[str], *files: Connection) -> set[str]:
    return urls.union(*(target_of(sql, urls).mentions.urls for sql in files))


def _tags(source: Connection, target: Connection) -> dict[int, int]:
    ids = {}
    for row in rows_of(source, "tags"):
        ids[row["id"]] = tag_id = add_tag(target, row["url"], row["name"])
        target.execute(
            "UPDATE tags SET name = coalesce(name, ?), followed_at = coalesce(followed_at, ?),"
            " every_s = coalesce(every_s, ?), notify = coalesce(notify, ?),"
            # That a name once led outside holds in any network, that it led inside only where that was seen.
            " network = CASE 'public' WHEN ? THEN 'public' ELSE network END,"
            " last_run = nullif(max(coalesce(last_run, ''), ?), ''),"
            " walked_at = nullif(max(coalesce(walked_at, ''), ?), ''),"
            " good_at = nullif(max(coalesce(good_at, ''), ?), '') WHERE id = ?",
            (
                *(row["name"], row["followed_at"], row["every_s"], row["notify"], row["network"]),
                *(row["last_run"] or "", row["walked_at"] or "", row["good_at"] or "", tag_id),
            ),
        )
    return ids


def _crawls(source: Connection, target: Connection) -> dict[int, int]:
    rows = rows_of(source, "crawls")
    return {row["id"]: put(target, "crawls", row, ("started_at", "command", "tags")) for row in rows}


def _articles(source: Connection, target: Connection, ids: _Ids, merged: Merged) -> None:
    out = kept_out(target)
    for (article_id,) in source.execute("SELECT id FROM articles ORDER BY id").fetchall():
        addresses = list(rows_of(source, "addresses", article_id=article_id))
        if any(row["url_key"] in out for row in addresses):
            continue
        urls = [row["url"] for row in addresses]
        theirs = records.load(source, article_id)
        assert theirs is not None
        owners = [stored for stored in records.load_owners(target, (theirs.state.url, *urls)) if stored]
        target_id = _unite(target, owners[0], theirs) if owners else _copy(target, theirs)
        merged.known += bool(owners)
        merged.new += not owners
        ids.articles[article_id] = target_id
        _unite_times(source, target, article_id, target_id)
        for row in addresses:
            records.lead_to(target, target_id, (row["url"],), row["first_seen"])
    _duplicates(source, target, ids)


def _copy(target: Connection, theirs: Stored) -> int:
    return records.insert(target, theirs.state, theirs.seen_at, None)


def _unite(target: Connection, ours: Stored, theirs: Stored) -> int:
    """The later state stands, the other one becomes a revision, where they differ at all."""
    if ours.state.content_hash == theirs.state.content_hash:
        return ours.id
    if theirs.seen_at > ours.seen_at:
        records.add_revision(target, ours, theirs.seen_at, "article")
        records.update(target, ours, theirs.state, None)
    elif not _has_revision(target, ours.id, theirs.state.content_hash):
        as_revision = Stored(ours.id, theirs.state, theirs.seen_at, False, None)
        records.add_revision(target, as_revision, ours.seen_at, "article")
    return ours.id


def _has_revision(target: Connection, article_id: int, content_hash: str) -> bool:
    query = "SELECT 1 FROM revisions WHERE article_id = ? AND content_hash = ?"
    return target.execute(query, (article_id, content_hash)).fetchone() is not None


def _unite_times(source: Connection, target: Connection, article_id: int, target_id: int) -> None:
    """First seen by either, last seen by either; gone or not as the one that looked last has it."""
    theirs = next(rows_of(source, "articles", id=article_id))
    ours = next(rows_of(target, "articles", id=target_id))
    latest = max(theirs, ours, key=lambda row: str(row["missing_since"] or row["last_seen"]))
    target.execute(
        "UPDATE articles SET first_seen = ?, last_seen = ?, missing_since = ?, gone_since = ? WHERE id = ?",
        (
            min(theirs["first_seen"], ours["first_seen"]),
            max(theirs["last_seen"], ours["last_seen"]),
            *(latest["missing_since"], latest["gone_since"], target_id),
        ),
    )


def _duplicates(source: Connection, target: Connection, ids: _Ids) -> None:
    rows = source.execute("SELECT id, duplicate_of, text_hash FROM articles ORDER BY id").fetchall()
    for article_id, original, text_hash in rows:
        ours = ids.articles.get(article_id)
        if ours is None:
            continue
        first = ids.articles.get(original) or records.same_text(target, text_hash, ours)
        if first is not None and first != ours:
            records.make_duplicate(target, max(ours, first), min(ours, first))


def _revisions(source: Connection, target: Connection, ids: _Ids) -> None:
    for row in rows_of(source, "revisions"):
        article_id = ids.articles.get(row["article_id"])
        if article_id is not None:
            row["article_id"] = article_id
            put(target, "revisions", row, ("article_id", "content_hash", "seen_at"))


def _cards(source: Connection, target: Connection, ids: _Ids) -> None:
    out = kept_out(target)
    for row in rows_of(source, "sightings"):
        if row["link_key"] in out:
            continue
        row |= {"tag_id": ids.tags[row["tag_id"]], "article_id": records.owner_of(target, row["link"])}
        sighting_id = put(target, "sightings", row, ("tag_id", "link_key"))
        ours = next(rows_of(target, "sightings", id=sighting_id))
        latest = max(ours, row, key=lambda card: str(card["last_seen"]))
        change(
            target,
            "sightings",
            sighting_id,
            latest | {"first_seen": min(row["first_seen"], ours["first_seen"])},
        )
        if row["article_id"] is not None:
            target.execute(
                "INSERT OR IGNORE INTO article_tags VALUES (?, ?)", (row["article_id"], row["tag_id"])
            )


def _ledger(source: Connection, target: Connection, ids: _Ids) -> None:
    """Failures, layouts and news; news of an article that both know is told once."""
    out = kept_out(target)
    for row in rows_of(source, "failures"):
        if url_key(row["url"]) in out:
            continue
        row |= {"crawl_id": ids.crawls.get(row["crawl_id"]), "tag_id": ids.tags.get(row["tag_id"])}
        put(target, "failures", row, ("url", "failed_at", "stage"))
    for row in rows_of(source, "layouts"):
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        target.execute(f"INSERT OR IGNORE INTO layouts ({columns}) VALUES ({marks})", tuple(row.values()))
    for row in rows_of(source, "news"):
        article_id = ids.articles.get(row["article_id"])
        if article_id is not None:
            row |= {"article_id": article_id, "crawl_id": ids.crawls.get(row["crawl_id"])}
            same = ("article_id", "kind") if row["kind"] == "new" else ("article_id", "kind", "noticed_at")
            put(target, "news", row, same)
