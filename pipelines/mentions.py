"""Does a page show an article that was taken down: link to it, name its address, or bear its title.

What is asked is a listing or a feed; an article's own page may speak of another.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from pipelines.identity import url_key
from pipelines.warc import ArchivedPage
from pipelines.words import fold, fold_once

_FEWEST_LETTERS = 8
"""Shorter titles and paths stand on pages that have nothing to do with the article."""
_PIECE, _OVERLAP = 1 << 20, 4000
"""Characters looked through at a time; the overlap is longer than any title or address that counts."""
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ATTRIBUTE = re.compile(r"=\s?(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_WHOLE_ADDRESS = re.compile(r"https?://[^\s\"'<>()\\,\]}]+")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was taken down: the keys of its addresses, the addresses, and titles that are its alone."""

    keys: frozenset[str]
    urls: frozenset[str]
    titles: frozenset[str] = frozenset()

    def are_on(self, page: ArchivedPage) -> bool:
        """True when the page shows any of it."""
        if not self.keys:
            return False
        paths, titles = self._paths(), self._titles()
        return any(
            any(path.search(text) for path in paths)
            or any(url_key(address) in self.keys for address in _addresses(text, page.url))
            or (titles and _has_any(fold_once(text).casefold(), titles))
            for text in _texts(page)
        )

    def _paths(self) -> list[re.Pattern[str]]:
        """The paths, as addresses spell them and as people do; a longer one that begins so is another."""
        parts = map(urlsplit, self.urls)
        paths = {part.path.rstrip("/") + (f"?{part.query}" if part.query else "") for part in parts}
        spelled = {*paths, *map(unquote, paths)}
        long = sorted(path for path in spelled if len(path.strip("/")) >= _FEWEST_LETTERS)
        return [re.compile(re.escape(path) + r"(?![\w%?-]|/\w)") for path in long]

    def _titles(self) -> list[str]:
        folded = (fold(title).casefold() for title in self.titles)
        return [title for title in folded if len(title) >= _FEWEST_LETTERS]


def _has_any(text: str, titles: list[str]) -> bool:
    return any(title in text for title in titles)


def _texts(page: ArchivedPage) -> Iterator[str]:
    """A page's source as text, its escapes spelled out, in pieces that overlap: a page may be large."""
    text = _decoded(page)
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE + _OVERLAP].replace("\\/", "/")
        yield html.unescape(_UNICODE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), piece))


def _decoded(page: ArchivedPage) -> str:
    from w3lib.encoding import html_to_unicode

    try:
        return page.body.decode()
    except UnicodeDecodeError:
        pass
    try:
        return html_to_unicode(page.content_type, page.body)[1]
    except (LookupError, UnicodeError):  # a declared encoding that is none, as "zlib"
        return page.body.decode(errors="replace")


def _addresses(text: str, base: str) -> set[str]:
    """Every address that a page may lead to: values of attributes, and whole ones wherever they stand."""
    values = {value for found in _ATTRIBUTE.finditer(text) for value in found.groups() if value}
    found = {*values, *_WHOLE_ADDRESS.findall(text)}
    return {address for value in found if (address := _joined(base, value.strip()))}


def _joined(base: str, value: str) -> str | None:
    try:
        return urljoin(base, value)
    except ValueError:
        return None
