"""Does a reader see the day that metadata tell? If the page prints it nowhere, metadata are weak.

Seen: static pages, recipes, shop pages whose system dates everything; articles whose printed day is a later
edition's while metadata keep the first. Articles whose date a script prints are the exception.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.dates.dateclaims import Claim
from crawler.dates.datetexts import DateText, read_dates
from crawler.document import MANY_TEXTS, Page

SURE_HIDDEN_WEIGHT = 1.8
HIDDEN_NEWS_WEIGHT = 1.3
"""Enough when a meta tag or the address tells the same day."""
HIDDEN_WEIGHT = 0.9
_TELLS_PUBLICATION = 4.0
_NUMBER = re.compile(r"\d+")
_UNREAD = frozenset(["script", "style", "noscript", "template", "title"])


def weigh_shown(
    claims: list[Claim],
    printed: Iterable[Claim],
    page: Page,
    language: str | None,
    *,
    is_article: bool = False,
) -> Iterator[Claim]:
    """The claims of metadata, those weighed down whose day is printed nowhere on the page.

    A page that a listing leads to, or that a person signs, is an article: seen on themes that print "3 years
    ago", or no day at all.
    """
    seen = {day for claim in printed for day in claim.date.readings()}
    wanted = {day for claim in claims if claim.kind == "published" for day in claim.date.readings()}
    if not wanted <= {day + step for day in seen for step in _A_DAY_OFF}:
        seen |= _days_shown(page, wanted, language)
    for claim in claims:
        if claim.kind == "modified" or _is_near(claim.date, seen):
            yield claim
        else:
            yield replace(claim, weight=_hidden_weight(claim, is_article=is_article))


def _hidden_weight(claim: Claim, *, is_article: bool) -> float:
    if is_article and (claim.is_news or claim.weight >= _TELLS_PUBLICATION):
        return SURE_HIDDEN_WEIGHT
    return HIDDEN_NEWS_WEIGHT if claim.is_news else HIDDEN_WEIGHT


_A_DAY_OFF = (dt.timedelta(0), dt.timedelta(1), dt.timedelta(-1))


def _is_near(date: DateText, seen: set[dt.date]) -> bool:
    return any(abs((day - other).days) <= 1 for day in date.readings() for other in seen)


def _days_shown(page: Page, wanted: set[dt.date], language: str | None) -> set[dt.date]:
    """The days printed anywhere on the page, as far as they may be wanted ones."""
    days: set[dt.date] = set()
    years = {day.year for day in wanted}
    for count, text in enumerate(_texts(page, wanted)):
        if count > MANY_TEXTS:
            break
        for date in read_dates(text, language):
            days.update(date.readings())
            if date.year is None:
                days.update(day for year in years if (day := date.on(day_first=True, year=year)))
    return days


def _texts(page: Page, wanted: set[dt.date]) -> Iterator[str]:
    """Texts of the page that have a number which is one of the days', or digits of another script."""
    numbers = {str((day + step).day) for day in wanted for step in _A_DAY_OFF}
    numbers |= {f"0{number}" for number in numbers if len(number) == 1}
    numbers |= {str(day.year) for day in wanted}
    for node in page.tree.iter("time"):
        yield node.get("datetime") or ""
    body = page.tree.find("body")
    for element in () if body is None else body.iter():
        own = element.text if element.tag not in _UNREAD else None
        for text in (own, element.tail):
            if text and not numbers.isdisjoint(_NUMBER.findall(text)):
                yield " ".join(text.split())
