"""The day on a card: the first date among what it prints, on the site's own clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d\b|\d\d?[./-]\d\d?[./-]\d\d|[۰-۹٠-٩]{4}")
_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")


def first_day(
    printed: Iterable[str], date: Callable[[str], str | None], year: Callable[[], str | None]
) -> str | None:
    """Return the first date in these texts; one without a year has that of the heading above the card."""
    days = (day for raw in printed if (day := date(_with_year(raw, year))) is not None)
    first = next(days, None)
    return _as_shown(first, days) if first is not None and first.endswith("+00:00") else first


def _with_year(raw: str, year: Callable[[], str | None]) -> str:
    if _YEAR.search(raw) or not (known := year()):
        return raw
    return f"{known}-{raw}" if _MONTH_AND_DAY.fullmatch(raw) else f"{raw} {known}"


def _as_shown(moment: str, days: Iterable[str]) -> str:
    """Return a moment told in UTC, or the day beside it that the card prints: the one on the site's clock.

    Seen: <time datetime="2025-04-14T21:20:25Z">2025-04-15</time>.
    """
    told = _date_of(moment)
    shown = (day for day in days if abs((_date_of(day) - told).days) == 1)
    return next(shown, moment)


def _date_of(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment.partition("T")[0])
