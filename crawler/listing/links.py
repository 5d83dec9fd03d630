"""Every link of a page with its address, its words and the region it stands in, gathered once.

A region is what a reader would call a menu, a side column, the main part. Its marks are elements and roles
first, words in class and id second: they only lower a weight, they decide nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from lxml import etree
from lxml.html import HtmlElement

from crawler.document import Page, text_of
from crawler.listing.addresses import nearness, resolver
from crawler.vocabulary import ANSWERS, BASES, Role, roles_of


class Region:
    """What surrounds an element, as bits of a whole number."""

    PLAIN = 0
    MAIN = 1
    FURNITURE = 2
    """A menu, breadcrumb, site header or footer, pager, share bar: never where the articles are listed."""
    SIDE = 4
    """A side column, widget, related or recent articles: seldom."""


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LINE = 60
"""Characters: more than a line beside a text has, such as a heading over cards, a label, a byline."""
WORDED = re.compile(r"[^\W\d_]{3}")
"""In a text with a word; without, it is a number: "A-2231", "21 CV 34"."""
_WIDER = 1.5
"""What a Chinese character says more than a letter."""
_BROADEST = 80
"""A title longer than this says no more of a list than one of this length."""

_FURNITURE: frozenset[Role] = frozenset(
    "navigation bar pager head frame languages contents share dialog tag_cloud calendar".split()  # noqa: SIM905
)
_SIDE: frozenset[Role] = frozenset("side column related comments advert promo".split())  # noqa: SIM905
_ROLES = {
    "navigation": Region.FURNITURE,
    "banner": Region.FURNITURE,
    "contentinfo": Region.FURNITURE,
    "search": Region.FURNITURE,
    "menu": Region.FURNITURE,
    "menubar": Region.FURNITURE,
    "dialog": Region.FURNITURE,
    "complementary": Region.SIDE,
}
_UNNAMED = frozenset({"a", "h1", "h2", "h3", "h4", "p"})
"""Elements whose class says nothing of what surrounds them."""
_SECTIONS = ("main", "article", "section", "li", "td", "dd")


class Regions:
    """Tells the region of any element of one page; each ancestor is judged once."""

    def __init__(self, page: Page) -> None:
        self._known: dict[HtmlElement, int] = {}
        self._cleared: set[HtmlElement | None] = set()
        self._main = _main_of(page)
        self._main_size: tuple[int, int] | None = None
        """Its links and characters."""
        self._spine = set(self._main.iterancestors()) | {self._main} if self._main is not None else set()

    @property
    def main(self) -> HtmlElement | None:
        """The element the page declares as its main part."""
        return self._main

    def of(self, element: HtmlElement | None) -> int:
        """Return the marks of an element and of all around it."""
        if element is None:
            return Region.PLAIN
        if element not in self._known:
            around = self.of(element.getparent())
            self._known[element] = around if around & Region.FURNITURE else around | self._own(element)
        return self._known[element]

    def _own(self, element: HtmlElement) -> int:
        if element is self._main:
            return Region.MAIN
        tag = element.tag
        if tag in ("html", "body") or element in self._spine:
            return Region.PLAIN
        if tag == "nav" or (tag in ("header", "footer") and _is_site_wide(element)):
            return Region.FURNITURE
        if (role := element.get("role")) is not None and role in _ROLES:
            return _ROLES[role]
        if tag in _UNNAMED:
            return Region.PLAIN
        region = Region.SIDE if tag == "aside" else Region.PLAIN
        named = _judged_by_name(element)
        if named == Region.SIDE and (element.getparent() in self._cleared or self._fills_main(element)):
            self._cleared.add(element)
            return region
        return region | named

    def _fills_main(self, element: HtmlElement) -> bool:
        """True when most of the main part is in it, its links or its text: a listing named "recent-posts"."""
        if self._main is None or self._main not in element.iterancestors():
            return False
        if self._main_size is None:
            self._main_size = _count_links(self._main), len(text_of(self._main))
        links, characters = self._main_size
        own = _count_links(element)
        return own > 0 and (2 * own > links or 2 * len(text_of(element)) > characters)


def _count_links(element: HtmlElement) -> int:
    return sum(1 for _ in element.iter("a"))


def _judged_by_name(element: HtmlElement) -> int:
    """Judge class and id; on a card itself only whole words count, for its class may hold its tags' names."""
    names, label = element.get("class"), element.get("id")
    return _judge_names(f"{names or ''} {label or ''}", element.tag in ("article", "li", "tr"))


@lru_cache(maxsize=ANSWERS)
def _judge_names(names: str, is_card: bool) -> int:
    told = roles_of(names, whole=is_card or "hentry" in names)
    if not _FURNITURE.isdisjoint(told):
        return Region.FURNITURE
    return Region.PLAIN if _SIDE.isdisjoint(told) else Region.SIDE


def _is_site_wide(element: HtmlElement) -> bool:
    return not _is_inside(element, *_SECTIONS)


def _is_inside(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


# By way of the attributes: a tenth of the price of asking each element whether it has them.
_with_main_role = etree.XPath("descendant::*/@role[.='main']/..")
_with_main_id = etree.XPath("descendant::*/@id[.='main' or .='content' or .='main-content']/..")
_NO_MAIN = frozenset({"body", "a", "input"})


def _main_of(page: Page) -> HtmlElement | None:
    mains = [el for el in page.by_tag["main"] if el.get("hidden") is None]
    if len(mains) == 1:
        return mains[0]
    declared = [el for el in _with_main_role(page.tree) if el.tag not in _NO_MAIN]
    if len(declared) == 1:
        return declared[0]
    named = [el for el in _with_main_id(page.tree) if el.tag not in _NO_MAIN]
    for name in ("main", "content", "main-content"):
        found = [el for el in named if el.get("id") == name]
        if len(found) == 1:
            return found[0]
    return mains[0] if mains else None


class Link:
    """A link to another page; `url` is absolute and without fragment."""

    __slots__ = ("_breadth", "_text", "element", "fragment", "url")

    def __init__(self, element: HtmlElement, url: str, fragment: str = "") -> None:
        self.element = element
        self.url = url
        self.fragment = fragment
        self._text: str | None = None
        self._breadth: float | None = None

    @property
    def text(self) -> str:
        """Its words, white space collapsed; for an empty link, what it is called."""
        if self._text is None:
            self._text = text_of(self.element) or _named(self.element)
        return self._text

    @property
    def breadth(self) -> float:
        """How long its text is, up to a limit, a Chinese character counting as two letters and a half."""
        if self._breadth is None:
            self._breadth = min(_breadth(self.text), _BROADEST)
        return self._breadth


_OWN_PARTS = {
    "nav": ("article",),
    "header": ("article", "main", "section", "li"),
    "footer": ("article", "main", "section", "li"),
}
"""What has such a part of its own, which is not the page's."""
_NUMBERED = re.compile(r"[\d?]")


class LinkedPage:
    """A page with its links, gathered once; `first_url` is the tag's first page when this is a later one."""

    def __init__(self, page: Page, first_url: str | None = None) -> None:
        self.page = page
        self.first_url = first_url
        self.bases = (page.url, first_url) if first_url else (page.url,)
        self.resolve = resolver(page)
        self.is_near = nearness(self.bases)
        """Says whether an address may lead to a page of the same list."""
        self.regions = Regions(page)
        self.links = _gather(self)


def _gather(linked: LinkedPage) -> list[Link]:
    """Return the page's links in document order; then what menus may hold of a pager: links that are near.

    Broken links and those that lead nowhere are left out.
    """
    page, resolve = linked.page, linked.resolve
    menus = [list(part.iter("a")) for part in _chrome(page.tree, linked.regions)]
    inside = set(chain.from_iterable(menus))
    elements = [element for element in page.anchors if element not in inside]
    for menu in menus:
        hrefs = [element.get("href") or "" for element in menu]
        if _NUMBERED.search(" ".join(hrefs)):
            elements += [element for element, href in zip(menu, hrefs, strict=True) if linked.is_near(href)]
    links = []
    for element in elements:
        href = (element.get("href") or "").strip()
        if href and href[0] != "#" and (url := resolve(href)) is not None:
            url, _, fragment = url.partition("#")
            links.append(Link(element, url, fragment))
    return links


def _chrome(tree: HtmlElement, regions: Regions) -> Iterator[HtmlElement]:
    """Yield the menus, head and foot of the page: they hold ten times as many links as cards do."""
    taken: set[HtmlElement] = set()
    for part in tree.iter("nav", "header", "footer"):
        if _is_inside(part, *_OWN_PARTS[part.tag]) or not regions.of(part) & Region.FURNITURE:
            continue
        if taken.isdisjoint(part.iterancestors()):
            taken.add(part)
            yield part


def _named(element: HtmlElement) -> str:
    """Return what an empty link laid over a card is called for those who cannot see it."""
    if len(element) > 0 and next(element.iter("img"), None) is not None:
        return ""
    return " ".join((element.get("aria-label") or element.get("title") or "").split())


# Compiled and without back references: several times faster than itertext.
texts_in = etree.XPath(".//text()", smart_strings=False)


@lru_cache(maxsize=BASES)
def having(attribute: str) -> etree.XPath:
    """Return a search for the elements that have an attribute.

    It goes by way of the attributes: asking each element whether it has them costs many times as much.
    """
    return etree.XPath(f"descendant::*/@{attribute}/..")


def has_heading(element: HtmlElement) -> bool:
    """Say whether an element is or holds a heading."""
    return next(element.iter(*HEADINGS), None) is not None


def in_heading(element: HtmlElement) -> bool:
    """Say whether an element stands in a heading, or is or holds one."""
    return any(above.tag in HEADINGS for above in element.iterancestors()) or has_heading(element)


def mean_breadth(group: Sequence[Link]) -> float:
    """Return how long the links' texts are."""
    return sum([link.breadth for link in group]) / len(group)


def _breadth(text: str) -> float:
    wide = 0 if text.isascii() else sum(char > "\u2e80" for char in text)
    return len(text) + _WIDER * wide
