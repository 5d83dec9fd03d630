"""An article removed for good: its records, its pages in the archive, and the way back into the file.

Its duplicates go with it, for they have the same text. Pages of other articles stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from pipelines.archive import WarcArchive
from pipelines.corpus import Corpus
from pipelines.identity import url_key
from pipelines.records import author_ids, drop_idle_authors, owner_of
from pipelines.removals import keep_out
from pipelines.warc import Span

_MIN_NEEDLE = 8
"""Shorter paths stand on pages that have nothing to do with the article."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a takedown removed."""

    articles: int
    addresses: int
    pages: int


@dataclass(frozen=True, slots=True)
class _Target:
    article_ids: tuple[int, ...]
    urls: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(map(url_key, self.urls))


def forget(corpus: Corpus, archive: WarcArchive, url: str, at: str) -> Removed:
    """Remove the article at an address and keep all its addresses out; an unknown one is kept out as well.

    The pages are copied without it first, then the records go in one transaction, then the old files: a
    takedown that is broken off is completed by calling it again.
    """
    target = _target(corpus, url)
    moved, pages = _rewrite(corpus, archive, target)
    corpus.sql.execute("PRAGMA secure_delete = ON")
    with corpus.atomic():
        for (name, offset), place in moved.items():
            corpus.sql.execute(
                "UPDATE fetches SET warc_file = ?, warc_offset = ? WHERE warc_file = ? AND warc_offset = ?",
                (*place, name, offset),
            )
        for each in target.urls:
            keep_out(corpus.sql, each, at)
            corpus.sql.execute("DELETE FROM fetches WHERE url_key = ?", (url_key(each),))
        _delete_failures(corpus, target.keys)
        for article_id in target.article_ids:
            _delete_article(corpus, article_id)
    _sweep(corpus, archive)
    _scrub(corpus)
    return Removed(len(target.article_ids), len(target.urls), pages)


def _target(corpus: Corpus, url: str) -> _Target:
    article_id = owner_of(corpus.sql, url)
    if article_id is None:
        return _Target((), (url,), ())
    rows = corpus.sql.execute(
        "SELECT id, title FROM articles WHERE id = ?1 OR duplicate_of = ?1"
        " OR id = (SELECT duplicate_of FROM articles WHERE id = ?1)"
        " OR duplicate_of = (SELECT duplicate_of FROM articles WHERE id = ?1)",
        (article_id,),
    ).fetchall()
    ids = tuple(row[0] for row in rows)
    marks = ", ".join("?" * len(ids))
    addresses = corpus.sql.execute(f"SELECT url FROM addresses WHERE article_id IN ({marks})", ids).fetchall()
    return _Target(
        ids, (url, *(address for (address,) in addresses)), tuple(row[1] for row in rows if row[1])
    )


def _rewrite(
    corpus: Corpus, archive: WarcArchive, target: _Target
) -> tuple[dict[tuple[str, int], tuple[str | None, int | None]], int]:
    """Copy each file of the archive without the article; return where every record of it now lies."""
    articles = _article_keys(corpus)
    needles = _needles(target)
    moved: dict[tuple[str, int], tuple[str | None, int | None]] = {}
    dropped = 0
    for path in archive.files():
        name = path.name

        def is_kept(span: Span) -> bool:
            assert span.page is not None
            key = url_key(span.page.url)
            if key in target.keys:
                return False
            return key in articles or not any(needle in span.page.body for needle in needles)

        rewritten = archive.rewrite(name, is_kept)
        if rewritten is None:
            continue
        copy, places = rewritten
        for offset in _offsets(corpus, name):
            place = places.get(offset)
            moved[name, offset] = (copy, place) if place is not None else (None, None)
            dropped += place is None
    return moved, dropped


def _needles(target: _Target) -> tuple[bytes, ...]:
    """What a listing that shows the article has in its source: its paths, also decoded, or its title."""
    paths = [urlsplit(url).path for url in target.urls]
    texts = {*paths, *map(unquote, paths), *target.titles}
    return tuple(text.encode(errors="replace") for text in texts if len(text.strip("/")) >= _MIN_NEEDLE)


def _article_keys(corpus: Corpus) -> frozenset[str]:
    """The addresses of articles; every other page in the archive is a listing."""
    return frozenset(key for (key,) in corpus.sql.execute("SELECT url_key FROM addresses"))


def _offsets(corpus: Corpus, name: str) -> list[int]:
    rows = corpus.sql.execute("SELECT warc_offset FROM fetches WHERE warc_file = ?", (name,))
    return [offset for (offset,) in rows]


def _delete_failures(corpus: Corpus, keys: Iterable[str]) -> None:
    wanted = frozenset(keys)
    rows = corpus.sql.execute("SELECT id, url FROM failures").fetchall()
    gone = [(failure_id,) for failure_id, url in rows if url_key(url) in wanted]
    corpus.sql.executemany("DELETE FROM failures WHERE id = ?", gone)


def _delete_article(corpus: Corpus, article_id: int) -> None:
    """Delete a record with all that hangs on it: revisions, addresses, tags, news."""
    authors = author_ids(corpus.sql, article_id)
    corpus.sql.execute("DELETE FROM sightings WHERE article_id = ?", (article_id,))
    corpus.sql.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    drop_idle_authors(corpus.sql, authors)


def _sweep(corpus: Corpus, archive: WarcArchive) -> None:
    """Delete the files of the archive that no fetch points to any more."""
    rows = corpus.sql.execute("SELECT DISTINCT warc_file FROM fetches WHERE warc_file IS NOT NULL")
    used = {name for (name,) in rows}
    for path in archive.files():
        if path.name not in used:
            archive.remove(path.name)


def _scrub(corpus: Corpus) -> None:
    """Leave no trace of deleted words in the search index, in free pages or in the write-ahead log."""
    with corpus.atomic():
        corpus.sql.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    corpus.sql.execute("VACUUM")
    corpus.sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
