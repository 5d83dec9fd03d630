"""`readmore new`: what is new, edited, moved, gone or back since a time, or since the last look."""

from __future__ import annotations

import argparse
import sys

from crawler.cli_options import add_file, add_json, moment, print_columns, print_json
from pipelines.moments import now

EXAMPLE = "example: readmore new --db corpus.db --since 7d"
READER = "new"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("new", help="list what is new, edited or gone", epilog=EXAMPLE)
    add_file(parser)
    parser.add_argument(
        "--since",
        type=moment,
        metavar="WHEN",
        help="a date, a time, or how long ago: 2026-11-20, 36h, 7d (default: since the last look)",
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line an article; a look without --since is noted, so that the next one goes on from there."""
    from pipelines.store import Corpus, last_look, latest, news_after, note_look

    with Corpus.open(args.db, create=False, read_only=args.since is not None) as corpus:
        newest = latest(corpus.sql)
        after = 0 if args.since else last_look(corpus.sql, READER)
        found = news_after(corpus.sql, after, since=args.since or "")
        if args.json:
            print_json(found)
        elif found:
            print_columns([(n.kind, n.article_id, (n.published or "")[:10], n.title, n.url) for n in found])
        else:
            print("nothing new", file=sys.stderr)
        if not args.since and newest > after:
            with corpus.atomic():
                note_look(corpus.sql, READER, newest, now())
    return 0
