"""`readmore new-site`: the file for a site that reads badly, its first cases, and what is read without it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from crawler.cli_options import add_sites, sites_folder
from pipelines.characters import plain
from pipelines.errors import ReadmoreError, UsageError
from pipelines.read import Output

if TYPE_CHECKING:
    from crawler.document import Page
    from crawler.probe import Visitor

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


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "new-site",
        help="begin a file for a site that reads badly",
        epilog="example: readmore new-site https://example.org/tag/press-freedom --sites sites",
    )
    parser.add_argument("url", metavar="URL", help="address of a tag page, or of an article")
    add_sites(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
    from crawler.format_article import describe
    from crawler.listing import find_listing

    listing = find_listing(page)
    if listing.kind not in ("listing", "empty"):
        return describe(read_article(page))
    lines = [f"{card.published or 'no date':<10.10}  {card.title}" for card in listing.cards]
    return "\n".join([*lines, f"next page: {listing.next_url or 'none'}"])
