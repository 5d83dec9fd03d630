"""How a file is opened: is it a corpus, is it ours to write, is it as new as the program, is no run at work.

Every way in which it is not ends in a CorpusError that says what to do. One run at a time works on a file: it
holds a lock that the operating system frees, however the run ends.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipelines.errors import BusyError, CorpusError
from pipelines.store.schema import APPLICATION_ID, MIGRATIONS, SECRETS_MOVED, Database, names
from pipelines.store.upgrades import keep_secrets

_BUSY_S = 30.0
_PID_BYTES = 20
"""More than the number of a process has digits."""
_READABLE = 0o644
_SENTENCES = {
    "not a database": "is not a SQLite database; choose another file",
    "malformed": "is damaged; restore it from a copy, or save what is left with `sqlite3 FILE .recover`",
    "disk is full": "cannot grow: the disk is full; free some space and run again, nothing stored is lost",
    "disk I/O": "cannot be read or written: the disk reports an error",
    "readonly": "cannot be written; check the permissions of the file and its folder",
    "unable to open": "cannot be opened; check the permissions of the file and its folder",
    "locked": "is locked by another program; close what has it open for writing and run again",
}
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none


def connect(path: Path, *, create: bool, read_only: bool) -> Database:
    """Return the open file, its tables as this version has them."""
    _check_place(path, create and not read_only)
    try:
        return _read(path) if read_only else _write(path)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path) from error


def explain(error: Exception, path: Path) -> CorpusError:
    """Return the sentence for what SQLite said about the file."""
    said = str(error)
    for sign, sentence in _SENTENCES.items():
        if sign in said:
            return CorpusError(f"{path} {sentence}")
    return CorpusError(f"{path} cannot be used: {said}")


def _check_place(path: Path, may_create: bool) -> None:
    if path.is_dir():
        raise CorpusError(f"{path} is a folder; give the name of a file")
    if not path.exists():
        if not path.parent.is_dir():
            raise CorpusError(f"{path} cannot be made: there is no folder {path.parent}")
        if not may_create:
            raise CorpusError(f"there is no file {path}; `readmore crawl URL --db {path}` makes one")


def _write(path: Path) -> Database:
    connection = sqlite3.connect(path, timeout=_BUSY_S)
    try:
        _check_content(connection, path)
        db = _database(connection)
        if any(migration.name == SECRETS_MOVED for migration in MIGRATIONS.pending(db)):
            keep_secrets(connection)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        MIGRATIONS.apply(db)
    except BaseException:
        connection.close()
        raise
    return db


def _read(path: Path) -> Database:
    connection = read_only(path)
    try:
        _check_content(connection, path)
        db = _database(connection)
        if not MIGRATIONS.pending(db):
            return db
    except BaseException:
        connection.close()
        raise
    try:
        _write(path).close()
    except sqlite3.OperationalError:
        return _migrated_copy(connection)
    connection.close()
    return _database(read_only(path))


def _migrated_copy(connection: sqlite3.Connection) -> Database:
    """A file of an earlier version that cannot be written is read from a copy in memory."""
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    connection.close()
    db = _database(copy)
    MIGRATIONS.apply(db)
    db.execute("PRAGMA query_only = ON")
    return db


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; on a read-only disk, too, where SQLite cannot make its side files."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_S)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        return sqlite3.connect(address + "&immutable=1", uri=True)
    return connection


def glance(path: Path) -> sqlite3.Connection:
    """A connection for a look in passing; it leaves no file beside one that nobody has open."""
    side = path.with_name(path.name + "-wal").exists()
    how = "" if side else "&immutable=1"
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro{how}", uri=True)


def _database(connection: Any) -> Database:
    return Database(connection, execute_plugins=False)


def _check_content(connection: sqlite3.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables -= {MIGRATIONS.migrations_table, "sqlite_sequence"}
    if not tables:
        return
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CorpusError(f"{path} is a database of something else; choose another file")
    applied = {migration.name for migration in MIGRATIONS.applied(_database(connection))}
    if applied - names():
        raise CorpusError(
            f"{path} was made by a newer version of readmore; install that version or a later one"
        )


@contextmanager
def run_lock(database: Path) -> Iterator[None]:
    """Hold the file's lock within; raises BusyError at once when another run holds it.

    The lock is on a file of its own beside the database: SQLite drops its own locks when a second handle on
    the database is closed. What a killed run leaves of it stops nobody.
    """
    path = database.with_name(database.name + "-lock")
    handle = _acquire(path)
    try:
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _acquire(path: Path) -> int:
    """Return an open handle that has the lock; a run that just ended may replace the file meanwhile."""
    for _ in range(100):
        handle = _open(path)
        if not _lock(handle):
            holder = os.read(handle, _PID_BYTES).decode(errors="replace") or "unknown"
            os.close(handle)
            raise BusyError(
                f"another run (process {holder}) is working on {str(path).removesuffix('-lock')}; "
                "wait until it has ended, or choose another file"
            )
        if _is_still(handle, path):
            return handle
        os.close(handle)
    raise CorpusError(f"cannot lock {path}: it is being replaced all the time; try again")


def _open(path: Path) -> int:
    """Return a handle on the lock file, never on what a link of that name leads to: it will be emptied."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, _READABLE)
    except OSError as error:
        if path.is_symlink():
            raise CorpusError(f"cannot lock {path}: it is a link; remove it and run again") from error
        raise CorpusError(f"cannot lock {path}: {error.strerror}; the folder must be writable") from error
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_nlink <= 1:
        return handle
    os.close(handle)
    raise CorpusError(f"cannot lock {path}: it is no lock file of ours; remove it and run again")


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool:
    """True when the handle now has the lock, False when another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _lock_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_on_windows(handle: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
