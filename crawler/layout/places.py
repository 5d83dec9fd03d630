"""Places: where one field stands on every page of a template, and its raw text there.

A place gives raw text; what that text says is worked out by the field's own module, never here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from lxml.html import HtmlElement

from crawler.document import Page
from crawler.layout.selectors import select

Kind = Literal["element", "meta", "json-ld"]

# What separates the parts of a byline: "By Ana Silva | Published: 3 May 2014", "3 May 2014 · Ana Silva".
_SEPARATOR = re.compile(r"\s*(?:[|·•∙⋅‧]|\s[/–—]\s|\s{3,}|\n)\s*")
MAX_LINE = 300
"""Characters of a place that are read as names or dates: a line is no longer, what is longer is text."""
_COUNT = re.compile(r"\[(?:\d|last\()")
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|Review|Statement|WebPage|CreativeWork")
_BLOCK_TAGS = frozenset(
    {"br", "div", "p", "li", "td", "dd", "dt", "time", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
)
_UNREAD = frozenset({"script", "style", "svg", "template", "noscript", "button", "select"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands, and the evidence: on how many samples it was right, rightly empty, or wrong."""

    kind: Kind
    path: str
    """XPath of an element, key of a meta tag, or property of the article in JSON-LD."""
    attribute: str = ""
    """Of the element; "" is its text."""
    label: str = ""
    """When only a part of the text is meant: what that part begins with ("Published:")."""
    part: int | None = None
    """Or its number among the parts, negative from the end."""
    held: int = 0
    empty: int = 0
    differed: int = 0

    @property
    def is_whole(self) -> bool:
        """True when all of the element's text is meant."""
        return not self.attribute and not self.label and self.part is None

    @property
    def is_counted(self) -> bool:
        """True when it is told by its number, which one more element on a page would shift."""
        return self.part is not None or _COUNT.search(self.path) is not None

    @property
    def signal(self) -> str:
        """The name of the place as evidence has it."""
        if self.kind != "element":
            return self.kind
        return "time" if "time" in self.path.rpartition("/")[2] else "byline"


def read_nodes(place: Place, page: Page) -> list[HtmlElement]:
    """Return the elements the place names on this page; none for metadata."""
    if place.kind != "element":
        return []
    if place.path not in page.selected:
        page.selected[place.path] = select(place.path, page.tree)
    return page.selected[place.path]


def read_raw(place: Place, page: Page, nodes: list[HtmlElement] | None = None) -> list[str]:
    """Return the raw texts that stand in the place, in page order, empty ones left out."""
    if place.kind == "meta":
        raw = page.meta.get(place.path, [])
    elif place.kind == "json-ld":
        raw = list(_strings(_property(page, place.path)))
    else:
        found = read_nodes(place, page) if nodes is None else nodes
        raw = [text for node in found for text in _raw_of(place, node)]
    return [text for text in (value.strip() for value in raw) if text]


def _raw_of(place: Place, node: HtmlElement) -> Iterator[str]:
    if place.attribute:
        yield node.get(place.attribute) or ""
        return
    if place.label:
        yield from (part for part in parts_of(node) if part.startswith(place.label))
        return
    if place.part is not None:
        parts = parts_of(node)
        yield from parts[place.part : place.part + 1 or None]
        return
    yield " ".join(line_of(node).split())


def parts_of(node: HtmlElement) -> list[str]:
    """Return the parts of a byline: what bars, dots, breaks or elements of their own set apart."""
    return [" ".join(part.split()) for part in _SEPARATOR.split(line_of(node)) if part.strip()]


def line_of(node: HtmlElement) -> str:
    """Return the element's text, a line break where a reader sees one."""
    pieces: list[str] = []
    _collect(node, pieces)
    return "".join(pieces).strip()


def _collect(node: HtmlElement, pieces: list[str]) -> None:
    pieces.append(" ".join((node.text or "").replace("\xa0", " ").split("\n")))
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            edge = "\n" if child.tag in _BLOCK_TAGS else ""
            pieces.append(edge)
            _collect(child, pieces)
            pieces.append(edge)
        pieces.append((child.tail or "").replace("\n", " "))


def _property(page: Page, name: str) -> Any:
    """Return a property of the page's article as JSON-LD tells it."""
    for item in page.json_ld:
        if item.get(name) and any(_ARTICLE_TYPE.search(kind) for kind in _strings(item.get("@type"))):
            return item[name]
    return None


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a JSON-LD value: itself, its name, or those of each in a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 3:
        for entry in value:
            yield from _strings(entry, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from _strings(value.get("name"), depth + 1)
