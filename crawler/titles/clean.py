"""A title as a reader sees it, freed of what the site calls itself: a name hung on titles is no title.

A part of a title goes only when something else on the page, or its host, shows it to be the site's or the
section's name; a title's own dash, bar or colon stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from crawler.document import Page, text_of, text_of_fragment
from crawler.vocabulary import BASES
from pipelines.characters import plain
from pipelines.compare import key
from pipelines.identity import registered_domain

_SEPARATOR = re.compile(
    r"(?<!\s)\s+[|\-–—−·•»«›‹/~>:]{1,3}\s+|(?:(?<!\s)\s+)?[|»«｜]+\s*|(?<!\s)\s+::\s+|_(?=[^\W_]{2})"
)
COLON_TOO = re.compile(_SEPARATOR.pattern + r"|(?<=\w)[:：]\s+")
_FEED_WORDS = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?<![»|:–—-])[»|:–—-]+\s*)?(?:rss|atom|feed)\b.*$", re.IGNORECASE
)
_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "copyright")
_SITE_TYPES = {
    "WebSite",
    "Organization",
    "NewsMediaOrganization",
    "NGO",
    "Corporation",
    "GovernmentOrganization",
}

_LAYOUT_ONLY = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2028\u2060\ufeff"))
_MAX_CHARS = 1000
_PLAIN_LABELS = 2
"""Of a host whose suffix is one label, whatever it is: most are such, and no list is asked."""
_SHORTEST_NAME, _SHORTEST_STEM = 3, 5
"""Letters of a site's name; of a host's label that is looked for within a name, or holds one."""
_OF_NAME, _OF_LABEL = 0.5, 0.6
"""Share of the letters of a name that its host has ("Lantern Online"), and of a host that a name has."""
_MOST_LINKS = 80
"""Of a page's first links: the way home is among them."""
_MOST_SEPARATORS = 7
"""Of a title; any two of its parts are held against names."""


def normalise_title(raw: str) -> str | None:
    """Return the title as a reader sees it, None when empty: entities, stray tags resolved, typography kept.

    Seen: `&amp;quot;` in feeds' titles, `<br>` and `<i>` typed into a CMS's title field, soft hyphens.
    """
    # Blanks go before it is cut: some templates put hundreds of them in front of a title.
    text = " ".join(raw.split())[:_MAX_CHARS]
    while True:
        cleaned = plain(text_of_fragment(text).translate(_LAYOUT_ONLY))
        cleaned = unicodedata.normalize("NFC", " ".join(cleaned.split()))
        if cleaned == text:
            return text or None
        text = cleaned


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The names a page gives its site, as keys, and the site's host."""

    keys: frozenset[str]
    host: str

    def has(self, text: str) -> bool:
        """True when the text is one of the names, or the host spelled as words ("Rights Watch Q" on rwq)."""
        own = key(text)
        return bool(own) and (own in self.keys or _is_host_like(own, self.host))


def site_names(page: Page) -> SiteNames:
    """Names from meta tags, JSON-LD's publisher and website, feed links and links to the front page."""
    names = [name for meta in _NAME_METAS for name in page.meta.get(meta, [])]
    for item in page.json_ld:
        names.extend(_names_in_json_ld(item))
    names.extend(_names_in_links(page))
    keys = {key(name) for name in names}
    return SiteNames(frozenset(keys - {""}), _host(page.url))


def segments(title: str, separator: re.Pattern[str] = _SEPARATOR) -> list[tuple[int, int]]:
    """Begin and end of each part between separators such as " | ", " - ", " » ", in order."""
    parts: list[tuple[int, int]] = []
    begin = 0
    for match in islice(separator.finditer(title), _MOST_SEPARATORS):
        parts.append((begin, match.start()))
        begin = match.end()
    return [part for part in [*parts, (begin, len(title))] if part[0] < part[1]]


def without_site(title: str, names: SiteNames, sections: frozenset[str] = frozenset()) -> str:
    """The title with the site's name off either end, then the section's name that stood beside it.

    A name before a colon stays: "Lantern Watch: Free them" is as often a headline as a page's title.
    """
    parts = segments(title)
    for is_extra in (names.has, lambda text: key(text) in sections):
        shorter = _without(title, parts, is_extra)
        while shorter != parts:
            parts, shorter = shorter, _without(title, shorter, is_extra)
    return _cut(title, parts)


def _without(
    title: str, parts: list[tuple[int, int]], is_extra: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """Less the name at one end, which may have a separator in it itself: "Statement - Watch - East"."""
    for count in range(1, len(parts)):
        if is_extra(_cut(title, parts[-count:])):
            return parts[:-count]
        if is_extra(_cut(title, parts[:count])):
            return parts[count:]
    return parts


def _cut(title: str, parts: list[tuple[int, int]]) -> str:
    return title[parts[0][0] : parts[-1][1]].strip() if parts else ""


def _names_in_json_ld(item: dict[str, Any]) -> list[str]:
    names: list[Any] = []
    publisher = item.get("publisher")
    publishers = publisher if isinstance(publisher, list) else [publisher]
    names += [entry.get("name") for entry in publishers if isinstance(entry, dict)]
    kinds = item.get("@type")
    if _SITE_TYPES.intersection(map(str, kinds if isinstance(kinds, list) else [kinds])):
        names += [item.get("name"), item.get("alternateName")]
    return [name for name in names if isinstance(name, str)]


def _names_in_links(page: Page) -> list[str]:
    head = page.tree.find("head")
    feeds = [
        link for link in (() if head is None else head.iter("link")) if "xml" in (link.get("type") or "")
    ]
    names = [_FEED_WORDS.sub("", feed.get("title") or "") for feed in feeds if feed.get("rel") == "alternate"]
    home = {"/", page.absolute("/"), (page.absolute("/") or "").rstrip("/")}
    for anchor in page.anchors[:_MOST_LINKS]:
        if anchor.get("href") in home or anchor.get("rel") == "home":
            names.append(text_of(anchor))
            names += [str(alt) for alt in anchor.xpath(".//img/@alt")[:1]] + [anchor.get("title") or ""]
    return names


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=BASES)
def _own_labels(host: str) -> tuple[str, ...]:
    """The labels of a host that its owner chose: "news" and "lantern" of news.lantern.co.uk."""
    labels = tuple(host.split("."))
    if len(labels) <= _PLAIN_LABELS:
        return labels[:-1]
    return labels[: len(labels) - registered_domain(host).count(".")]


def _is_host_like(own: str, host: str) -> bool:
    """True for "Example News" on example-news.org, "examplenews.org" itself, and initials of three words."""
    squashed, words = own.replace(" ", ""), own.split()
    stems = {label.replace("-", "") for label in _own_labels(host) if not label.isdigit()}
    if len(squashed) < _SHORTEST_NAME or not stems:
        return False
    if squashed in stems or squashed == host.replace(".", "").replace("-", ""):
        return True
    initials = "".join(word[0] for word in words)
    return (len(words) > 1 and initials in stems) or _is_stem_of(squashed, stems)


def _is_stem_of(squashed: str, stems: set[str]) -> bool:
    """True when most of a long host label is the text, or most of the text the label."""
    return any(
        len(stem) >= _SHORTEST_STEM
        and (
            (stem in squashed and len(stem) >= _OF_NAME * len(squashed))
            or (squashed in stem and len(squashed) >= _OF_LABEL * len(stem))
        )
        for stem in stems
    )
