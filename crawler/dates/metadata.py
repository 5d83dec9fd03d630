"""What is told of an article's dates and not printed: by its structured data, meta tags, card and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml.html import HtmlElement

from crawler.dates.parser import DateText, read_dates
from crawler.document import Page, Rank, Work, strings_of
from pipelines.items import Card

DateKind = Literal["published", "modified"]


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One date that one place of the page tells; `weight` is how much the place is worth."""

    signal: str
    kind: DateKind
    date: DateText
    raw: str
    weight: float
    node: HtmlElement | None = None
    is_news: bool = False
    """Metadata call the page a news article."""
    is_relative: bool = False
    """Counted from the time of fetching."""
    is_called: bool = False
    """Only the name of an element, no word a reader sees, says of which kind the date is."""


# The best first: the others count where it is missing.
_KEYS: dict[DateKind, tuple[str, ...]] = {
    "published": ("datePublished", "dateCreated", "uploadDate"),
    "modified": ("dateModified",),
}
_DATED = frozenset(key for keys in _KEYS.values() for key in keys)
_ARTICLES_OWN = 5.0
"""An object that is an article; one more where it tells this page's address."""
_MARKED = 1.5
"""The same where it is marked up in print, by a template that may take the one date for the other: alone it
is not enough."""
_PAGES_OWN = 2.0
"""One that is a page, a work, a video: its day is often the system's."""
_SAID = 4.0
"""A meta tag that says of which kind its day is."""
_UNSAID = 2.7
"""A meta tag called "date"."""
ENOUGH = 1.6
"""What a day must weigh: metadata of the article, or a date well printed near the headline."""
_CARDS = 2.5
"""The listing's card."""
_ADDRESS = 0.6
"""A day in the address, which may count anything."""
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_FILED = re.compile(r"/\d{4}/\d\d/\d\d/")
# Names of meta tags, without marks: article:published_time, dc.date.issued, parsely-pub-date, ...
_META_NOT = re.compile(r"expir|event|start|crawl|birth|copyright|current")
_META_MODIFIED = re.compile(r"modif|updat|revis|lastmod|changed|reviewed")
_PUBLISHED = r"publi\w{0,40}(?:date|time)|datepubli|firstpubli|publi(?:shed|cation)$|issued|dateposted"
_CREATED = r"date$|timestamp$|datecreated|created(?:at)?$"
_META_PUBLISHED = re.compile(f"{_PUBLISHED}|{_CREATED}")


def metadata_claims(page: Page, language: str | None) -> list[DateClaim]:
    """The claims of structured data and meta tags, the best of each kind first."""
    claims = [*_work_claims(page, language), *_meta_claims(page, language)]
    return sorted(claims, key=lambda claim: -claim.weight)


def _work_claims(page: Page, language: str | None) -> Iterator[DateClaim]:
    """The claims of the surest objects that tell a date at all."""
    dated = [work for work in page.works if not work.properties.keys().isdisjoint(_DATED)]
    best = max(map(_ownership, dated), default=0.0)
    for work in dated:
        if _ownership(work) < best:
            continue
        for kind, keys in _KEYS.items():
            told = next((work.properties[key] for key in keys if work.properties.get(key)), None)
            for text in strings_of(told, "@value", "@id", "url"):
                for claim in _claim(work.signal, kind, text, best, language):
                    yield replace(claim, is_news=_is_news(work))


def _ownership(work: Work) -> float:
    if work.rank < Rank.ARTICLE:
        return _PAGES_OWN + work.is_here
    return _MARKED if work.is_marked_up else _ARTICLES_OWN + work.is_here


def _is_news(work: Work) -> bool:
    """False where the markup tells the day: a meta tag within it counts already as a tag of its own."""
    kinds = strings_of(work.properties.get("@type"))
    return not work.is_marked_up and any(kind.endswith("NewsArticle") for kind in kinds)


def _meta_claims(page: Page, language: str | None) -> Iterator[DateClaim]:
    for name, contents in page.meta.items():
        if kind := meta_kind(name):
            is_said = kind == "modified" or "publi" in name or "issued" in name
            for content in contents:
                yield from _claim("meta", kind, content, _SAID if is_said else _UNSAID, language)


def meta_kind(name: str) -> DateKind | None:
    """Which date a meta tag's name promises; None for another's date (an event, an expiry) or no date."""
    if ("image" in name or "video" in name) and "article" not in name:
        return None
    key = re.sub(r"[^a-z]", "", name.lower())
    if _META_NOT.search(key):
        return None
    if _META_MODIFIED.search(key):
        return "modified"
    return "published" if _META_PUBLISHED.search(key) else None


def _claim(signal: str, kind: DateKind, raw: str, weight: float, language: str | None) -> Iterator[DateClaim]:
    for date in read_dates(raw.strip(), language)[:1]:
        if date.year is not None:
            yield DateClaim(signal, kind, date, raw, weight)


def card_claim(card: Card | None) -> Iterator[DateClaim]:
    """The day that the listing prints on the article's card."""
    if card is not None and card.published:
        for date in read_dates(card.published)[:1]:
            yield DateClaim("listing", "published", date, card.published, _CARDS)


def url_claim(url: str, *, is_signed: bool = False) -> Iterator[DateClaim]:
    """The day in the address: weak, an address like /2024/10/25-prisoners counts prisoners.

    A folder of its own for year, month and day is how blog engines file a post; somebody signs those.
    """
    match = _URL_DAY.search(url)
    if match:
        year, month, day = map(int, match.groups())
        is_filed = is_signed and bool(_FILED.search(match.group() + url[match.end() :][:1]))
        weight = ENOUGH if is_filed else _ADDRESS
        yield DateClaim("url", "published", DateText(year, month, day), match.group().strip("/"), weight)
