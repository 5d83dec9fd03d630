"""Headings that may be the article's headline, each with how much speaks for it.

Decides nothing: `score` picks. Seen: the logo as h1 and the headline as h2; several h1, one a section of
the text; headings of dialogs and newsletter forms; a kicker or an edit link inside the h1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.document import is_for_screen_readers, is_hidden, text_of
from crawler.vocabulary import Role, names_of, roles_of, strength

_SKIPPED = {"script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe"}
_BLOCKS = {"br", "div", "p", "small", "h2", "header", "section", "hgroup", "time"}
_APART_TAGS = {"nav", "footer", "aside", "dialog", "form", "noscript", "template", "select"}
LEFT_OUT: frozenset[Role] = frozenset(
    "navigation frame banner share comments related teaser promo form dialog side".split()  # noqa: SIM905
)
"""Parts of a page in which no headline stands."""
_TAG_WEIGHT = {"h1": 3.0, "h2": 1.0, "h3": 0.5}
_APART = -3.0
"""Of a heading in a menu, a dialog, a comment."""
_HEADLINE_PROP, _TITLE_CLASS, _IN_ARTICLE = 2.5, 0.5, 0.5
"""Of one marked up as the headline; one called a title; one inside article or main."""
_HEADING_CHARS = 400
_MIN_REST = 8
"""Letters that a headline has at least without its kicker."""
_NEAR = 6
"""Steps up within which names of boxes count."""
_MANY = 80
"""Headings, links, steps, more than which no page needs to show which headline is its own."""
MAX_PIECES = 24


@dataclass(slots=True)
class Heading:
    """`pieces` are its texts in order, cut at each tag; `weight` says how well it is placed and marked up."""

    node: HtmlElement
    pieces: list[str]
    weight: float

    @property
    def text(self) -> str:
        """All its text, white space collapsed."""
        return " ".join("".join(self.pieces).split())

    @property
    def without_kicker(self) -> str:
        """Its text less the words above the headline proper, where a class says that they are such."""
        for child in self.node.iterdescendants("span", "div", "small", "strong", "em", "a"):
            if "kicker" in roles_of(child.get("class") or ""):
                kicker = text_of(child)
                rest = self.text.removeprefix(kicker).strip()
                return rest if kicker and len(rest) > _MIN_REST else self.text
        return self.text


def headings(tree: HtmlElement) -> Iterator[Heading]:
    """Yield those of the first h1, h2 and h3 that say something, in page order."""
    for node in islice(tree.iter("h1", "h2", "h3"), _MANY):
        heading = read_heading(node)
        if heading:
            yield heading


def classed_titles(tree: HtmlElement) -> Iterator[Heading]:
    """Yield other elements named as titles, by itemprop or class: pages laid out with tables."""
    found = 0
    for node in tree.iter("div", "p", "span", "strong", "td", "a", "font", "b", "h4", "h5"):
        if node.get("itemprop") in ("headline", "name") or "title" in roles_of(
            node.get("class") or node.get("id") or ""
        ):
            heading = read_heading(node)
            found += heading is not None
            if heading:
                yield heading
            if found > _MANY:
                return


def read_heading(node: HtmlElement) -> Heading | None:
    """Return the heading in this element, None when it is empty or too long to be one."""
    pieces = _read_pieces(node)
    return Heading(node, pieces, _weight(node)) if pieces else None


def heading_text(node: HtmlElement) -> str:
    """Return what the heading in this element says, empty when it is none."""
    return " ".join("".join(_read_pieces(node)).split())


def _read_pieces(node: HtmlElement) -> list[str]:
    pieces = list(_pieces(node))[:MAX_PIECES]
    shown = sum(sum(map(str.isprintable, piece.strip())) for piece in pieces)
    return pieces if 2 <= shown <= _HEADING_CHARS else []


def _weight(node: HtmlElement) -> float:
    weight = _TAG_WEIGHT.get(node.tag, 0.0)
    if node.get("itemprop") == "headline":
        weight += _HEADLINE_PROP
    elif "title" in roles_of(node.get("class") or ""):
        weight += _TITLE_CLASS
    return weight + _place(node)


def _place(node: HtmlElement) -> float:
    """Return below 0 in menus, dialogs, comments and hidden parts; a little above inside article or main."""
    place = 0.0
    for depth, element in enumerate([node, *islice(node.iterancestors(), _MANY)]):
        if element.tag in ("body", "html"):
            break
        if element.tag in ("article", "main"):
            place = max(place, _IN_ARTICLE)
        if is_hidden(element) or element.tag in _APART_TAGS:
            return _APART
        if depth < _NEAR and strength(names_of(element), LEFT_OUT):
            place = min(place, _APART)
    return place


def _pieces(node: HtmlElement, depth: int = 0) -> Iterator[str]:
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str) and depth < _MANY and not _is_furniture(child):
            if child.tag in _BLOCKS or _is_glued(child):
                yield " "
            yield from _pieces(child, depth + 1)
            if child.tag in _BLOCKS:
                yield " "
        if child.tail:
            yield child.tail


def _is_glued(child: HtmlElement) -> bool:
    """True when only CSS sets this element apart from the one before it: a kicker and its headline."""
    before = child.getprevious()
    return child.tag == "span" and before is not None and before.tag == "span" and not before.tail


def _is_furniture(child: HtmlElement) -> bool:
    return (
        child.tag in _SKIPPED
        or is_hidden(child)
        or is_for_screen_readers(child)
        or (child.tag == "a" and (child.text or "").strip() in ("#", "¶", "§"))
    )
