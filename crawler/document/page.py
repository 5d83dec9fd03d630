"""A fetched page: its tree, its meta tags and what it tells machines, each worked out once.

What no honest page has (thousands of attributes on one element, hundreds of thousands of tags or links) would
take the machine for minutes, or its memory: one linear look at the markup tells beforehand.
Understanding never fetches. A Page is short-lived: drop it and the tree goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urljoin

from lxml import etree, html

from crawler.document.charsets import as_utf8, decode
from crawler.document.metadata import Work, find_works, json_ld_objects
from pipelines.configuration import without_login

# Control characters that XML forbids; libxml2 stops at the first NUL. No UTF-8 letter has such a byte.
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r"))
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
T = TypeVar("T")
_LONGEST_BASE = 2000
"""Letters of an address that all links of a page are joined to; no server takes a longer one."""
_ASKED_FOR = ("base", "button", "h1", "input", "link", "main", "meta", "option", "title")
_PARSER = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", collect_ids=False)
# lxml.html looks for the class of each element by its tag, in Python; that doubles the price of a pass.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
DEEPEST = 250
"""Levels of elements, somewhat fewer than those at which libxml2 leaves out the rest of a page.

With `huge_tree` it would take 2 048, too many for what goes down a tree by calling itself.
"""
MOST_ATTRIBUTES = 5_000
"""On one element. libxml2 goes past all others to add one: 20 000 take it seconds, 100 000 minutes."""
MOST_STEPS = MOST_ATTRIBUTES**2
"""Of all elements together: many with a few thousand each cost as much as one with more."""
MOST_TAGS = 800_000
MOST_LINKS = 100_000
LONGEST_TEXT = 10_000_000
"""Bytes from one tag to the next; libxml2 cuts a longer text without a word."""

_LARGE = 700_000
"""Bytes of a page that may hold so many links or tags; smaller ones need not be counted."""
_ATTRIBUTE = rb"[\s/]*+[^\s/>][^\s/>=]{0,30}+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]{0,30}+)?)?"
"""As HTML has it: a quote opens a value behind an = alone, and a > within that ends no tag.

What is long and not in quotes counts as several, for an end to the looking.
"""
_MANY_ATTRIBUTES = re.compile(rb"<[A-Za-z][^\s/>]*+(?:(?=(?:" + _ATTRIBUTE + rb"){99}+[\s/]*+([^\s/>]))|)")
"""Tried wherever a tag may begin, with the hundredth attribute: what is a comment, a script or a value to
others hides no tag that way. It fits tags without so many, too, so that none is looked at from its middle."""


@dataclass
class Page:
    """`body` as the server sent it, decompressed; or text already decoded. `url` is where it was found."""

    url: str
    body: bytes | str
    content_type: str | None = None
    """The HTTP header, for its charset."""
    fetched_at: str | None = None
    """ISO 8601; what "3 days ago" is counted from. None: relative dates are unknown."""

    @cached_property
    def text(self) -> str:
        """The page decoded, by what its bytes are and by what HTTP and the page declare."""
        return self.body if isinstance(self.body, str) else decode(self.body, self.content_type)

    @cached_property
    def markup(self) -> bytes:
        """The page in UTF-8, as it is parsed: without control characters."""
        body = self.body
        utf8 = body.encode("utf-8", "replace") if isinstance(body, str) else as_utf8(body, self.content_type)
        has_control = any(control in utf8 for control in _CONTROL)  # half the price of taking them out
        return utf8.translate(None, _CONTROL) if has_control else utf8

    @cached_property
    def excess(self) -> str | None:
        """Why the page is not parsed, in words; None for one that may be."""
        return excess_of(self.markup)

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The root element; an empty html element when there is nothing to parse. Never raises."""
        markup = b"" if self.excess else self.markup
        if declaration := _XML_DECLARATION.match(markup):
            markup = markup[declaration.end() :]
        try:
            root = etree.fromstring(markup, parser=_PARSER)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        return etree.fromstring(b"<html><body></body></html>", parser=_PARSER) if root is None else root

    @cached_property
    def is_cut(self) -> bool:
        """True when the parser left out the end of the page: what it was in there is as deep as can be."""
        last, depth = self.tree, 0
        while len(last) and depth < DEEPEST:
            last, depth = last[-1], depth + 1
        return depth == DEEPEST

    @cached_property
    def by_tag(self) -> dict[str, list[html.HtmlElement]]:
        """The elements that many ask for, in page order, found in one pass: each pass costs as much."""
        found: dict[str, list[html.HtmlElement]] = {tag: [] for tag in _ASKED_FOR}
        for element in self.tree.iter(*_ASKED_FOR):
            found[element.tag].append(element)
        return found

    @cached_property
    def anchors(self) -> list[html.HtmlElement]:
        """Every a element, in page order."""
        return list(self.tree.iter("a"))

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to."""
        hrefs = (base.get("href") for base in self.by_tag["base"])
        href = next(filter(None, hrefs), "").strip()
        try:
            return urljoin(self.url, href) if 0 < len(href) <= _LONGEST_BASE else self.url
        except ValueError:
            return self.url

    def absolute(self, href: str | None) -> str | None:
        """Return the absolute address of a link on this page, None when it is broken or not http(s)."""
        if not href:
            return None
        try:
            url = urljoin(self.base_url, href.strip())
        except ValueError:
            return None
        return without_login(url) if url.lower().startswith(("http://", "https://")) else None

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Meta tags by lower-case name, property or itemprop, in page order, empty ones left out."""
        found: dict[str, list[str]] = {}
        for element in self.by_tag["meta"]:
            key = element.get("property") or element.get("name") or element.get("itemprop")
            content = (element.get("content") or "").strip()
            if key and content:
                found.setdefault(key.strip().lower(), []).append(content)
        return found

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def keep(self, what: Hashable, find: Callable[[], T]) -> T:
        """Return what several readers ask of the page, found for the first of them."""
        if what not in self._kept:
            self._kept[what] = find()
        found: T = self._kept[what]
        return found

    @cached_property
    def canonical(self) -> str | None:
        """The address the page declares as its own, absolute, or None."""
        for link in self.by_tag["link"]:
            if "canonical" in (link.get("rel") or "").lower().split():
                return self.absolute(link.get("href"))
        return None

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """The first objects of its JSON-LD, whatever they are about."""
        return json_ld_objects(self.tree)

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """What JSON-LD, microdata or RDFa tell of the page's article, the surest first."""
        return find_works(self)


# ------------------------------------------------- what no honest page has too much of


def excess_of(markup: bytes) -> str | None:
    """Return what a page has too much of, None when it may be read. Never raises."""
    if len(markup) > _LARGE:
        if markup.count(b"<") > MOST_TAGS:
            return f"this page has more than {MOST_TAGS:,} tags"
        if markup.count(b"<a ") + markup.count(b"<A ") > MOST_LINKS:
            return f"this page has more than {MOST_LINKS:,} links"
    if len(markup) > LONGEST_TEXT and max(map(len, markup.split(b"<"))) > LONGEST_TEXT:
        return f"a piece of text of this page has more than {LONGEST_TEXT:,} bytes"
    return _excess_of_attributes(markup)


def _excess_of_attributes(markup: bytes) -> str | None:
    if not any(tag[1] for tag in _MANY_ATTRIBUTES.finditer(markup)):
        return None
    try:
        etree.fromstring(markup, parser=etree.HTMLParser(target=_Counter(), encoding="utf-8"))
    except _TooManyError as error:
        return str(error)
    except (etree.LxmlError, ValueError):
        return None
    return None


class _TooManyError(Exception):
    """What there is too much of."""


class _Counter:
    """Counts attributes as the parser itself finds them, but builds no tree, which takes its time alone."""

    def __init__(self) -> None:
        self._steps = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count those of one element."""
        count = len(attributes)
        self._steps += count**2
        if count > MOST_ATTRIBUTES:
            raise _TooManyError(f"an element of this page has more than {MOST_ATTRIBUTES:,} attributes")
        if self._steps > MOST_STEPS:
            raise _TooManyError("the elements of this page have too many attributes")

    def close(self) -> None:
        """Take the end of the page."""
