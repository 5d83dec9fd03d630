"""Where no archive is kept: the pages of one run, for as long as it lasts."""

from __future__ import annotations

import tempfile
import zlib
from dataclasses import replace
from typing import BinaryIO, Protocol, cast

from pipelines.items import Fetch
from pipelines.warc import ArchivedPage, digest


class Pages(Protocol):
    """Gives back pages that were fetched."""

    def read(self, fetch: Fetch) -> ArchivedPage | None:
        """Return the page of a fetch, None when it is not there whole."""


class PassingPages:
    """Pages in a file without a name, which the system takes away when the run ends, however it does."""

    def __init__(self) -> None:
        self._file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  # closed with the run
        self._index: dict[str, tuple[int, ArchivedPage]] = {}
        """By digest: where the body lies, packed, and the page without it."""

    def write(self, page: ArchivedPage) -> None:
        """Keep a page until the run ends."""
        offset = self._file.seek(0, 2)
        packed = zlib.compress(page.body, 1)
        self._file.write(len(packed).to_bytes(8, "big") + packed)
        self._index[digest(page.body)] = offset, replace(page, body=b"")

    def read(self, fetch: Fetch) -> ArchivedPage | None:
        """Return the page of a fetch, None when it is not of this run."""
        if fetch.sha256 not in self._index:
            return None
        offset, page = self._index[fetch.sha256]
        self._file.seek(offset)
        length = int.from_bytes(self._file.read(8), "big")
        return replace(page, body=zlib.decompress(self._file.read(length)))

    def close(self) -> None:
        """Let the pages go."""
        self._file.close()
