"""The run of mutants asks the unit tests of the altered program, not of the one on the disk."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

ASKED = """
from tests.mutants import find_mutants, try_out

mutant, *_ = (each for each in find_mutants(["crawler/titles/clean.py"]) if "_MAX_CHARS" in each.names)
print(try_out(mutant, cases=()).by_tests, try_out(mutant, cases=(), with_tests=False).by_tests)
"""


def test_a_constant_that_only_a_unit_test_holds_is_noticed() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    assert asked.stdout.split() == ["True", "False"]


PHRASES = """
from tests.mutants import find_mutants, try_out

found = find_mutants(["crawler/vocabulary/languages/en.toml"])
mutant = next(each for each in found if each.old == "compiled by")
print(try_out(mutant, cases=()).by_tests, try_out(mutant, cases=(), with_tests=False).by_tests)
"""


def test_a_phrase_of_a_languages_file_is_altered_for_whoever_reads_it() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", PHRASES], cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    assert asked.stdout.split() == ["True", "False"]
