"""`readmore follow`, `unfollow`, `tags`: which tags are kept current."""

from __future__ import annotations

import argparse
import sys

from crawler.commands.options import Subparsers, add_file, add_json, print_columns, print_json
from pipelines.errors import UsageError
from pipelines.moments import now

_HOUR_S = 3600
HEADER = ("tag", "articles", "new this week", "waiting", "failed", "last run", "next due", "address")


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


COMMANDS = {"follow": add_follow, "unfollow": add_unfollow, "tags": add_tags}
