"""How a run ended: its exit code and the figures that it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.exitcodes import COULD_NOT_RUN, SOME_FAILED, WELL, of_signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.crawl.run import Run, Tally
    from crawler.crawl.walk import Walk


def exit_code(run: Run) -> int:
    """Return the exit code of a run."""
    if run.fatal:
        return COULD_NOT_RUN
    if run.signal is not None:
        return of_signal(run.signal)
    return SOME_FAILED if run.tally.failed or run.alarms else WELL


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


def completeness(walks: Iterable[Walk]) -> dict[str, Any]:
    """Return, by tag, how many cards were seen and how many the site promises; unchanged ones left out."""
    return {
        walk.tag_url: {
            "pages": walk.pages,
            "cards": len(walk.cards),
            "promised": walk.promised,
            "to_the_end": walk.complete and walk.is_whole,
            **({"read_again": walk.looks} if walk.looks else {}),
            **_door(walk),
        }
        for walk in walks
        if walk.pages
    }


def _door(walk: Walk) -> dict[str, Any]:
    """Return what the tag's feed or API told: how many articles, which of them no card showed."""
    if walk.inquiry is None:
        return {}
    return {"door": walk.inquiry.as_json(walk.cards, is_whole=walk.complete and walk.is_whole)}
