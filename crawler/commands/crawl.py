"""`readmore crawl`: the main job."""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crawler import __version__
from crawler.commands.options import Subparsers, add_sites, contact, number, seconds
from crawler.run import on_stop
from pipelines.characters import one_line, plain_json
from pipelines.configuration import is_address, without_login
from pipelines.errors import ReadmoreError
from pipelines.moments import now

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.run import Run


def add_crawl(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "crawl",
        help="read all articles of one or more tags into a file",
        epilog="example: readmore crawl https://example.org/tag/press-freedom --db corpus.db",
    )
    parser.add_argument("urls", nargs="+", metavar="URL", help="address of a tag page")
    parser.add_argument("--db", required=True, metavar="FILE", help="the SQLite file, made when missing")
    parser.add_argument("--max-pages", type=number, metavar="N", help="walk at most N pages of each tag")
    parser.add_argument("--limit", type=number, metavar="N", help="store at most N new articles")
    parser.add_argument(
        "--recheck",
        choices=("due", "all", "none"),
        default="due",
        help="which known articles to ask for again: by age and edits (due, the default), all, none",
    )
    add_manners(parser)
    parser.set_defaults(run=do_crawl, is_guarded=True, timed=False)


def add_manners(parser: argparse.ArgumentParser) -> None:
    """Let a command that crawls take how it is to behave and what it is to print."""
    parser.add_argument(
        "--delay", type=seconds, metavar="S", help="seconds between two requests to a host (default: 1)"
    )
    parser.add_argument(
        "--contact",
        metavar="MAIL-or-URL",
        type=contact,
        default=os.environ.get("READMORE_CONTACT"),
        help="told to the sites you crawl, so that they can write to you (or set READMORE_CONTACT)",
    )
    parser.add_argument(
        "--no-feeds", action="store_true", help="do not ask the feed or the API that a tag announces"
    )
    parser.add_argument(
        "--archive",
        choices=("all", "none"),
        default="all",
        help="which pages to keep beside the file: all (the default), each state once, or none",
    )
    add_sites(parser)
    parser.add_argument(
        *("-q", "--quiet"),
        action="store_true",
        help="print nothing but what somebody must know: alarms and lists that were not read well, when they"
        " begin and once a day while they last",
    )
    parser.add_argument("--json", action="store_true", help="print figures, alarms, tags as a line of JSON")
    parser.add_argument("--debug", action="store_true", help="show tracebacks and all log lines")


def do_crawl(args: argparse.Namespace) -> int:
    """Crawl, print the figures, return the exit code."""
    from crawler.download import typed_origins

    typed_origins(args.urls)
    return report(crawl(args), args)


def report(result: Run, args: argparse.Namespace) -> int:
    """Print the figures of a crawl that has ended; return its exit code."""
    from crawler.run import as_json, exit_code, print_summary

    if result.fatal:
        raise ReadmoreError(result.fatal)
    if args.json:
        print(plain_json(as_json(result.tally, result.session.requests, result.troubles, result.walks)))
    elif not args.quiet:
        print_summary(result, args.db)
    if args.quiet:
        tell_owner(args.db)
    return exit_code(result)


def tell_owner(path: str) -> None:
    """Print what somebody must know, a line each on stderr: what is wrong since now, or for another day."""
    from pipelines.store import Corpus
    from pipelines.watch import note_told, to_tell, troubles

    with Corpus.open(path, create=False) as corpus:
        told = to_tell(troubles(corpus.sql), now())
        for trouble in told:
            since = f" (since {trouble.since})" if trouble.told_at else ""
            print(f"readmore: {one_line(trouble.sentence)}{since}", file=sys.stderr)
        if told:
            with corpus.atomic():
                note_told(corpus.sql, told, now())


def settings_of(args: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that the options stand for."""
    from crawler.download import user_agent

    given = {
        "READMORE_DB": args.db,
        "READMORE_DELAY_S": args.delay,
        "READMORE_SITES": args.sites,
        "READMORE_ARCHIVE": args.archive,
        "READMORE_FEEDS": False if args.no_feeds else None,
        "USER_AGENT": user_agent(__version__, args.contact),
        "LOG_LEVEL": "DEBUG" if args.debug else None,
        "READMORE_COMMAND": command_line(sys.argv[1:], getattr(args, "ping", None)),
    }
    return {name: value for name, value in given.items() if value is not None}


def command_line(arguments: Sequence[str], secret: str | None = None) -> str:
    """Return what was asked for, as the file may keep it: without logins and without a secret address."""
    plain = map(without_login, arguments)
    told = (each.replace(secret, "...") for each in plain) if secret and is_address(secret) else plain
    return shlex.join(["readmore", *told])


def crawl(args: argparse.Namespace) -> Run:
    """Make the run the arguments ask for and return it when it has ended, whatever ended it."""
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    from crawler.run import Monitor, Progress, configure_logging, run_of

    configure_logging(quiet=args.quiet, debug=args.debug)
    settings = get_project_settings()
    settings.setdict(settings_of(args), priority="cmdline")
    process = AsyncCrawlerProcess(settings, install_root_handler=False)
    crawler = process.create_crawler("tag")
    options = {
        "url": " ".join(args.urls),
        "recheck": args.recheck,
        "limit": args.limit,
        "max_pages": args.max_pages,
        "timed": args.timed,
    }
    task = process.crawl(crawler, **options)
    on_stop(lambda signum: _interrupt(crawler, signum))
    gc.freeze()  # what is loaded by now lives as long as the run: no need to look through it again and again
    with Progress(crawler, quiet=args.quiet):
        process.start(install_signal_handlers=False)
    if task.done() and task.exception() is not None:
        raise task.exception() or AssertionError
    assert crawler.get_extension(Monitor) is not None
    return run_of(crawler)


def _interrupt(crawler: Crawler, signum: int) -> None:
    """Have a run end cleanly, between two steps of its loop."""
    from twisted.internet import reactor

    from crawler.run import Monitor

    if monitor := crawler.get_extension(Monitor):
        reactor.callFromThread(monitor.interrupt, signum)


COMMANDS = {"crawl": add_crawl}
