"""`readmore run`: crawl what is due, once, and tell of the news; for cron and systemd."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from crawler.clock import now
from crawler.commands.crawl import add_manners, crawl, report, tell_owner
from crawler.exitcodes import SOME_FAILED, WELL, worst
from crawler.options import add_file
from pipelines.characters import plain_json

if TYPE_CHECKING:
    from pipelines.runs import Tag


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "run",
        help="crawl the followed tags that are due, and send notices",
        epilog="example: readmore run --db corpus.db",
    )
    add_file(parser)
    add_manners(parser)
    parser.set_defaults(run=run, limit=None, max_pages=None, recheck="due")


def run(args: argparse.Namespace) -> int:
    """Crawl what is due in one run, then tell each target what it has not been told."""
    from pipelines.corpus import Corpus
    from pipelines.subscriptions import due, followed

    with Corpus.open(args.db, create=False) as corpus:
        tags = due(followed(corpus.sql), now())
    if tags:
        args.urls = [tag.url for tag in tags]
        code = report(crawl(args), args)
    else:
        code = _report_nothing(args)
    return worst(code, _tell(args.db))


def _report_nothing(args: argparse.Namespace) -> int:
    """Print that nothing was due; that is well, whatever is wrong since earlier runs."""
    from crawler.crawl.outcome import as_json
    from crawler.crawl.run import Tally
    from pipelines.corpus import Corpus
    from pipelines.troubles import troubles

    if args.json:
        with Corpus.open(args.db, read_only=True) as corpus:
            print(plain_json(as_json(Tally(), troubles(corpus.sql))))
    elif not args.quiet:
        print("nothing is due", file=sys.stderr)
    if args.quiet:
        tell_owner(args.db)
    return WELL


def _tell(path: str) -> int:
    """Send what is to be told; 3 when something did not arrive, which the next run tries again."""
    from pipelines.corpus import Corpus
    from pipelines.notices import Notice, deliver, send_notices
    from pipelines.subscriptions import followed
    from pipelines.targets import address_of

    def send(notice: Notice) -> None:
        deliver(notice, address_of(notice.target))

    with Corpus.open(path, create=False) as corpus:
        tags: list[Tag] = followed(corpus.sql)
        undelivered = send_notices(corpus, tags, now(), send)
    for missed in undelivered:
        waits = "the notice waits for the next run"
        print(f"readmore: {missed.target} was not told: {missed.reason}; {waits}", file=sys.stderr)
    return SOME_FAILED if undelivered else WELL
