"""What names a day or an hour: months of all languages, years of other calendars, clocks and zones."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler.vocabulary import ANSWERS, by_language, words

JALALI = (
    *("farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar"),
    *("mehr", "aban", "azar", "dey", "bahman", "esfand"),
)
HIJRI = (
    *("muharram", "safar", "rabi_1", "rabi_2", "jumada_1", "jumada_2"),
    *("rajab", "shaban", "ramadan", "shawwal", "dhu_qada", "dhu_hijja"),
)
"""The tables of the months' names of other calendars, in the order of the year."""
# First year of each era, as the Gregorian year before it.
ERAS = {"民國": 1911, "民国": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
BUDDHIST_OFFSET = 543
_FIRST_BUDDHIST_YEAR = 2400
_JALALI_MONTHS = (31,) * 6 + (30,) * 6
_JALALI_YEAR, _JALALI_DAY = 1210, dt.date(1831, 3, 21)
"""A year that begins a cycle, and its first day."""
_CYCLE_YEARS, _CYCLE_DAYS = 33, 12053
"""Eight of the years are leap years, every fourth from the first on."""
_YEAR_DAYS, _LEAP_EVERY = 365, 4


def gregorian(year: int, month: int, day: int, calendar: str = "gregorian") -> dt.date | None:
    """The day in the Gregorian calendar, None when there is no such day.

    A year of the Buddhist era is known by its size: pages in Thai print 2557 where others print 2014.
    """
    try:
        if calendar == "jalali":
            return _from_jalali(year, month, day)
        if calendar == "hijri":
            return _from_hijri(year, month, day)
        return dt.date(year - BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year, month, day)
    except (ValueError, OverflowError):
        return None


def month_elsewhere(name: str) -> tuple[str, int] | None:
    """The calendar and the month a Persian or Islamic month name names; names of two words too."""
    return _months_elsewhere().get(folded(" ".join(name.split())))


def _from_jalali(year: int, month: int, day: int) -> dt.date | None:
    """Count the days in cycles of 33 years.

    Holds from 1244 to 1502, more than the years that `DateText.on` lets through: there the cycle and the
    observed calendar agree. Libraries reckon the equinox instead, ten thousand times as long.
    """
    if not (1 <= month <= len(_JALALI_MONTHS) and 1 <= day <= _JALALI_MONTHS[month - 1]):
        return None
    cycles, years = divmod(year - _JALALI_YEAR, _CYCLE_YEARS)
    leap_days = (years + _LEAP_EVERY - 1) // _LEAP_EVERY
    days = cycles * _CYCLE_DAYS + years * _YEAR_DAYS + leap_days + sum(_JALALI_MONTHS[: month - 1]) + day - 1
    return _JALALI_DAY + dt.timedelta(days=days)


def _from_hijri(year: int, month: int, day: int) -> dt.date:
    """Islamic months were observed; the Umm al-Qura tables have them."""
    from hijridate import Hijri  # part of dateparser's calendars; only Islamic dates need it

    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


@cache
def _months_elsewhere() -> dict[str, tuple[str, int]]:
    table = {}
    for calendar, months in (("jalali", JALALI), ("hijri", HIJRI)):
        for month, key in enumerate(months, 1):
            table.update({folded(name): (calendar, month) for name in words(f"{calendar}.{key}")})
    return table


MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The tables of names, in the order of the year: full names, the case forms of dates, abbreviations."""
_ARABIC_LETTERS = str.maketrans("أإآىةیک", "ااايهيك")
_UNSEEN = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u05f3\u200c'’.]")
ANY_LANGUAGE = "*"
"""For who asks whether a word names a month, whichever it is."""
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4


@lru_cache(maxsize=ANSWERS)
def month_of(word: str, language: str | None = None) -> int | None:
    """The month a word names; None when it names none, or another one in another language.

    Endings that the table lacks are cut: Georgian "ivnisis", Turkish "haziranda", Basque "ekainaren".
    """
    key = folded(word)
    months = _months().get(key) or _by_stem(key)
    return _only(months, language) if months else None


def folded(word: str) -> str:
    """The word as the table spells it: no case, no accents, one form of each Arabic letter."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return _UNSEEN.sub("", plain.translate(_ARABIC_LETTERS)).translate(_ARABIC_LETTERS)


def _only(months: dict[int, set[str]], language: str | None) -> int | None:
    """The only month, or this language's: "listopad" is October in Croatian, November in Polish."""
    spoken = [month for month, languages in months.items() if language in languages]
    wanted = spoken or list(months)
    return wanted[0] if len(wanted) == 1 or language == ANY_LANGUAGE else None


def _by_stem(key: str) -> dict[int, set[str]] | None:
    """The months of the word without its ending, or without the Hebrew "in"."""
    for end in range(len(key) - 1, max(_SHORTEST_STEM, len(key) - _LONGEST_ENDING) - 1, -1):
        if key[:end] in _months():
            return _months()[key[:end]]
    return _months().get(key[1:]) if key.startswith("ב") else None


@cache
def _months() -> dict[str, dict[int, set[str]]]:
    table: dict[str, dict[int, set[str]]] = {}
    for language, month, name in _entries():
        table.setdefault(folded(name), {}).setdefault(month, set()).add(language)
    return table


def _entries() -> Iterator[tuple[str, int, str]]:
    for month, key in enumerate(MONTHS, 1):
        for language, names in by_language(f"months.{key}").items():
            for name in names:
                yield language.partition("-")[0], month, name


_HOUR = r"(?P<hour>\d{1,2})\s?(?:[:h時时시]|\.(?=\d\d\s*(?:[ap]\.?m|uhr)))"
_SECOND = r"(?:[:分]\s?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_BEHIND = r"(?:\s*(?:(?P<half>[ap]\.?\s?m\b\.?)|uhr|[分분秒초]))?"
_CLOCK = re.compile(rf"(?<![\d:.])T?{_HOUR}\s?(?P<minute>\d\d){_SECOND}(?!\d){_BEHIND}", re.IGNORECASE)
_NORDIC = re.compile(r"\bklo?\.? (\d{1,2})\.(?=\d\d)", re.IGNORECASE)
_COMPACT = re.compile(r"^T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?=$|Z|[+-]\d)")
_ZULU = r"(?P<zulu>Z\b|(?:UTC|GMT)(?!\s?[+\-−]\s?\d))"
_SIGNED = r"(?:UTC|GMT)?\s?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?![\d:])"
_OFFSET = re.compile(rf"^[\s(,]{{0,3}}(?:{_ZULU}|{_SIGNED}|(?P<name>[A-Z]{{2,4}})\b)")
_HALF_DAY = 12
_LAST_SECOND = 59
"""A leap second, which some clocks show as 60, is the minute's last."""
_FURTHEST = dt.time(14, 59)
"""No clock on earth is further from UTC."""
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
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    half = (match.groupdict().get("half") or "")[:1].lower()
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    try:
        clock = dt.time(hour, minute, min(second, _LAST_SECOND))
    except ValueError:
        return None, None
    return clock.isoformat(), read_offset(text[match.end() :])


def read_offset(text: str) -> str | None:
    """The offset from UTC that a text begins with, as +HH:MM, or None."""
    match = _OFFSET.match(text)
    if match is None:
        return None
    if match["zulu"]:
        return "+00:00"
    if match["name"]:
        return _ZONES.get(match["name"])
    try:
        offset = dt.time(int(match["hours"]), int(match["minutes"] or 0))
    except ValueError:
        return None
    if offset > _FURTHEST:
        return None
    sign = "+" if match["sign"] == "+" or not any((offset.hour, offset.minute)) else "-"
    return f"{sign}{offset:%H:%M}"


@lru_cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of(name: str) -> dt.tzinfo | None:
    """The zone of a name ("Europe/Minsk", "+03:00"), None if unknown."""
    fixed = read_offset(name)
    return dt.datetime.strptime(fixed, "%z").tzinfo if fixed else _zone(name)
