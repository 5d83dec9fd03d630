"""Files written for the user: beside their place first, renamed when whole; nothing of worth is written over.

A run that fails or is killed leaves what was there before. A link is followed: the file that it names is
replaced, the link stays. Pipes, devices and standard output are written to as they are.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from pipelines.errors import OutputError, UsageError

STDOUT = "-"
_OPEN_FILES = {STDOUT: 1, "/dev/stdout": 1, "/dev/stderr": 2}
_OPEN_FILE = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")
_SQLITE_SIGNS = (
    b"SQLite format 3\0",
    b"\x37\x7f\x06\x82",
    b"\x37\x7f\x06\x83",
    b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7",
)
"""How a database, its write-ahead log (in either byte order) and its journal begin."""
_LONGEST_STEM = 60
"""Letters of a name that the file beside it keeps: file systems take 255 bytes, a letter has up to four."""


@dataclass(frozen=True, slots=True)
class Output:
    """A place that may be written to, as the user named it, and where that is.

    `handle`: the number of the open file that the name stands for; None when it is a place among files.
    """

    name: str
    path: Path
    handle: int | None = None

    @classmethod
    def at(cls, name: str | Path, *, corpus: str | Path | None = None) -> Output:
        """Return the place; raise UsageError when something is there that must not be written over.

        `corpus`: the database that is read meanwhile. Nothing is read or written yet.
        """
        name = str(name)
        handle = _handle_of(name)
        try:
            path = Path(name).resolve() if handle is None else Path(f"/proc/self/fd/{handle}")
            is_known = handle is None or path.exists()
            why = why_not(path, Path(corpus).resolve() if corpus else None) if is_known else None
        except (OSError, RuntimeError) as error:  # a link that leads to itself is either, by Python's version
            raise UsageError(f"{name} cannot be written: {_reason(error)}") from error
        if why:
            raise UsageError(f"{name} {why}")
        return cls(name, path, handle)

    @property
    def is_stdout(self) -> bool:
        """True when what is written goes where messages must not."""
        return self.handle == 1

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give a stream of bytes; what is written to it is in its place, whole, when the block ends well."""
        try:
            with self._stream() as stream:
                yield stream
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"cannot write {self.name}: {_reason(error)}") from error

    @contextmanager
    def open_text(self) -> Iterator[TextIO]:
        """Give a stream of text, which is written as UTF-8 with the line ends that it has."""
        if self.is_stdout:
            yield sys.stdout
            sys.stdout.flush()
            return
        with self.open() as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="")
            try:
                yield text
                text.flush()
            finally:
                text.detach()

    def _stream(self) -> AbstractContextManager[BinaryIO]:
        if self.is_stdout:
            sys.stdout.flush()  # what was printed before comes before
            return contextlib.nullcontext(sys.stdout.buffer)
        if self.handle is not None:
            return os.fdopen(os.dup(self.handle), "wb")
        if self.path.exists() and not self.path.is_file():
            return self.path.open("wb")
        return _replacing(self.path)


def why_not(path: Path, corpus: Path | None = None) -> str | None:
    """Return why a place must not be written over, the rest of a sentence about it; None when it may be."""
    if path.is_dir():
        return "is a folder; give the name of a file"
    if not path.parent.is_dir():
        return f"cannot be written: there is no folder {path.parent}"
    if corpus is not None and any(_is_same(path, own) for own in _files_of(corpus)):
        return f"belongs to the database {corpus} itself; choose another file"
    if _is_of_database(path):
        return "is a SQLite database, or belongs to one, and is not written over; choose another file"
    if _is_archive(path.parent):
        return "lies in the archive of a database; choose another folder"
    if path.is_file() and not os.access(path, os.W_OK):
        return "cannot be written; check its permissions, or choose another file"
    return None


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to be filled; it is in its place, with all of it, when the block ends well."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        part = _part(folder)
        part.mkdir()
        try:
            yield part
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {_reason(error)}") from error


def _handle_of(name: str) -> int | None:
    """The number of the open file that a name stands for: opened anew, a redirected one would be emptied."""
    found = _OPEN_FILE.fullmatch(name)
    return int(found[1]) if found else _OPEN_FILES.get(name)


def _files_of(corpus: Path) -> Iterator[Path]:
    from pipelines.archive import SIDE_FILES

    yield corpus
    for suffix in SIDE_FILES:
        yield corpus.with_name(corpus.name + suffix)


def _is_same(one: Path, other: Path) -> bool:
    return one == other or (os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other))


def _is_of_database(path: Path) -> bool:
    """True for a database, its log or journal, by their first bytes; for its other side files by its name."""
    from pipelines.archive import SIDE_FILES

    if os.path.exists(f"{path}-wal"):
        return True
    owners = (path.with_name(path.name.removesuffix(end)) for end in SIDE_FILES if path.name.endswith(end))
    return any(_begins(each, _SQLITE_SIGNS) for each in (path, *owners))


def _is_archive(folder: Path) -> bool:
    """True for a folder with the mark of a corpus, and for one of an earlier version, which has none."""
    from pipelines.archive import MARK, pages_files

    if (folder / MARK).exists():
        return True
    return folder.name.endswith("-archive") and bool(pages_files(folder))


def _begins(path: Path, signs: tuple[bytes, ...]) -> bool:
    if not path.is_file() or not os.access(path, os.R_OK):
        return False
    with path.open("rb") as file:
        return file.read(max(map(len, signs))).startswith(signs)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a stream into a new file beside a place; take it there when all is written and on the disk."""
    _sweep(path)
    part = _part(path)
    with part.open("xb") as stream:
        try:
            _take_after(stream.fileno(), path)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()  # Windows renames no open file
            part.replace(path)
        except BaseException:
            stream.close()
            part.unlink(missing_ok=True)
            raise
    _keep_name(path.parent)


def _take_after(handle: int, path: Path) -> None:
    """Give a new file the permissions of the one that it replaces, and its owner where that is allowed."""
    if not path.exists() or os.name != "posix":
        return
    old = path.stat()
    with contextlib.suppress(PermissionError):  # only root gives files away: then it is ours from now on
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _part(path: Path) -> Path:
    """The name beside a place under which a process writes what will be there."""
    return path.with_name(f"{_part_stem(path)}{os.getpid()}.part")


def _part_stem(path: Path) -> str:
    return f".{path.name[:_LONGEST_STEM]}."


def _sweep(path: Path) -> None:
    """Delete what killed processes left unfinished beside a place."""
    if os.name != "posix":  # elsewhere a process cannot be asked for without a blow
        return
    pattern = re.compile(re.escape(_part_stem(path)) + r"(\d+)\.part")
    with contextlib.suppress(PermissionError):  # a folder that may be written to and not be listed
        for each in path.parent.iterdir():
            found = pattern.fullmatch(each.name)
            if found and not _is_alive(int(found[1])):
                shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    if process == os.getpid():  # its number came round; what it left is of an earlier one
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _keep_name(folder: Path) -> None:
    """Bring the new name to the disk; a file system that cannot does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: Exception) -> str:
    """What the system says, in words and without its number."""
    return (getattr(error, "strerror", None) or str(error)).lower()
