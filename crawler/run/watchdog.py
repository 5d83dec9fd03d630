"""A second process watches over a crawl: no page holds it for ever, and a signal ends it within seconds.

Python hears of a signal between two steps of its own, and a pattern or a parser at work in C takes none. So
the program parts in two before it crawls: a worker, which does all the work, and a guard, which waits. What
the worker is reading stands on a slip of memory that both see. The system itself ends a worker that has
computed on one page for too long; the guard starts another, which knows that page and makes it a failure.
"""

from __future__ import annotations

import logging
import mmap
import os
import signal
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from pipelines.errors import COULD_NOT_RUN, UnfinishedPage, code_of_signal
from pipelines.moments import now

READ_S = 60.0
"""Seconds of computing that one page may take: four times what the largest lists, of 20 MB, need."""
END_S = 4.5
"""Seconds that a worker has for a clean end after a signal; a run takes 3 to let go what is under way."""
LOST_OF_A_HOST = 3
"""When so many pages of a host were lost in a run, no other article of it is read: each costs `READ_S`."""
LOST_IN_ALL = 12
"""When so many were lost, the run ends."""
SLIP_BYTES = 4096
"""Room for what is being read; of a longer address its beginning is enough to know it by."""

Stop = Callable[[int], None]
"""What a signal is to do."""

_slip: Slip | None = None
"""The worker's; None in a program that nobody watches over, such as `scrapy crawl`."""


class Slip:
    """What a worker is reading, for its guard; and for a worker what its predecessors were lost on."""

    def __init__(self) -> None:
        self.began_at = now()
        self.lost: dict[str, str] = {}
        """Why each page was not read, by its address."""
        self._memory = mmap.mmap(-1, SLIP_BYTES)

    @property
    def page(self) -> str:
        """The address of the page that is being read; "" between two."""
        return self._memory[:].rstrip(b"\0").decode(errors="ignore")

    @page.setter
    def page(self, url: str) -> None:
        self._memory[:] = _cut(url).ljust(SLIP_BYTES, b"\0")

    def why_not(self, url: str, *, is_article: bool) -> str | None:
        """Return why a page is not to be read."""
        if reason := self.lost.get(_cut(url).decode(errors="ignore")):
            return reason
        hosts = Counter(urlsplit(lost).netloc for lost in self.lost)
        if is_article and hosts[urlsplit(url).netloc] >= LOST_OF_A_HOST:
            return f"it is not read in this run: {LOST_OF_A_HOST} other pages of its site held the run up"
        return None


def _cut(url: str) -> bytes:
    return url.encode(errors="replace")[:SLIP_BYTES]


# ------------------------------------------------------------- the worker


@contextmanager
def reading(url: str, *, is_article: bool = False) -> Iterator[None]:
    """Have the guard know what is being read within; raises UnfinishedPage when that held the run up before.

    `url` stands for whatever is read: a page, or the pages from which a site's layout is learnt.
    """
    if _slip is None or _slip.page:
        yield
        return
    if reason := _slip.why_not(url, is_article=is_article):
        raise UnfinishedPage(reason, url=url)
    _slip.page = url
    signal.setitimer(signal.ITIMER_PROF, READ_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        _slip.page = ""


def broken_off_at() -> str | None:
    """Return when a run began whose worker was lost and replaced by this one; None for a run that was not."""
    return _slip.began_at if _slip and _slip.lost else None


def on_stop(stop: Stop) -> None:
    """Have the first SIGINT or SIGTERM do something; a second one ends the program at once."""
    second = _ignore if _slip else _end  # a guard hears of the second itself

    def first(signum: int, frame: FrameType | None) -> None:
        _handle(second)
        stop(signum)

    _handle(first)


def _handle(handler: Callable[[int, FrameType | None], None]) -> None:
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, handler)


def _ignore(signum: int, frame: FrameType | None) -> None:
    """Let the guard deal with it."""


def _end(signum: int, frame: FrameType | None) -> NoReturn:
    os._exit(code_of_signal(signum))


def _break_off(signum: int) -> NoReturn:
    raise SystemExit(code_of_signal(signum))


# -------------------------------------------------------------- the guard


def guarded(work: Callable[[], int]) -> int:
    """Do the work in a process that is watched over; return its exit code, whatever becomes of it."""
    if not hasattr(os, "fork"):
        return work()
    return _Guard().watch(work)


class _Guard:
    def __init__(self) -> None:
        self._slip = Slip()
        self._worker = 0
        self._signum: int | None = None
        """The signal that the run is to end by."""

    def watch(self, work: Callable[[], int]) -> int:
        before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
        _handle(self._stop)
        signal.signal(signal.SIGALRM, self._kill)
        try:
            while self._signum is None:
                status = self._wait_for_one(work)
                if os.WIFEXITED(status):
                    return os.WEXITSTATUS(status)
                if problem := self._loss(os.WTERMSIG(status)):
                    print(f"readmore: {problem}", file=sys.stderr)
                    return COULD_NOT_RUN
            return code_of_signal(self._signum)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for signum, handler in before.items():
                signal.signal(signum, handler)

    def _wait_for_one(self, work: Callable[[], int]) -> int:
        """Return how a new worker ended."""
        alive, ours = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        self._worker = os.fork()
        if self._worker == 0:
            os.close(ours)
            _be_worker(work, self._slip, alive, held)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        os.close(alive)
        if self._signum is not None:
            os.kill(self._worker, self._signum)
        try:
            return os.waitpid(self._worker, 0)[1]
        finally:
            self._worker = 0
            os.close(ours)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        """Pass a signal on; a terminal has sent it to the worker as well, which hears of it once."""
        if self._signum is not None:
            self._kill()
            return
        self._signum = signum
        signal.setitimer(signal.ITIMER_REAL, END_S)
        if self._worker:
            os.kill(self._worker, signum)

    def _kill(self, *_: object) -> None:
        if self._worker:
            os.kill(self._worker, signal.SIGKILL)

    def _loss(self, signum: int) -> str | None:
        """Note on what a worker was lost; return why there can be no other."""
        if sys.stderr.isatty():
            print("\x1b[?25h", end="", file=sys.stderr)  # the cursor, which a bar hides
        page, self._slip.page = self._slip.page, ""
        if self._signum is not None:
            return None
        name = signal.Signals(signum).name
        if not page:
            return f"the program was broken off ({name}); run the same command again to go on"
        self._slip.lost[page] = (
            f"it took more than {READ_S:.0f} s of computing to read"
            if signum == signal.SIGPROF
            else f"reading it broke the program off ({name})"
        )
        if len(self._slip.lost) < LOST_IN_ALL:
            return None
        return f"{LOST_IN_ALL} pages held the run up, the last is {page}; run the same command again to go on"


def _be_worker(work: Callable[[], int], slip: Slip, alive: int, mask: set[int | signal.Signals]) -> NoReturn:
    """Do the work and end, with its code; at once when the guard is no more."""
    global _slip
    _slip = slip
    code = COULD_NOT_RUN
    try:
        for signum in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(signum, signal.SIG_DFL)
        on_stop(_break_off)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        threading.Thread(target=_follow, args=(alive,), daemon=True).start()
        code = work()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else COULD_NOT_RUN
    except BaseException:
        traceback.print_exc()
    finally:
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # who read it has gone
                stream.flush()
        os._exit(code)


def _follow(alive: int) -> None:
    """Wait until the guard is no more, then be no more."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGKILL)
