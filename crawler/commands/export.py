"""`readmore export`: the corpus in another format."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from crawler.cli_options import add_file
from pipelines.errors import UsageError
from pipelines.read import EXPORTERS, STDOUT, Output

if TYPE_CHECKING:
    from pipelines.store import Corpus, Tag

WARC = "warc"
"""The format that is not of records but of the pages that they were read from."""
EXAMPLE = "example: readmore export --db corpus.db --format csv -o corpus.csv"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("export", help="write the articles in another format", epilog=EXAMPLE)
    add_file(parser)
    parser.add_argument(
        "--format",
        choices=(*EXPORTERS, WARC),
        default="csv",
        help=f"default: csv; {WARC}: their archived pages, packed as in the archive (name it FILE.warc.gz)",
    )
    parser.add_argument(
        *("-o", "--output"), metavar="FILE", default=STDOUT, help="where to write (default: standard output)"
    )
    parser.add_argument("--tag", metavar="URL", help="only the articles of this tag")
    parser.add_argument(
        "--no-duplicates", action="store_true", help="leave out articles whose text another article has"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write all articles, the newest first."""
    from pipelines.read import records
    from pipelines.store import Corpus

    output = Output.at(args.output, corpus=args.db)
    with Corpus.open(args.db, read_only=True) as corpus:
        tag = _tag(corpus, args.tag) if args.tag else None
        found = records(corpus.sql, duplicates=not args.no_duplicates, tag_id=tag.id if tag else None)
        if args.format == WARC:
            return _export_pages(corpus, found, output)
        export = EXPORTERS[args.format]
        if tag and args.format == "atom":
            export = partial(export, title=tag.name or tag.url, home=tag.url)
        with output.open_text() as stream:
            count = export(found, stream)
    if not output.is_stdout:
        print(f"{count} articles in {output.name}", file=sys.stderr)
    return 0


def _export_pages(corpus: Corpus, found: Iterable[Mapping[str, Any]], output: Output) -> int:
    """Write the archived pages of articles; say how many the archive does not have whole."""
    from crawler.exitcodes import SOME_FAILED, WELL
    from pipelines.archive import WarcArchive
    from pipelines.read import to_warc

    archive = WarcArchive.beside(corpus.path)
    with output.open() as stream:
        copied = to_warc(corpus, archive, (each["id"] for each in found), stream, output.path.name)
    told = f"{copied.pages} pages in {output.name}"
    if copied.missing:
        told += f"; {copied.missing} more are not in the archive, or not whole"
    print(told, file=sys.stderr)
    return SOME_FAILED if copied.missing else WELL


def _tag(corpus: Corpus, url: str) -> Tag:
    """Return the tag with this address; UsageError when the file has none."""
    from pipelines.identity import url_key

    tag = next((tag for tag in corpus.tags() if url_key(tag.url) == url_key(url)), None)
    if tag is None:
        raise UsageError(f"no tag in the file has the address {url!r}; `readmore tags` lists them")
    return tag
