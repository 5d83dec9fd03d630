"""Where a template tells when a page was published and changed, learnt from pages already read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.dates import DateHints, normalise_date
from crawler.document import Extracted, Page
from crawler.layout.places import MAX_LINE, Place, read_raw
from crawler.layout.samples import (
    MIN_SHARE,
    Sample,
    as_groups,
    best_place,
    element_places,
    metadata_places,
    shared_paths,
)
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
_WHOLE = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class DatePlace:
    """Where a reader sees a date, and where the page tells it with time and offset; either may lack."""

    printed: Place | None = None
    told: Place | None = None

    @property
    def held(self) -> int:
        """On how many samples the surer of the two held."""
        return max(place.held for place in (self.printed, self.told) if place)


def learn_dates(samples: Sequence[Sample], hints: DateHints) -> tuple[DatePlace | None, DatePlace | None]:
    """Return where the day of publishing and the day of the last change stand."""
    published = _learn_date(samples, "published", hints, ("datePublished",), PUBLISHED_METAS)
    days = {day_of(sample.dates.published.value) for sample in samples}
    if published is None or published.held < MIN_SHARE * len(samples) or len(days) == 1:
        published = learn_falling_date(samples, hints) or published
    modified = _learn_date(samples, "modified", hints, ("dateModified",), _MODIFIED_METAS)
    return published, modified


def _learn_date(
    samples: Sequence[Sample], field: str, hints: DateHints, properties: Sequence[str], metas: Sequence[str]
) -> DatePlace | None:
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
    return DatePlace(printed, told) if printed or told else None


def _stamped(found: Extracted[str]) -> HtmlElement | None:
    """Return the element in a dated line whose attribute has the whole moment.

    Seen: Pelican's `<footer>Published: <abbr title="2024-03-05T14:30:00+02:00">Tue 05 March 2024</abbr>`.
    """
    if found.node is None or not found.value:
        return None
    stamps = found.node.iter("time", "abbr")
    texts = ((node, (node.get("datetime") or node.get("title") or "").replace(" ", "T")) for node in stamps)
    return next((node for node, text in texts if text[:16] == found.value[:16]), None)


# ------------------------------------------ dates that fall down the listing


def learn_falling_date(samples: Sequence[Sample], hints: DateHints) -> DatePlace | None:
    """Return the place whose date falls from each card to the next, or stays, as listings are ordered.

    Seen: dates in a column beside the text, or below it, where one page alone cannot tell whose date it is.
    The date of a change may fall as well, but it is never before the day of publishing: the earliest wins.
    """
    ordered = listed(samples)
    found: list[tuple[list[str], Place]] = []
    for path in _dated_paths(ordered):
        for attribute in DATE_ATTRIBUTES:
            place = Place("element", path, attribute)
            days = [day_of(read_date(place, sample.page, hints)) for sample in ordered]
            if is_falling(days):
                found.append((days, replace(place, held=len(days))))
    if not found:
        return None
    days, printed = min(found, key=lambda one: (one[0], one[1].attribute))
    told = next((place for other, place in found if other == days and place.attribute == "datetime"), None)
    return DatePlace(printed, told)


def listed(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples as their cards stand on the listing."""
    return sorted(samples, key=lambda sample: sample.card.position if sample.card else 0)


def is_falling(days: Sequence[str]) -> bool:
    """True for at least four known days, most of them different, each no later than the one before it."""
    if len(days) < 4 or not all(days) or 2 * len(set(days)) < len(days):
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
    place: Place, page: Page, hints: DateHints, nodes: list[HtmlElement] | None = None
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


def read_both(place: DatePlace, page: Page, hints: DateHints, nodes: list[HtmlElement]) -> str | None:
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


def _numbers(place: Place, page: Page, nodes: list[HtmlElement]) -> set[int]:
    return {int(digits) for raw in read_raw(place, page, nodes) for digits in _WHOLE.findall(raw[:MAX_LINE])}


def join_dates(printed: str | None, told: str | None) -> str | None:
    """Return the told date with its time when it is the printed day; else the day that a reader sees."""
    if not printed or not told or day_of(told) != day_of(printed):
        return printed or told
    return max(told, printed, key=len)
