"""`readmore unfollow`: stop keeping a tag current; its articles stay."""

from __future__ import annotations

import argparse

from crawler.cli_options import add_file
from pipelines.errors import UsageError
from pipelines.moments import now


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "unfollow",
        help="stop following a tag; its articles stay",
        epilog="example: readmore unfollow https://example.org/tag/press-freedom --db corpus.db",
    )
    parser.add_argument("url", metavar="URL", help="address of the tag page, as `readmore tags` shows it")
    add_file(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """End the subscription."""
    from pipelines.store import Corpus, unfollow
    from pipelines.watch import drop_idle_readers

    with Corpus.open(args.db, create=False) as corpus, corpus.atomic():
        if not unfollow(corpus.sql, args.url, now()):
            raise UsageError(f"{args.url!r} is not followed; `readmore tags --db {args.db}` lists what is")
        drop_idle_readers(corpus)
    return 0
