"""The article's own element as plain text, in one walk over its tree that never recurses.

Whether a row of a table holds data shows at its end, so that stretches of text are gathered with the place
they stand in, and put together when all are there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from crawler.body.blocks import BREAK, MAX_ELEMENTS, WITHIN_LINES, clean_text, is_inline, is_read, own_text
from crawler.body.boilerplate import is_never_text

Skip = Callable[[HtmlElement], bool]

_LISTS = frozenset(("ul", "ol", "dl", "table"))
_CELLS = frozenset(("td", "th"))
_PARAGRAPHS = frozenset(("p", "li"))
_CLOSING = frozenset(".,;:!?…)]}»”’%،؛؟。、，")
_MAX_CELL = 240
"""Letters in a cell of data; a longer one holds paragraphs, the table is there for the layout of the page."""


def render(
    root: HtmlElement,
    *,
    skip: Skip = is_never_text,
    headline: HtmlElement | None = None,
    skip_texts: frozenset[str] = frozenset(),
) -> str:
    """Return the element's text: a blank line between blocks, items and table rows a line each, NFC."""
    parts: list[str] = []
    before: _Place | None = None
    for place, text in _stretches(root, skip, headline):
        if text not in skip_texts:
            parts.extend((place.after(before), text) if before else (text,))
            before = place
    return unicodedata.normalize("NFC", "".join(parts))


def _stretches(root: HtmlElement, skip: Skip, headline: HtmlElement | None) -> list[tuple[_Place, str]]:
    """Return the texts that no block element interrupts, each with the place it stands in."""
    writer = _Writer()
    # An element to be read, the text behind one, or the place around a block element whose end is reached.
    stack: list[HtmlElement | str | _Place] = [root]
    left = MAX_ELEMENTS + 1  # the root is one of them here
    while stack and left:
        top = stack.pop()
        if isinstance(top, str):
            writer.add(top)
            continue
        if isinstance(top, _Place):
            writer.move(top)
            continue
        left -= 1
        if top is not root and (tail := top.tail):
            stack.append(tail)
        if top.tag == "br":
            writer.end_line()
        elif top.tag in WITHIN_LINES:
            writer.leave_gap()
        elif top is headline or not is_read(top) or skip(top):
            if not is_inline(top):
                writer.end()
        else:
            if not is_inline(top):
                stack.append(writer.place)
                writer.move(writer.place.inside(top))
            writer.add_own(top)
            stack.extend(reversed(top))
    writer.end()
    return writer.stretches


class _Writer:
    """The state of the walk: the stretch that is being filled, and its place."""

    def __init__(self) -> None:
        self.stretches: list[tuple[_Place, str]] = []
        self.pieces: list[str] = []
        self.has_gap = False
        self.place = _Place()

    def move(self, place: _Place) -> None:
        """End the stretch; the next one stands in another block element."""
        self.end()
        self.place = place

    def end(self) -> None:
        raw = "".join(self.pieces)
        self.pieces.clear()
        self.has_gap = False
        if text := clean_text(raw):
            self.stretches.append((self.place, text))
            if self.place.cell:
                self.place.cell.size += len(raw)

    def leave_gap(self) -> None:
        """Pass over what is not read; the sentence goes on behind it, unless its words would touch."""
        self.has_gap = bool(self.pieces)

    def add(self, text: str) -> None:
        if self.has_gap and text:
            self.has_gap = False
            last = self.pieces[-1][-1]
            if not (last == BREAK or last.isspace() or text[0].isspace() or text[0] in _CLOSING):
                self.end()
        if text and (self.pieces or not text.isspace()):
            self.pieces.append(text)

    def add_own(self, element: HtmlElement) -> None:
        """Add what an element says before its first child."""
        text = own_text(element)
        if text and element.tag == "pre":
            first, *lines = text.strip("\n").split("\n")
            self.add(first)
            for line in lines:
                self.end_line()
                self.add(line)
        elif text:
            self.add(text)

    def end_line(self) -> None:
        """A second line break in a row ends the stretch, as in pages written without paragraphs."""
        for piece in reversed(self.pieces):
            if piece == BREAK:
                self.end()
                break
            if not piece.isspace():
                break
        self.pieces.append(BREAK)


@dataclass(slots=True, eq=False)
class _Cell:
    size: int = 0
    paragraphs: int = 0


@dataclass(eq=False)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    holds_table: bool = False

    @cached_property
    def is_data(self) -> bool:
        """False for a row that lays out a page: long cells, paragraphs in them, one cell alone."""
        cells = [cell for cell in self.cells if cell.size]
        if self.holds_table or len(cells) < 2:
            return False
        return all(cell.size <= _MAX_CELL and cell.paragraphs < 2 for cell in cells)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a text stands; one place for all block elements between which no list and no cell begins."""

    cell: _Cell | None = None
    row: _Row | None = None
    outer: HtmlElement | None = None
    """The outermost list or table."""
    inner: HtmlElement | None = None
    """The outermost of those inside the row."""

    def inside(self, element: HtmlElement) -> _Place:
        """Return the place of what a block element that stands here holds."""
        tag = element.tag
        if tag in _PARAGRAPHS:
            if self.cell:
                self.cell.paragraphs += 1
        elif tag in _LISTS:
            return self._inside_list(element)
        elif tag == "tr":
            return _Place(None, _Row(), self.outer)
        elif tag in _CELLS and self.row:
            self.row.cells.append(_Cell())
            return _Place(self.row.cells[-1], self.row, self.outer, self.inner)
        return self

    def _inside_list(self, element: HtmlElement) -> _Place:
        if self.row and element.tag == "table":
            self.row.holds_table = True
        if self.inner is not None:
            return self
        return _Place(self.cell, self.row, element if self.outer is None else self.outer, element)

    def after(self, before: _Place) -> str:
        """Return what separates a text here from the text before it."""
        if self.row and self.row is before.row and self.row.is_data:
            return " " if self.cell is before.cell else " | "
        return "\n" if self._list is not None and self._list is before._list else "\n\n"

    @property
    def _list(self) -> HtmlElement | None:
        return self.outer if self.row is None or self.row.is_data else self.inner
