"""What metadata claim about an article's dates: JSON-LD of this page's own article, meta tags, microdata.

Claims are gathered here, by weight; `crawler.dates` decides between them and what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.dates.datetexts import DateText, read_dates
from crawler.page import Page

Kind = Literal["published", "modified"]


@dataclass(frozen=True, slots=True)
class Claim:
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
_LD_KINDS: dict[str, Kind] = {
    "datePublished": "published",
    "dateCreated": "published",
    "uploadDate": "published",
    "dateModified": "modified",
}
# Names of meta tags, without marks: article:published_time, dc.date.issued, parsely-pub-date, ...
_META_NOT = re.compile(
    r"expir|event|start|end$|valid|until|embargo|crawl|birth|unavail|copyright|server|current"
)
_META_MODIFIED = re.compile(r"modif|updat|revis|lastmod|changed|reviewed")
_META_PUBLISHED = re.compile(
    r"publi\w*(?:date|time)|datepubli|firstpubli|pubdate|publi(?:shed|cation)$|issued|postdate|dateposted|releasedate|"
    r"displaydate|originaldate|articledate|date$|timestamp$|citation(?:online)?date|dates?created|created(?:at|date)?$"
)


def metadata_claims(page: Page, language: str | None) -> list[Claim]:
    """The claims of JSON-LD and meta tags, the best of each kind first."""
    claims = [*_json_ld_claims(page, language), *_meta_claims(page, language)]
    return sorted(claims, key=lambda claim: -claim.weight)


def _json_ld_claims(page: Page, language: str | None) -> Iterator[Claim]:
    own = [(weight, entry) for entry in page.json_ld if (weight := _ownership(entry, page)) > 0]
    best = max((weight for weight, _ in own), default=0.0)
    for weight, entry in own:
        if weight < best:
            continue
        for key, kind in _LD_KINDS.items():
            for text in _texts(entry.get(key)):
                less = 0.0 if key == "datePublished" else 0.5
                for claim in _claim("json-ld", kind, text, weight - less, language):
                    yield replace(claim, is_news=_is_news(entry))


def _ownership(entry: dict[str, Any], page: Page) -> float:
    """How surely the object is this page's article: 0 for another's, for an image."""
    kinds = list(_texts(entry.get("@type")))
    weight = 0.0
    if any(_ARTICLE.search(kind) for kind in kinds):
        weight = 5.0
    elif any(_PAGE.search(kind) for kind in kinds):
        weight = 2.0
    if not weight or not any(key in entry for key in _LD_KINDS):
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


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Texts of a JSON-LD value, a list's entries, an object's @id or @value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth < 2:
        for entry in value[:20]:
            yield from _texts(entry, depth + 1)
    elif isinstance(value, dict) and depth < 2:
        for key in ("@id", "@value", "url"):
            yield from _texts(value.get(key), depth + 1)


def _meta_claims(page: Page, language: str | None) -> Iterator[Claim]:
    for name, contents in page.meta.items():
        kind = meta_kind(name)
        if kind is None:
            continue
        weight = 4.0 if "publi" in name or "issued" in name or kind == "modified" else 2.7
        for content in contents[:2]:
            yield from _claim("meta", kind, content, weight, language)


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


def _claim(signal: str, kind: Kind, raw: str, weight: float, language: str | None) -> Iterator[Claim]:
    for date in read_dates(raw.strip()[:80], language)[:1]:
        if date.year is not None:
            yield Claim(signal, kind, date, raw, weight)
