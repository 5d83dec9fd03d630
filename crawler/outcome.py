"""How a run ended: its exit code and the figures it prints."""

from __future__ import annotations

from crawler.run import Run, Tally

WELL, COULD_NOT_RUN, WRONG_USAGE, SOME_FAILED = 0, 1, 2, 3


def exit_code(run: Run) -> int:
    """Return the exit code of a run."""
    if run.fatal:
        return COULD_NOT_RUN
    if run.signal is not None:
        return 128 + run.signal
    return SOME_FAILED if run.tally.failed else WELL


def figures(tally: Tally) -> dict[str, float | int]:
    """Return what `--json` prints, in this order."""
    return {
        "new": tally.new,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
        "failed": tally.failed,
        "requests": tally.requests,
        "seconds": round(tally.seconds(), 1),
    }
