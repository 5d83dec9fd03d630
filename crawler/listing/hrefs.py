"""The addresses that the hrefs of one page stand for: `page.absolute` for pages with hundreds of links."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from crawler.document import Page

# Nowhere to go.
_OTHER_SCHEMES = ("javascript:", "mailto:", "tel:", "data:", "whatsapp:", "sms:", "viber:")
_CLIMB = re.compile(r"\?|(?:\.\.?/)*")
_PLAIN = re.compile(r"[\w~%+,=-][\w.~%+,=&/-]*(?:\?[\w.~%+,=&/-]+)?(?:#[\w-]+)?")


def resolver(page: Page) -> Callable[[str], str | None]:
    """Return a fast `page.absolute` that remembers what it was asked; None, too, where there is no host."""
    known: dict[str, str | None] = {}
    join = _Joiner(page).join

    def resolve(href: str) -> str | None:
        if href not in known:
            url = join(href)
            known[href] = url if url is not None and _has_host(url) else None
        return known[href]

    return resolve


class _Joiner:
    """Joins hrefs to the page's address; urljoin, at 5 µs each, only for those that need its care."""

    def __init__(self, page: Page) -> None:
        self._page = page
        base = page.base_url
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(base)) if _is_web(base) else ""
        self._folders: dict[str, str] = {}

    def join(self, href: str) -> str | None:
        is_rooted = href.startswith("/") and not href.startswith("//")
        if is_rooted or _is_web(href):
            if "/." in href or " " in href or "[" in href or "@" in href or not self._origin:
                return self._page.absolute(href)
            return self._origin + href if is_rooted else href
        return None if href.startswith(_OTHER_SCHEMES) else self._join_relative(href)

    def _join_relative(self, href: str) -> str | None:
        """Put a plain name behind the folder that it climbs to, a plain query behind the page's path."""
        climb = _CLIMB.match(href)
        start = climb[0] if climb else ""
        rest = href[len(start) :]
        if not _PLAIN.fullmatch(rest) or "//" in rest or "/." in rest:
            return self._page.absolute(href)
        if start not in self._folders:
            self._folders[start] = (self._page.absolute(start + "x") or "")[:-1]
        folder = self._folders[start]
        return folder + rest if folder else None


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _has_host(url: str) -> bool:
    rest = url.partition("//")[2]
    return bool(rest) and rest[0] not in "/?#"
