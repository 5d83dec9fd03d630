"""Is all that the readers know needed? Each number, guard and word is altered; who notices?

Slow; run it with `python -m pytest -m slow tests/test_needed.py -s` to see the lists:
- what no case and no test needs: one for it is missing, or it can go;
- which cases alone notice something: the others could go.

Words of a language need no case: they stand in a table of phrases of tests/, with where such a thing is said.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from crawler.sites.cases import find_cases
from tests.alterations import PAGES, Mutant, find_mutants
from tests.conftest import ROOT
from tests.meetings import folded
from tests.trials import Trial

LANGUAGES = ("crawler/listing/phrases.py", "crawler/listing/tag_name.py")
"""Files that hold words of languages beside the vocabulary; words of all others are of markup."""
TABLE = re.compile(r"[a-z]+\.[a-z_]+")
SOURCED = ("months",)
"""Section of a language's file: test_date_words holds it against locale data, or names with their source."""
TABLES = (
    *("test_bywords.py", "test_no_names.py", "test_bylines.py", "test_authors.py", "test_names.py"),
    *("test_date_words.py", "test_dates.py", "test_phrases.py", "test_page_links.py"),
    *("test_pagination.py", "test_cards.py", "test_page_type.py"),
)
"""Where phrases of languages stand."""
ASKED = ("--cases", "30", "--tests", "100")
"""Asked about each, those first that meet the fewest lines: all of them take too long."""
MAY_BE_NEEDLESS = 0.32
"""Of the numbers, guards and words of markup; the figure may only fall."""
ROWLESS = 5
"""Words without a row; the figure may only fall."""


def is_of_a_language(mutant: Mutant) -> bool:
    """True for a word that people read; the name of a table of such words is none."""
    is_read = "/languages/" in mutant.path or (mutant.path in LANGUAGES and not TABLE.fullmatch(mutant.old))
    return mutant.kind == "word" and is_read


def without_row(words: list[Mutant]) -> list[Mutant]:
    """Return the words of languages that no table of phrases has."""
    tables = folded("\n".join((ROOT / "tests" / name).read_text(encoding="utf-8") for name in TABLES))
    return [m for m in words if m.names != SOURCED and folded(m.old).strip() not in tables]


def told(trials: Sequence[Trial]) -> str:
    """Return the lists for people."""
    needless = [trial.mutant.where for trial in trials if not trial.is_noticed]
    alone = {trial.cases[0] for trial in trials if len(trial.cases) == 1}
    idle = sorted({case.name for case in find_cases(PAGES)} - alone)
    by_test = sum(trial.test is not None for trial in trials)
    return "\n".join(
        [
            f"{len(needless)} of {len(trials)} numbers, guards and words of markup that nothing needs:",
            *needless,
            f"{by_test} that only a row of a test needs",
            f"{len(alone)} cases that alone notice something; {len(idle)} that do not:",
            *idle,
        ]
    )


def trials_of_all(out: Path) -> Iterator[Trial]:
    """Try each alteration but those of languages' words, and return what became of them."""
    options = ["--all", "--markup", *ASKED, "--killers", "2", "--jobs", "2", "--out", str(out)]
    subprocess.run([sys.executable, "-m", "tests.mutants", *options], cwd=ROOT, check=True)
    for each in json.loads(out.read_text(encoding="utf-8")):
        yield Trial(Mutant(**each["mutant"]), tuple(each["cases"]), each["test"])


@pytest.mark.slow
def test_what_the_readers_know_is_needed_by_a_case_or_a_row(tmp_path: Path) -> None:
    trials = [each for each in trials_of_all(tmp_path / "trials.json") if not is_of_a_language(each.mutant)]
    print(told(trials))
    needless = sum(not trial.is_noticed for trial in trials)
    assert needless <= MAY_BE_NEEDLESS * len(trials)


def test_every_word_of_a_language_has_a_row_in_a_table() -> None:
    missing = without_row([mutant for mutant in find_mutants() if is_of_a_language(mutant)])
    assert len(missing) <= ROWLESS, [mutant.where for mutant in missing]
