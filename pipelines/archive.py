"""Fetched pages as they came, in WARC files in a folder beside the database: fetched once, understood again.

One gzip member a record, so that a page is read from its offset alone, and a record cut off by a kill harms
no other. Only the run that holds the file's lock writes here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import CorpusError
from pipelines.items import Fetch
from pipelines.warc import ArchivedPage, Span, info_member, page_member, read_page, spans, whole_end

FILE_BYTES = 1_000_000_000
"""Size at which the next file is begun: what archives and file systems handle well."""


class WarcArchive:
    """A folder of WARC files, open for reading and, from the first `write` on, for appending."""

    def __init__(self, folder: Path, *, file_bytes: int = FILE_BYTES) -> None:
        self.folder = folder
        self.file_bytes = file_bytes
        self._out: BinaryIO | None = None

    @classmethod
    def beside(cls, database: Path) -> WarcArchive:
        """Return the archive of a database: `corpus.db` has it in `corpus-archive`."""
        place = database.resolve()
        return cls(place.with_name(f"{place.stem}-archive"))

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

    def rewrite(self, name: str, is_kept: Callable[[Span], bool]) -> tuple[str, dict[int, int]] | None:
        """Copy a file without some of its pages; return the copy's name and where each kept record begins.

        None when all are kept. The old file stays until `remove`: whoever notes the new places in the
        database does that first.
        """
        self.close()
        old = self.folder / name
        every = list(spans(old))
        kept = [span for span in every if span.page is None or is_kept(span)]
        if len(kept) == len(every):
            return None
        copy = self._next_path()
        with old.open("rb") as source, copy.open("xb") as target:
            places = {span.start: _copy(source, target, span) for span in kept}
        return copy.name, places

    def adopt(self, path: Path) -> str:
        """Copy a file of another archive into this one; return the name it has here."""
        self.folder.mkdir(exist_ok=True)
        copy = self._next_path()
        shutil.copyfile(path, copy)
        return copy.name

    def remove(self, name: str) -> None:
        """Delete a file of the archive."""
        self.close()
        (self.folder / name).unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """Return the files of the archive, oldest first."""
        found = self.folder.glob("pages-*.warc.gz")
        return sorted(path for path in found if re.fullmatch(r"pages-\d+\.warc\.gz", path.name))

    def _open(self) -> BinaryIO:
        if self._out is not None and self._out.tell() >= self.file_bytes:
            self.close()
        if self._out is None:
            self._out = self._continue() or self._begin()
        return self._out

    def _continue(self) -> BinaryIO | None:
        """The last file, cut back to its last whole record; None when there is none with room."""
        files = self.files()
        if not files or files[-1].stat().st_size >= self.file_bytes:
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
        self.folder.mkdir(exist_ok=True)
        path = self._next_path()
        out = path.open("xb", buffering=0)
        out.write(info_member(path.name))
        return out

    def _next_path(self) -> Path:
        files = self.files()
        number = int(re.findall(r"\d+", files[-1].name)[0]) + 1 if files else 1
        return self.folder / f"pages-{number:05}.warc.gz"


def _copy(source: BinaryIO, target: BinaryIO, span: Span) -> int:
    """Copy a record byte for byte; return where it now begins."""
    start = target.tell()
    source.seek(span.start)
    target.write(source.read(span.end - span.start))
    return start
