"""What is asked for again, and how: known articles by age and history of edits, whole lists once a week.

Young articles are corrected within hours, old ones hardly ever: so the time between two visits grows with the
time since the last change that was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipelines.moments import past

SHORTEST = timedelta(hours=6)
LONGEST = timedelta(days=180)
SHARE_OF_AGE = 0.25
"""An article unchanged for four days is looked at again after one."""
WHOLE_AGAIN = timedelta(days=7)
"""A listing is walked to its end again after this time: cards added or edited far down are found then."""


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


def is_whole(walked_at: str | None, now: datetime, *, recheck_all: bool) -> bool:
    """Tell whether a listing is to be walked to its end: never done yet, long ago, or all is wanted."""
    walked = past(walked_at, now)
    return recheck_all or walked is None or now - walked > WHOLE_AGAIN


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed; empty when the server gave no mark."""
    headers = {}
    if etag and etag.isprintable() and etag.isascii():
        headers["If-None-Match"] = etag
    if last_modified and last_modified.isprintable() and last_modified.isascii():
        headers["If-Modified-Since"] = last_modified
    return headers
