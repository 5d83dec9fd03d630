"""What is told of an article's dates and not printed: by its JSON-LD, meta tags, card and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.dates.parser import DateText, read_dates
from crawler.document import Page
from pipelines.items import Card

Kind = Literal["published", "modified"]


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One date that one place of the page tells; `weight` is how much the place is worth."""

    signal: str
    kind: Kind
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


_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|Statement|Thesis|HowTo)$")
_PAGE = re.compile(
    r"(?:WebPage|ItemPage|AboutPage|CreativeWork|VideoObject|MediaObject|Book|Dataset|TechArticle)$"
)
# The best first: the others count where it is missing.
_LD_KEYS: dict[Kind, tuple[str, ...]] = {
    "published": ("datePublished", "dateCreated", "uploadDate"),
    "modified": ("dateModified",),
}
_ARTICLES_OWN = 5.0
"""JSON-LD of an article; one more where it tells this page's address."""
_PAGES_OWN = 2.0
"""JSON-LD of a page, a work, a video: its day is often the system's."""
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
    """The claims of JSON-LD and meta tags, the best of each kind first."""
    claims = [*_json_ld_claims(page, language), *_meta_claims(page, language)]
    return sorted(claims, key=lambda claim: -claim.weight)


def _json_ld_claims(page: Page, language: str | None) -> Iterator[DateClaim]:
    own = [(weight, entry) for entry in page.json_ld if (weight := _ownership(entry, page)) > 0]
    best = max((weight for weight, _ in own), default=0.0)
    for weight, entry in own:
        if weight < best:
            continue
        for kind, keys in _LD_KEYS.items():
            told = next((entry[key] for key in keys if entry.get(key)), None)
            for text in _texts(told):
                for claim in _claim("json-ld", kind, text, weight, language):
                    yield replace(claim, is_news=_is_news(entry))


def _ownership(entry: dict[str, Any], page: Page) -> float:
    """How surely the object is this page's article: 0 for another's, for an image."""
    kinds = list(_texts(entry.get("@type")))
    if not any(key in entry for keys in _LD_KEYS.values() for key in keys):
        return 0.0
    if any(_ARTICLE.search(kind) for kind in kinds):
        weight = _ARTICLES_OWN
    elif any(_PAGE.search(kind) for kind in kinds):
        weight = _PAGES_OWN
    else:
        return 0.0
    addresses = {_path(text) for key in ("url", "mainEntityOfPage", "@id") for text in _texts(entry.get(key))}
    here = {_path(page.url), _path(page.canonical or page.url)}
    return weight + 1 if addresses & here else weight


def _is_news(entry: dict[str, Any]) -> bool:
    return any(kind.endswith("NewsArticle") for kind in _texts(entry.get("@type")))


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.path.rstrip('/')}?{parts.query}"


def _texts(value: Any) -> Iterator[str]:
    """Texts of a JSON-LD value, of a list's entries, of an object's @id, @value or url."""
    for entry in value if isinstance(value, list) else [value]:
        told = [entry.get(key) for key in ("@id", "@value", "url")] if isinstance(entry, dict) else [entry]
        yield from (str(text) for text in told if isinstance(text, str | int))


def _meta_claims(page: Page, language: str | None) -> Iterator[DateClaim]:
    for name, contents in page.meta.items():
        if kind := meta_kind(name):
            is_said = kind == "modified" or "publi" in name or "issued" in name
            for content in contents:
                yield from _claim("meta", kind, content, _SAID if is_said else _UNSAID, language)


def meta_kind(name: str) -> Kind | None:
    """Which date a meta tag's name promises; None for another's date (an event, an expiry) or no date."""
    if ("image" in name or "video" in name) and "article" not in name:
        return None
    key = re.sub(r"[^a-z]", "", name.lower())
    if _META_NOT.search(key):
        return None
    if _META_MODIFIED.search(key):
        return "modified"
    return "published" if _META_PUBLISHED.search(key) else None


def _claim(signal: str, kind: Kind, raw: str, weight: float, language: str | None) -> Iterator[DateClaim]:
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
