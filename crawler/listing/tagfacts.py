"""What a tag's page says of the tag besides its cards: how many articles, its feeds, its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.document import Page
from crawler.listing.addresses import slug_of
from crawler.listing.links import LINE, Region, Regions, text_of
from crawler.listing.looks import Unit
from crawler.listing.sayings import COUNTED
from crawler.listing.tagnames import squash

_FEW = 8
"""Elements before the cards that are looked at, and parts of one: a list of topics with numbers has more."""


def find_total(regions: Regions, units: Sequence[Unit], shown: int) -> int | None:
    """Return the number in "43 articles" where that stands by itself over the cards and is not less."""
    for line in _lines_above(regions, units):
        if any(char.isdigit() for char in line) and (found := COUNTED.search(line)):
            number = int(re.sub(r"\D", "", found[1]))
            if number >= shown:
                return number
    return None


def _lines_above(regions: Regions, units: Sequence[Unit]) -> Iterator[str]:
    """Yield the short texts before the cards and their containers, nearest first."""
    node: HtmlElement | None = units[0].nodes[0] if units else None
    while node is not None and node is not regions.main and node.tag != "body":
        for sibling in islice(node.itersiblings(preceding=True), _FEW):
            if len(sibling) > _FEW or regions.of(sibling) & (Region.FURNITURE | Region.SIDE):
                continue
            parts = [sibling, *sibling]
            yield from (text for part in parts if (text := text_of(part)) and len(text) < LINE)
        node = node.getparent()


def feeds_of(page: Page) -> tuple[str, ...]:
    """Return the feeds of this very listing, named by their address or title; never the comments'."""
    found: dict[str, str] = {}
    for element in [*page.by_tag["link"], *page.anchors]:
        kind = element.get("type")
        if kind is None:
            continue
        kind = kind.lower()
        if ("rss" in kind or "atom" in kind or "feed+json" in kind) and (
            element.tag == "a" or "alternate" in (element.get("rel") or "").lower()
        ):
            url = page.absolute(element.get("href"))
            if url and not re.search(r"comments?(?:/|$|-)", url):
                found.setdefault(url, f"{element.get('title') or ''}")
    slug = squash(slug_of(page.url))
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
