"""How a run ended: its exit code and the figures that it prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from crawler.frontier import counted
from pipelines.errors import COULD_NOT_RUN, IN_TROUBLE, SOME_FAILED, WELL, code_of_signal
from pipelines.identity import url_key

if TYPE_CHECKING:
    from crawler.frontier import Walk
    from crawler.run.state import Run, Tally
    from pipelines.watch import Trouble


def exit_code(run: Run) -> int:
    """Return the exit code of a run."""
    if run.fatal:
        return COULD_NOT_RUN
    if run.signal is not None:
        return code_of_signal(run.signal)
    if any(trouble.is_grave for trouble in run.troubles):
        return IN_TROUBLE
    return SOME_FAILED if run.failed_anew else WELL


def figures(tally: Tally, requests: int) -> dict[str, float | int]:
    """Return the counts of a run, in the order in which they are printed."""
    return {
        "new": tally.new,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
        "failed": tally.failed,
        "requests": requests,
        "seconds": round(tally.seconds(), 1),
    }


def as_json(
    tally: Tally, requests: int, troubles: Iterable[Trouble], walks: Iterable[Walk] = ()
) -> dict[str, Any]:
    """Return what `--json` prints: the counts, the alarms that are open, and how each tag was read."""
    troubles = list(troubles)
    lists = {url_key(trouble.about): trouble for trouble in troubles if trouble.kind == "list"}
    alarms = [_alarm(trouble) for trouble in troubles if trouble.kind == "alarm"]
    tags = [_tag(walk, lists.get(url_key(walk.tag_url))) for walk in walks]
    return {**figures(tally, requests), "alarms": alarms, "tags": tags}


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
            **_feed(walk),
            "for": _reasons(walk),
            "against": [reason] if (reason := _objection(walk)) else [],
        }
        for walk in walks
        if walk.pages
    }


def _feed(walk: Walk) -> dict[str, Any]:
    """Return what the tag's feed or API told: how many articles, which of them no card showed."""
    if walk.feed is None:
        return {}
    return {"feed": walk.feed.as_json(walk.cards, is_whole=walk.complete and walk.is_whole)}


def _reasons(walk: Walk) -> list[str]:
    """Return what speaks for it that all of a list was seen."""
    told = {walk.reason: walk.complete}
    if walk.complete and walk.is_whole:
        told |= {
            "every page that its numbers name was seen": bool(walk.named) and walk.unseen is None,
            f"it promises {walk.promised} and shows as many": walk.promised == len(walk.cards),
            "each article of its feed stands on a card": _is_told_whole(walk),
        }
    return [reason for reason, holds in told.items() if holds and reason]


def _told_of(walk: Walk) -> int:
    """Return how many articles of a list its feed tells of."""
    return sum(key in walk.cards for key in walk.feed.entries) if walk.feed else 0


def _is_told_whole(walk: Walk) -> bool:
    """True when a feed tells of articles, and no card is missing for any of them."""
    return walk.feed is not None and 0 < _told_of(walk) == len(walk.feed.entries)


def _unseen(walk: Walk) -> int:
    """Return how many articles a list's own feed tells of that no card shows; not one of the whole site."""
    if walk.feed is None or not walk.complete or not walk.is_whole:
        return 0
    is_own = _told_of(walk) >= OWN_FEED_SHARE * len(walk.feed.entries)
    return len(walk.feed.unseen(walk.cards)) if is_own else 0


def _objection(walk: Walk) -> str | None:
    """Return what speaks against it, None for nothing."""
    state, reason = _state(walk)
    return None if state == "well" else reason


State = Literal["well", "unread", "incomplete", "doubtful"]
TROUBLED: tuple[State, ...] = ("unread", "incomplete", "doubtful")

FEWEST_MISSING = 2
"""One article more than a list shows may be a draft that the site counts, or one deleted just now."""
OWN_FEED_SHARE = 2 / 3
"""Of a feed's articles that stand on cards of a list: the feed is the list's own, not the whole site's."""
LEAST_MISSING_SHARE = 0.01
"""Of thousands a few are hidden from visitors, or in another language, on sites that are well."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a tag's list was read. `reason`: why not well, or where a good walk ended."""

    url: str
    state: State
    reason: str
    failures: int = 0
    """How many of the run's failed pages this tells of."""
    over: tuple[State, ...] = TROUBLED
    """What may have been said of the list before and is shown to have ended, unless it is said again.

    Whether a list shows all that it promises is seen on a walk to its end alone.
    """


def verdict(walk: Walk) -> Verdict:
    """Return how well a walk that has ended read its list."""
    failures = bool(walk.lost) + bool(walk.shortage)
    over = TROUBLED if walk.complete and walk.is_whole else ("unread", "incomplete")
    state, reason = _state(walk)
    return Verdict(walk.tag_url, state, reason, failures, over)


def _state(walk: Walk) -> tuple[State, str]:
    if walk.lost:
        return ("incomplete", walk.reason) if walk.read else ("unread", walk.lost)
    if walk.shortage:
        return "doubtful", walk.shortage
    is_bounded = walk.is_bounded or walk.next_url is not None  # as many articles were stored as were wanted
    if not walk.complete and not is_bounded:
        return "incomplete", walk.reason
    if is_short(walk):
        return "doubtful", f"it promises {counted(missing(walk), 'article')} more than it shows"
    if (unseen := _unseen(walk)) >= FEWEST_MISSING:
        return "doubtful", f"its feed lists {counted(unseen, 'article')} that no card shows"
    return "well", walk.reason


def missing(walk: Walk) -> int:
    """Return how many articles more than it shows a list promises that was walked to its end."""
    is_seen = walk.complete and walk.is_whole
    return max((walk.promised or 0) - len(walk.cards), 0) if is_seen else 0


def is_short(walk: Walk) -> bool:
    """True when a list lacks more of what it promises than happens to lists that are well."""
    return missing(walk) >= max(FEWEST_MISSING, LEAST_MISSING_SHARE * (walk.promised or 0))


def found(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], str]:
    """Return why lists were not read well, by tag and state."""
    return {(each.url, each.state): each.reason for each in verdicts if each.state != "well"}


def over(verdicts: Iterable[Verdict]) -> list[tuple[str, str]]:
    """Return what has ended, by tag and state."""
    return [(each.url, state) for each in verdicts for state in each.over if state != each.state]
