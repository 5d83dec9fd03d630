"""What is asked for again, and how: known articles by age and history of edits, whole lists once a week.

Young articles are corrected within hours, old ones hardly ever: so the time between two visits grows with the
time since the last change that was seen. Pages that fail run after run are asked for ever more rarely, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from crawler.frontier.queue import Job
from pipelines.identity import url_key
from pipelines.moments import past
from pipelines.store import PASSING, Corpus, Failing, Known

SHORTEST = timedelta(hours=6)
LONGEST = timedelta(days=180)
SHARE_OF_AGE = 0.25
"""An article unchanged for four days is looked at again after one."""
RETRIES = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 3 * 24, 7 * 24, 30 * 24))
"""How long a page rests after it failed in one run, in two, ...; after more it rests as long as the last."""
EARLY = 0.05
"""Part of such a pause that a run may be early: no timer is on time to a second."""


def is_due(
    now: datetime,
    *,
    checked_at: str | None,
    changes: Iterable[str | None],
    signs: Iterable[str | None] = (),
    known_since: str | None = None,
) -> bool:
    """Tell whether an article should be asked for again.

    `changes`: when it was published, found edited or missing, as far as known; the latest past one counts,
    else that it is known at all. `signs`: when the listing or another page hinted that something happened to
    it; one after the last visit makes it due at once, and so does one in the same second, which may have
    come after it.
    """
    checked = past(checked_at, now)
    if checked is None:
        return True
    if any(sign >= checked for sign in _past(signs, now)):
        return True
    unchanged_since = max(_past(changes, now), default=past(known_since, now) or checked)
    return now - checked >= pause(now - unchanged_since)


def _past(texts: Iterable[str | None], now: datetime) -> list[datetime]:
    return [moment for text in texts if (moment := past(text, now)) is not None]


def pause(unchanged_for: timedelta) -> timedelta:
    """Return the time between two visits of an article that has been as it is for so long."""
    return min(max(unchanged_for * SHARE_OF_AGE, SHORTEST), LONGEST)


def is_resting(failing: Failing | None, now: datetime, *, timed: bool) -> bool:
    """Tell whether a page that failed is not to be asked for yet.

    `timed`: a timer began the run. A person who begins one has perhaps set right what kept the server from
    answering well; what it did answer, a page that is none or a wall, waits all the same. A sign on its card
    makes it due at once.
    """
    failed = past(failing.failed_at, now) if failing else None
    if failing is None or failed is None:
        return False
    if not timed and failing.stage == "fetch" and (failing.status is None or failing.status in PASSING):
        return False
    if any(sign >= failed for sign in _past(failing.signs, now)):
        return False
    pause = RETRIES[min(failing.runs, len(RETRIES)) - 1]
    return now - failed < pause * (1 - EARLY)


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed; empty when the server gave no mark."""
    headers = {}
    if etag and etag.isprintable() and etag.isascii():
        headers["If-None-Match"] = etag
    if last_modified and last_modified.isprintable() and last_modified.isascii():
        headers["If-Modified-Since"] = last_modified
    return headers


def backlog(corpus: Corpus, tag_url: str, recheck: str, is_edited: Callable[[Known], bool]) -> Iterator[Job]:
    """Yield the jobs that the file says a tag has, in the order of its listing: unread cards go first.

    `recheck`: which known articles are asked for again: all, none, or those that are due; `is_edited` tells
    of one that has changed since it was last looked at.
    """
    for card in corpus.pending(tag_url):
        yield Job(card, tag_url)
    if recheck == "none":
        return
    moment = datetime.now(UTC)
    for known in corpus.known_cards(tag_url):
        if recheck == "all" or _is_due(known, moment) or is_edited(known):
            yield Job(known.card, tag_url, is_known=True, is_gone=known.gone_since is not None)


def _is_due(known: Known, moment: datetime) -> bool:
    return is_due(
        moment,
        checked_at=None if known.is_unfinished else known.asked_at or known.last_seen,
        changes=(known.published, known.edited_at, known.missing_since),
        signs=(known.card_changed_at, known.unlisted_since, known.doubled_at),
        known_since=known.first_seen,
    )


class Patience:
    """Knows which pages of a run's tags rest.

    `timed`: a timer began the run; `asks_all`: nothing rests.
    """

    def __init__(self, corpus: Corpus, *, timed: bool, asks_all: bool) -> None:
        self._corpus = corpus
        self._timed = timed
        self._asks_all = asks_all
        self._failing: dict[str, dict[str, Failing]] = {}
        self.resting: set[str] = set()
        """Keys of the links that were not asked for."""

    def learn(self, tag_url: str) -> None:
        """Look up what fails of a tag, now that its cards are stored."""
        self._failing[tag_url] = {} if self._asks_all else self._corpus.failing(tag_url)

    def has(self, job: Job) -> bool:
        """True when a job may be done now; one that rests is noted."""
        key = url_key(job.card.url)
        failing = self._failing.get(job.tag_url, {}).get(key)
        if is_resting(failing, datetime.now(UTC), timed=self._timed):
            self.resting.add(key)
            return False
        self.resting.discard(key)
        return True
