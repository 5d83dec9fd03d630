"""Archived pages taken out as evidence: the one an article was read from, or all that a selection was.

Only whole records count: what does not fit its digest is missing, and is told to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.archive import ArchivedPage, WarcArchive, info_member, read_packed
from pipelines.items import Fetch
from pipelines.store import Corpus


@dataclass(frozen=True, slots=True)
class Copied:
    """How many pages were copied, and how many should have been and are not in the archive whole."""

    pages: int
    missing: int


def page_of(corpus: Corpus, archive: WarcArchive, article_id: int) -> ArchivedPage | None:
    """Return the page that an article was read from last, None when it is not in the archive whole."""
    return next(filter(None, map(archive.read, corpus.archived(article_id))), None)


def to_warc(
    corpus: Corpus, archive: WarcArchive, article_ids: Iterable[int], stream: BinaryIO, name: str
) -> Copied:
    """Write the pages of articles, in all their states, as a WARC file; each record as it was archived."""
    stream.write(info_member(name))
    pages, missing = 0, 0
    for article_id in article_ids:
        fetches = corpus.states_of_page(article_id)
        records = [record for fetch in fetches if (record := _record(archive, fetch))]
        for record in records:
            stream.write(record)
        pages += len(records)
        missing += max(len(fetches), 1) - len(records)
    return Copied(pages, missing)


def _record(archive: WarcArchive, fetch: Fetch) -> bytes | None:
    """Return the record of a page as it lies in its file, packed; None when it is not there whole."""
    if fetch.warc_file is None or fetch.warc_offset is None or archive.read(fetch) is None:
        return None
    return read_packed(archive.folder / fetch.warc_file, fetch.warc_offset)
