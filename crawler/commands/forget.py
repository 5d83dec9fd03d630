"""`readmore forget`: a takedown that no later crawl undoes."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crawler.cli_options import add_file
from pipelines.moments import now

if TYPE_CHECKING:
    from sqlite3 import Connection

    from pipelines.upkeep import Removed

EXAMPLE = "example: readmore forget https://example.org/2024/a-statement --db corpus.db"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "forget",
        help="remove an article with its history and archived pages, and keep it out",
        epilog=EXAMPLE,
    )
    parser.add_argument("article", metavar="ID", help="number or any address of the article")
    add_file(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Remove the article and say what went, and what may be left."""
    from crawler.exitcodes import SOME_FAILED
    from pipelines.archive import WarcArchive
    from pipelines.store import Corpus
    from pipelines.upkeep import forget

    with (
        Corpus.open(args.db, create=False) as corpus,
        corpus.lock(),
        WarcArchive.beside(corpus.path) as archive,
    ):
        url = _address(corpus.sql, args.article)
        removed = forget(corpus, archive, url, now())
    print(_told(url, removed))
    for name in removed.unread:
        print(
            f"{name}; pages of the article may be left in this file of the archive: mend it, and forget the"
            f" article again by its address {url}",
            file=sys.stderr,
        )
    return SOME_FAILED if removed.unread else 0


def _address(sql: Connection, article: str) -> str:
    """The address that was given, or that of the article with the number that was given."""
    from pipelines.errors import UsageError
    from pipelines.read import find_article

    if article.lower().startswith(("http://", "https://")):
        return article
    if not article.isdecimal():
        raise UsageError(
            f"{article!r} is neither a number nor a web address; give the article's, beginning with https://"
        )
    query = "SELECT url FROM articles WHERE id = ?"
    return str(sql.execute(query, (find_article(sql, article),)).fetchone()[0])


def _told(url: str, removed: Removed) -> str:
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
