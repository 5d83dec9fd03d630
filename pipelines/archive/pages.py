"""Fetched pages as they came, in WARC files in a folder beside the database: fetched once, understood again.

One gzip member a record, so that a page is read from its offset alone, and a record cut off by a kill harms
no other. Only the run that holds the file's lock writes here, and only in a folder that is its file's alone.
A file of pages that has a second name elsewhere, as in a copy of the folder made of links, is not written to.
"""

from __future__ import annotations

import stat
import tempfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from pipelines.archive import folders
from pipelines.archive.records import (
    ArchivedPage,
    Span,
    copy_spans,
    digest,
    info_member,
    page_member,
    read_page,
    spans,
    whole_end,
)
from pipelines.errors import CorpusError
from pipelines.items import Fetch

FILE_BYTES = 1_000_000_000
"""Size at which the next file is begun: what archives and file systems handle well."""


_LENGTH_BYTES = 8
"""In which a passing page says how long it is."""
_UNFINISHED = ".new"
"""Ending of a file that is being written and may not be used yet."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy of a file of pages: its name, where each record that it has now begins, and what it lacks."""

    name: str
    places: dict[int, int]
    damaged: int
    """Stretches that are no whole record, as what a killed run left at the end; none of them is copied."""


class WarcArchive:
    """The WARC files of one corpus, open for reading and, from the first `write` on, for appending."""

    def __init__(self, folder: Path, *, database: Path | None = None, file_bytes: int = FILE_BYTES) -> None:
        self.file_bytes = file_bytes
        self._folder = folder
        self._database = database
        self._is_settled = database is None
        self._is_parted = False
        self._out: BinaryIO | None = None
        self._unfinished: list[Path] = []

    @classmethod
    def beside(cls, database: Path) -> WarcArchive:
        """Return the archive of a database; `pipelines.archive.folders` says where it is."""
        return cls(database.resolve().parent, database=database)

    @property
    def folder(self) -> Path:
        """Where the pages are looked for; whoever writes gets a folder that no other file uses."""
        if self._is_settled or self._database is None:
            return self._folder
        home = folders.home_of(self._database)
        self._folder, self._is_settled = home.folder, home.tie is folders.Tie.OWN
        return home.folder

    @property
    def is_lent(self) -> bool:
        """True when the pages are another file's, of which this one is a copy."""
        return self._database is not None and folders.home_of(self._database).tie is folders.Tie.LENT

    def write(
        self, url: str, status: int, headers: Iterable[tuple[str, str]], payload: bytes, fetched_at: str
    ) -> tuple[str, int]:
        """Append a page, its bytes as received; return the file's name and the record's offset in it."""
        member = page_member(url, status, headers, payload, fetched_at)
        try:
            out = self._open()
            offset = out.tell()
            out.write(member)
        except OSError as error:
            raise CorpusError(f"cannot write to the archive {self.folder}: {error.strerror}") from error
        return Path(out.name).name, offset

    def read(self, fetch: Fetch) -> ArchivedPage | None:
        """Return the page of a fetch, None when it is not archived, or not whole, or not the one it was."""
        if fetch.warc_file is None or fetch.warc_offset is None:
            return None
        if not folders.is_pages_file(fetch.warc_file):
            return None
        return read_page(self.folder / fetch.warc_file, fetch.warc_offset, fetch.sha256)

    def close(self) -> None:
        """Close the file being written."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def __enter__(self) -> WarcArchive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rewrite(self, name: str, is_kept: Callable[[Path, Span], bool]) -> Copied | None:
        """Copy a file without some of its pages and without damaged ones; None when there is nothing to drop.

        `is_kept` is asked of each page. The old file stays until `remove`: whoever notes the new places in
        the database calls `finish` before that is stored, and `remove` after.
        """
        self.close()
        every = sift(self.folder / name, is_kept)
        if all(wanted or span.kind == "other" for span, wanted in every):
            return None
        return self._copy(self._part() / name, every)

    def adopt(self, path: Path, sifted: list[tuple[Span, bool]]) -> Copied | None:
        """Copy pages of a file of another archive into this one; None when there is none to copy."""
        if not any(wanted for _, wanted in sifted):
            return None
        try:
            return self._copy(path, sifted)
        except OSError as error:
            raise CorpusError(f"cannot copy {path} to {self.folder}: {error.strerror}") from error

    def finish(self) -> None:
        """Give the files that were copied the names that they are known by in the database."""
        for path in self._unfinished:
            path.rename(path.with_name(path.name.removesuffix(_UNFINISHED)))
        self._unfinished = []

    def remove(self, name: str) -> None:
        """Delete a file of the archive."""
        self.close()
        (self._part() / name).unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """Return the files of the archive, oldest first."""
        return folders.pages_files(self.folder)

    def _settle(self) -> Path:
        """Return the folder for writing, made where there is none; what a killed run left half done goes."""
        if self._database is not None and not self._is_settled:
            self._folder = folders.claim(self._database)
            self._is_settled = True
        self._folder.mkdir(exist_ok=True)
        for path in self._folder.glob(f"pages-*{_UNFINISHED}"):
            if path not in self._unfinished:
                path.unlink()
        return self._folder

    def _part(self) -> Path:
        """Return the folder for deleting: no other file reads its pages there any more."""
        folder = self._settle()
        if self._database is not None and not self._is_parted:
            folders.part(self._database, folder)
            self._is_parted = True
        return folder

    def _copy(self, old: Path, every: list[tuple[Span, bool]]) -> Copied:
        path = self._next_path()
        unfinished = path.with_name(path.name + _UNFINISHED)
        try:
            with unfinished.open("xb") as target:
                target.write(info_member(path.name))
                places = copy_spans(old, target, (span for span, wanted in every if wanted))
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        self._unfinished.append(unfinished)
        return Copied(path.name, places, sum(span.kind == "damaged" for span, _ in every))

    def _open(self) -> BinaryIO:
        if self._out is not None and self._out.tell() >= self.file_bytes:
            self.close()
        if self._out is None:
            self._out = self._continue() or self._begin()
        return self._out

    def _continue(self) -> BinaryIO | None:
        """The last file, cut back to its last whole record; None when there is none with room."""
        files = folders.pages_files(self._settle())
        if not files or not _is_writable(files[-1], self.file_bytes):
            return None
        with files[-1].open("r+b") as file:
            end = whole_end(file)
            if end is None:
                return None
            file.truncate(end)
        out = files[-1].open("ab", buffering=0)
        out.seek(0, 2)
        return out

    def _begin(self) -> BinaryIO:
        path = self._next_path()
        out = path.open("xb", buffering=0)
        out.write(info_member(path.name))
        return out

    def _next_path(self) -> Path:
        names = [path.name for path in (*folders.pages_files(self._settle()), *self._unfinished)]
        number = max(map(folders.number_of, names), default=0) + 1
        return self._folder / f"pages-{number:05}.warc.gz"


def sift(path: Path, is_kept: Callable[[Path, Span], bool]) -> list[tuple[Span, bool]]:
    """A file's stretches, each with whether it is a page to keep; the pages themselves are not held."""
    return [(span, span.kind == "page" and is_kept(path, span)) for span in spans(path)]


def _is_writable(path: Path, most_bytes: int) -> bool:
    """True for a file with room that is here alone: no link to another, and no link of another to it."""
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_size < most_bytes


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
        self._file.write(len(packed).to_bytes(_LENGTH_BYTES, "big") + packed)
        self._index[digest(page.body)] = offset, replace(page, body=b"")

    def read(self, fetch: Fetch) -> ArchivedPage | None:
        """Return the page of a fetch, None when it is not of this run."""
        if fetch.sha256 not in self._index:
            return None
        offset, page = self._index[fetch.sha256]
        self._file.seek(offset)
        length = int.from_bytes(self._file.read(_LENGTH_BYTES), "big")
        return replace(page, body=zlib.decompress(self._file.read(length)))

    def close(self) -> None:
        """Let the pages go."""
        self._file.close()
