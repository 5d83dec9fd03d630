"""`readmore forget`: a takedown that no later crawl undoes."""

from __future__ import annotations

import argparse

from crawler.clock import now
from crawler.options import add_file

EXAMPLE = "example: readmore forget https://example.org/2024/a-statement --db corpus.db"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "forget",
        help="remove an article with its history and archived pages, and keep it out",
        epilog=EXAMPLE,
    )
    parser.add_argument("url", metavar="URL", help="any address of the article")
    add_file(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Remove the article and say what went."""
    from pipelines.archive import WarcArchive
    from pipelines.corpus import Corpus
    from pipelines.errors import UsageError
    from pipelines.takedown import forget

    if not args.url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{args.url!r} is no web address; give the article's, beginning with https://")
    with (
        Corpus.open(args.db, create=False) as corpus,
        corpus.lock(),
        WarcArchive.beside(corpus.path) as archive,
    ):
        removed = forget(corpus, archive, args.url, now())
    print(
        f"articles removed: {removed.articles}; archived pages removed: {removed.pages}; "
        f"addresses kept out: {removed.addresses}"
    )
    return 0
