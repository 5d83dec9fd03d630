"""Archived pages taken over from another corpus: what it names, what is whole, what nobody forgot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection

from pipelines.archive import WarcArchive, sift
from pipelines.corpus import Corpus
from pipelines.folders import is_pages_file
from pipelines.mentions import Mentions
from pipelines.removals import kept_out
from pipelines.tablerows import Row, find, put, rows_of
from pipelines.takedown import Sieve, article_keys
from pipelines.warcfiles import Span

_ONE_FETCH = ("url", "fetched_at", "status")
_SAME_PAGE = (*_ONE_FETCH, "sha256", "warc_file")


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
            find(target, "fetches", row, _ONE_FETCH) is None
            or (row["warc_file"] and find(target, "fetches", row | {"warc_file": None}, _SAME_PAGE))
        )
    ]


def _put_fetch(target: Connection, row: Row) -> None:
    """Insert a fetch, or give the one that is there its page."""
    fetch_id = put(target, "fetches", row, _ONE_FETCH)
    target.execute(
        "UPDATE fetches SET warc_file = coalesce(warc_file, ?), warc_offset = coalesce(warc_offset, ?)"
        " WHERE id = ?",
        (row["warc_file"], row["warc_offset"], fetch_id),
    )
