"""Times as the file keeps them, and how long ago they were: one that is still to come counts as never.

A clock that once was ahead leaves such times behind. Whoever waited until they had come would wait for as
long as that clock was wrong.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """Return the current time, UTC, to the second, ISO 8601."""
    return as_text(datetime.now(UTC))


def as_text(moment: datetime) -> str:
    """Return a time as the file keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def day_of(text: str | None) -> str:
    """Return the day of a date, or of a date and time, in ISO 8601; "" when there is none."""
    return (text or "").partition("T")[0]


def past(text: str | None, at: datetime) -> datetime | None:
    """Return the time that a column holds; None when it holds none, or one that is still to come.

    One that says no zone is taken for UTC.
    """
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return moment if moment <= at else None


def is_since(text: str | None, pause: timedelta, at: str) -> bool:
    """True when a time is so long ago, or never was."""
    moment = datetime.fromisoformat(at)
    before = past(text, moment)
    return before is None or moment - before >= pause


def following(text: str | None, pause: timedelta, at: str) -> str | None:
    """Return the time that comes so long after another one; None when that never was: it is now."""
    before = past(text, datetime.fromisoformat(at))
    return as_text(before + pause) if before else None
