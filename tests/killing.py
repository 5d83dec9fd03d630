"""Work on files that is killed at a step of one's choice: in a process of its own, forked at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.warm"])  # the same server as that of the crawls
_OURS = str(Path(__file__).parent.parent / "pipelines")

Work = Callable[[Path], object]


def steps(work: Work, folder: Path) -> int:
    """Do the work and return how many steps it takes: calls that our code makes, to SQLite and files too."""
    receiving, sending = _context.Pipe(duplex=False)
    process = _context.Process(target=_count, args=(work, folder, sending))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    return int(receiving.recv())


def kill_at(step: int, work: Work, folder: Path) -> None:
    """Do the work up to a step, and be killed there."""
    process = _context.Process(target=_do, args=(work, folder, step))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def _count(work: Work, folder: Path, sending: Any) -> None:
    sending.send(_do(work, folder, None))


def _do(work: Work, folder: Path, last: int | None) -> int:
    taken = 0

    def step(frame: FrameType, event: str, _: Any) -> None:
        nonlocal taken
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(_OURS):
            taken += 1
            if taken == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)
    try:
        work(folder)
    finally:
        sys.setprofile(None)
    return taken
