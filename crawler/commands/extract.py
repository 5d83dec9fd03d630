"""`readmore extract`: one page, read without a listing, with the evidence for each field."""

from __future__ import annotations

import argparse
from pathlib import Path

from crawler.cli_options import add_sites
from pipelines.characters import plain, plain_json
from pipelines.errors import UsageError


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the page and print the record."""
    from crawler import extract
    from crawler.format_article import as_json, describe
    from crawler.sites import load_sites

    url, body = _fetched(args.source) if _is_address(args.source) else _saved(args.source, args.url)
    article = extract(body, url, args.teaser, site=load_sites(args.sites).of(url))
    print(plain_json(as_json(article), indent=2) if args.json else plain(describe(article)))
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
