"""The links of a page that speak of other pages of a listing, by their words, arrows, classes and relations.

Where such a link leads, and whether it is to be believed, is decided in `pager`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.links import Link, resolver, text_of
from crawler.page import Page
from crawler.phrases import LAST, LOAD_MORE, NEWER, NEXT, OLDER, PREVIOUS, SEE_ALL, fold

_ARROWS = re.compile(r"^[\s›»→⟩〉▸►≫>⇒➔➜➡❯⟶▶⯈⟫❱🡒]+$")
_BACK_ARROWS = re.compile(r"^[\s‹«←⟨〈◂◄≪<⇐❮⟵◀⟪❰🡐]+$")
_NEXT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:next|older|nextpostslink|next-?page|more-?link-?next|arrow-?right|chevron-?right|angle-?right|caret-?right|icon-?right)(?:$|[\s_-])",
    re.I,
)
_BACK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:prev|previous|newer|prevpage|arrow-?left|chevron-?left|angle-?left)(?:$|[\s_-])", re.I
)
_LAST_CLASS = re.compile(r"(?:^|[\s_-])last(?:$|[\s_-])", re.I)
_LOAD_CLASS = re.compile(r"load-?_?more|show-?_?more|infinite|more-?posts|ajax-?more", re.I)
_DATA_ADDRESSES = (
    "data-url",
    "data-href",
    "data-next",
    "data-next-url",
    "data-next-href",
    "data-next-page-url",
    "data-nextpage",
    "data-load-url",
    "data-load-more-url",
    "data-page-url",
    "data-link",
    "data-path",
    "data-src",
    "data-endpoint",
    "data-ajax-url",
    "hx-get",
    "up-href",
    "formaction",
)


@dataclass(slots=True)
class PageLink:
    element: HtmlElement
    url: str
    kind: str
    label: int | None
    is_rel: bool


def page_links(page: Page, links: Sequence[Link]) -> list[PageLink]:
    """Return the links whose label or relation speaks of pages, whatever they lead to."""
    found = [entry for link in links if (entry := _read_label(link.element, link.url, link.text)) is not None]
    resolve = resolver(page)
    for element, href in _hidden_addresses(page):
        url = resolve(href)
        if url and (entry := _read_label(element, url.partition("#")[0], text_of(element))) is not None:
            found.append(entry)
    for element in page.tree.iter("link"):
        url = (
            page.absolute(element.get("href"))
            if "next" in (element.get("rel") or "").lower().split()
            else None
        )
        if url:
            found.append(PageLink(element, url.partition("#")[0], "head", None, True))
    return found


def _hidden_addresses(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Yield elements that keep an address elsewhere than in href: load-more buttons, menus of pages."""
    for element in page.tree.iter("button", "a", "option", "input", "div", "span"):
        if element.tag == "option":
            if "/" in (value := element.get("value") or "") or "?" in value:
                yield element, value
            continue
        if len(element.attrib) < (1 if element.tag == "button" else 2) and element.tag != "a":
            continue
        for name in _DATA_ADDRESSES:
            if (value := element.get(name)) and ("/" in value or "?" in value):
                yield element, value
                break


def _read_label(element: HtmlElement, url: str, text: str) -> PageLink | None:
    """Return what a link says it leads to, None when it speaks of no page."""
    is_rel = "next" in (element.get("rel") or "").lower().split()
    if len(text) > 48 and not is_rel:
        return None
    if text.isascii() and text.isdigit() and len(text) < 5:
        return PageLink(element, url, "number", int(text), is_rel)
    kind = _kind(element, text)
    if kind is None and is_rel:
        kind = "next"
    return PageLink(element, url, kind, None, is_rel) if kind else None


_TABLES = (
    ("newer", NEWER),
    ("older", OLDER),
    ("next", NEXT),
    ("last", LAST),
    ("all", SEE_ALL),
    ("more", LOAD_MORE),
    ("previous", PREVIOUS),
)


def _kind(element: HtmlElement, text: str) -> str | None:
    """Judge the words first, then arrows, then what class and icon say."""
    labels = [text, element.get("aria-label") or "", element.get("title") or ""]
    for label in labels:
        if label and len(label) <= 60 and (kind := _kind_of_words(fold(label))):
            return kind
    if text and _ARROWS.match(text):
        return "arrow"
    if text and _BACK_ARROWS.match(text):
        return "previous"
    if len(text) > 24:
        return None
    return _kind_of_icon(element, text)


def _kind_of_words(label: str) -> str | None:
    if not label:
        return None
    words = label.split()
    for size in range(min(len(words), 5), 0, -1):
        if len(words) - size > 3:
            break
        head = " ".join(words[:size])
        for kind, table in _TABLES:
            if head in table:
                return kind
    return None


def _kind_of_icon(element: HtmlElement, text: str) -> str | None:
    names = " ".join([element.get("class") or "", _parent_class(element), *_icon_names(element)])
    if not names.strip():
        return None
    if _LOAD_CLASS.search(names):
        return "more"
    if _BACK_CLASS.search(names):
        return "previous"
    if _NEXT_CLASS.search(names):
        return "class"
    return "last" if _LAST_CLASS.search(names) else None


def _parent_class(element: HtmlElement) -> str:
    """A pager's item often carries the class its link does not: <li class="next"><a>."""
    parent = element.getparent()
    if parent is None or parent.tag not in ("li", "span", "div", "td", "p") or len(parent) > 1:
        return ""
    return parent.get("class") or ""


def _icon_names(element: HtmlElement) -> Iterator[str]:
    for child in element.iter("i", "span", "svg", "use", "img"):
        yield child.get("class") or ""
        yield (
            child.get("alt")
            or child.get("href")
            or child.get("{http://www.w3.org/1999/xlink}href")
            or child.get("xlink:href")
            or ""
        )
