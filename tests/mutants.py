"""Mutants of the code that reads pages: a number, a word of a list or a guard is altered; who notices?

    python -m tests.mutants                          # 210, drawn by a seed, a third of each kind
    python -m tests.mutants --all crawler/authors    # every one of a package
    python -m tests.mutants --all --kind word crawler/body/boilerplate.py

Each is tried on the cases of fixtures/pages and on the unit tests that meet the place, of which a record is
taken first, in a minute or two. What survives is printed: nothing holds it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tests.alterations import KINDS, READING, Mutant, find_mutants
from tests.meetings import Record, take_record
from tests.trials import Tests, Trial, test_files, try_out, warm_up, with_tests


def draw(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants by chance, a third of each kind."""
    chance = random.Random(seed)
    by_kind = {kind: [mutant for mutant in mutants if mutant.kind == kind] for kind in KINDS}
    return [
        m for found in by_kind.values() for m in chance.sample(found, min(len(found), count // len(KINDS)))
    ]


def run(
    mutants: Sequence[Mutant], record: Record, tests: Tests, options: argparse.Namespace
) -> Iterator[Trial]:
    """Yield the trial of each mutant, in their order; few that meet it are asked."""

    def trial(mutant: Mutant) -> Trial:
        cases = record.cases_meeting(mutant)[: options.cases]
        names = record.tests_meeting(mutant)[: options.tests]
        return try_out(mutant, cases, tests, names, killers=options.killers)

    with ThreadPoolExecutor(options.jobs) as pool:
        yield from pool.map(trial, mutants)


def report(options: argparse.Namespace, tests: Tests) -> None:
    """Print what survives, and the figures by kind."""
    started = time.monotonic()
    found = [m for m in find_mutants(options.places) if m.kind in (options.kind or KINDS)]
    if options.markup:
        found = [m for m in found if "/languages/" not in m.path]
    chosen = found if options.all else draw(found, options.count, options.seed)
    warm_up()
    record = take_record(tests)
    told = f"{len(chosen)} of {len(found)} mutants, {len(record.lines)} cases, {len(record.tests)} tests"
    print(f"{told}; {time.monotonic() - started:.0f} s", flush=True)
    died, seen = Counter[str](), Counter[str]()
    trials = []
    for trial in run(chosen, record, tests, options):
        trials.append(asdict(trial))
        seen[trial.mutant.kind] += 1
        died[trial.mutant.kind] += trial.is_noticed
        if not trial.is_noticed:
            print("SURVIVES", trial.mutant.where, flush=True)
    for kind in seen:
        print(f"{kind:<6} {died[kind]:>4} of {seen[kind]:>4} die, {died[kind] / seen[kind]:.0%}")
    total = sum(seen.values())
    print(
        f"all    {sum(died.values()):>4} of {total:>4} die, {sum(died.values()) / max(1, total):.0%};"
        f" {time.monotonic() - started:.0f} s"
    )
    if options.out:
        options.out.write_text(json.dumps(trials), encoding="utf-8")


def main() -> None:
    """Read the options, load the tests, and try the mutants."""
    parser = argparse.ArgumentParser(description="mutants of the code that reads pages")
    parser.add_argument("places", nargs="*", default=READING, help="files and folders, of this checkout")
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample")
    parser.add_argument("--markup", action="store_true", help="leave out the words of languages")
    parser.add_argument("--count", type=int, default=210)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--cases", type=int, help="how many are asked about each; all that meet it")
    parser.add_argument("--tests", type=int, help="how many are asked about each; all that meet it")
    parser.add_argument("--killers", type=int, default=1, help="how many cases may notice before it ends")
    parser.add_argument("--out", type=Path, help="a file for the trials, as JSON")
    with_tests(test_files(), partial(report, parser.parse_args()))


if __name__ == "__main__":
    main()
