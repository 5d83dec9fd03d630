"""Archived pages taken over from another corpus: what it names, what is whole, what nobody forgot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pipelines.archive import Span, WarcArchive, is_pages_file, sift
from pipelines.store import Corpus, kept_out
from pipelines.upkeep.mentions import Mentions
from pipelines.upkeep.takedown import Sieve, article_keys

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


Row = dict[str, Any]


def rows_of(sql: Connection, table: str, **equal: Any) -> Iterator[Row]:
    """Yield rows as dicts, in their order."""
    where = " AND ".join(f"{column} = ?" for column in equal)
    cursor = sql.execute(
        f"SELECT * FROM {table}{' WHERE ' + where if where else ''} ORDER BY rowid", tuple(equal.values())
    )
    columns = [column[0] for column in cursor.description]
    return (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())


def find(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int | None:
    """Return the number of the first row that is the same in these columns, None when there is none."""
    where = " AND ".join(f"{column} IS ?" for column in same)
    found = sql.execute(
        f"SELECT id FROM {table} WHERE {where}", tuple(row[column] for column in same)
    ).fetchone()
    return int(found[0]) if found else None


def put(sql: Connection, table: str, row: Row, same: tuple[str, ...]) -> int:
    """Insert a row under a new number unless one is the same in these columns; return its number."""
    found = find(sql, table, row, same)
    if found is not None:
        return found
    values = {column: value for column, value in row.items() if column != "id"}
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = sql.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def change(sql: Connection, table: str, row_id: int, row: Row) -> None:
    """Write all columns of a row but its number."""
    values = {column: value for column, value in row.items() if column != "id"}
    sets = ", ".join(f"{column} = ?" for column in values)
    sql.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))
