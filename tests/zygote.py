"""Crawls in processes of their own that start at once: forked from one that has imported everything already.

Importing takes longer than a small crawl; the command line itself is tested in fresh interpreters.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.names import only

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.warm"])


def start(
    arguments: list[str], folder: Path, environment: dict[str, str], names: Mapping[str, str] | None = None
) -> BaseProcess:
    """Return the process of one `readmore` command in a folder, under way.

    `names`: the only names that it finds, each with its address (see `tests.names`).
    """
    process = _context.Process(
        target=_main,
        args=(arguments, folder, environment, folder / "stdout.txt", folder / "stderr.txt", names),
    )
    process.start()
    return process


def run(
    arguments: list[str],
    folder: Path,
    environment: dict[str, str],
    timeout: float,
    names: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """Return exit code, output and errors of one `readmore` command run in a folder; see `start`."""
    process = start(arguments, folder, environment, names)
    process.join(timeout)
    out, err = (folder / name for name in ("stdout.txt", "stderr.txt"))
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"readmore {' '.join(arguments)} took longer than {timeout} s: {err.read_text()}")
    return process.exitcode, out.read_text(), err.read_text()


def _main(
    arguments: list[str],
    folder: Path,
    environment: dict[str, str],
    out: Path,
    err: Path,
    names: Mapping[str, str] | None,
) -> None:
    """Be `readmore`: this process ends here."""
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["readmore", *arguments]
    from crawler.cli import main

    if names is not None:
        only(names)
    try:
        code = main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
