"""The run of mutants asks the unit tests of the altered program, not of the one on the disk."""

from __future__ import annotations

import subprocess
import sys

import tests.test_byline_weights  # noqa: F401  (it has a function of another test's)
from tests.conftest import ROOT
from tests.trials import with_lenders

ASKED = """
from tests.alterations import find_mutants
from tests.trials import ROOT, try_out, with_tests

PLACES = [
    ("crawler/titles", lambda each: "_MAX_CHARS" in each.names),
    ("crawler/titles", lambda each: each.kind == "guard" and each.function == "classed_titles"),
    ("crawler/vocabulary/languages/en.toml", lambda each: each.old == "compiled by"),
    ("crawler/vocabulary/markup.toml", lambda each: each.old == "breadcrumbs"),
    ("crawler/vocabulary/caches.py", lambda each: each.old == "2048"),
]

def ask(tests):
    for place, is_asked in PLACES:
        mutant = next(each for each in find_mutants([place]) if is_asked(each))
        print("noticed by", try_out(mutant, (), tests, list(tests.by_name)).test)

with_tests([ROOT / "tests" / f"test_{name}.py" for name in ("title_weights", "bywords", "markup_words")], ask)
"""


def test_what_only_unit_tests_hold_is_noticed_by_them_and_what_nothing_holds_by_none() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    told = [line.partition("noticed by ")[2] for line in asked.stdout.splitlines() if "noticed by" in line]
    assert [line.partition("::")[2].partition("[")[0] or line for line in told] == [
        "test_a_title_is_cut_where_no_title_goes_on",
        "test_of_very_many_headings_the_first_are_read",
        "test_a_line_below_the_headline_signs_in_its_languages_words",
        "test_a_name_tells_one_role_or_none",
        "None",
    ]


def test_who_lends_a_test_its_functions_is_loaded_anew_as_well() -> None:
    assert "tests.test_bylines" in with_lenders({"tests.test_byline_weights"})
