"""`readmore export`: the corpus in another format."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from crawler.options import add_file
from pipelines.errors import UsageError
from pipelines.export import EXPORTERS
from pipelines.outputs import STDOUT, Output

if TYPE_CHECKING:
    from pipelines.corpus import Corpus
    from pipelines.runs import Tag

EXAMPLE = "example: readmore export --db corpus.db --format csv -o corpus.csv"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("export", help="write the articles in another format", epilog=EXAMPLE)
    add_file(parser)
    parser.add_argument("--format", choices=tuple(EXPORTERS), default="csv", help="default: csv")
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
    from pipelines.corpus import Corpus
    from pipelines.query import records

    output = Output.at(args.output, corpus=args.db)
    with Corpus.open(args.db, read_only=True) as corpus:
        tag = _tag(corpus, args.tag) if args.tag else None
        found = records(corpus.sql, duplicates=not args.no_duplicates, tag_id=tag.id if tag else None)
        export = EXPORTERS[args.format]
        if tag and args.format == "atom":
            export = partial(export, title=tag.name or tag.url, home=tag.url)
        with output.open_text() as stream:
            count = export(found, stream)
    if not output.is_stdout:
        print(f"{count} articles in {output.name}", file=sys.stderr)
    return 0


def _tag(corpus: Corpus, url: str) -> Tag:
    """Return the tag with this address; UsageError when the file has none."""
    from pipelines.identity import url_key

    tag = next((tag for tag in corpus.tags() if url_key(tag.url) == url_key(url)), None)
    if tag is None:
        raise UsageError(f"no tag in the file has the address {url!r}; `readmore tags` lists them")
    return tag
