"""`readmore status` and `check`: does all go well, by what the file knows and tried now."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crawler.commands.options import Subparsers, add_file, add_json, print_json, seconds
from pipelines.characters import one_line, plain_json
from pipelines.errors import IN_TROUBLE, WELL, UsageError
from pipelines.identity import site_of, url_key
from pipelines.moments import day_of, now

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from crawler.check import Checkup, Expected
    from pipelines.store import Corpus, Tag
    from pipelines.watch import Status, TagStatus, Trouble

SHOWN_PAGES = 10
"""Failing pages that are listed; JSON has all."""
_TO_THE_MINUTE = len("2026-11-28T07:15")
_KILO = 1000
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def add_status(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "status",
        help="how each tag goes, what is wrong, sizes; exit code 4 when somebody must look",
        epilog="example: readmore status --db corpus.db",
    )
    add_file(parser)
    parser.add_argument(
        "--accept",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="take what has this number for a known limit: it stays listed, silent until its reason changes;"
        " may be given several times",
    )
    parser.add_argument("--prometheus", metavar="FILE", help="write the figures there for Prometheus, too")
    add_json(parser)
    parser.set_defaults(run=do_status)


def do_status(args: argparse.Namespace) -> int:
    """Print how the file is; 4 when an alarm is open or a list in trouble."""
    from pipelines.read import Output
    from pipelines.store import Corpus
    from pipelines.watch import prometheus_lines, status

    output = Output.at(args.prometheus, corpus=args.db) if args.prometheus else None
    _accept(args.db, args.accept)
    with Corpus.open(args.db, read_only=True) as corpus:
        found = status(corpus, now())
    if output:
        with output.open_text() as stream:
            stream.writelines(f"{line}\n" for line in prometheus_lines(found))
    if args.json:
        print(plain_json(found.as_json()))
    elif not (output and output.is_stdout):
        _print_status(found)
    return WELL if found.is_well else IN_TROUBLE


def _accept(path: str, numbers: Sequence[int]) -> None:
    from pipelines.store import Corpus
    from pipelines.watch import accept

    if not numbers:
        return
    with Corpus.open(path, create=False) as corpus, corpus.atomic():
        for number in numbers:
            accepted = accept(corpus.sql, number, now())
            print(f"accepted: {one_line(accepted.sentence)}", file=sys.stderr)


def _print_status(found: Status) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    _print_tags(console, found.tags)
    grave = [trouble for trouble in found.troubles if trouble.is_grave]
    pages = [each for each in found.troubles if each.kind == "page" and not each.accepted_at]
    accepted = [trouble for trouble in found.troubles if trouble.accepted_at]
    shown = {"wrong": grave, "failing pages": pages[:SHOWN_PAGES], "accepted": accepted}
    for heading, troubles in shown.items():
        if troubles:
            console.print(f"\n{heading}", style="bold")
            print("\n".join(_lines(console, _troubles(troubles))))
    if len(pages) > SHOWN_PAGES:
        console.print(f"and {len(pages) - SHOWN_PAGES:,} more; --json lists all")
    sizes = f"file {size(found.file_bytes)}, archive of pages {size(found.archive_bytes)}; times are UTC"
    console.print(f"\n{'all is well; ' if found.is_well else ''}{sizes}")


def _print_tags(console: Console, tags: Sequence[TagStatus]) -> None:
    """Print a table with a line for each tag, its address below that line."""
    lines = _lines(console, _tags(tags)) if tags else []
    heads = len(lines) - len(tags)
    for line, tag in zip(lines, (None,) * heads + tuple(tags), strict=True):
        print(line)
        if tag and (tag.name or "…" in line):
            console.print(f"  {one_line(tag.url)}", style="dim", markup=False, soft_wrap=True)


def _lines(console: Console, table: Table) -> list[str]:
    """Return a table as it is printed, without the blanks that fill its lines up."""
    with console.capture() as shown:
        console.print(table)
    return [line.rstrip() for line in shown.get().splitlines()]


def _tags(tags: Sequence[TagStatus]) -> Table:
    from rich.text import Text

    table = _table(show_header=True)
    table.add_column("tag")
    for heading in ("last good run", "new this\nweek", "failing\npages"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("next due", no_wrap=True)
    for tag in tags:
        due = (_minute(tag.next_due) or "now") if tag.followed else "not followed"
        counts = (str(tag.new_this_week), str(tag.failing))
        name = Text(one_line(tag.name or tag.url), no_wrap=True, overflow="ellipsis")
        table.add_row(name, _minute(tag.good_at) or "never", *counts, due)
    return table


def _troubles(troubles: Sequence[Trouble]) -> Table:
    from rich.text import Text

    table = _table(show_header=False)
    table.add_column(justify="right")
    table.add_column()
    table.add_column(overflow="fold", ratio=1)
    for trouble in troubles:
        table.add_row(str(trouble.id), day_of(trouble.since), Text(one_line(trouble.sentence)))
    return table


def _table(*, show_header: bool) -> Table:
    from rich.table import Table

    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=show_header, header_style="dim")


def _minute(moment: str | None) -> str:
    return (moment or "")[:_TO_THE_MINUTE].replace("T", " ")


def size(count: int) -> str:
    """Return a number of bytes in the unit that fits: "812 bytes", "2.1 MB"."""
    amount = float(count)
    for unit in _UNITS[:-1]:
        if amount < _KILO:
            return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= _KILO
    return f"{amount:.1f} {_UNITS[-1]}"


def add_check(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "check",
        help="try each followed tag now: its listing and one article; writes nothing",
        epilog="example: readmore check --db corpus.db",
    )
    parser.add_argument("url", nargs="?", metavar="URL", help="only this tag, followed or not")
    parser.add_argument("--db", metavar="FILE", help="the file whose followed tags are tried")
    parser.add_argument(
        "--delay", type=seconds, metavar="S", help="seconds between two requests (default: 1)"
    )
    add_json(parser)
    parser.set_defaults(run=do_check)


def do_check(args: argparse.Namespace) -> int:
    """Print one line a tag; 4 when something does not read well."""
    from crawler.check import check_all, foreign_packages
    from crawler.probe import visit

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
            print(one_line(checkup_line(checkup)))
    return IN_TROUBLE if foreign or any(checkup.wrong for checkup in checkups) else WELL


def checkup_line(checkup: Checkup) -> str:
    """Return what there is to say of a tag, in one line."""
    mark = "wrong" if checkup.wrong else "well "
    return f"{mark}  {checkup.url}  {'; '.join((*checkup.wrong, *checkup.well))}"


def expectations(path: str | None, url: str | None) -> list[Expected]:
    """Return the tags to be tried and what a file knows of them."""
    from crawler.check import Expected
    from pipelines.store import Corpus, followed, tag_at

    if path is None:
        return [Expected(url or "", {})]
    with Corpus.open(path, read_only=True) as corpus:
        tags = followed(corpus.sql) if url is None else [tag_at(corpus.sql, url)]
        found = [_expected(corpus, tag) for tag in tags if tag]
    return found or ([Expected(url, {})] if url else [])


def _expected(corpus: Corpus, tag: Tag) -> Expected:
    from crawler.check import Expected, layouts_of
    from pipelines.store import known, load

    there = [one for one in known(corpus.sql, tag.id) if one.missing_since is None]
    articles = {
        url_key(one.card.url): stored for one in there if (stored := load(corpus.sql, one.article_id))
    }
    rows = [row.layout for row in corpus.layouts(site_of(tag.url))]
    return Expected(tag.url, articles, layouts_of(rows), tag.network)


COMMANDS = {"status": add_status, "check": add_check}
