"""Archived pages taken over from another corpus: what it names, what is whole, what nobody forgot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.archive import WarcArchive, sift
from pipelines.folders import is_pages_file
from pipelines.mentions import Mentions
from pipelines.takedown import Sieve
from pipelines.warcfiles import Span


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
