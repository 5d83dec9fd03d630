"""Is all that the readers know needed? Each number, guard and word is altered; which case notices?

Slow; run it with `python -m pytest -m slow tests/test_needed.py -s` to see the lists:
- what no case needs: a case for it is missing, or it can go;
- which cases alone notice something: the others could go.

Words of a language need no case: they stand in a table of phrases of tests/, with where such a thing is said.
"""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.mutants import Mutant, Trial, find_mutants, folded, run, take_record, warm_up

LANGUAGES = ("crawler/listing/phrases.py", "crawler/listing/tag_name.py")
"""Files that hold words of languages beside the vocabulary; words of all others are of markup."""
TABLE = re.compile(r"[a-z]+\.[a-z_]+")
SOURCED = ("months",)
"""Section of a language's file: test_date_words holds it against locale data, or names with their source."""
TABLES = (
    *("test_bywords.py", "test_notnames.py", "test_bylines.py", "test_authors.py", "test_names.py"),
    *("test_date_words.py", "test_dates.py", "test_phrases.py", "test_page_links.py"),
    *("test_pagination.py", "test_cards.py", "test_page_type.py"),
)
"""Where phrases of languages stand."""
ASKED = 40
"""Cases asked about each, those first that meet the fewest lines: with all of them it takes hours."""
MAY_BE_NEEDLESS = 0.83
"""Of the numbers, guards and words of markup, asked of pages alone; the figure may only fall.

Most of these are held by rows of unit tests, which `python -m tests.mutants` asks as well; that takes hours.
"""

ROWLESS = 5
"""Words without a row; the figure may only fall."""


def is_of_a_language(mutant: Mutant) -> bool:
    """True for a word that people read; the name of a table of such words is none."""
    is_read = mutant.path.endswith(".toml") or (mutant.path in LANGUAGES and not TABLE.fullmatch(mutant.old))
    return mutant.kind == "word" and is_read


def without_row(words: list[Mutant]) -> list[Mutant]:
    """Return the words of languages that no table of phrases has."""
    tables = folded("\n".join((ROOT / "tests" / name).read_text(encoding="utf-8") for name in TABLES))
    return [m for m in words if m.names != SOURCED and folded(m.old).strip() not in tables]


def told(trials: list[Trial]) -> str:
    """Return the lists for people."""
    needless = [trial.mutant.where for trial in trials if not trial.is_noticed]
    alone = sorted({trial.cases[0] for trial in trials if len(trial.cases) == 1})
    idle = sorted(take_record().lines.keys() - set(alone))
    return "\n".join(
        [
            f"{len(needless)} of {len(trials)} numbers, guards and words of markup that no case needs:",
            *needless,
            f"{len(alone)} cases that alone notice something; {len(idle)} that do not:",
            *idle,
        ]
    )


@pytest.mark.slow
def test_what_the_readers_know_is_needed_by_a_case() -> None:
    mutants = [mutant for mutant in find_mutants() if not is_of_a_language(mutant)]
    record = take_record()
    warm_up()
    trials = list(run(mutants, record, jobs=2, asked=ASKED, killers=2, with_tests=False))
    print(told(trials))
    needless = sum(not trial.is_noticed for trial in trials)
    assert needless <= MAY_BE_NEEDLESS * len(trials)


def test_every_word_of_a_language_has_a_row_in_a_table() -> None:
    missing = without_row([mutant for mutant in find_mutants() if is_of_a_language(mutant)])
    assert len(missing) <= ROWLESS, [mutant.where for mutant in missing]
