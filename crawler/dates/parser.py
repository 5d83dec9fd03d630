"""Dates as people and machines write them, read out of a short text: "21 чэрвеня 2014", "6/21/14", ISO.

Reading only: `crawler.dates.score` decides which of a page's dates is the article's. A date that can be
read in two ways says so (`swappable`); who reads decides with what else is known.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.dates.calendars import ANY_LANGUAGE, ERAS, gregorian, month_elsewhere, month_of, read_clock
from crawler.vocabulary import ANSWERS, spoken, words

MAX_TEXT_CHARS = 400
_CLOCK_CHARS = 40
"""How far from a day its time may stand: "21 June 2014 (Saturday), 10:05"."""
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
_MONTHS = 12
_FIRST_OF_OURS = 1500
"""The years of the Persian and the Islamic calendar are smaller than any that a page prints of ours."""
_LEAP_YEAR = 2000
"""Has every day that a year may have."""
_THIS_CENTURY, _LAST_CENTURY = 2000, 1900
_OLDEST_SHORT_YEAR = 70
"""Before the web was, nobody wrote of '70; what is older is of our century."""


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as printed, in its own calendar; `start` and `end` are its place in `prepared` text."""

    year: int | None
    month: int
    day: int
    start: int = 0
    end: int = 0
    calendar: str = "gregorian"
    clock: str | None = None
    """HH:MM:SS as printed."""
    offset: str | None = None
    """+HH:MM when the text tells it."""
    swappable: bool = False
    """03/04: day and month may be meant the other way round."""

    def on(self, *, day_first: bool | None = None, year: int | None = None) -> dt.date | None:
        """The day in our calendar; None when there is none, or when its reading depends on `day_first`."""
        if self.swappable and day_first is None:
            return None
        swap = self.swappable and day_first is False
        month, day = (self.day, self.month) if swap else (self.month, self.day)
        year = self.year if self.year is not None else year
        found = gregorian(year, month, day, self.calendar) if year else None
        return found if found and EARLIEST_YEAR <= found.year <= LATEST_YEAR else None

    def readings(self) -> tuple[dt.date, ...]:
        """Every day that may be meant: one, or two when day and month can be swapped."""
        both = (self.on(day_first=True), self.on(day_first=False))
        return tuple(dict.fromkeys(day for day in both if day))


_FILLERS = words("dates.inside")
"""Words inside or behind a date that say nothing: ordinals, "of", "year"; as printed, not folded."""
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~،,…·|–—−«»„“”<>]+(?:\.[^\s\d!-/:-@\[-`{-~،,…·|–—−«»„“”<>]+\.?)?")
_TWO_WORDS = re.compile("(?:كانون|تشرين)\\s+\\w+|(?:ربيع|ربیع|جمادى|جمادی|ذو|ذي|ذی)\\s+\\w+")
_MAKEUP = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad"))
# Begins with a digit, and looks back from it: so a text is skimmed for digits, not tried letter by letter.
_SKIMMED = r"(?<=\b1)9\d\d\b|(?<=\b2)0\d\d\b|(?<=\b\d)\d?[./-]\d{1,2}\b"
_SEEMS = re.compile(rf"\d(?:{_SKIMMED}|\d?\s?[월月일日]|(?<=[۰-۹٠-٩])[۰-۹٠-٩]{{3}})")
_OTHER_WORDS = frozenset(["en", "id", "ms"])
"""Languages in which the names of Persian months are common words."""
_SEP = r"[\s.,/'’()|·،\-–]{0,4}"
_MONTH = r"<(?P<calendar>[jh]?)(?P<month>\d{1,2})>"
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_SHORT_YEAR = r"(?P<year>\d{4}|['’]?\d{2}(?=\s*(?:$|[,)|]|\d{1,2}:)))(?!\d|:\d)"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d:.])\b{_DAY}{_SEP}{_MONTH}{_SEP}{_SHORT_YEAR}",
        rf"{_MONTH}{_SEP}{_DAY}(?!\s?[:h]\d){_SEP}{_YEAR}",
        rf"(?<!\d){_YEAR}{_SEP}{_MONTH}{_SEP}{_DAY}(?!:\d)",
        rf"(?<!\d){_YEAR}{_SEP}{_DAY}{_SEP}{_MONTH}",
        rf"{_MONTH}{_SEP}{_DAY}\s+\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,5}}\s+)?{_YEAR}",
        rf"(?<![\d:.])\b{_DAY}{_SEP}{_MONTH}",
        rf"{_MONTH}{_SEP}{_DAY}(?![:.]?\d|\s*<)",
    )
)
_DASHED = r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)(?=[T\s]+\d|[^\d-]|$)"
_COMPACT = r"^(?P<year2>(?:19|20)\d\d)(?P<month2>\d\d)(?P<day2>\d\d)(?=$|[T ]?\d{4})"
_ISO = re.compile(f"{_DASHED}|{_COMPACT}")
_NUMERIC = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d./-])(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d./-])(?P<day>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
        r"(?P<year>\d{4}|\d{2})(?![\d]|[./-]\d)",
    )
)
_CJK_YEAR = r"(?:(?P<era>[^\W\d_]{2})\s*)?(?P<year>\d{1,4}|元)\s*[年년]\s*"
_CJK = re.compile(rf"(?:{_CJK_YEAR})?(?P<month>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일号號]")
_HAN_DIGITS = re.compile(r"[〇○零一二三四五六七八九十]{1,4}(?=[年月日])")
_ISO_ALONE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_TWICE = re.compile(r"(<\d+>) ?/ ?\1")  # Arabic pages name the month twice, "نيسان / أبريل"
_VIETNAMESE = re.compile(r"tháng\s+(\d{1,2})", re.IGNORECASE)


def read_dates(text: str, language: str | None = None) -> tuple[DateText, ...]:
    """The dates in a text, in order, each with its time; a long text is read at its start only."""
    return _read(text[:MAX_TEXT_CHARS], language)


@lru_cache(maxsize=ANSWERS)
def _read(text: str, language: str | None) -> tuple[DateText, ...]:
    if alone := _ISO_ALONE.fullmatch(text):  # as attributes and metadata have it, and what is stored
        year, month, day = map(int, alone.groups())
        return (_with_clock(_iso_date(year, month, day, 0, 10), text),)
    text = prepared(text, language)
    found: list[DateText] = []
    for date in sorted(_all(text, language), key=lambda date: (date.start, -date.end)):
        if not found or date.start >= found[-1].end:
            found.append(_with_clock(date, text))
    return tuple(found)


def seems_dated(text: str) -> bool:
    """True for a text with a year in it, or a day and a month in figures: asked of all texts of a page."""
    return _SEEMS.search(text) is not None


def tells_day(text: str) -> bool:
    """True for a text with a date in any language, or "3 days ago", whichever day that is.

    Eight digits alone may be anything's number.
    """
    dates = () if text.isdigit() else read_dates(text, ANY_LANGUAGE)
    return any(map(_is_possible, dates)) or is_relative(text)


def _is_possible(date: DateText) -> bool:
    return date.on(day_first=True, year=_LEAP_YEAR) is not None


def tells_moment(text: str) -> bool:
    """True for a text with a date and its time of day."""
    return any(date.clock for date in read_dates(text, ANY_LANGUAGE))


def prepared(text: str, language: str | None = None) -> str:
    """The text with ASCII digits, months as <6> (Persian <j3>, Islamic <h8>), and filler words as spaces."""
    if not text.isascii():
        text = _plain(text, language)
    text = re.sub(r"\s+", " ", _WORD.sub(lambda match: _token(match.group(), language), text))
    return _TWICE.sub(r"\1", text)


def _plain(text: str, language: str | None) -> str:
    """The text with ASCII digits, and with the months that need more than one word as tokens."""
    text = unicodedata.normalize("NFKC", text).translate(_MAKEUP)
    text = _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.digit(match.group(), 0)), text)
    text = _HAN_DIGITS.sub(lambda match: _han_number(match.group()), text)
    text = _VIETNAMESE.sub(r"<\1>", text)
    return _TWO_WORDS.sub(lambda match: _token(match.group(), language), text)


@lru_cache(maxsize=ANSWERS)
def _token(word: str, language: str | None) -> str:
    """What a word becomes: a month's token, a space, or itself."""
    if word.casefold() in _FILLERS:
        return " "
    elsewhere = month_elsewhere(word)
    if elsewhere and language not in _OTHER_WORDS and not (language == ANY_LANGUAGE and word.isascii()):
        return f"<{elsewhere[0][0]}{elsewhere[1]}>"
    month = month_of(word, language)
    return f"<{month}>" if month else word


def _all(text: str, language: str | None) -> Iterator[DateText]:
    yield from map(_iso, _ISO.finditer(text))
    if "<" in text:
        for pattern in _NAMED:
            yield from (_named(match) for match in pattern.finditer(text))
    for pattern in _NUMERIC:
        yield from (date for match in pattern.finditer(text) if (date := _numeric(match, language)))
    yield from (date for match in _CJK.finditer(text) if (date := _cjk(match)))


def _iso(match: re.Match[str]) -> DateText:
    year, month, day = (int(match[name] or match[f"{name}2"]) for name in ("year", "month", "day"))
    return _iso_date(year, month, day, match.start(), match.end())


def _iso_date(year: int, month: int, day: int, start: int, end: int) -> DateText:
    return DateText(year, month, day, start, end, "jalali" if year < _FIRST_OF_OURS else "gregorian")


def _named(match: re.Match[str]) -> DateText:
    named = match.groupdict()
    calendar = {"j": "jalali", "h": "hijri", "": "gregorian"}[named["calendar"]]
    year = _full_year(named["year"]) if named.get("year") else None
    return DateText(year, int(named["month"]), int(named["day"]), match.start(), match.end(), calendar)


def _numeric(match: re.Match[str], language: str | None) -> DateText | None:
    """Year first is sure; else dots are day first everywhere; else the larger than 12 is the day."""
    year, month, day = _full_year(match["year"]), int(match["month"]), int(match["day"])
    date = DateText(year, month, day, match.start(), match.end())
    if match.start("year") == match.start():
        theirs = "hijri" if language == "ar" else "jalali"
        return replace(date, calendar=theirs if year < _FIRST_OF_OURS else "gregorian")
    if month > _MONTHS:
        return replace(date, month=day, day=month) if match["mark"] != "." else None
    return replace(date, swappable=match["mark"] != "." and day <= _MONTHS and day != month)


def _cjk(match: re.Match[str]) -> DateText | None:
    era, year = match["era"] or "", match["year"]
    counted = None if year is None else ERAS.get(era, 0) + (1 if year == "元" else int(year))
    return DateText(counted, int(match["month"]), int(match["day"]), match.start(), match.end())


def _full_year(digits: str) -> int:
    """'14 is 2014, '98 is 1998; 0001 is what a template prints that has no date."""
    digits = digits.lstrip("'’")
    year = int(digits)
    return year if len(digits) > 2 else year + (_THIS_CENTURY if year < _OLDEST_SHORT_YEAR else _LAST_CENTURY)


def _with_clock(date: DateText, text: str) -> DateText:
    """The date with the time printed right after it, or right before it."""
    after, before = (
        text[date.end : date.end + _CLOCK_CHARS],
        text[max(0, date.start - _CLOCK_CHARS) : date.start],
    )
    clock, offset = read_clock(after)
    if clock is None:
        clock, offset = read_clock(before)
    return replace(date, clock=clock, offset=offset)


def _han_number(digits: str) -> str:
    """Chinese numerals: year digits one by one, month and day with tens ("二〇一四", "二十一")."""
    values = ["〇一二三四五六七八九".find("〇" if c in "○零" else c) for c in digits]
    if -1 not in values:
        return "".join(map(str, values))
    tens, _, ones = digits.partition("十")
    return str((values[0] if tens else 1) * 10 + (values[-1] if ones else 0))


MAX_RELATIVE_CHARS = 40

# "Ago" and "yesterday", where pages print an age instead of a date. A gate only: dateparser reads.
_AGO = re.compile(spoken("dates.ago", "dates.yesterday", "dates.yesterday_alone"), re.IGNORECASE)
_DIGIT_OR_DAY_WORD = re.compile(rf"\d|^\W*[^\W\d_]+\W*$|{spoken('dates.yesterday')}")


def is_relative(text: str) -> bool:
    """True for a short text that tells a distance from now and no date."""
    if len(text) > MAX_RELATIVE_CHARS:
        return False
    return bool(_AGO.search(text) and _DIGIT_OR_DAY_WORD.search(text))


def read_relative(text: str, language: str | None, fetched_at: str | None) -> str | None:
    """The day that a relative text names, counted from the time of fetching; None when vaguer than a day."""
    if not fetched_at or not is_relative(text):
        return None
    try:
        base = dt.datetime.fromisoformat(fetched_at)
    except ValueError:
        return None
    return _parse(text, language, base) or _parse(_without_label(text), language, base)


def _without_label(text: str) -> str:
    """The text from its number or its "ago" on: "Published 3 days ago"."""
    starts = [match.start() for match in (_AGO.search(text), re.search(r"\d", text)) if match]
    return text[min(starts) :]


def _parse(text: str, language: str | None, base: dt.datetime) -> str | None:
    from dateparser.date import DateDataParser  # 15 MB; few pages need it

    settings = {"RELATIVE_BASE": base.replace(tzinfo=None), "PARSERS": ["relative-time"]}
    settings |= {"RETURN_TIME_AS_PERIOD": True, "PREFER_DATES_FROM": "past"}
    try:
        parser = DateDataParser(languages=[language] if language else None, settings=settings)
        data = parser.get_date_data(text.strip())
    except Exception:
        # dateparser on text that was never meant for it fails in ways of its own; the day is then unknown.
        return None
    if data.date_obj is None or data.period not in ("day", "time"):
        return None
    return str(data.date_obj.date())
