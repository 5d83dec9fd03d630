"""`readmore follow`, `unfollow`, `tags`, `run`, `watch`: which tags are kept current, and keeping them so."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crawler.commands.crawl import add_manners, crawl, report, tell_owner
from crawler.commands.options import Subparsers, add_file, add_json, print_columns, print_json
from pipelines.characters import plain_json
from pipelines.errors import (
    BUSY,
    COULD_NOT_RUN,
    IN_TROUBLE,
    SOME_FAILED,
    WELL,
    BusyError,
    UsageError,
    code_of_error,
    worst_code,
)
from pipelines.moments import now

if TYPE_CHECKING:
    from pipelines.store import Tag

_HOUR_S = 3600
HEADER = ("tag", "articles", "new this week", "waiting", "failed", "last run", "next due", "address")
LONGEST_RUN = timedelta(days=1)
"""A quiet run that finds another at work says so when that one has been for longer: it may hang."""
LOOK_EVERY_S = 60
"""A tag that is followed meanwhile, or a notice that did not arrive, waits no longer than this."""


def add_follow(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "follow",
        help="keep a tag current: `run` crawls it when due",
        epilog="example: readmore follow https://example.org/tag/press-freedom --db corpus.db"
        " --every 6h --notify desk",
    )
    parser.add_argument("url", metavar="URL", help="address of a tag page")
    add_file(parser)
    parser.add_argument("--every", metavar="TIME", help="how often, as 30m, 6h, 1d or 1w (default: 1d)")
    parser.add_argument(
        "--notify",
        action="append",
        default=[],
        metavar="TARGET",
        help="whom to tell of news: a name that the configuration or READMORE_TARGET_<NAME> defines, or an"
        " address as Apprise writes them (mailto://, slack://, json:// ...), which is kept in the"
        " configuration, not in the file, under a name that is printed; may be given several times",
    )
    parser.set_defaults(run=do_follow)


def do_follow(args: argparse.Namespace) -> int:
    """Note the subscription in the file."""
    from crawler.download import typed_origins
    from pipelines import configuration
    from pipelines.configuration import is_address, target_names
    from pipelines.store import DEFAULT_EVERY_S, Corpus, follow, interval_s
    from pipelines.watch import follow_from_now

    typed_origins([args.url])
    every_s = interval_s(args.every) if args.every else None
    names = target_names(args.notify)
    configuration.keep_logins(configuration.typed_login(args.url))
    with Corpus.open(args.db) as corpus, corpus.atomic():
        tag = follow(corpus.sql, args.url, now(), every_s=every_s, notify=names)
        follow_from_now(corpus, names, now())
    hours = (tag.every_s or DEFAULT_EVERY_S) / _HOUR_S
    print(
        f"following {tag.url} every {hours:g} hours; `readmore run --db {args.db}` crawls it", file=sys.stderr
    )
    kept = f", defined in {configuration.place()}" if any(map(is_address, args.notify)) else ""
    if names:
        print(f"news goes to {', '.join(names)}{kept}", file=sys.stderr)
    return 0


def add_unfollow(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "unfollow",
        help="stop following a tag; its articles stay",
        epilog="example: readmore unfollow https://example.org/tag/press-freedom --db corpus.db",
    )
    parser.add_argument("url", metavar="URL", help="address of the tag page, as `readmore tags` shows it")
    add_file(parser)
    parser.set_defaults(run=do_unfollow)


def do_unfollow(args: argparse.Namespace) -> int:
    """End the subscription."""
    from pipelines.store import Corpus, unfollow
    from pipelines.watch import drop_idle_readers

    with Corpus.open(args.db, create=False) as corpus, corpus.atomic():
        if not unfollow(corpus.sql, args.url, now()):
            raise UsageError(f"{args.url!r} is not followed; `readmore tags --db {args.db}` lists what is")
        drop_idle_readers(corpus)
    return 0


def add_tags(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "tags",
        help="list the tags of a file with their figures",
        epilog="example: readmore tags --db corpus.db",
    )
    add_file(parser)
    add_json(parser)
    parser.set_defaults(run=do_tags)


def do_tags(args: argparse.Namespace) -> int:
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


def add_run(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "run",
        help="crawl the followed tags that are due, and send notices",
        epilog="example: readmore run --db corpus.db",
    )
    add_file(parser)
    add_manners(parser)
    add_ping(parser)
    parser.set_defaults(run=do_run, limit=None, max_pages=None, recheck="due", is_guarded=True, timed=True)


def add_ping(parser: argparse.ArgumentParser) -> None:
    """Let a command that crawls take a dead man's switch, which hears how each run ended."""
    parser.add_argument(
        "--ping",
        metavar="ADDRESS-or-NAME",
        help="ask for this address after a good run, with /fail behind it after a bad one, as Healthchecks"
        " has it; better its name as a target, since the address is a secret",
    )


def do_run(args: argparse.Namespace) -> int:
    """Crawl what is due and tell of the news; then tell the switch how that ended, where one was given."""
    if not args.ping:
        return _run_due(args)
    from pipelines.watch import ping_address

    address = ping_address(args.ping)
    try:
        code = _run_due(args)
    except Exception as error:
        _ping(address, code_of_error(error), args.db)
        raise
    _ping(address, code, args.db)
    return code


def _ping(address: str, code: int, path: str) -> None:
    """Tell a switch how a run ended; nothing of one that was interrupted or was not the only one at work.

    A run for which nothing was due is not said to be good while something is wrong since earlier ones.
    """
    from pipelines.watch import masked, ping

    is_good = code in (WELL, SOME_FAILED)
    if not is_good and code not in (IN_TROUBLE, COULD_NOT_RUN):
        return
    if is_good and _has_troubles(path):
        return
    if reason := ping(address, is_good=is_good):
        print(f"readmore: the ping to {masked(address)} was not heard: {reason}", file=sys.stderr)


def _has_troubles(path: str) -> bool:
    from pipelines.store import Corpus
    from pipelines.watch import troubles

    with Corpus.open(path, read_only=True) as corpus:
        return any(trouble.is_grave for trouble in troubles(corpus.sql))


def _run_due(args: argparse.Namespace) -> int:
    """Crawl what is due in one run, then tell each target what it has not been told."""
    from pipelines.store import Corpus, due, followed

    with Corpus.open(args.db, create=False) as corpus:
        tags = due(followed(corpus.sql), now())
    if tags:
        args.urls = [tag.url for tag in tags]
        try:
            code = report(crawl(args), args)
        except BusyError:
            if args.quiet and _is_at_work_as_usual(args.db):
                return BUSY
            raise
    else:
        code = _report_nothing(args)
    return worst_code(code, _tell(args.db))


def _is_at_work_as_usual(path: str) -> bool:
    """True when the run that is at work on the file began no longer ago than a first crawl may take."""
    from pipelines.store import Corpus, is_crawled_since

    earliest = (datetime.fromisoformat(now()) - LONGEST_RUN).isoformat(timespec="seconds")
    with Corpus.open(path, read_only=True) as corpus:
        return is_crawled_since(corpus.sql, earliest)


def _report_nothing(args: argparse.Namespace) -> int:
    """Print that nothing was due; that is well, whatever is wrong since earlier runs."""
    from crawler.run import Tally, as_json
    from pipelines.store import Corpus
    from pipelines.watch import troubles

    if args.json:
        with Corpus.open(args.db, read_only=True) as corpus:
            print(plain_json(as_json(Tally(), 0, troubles(corpus.sql))))
    elif not args.quiet:
        print("nothing is due", file=sys.stderr)
    if args.quiet:
        tell_owner(args.db)
    return WELL


def _tell(path: str) -> int:
    """Send what is to be told; 3 when something did not arrive, which the next run tries again."""
    from pipelines.configuration import address_of
    from pipelines.store import Corpus, followed
    from pipelines.watch import Notice, deliver, send_notices

    def send(notice: Notice) -> None:
        deliver(notice, address_of(notice.target))

    with Corpus.open(path, create=False) as corpus:
        tags: list[Tag] = followed(corpus.sql)
        undelivered = send_notices(corpus, tags, now(), send)
    for missed in undelivered:
        waits = "the notice waits for the next run"
        print(f"readmore: {missed.target} was not told: {missed.reason}; {waits}", file=sys.stderr)
    return SOME_FAILED if undelivered else WELL


def add_watch(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "watch", help="crawl what is due, for ever", epilog="example: readmore watch --db corpus.db"
    )
    add_file(parser)
    add_manners(parser)
    add_ping(parser)
    parser.set_defaults(run=do_watch)


def do_watch(args: argparse.Namespace) -> int:
    """Start a `run` whenever something is due, until interrupted.

    Each is a process of its own: memory is given back, and one that fails costs no other.
    """
    from pipelines.store import Corpus

    Corpus.open(args.db, create=False).close()
    while True:
        if _is_due(args.db):
            subprocess.run(_command(args), check=False)
        time.sleep(LOOK_EVERY_S)


def _is_due(path: str) -> bool:
    from pipelines.store import Corpus, due, followed

    with Corpus.open(path, create=False) as corpus:
        return bool(due(followed(corpus.sql), now()))


def _command(args: argparse.Namespace) -> list[str]:
    command = [sys.executable, "-m", "crawler.cli", "run", "--db", args.db]
    if args.delay is not None:
        command += ["--delay", str(args.delay)]
    if args.contact:
        command += ["--contact", args.contact]
    if args.ping:
        command += ["--ping", args.ping]
    if args.sites:
        command += ["--sites", args.sites]
    command += ["--archive", args.archive] + ["--no-feeds"] * args.no_feeds
    return command + ["--quiet"] * args.quiet + ["--json"] * args.json


COMMANDS = {
    **{"follow": add_follow, "unfollow": add_unfollow, "tags": add_tags},
    **{"run": add_run, "watch": add_watch},
}
