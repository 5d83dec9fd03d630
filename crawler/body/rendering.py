"""The article's own element as plain text.

lxml cuts the element down to its block elements and text, BeautifulSoup turns that into lines. BeautifulSoup
takes 4 ms for an article as it stands on the page and 0.4 ms for one without attributes and inline elements.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from lxml.html import HtmlElement

from crawler.body.blocks import BREAK, MAX_ELEMENTS, clean_text, is_inline, is_read
from crawler.body.furniture import is_never_text

Skip = Callable[[HtmlElement], bool]

_KEPT = frozenset(
    """
    p li ul ol dl dt dd blockquote pre table tr td th h1 h2 h3 h4 h5 h6
    """.split()  # noqa: SIM905
)
_LISTS = ["ul", "ol", "dl", "table"]
_MAX_DEPTH = 60
_MAX_CELL = 240
"""Letters in a cell of data; a longer one holds paragraphs, the table is there for the layout of the page."""


def render(
    root: HtmlElement,
    *,
    skip: Skip | None = None,
    headline: HtmlElement | None = None,
    skip_texts: frozenset[str] = frozenset(),
) -> str:
    """Return the element's text: a blank line between blocks, items and table rows a line each, NFC."""
    markup = lean_markup(root, skip=skip, headline=headline)
    if not markup.strip():
        return ""
    return unicodedata.normalize(
        "NFC", _text_of(BeautifulSoup(markup, "lxml", multi_valued_attributes=None), skip_texts)
    )


def lean_markup(root: HtmlElement, *, skip: Skip | None = None, headline: HtmlElement | None = None) -> str:
    """Return the element as HTML of block elements without attributes, what is skipped left out."""
    parts: list[str] = []
    stack: list[HtmlElement | str] = [root]
    depth = 0
    left = MAX_ELEMENTS
    while stack and left:
        top = stack.pop()
        if isinstance(top, str):
            depth -= top.startswith("</")
            _add(top, parts)
            continue
        left -= 1
        if top.tail and top is not root:
            stack.append(escape(top.tail, quote=False))
        if top.tag == "br":
            parts.append("<br>")
        elif top is headline or _is_dropped(top, skip):
            parts.append("" if is_inline(top) else "<hr>")
        else:
            opening, closing = _tags(top, depth)
            _add(opening, parts)
            depth += bool(closing)
            stack.append(closing or opening)
            stack.extend(reversed(top))
            _add(_own_text(top), parts)
    return "".join(parts)


def _add(piece: str, parts: list[str]) -> None:
    """Add a tag or text, but for white space after a tag: to BeautifulSoup it is a third of all there is."""
    if piece and not (piece.isspace() and parts and parts[-1].endswith(">")):
        parts.append(piece)


def _is_dropped(element: HtmlElement, skip: Skip | None) -> bool:
    if not is_read(element):
        return True
    return skip(element) if skip is not None else is_never_text(element)


def _tags(element: HtmlElement, depth: int) -> tuple[str, str]:
    """Return the opening and the closing tag; nothing for an inline element, a bare break past the depth."""
    if is_inline(element):
        return "", ""
    if depth >= _MAX_DEPTH:
        return "<hr>", ""
    name = element.tag if element.tag in _KEPT else "div"
    return f"<{name}>", f"</{name}>"


def _own_text(element: HtmlElement) -> str:
    text = escape(element.text or "", quote=False)
    if element.tag == "pre":
        return text.strip("\n").replace("\n", "<br>")
    return text


def _text_of(soup: BeautifulSoup, skip_texts: frozenset[str]) -> str:
    parts: list[str] = []
    places = _Places()
    before: _Place | None = None
    for tag, raw in _runs(soup):
        text = clean_text(raw)
        if text and text not in skip_texts:
            place = places.of(tag)
            parts.extend((place.after(before), text) if before else (text,))
            before = place
    return "".join(parts)


def _runs(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Yield each block element with a stretch of its own text; two line breaks in a row end a stretch."""
    holder: Tag | None = None
    pieces: list[str] = []
    for node in soup.descendants:
        is_break = isinstance(node, Tag) and node.name == "br"
        is_end = node.parent is not holder or (is_break and _ends_in_break(pieces))
        if holder is not None and (is_end or (isinstance(node, Tag) and not is_break)):
            yield holder, "".join(pieces)
            holder, pieces = None, []
        if is_break or isinstance(node, NavigableString):
            holder = node.parent
            pieces.append(BREAK if is_break else str(node))
    if holder is not None:
        yield holder, "".join(pieces)


def _ends_in_break(pieces: list[str]) -> bool:
    for piece in reversed(pieces):
        if piece == BREAK:
            return True
        if not piece.isspace():
            return False
    return False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stretch of text stands: its cell and row when they hold data, its outermost list."""

    cell: Tag | None
    row: Tag | None
    outer: Tag | None

    def after(self, before: _Place) -> str:
        """Return what separates it from the text before it."""
        if self.row is not None and self.row is before.row:
            return " " if self.cell is before.cell else " | "
        return "\n" if self.outer is not None and self.outer is before.outer else "\n\n"


class _Places:
    """The places of block elements, each row looked at once; by id, for a tag hashes all its markup."""

    def __init__(self) -> None:
        self._rows: dict[int, bool] = {}

    def of(self, tag: Tag) -> _Place:
        """Return the place of a block element."""
        cell = row = outer = None
        for parent in (tag, *tag.parents):
            name = parent.name
            if name in ("td", "th"):
                cell = parent if cell is None else cell
            elif name == "tr" and row is None:
                if not self._is_data(parent):
                    return _Place(None, None, outer)
                row = parent
            elif name in _LISTS:
                outer = parent
        return _Place(cell, row, outer)

    def _is_data(self, row: Tag) -> bool:
        known = self._rows.get(id(row))
        if known is None:
            known = self._rows[id(row)] = is_data_row(row)
        return known


def is_data_row(row: Tag) -> bool:
    """Return False for a row that lays out a page: long cells, paragraphs in them, one cell alone."""
    if row.find("table") is not None:
        return False
    cells = [cell for cell in row.find_all(["td", "th"], recursive=False) if cell.get_text(strip=True)]
    return len(cells) > 1 and all(
        len(cell.get_text()) <= _MAX_CELL and len(cell.find_all(["p", "li"], limit=2)) < 2 for cell in cells
    )
