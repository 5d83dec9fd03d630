"""Imprints: where a template tells who wrote a page and when, learnt from what the generic readers found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from crawler.authors import normalise_authors
from crawler.bylines import read_names
from crawler.creators import creators
from crawler.dates import DateHints, normalise_date
from crawler.datetexts import DateText, read_dates
from crawler.page import Page
from crawler.places import Place, line_of, read_nodes, read_raw
from crawler.samples import Sample, best_place, element_places, metadata_places
from crawler.sitenames import site_names

_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
)
_PUBLISHED_METAS = (
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
_DATE_ATTRIBUTES = ("", "datetime", "title", "content")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")
_MAX_LINE = 300


# ----------------------------------------------------------------- authors


def learn_authors(samples: Sequence[Sample]) -> Place | None:
    """Return where the authors are named; None when no place agrees with what was read on most pages."""
    wanted = [sample.authors.value or [] for sample in samples]
    if _is_site_alone(samples):
        return None
    places = [*_author_places(samples), *metadata_places(samples, ("author",), _AUTHOR_METAS)]
    return best_place(samples, wanted, places, lambda sample, place: read_authors(place, sample.page))


def read_authors(place: Place, page: Page, nodes: list[HtmlElement] | None = None) -> list[str]:
    """Return the names in the place, in page order, each once."""
    if place.kind == "element" and place.is_whole:
        found = read_nodes(place, page) if nodes is None else nodes
        return list(dict.fromkeys(name for node in found for name in read_names(node)))
    if place.kind == "json-ld":
        return next((list(claim.names) for claim in creators(page) if claim.signal == "json-ld"), [])
    names = (name for raw in read_raw(place, page, nodes) for name in normalise_authors(raw[:_MAX_LINE]))
    return list(dict.fromkeys(names))


def _author_places(samples: Sequence[Sample]) -> Iterator[Place]:
    nodes = [[] if sample.authors.node is None else [sample.authors.node] for sample in samples]
    yield from element_places(samples, nodes)
    yield from element_places(samples, [_named_ones(sample) for sample in samples])
    above = nodes
    for _ in range(3):
        above = [[parent for node in group if (parent := node.getparent()) is not None] for group in above]
        yield from element_places(samples, above)


def _named_ones(sample: Sample) -> list[HtmlElement]:
    """Return the outermost elements of the byline that name one author and nothing else, in page order."""
    node, names = sample.authors.node, sample.authors.value or []
    found: list[HtmlElement] = []
    for element in [] if node is None else node.iter():
        if not isinstance(element.tag, str) or any(outer in found for outer in element.iterancestors()):
            continue
        own = normalise_authors(line_of(element)[:_MAX_LINE])
        if len(own) == 1 and own[0] in names:
            found.append(element)
    return found


def _is_site_alone(samples: Sequence[Sample]) -> bool:
    """True when the one author on all pages is the site itself, told by metadata and printed nowhere."""
    told = {tuple(sample.authors.value or ()) for sample in samples}
    if len(told) != 1 or any(sample.authors.node is not None for sample in samples):
        return False
    names = next(iter(told))
    return bool(names) and all(site_names(samples[0].page).has(name) for name in names)


# ------------------------------------------------------------------- dates


@dataclass(frozen=True, slots=True)
class DatePlace:
    """Where a reader sees a date, and where the page tells it with time and offset; either may lack."""

    printed: Place | None = None
    told: Place | None = None


def learn_dates(samples: Sequence[Sample], hints: DateHints) -> tuple[DatePlace | None, DatePlace | None]:
    """Return where the day of publishing and the day of the last change stand."""
    published = _learn_date(samples, "published", hints, ("datePublished",), _PUBLISHED_METAS)
    modified = _learn_date(samples, "modified", hints, ("dateModified",), _MODIFIED_METAS)
    return published, modified


def _learn_date(
    samples: Sequence[Sample], field: str, hints: DateHints, properties: Sequence[str], metas: Sequence[str]
) -> DatePlace | None:
    found = [getattr(sample.dates, field) for sample in samples]
    days = [(one.value or "")[:10] for one in found]
    nodes = [[] if one.node is None else [one.node] for one in found]
    printed = best_place(
        samples,
        days,
        element_places(samples, nodes, _DATE_ATTRIBUTES),
        lambda sample, place: (read_date(place, sample.page, hints) or "")[:10],
    )
    told = best_place(
        samples,
        [one.value or "" for one in found],
        [*element_places(samples, nodes, _DATE_ATTRIBUTES[1:]), *metadata_places(samples, properties, metas)],
        lambda sample, place: read_date(place, sample.page, hints) or "",
    )
    return DatePlace(printed, told) if printed or told else None


def read_date(
    place: Place, page: Page, hints: DateHints, nodes: list[HtmlElement] | None = None
) -> str | None:
    """Return the date in the place as ISO 8601."""
    for raw in read_raw(place, page, nodes):
        value = normalise_date(
            raw[:_MAX_LINE], language=language_of(page), hints=hints, fetched_at=page.fetched_at
        )
        if value:
            return value
    return None


def language_of(page: Page) -> str | None:
    """Return the language that the page says it is in, in which its dates are printed."""
    language: str | None = page.tree.get("lang")
    return language


def join_dates(printed: str | None, told: str | None) -> str | None:
    """Return the told date with its time when it is the printed day; else the day that a reader sees."""
    if not printed or not told or told[:10] != printed[:10]:
        return printed or told
    return max(told, printed, key=len)


# ------------------------------------------------------------- date habits


def learn_day_first(samples: Sequence[Sample]) -> bool | None:
    """Return whether the day comes first in the site's numeric dates, as a day past the 12th tells."""
    votes = Counter(vote for sample in samples for vote in _order_votes(sample))
    return next(iter(votes)) if len(votes) == 1 else None


def _order_votes(sample: Sample) -> Iterator[bool]:
    for found in (sample.dates.published, sample.dates.modified):
        match = _NUMERIC.search(line_of(found.node)[:_MAX_LINE]) if found.node is not None else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if (first > 12) != (second > 12):
            yield first > 12
        elif found.value and first != second and "T" in found.value:
            month, day = int(found.value[5:7]), int(found.value[8:10])
            if {first, second} == {month, day}:
                yield first == day


def learn_zone(samples: Sequence[Sample], place: DatePlace | None) -> str | None:
    """Return the offset of the site's clock: what lies between a time told in UTC and the same as printed."""
    if place is None or place.printed is None:
        return None
    offsets = {offset for sample in samples if (offset := _offset(sample, place))}
    return next(iter(offsets)) if len(offsets) == 1 else None


def _offset(sample: Sample, place: DatePlace) -> str | None:
    metas = metadata_places([sample], ("datePublished",), _PUBLISHED_METAS)
    instants = [date for one in metas for date in _clocked(one, sample.page) if date.offset == "+00:00"]
    shown = [date for one in _shown(place) for date in _clocked(one, sample.page) if date.offset is None]
    offsets = (_difference(instant, local) for instant in instants for local in shown)
    return next(filter(None, offsets), None)


def _shown(place: DatePlace) -> Iterator[Place]:
    """Yield the ways to read the printed date that may show a time: its text, its attributes."""
    if place.printed:
        yield from (replace(place.printed, attribute=attribute) for attribute in _DATE_ATTRIBUTES)


def _clocked(place: Place, page: Page) -> Iterator[DateText]:
    for raw in read_raw(place, page):
        yield from (date for date in read_dates(raw[:_MAX_LINE]) if date.clock)


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
