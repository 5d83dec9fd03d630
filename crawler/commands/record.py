"""`readmore record`: save a page as a case, with what is read of it now."""

from __future__ import annotations

import argparse

from crawler.cli_options import add_sites, sites_folder


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "record",
        help="save a page as a case that its site must read well",
        epilog="example: readmore record https://example.org/2024/a-statement --sites sites",
    )
    parser.add_argument("url", metavar="URL", help="address of an article or a tag page")
    add_sites(parser)
    parser.add_argument("--teaser", help="the beginning of the text as a listing shows it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
