"""`readmore follow`: keep a tag current from now on."""

from __future__ import annotations

import argparse
import sys

from crawler.cli_options import add_file
from pipelines.moments import now

EXAMPLE = (
    "example: readmore follow https://example.org/tag/press-freedom --db corpus.db --every 6h --notify desk"
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "follow", help="keep a tag current: `run` crawls it when due", epilog=EXAMPLE
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
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
    hours = (tag.every_s or DEFAULT_EVERY_S) / 3600
    print(
        f"following {tag.url} every {hours:g} hours; `readmore run --db {args.db}` crawls it", file=sys.stderr
    )
    kept = f", defined in {configuration.place()}" if any(map(is_address, args.notify)) else ""
    if names:
        print(f"news goes to {', '.join(names)}{kept}", file=sys.stderr)
    return 0
