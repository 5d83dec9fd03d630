"""When an article was published, and when it was modified: the day as the page shows it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.datetexts import DateText, read_dates
from crawler.found import Found
from crawler.page import Page
from crawler.relativedates import read_relative
from crawler.stamps import DateHints, base_language, is_day_first, stamp
from pipelines.items import Card, Evidence

__all__ = ["DateHints", "Dates", "find_dates", "normalise_date"]

_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


@dataclass(frozen=True, slots=True)
class Dates:
    """The two dates of an article."""

    published: Found[str]
    modified: Found[str]


def normalise_date(
    raw: str,
    *,
    language: str | None = None,
    hints: DateHints = DateHints(),  # noqa: B008  (frozen)
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
    return stamp(date, moment.date(), hints) if moment.year > 1990 else None


def find_dates(
    page: Page,
    *,
    headline: HtmlElement | None = None,
    root: HtmlElement | None = None,
    card: Card | None = None,
    hints: DateHints = DateHints(),  # noqa: B008  (frozen)
) -> Dates:
    """The day an article was published, and the day it was modified, each with its evidence."""
    nothing: Found[str] = Found(None, Evidence(reason="no date found"))
    return Dates(nothing, nothing)
