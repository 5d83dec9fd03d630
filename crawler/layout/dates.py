"""Where a template tells when a page was published and changed, learnt from pages already read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.dates import DateHints, DateText, normalise_date, read_dates, zone_between
from crawler.document import Extracted, Page
from crawler.layout.induction import (
    MIN_SHARE,
    Sample,
    as_groups,
    best_place,
    element_places,
    metadata_places,
    shared_paths,
    with_dates,
)
from crawler.layout.locators import MAX_LINE, DateLocator, Locator, line_of, read_raw
from crawler.layout.selectors import MOST_ELEMENTS, step_name
from pipelines.moments import day_of

PUBLISHED_METAS = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "date",
    "pubdate",
    "publish_date",
    "citation_publication_date",
    "parsely-pub-date",
    "og:published_time",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
DATE_ATTRIBUTES = ("", "datetime", "title", "content")
_DATED_TAGS = ("time", "abbr", "span", "p", "div", "li", "td", "dd", "small", "em", "strong", "a", "b", "i")
_TO_THE_MINUTE = len("2024-03-05T14:30")
_MIN_FALLING = 4
"""Days; fewer fall by chance."""
_MONTHS = 12
_WHOLE = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def learn_dates(samples: Sequence[Sample], hints: DateHints) -> tuple[DateLocator | None, DateLocator | None]:
    """Return where the day of publishing and the day of the last change stand."""
    published = _learn_date(samples, "published", hints, ("datePublished",), PUBLISHED_METAS)
    days = {day_of(sample.dates.published.value) for sample in samples}
    if published is None or published.held < MIN_SHARE * len(samples) or len(days) == 1:
        published = learn_falling_date(samples, hints) or published
    modified = _learn_date(samples, "modified", hints, ("dateModified",), _MODIFIED_METAS)
    return published, modified


def _learn_date(
    samples: Sequence[Sample], field: str, hints: DateHints, properties: Sequence[str], metas: Sequence[str]
) -> DateLocator | None:
    found: list[Extracted[str]] = [getattr(sample.dates, field) for sample in samples]
    days = [day_of(one.value) for one in found]
    nodes = as_groups(one.node for one in found)
    printed = best_place(
        samples,
        days,
        element_places(samples, nodes, DATE_ATTRIBUTES),
        lambda sample, place: day_of(read_date(place, sample.page, hints)),
    )
    told = best_place(
        samples,
        [one.value or "" for one in found],
        [
            *element_places(samples, nodes, DATE_ATTRIBUTES[1:]),
            *element_places(samples, as_groups(map(_stamped, found)), DATE_ATTRIBUTES[1:]),
            *metadata_places(samples, properties, metas),
        ],
        lambda sample, place: read_date(place, sample.page, hints) or "",
    )
    return DateLocator(printed, told) if printed or told else None


def _stamped(found: Extracted[str]) -> HtmlElement | None:
    """Return the element in a dated line whose attribute has the whole moment.

    Seen: Pelican's `<footer>Published: <abbr title="2024-03-05T14:30:00+02:00">Tue 05 March 2024</abbr>`.
    """
    if found.node is None or not found.value:
        return None
    stamps = found.node.iter("time", "abbr")
    texts = ((node, (node.get("datetime") or node.get("title") or "").replace(" ", "T")) for node in stamps)
    return next((node for node, text in texts if text[:_TO_THE_MINUTE] == found.value[:_TO_THE_MINUTE]), None)


# ------------------------------------------ dates that fall down the listing


def learn_falling_date(samples: Sequence[Sample], hints: DateHints) -> DateLocator | None:
    """Return the place whose date falls from each card to the next, or stays, as listings are ordered.

    Seen: dates in a column beside the text, or below it, where one page alone cannot tell whose date it is.
    The date of a change may fall as well, but it is never before the day of publishing: the earliest wins.
    """
    ordered = listed(samples)
    found: list[tuple[list[str], Locator]] = []
    for path in _dated_paths(ordered):
        for attribute in DATE_ATTRIBUTES:
            place = Locator("element", path, attribute)
            days = [day_of(read_date(place, sample.page, hints)) for sample in ordered]
            if is_falling(days):
                found.append((days, replace(place, held=len(days))))
    if not found:
        return None
    days, printed = min(found, key=lambda one: (one[0], one[1].attribute))
    told = next((place for other, place in found if other == days and place.attribute == "datetime"), None)
    return DateLocator(printed, told)


def listed(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples as their cards stand on the listing."""
    return sorted(samples, key=lambda sample: sample.card.position if sample.card else 0)


def is_falling(days: Sequence[str]) -> bool:
    """True for at least four known days, most of them different, each no later than the one before it."""
    if len(days) < _MIN_FALLING or not all(days) or 2 * len(set(days)) < len(days):
        return False
    return all(one >= other for one, other in pairwise(days))


def _dated_paths(samples: Sequence[Sample]) -> Iterator[str]:
    """Yield paths to the kinds of short elements with a date that each page has once, outside its text."""
    kinds = [_dated_elements(sample) for sample in samples]
    for kind in kinds[0] if kinds else ():
        nodes = [[own[kind]] for own in kinds if kind in own]
        if len(nodes) == len(samples):
            yield from shared_paths(samples, nodes)


def _dated_elements(sample: Sample) -> dict[str, HtmlElement]:
    """Return by kind the elements that may print a date alone; a kind that the page has twice is left out."""
    found: dict[str, list[HtmlElement]] = {}
    for element in islice(sample.page.tree.iter(*_DATED_TAGS), MOST_ELEMENTS):
        text = "".join(element.itertext()).strip()
        if len(text) <= MAX_LINE and (element.get("datetime") or _WHOLE.search(text)):
            found.setdefault(step_name(element), []).append(element)
    return {kind: own[0] for kind, own in found.items() if len(own) == 1}


def read_date(
    place: Locator, page: Page, hints: DateHints, nodes: list[HtmlElement] | None = None
) -> str | None:
    """Return the date in the place as ISO 8601."""
    for raw in read_raw(place, page, nodes):
        value = normalise_date(
            raw[:MAX_LINE], language=language_of(page), hints=hints, fetched_at=page.fetched_at
        )
        if value:
            return value
    return None


def language_of(page: Page) -> str | None:
    """Return the language that the page says it is in, in which its dates are printed."""
    language: str | None = page.tree.get("lang")
    return language


def read_both(place: DateLocator, page: Page, hints: DateHints, nodes: list[HtmlElement]) -> str | None:
    """Return the date as told when the printed one, in `nodes`, has its day and year; else the latter."""
    told = place.told
    beside = told and place.printed and told.path == place.printed.path
    instant = read_date(told, page, hints, nodes if beside else None) if told else None
    if place.printed is None:
        return instant
    if instant and _year_and_day(instant) <= _numbers(place.printed, page, nodes):
        return instant
    return join_dates(read_date(place.printed, page, hints, nodes), instant)


def _year_and_day(instant: str) -> set[int]:
    year, _, day = map(int, day_of(instant).split("-"))
    return {year, day}


def _numbers(place: Locator, page: Page, nodes: list[HtmlElement]) -> set[int]:
    return {int(digits) for raw in read_raw(place, page, nodes) for digits in _WHOLE.findall(raw[:MAX_LINE])}


def join_dates(printed: str | None, told: str | None) -> str | None:
    """Return the told date with its time when it is the printed day; else the day that a reader sees."""
    if not printed or not told or day_of(told) != day_of(printed):
        return printed or told
    return max(told, printed, key=len)


_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")


def learn_day_first(samples: Sequence[Sample]) -> bool | None:
    """Return whether the day comes first in the site's numeric dates, as a day past the 12th tells."""
    votes = Counter(vote for sample in samples for vote in _order_votes(sample))
    if votes:
        return next(iter(votes)) if len(votes) == 1 else None
    if all(sample.dates.published.value for sample in samples):
        return None
    falling = [order for order in (True, False) if _falls(samples, DateHints(day_first=order))]
    return falling[0] if len(falling) == 1 else None


def _falls(samples: Sequence[Sample], hints: DateHints) -> bool:
    """True when the days, read so, fall from card to card as listings are ordered."""
    read = (with_dates(sample, hints).dates.published.value for sample in listed(samples))
    return is_falling([day_of(value) for value in read])


def _order_votes(sample: Sample) -> Iterator[bool]:
    for found in (sample.dates.published, sample.dates.modified):
        match = _NUMERIC.search(line_of(found.node)[:MAX_LINE]) if found.node is not None else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if (first > _MONTHS) != (second > _MONTHS):
            yield first > second  # one of them is past the twelfth
        elif found.value and first != second and "T" in found.value:
            _, month, day = map(int, day_of(found.value).split("-"))
            if {first, second} == {month, day}:
                yield first == day


def learn_zone(samples: Sequence[Sample], place: DateLocator | None) -> str | None:
    """Return the offset of the site's clock: what lies between a time told in UTC and the same as printed."""
    if place is None or place.printed is None:
        return None
    offsets = {offset for sample in samples if (offset := _offset(sample, place))}
    return next(iter(offsets)) if len(offsets) == 1 else None


def _offset(sample: Sample, place: DateLocator) -> str | None:
    metas = metadata_places([sample], ("datePublished",), PUBLISHED_METAS)
    instants = [date for one in metas for date in _clocked(one, sample.page) if date.offset == "+00:00"]
    shown = [date for one in _shown(place) for date in _clocked(one, sample.page) if date.offset is None]
    offsets = (_difference(instant, local) for instant in instants for local in shown)
    return next(filter(None, offsets), None)


def _shown(place: DateLocator) -> Iterator[Locator]:
    """Yield the ways to read the printed date that may show a time: its text, its attributes."""
    if place.printed:
        yield from (replace(place.printed, attribute=attribute) for attribute in DATE_ATTRIBUTES)


def _clocked(place: Locator, page: Page) -> Iterator[DateText]:
    for raw in read_raw(place, page):
        yield from (date for date in read_dates(raw[:MAX_LINE]) if date.clock)


def _difference(instant: DateText, local: DateText) -> str | None:
    """Return local minus instant as +HH:MM; None when it is no offset of a clock on earth."""
    told, shown = _moment(instant), _moment(local)
    if told is None or shown is None:
        return None
    zone = zone_between(told, shown)
    return shown.replace(tzinfo=zone).isoformat()[-len("+HH:MM") :] if zone else None


def _moment(date: DateText) -> datetime | None:
    day = date.on(day_first=True)
    return datetime.fromisoformat(f"{day}T{date.clock}") if day else None
