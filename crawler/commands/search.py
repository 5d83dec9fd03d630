"""`readmore search`: full text over all articles of a file."""

from __future__ import annotations

import argparse
import sys

from crawler.cli_options import add_file, add_json, number, print_columns, print_json

EXAMPLE = "example: readmore search 'title: released AND Minsk' --db corpus.db"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("search", help="find articles by their words", epilog=EXAMPLE)
    parser.add_argument(
        "query", nargs="+", metavar="QUERY", help='words; "a phrase"; begin*; title: word; AND, OR, NOT'
    )
    add_file(parser)
    parser.add_argument(
        "--limit", type=number, default=20, metavar="N", help="at most N articles (default: 20)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the articles found, the best first."""
    from pipelines.read import search
    from pipelines.store import Corpus

    with Corpus.open(args.db, read_only=True) as corpus:
        hits = search(corpus.sql, " ".join(args.query), args.limit)
    if args.json:
        print_json(hits)
    elif not hits:
        print("no article has these words", file=sys.stderr)
    else:
        print_columns([(hit.id, (hit.published or "")[:10], hit.title, hit.snippet) for hit in hits])
    return 0
