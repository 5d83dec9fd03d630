"""One corpus taken into another: each article once, with all of its history, addresses, cards and pages.

What was forgotten in either is in neither afterwards, whatever address it has there. Merging the same file
again changes nothing. Of archived pages come those that the file names, that are whole, that nobody forgot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pipelines.archive import Span, WarcArchive, is_pages_file, sift
from pipelines.identity import url_key
from pipelines.store import Corpus, Stored, add_tag, kept_out
from pipelines.store import articles as records
from pipelines.upkeep.takedown import Mentions, Sieve, article_keys, forget_all, target_of

_ONE_FETCH = ("url", "fetched_at", "status")
_SAME_PAGE = (*_ONE_FETCH, "sha256", "warc_file")
Row = dict[str, Any]


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
    return {row["id"]: put_row(target, "crawls", row, ("started_at", "command", "tags")) for row in rows}


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
            put_row(target, "revisions", row, ("article_id", "content_hash", "seen_at"))


def _cards(source: Connection, target: Connection, ids: _Ids) -> None:
    out = kept_out(target)
    for row in rows_of(source, "sightings"):
        if row["link_key"] in out:
            continue
        row |= {"tag_id": ids.tags[row["tag_id"]], "article_id": records.owner_of(target, row["link"])}
        sighting_id = put_row(target, "sightings", row, ("tag_id", "link_key"))
        ours = next(rows_of(target, "sightings", id=sighting_id))
        latest = max(ours, row, key=lambda card: str(card["last_seen"]))
        change_row(
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
        put_row(target, "failures", row, ("url", "failed_at", "stage"))
    for row in rows_of(source, "layouts"):
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        target.execute(f"INSERT OR IGNORE INTO layouts ({columns}) VALUES ({marks})", tuple(row.values()))
    for row in rows_of(source, "news"):
        article_id = ids.articles.get(row["article_id"])
        if article_id is not None:
            row |= {"article_id": article_id, "crawl_id": ids.crawls.get(row["crawl_id"])}
            same = ("article_id", "kind") if row["kind"] == "new" else ("article_id", "kind", "noticed_at")
            put_row(target, "news", row, same)


class Adoption:
    """Takes pages into an archive; `missing` counts those that were named and are not there whole."""

    def __init__(self, archive: WarcArchive, mentions: Mentions, articles: frozenset[str]) -> None:
        self.missing = 0
        self._archive = archive
        self._mentions = mentions
        self._articles = articles

    def take(self, folder: Path, name: str, digests: Mapping[int, str | None]) -> dict[int, tuple[str, int]]:
        """Copy pages of a file in a folder, named by their places; return where each that came lies now.

        A name that is none of an archive's files is not followed: the other database may have any in it.
        """
        path = folder / name
        if not is_pages_file(name) or path.is_symlink() or not path.is_file():
            self.missing += len(digests)
            return {}
        sieve = Sieve(self._mentions, self._articles, digests)
        found: set[int] = set()

        def is_wanted(path: Path, span: Span) -> bool:
            if span.start not in digests:
                return False
            found.add(span.start)
            return sieve.keeps(path, span)

        try:
            every = sift(path, is_wanted)
        except OSError:
            self.missing += len(digests)
            return {}
        self.missing += len(digests) - len(found) + sieve.unreadable
        copied = self._archive.adopt(path, every)
        return {old: (copied.name, new) for old, new in copied.places.items()} if copied else {}


def take_fetches(
    source: Corpus, target: Connection, archive: WarcArchive, mentions: Mentions
) -> tuple[int, int]:
    """Copy the fetches with their pages; return how many pages came along, and how many were not there."""
    rows = _fetches_to_copy(source.sql, target)
    adoption = Adoption(archive, mentions, article_keys(source.sql) | article_keys(target))
    folder = WarcArchive.beside(source.path).folder
    pages = 0
    for name in sorted({row["warc_file"] for row in rows} - {None}):
        group = [row for row in rows if row["warc_file"] == name]
        places = adoption.take(folder, name, {row["warc_offset"]: row["sha256"] for row in group})
        for row in group:
            row["warc_file"], row["warc_offset"] = places.get(row["warc_offset"], (None, None))
            pages += row["warc_file"] is not None
    for row in rows:
        _put_fetch(target, row)
    return pages, adoption.missing


def _fetches_to_copy(source: Connection, target: Connection) -> list[Row]:
    """Those that the target does not have, or has without the page."""
    out = kept_out(target)
    return [
        row
        for row in rows_of(source, "fetches")
        if row["url_key"] not in out
        and (
            find_row(target, "fetches", row, _ONE_FETCH) is None
            or (row["warc_file"] and find_row(target, "fetches", row | {"warc_file": None}, _SAME_PAGE))
        )
    ]


def _put_fetch(target: Connection, row: Row) -> None:
    """Insert a fetch, or give the one that is there its page."""
    fetch_id = put_row(target, "fetches", row, _ONE_FETCH)
    target.execute(
        "UPDATE fetches SET warc_file = coalesce(warc_file, ?), warc_offset = coalesce(warc_offset, ?)"
        " WHERE id = ?",
        (row["warc_file"], row["warc_offset"], fetch_id),
    )


def rows_of(sql: Connection, table: str, **equal: Any) -> Iterator[Row]:
    """Yield rows as dicts, in their order."""
    where = " AND ".join(f"{column} = ?" for column in equal)
    cursor = sql.execute(
        f"SELECT * FROM {table}{' WHERE ' + where if where else ''} ORDER BY rowid", tuple(equal.values())
    )
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


def find_row(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int | None:
    """Return the number of the first row that is the same in these columns, None when there is none."""
    where = " AND ".join(f"{column} IS ?" for column in same)
    found = sql.execute(
        f"SELECT id FROM {table} WHERE {where}", tuple(row[column] for column in same)
    ).fetchone()
    return int(found[0]) if found else None


def put_row(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int:
    """Insert a row under a new number unless one is the same in these columns; return its number."""
    found = find_row(sql, table, row, same)
    if found is not None:
        return found
    values = {column: value for column, value in row.items() if column != "id"}
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = sql.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def change_row(sql: Connection, table: str, row_id: int, row: Row) -> None:
    """Write all columns of a row but its number."""
    values = {column: value for column, value in row.items() if column != "id"}
    sets = ", ".join(f"{column} = ?" for column in values)
    sql.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))
