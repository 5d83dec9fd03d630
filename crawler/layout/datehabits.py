"""A site's habits with dates, learnt from its pages: the order of day and month, the offset of its clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.dates import DateHints, DateText, read_dates
from crawler.document import Page
from crawler.layout.dateplaces import (
    DATE_ATTRIBUTES,
    PUBLISHED_METAS,
    DatePlace,
    is_falling,
    listed,
)
from crawler.layout.places import MAX_LINE, Place, line_of, read_raw
from crawler.layout.samples import Sample, metadata_places, with_dates
from pipelines.moments import day_of

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
        if (first > 12) != (second > 12):
            yield first > second  # one of them is past the twelfth
        elif found.value and first != second and "T" in found.value:
            _, month, day = map(int, day_of(found.value).split("-"))
            if {first, second} == {month, day}:
                yield first == day


def learn_zone(samples: Sequence[Sample], place: DatePlace | None) -> str | None:
    """Return the offset of the site's clock: what lies between a time told in UTC and the same as printed."""
    if place is None or place.printed is None:
        return None
    offsets = {offset for sample in samples if (offset := _offset(sample, place))}
    return next(iter(offsets)) if len(offsets) == 1 else None


def _offset(sample: Sample, place: DatePlace) -> str | None:
    metas = metadata_places([sample], ("datePublished",), PUBLISHED_METAS)
    instants = [date for one in metas for date in _clocked(one, sample.page) if date.offset == "+00:00"]
    shown = [date for one in _shown(place) for date in _clocked(one, sample.page) if date.offset is None]
    offsets = (_difference(instant, local) for instant in instants for local in shown)
    return next(filter(None, offsets), None)


def _shown(place: DatePlace) -> Iterator[Place]:
    """Yield the ways to read the printed date that may show a time: its text, its attributes."""
    if place.printed:
        yield from (replace(place.printed, attribute=attribute) for attribute in DATE_ATTRIBUTES)


def _clocked(place: Place, page: Page) -> Iterator[DateText]:
    for raw in read_raw(place, page):
        yield from (date for date in read_dates(raw[:MAX_LINE]) if date.clock)


def _difference(instant: DateText, local: DateText) -> str | None:
    """Return local minus instant as +HH:MM; None when it is no offset of a clock on earth."""
    told, shown = _moment(instant), _moment(local)
    if told is None or shown is None:
        return None
    minutes = round((shown - told).total_seconds() / 60)
    if minutes % 15 or abs(minutes) > 14 * 60:
        return None
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _moment(date: DateText) -> datetime | None:
    day = date.on(day_first=True)
    return datetime.fromisoformat(f"{day}T{date.clock}") if day else None
