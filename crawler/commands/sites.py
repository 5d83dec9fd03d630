"""`readmore new-site`, `record`, `check-sites`: the user's own files for sites that read badly."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.commands.options import Subparsers, add_json, add_sites, print_json, sites_folder
from pipelines.characters import plain, plain_json
from pipelines.errors import SOME_FAILED, WELL, ReadmoreError, UsageError
from pipelines.read import Output

if TYPE_CHECKING:
    from crawler.document import Page
    from crawler.probe import Visitor
    from crawler.sites import Case, Sites

TEMPLATE = '''"""{host}: say here what is odd about this site, and when it was last seen so."""

from crawler.sites import Expect, Site


class {name}(Site):
    domains = ("{host}",)

    # Nothing below is needed where the readers get it right by themselves. Begin with the least:

    # 1. Facts
    # zone = "Europe/Vilnius"  # what the printed days are told in
    # day_first = True  # 03/04 is 3 April
    # language = "be"  # of all articles
    # expects = Expect(cards=5, filled=("title", "published"))  # the run says so when it is not so

    # 2. Selectors: CSS, ::attr(name), ::text; the first that finds something counts
    # card_css = ("article.post",)
    # title_css = ("h1.entry-title",)
    # authors_css = (".byline",)
    # published_css = ("time::attr(datetime)", ".date")
    # body_css = (".entry-content",)

    # 3. One method, where no selector can say it
    # def load_published(self, loader, page):
    #     super().load_published(loader, page)
    #     if not loader.get_collected_values("published"):
    #         loader.add_value("published", page.url.split("/")[3])
'''
MOST_SHOWN = 300
"""Characters of a value."""


def add_new_site(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "new-site",
        help="begin a file for a site that reads badly",
        epilog="example: readmore new-site https://example.org/tag/press-freedom --sites sites",
    )
    parser.add_argument("url", metavar="URL", help="address of a tag page, or of an article")
    add_sites(parser)
    parser.set_defaults(run=do_new_site)


def do_new_site(args: argparse.Namespace) -> int:
    """Fetch the page, and the first article it lists; write file and cases; print what is read already."""
    from crawler.probe import visit
    from crawler.sites import load_sites, save_case, stem_of

    folder = sites_folder(args)
    path = folder / f"{stem_of(args.url)}.py"
    known = load_sites(folder if folder.is_dir() else None).of(args.url)
    if known or path.exists():
        name = type(known).__name__ if known else str(path)
        raise UsageError(f"there is a site for {args.url!r} already, {name}; `readmore record` adds a case")
    pages = visit(lambda visitor: _pages(visitor, args.url), args.url)
    folder.mkdir(parents=True, exist_ok=True)
    with Output.at(path).open_text() as stream:
        stream.write(_template(args.url))
    print(path)
    for page in pages:
        case = save_case(folder / "cases" / path.stem, page, None)
        print(f"{case.folder}\n\nWhat is read without the file ({case.meta['kind']}):\n")
        print(f"{plain(_shown(page))}\n")
    print(f"Correct expected.json where that is wrong; `readmore check-sites {folder}` tells what differs.")
    return 0


async def _pages(visitor: Visitor, url: str) -> list[Page]:
    """Return the page, and the first article that it lists, when that can be had."""
    from crawler.listing import find_listing

    page = await visitor.page(url)
    cards = find_listing(page, first_url=url).cards
    if not cards:
        return [page]
    try:
        return [page, await visitor.page(cards[0].url)]
    except ReadmoreError:
        return [page]


def _template(url: str) -> str:
    from crawler.sites import stem_of
    from pipelines.identity import site_of

    name = "".join(part.capitalize() for part in stem_of(url).split("_"))
    return TEMPLATE.format(host=site_of(url).partition(":")[0], name=name)


def _shown(page: Page) -> str:
    from crawler.article import read_article
    from crawler.commands.page import describe
    from crawler.listing import find_listing

    listing = find_listing(page)
    if listing.kind not in ("listing", "empty"):
        return describe(read_article(page))
    lines = [f"{card.published or 'no date':<10.10}  {card.title}" for card in listing.cards]
    return "\n".join([*lines, f"next page: {listing.next_url or 'none'}"])


def add_record(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "record",
        help="save a page as a case that its site must read well",
        epilog="example: readmore record https://example.org/2024/a-statement --sites sites",
    )
    parser.add_argument("url", metavar="URL", help="address of an article or a tag page")
    add_sites(parser)
    parser.add_argument("--teaser", help="the beginning of the text as a listing shows it")
    parser.set_defaults(run=do_record)


def do_record(args: argparse.Namespace) -> int:
    """Fetch the page, write the three files of the case, say what to do with them."""
    from crawler.probe import visit
    from crawler.sites import load_sites, save_case, stem_of

    folder = sites_folder(args)
    sites = load_sites(folder if folder.is_dir() else None)
    page = visit(lambda visitor: visitor.page(args.url), args.url)
    cases = folder / "cases" / stem_of(page.url)
    case = save_case(cases, page, sites.of(page.url), teaser=args.teaser)
    print(case.folder)
    print("Correct expected.json by hand where it is wrong, and name the licence in meta.json.")
    print(f"`readmore check-sites {folder}` then tells what is still read otherwise.")
    return 0


def add_check_sites(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "check-sites",
        help="read the cases of a folder of sites and compare",
        epilog="example: readmore check-sites sites",
    )
    parser.add_argument("folder", metavar="FOLDER", help="what `readmore new-site` made")
    add_json(parser)
    parser.set_defaults(run=do_check_sites)


def do_check_sites(args: argparse.Namespace) -> int:
    """Print each case with what is read otherwise, then what no case needs; 3 when there is any."""
    from crawler.sites import find_cases, load_sites

    sites = load_sites(args.folder)
    cases = find_cases(Path(args.folder) / "cases")
    rows = [_row(case, sites) for case in cases]
    dead = [f"{name}.{override}" for name, override in _needless(sites, cases)]
    if args.json:
        print_json([*rows, *({"needless": name} for name in dead)])
    else:
        _print_cases(rows, dead)
    return SOME_FAILED if dead or any(row["differs"] for row in rows) else WELL


def _row(case: Case, sites: Sites) -> dict[str, Any]:
    from crawler.sites import differences

    found = differences(case, sites.of(case.meta["url"]))
    differs = {name: {"expected": wanted, "read": read} for name, (wanted, read) in found.items()}
    return {"case": case.name, "differs": differs}


def _needless(sites: Sites, cases: list[Case]) -> list[tuple[str, str]]:
    from crawler.sites import needless

    own = {each: [c for c in cases if type(sites.of(c.meta["url"])) is each] for each in sites.classes()}
    return [(each.__name__, name) for each, read in own.items() for name in needless(each, read)]


def _print_cases(rows: list[dict[str, Any]], dead: list[str]) -> None:
    for row in rows:
        print(f"{'differs' if row['differs'] else 'ok':<8} {row['case']}")
        for name, pair in row["differs"].items():
            for which in ("expected", "read"):
                print(f"         {name}, {which}: {_short(pair[which])}")
    for name in dead:
        print(f"needless {name}: no case reads otherwise without it")
    if not rows:
        print("there are no cases; `readmore record URL` saves one")


def _short(value: Any) -> str:
    text = plain_json(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} ..."


COMMANDS = {"new-site": add_new_site, "record": add_record, "check-sites": add_check_sites}
