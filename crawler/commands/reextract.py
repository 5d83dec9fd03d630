"""`readmore reextract`: read the whole archive again with today's readers, without one request."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.cli_options import add_file, add_json, add_sites, is_terminal, print_json
from crawler.exitcodes import SOME_FAILED, WELL

if TYPE_CHECKING:
    from crawler.reextract import Change, Outcome
    from pipelines.read import Piece

NEAR_WORDS = 6
"""Words shown before and after a change."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "reextract",
        help="read all archived pages again, without one request",
        epilog="example: readmore reextract --db corpus.db --dry-run",
    )
    add_file(parser)
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
    add_sites(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell each field that reads otherwise; store it, the earlier reading kept as a revision."""
    from crawler.reextract import Rereading
    from crawler.sites import load_sites
    from pipelines.archive import WarcArchive
    from pipelines.store import Corpus

    with Corpus.open(args.db, create=False, read_only=args.dry_run) as corpus:
        archive = WarcArchive.beside(corpus.path)
        rereading = Rereading(corpus, archive, write=not args.dry_run, sites=load_sites(args.sites))
        with nullcontext() if args.dry_run else corpus.lock():
            for change in rereading.run():
                print_json([change]) if args.json else _print(change)
    print(_sum(rereading.outcome, args.dry_run), file=sys.stderr)
    return SOME_FAILED if rereading.outcome.lost else WELL


def _print(change: Change) -> None:
    from pipelines.read import differences, marked

    print(f"{change.article_id}  {change.field}  {change.url}")
    for pieces in differences(change.before, change.after):
        print(f"   {marked(around_changes(pieces), colour=is_terminal())}")


def around_changes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with no more of what is the same than shows where the change stands."""
    last = len(pieces) - 1
    return [
        piece if piece.kind != "same" else replace(piece, text=_ends(piece.text, place > 0, place < last))
        for place, piece in enumerate(pieces)
    ]


def _ends(text: str, keep_begin: bool, keep_end: bool) -> str:
    words = text.split()
    if len(words) <= 2 * NEAR_WORDS:
        return text
    begin = words[:NEAR_WORDS] if keep_begin else []
    end = words[-NEAR_WORDS:] if keep_end else []
    return " ".join([*begin, "[...]", *end])


def _sum(outcome: Outcome, dry_run: bool) -> str:
    told = (
        f"{outcome.changed} articles {'would read' if dry_run else 'read'} otherwise, {outcome.same} the same"
    )
    if outcome.unreadable:
        told += f", {outcome.unreadable} could not be read and stay as they are"
    if outcome.not_archived:
        told += f", {outcome.not_archived} have no archived page"
    if outcome.lost:
        told += (
            f"\nThe archive does not have the pages of {outcome.lost} articles, or not whole; they stay as"
            " they are. `readmore crawl TAG --db FILE --recheck all` archives their pages again."
        )
    return told
