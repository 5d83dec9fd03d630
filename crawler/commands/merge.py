"""`readmore merge`: several files become one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.moments import now

if TYPE_CHECKING:
    from pipelines.upkeep import Merged

EXAMPLE = "example: readmore merge north.db south.db --into all.db"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("merge", help="join files that were crawled apart", epilog=EXAMPLE)
    parser.add_argument("sources", nargs="+", metavar="FILE", help="a file to take in; it is not changed")
    parser.add_argument(
        "--into", required=True, metavar="FILE", help="the file they go into, made when missing"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take in one file after the other and say what each brought."""
    from pipelines.archive import WarcArchive
    from pipelines.errors import UsageError
    from pipelines.store import Corpus
    from pipelines.upkeep import merge

    if Path(args.into).resolve() in {Path(source).resolve() for source in args.sources}:
        raise UsageError(f"{args.into} cannot be merged into itself; name another file after --into")
    for source in args.sources:
        Corpus.open(source, read_only=True).close()
    with Corpus.open(args.into) as into, into.lock(), WarcArchive.beside(into.path) as archive:
        for path in args.sources:
            with Corpus.open(path, read_only=True) as source:
                merged = merge(into, archive, source, now())
            print(_told(path, merged))
    return 0


def _told(path: str, merged: Merged) -> str:
    told = f"{path}: {merged.new} articles new, {merged.known} known, {merged.pages} archived pages"
    if merged.missing:
        told += f"; {merged.missing} more are not there: its archive was left behind, or is damaged"
    return told
