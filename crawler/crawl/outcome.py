"""How a run ended: its exit code and the figures that it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.exitcodes import COULD_NOT_RUN, IN_TROUBLE, SOME_FAILED, WELL, of_signal
from pipelines.identity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.crawl.run import Run, Tally
    from crawler.crawl.walk import Walk
    from pipelines.troubles import Trouble


def exit_code(run: Run) -> int:
    """Return the exit code of a run."""
    if run.fatal:
        return COULD_NOT_RUN
    if run.signal is not None:
        return of_signal(run.signal)
    if any(trouble.is_grave for trouble in run.troubles):
        return IN_TROUBLE
    return SOME_FAILED if run.failed_anew else WELL


def figures(tally: Tally) -> dict[str, float | int]:
    """Return the counts of a run, in the order in which they are printed."""
    return {
        "new": tally.new,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
        "failed": tally.failed,
        "requests": tally.requests,
        "seconds": round(tally.seconds(), 1),
    }


def as_json(tally: Tally, troubles: Iterable[Trouble], walks: Iterable[Walk] = ()) -> dict[str, Any]:
    """Return what `--json` prints: the counts, the alarms that are open, and how each tag was read."""
    troubles = list(troubles)
    lists = {url_key(trouble.about): trouble for trouble in troubles if trouble.kind == "list"}
    alarms = [_alarm(trouble) for trouble in troubles if trouble.kind == "alarm"]
    tags = [_tag(walk, lists.get(url_key(walk.tag_url))) for walk in walks]
    return {**figures(tally), "alarms": alarms, "tags": tags}


def _alarm(alarm: Trouble) -> dict[str, Any]:
    told = {"number": alarm.id, "key": alarm.key, "about": alarm.about, "text": alarm.reason}
    return told | {"since": alarm.since, "accepted": alarm.accepted_at is not None}


def _tag(walk: Walk, trouble: Trouble | None) -> dict[str, Any]:
    if trouble is None:
        return {"url": walk.tag_url, "state": "well", "reason": walk.reason}
    told = {"url": walk.tag_url, "state": trouble.key, "reason": trouble.reason}
    return told | {"number": trouble.id, "accepted": trouble.accepted_at is not None}


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
