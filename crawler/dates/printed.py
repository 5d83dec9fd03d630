"""Dates that a page prints for its reader: near the headline, in time elements, at the end of the text.

Every place has its worth; a date in the footer, a menu, a list of other articles or a comment has none. What
the line around a date tells is read in `crawler.dates.lines`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from crawler.dates.lines import Spot, claims_of, line_around
from crawler.dates.metadata import DateClaim
from crawler.dates.parser import MAX_TEXT_CHARS, DateText, read_dates, read_relative
from crawler.document import (
    MANY_TEXTS,
    UNREAD,
    Page,
    ancestors_of,
    is_apart,
    is_inside_another,
    is_inside_apart,
    reversed_texts,
    texts_after,
    texts_before,
    texts_inside,
)

NEAR_CHARS = 700
"""What is read before and behind the headline; a date at the end of it counts half."""
END_CHARS = 250
NEAR = 3.0
NEAR_TEXT = 2.0
FAR = 0.3
"""Enough for a date that is labelled, too little for another."""
_DIGIT = re.compile(r"\d")
_DATE_NODES = (
    "//time|//abbr[@title]|//*[@itemprop='datePublished' or @itemprop='dateModified']|"
    "//*[contains(@class,'date') or contains(@class,'Date') or contains(@class,'time')]"
    "[self::span or self::div or self::p or self::small or self::em or self::i or self::b or self::li]"
    "[not(*) or count(*)<3]"
)
_MANY_DAYS = 3
_LISTED = 1.0
_MAX_RELATIVE_TEXTS = 12
_LOST_BY_DISTANCE = 0.5
_ELSEWHERE = 1.0
"""For a time element that is beside the article."""


def printed_claims(
    page: Page,
    headline: HtmlElement | None,
    root: HtmlElement | None,
    language: str | None,
    year: int | None = None,
) -> list[DateClaim]:
    """The printed dates that may be the article's, the weightiest first.

    `year` completes a day and a month printed without one, when the address tells it.
    """
    around = ancestors_of(headline)
    claims = _best_claims(_spots(page, headline, root), around, language, year)
    claims += _relative_claims(page, headline, root, language) if page.fetched_at else []
    is_lacking = not any(claim.kind == "published" and claim.weight >= NEAR_TEXT for claim in claims)
    claims += _best_claims(_time_spots(page, around, is_lacking), around, language, year)
    return sorted(_with_publication(claims), key=lambda claim: -claim.weight)


def _relative_claims(
    page: Page, headline: HtmlElement | None, root: HtmlElement | None, language: str | None
) -> list[DateClaim]:
    """What "3 days ago" beside the headline or the beginning of the text amounts to."""
    near = [texts_after(headline), texts_before(headline)] if headline is not None else []
    near += [texts_before(root)] if root is not None else []
    texts = ((text, node) for walk in near for text, node in islice(walk, _MAX_RELATIVE_TEXTS))
    for text, node in texts:
        day = read_relative(" ".join(text.split()), language or "en", page.fetched_at)
        if day:
            year, month, number = map(int, day.split("-"))
            date = DateText(year, month, number)
            return [DateClaim("text", "published", date, text.strip(), NEAR_TEXT, node, is_relative=True)]
    return []


def _best_claims(
    spots: Iterable[Spot], around: frozenset[HtmlElement], language: str | None, year: int | None
) -> list[DateClaim]:
    """The claims of all spots, each line read once: where its spot is worth most."""
    lines: dict[HtmlElement, Spot] = {}
    for spot in spots:
        line = line_around(spot.node, around)
        if line not in lines or lines[line].worth < spot.worth:
            lines[line] = spot
    claims = [claim for line, spot in lines.items() for claim in claims_of(spot, line, language, year)]
    return list(_without_lists(claims))


def _without_lists(claims: list[DateClaim]) -> Iterator[DateClaim]:
    """The claims; those far from the headline weigh less where markup of their kind tells many days.

    Seen: a campaign's page that lists its posts, each with its date.
    """
    days: dict[tuple[str, str], set[DateText]] = {}
    for claim in claims:
        days.setdefault(_markup_of(claim), set()).add(
            replace(claim.date, start=0, end=0, clock=None, offset=None)
        )
    for claim in claims:
        is_listed = claim.weight < NEAR_TEXT and len(days[_markup_of(claim)]) >= _MANY_DAYS
        yield replace(claim, weight=claim.weight - _LISTED) if is_listed else claim


def _markup_of(claim: DateClaim) -> tuple[str, str]:
    node = claim.node
    return ("", "") if node is None else (node.tag, node.get("class") or "")


def _with_publication(claims: list[DateClaim]) -> list[DateClaim]:
    """The claims; a lone date that only its class calls "updated" is the publication's.

    Seen: themes that give every date the class "updated", for a microformat that asks for it.
    """
    if any(claim.kind == "published" and claim.weight >= NEAR_TEXT for claim in claims):
        return claims
    return [replace(claim, kind="published") if claim.is_called else claim for claim in claims]


def _spots(page: Page, headline: HtmlElement | None, root: HtmlElement | None) -> Iterator[Spot]:
    """Texts with a digit around the headline, then at the end of the text, then in time elements anywhere."""
    start = headline if headline is not None else root
    if start is None:
        body = page.tree.find("body")
        yield from _counted(texts_inside(page.tree if body is None else body), NEAR_CHARS, NEAR_TEXT)
    else:
        yield from _counted(texts_inside(start), NEAR_CHARS, NEAR)
        yield from _counted(texts_before(start), NEAR_CHARS, NEAR)
        yield from _counted(texts_after(start), NEAR_CHARS, NEAR)
    if root is not None:
        yield from _counted(texts_before(root), END_CHARS, NEAR_TEXT)
        yield from _counted(reversed_texts(root), END_CHARS, NEAR_TEXT)
        yield from _counted(texts_after(root), END_CHARS, NEAR_TEXT)
        yield from _counted(texts_after(root), NEAR_CHARS, FAR)


def _time_spots(page: Page, around: frozenset[HtmlElement], is_lacking: bool) -> Iterator[Spot]:
    """Elements made for dates, wherever they stand; beside the article only when they all agree."""
    nodes = page.tree.xpath(_DATE_NODES) if is_lacking else page.tree.iter("time")
    nodes = list(islice(nodes, MANY_TEXTS))
    days = {_raw(node) for node in nodes}
    for node in nodes:
        raw = _raw(node)
        if not _DIGIT.search(raw) or is_apart(node) or is_inside_another(node):
            continue
        if len(days) == 1 or not is_inside_apart(node, around):
            yield Spot(raw, node, _ELSEWHERE)


def _raw(node: HtmlElement) -> str:
    """What an element made for dates says, for machines or else for readers."""
    return node.get("datetime") or node.get("title") or " ".join(node.text_content()[:MAX_TEXT_CHARS].split())


def _counted(texts: Iterator[tuple[str, HtmlElement]], limit: int, worth: float) -> Iterator[Spot]:
    """Spots of the first `limit` characters; worth less with their distance."""
    passed = 0
    for count, (text, node) in enumerate(texts):
        if passed > limit or count > MANY_TEXTS:
            return
        if _DIGIT.search(text) or node.get("datetime") or node.tag == "abbr":
            yield Spot(text, node, worth * (1 - _LOST_BY_DISTANCE * passed / limit))
        passed += len(text.strip())


SURE_HIDDEN_WEIGHT = 1.8
HIDDEN_NEWS_WEIGHT = 1.3
"""Enough when a meta tag or the address tells the same day."""
HIDDEN_WEIGHT = 0.9
_TELLS_PUBLICATION = 4.0
_NUMBER = re.compile(r"\d+")
_NO_TEXT = UNREAD | {"title"}


def weigh_shown(
    claims: list[DateClaim],
    printed: Iterable[DateClaim],
    page: Page,
    language: str | None,
    *,
    is_article: bool = False,
) -> Iterator[DateClaim]:
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


def _hidden_weight(claim: DateClaim, *, is_article: bool) -> float:
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
        own = element.text if element.tag not in _NO_TEXT else None
        for text in (own, element.tail):
            if text and not numbers.isdisjoint(_NUMBER.findall(text)):
                yield " ".join(text.split())
