"""Which folder beside a corpus holds its pages: an archive belongs to one file, and bears its mark.

`corpus.db` has its pages in `corpus-archive`. Where that is another file's (`corpus.sqlite` came first, or
`corpus.bak` is a copy), the folder is named after the whole name: `corpus.sqlite-archive`. Moved or renamed,
alone or together, file and folder find each other again. A copy of a file reads the pages of the original
until it has some of its own to keep; then it gets a folder with all of them, linked and not copied.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from enum import Enum
from itertools import count
from pathlib import Path

from pipelines.errors import CorpusError
from pipelines.store import APPLICATION_ID, glance

MARK = "owner.json"
_PAGES = re.compile(r"pages-[0-9]+\.warc\.gz")
_MARK_BYTES = 4000
"""More than a mark has."""
SIDE_FILES = ("-wal", "-shm", "-lock", "-journal")
"""What SQLite and our own lock put beside a database."""
_TRIES = 20
"""Runs on other files may take the same name at the same moment; each time one of them gets it."""


class Tie(Enum):
    """What a folder is to a file."""

    OWN = "bears its mark"
    FREE = "it may set its mark on it"
    LENT = "belongs to the file that this one is a copy of"
    NONE = "is not there yet"


@dataclass(frozen=True, slots=True)
class Home:
    """A folder and what it is to the file that asked."""

    folder: Path
    tie: Tie


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an archive is: the name of the file beside it, and the number the file has in itself."""

    file: str
    corpus: str


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What a glance at a file tells; `id` is None when an earlier version made it."""

    id: str | None
    has_pages: bool


def is_pages_file(name: str) -> bool:
    """True for the name of a file of pages; any other may lead out of the folder."""
    return _PAGES.fullmatch(name) is not None


def pages_files(folder: Path) -> list[Path]:
    """Return a folder's files of pages, oldest first."""
    found = [path for path in folder.glob("pages-*.warc.gz") if is_pages_file(path.name)]
    return sorted(found, key=lambda path: number_of(path.name))


def number_of(name: str) -> int:
    """Return the number in the name of a file of pages."""
    return int("".join(filter(str.isdigit, name)))


def home_of(database: Path) -> Home:
    """Return the folder in which to look for a file's pages. Nothing is written."""
    place = database.resolve()
    known = _look(place)
    if known is None:
        return Home(_unused(place), Tie.NONE)
    marks = {folder: owner for folder, owner in _marks(place.parent).items() if owner.corpus == known.id}
    for tie, folders in (
        (Tie.OWN, _own(marks, place)),
        (Tie.FREE, [folder for folder in marks if _is_left(marks, folder, place)]),
        (Tie.FREE, [folder for folder in _names(place) if _is_unmarked(folder, known)]),
        (Tie.LENT, list(marks)),
    ):
        if folders:
            return Home(_first(folders, place), tie)
    return Home(_unused(place), Tie.NONE)


def claim(database: Path) -> Path:
    """Return a folder that is this file's alone, made or marked where needed. Its run must hold the lock."""
    place = database.resolve()
    known = _look(place)
    if known is None or known.id is None:
        raise CorpusError(f"{place} is no file that can have an archive; `readmore crawl` makes one")
    owner = Owner(place.name, known.id)
    for _ in range(_TRIES):
        home = home_of(place)
        if home.tie is Tie.OWN:
            return home.folder
        if home.tie is Tie.FREE:
            part(place, home.folder)
            _take(home.folder, owner)
        else:
            _make(place, owner, _free_names(place), home.folder if home.tie is Tie.LENT else None)
    raise CorpusError(f"cannot make a folder for the pages beside {place}: others take the names; run again")


def part(database: Path, folder: Path) -> None:
    """Give every other file that reads its pages in this folder a folder of its own with all of them.

    Called before the folder gets an owner, and before any file in it is taken away.
    """
    place = database.resolve()
    _clear(place)
    for other in place.parent.iterdir():
        known = _look(other) if other != place and _may_be_corpus(other) else None
        if known is None or not known.has_pages:
            continue
        home = home_of(other)
        if home.folder == folder and home.tie is not Tie.OWN:
            owner = Owner(other.name, known.id) if known.id else None
            _make(place, owner, _free_names(other) if owner else iter(_names(other)[:1]), folder)


def _names(place: Path) -> tuple[Path, Path]:
    """The names an archive may have by right; no other file has the first one."""
    return place.with_name(f"{place.name}-archive"), place.with_name(f"{place.stem}-archive")


def _free_names(place: Path) -> Iterator[Path]:
    """The names a new archive may get: the short one, then the long one, then numbered ones."""
    yield from reversed(_names(place))
    for number in count(2):
        yield place.with_name(f"{place.name}-{number}-archive")


def _unused(place: Path) -> Path:
    return next(folder for folder in _free_names(place) if not os.path.lexists(folder))


def _first(folders: Iterable[Path], place: Path) -> Path:
    """The likeliest of several: one that is named after the file."""
    names = _names(place)
    return min(folders, key=lambda folder: (names.index(folder) if folder in names else len(names), folder))


def _own(marks: Mapping[Path, Owner], place: Path) -> list[Path]:
    return [folder for folder, owner in marks.items() if _is_same(place.with_name(owner.file), place)]


def _is_same(one: Path, other: Path) -> bool:
    """True for one name, and for two names of one file, as where upper and lower case do not differ."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def _is_left(marks: Mapping[Path, Owner], folder: Path, place: Path) -> bool:
    """True when the file that a folder is marked for is gone, or uses another: it was renamed, or copied."""
    owner = marks[folder]
    marked_for = place.with_name(owner.file)
    known = _look(marked_for)
    if known is None or known.id != owner.corpus:
        return True
    return folder in _names(place) and folder != _first(_own(marks, marked_for), marked_for)


def _is_unmarked(folder: Path, known: _Corpus) -> bool:
    """True for an empty folder, and for one of an earlier version when the file has pages somewhere."""
    if not folder.is_dir() or os.path.lexists(folder / MARK):
        return False
    return known.has_pages or not pages_files(folder)


def _marks(parent: Path) -> dict[Path, Owner]:
    found = {folder: _read_mark(folder / MARK) for folder in sorted(parent.glob("*-archive"))}
    return {folder: owner for folder, owner in found.items() if owner}


def _read_mark(path: Path) -> Owner | None:
    """Whose a folder is, None when it has no mark that can be read."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_MARK_BYTES))
        owner = Owner(said["file"], said["corpus"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    is_name = isinstance(owner.file, str) and Path(owner.file).name == owner.file
    return owner if is_name and isinstance(owner.corpus, str) else None


def _take(folder: Path, owner: Owner) -> None:
    """Set a mark on a folder; of two files that do so at once, one has it."""
    written = folder / f"{MARK}.{os.getpid()}"
    written.write_text(json.dumps(asdict(owner)))
    try:
        if (folder / MARK).exists():
            written.replace(folder / MARK)
        else:
            _link(written, folder / MARK)
    except FileExistsError:
        pass  # the other one was first; whoever called looks again
    finally:
        written.unlink(missing_ok=True)


def _clear(place: Path) -> Path:
    """Return where a folder is made ready, without what a killed run left there."""
    building = place.with_name(f"{place.name}-archive.new")
    shutil.rmtree(building, ignore_errors=True)
    return building


def _make(place: Path, owner: Owner | None, names: Iterator[Path], source: Path | None) -> None:
    """Make a folder under the first name that nobody has, with the pages of another: whole or not at all."""
    building = _clear(place)
    building.mkdir()
    for path in pages_files(source) if source else ():
        _link(path, building / path.name)
    if owner:
        (building / MARK).write_text(json.dumps(asdict(owner)))
    for folder in names:
        if os.path.lexists(folder):
            continue
        try:
            building.rename(folder)
        except OSError:
            if os.path.lexists(folder):  # made by somebody else at this moment
                continue
            raise
        return
    shutil.rmtree(building)


def _link(path: Path, target: Path) -> None:
    """Give a file a second name, or copy it where a disk has no second names."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        with path.open("rb") as source, target.open("xb") as copy:
            shutil.copyfileobj(source, copy)


def _may_be_corpus(path: Path) -> bool:
    """False for what is surely none: folders, empty files, what stands beside a database."""
    try:
        return path.is_file() and path.stat().st_size > 0 and not path.name.endswith(SIDE_FILES)
    except OSError:
        return False


def _look(path: Path) -> _Corpus | None:
    """What a file is, None when it is no corpus or cannot be read."""
    try:
        with closing(glance(path)) as sql:
            if sql.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            row = sql.execute("SELECT 1 FROM fetches WHERE warc_file IS NOT NULL LIMIT 1").fetchone()
            return _Corpus(_id(sql), row is not None)
    except (sqlite3.Error, OSError):
        return None


def _id(sql: sqlite3.Connection) -> str | None:
    if not sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'corpus'").fetchone():
        return None
    row = sql.execute("SELECT id FROM corpus").fetchone()
    return str(row[0]) if row else None
