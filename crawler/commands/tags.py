"""`readmore tags`: what a file follows, and how that goes."""

from __future__ import annotations

import argparse

from crawler.cli_options import add_file, add_json, print_columns, print_json
from pipelines.moments import now

EXAMPLE = "example: readmore tags --db corpus.db"
HEADER = ("tag", "articles", "new this week", "waiting", "failed", "last run", "next due", "address")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("tags", help="list the tags of a file with their figures", epilog=EXAMPLE)
    add_file(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line a tag."""
    from pipelines.read import TagFigures, tag_figures
    from pipelines.store import Corpus

    def row(tag: TagFigures) -> tuple[object, ...]:
        due = (tag.next_due or "now") if tag.followed else "not followed"
        counts = (tag.articles, tag.new_this_week, tag.waiting, tag.failed_last_run)
        return (tag.name or "-", *counts, tag.last_run or "never", due, tag.url)

    with Corpus.open(args.db, read_only=True) as corpus:
        found = tag_figures(corpus.sql, now())
    if args.json:
        print_json(found)
    elif found:
        print_columns([HEADER, *map(row, found)])
    return 0
