"""The quality of what is read, held by cases: a folder of fixtures/pages is a page and what is right on it.

A field that is read wrongly and is known to be is named in the case's meta.json (`known_wrong`); the gate
tells when it is mended. The floors are numbers of fields that are right, over all cases: they may only rise.
`python -m tests.test_quality` prints the figures and raises the floors.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from typing import Any

import pytest

from crawler.sites.cases import Case, differences, find_cases
from crawler.sites.finding import load_sites
from tests.conftest import ROOT

PAGES = ROOT / "fixtures" / "pages"
FLOORS = PAGES / "floors.json"
CASES = find_cases(PAGES)
SITES = load_sites()
NEEDED = {"url", "kind", "fetched_at", "content_type", "licence", "shows", "seen"}


@cache
def wrong(name: str) -> dict[str, tuple[Any, Any]]:
    """Return the fields of a case that are read wrongly: what is right, and what is read."""
    case = Case(PAGES / name)
    return differences(case, SITES.of(case.meta["url"]))


def figures() -> dict[str, tuple[int, int]]:
    """Return, by kind and field, how many cases ask for it and how many of them are read right."""
    asked, right = Counter[str](), Counter[str]()
    for case in CASES:
        for field in case.expected:
            name = f"{case.meta['kind']}.{field}"
            asked[name] += 1
            right[name] += field not in wrong(case.name)
    return {name: (asked[name], right[name]) for name in sorted(asked)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_reads_as_expected_but_for_what_is_known(case: Case) -> None:
    news = {field: pair for field, pair in wrong(case.name).items() if field not in case.known_wrong}
    assert news == {}
    mended = case.known_wrong.keys() - wrong(case.name).keys()
    assert not mended, f"mended: take {sorted(mended)} out of known_wrong in {case.name}/meta.json"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_where_it_is_from_and_what_it_shows(case: Case) -> None:
    assert case.meta.keys() >= NEEDED
    assert "unknown" not in case.meta["licence"]
    assert not any(case.meta[name].startswith("say here") for name in ("shows", "seen"))


def test_no_field_is_right_less_often_than_before() -> None:
    floors = json.loads(FLOORS.read_text())
    right = {name: is_right for name, (_, is_right) in figures().items()}
    fallen = {
        name: (floor, right.get(name, 0)) for name, floor in floors.items() if right.get(name, 0) < floor
    }
    assert fallen == {}


def main() -> None:
    """Print the figures, and raise the floors; a figure that fell is an error and changes nothing."""
    found = figures()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    for name, (asked, is_right) in found.items():
        print(f"{name:<20} {is_right:>4} of {asked:>4}  {is_right / asked:6.1%}  floor {floors.get(name, 0)}")
    print(f"{len(CASES)} cases, {sum(len(case.known_wrong) for case in CASES)} fields known to be wrong")
    fallen = [name for name, floor in floors.items() if found.get(name, (0, 0))[1] < floor]
    if fallen:
        sys.exit(f"fallen, so that nothing was written: {', '.join(fallen)}")
    FLOORS.write_text(json.dumps({name: is_right for name, (_, is_right) in found.items()}, indent=2) + "\n")


if __name__ == "__main__":
    main()
