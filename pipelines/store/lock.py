"""One run at a time on one file: a lock that the operating system holds and frees, however the run ends."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import BusyError, CorpusError

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none


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
            holder = os.read(handle, 20).decode(errors="replace") or "unknown"
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
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
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
