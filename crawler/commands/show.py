"""`readmore show`: one article with its revisions, or what changed between two of its states."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from crawler.cli_options import add_file, is_terminal, print_json
from pipelines.characters import one_line, plain_json
from pipelines.errors import CorpusError
from pipelines.read import Output

if TYPE_CHECKING:
    from pipelines.read import StateText
    from pipelines.store import Corpus

EXAMPLE = "example: readmore show 17 --db corpus.db --diff"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "show", help="show one article, its states and what changed", epilog=EXAMPLE
    )
    parser.add_argument("article", metavar="ID", help="number or address of the article")
    add_file(parser)
    parser.add_argument(
        "--diff",
        nargs="?",
        const="",
        metavar="A..B",
        help="what changed, word by word: at the latest edit, or from state A to state B (1 is the earliest)",
    )
    parser.add_argument(
        "--page",
        metavar="FILE",
        help="write the archived page that it was read from, unpacked, and print its digest and its date",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the article or the differences."""
    from pipelines.read import choose_states, find_article, record, states
    from pipelines.store import Corpus

    output = Output.at(args.page, corpus=args.db) if args.page is not None else None
    with Corpus.open(args.db, read_only=True) as corpus:
        article_id = find_article(corpus.sql, args.article)
        if output is not None:
            save_page(corpus, article_id, output, as_json=args.json)
            return 0
        found = states(corpus.sql, article_id)
        about = record(corpus.sql, article_id)
    if args.diff is not None:
        print_differences(*choose_states(found, args.diff), as_json=args.json)
    elif args.json:
        print_json([about | {"revisions": [_plain(state) for state in found[:-1]]}])
    else:
        print_article(about, found)
    return 0


def save_page(corpus: Corpus, article_id: int, output: Output, *, as_json: bool) -> None:
    """Write the archived page of an article; print what it takes to vouch for it.

    CorpusError when the archive does not have it whole.
    """
    from pipelines.archive import WarcArchive, digest
    from pipelines.read import page_of

    page = page_of(corpus, WarcArchive.beside(corpus.path), article_id)
    if page is None:
        raise CorpusError(
            f"the page of article {article_id} is not in the archive, or not whole; "
            f"`readmore crawl TAG --db {corpus.path} --recheck all` fetches it again"
        )
    with output.open() as stream:
        stream.write(page.body)
    about = {
        "url": page.url,
        "fetched_at": page.fetched_at,
        "content_type": page.content_type,
        "bytes": len(page.body),
        "sha256": digest(page.body),
    }
    lines = [f"{name:<13}{one_line(str(value or '-'))}" for name, value in about.items()]
    told = plain_json(about) if as_json else "\n".join(lines)
    print(told, file=sys.stderr if output.is_stdout else sys.stdout)


def print_article(about: dict[str, Any], found: list[StateText]) -> None:
    """Print a record for reading: fields, what they rest on, text, history."""
    for name in ("title", "authors", "published", "modified", "language", "url", "tags", "word_count"):
        value = about[name]
        text = "; ".join(value) if isinstance(value, list) else value
        print(f"{name:<11}{'-' if text in (None, '') else text}{_basis(about['evidence'].get(name))}")
    for name in ("gone_since", "duplicate_of", "problems"):
        if about[name]:
            print(f"{name:<13}{about[name]}")
    print(f"\n{about['body'] or '(no text)'}")
    if len(found) > 1:
        print()
        for number, state in enumerate(found, 1):
            until = f"until {state.until}" if state.until else "now"
            print(f"state {number}: {state.since} {until}  {state.title or '-'}")


def print_differences(earlier: StateText, later: StateText, *, as_json: bool) -> None:
    """Print what differs, field by field."""
    from dataclasses import asdict

    from pipelines.read import differences, marked

    names = ("title", "author", "published", "body")
    found = {name: differences(getattr(earlier, name), getattr(later, name)) for name in names}
    if as_json:
        pieces = {
            name: [[asdict(piece) for piece in line] for line in lines] for name, lines in found.items()
        }
        print(plain_json({"from": earlier.since, "to": later.since, **pieces}))
        return
    print(f"from {earlier.since} to {later.since}")
    for name, lines in found.items():
        for line in lines:
            print(f"\n{name}: {marked(line, colour=is_terminal())}")


def _basis(evidence: dict[str, Any] | None) -> str:
    """What a field rests on, in brackets."""
    if not evidence:
        return ""
    said = [
        evidence.get("signal"),
        *(f"also {signal}" for signal in evidence.get("agreed", ())),
        evidence.get("reason"),
    ]
    return f"  ({', '.join(part for part in said if part)})"


def _plain(state: StateText) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(state)
