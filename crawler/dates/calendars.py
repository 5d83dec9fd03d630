"""Days of other calendars as days of the Gregorian one: Persian, Islamic, Thai, Taiwanese, Japanese.

Pure arithmetic, but for the Islamic months: those were observed, and hijridate has them (Umm al-Qura).
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from crawler.dates.months import folded
from crawler.vocabulary import words

JALALI = (
    *("farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar"),
    *("mehr", "aban", "azar", "dey", "bahman", "esfand"),
)
HIJRI = (
    *("muharram", "safar", "rabi_1", "rabi_2", "jumada_1", "jumada_2"),
    *("rajab", "shaban", "ramadan", "shawwal", "dhu_qada", "dhu_hijja"),
)
"""The tables of the months' names, in the order of the year."""
# First year of each era, as the Gregorian year before it.
ERAS = {"民國": 1911, "民国": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
BUDDHIST_OFFSET = 543
_FIRST_BUDDHIST_YEAR = 2400
_JALALI_CYCLE_DAYS = 12053  # 33 years with eight leap years


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
    return _months().get(folded(" ".join(name.split())))


def _from_jalali(year: int, month: int, day: int) -> dt.date | None:
    """Count the days since 1 Farvardin 1210 (21 March 1831), in cycles of 33 years.

    Holds from 1244 to 1502, more than the years that `DateText.on` lets through: there the cycle and the
    observed calendar agree.
    """
    longest = 31 if month <= 6 else 30
    if not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    cycles, rest = divmod(year - 1210, 33)
    days = cycles * _JALALI_CYCLE_DAYS + rest * 365 + (rest + 3) // 4
    days += (month - 1) * 30 + min(month - 1, 6) + day - 1
    return dt.date(1831, 3, 21) + dt.timedelta(days=days)


def _from_hijri(year: int, month: int, day: int) -> dt.date:
    from hijridate import Hijri  # part of dateparser's calendars; only Islamic dates need it

    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


@cache
def _months() -> dict[str, tuple[str, int]]:
    table = {}
    for calendar, months in (("jalali", JALALI), ("hijri", HIJRI)):
        for month, key in enumerate(months, 1):
            table.update({folded(name): (calendar, month) for name in words(f"{calendar}.{key}")})
    return table
