"""`readmore check-sites`: do the sites of a folder read their cases as expected, and need all they say."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.cli_options import add_json, print_json
from crawler.exitcodes import SOME_FAILED, WELL
from pipelines.characters import plain_json

if TYPE_CHECKING:
    from crawler.sites import Case, Sites

SHOWN = 300
"""Characters of a value."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "check-sites",
        help="read the cases of a folder of sites and compare",
        epilog="example: readmore check-sites sites",
    )
    parser.add_argument("folder", metavar="FOLDER", help="what `readmore new-site` made")
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each case with what is read otherwise, then what no case needs; 3 when there is any."""
    from crawler.sites import find_cases, load_sites

    sites = load_sites(args.folder)
    cases = find_cases(Path(args.folder) / "cases")
    rows = [_row(case, sites) for case in cases]
    dead = [f"{name}.{override}" for name, override in _needless(sites, cases)]
    if args.json:
        print_json([*rows, *({"needless": name} for name in dead)])
    else:
        _print(rows, dead)
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


def _print(rows: list[dict[str, Any]], dead: list[str]) -> None:
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
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} ..."
