"""The command line: collects the commands, calls one function, prints errors as one sentence."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from crawler.run import guarded
from pipelines.characters import plain
from pipelines.configuration import login_in, take_login
from pipelines.errors import WELL, ReadmoreError, code_of_error, code_of_signal, sentence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    make_streams_safe()
    try:
        args = parser().parse_args(argv)
        return guarded(lambda: _obey(args)) if getattr(args, "is_guarded", False) else _obey(args)
    except KeyboardInterrupt:
        return code_of_signal(signal.SIGINT)


def _obey(args: argparse.Namespace) -> int:
    """Do what was asked for; return its exit code, with what stood in its way told."""
    try:
        _take_logins(args)
        code: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone; nothing is left to say to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WELL
    except Exception as error:
        if getattr(args, "debug", False):
            raise
        print(f"readmore: {plain(_told(error))}", file=sys.stderr)
        return code_of_error(error)
    return code


def _take_logins(args: argparse.Namespace) -> None:
    """Free the web addresses that were typed of user and password, before a command keeps or shows them."""
    for name, value in vars(args).items():
        if isinstance(value, str) and login_in(value):
            setattr(args, name, take_login(value))
        elif isinstance(value, list):
            free = [take_login(one) if isinstance(one, str) and login_in(one) else one for one in value]
            setattr(args, name, free)


def make_streams_safe() -> None:
    """Make output possible wherever it goes: a closed stream leads nowhere, odd letters are escaped.

    Closed by `>&-` and by some schedulers; the letters by a terminal or a log that is not in UTF-8.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _told(error: Exception) -> str:
    """Return an error in one sentence; one that nobody foresaw says how to learn more."""
    if isinstance(error, ReadmoreError):
        return str(error)
    said = sentence(error)
    if isinstance(error, OSError) and error.strerror:
        return said
    return f"something went wrong that should not ({said}); run again with --debug to see where"


def parser() -> argparse.ArgumentParser:
    """Return the parser with every command of `crawler.commands`."""
    top = argparse.ArgumentParser(
        prog="readmore",
        description="A tag page becomes a corpus: every article behind its links, in one SQLite file.",
        epilog="example: readmore crawl https://example.org/tag/press-freedom --db corpus.db",
    )
    top.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for _, add in sorted(_commands()):
        add(commands)
    for command in commands.choices.values():
        if not any(action.dest == "debug" for action in command._actions):
            command.add_argument("--debug", action="store_true", help="show tracebacks and all log lines")
    return top


def _commands() -> Iterator[tuple[str, Callable[[Any], None]]]:
    """Yield each command by its name, with what adds it."""
    package = importlib.import_module("crawler.commands")
    for module in pkgutil.iter_modules(package.__path__):
        found = importlib.import_module(f"crawler.commands.{module.name}")
        yield from getattr(found, "COMMANDS", {}).items()


def _version() -> str:
    from crawler import __version__

    return __version__


def _terminate(signum: int, frame: object) -> NoReturn:
    """End with the exit code of a terminated program; a crawl replaces this with a clean stop."""
    raise SystemExit(code_of_signal(signum))


if __name__ == "__main__":
    sys.exit(main())
