"""Places: where one field stands on every page of a template, and its raw text there.

A place gives raw text; what that text says is worked out by the field's own module, never here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

from lxml.html import HtmlElement

from crawler.dates import DateHints
from crawler.document import UNREAD, Page, strings_of
from crawler.layout.selectors import select

LocatorKind = Literal["element", "meta", "json-ld"]

# What separates the parts of a byline: "By Ana Silva | Published: 3 May 2014", "3 May 2014 · Ana Silva".
_SEPARATOR = re.compile(r"\s*(?:[|·•∙⋅‧]|\s[/–—]\s|\s{3,}|\n)\s*")
MAX_LINE = 300
"""Characters of a place that are read as names or dates: a line is no longer, what is longer is text."""
_ID_DIGITS = 16
_COUNT = re.compile(r"\[(?:\d|last\()")
_BLOCK_TAGS = frozenset(
    {"br", "div", "p", "li", "td", "dd", "dt", "time", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
)
_NO_TEXT = UNREAD | {"button", "select"}


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a field stands, and the evidence: on how many samples it was right, rightly empty, or wrong."""

    kind: LocatorKind
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


def read_nodes(place: Locator, page: Page) -> list[HtmlElement]:
    """Return the elements the place names on this page; none for metadata."""
    if place.kind != "element":
        return []
    return page.keep(("selected", place.path), lambda: select(place.path, page.tree))


def read_raw(place: Locator, page: Page, nodes: list[HtmlElement] | None = None) -> list[str]:
    """Return the raw texts that stand in the place, in page order, empty ones left out."""
    if place.kind == "meta":
        raw = page.meta.get(place.path, [])
    elif place.kind == "json-ld":
        raw = list(strings_of(_property(page, place.path), "name"))
    else:
        found = read_nodes(place, page) if nodes is None else nodes
        raw = [text for node in found for text in _raw_of(place, node)]
    return [text for text in (value.strip() for value in raw) if text]


def _raw_of(place: Locator, node: HtmlElement) -> Iterator[str]:
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
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT:
            edge = "\n" if child.tag in _BLOCK_TAGS else ""
            pieces.append(edge)
            _collect(child, pieces)
            pieces.append(edge)
        pieces.append((child.tail or "").replace("\n", " "))


def _property(page: Page, name: str) -> Any:
    """Return a property of the page's article as JSON-LD tells it."""
    told = (work.properties.get(name) for work in page.works if work.signal == "json-ld")
    return next(filter(None, told), None)


@dataclass(frozen=True, slots=True)
class DateLocator:
    """Where a reader sees a date, and where the page tells it with time and offset; either may lack."""

    printed: Locator | None = None
    told: Locator | None = None

    @property
    def held(self) -> int:
        """On how many samples the surer of the two held."""
        return max(place.held for place in (self.printed, self.told) if place)


@dataclass(frozen=True)
class Layout:
    """Where the fields stand; each place carries the number of samples that prove it."""

    samples: int
    root: Locator
    headline: Locator | None = None
    title_frame: tuple[str, str] | None = None
    """What the title element holds before and after the title, when the title is printed nowhere."""
    carded: bool = False
    """True when each sample's title was the one on its card."""
    authors: Locator | None = None
    strangers: tuple[str, ...] = ()
    """What passes for an author on every page and is none."""
    distrusted: tuple[str, ...] = ()
    """Signals that name somebody else than the bylines of the samples do."""
    published: DateLocator | None = None
    modified: DateLocator | None = None
    furniture: tuple[str, ...] = ()
    """Paths, relative to the text's element, of what repeats."""
    plain: bool = False
    """True when all in the text's element is text, but for what repeats and what names itself furniture."""
    lines: tuple[str, ...] = ()
    """Lines, folded, that repeat at the beginning or the end of texts."""
    day_first: bool | None = None
    zone: str | None = None

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits, the same for layouts that read alike."""
        text = json.dumps(_without_counts(self.as_json()), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]

    @cached_property
    def hints(self) -> DateHints:
        """The site's habits with dates."""
        return DateHints(day_first=self.day_first, zone=self.zone)

    @cached_property
    def known_lines(self) -> frozenset[str]:
        """The repeated lines, for looking up."""
        return frozenset(self.lines)

    def as_json(self) -> dict[str, Any]:
        """Return the layout with its evidence as JSON has it; what is not known is left out."""
        full = asdict(self)
        return {name: value for name, value in full.items() if value not in (None, (), False)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Layout:
        """Return the layout that `as_json` described."""
        known = dict(data)
        for name in ("root", "headline", "authors"):
            known[name] = _place(known.get(name))
        for name in ("published", "modified"):
            dates = known.get(name)
            known[name] = DateLocator(_place(dates["printed"]), _place(dates["told"])) if dates else None
        for name in ("strangers", "distrusted", "furniture", "lines"):
            known[name] = tuple(known.get(name) or ())
        frame = known.get("title_frame")
        known["title_frame"] = (frame[0], frame[1]) if frame else None
        return cls(**known)


def _place(data: dict[str, Any] | None) -> Locator | None:
    return Locator(**data) if data else None


def _without_counts(value: Any) -> Any:
    if isinstance(value, dict):
        counts = ("samples", "held", "empty", "differed")
        return {name: _without_counts(inner) for name, inner in value.items() if name not in counts}
    return value
