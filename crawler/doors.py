"""Other ways to a tag that a page shows: the site's API, and the listings that an article links to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.page import Page

_WORDPRESS = "https://api.w.org/"
_LISTING_PATH = re.compile(r"/(tags?|categor(?:y|ies|ie)|topics?|themen?|label|keywords?|rubri[ck]\w*)/[^/]+")
"""A path that ends in the name of a tag, as the generators and publishing systems build it."""


def api_of(page: Page) -> str | None:
    """Return the address of the WordPress API that a page announces, None when it announces none."""
    for link in page.tree.iter("link"):
        if _WORDPRESS in (link.get("rel") or "").split():
            return page.absolute(link.get("href"))
    return None


def listing_links(page: Page) -> tuple[str, ...]:
    """Return the same-site addresses that an article names its tags by: rel=tag, or a path that says so."""
    host = urlsplit(page.url).hostname
    found: dict[str, None] = {}
    for element in page.tree.iter("a"):
        url = page.absolute(element.get("href"))
        if url is None or urlsplit(url).hostname != host:
            continue
        if "tag" in (element.get("rel") or "").lower().split() or _LISTING_PATH.search(urlsplit(url).path):
            found.setdefault(url.split("#")[0])
    return tuple(found)[:20]
