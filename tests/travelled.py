"""Runs readmore at another time: in a process of its own, whose clock was set before it began and goes on.

    python -m tests.travelled 2026-03-01T06:00:00+00:00 run --db corpus.db

Without arguments it runs one command after the other, as JSON lines on stdin ask for them, and answers each
with its exit code; every command is still a process of its own, forked from one that has imported the
libraries already.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import time_machine

from tests.conftest import ROOT, Ended, environment


def run_at(moment: str, arguments: list[str]) -> int:
    """Run one command at a moment; return its exit code."""
    from crawler.cli import main

    with time_machine.travel(moment, tick=True):
        return main(arguments)


def serve() -> None:
    """Run the commands that stdin asks for."""
    import pipelines.watch.notices  # noqa: F401  # what every run imports is imported once

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(asked: dict[str, Any]) -> None:
    """Turn the forked process into the command, its output in files."""
    code = 1
    try:
        for stream, path in ((1, asked["out"]), (2, asked["err"])):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        sys.argv = ["readmore", *asked["arguments"]]
        code = run_at(asked["moment"], asked["arguments"])
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


@dataclass
class Travelling:
    """A line of runs on one file, each at the moment it is given."""

    db: Path

    def __post_init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.travelled"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )

    def run(self, moment: str, *arguments: object) -> Ended:
        """Run a command on the file and return how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        out, err = self.db.with_suffix(".out"), self.db.with_suffix(".err")
        line = [*map(str, arguments), "--db", str(self.db)]
        asked = {"moment": moment, "arguments": line, "out": str(out), "err": str(err)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return Ended(code, out.read_text(), err.read_text(), self.db)

    def close(self) -> None:
        """End the process that starts the runs."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def __enter__(self) -> Travelling:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.argv, moment = ["readmore", *sys.argv[2:]], sys.argv[1]
        sys.exit(run_at(moment, sys.argv[1:]))
    serve()
