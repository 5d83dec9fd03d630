"""`readmore reextract`, `merge`, `forget`: a file read anew, joined with others, freed of an article."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.commands.options import Subparsers, add_file, add_json, add_sites, is_terminal, print_json
from pipelines.errors import SOME_FAILED, WELL, UsageError
from pipelines.moments import now

if TYPE_CHECKING:
    from crawler.reextract import Change, Outcome
    from pipelines.read import Piece
    from pipelines.store import Corpus
    from pipelines.upkeep import Merged, Removed

NEAR_WORDS = 6
"""Words shown before and after a change."""


def add_reextract(subparsers: Subparsers) -> None:
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
    parser.set_defaults(run=do_reextract)


def do_reextract(args: argparse.Namespace) -> int:
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
                print_json([change]) if args.json else _print_change(change)
    print(_sum(rereading.outcome, args.dry_run), file=sys.stderr)
    return SOME_FAILED if rereading.outcome.lost else WELL


def _print_change(change: Change) -> None:
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


def add_merge(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "merge",
        help="join files that were crawled apart",
        epilog="example: readmore merge north.db south.db --into all.db",
    )
    parser.add_argument("sources", nargs="+", metavar="FILE", help="a file to take in; it is not changed")
    parser.add_argument(
        "--into", required=True, metavar="FILE", help="the file they go into, made when missing"
    )
    parser.set_defaults(run=do_merge)


def do_merge(args: argparse.Namespace) -> int:
    """Take in one file after the other and say what each brought."""
    from pipelines.archive import WarcArchive
    from pipelines.store import Corpus
    from pipelines.upkeep import merge

    if Path(args.into).resolve() in {Path(source).resolve() for source in args.sources}:
        raise UsageError(f"{args.into} cannot be merged into itself; name another file after --into")
    for source in args.sources:
        Corpus.open(source, read_only=True).close()
    with Corpus.open(args.into) as into, into.lock(), WarcArchive.beside(into.path) as archive:
        for path in args.sources:
            with Corpus.open(path, read_only=True) as source:
                merged = merge(into, archive, source, now())
            print(_told_of_merge(path, merged))
    return 0


def _told_of_merge(path: str, merged: Merged) -> str:
    told = f"{path}: {merged.new} articles new, {merged.known} known, {merged.pages} archived pages"
    if merged.missing:
        told += f"; {merged.missing} more are not there: its archive was left behind, or is damaged"
    return told


def add_forget(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "forget",
        help="remove an article with its history and archived pages, and keep it out",
        epilog="example: readmore forget https://example.org/2024/a-statement --db corpus.db",
    )
    parser.add_argument("article", metavar="ID", help="number or any address of the article")
    add_file(parser)
    parser.set_defaults(run=do_forget)


def do_forget(args: argparse.Namespace) -> int:
    """Remove the article and say what went, and what may be left."""
    from pipelines.archive import WarcArchive
    from pipelines.store import Corpus
    from pipelines.upkeep import forget

    with (
        Corpus.open(args.db, create=False) as corpus,
        corpus.lock(),
        WarcArchive.beside(corpus.path) as archive,
    ):
        url = _address(corpus, args.article)
        removed = forget(corpus, archive, url, now())
    print(_told_of_takedown(url, removed))
    for name in removed.unread:
        print(
            f"{name}; pages of the article may be left in this file of the archive: mend it, and forget the"
            f" article again by its address {url}",
            file=sys.stderr,
        )
    return SOME_FAILED if removed.unread else 0


def _address(corpus: Corpus, article: str) -> str:
    """The address that was given, or that of the article with the number that was given."""
    from pipelines.read import find_article

    if article.lower().startswith(("http://", "https://")):
        return article
    if not article.isdecimal():
        raise UsageError(
            f"{article!r} is neither a number nor a web address; give the article's, beginning with https://"
        )
    return corpus.state(find_article(corpus.sql, article)).url


def _told_of_takedown(url: str, removed: Removed) -> str:
    told = (
        f"articles removed: {removed.articles}; archived pages removed: {removed.pages}; "
        f"addresses kept out: {removed.addresses}"
    )
    if not removed.articles:
        known = "was forgotten before" if removed.was_forgotten else "was not known here"
        told = f"{url} {known}: there was no article to remove; it is kept out from now on\n{told}"
    if removed.damaged:
        told += f"\ndamaged records of the archive that could not be read, removed too: {removed.damaged}"
    return told


COMMANDS = {"reextract": add_reextract, "merge": add_merge, "forget": add_forget}
