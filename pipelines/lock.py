"""One run at a time on one file: a lock that the operating system holds and frees, however the run ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import CorpusError


@contextmanager
def run_lock(database: Path) -> Iterator[None]:
    """Hold the file's lock within; raises CorpusError at once when another run holds it.

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
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise CorpusError(f"cannot lock {path}: {error.strerror}; the folder must be writable") from error
        if not _lock(handle):
            holder = os.read(handle, 20).decode(errors="replace") or "unknown"
            os.close(handle)
            raise CorpusError(
                f"another run (process {holder}) is working on {str(path).removesuffix('-lock')}; "
                "wait until it has ended, or choose another file"
            )
        if _is_still(handle, path):
            return handle
        os.close(handle)
    raise CorpusError(f"cannot lock {path}: it is being replaced all the time; try again")


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
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
