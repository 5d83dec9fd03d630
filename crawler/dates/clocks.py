"""Times of day and offsets from UTC as printed beside a date: "10:05", "2.30 pm", "14h30 CET"."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_CLOCK = re.compile(
    r"(?<![\d:.])T?(?P<hour>\d{1,2})\s?(?:[:h時时시]|\.(?=\d\d\s*(?:[ap]\.?m|uhr)))\s?(?P<minute>\d\d)"
    r"(?:[:分]\s?(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?!\d)"
    r"(?:\s*(?:(?P<half>[ap]\.?\s?m\b\.?)|uhr|[分분秒초]))?",
    re.IGNORECASE,
)
_NORDIC = re.compile(r"\bklo?\.? (\d{1,2})\.(?=\d\d)", re.IGNORECASE)
_COMPACT = re.compile(r"^T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?=$|Z|[+-]\d)")
_OFFSET = re.compile(
    r"^[\s(,]{0,3}(?:(?P<zulu>Z\b|(?:UTC|GMT)(?!\s?[+\-−]\s?\d))|"
    r"(?:UTC|GMT)?\s?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?![\d:])|"
    r"(?P<name>[A-Z]{2,4})\b)"
)
# Abbreviations that mean one offset only; "IST" and "CST" do not.
_ZONES = {
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "WET": "+00:00",
    "WEST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "MEZ": "+01:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "SAST": "+02:00",
    "EAT": "+03:00",
    "WIB": "+07:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
}


def read_clock(text: str) -> tuple[str | None, str | None]:
    """The first time of day in a short text as HH:MM:SS, and its offset as +HH:MM; None when missing."""
    text = _NORDIC.sub(r" \1:", text)
    match = _COMPACT.match(text) or _CLOCK.search(text)
    if match is None:
        return None, None
    hour = int(match["hour"])
    half = (match.groupdict().get("half") or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(match["minute"]), min(int(match["second"] or 0), 59)
    if hour > 23 or minute > 59:
        return None, None
    return f"{hour:02}:{minute:02}:{second:02}", read_offset(text[match.end() :])


def read_offset(text: str) -> str | None:
    """The offset from UTC that a text begins with, as +HH:MM, or None."""
    match = _OFFSET.match(text)
    if match is None:
        return None
    if match["zulu"]:
        return "+00:00"
    if match["name"]:
        return _ZONES.get(match["name"])
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    sign = "+" if match["sign"] == "+" or hours == minutes == 0 else "-"
    return f"{sign}{hours:02}:{minutes:02}"


@lru_cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(name: str) -> tzinfo | None:
    """The zone of a name ("Europe/Minsk", "+03:00"), None if unknown."""
    fixed = read_offset(name)
    return datetime.strptime(fixed, "%z").tzinfo if fixed else _zone(name)
