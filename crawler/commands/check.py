"""`readmore check`: does each followed tag still read well, tried now."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crawler.cli_options import add_json, print_json, seconds
from crawler.exitcodes import IN_TROUBLE, WELL
from pipelines.characters import one_line

if TYPE_CHECKING:
    from crawler.check import Checkup, Expected
    from pipelines.store import Corpus, Tag

EXAMPLE = "example: readmore check --db corpus.db"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "check", help="try each followed tag now: its listing and one article; writes nothing", epilog=EXAMPLE
    )
    parser.add_argument("url", nargs="?", metavar="URL", help="only this tag, followed or not")
    parser.add_argument("--db", metavar="FILE", help="the file whose followed tags are tried")
    parser.add_argument(
        "--delay", type=seconds, metavar="S", help="seconds between two requests (default: 1)"
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one line a tag; 4 when something does not read well."""
    from crawler.check import check_all, foreign_packages
    from crawler.probe import visit
    from pipelines.errors import UsageError

    if not args.url and not args.db:
        raise UsageError("say which file or which tag: readmore check --db FILE, or readmore check URL")
    expected = expectations(args.db, args.url)
    foreign = foreign_packages()
    for sentence in foreign:
        print(f"readmore: {sentence}", file=sys.stderr)
    if not expected:
        print("no tag is followed; `readmore follow URL --db FILE` begins", file=sys.stderr)
        return IN_TROUBLE if foreign else WELL
    settings = {} if args.delay is None else {"READMORE_DELAY_S": args.delay}
    urls = [tag.url for tag in expected]
    checkups = visit(lambda visitor: check_all(visitor, expected), *urls, settings=settings)
    if args.json:
        print_json(checkups)
    else:
        for checkup in checkups:
            print(one_line(line(checkup)))
    return IN_TROUBLE if foreign or any(checkup.wrong for checkup in checkups) else WELL


def line(checkup: Checkup) -> str:
    """Return what there is to say of a tag, in one line."""
    mark = "wrong" if checkup.wrong else "well "
    return f"{mark}  {checkup.url}  {'; '.join((*checkup.wrong, *checkup.well))}"


def expectations(path: str | None, url: str | None) -> list[Expected]:
    """Return the tags to be tried and what a file knows of them."""
    from crawler.check import Expected
    from pipelines.identity import url_key
    from pipelines.store import Corpus, followed

    if path is None:
        return [Expected(url or "", {})]
    with Corpus.open(path, read_only=True) as corpus:
        if url is None:
            tags = followed(corpus.sql)
        else:
            tags = [tag for tag in corpus.tags() if url_key(tag.url) == url_key(url)]
        found = [_expected(corpus, tag) for tag in tags]
    return found or ([Expected(url, {})] if url else [])


def _expected(corpus: Corpus, tag: Tag) -> Expected:
    from crawler.check import Expected, layouts_of
    from pipelines.identity import site_of, url_key
    from pipelines.store import known, load

    there = [one for one in known(corpus.sql, tag.id) if one.missing_since is None]
    articles = {
        url_key(one.card.url): stored for one in there if (stored := load(corpus.sql, one.article_id))
    }
    rows = [row.layout for row in corpus.layouts(site_of(tag.url))]
    return Expected(tag.url, articles, layouts_of(rows), tag.network)
