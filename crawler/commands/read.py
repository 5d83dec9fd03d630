"""`readmore new`, `search`, `show`, `export`: what a file holds, listed, printed, in other formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from crawler.commands.options import (
    Subparsers,
    add_file,
    add_json,
    is_terminal,
    moment,
    number,
    print_columns,
    print_json,
)
from pipelines.characters import one_line, plain_json
from pipelines.errors import SOME_FAILED, WELL, CorpusError, UsageError
from pipelines.moments import day_of, now
from pipelines.read import (
    EXPORTERS,
    MOST_HITS,
    STDOUT,
    Output,
    archived_page,
    choose_states,
    differences,
    find_article,
    marked,
    record,
    records,
    search,
    states,
    to_warc,
)

if TYPE_CHECKING:
    from pipelines.read import StateText
    from pipelines.store import Corpus, Tag

READER = "new"
WARC = "warc"
"""The format that is not of records but of the pages that they were read from."""


def add_new(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "new",
        help="list what is new, edited or gone",
        epilog="example: readmore new --db corpus.db --since 7d",
    )
    add_file(parser)
    parser.add_argument(
        "--since",
        type=moment,
        metavar="WHEN",
        help="a date, a time, or how long ago: 2026-11-20, 36h, 7d (default: since the last look)",
    )
    add_json(parser)
    parser.set_defaults(run=do_new)


def do_new(args: argparse.Namespace) -> int:
    """Print one line an article; a look without --since is noted, so that the next one goes on from there."""
    from pipelines.store import Corpus, last_look, latest, news_after, note_look

    with Corpus.open(args.db, create=False, read_only=args.since is not None) as corpus:
        newest = latest(corpus.sql)
        after = 0 if args.since else last_look(corpus.sql, READER)
        found = news_after(corpus.sql, after, since=args.since or "")
        if args.json:
            print_json(found)
        elif found:
            print_columns([(n.kind, n.article_id, day_of(n.published), n.title, n.url) for n in found])
        else:
            print("nothing new", file=sys.stderr)
        if not args.since and newest > after:
            with corpus.atomic():
                note_look(corpus.sql, READER, newest, now())
    return 0


def add_search(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "search",
        help="find articles by their words",
        epilog="example: readmore search 'title: released AND Minsk' --db corpus.db",
    )
    parser.add_argument(
        "query", nargs="+", metavar="QUERY", help='words; "a phrase"; begin*; title: word; AND, OR, NOT'
    )
    add_file(parser)
    parser.add_argument(
        "--limit",
        type=number,
        default=MOST_HITS,
        metavar="N",
        help=f"at most N articles (default: {MOST_HITS})",
    )
    add_json(parser)
    parser.set_defaults(run=do_search)


def do_search(args: argparse.Namespace) -> int:
    """Print the articles found, the best first."""
    from pipelines.store import Corpus

    with Corpus.open(args.db, read_only=True) as corpus:
        hits = search(corpus.sql, " ".join(args.query), args.limit)
    if args.json:
        print_json(hits)
    elif not hits:
        print("no article has these words", file=sys.stderr)
    else:
        print_columns([(hit.id, day_of(hit.published), hit.title, hit.snippet) for hit in hits])
    return 0


def add_show(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "show",
        help="show one article, its states and what changed",
        epilog="example: readmore show 17 --db corpus.db --diff",
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
    parser.set_defaults(run=do_show)


def do_show(args: argparse.Namespace) -> int:
    """Print the article or the differences."""
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
        print_json([about | {"revisions": [asdict(state) for state in found[:-1]]}])
    else:
        print_article(about, found)
    return 0


def save_page(corpus: Corpus, article_id: int, output: Output, *, as_json: bool) -> None:
    """Write the archived page of an article; print what it takes to vouch for it.

    CorpusError when the archive does not have it whole.
    """
    from pipelines.archive import WarcArchive, digest

    page = archived_page(corpus, WarcArchive.beside(corpus.path), article_id)
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


def add_export(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "export",
        help="write the articles in another format",
        epilog="example: readmore export --db corpus.db --format csv -o corpus.csv",
    )
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
    parser.set_defaults(run=do_export)


def do_export(args: argparse.Namespace) -> int:
    """Write all articles, the newest first."""
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
    from pipelines.archive import WarcArchive

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
    from pipelines.store import tag_at

    tag = tag_at(corpus.sql, url)
    if tag is None:
        raise UsageError(f"no tag in the file has the address {url!r}; `readmore tags` lists them")
    return tag


COMMANDS = {"new": add_new, "search": add_search, "show": add_show, "export": add_export}
