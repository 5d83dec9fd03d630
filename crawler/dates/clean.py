"""A date that was read becomes the text that is stored: a day, or a moment with its offset from UTC.

A time without an offset names no moment and is left out; with a known zone of the site it gets its offset.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from crawler.dates.calendars import zone_of
from crawler.dates.parser import DateText, read_dates, read_relative

_OFFSETS = frozenset(
    [*range(-720, 841, 60), *(-570, -270, -210, -150), *(210, 270, 330, 345, 390, 525, 570, 630, 765, 825)]
)
"""What clocks somewhere on earth differ from UTC, in minutes."""
_MINUTE = dt.timedelta(minutes=1)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_FIRST_YEAR_OF_THE_WEB = 1990
# Where English is written with the day first; en-US is many systems' factory setting and tells nothing.
_DAY_FIRST_REGIONS = frozenset(["gb", "uk", "au", "nz", "ie", "in", "za", "ng", "ke"])


@dataclass(frozen=True, slots=True)
class DateHints:
    """What is known of a site's dates before a page is read."""

    day_first: bool | None = None
    """True: 03/04 is 3 April."""
    zone: str | None = None
    """IANA name or +03:00: what the site's printed days are told in."""
    not_before: str | None = None
    """ISO day; the neighbours on the listing bound the date."""
    not_after: str | None = None


def normalise_date(
    raw: str,
    *,
    language: str | None = None,
    hints: DateHints = DateHints(),
    fetched_at: str | None = None,
) -> str | None:
    """The date in a short text as YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS+HH:MM when time and offset are known.

    None when there is no date, or when it can be read in two ways. Normalising twice changes nothing.
    """
    text = raw.strip()
    if _EPOCH.fullmatch(text):
        return _from_epoch(int(text[:10]), hints)
    for date in read_dates(text, base_language(language)):
        day = date.on(day_first=is_day_first(language, hints))
        return stamp(date, day, hints) if day else None
    return read_relative(text, base_language(language), fetched_at)


def _from_epoch(seconds: int, hints: DateHints) -> str | None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    date = DateText(moment.year, moment.month, moment.day, clock=f"{moment:%H:%M:%S}", offset="+00:00")
    return stamp(date, moment.date(), hints) if moment.year > _FIRST_YEAR_OF_THE_WEB else None


def base_language(language: str | None) -> str | None:
    """The language without its region: "en-GB" is "en"."""
    return re.split(r"[-_]", language.strip().lower())[0] or None if language else None


def is_day_first(language: str | None, hints: DateHints) -> bool | None:
    """How 03/04 is read: by the site's habit, else by the language's; None where both orders are usual.

    Only English has two orders: its regions differ, and a page in English may be from anywhere.
    """
    if hints.day_first is not None:
        return hints.day_first
    if not language:
        return None
    parts = re.split(r"[-_]", language.strip().lower())
    return True if parts[0] != "en" or _DAY_FIRST_REGIONS.intersection(parts[1:]) else None


def stamp(date: DateText, day: dt.date, hints: DateHints) -> str:
    """The day, with time and offset when both are known; UTC's is turned into the site's.

    Midnight in UTC is what systems write that know the day only; in another zone it would be another day.
    """
    if date.clock is None or (date.clock == "00:00:00" and date.offset == "+00:00"):
        return day.isoformat()
    local = f"{day}T{date.clock}"
    if date.offset is None:
        zone = zone_of(hints.zone) if hints.zone else None
        return dt.datetime.fromisoformat(local).replace(tzinfo=zone).isoformat() if zone else day.isoformat()
    return in_zone(f"{local}{date.offset}", hints.zone)


def in_zone(moment: str, zone: str | None) -> str:
    """The same moment on the site's clock, when it was told in UTC and the site's zone is known."""
    known = zone_of(zone) if zone and moment.endswith("+00:00") else None
    try:
        return dt.datetime.fromisoformat(moment).astimezone(known).isoformat() if known else moment
    except (ValueError, OverflowError):
        return moment


def on_clock(moment: str, day: dt.date, clock: str) -> str | None:
    """A moment told in UTC as the page prints it: day and time there are off by what some zone's clock is.

    Seen: metadata say 22:05 in UTC, the page prints 01:05 of the next day: the page's clock is at +03:00.
    """
    if not moment.endswith("+00:00"):
        return None
    utc = dt.datetime.fromisoformat(moment)
    zone = zone_between(utc, dt.datetime.fromisoformat(f"{day}T{clock}"))
    return utc.astimezone(zone).isoformat() if zone and zone != dt.UTC else None


def zone_between(utc: dt.datetime, local: dt.datetime) -> dt.timezone | None:
    """The zone whose clocks show `local` at that instant, to the minute; None when none on earth do."""
    minutes = (local.replace(second=utc.second, tzinfo=dt.UTC) - utc.replace(tzinfo=dt.UTC)) // _MINUTE
    return dt.timezone(minutes * _MINUTE) if minutes in _OFFSETS else None
