"""The time as the file keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the current time, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
