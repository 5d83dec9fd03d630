"""A page as blocks of text: what stands in which block element, how much is prose, how much is links.

One pass over the tree, never recursive, so that a page nested 50 000 deep costs no more than a flat one.
Nothing is judged here but the text itself; what is furniture is decided in `crawler.body.boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.document import UNREAD
from crawler.vocabulary import ANSWERS, Role, strength
from pipelines.compare import CLOSING, FULL_STOP, FULL_STOPS

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb
    rp rt ruby s samp small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
"""Elements that do not break a line; one with a colon (`o:p`, from a word processor) does not either."""

NO_TEXT = (UNREAD - {"noscript"}) | frozenset(
    """
    audio base button canvas command datalist embed frame frameset head iframe img input link map
    math menuitem meta meter noembed noframes object option optgroup param picture progress
    select source textarea title track video
    """.split()  # noqa: SIM905
)
"""Elements whose content is no text of the page; of what stands in noscript its names tell."""

WITHIN_LINES = frozenset(("button", "img", "input", "link", "math", "meta", "picture", "style", "svg"))
"""Of those, what does not end a line: a link's icon, a smiley, a formula. A script may be a banner."""

LEAVES = frozenset(
    """
    p li h1 h2 h3 h4 h5 h6 blockquote pre dt dd td th center address summary
    """.split()  # noqa: SIM905
)
"""Elements that hold one piece of text, so that it is their parent that holds the article."""

MAX_ELEMENTS = 20_000
"""Of a page that has more, the rest is not looked at: time is bounded whatever is served."""

BREAK = "\0"
"""Stands for a line break inside a block until its white space is collapsed; no page can contain it."""

IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_NUMBERED_END = rf"(?<!\d)[.!?…][{CLOSING}]*\s*\d{{1,2}}"
_SENTENCE_END = re.compile(rf"(?:[{FULL_STOPS}:;][{CLOSING}]*\s*(?:\[\d+\])?|{_NUMBERED_END})$")
"""The number of a note may follow; "at 05.02" and "14:22" end no sentence."""
_SHORT_SENTENCE = re.compile(rf"(?s)\A(?>.*?\w\w)[^\s\u3040-\u9fff]*+[\s\u3040-\u9fff].*\w\w{FULL_STOP}$")
_SENTENCE_MARK = re.compile(r"[.!?…,;:،。、，！？؟۔।։](?:\s|['\"”“’»)]|$)|[。、，！？]")
_ALONE: frozenset[Role] = frozenset(
    "caption credit copyright spoken hidden share comments count tweet button tools".split()  # noqa: SIM905
)
"""Parts that no line runs through, whatever element they are."""
_SIGNS = frozenset(("#", "¶", "§", "🔗", "∞", "⚓", "↩", "↩︎", "↑", "^", "\u200b"))
"""Of links that lead to the heading they stand in, or from a note back to the text."""
_RAISED = frozenset(("a", "sup"))
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"


def clean_text(raw: str) -> str:
    """Return a text with white space collapsed, invisible characters gone, BREAK as a line break."""
    # A short way, for speed: neither white space but the space itself nor what is invisible is printable.
    if raw.isprintable() and "  " not in raw:
        return raw.strip()
    if not raw.isascii():
        for sign in _INVISIBLE:
            if sign in raw:
                raw = raw.replace(sign, "")
    lines = (" ".join(line.split()) for line in raw.split(BREAK))
    return "\n".join(line for line in lines if line)


def measure(text: str) -> int:
    """Return the length of a text in letters of an alphabet; an ideograph says as much as two and a half."""
    if text.isascii():  # for speed
        return len(text)
    return len(text) + len(IDEOGRAPH.findall(text)) * 3 // 2


@dataclass(slots=True, eq=False)
class Node:
    """A block element, with sums over all that is inside it."""

    element: HtmlElement
    tag: str
    parent: Node | None
    order: int
    size: int = 0
    linked: int = 0
    prose: int = 0
    """Letters that stand in sentences."""
    furniture: bool = False
    doubtful: bool = False
    """Furniture by its name alone, so that it may turn out to be the article."""
    last: int = 0
    """Order of the last node inside it."""

    def ancestors(self) -> Iterator[Node]:
        """Yield the parent, its parent, up to the body."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def holds(self, other: Node) -> bool:
        """Return True for itself and all inside it."""
        return self.order <= other.order <= self.last


@dataclass(slots=True, eq=False)
class Block:
    """A run of text that no block element interrupts."""

    node: Node
    text: str
    size: int
    linked: int
    prose: int
    """0 when it is not made of sentences."""
    links: int = 0
    """How many links begin in it."""


@dataclass(slots=True)
class Outline:
    """All nodes and blocks of a page in page order."""

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    is_cut: bool = False
    """True when the page has more elements than are looked at."""


def prose_in(text: str, size: int, linked: int) -> int:
    """Return how many letters of a block stand in sentences: none in a label, a menu, a list of links."""
    if size < 10 or linked * 2 > size:
        return 0
    if size < 20:
        return size - linked if _SHORT_SENTENCE.search(text) else 0
    if _SENTENCE_END.search(text) or (size >= 60 and _SENTENCE_MARK.search(text)) or size >= 140:
        return size - linked
    return 0


@dataclass(frozen=True, slots=True)
class _End:
    """What ends where an element does."""

    is_block: bool = False
    is_link: bool = False


_ENDS = {(block, link): _End(block, link) for block in (True, False) for link in (True, False)}


class _Reader:
    """The state of the one pass: the block being filled, and the elements that are open."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.open_links = 0
        self.node: Node

    def add(self, text: str | None) -> None:
        if text and (self.pieces or not text.isspace()):
            self.pieces.append(text)
            if self.open_links and not text.isspace():
                self.linked += measure(" ".join(text.split()))

    def end_line(self) -> None:
        """A second line break in a row ends the block, as in pages written without paragraphs."""
        for piece in reversed(self.pieces):
            if piece == BREAK:
                self.flush()
                return
            if not piece.isspace():
                break
        self.pieces.append(BREAK)

    def flush(self) -> None:
        if self.pieces:
            text = clean_text("".join(self.pieces))
            if text:
                size = measure(text)
                linked = min(self.linked, size)
                prose = prose_in(text, size, linked)
                self.outline.blocks.append(Block(self.node, text, size, linked, prose, self.links))
            self.pieces.clear()
            self.linked = self.links = 0

    def enter(self, element: HtmlElement, tag: str) -> None:
        if self.pieces:
            self.flush()
        nodes = self.outline.nodes
        node = Node(element, tag, self.node if nodes else None, len(nodes))
        nodes.append(node)
        self.node = node

    def leave(self, end: _End) -> None:
        if end.is_link:
            self.open_links -= 1
        if not end.is_block:
            return
        if self.pieces:
            self.flush()
        self.node.last = len(self.outline.nodes) - 1
        if self.node.parent is not None:
            self.node = self.node.parent


def read_outline(root: HtmlElement, skip: Callable[[HtmlElement], bool] | None = None) -> Outline:
    """Return the nodes and blocks of an element, what `skip` says and what is never text left out."""
    reader = _Reader()
    reader.enter(root, str(root.tag))
    reader.add(root.text)
    # Elements to be read, texts behind them, and what ends where an element does.
    stack: list[HtmlElement | str | _End] = list(reversed(root))
    left = MAX_ELEMENTS
    while stack:
        top = stack.pop()
        if isinstance(top, str):
            reader.add(top)
        elif isinstance(top, _End):
            reader.leave(top)
        elif left == 0:
            reader.outline.is_cut = True
        else:
            left -= 1
            if tail := top.tail:
                stack.append(tail)
            if top.tag == "br":
                reader.end_line()
            elif is_read(top) and not (skip is not None and skip(top)):
                stack.append(_begin(reader, top))
                stack.extend(reversed(top))
    reader.leave(_End(is_block=True))
    sum_up(reader.outline)
    return reader.outline


def is_read(element: HtmlElement) -> bool:
    """Return False for what is no text: scripts, pictures, the sign that links a heading to itself."""
    tag = element.tag
    if not isinstance(tag, str) or tag in NO_TEXT:
        return False
    return tag != "a" or not (
        (element.text or "").strip() in _SIGNS and (element.get("href") or "")[:1] == "#"
    )


def own_text(element: HtmlElement) -> str | None:
    """Return what an element says before its first child; the number of a note in brackets.

    Without them a raised number would run into the word before it: "in 2003" with note 1 is not "in 20031".
    """
    text: str | None = element.text
    if text and element.tag in _RAISED and text.strip().isdigit() and _is_note_mark(element):
        return f"[{text.strip()}]"
    return text


def _is_note_mark(element: HtmlElement) -> bool:
    """True for a number alone in a raised link to a place on the same page."""
    outer = element.getparent()
    if outer is None or {element.tag, outer.tag} != _RAISED or len(element) or len(outer) > 1:
        return False
    link = element if element.tag == "a" else outer
    beside = (outer.text or "") + (element.tail or "")
    return not beside.strip() and "#" in (link.get("href") or "")


def is_inline(element: HtmlElement) -> bool:
    """Return True for an element that stands inside a line; a span that is called a caption does not."""
    tag = str(element.tag)
    if tag not in INLINE and ":" not in tag:
        return False
    names = element.get("class")
    return not (names and _is_alone(names))


@lru_cache(maxsize=ANSWERS)
def _is_alone(names: str) -> bool:
    return strength(names, _ALONE) > 0


def _begin(reader: _Reader, element: HtmlElement) -> _End:
    is_block = not is_inline(element)
    is_link = element.tag == "a" and element.get("href") is not None
    if is_block:
        reader.enter(element, str(element.tag))
    if is_link:
        reader.open_links += 1
        reader.links += 1
    text = own_text(element)
    if text and element.tag == "pre":
        text = text.strip("\n").replace("\n", BREAK)
    reader.add(text)
    return _ENDS[is_block, is_link]


def totals(outline: Outline, own: list[int]) -> list[int]:
    """Return for each node, by its order, the sum of the values of all nodes inside it, itself included."""
    sums = list(own)
    for node in reversed(outline.nodes):
        if node.parent is not None:
            sums[node.parent.order] += sums[node.order]
    return sums


def sum_up(outline: Outline) -> None:
    """Fill in the sums of every node; what stands in furniture counts for the furniture alone."""
    for node in outline.nodes:
        node.size = node.linked = node.prose = 0
    for block in outline.blocks:
        node = block.node
        node.size += block.size
        node.linked += block.linked
        node.prose += block.prose
    for node in reversed(outline.nodes):
        parent = node.parent
        if parent is not None and not node.furniture:
            parent.size += node.size
            parent.linked += node.linked
            parent.prose += node.prose
