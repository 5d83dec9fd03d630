"""How well a run read each tag's list, from its walk: pure rules, no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crawler.crawl.walk import counted

if TYPE_CHECKING:
    from crawler.crawl.walk import Walk

State = Literal["well", "unread", "incomplete", "doubtful"]
TROUBLED: tuple[State, ...] = ("unread", "incomplete", "doubtful")

FEWEST_MISSING = 2
"""One article more than a list shows may be a draft that the site counts, or one deleted just now."""
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
