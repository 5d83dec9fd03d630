"""`readmore extract` and `preview`: one page read without a crawl, an article or a tag."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.commands.options import Subparsers, add_sites, seconds
from pipelines.characters import plain, plain_json
from pipelines.errors import IN_TROUBLE, WELL, UsageError
from pipelines.items import Article, Evidence
from pipelines.moments import day_of

if TYPE_CHECKING:
    from crawler.preview import Preview


_SHOWN_PARTS = 3
"""Of a first article: its fields, and two paragraphs."""
_BESIDE_TEASER = 20
"""Columns of a terminal that number, date and gaps take."""
_VALUE_CHARS = 90
_MINUTE_S, _HOUR_S = 60, 3600
_UP_TO = 1.5
"""So much of a unit is told in the smaller one."""
SHOWN_FIELDS = ("title", "authors", "published", "modified", "language", "url", "image_url", "image_alt")
UNKNOWN = "not known"


def add_extract(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "extract",
        help="read one page and show why each field has its value",
        epilog="example: readmore extract https://example.org/2024/a-statement",
    )
    parser.add_argument("source", metavar="FILE-or-URL", help="a saved page, or the address of one")
    parser.add_argument("--url", help="where a saved page comes from: its links and dates may need it")
    parser.add_argument("--teaser", help="the beginning of the text as a listing shows it")
    add_sites(parser)
    parser.add_argument("--json", action="store_true", help="print the record as JSON")
    parser.set_defaults(run=do_extract)


def do_extract(args: argparse.Namespace) -> int:
    """Read the page and print the record."""
    from crawler import extract
    from crawler.sites import load_sites

    url, body = _fetched(args.source) if _is_address(args.source) else _saved(args.source, args.url)
    article = extract(body, url, args.teaser, site=load_sites(args.sites).of(url))
    print(plain_json(article_as_json(article), indent=2) if args.json else plain(describe(article)))
    return 0


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _saved(path: str, url: str | None) -> tuple[str, bytes]:
    if not Path(path).is_file():
        raise UsageError(f"{path!r} is neither a file nor an address that begins with http:// or https://")
    return url or Path(path).resolve().as_uri(), Path(path).read_bytes()


def _fetched(url: str) -> tuple[str, bytes | str]:
    from crawler.probe import visit

    page = visit(lambda visitor: visitor.page(url), url)
    return page.url, page.text


def add_preview(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "preview",
        help="look at a tag before any crawl; writes nothing",
        epilog="example: readmore preview https://example.org/tag/press-freedom",
    )
    parser.add_argument("url", metavar="URL", help="address of a tag page")
    parser.add_argument(
        "--delay", type=seconds, metavar="S", help="seconds between two requests (default: 1)"
    )
    parser.add_argument("--no-feeds", action="store_true", help="do not ask the API that the tag announces")
    add_sites(parser)
    parser.add_argument("--json", action="store_true", help="print all of it as JSON")
    parser.set_defaults(run=do_preview)


def do_preview(args: argparse.Namespace) -> int:
    """Look and tell; 4 when there is nothing to crawl."""
    from crawler.preview import look
    from crawler.probe import visit

    given = {
        "READMORE_DELAY_S": args.delay,
        "READMORE_SITES": args.sites,
        "READMORE_FEEDS": False if args.no_feeds else None,
    }
    settings = {name: value for name, value in given.items() if value is not None}
    preview = visit(lambda visitor: look(visitor, args.url), args.url, settings=settings)
    if args.json:
        print(plain_json(preview_as_json(preview), indent=2))
    else:
        _print_preview(preview)
    return WELL if preview.listing.kind in ("listing", "empty") else IN_TROUBLE


def preview_as_json(preview: Preview) -> dict[str, Any]:
    """Return the preview as plain values."""
    told = {name: getattr(preview, name) for name in ("url", "pages", "articles", "requests", "seconds")}
    told |= {name: getattr(preview, name) for name in ("delay_s", "robots_delay_s", "api", "total", "doubts")}
    listing = asdict(replace(preview.listing, template=None))
    del listing["template"]  # how the list is made is of no use to others
    article = article_as_json(preview.article) if preview.article else None
    return {**told, "listing": listing, "article": article, "listing_links": preview.listing_links}


def _print_preview(preview: Preview) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    if preview.is_article:
        console.print("This looks like an article, not a listing.", style="bold")
        for link in preview.listing_links:
            console.print(f"  a listing it links to: {escape(plain(link))}", soft_wrap=True)
    if preview.listing.cards:
        console.print(_cards(preview, console.width))
    for name, value in _facts(preview):
        console.print(f"[bold]{name:<10}[/] {escape(plain(value))}", soft_wrap=True)
    for doubt in preview.doubts:
        console.print(f"[yellow]unsure[/]     {escape(plain(doubt))}")
    if preview.article:
        console.print("\nThe first article, as a crawl would store it:\n", style="bold")
        shown = describe(preview.article, width=min(console.width, 100)).split("\n\n")
        print(plain("\n\n".join(shown[:_SHOWN_PARTS])) + ("\n\n[...]" if len(shown) > _SHOWN_PARTS else ""))


def _cards(preview: Preview, width: int) -> Any:
    """Return the cards as a table: title, below it what fits of the teaser, date in front."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for number, card in enumerate(preview.listing.cards, 1):
        shown = Text(card.title or "(no title)")
        if card.teaser:
            teaser = Text(card.teaser, style="dim")
            teaser.truncate(max(_BESIDE_TEASER, width - _BESIDE_TEASER), overflow="ellipsis")
            shown = Text("\n").join([shown, teaser])
        table.add_row(str(number), day_of(card.published) or "no date", shown)
    return table


def _facts(preview: Preview) -> list[tuple[str, str]]:
    listing = preview.listing
    pages = str(preview.pages) if preview.pages else f"more than {preview.walked}"
    facts = [("tag", listing.tag_name or "no name found")]
    if listing.kind == "empty":
        facts.append(("cards", "none: the page says that the tag is empty"))
    if listing.cards:
        total = listing.total or preview.total
        promised = f", {total} promised in all" if total else ""
        facts.append(("cards", f"{len(listing.cards)} on this page{promised}"))
        facts.append(("pages", f"{pages}; next: {listing.next_url}" if listing.next_url else pages))
    facts.append(("language", listing.language or "not declared"))
    robots = f" (robots.txt asks for {preview.robots_delay_s:g} s)" if preview.robots_delay_s else ""
    facts.append(("robots", f"allowed, {preview.delay_s:g} s between two requests{robots}"))
    facts += [("feed", feed) for feed in listing.feeds]
    if preview.api:
        facts.append(("api", preview.api))
    if preview.requests and preview.seconds is not None:
        facts.append(("crawl", f"about {preview.requests} requests, {duration(preview.seconds)}"))
    return facts


def duration(seconds: float) -> str:
    """Return a duration in the unit that fits: "a second", "56 seconds", "2 minutes"."""
    if seconds < _UP_TO:
        return "a second"
    if seconds < _UP_TO * _MINUTE_S:
        return f"{round(seconds)} seconds"
    return (
        f"{round(seconds / _MINUTE_S)} minutes"
        if seconds < _UP_TO * _HOUR_S
        else f"{seconds / _HOUR_S:.1f} hours"
    )


def article_as_json(article: Article) -> dict[str, Any]:
    """Return the record as plain values, its evidence by field."""
    record = {field.name: getattr(article, field.name) for field in fields(article)}
    record["evidence"] = {name: evidence.as_json() for name, evidence in article.evidence.items()}
    return record


def describe(article: Article, *, width: int = 100) -> str:
    """Return the record in lines: each field, why it has its value, then the text."""
    lines = [line for name in SHOWN_FIELDS for line in _field(name, article)]
    lines += _field("body", article)
    text = [textwrap.fill(line, width) for line in (article.body or "").split("\n")]
    return "\n".join([*lines, "", *text]).rstrip()


def _field(name: str, article: Article) -> Iterator[str]:
    evidence = article.evidence.get(name)
    value = _value(name, article)
    if value is None and evidence is None:
        return
    yield f"{name:<10} {value or UNKNOWN}"
    if evidence is not None:
        yield from (f"{'':<10}   {line}" for line in in_words(evidence))


def _value(name: str, article: Article) -> str | None:
    if name == "authors":
        return "; ".join(article.authors) or None
    if name == "body" and article.body is not None:
        return f"{len(article.body.split())} words"
    value: str | None = getattr(article, name)
    return value


def in_words(evidence: Evidence) -> Iterator[str]:
    """Yield an evidence line by line: where from and who agreed, who said otherwise, what is uncertain."""
    if evidence.signal:
        agreed = f"; {', '.join(evidence.agreed)} agree" if evidence.agreed else ""
        yield f"from {evidence.signal}{agreed}"
    for signal, value in evidence.differed:
        yield f"but {signal} says {textwrap.shorten(value, _VALUE_CHARS, placeholder=' ...')!r}"
    if evidence.reason:
        yield evidence.reason


COMMANDS = {"extract": add_extract, "preview": add_preview}
