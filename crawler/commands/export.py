"""`readmore export`: the corpus in another format."""

from __future__ import annotations

import argparse
import sys

from crawler.options import add_file
from pipelines.export import EXPORTERS

EXAMPLE = "example: readmore export --db corpus.db --format csv -o corpus.csv"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("export", help="write the articles in another format", epilog=EXAMPLE)
    add_file(parser)
    parser.add_argument("--format", choices=tuple(EXPORTERS), default="csv", help="default: csv")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write (default: standard output)")
    parser.add_argument(
        "--no-duplicates", action="store_true", help="leave out articles whose text another article has"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write all articles, the newest first."""
    from pipelines.corpus import Corpus
    from pipelines.query import records

    with Corpus.open(args.db, read_only=True) as corpus:
        found = records(corpus.sql, duplicates=not args.no_duplicates)
        export = EXPORTERS[args.format]
        if args.output is None:
            export(found, sys.stdout)
            return 0
        with open(args.output, "w", encoding="utf-8", newline="") as stream:
            count = export(found, stream)
    print(f"{count} articles in {args.output}", file=sys.stderr)
    return 0
