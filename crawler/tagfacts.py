"""What a tag's page says of the tag besides its cards: how many articles, its feeds, its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.addresses import slug_of
from crawler.links import Region, Regions, text_of
from crawler.looks import Unit
from crawler.page import Page
from crawler.sayings import COUNTED
from crawler.tagnames import squash

_LINES = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "div",
    "span",
    "small",
    "strong",
    "section",
    "li",
    "td",
    "header",
    "em",
)


def find_total(page: Page, regions: Regions, units: Sequence[Unit], shown: int) -> int | None:
    """Return the number in "43 articles" where it stands by itself before the cards, and is not less."""
    first = units[0].nodes[0] if units else None
    root = regions.main if regions.main is not None else page.tree
    for element in root.iter(*_LINES):
        if element is first:
            return None
        own = "".join(
            [
                element.text or "",
                *(child.tail or "" for child in element),
                *(text_of(child) for child in element if child.tag in ("b", "strong", "span", "em")),
            ]
        )
        if len(own) > 90 or not any(char.isdigit() for char in own):
            continue
        if (found := COUNTED.search(" ".join(own.split()))) and not regions.of(element) & (
            Region.FURNITURE | Region.SIDE
        ):
            number = int(re.sub(r"\D", "", found[1]))
            if number >= shown:
                return number
    return None


def feeds_of(page: Page) -> tuple[str, ...]:
    """Return the feeds of this very listing, named by their address or title; never the comments'."""
    found: dict[str, str] = {}
    for element in page.tree.iter("link", "a"):
        kind = (element.get("type") or "").lower()
        if ("rss" in kind or "atom" in kind or "feed+json" in kind) and (
            element.tag == "a" or "alternate" in (element.get("rel") or "").lower()
        ):
            url = page.absolute(element.get("href"))
            if url and not re.search(r"comments?(?:/|$|-)", url):
                found.setdefault(url, f"{element.get('title') or ''}")
    slug = squash(slug_of(page.url))
    if not slug:
        return tuple(found)
    return tuple(
        url for url, title in found.items() if slug in squash(slug_of(url) + url) or slug in squash(title)
    )


def language_of(page: Page) -> str | None:
    """Return the primary language of the markup, ISO 639-1 where it is that."""
    for raw in (
        page.tree.get("lang"),
        page.tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *page.meta.get("og:locale", []),
        *page.meta.get("content-language", []),
    ):
        if raw and (found := re.match(r"([a-z]{2,3})(?:$|[-_])", raw.strip().lower())):
            return found[1]
    return None
