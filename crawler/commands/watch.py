"""`readmore watch`: `run` for ever, each time something is due."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from crawler.cli_options import add_file
from crawler.commands.crawl import add_manners
from crawler.commands.run import add_ping
from pipelines.moments import now

LOOK_EVERY_S = 60
"""A tag that is followed meanwhile, or a notice that did not arrive, waits no longer than this."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "watch", help="crawl what is due, for ever", epilog="example: readmore watch --db corpus.db"
    )
    add_file(parser)
    add_manners(parser)
    add_ping(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Start a `run` whenever something is due, until interrupted.

    Each is a process of its own: memory is given back, and one that fails costs no other.
    """
    from pipelines.store import Corpus

    Corpus.open(args.db, create=False).close()
    while True:
        if _is_due(args.db):
            subprocess.run(_command(args), check=False)
        time.sleep(LOOK_EVERY_S)


def _is_due(path: str) -> bool:
    from pipelines.store import Corpus, due, followed

    with Corpus.open(path, create=False) as corpus:
        return bool(due(followed(corpus.sql), now()))


def _command(args: argparse.Namespace) -> list[str]:
    command = [sys.executable, "-m", "crawler.cli", "run", "--db", args.db]
    if args.delay is not None:
        command += ["--delay", str(args.delay)]
    if args.contact:
        command += ["--contact", args.contact]
    if args.ping:
        command += ["--ping", args.ping]
    if args.sites:
        command += ["--sites", args.sites]
    command += ["--archive", args.archive] + ["--no-feeds"] * args.no_feeds
    return command + ["--quiet"] * args.quiet + ["--json"] * args.json
