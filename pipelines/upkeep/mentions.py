"""Does a page show an article that was taken down: link to it, name its address, or bear its title.

What is asked is a listing or a feed; an article's own page may speak of another.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from pipelines.archive import PageStream
from pipelines.identity import url_key
from pipelines.words import fold, fold_once

_FEWEST_LETTERS = 8
"""Shorter titles and paths stand on pages that have nothing to do with the article."""
_OVERLAP = 4000
"""Characters; longer than any title or address that counts."""
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ATTRIBUTE = re.compile(r"=\s?(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_WHOLE_ADDRESS = re.compile(r"https?://[^\s\"'<>()\\,\]}]+")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was taken down: the keys of its addresses, the addresses, and titles that are its alone."""

    keys: frozenset[str]
    urls: frozenset[str]
    titles: frozenset[str] = frozenset()

    def are_on(self, page: PageStream) -> bool:
        """True when the page shows any of it; it is read no further than needed."""
        if not self.keys:
            return False
        paths, titles = self._paths(), self._titles()
        return any(
            any(path.search(text) for path in paths)
            or any(key in self.keys for key in _keys(text, page.url))
            or (titles and _has_any(fold_once(text).casefold(), titles))
            for text in map(_spelled_out, _texts(page))
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


def _spelled_out(text: str) -> str:
    """A piece of a page's source without escapes, those of JSON and those of HTML."""
    text = _UNICODE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text.replace("\\/", "/"))
    return html.unescape(text)


def _texts(page: PageStream) -> Iterator[str]:
    """A page's source as text, in pieces that overlap: it may be large."""
    decoder: codecs.IncrementalDecoder | None = None
    end = ""
    for chunk in page.chunks:
        decoder = decoder or codecs.getincrementaldecoder(_encoding(page.content_type, chunk))("replace")
        text = end + decoder.decode(chunk)
        yield text
        end = text[-_OVERLAP:]


def _encoding(content_type: str | None, begin: bytes) -> str:
    """UTF-8 where the page begins so, for that is no chance; else what it declares, where that is one."""
    from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(begin)
    except UnicodeDecodeError:
        names = (http_content_type_encoding(content_type), html_body_declared_encoding(begin))
        return next((name for name in names if name and _is_text(name)), "utf-8")
    return "utf-8"


def _is_text(name: str) -> bool:
    """False for what codecs know and a page that says so in ASCII cannot be in, as "zlib" and "utf-16"."""
    try:
        return b"<a href=".decode(name) == "<a href="
    except (LookupError, ValueError):
        return False


def _keys(text: str, base: str) -> Iterator[str]:
    """The key of every address that a page may lead to: in attributes, and whole ones wherever they stand."""
    values = {value for found in _ATTRIBUTE.finditer(text) for value in found.groups() if value}
    for value in {*values, *_WHOLE_ADDRESS.findall(text)}:
        try:
            yield url_key(urljoin(base, value.strip()))
        except ValueError:  # what looks like an address and is none
            continue
