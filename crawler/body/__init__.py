"""The article's text: where it stands on the page, and what inside that element is not text.

The way of one page: `blocks` reads it once, `furniture` and `roots` say which element holds the text,
`standfirsts` what belongs to it from above, `trimming` what inside is not text, `rendering` writes it down.
A card's teaser (`anchors`) shows where the text begins; what the page's JSON-LD says (`opinions`) is
asked for only when all this found little.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.body.anchors import beginnings, stands_in
from crawler.body.blocks import Block, Node, Outline, clean_text, measure, read_outline
from crawler.body.opinions import is_fuller, told_text
from crawler.body.rendering import render
from crawler.body.roots import find_core, inside_furniture, mark_furniture, widen
from crawler.body.standfirsts import find_standfirst
from crawler.body.trimming import Trim
from crawler.document import Extracted, Page, text_of_fragment
from pipelines.compare import letters
from pipelines.items import CUT, Card, Evidence

__all__ = ["find_body", "render"]

_PARTIAL = 1500
"""Letters of a text that may be the part of an article that is shown to everybody."""
_FACTS = 80
"""Letters that may stand beside a headline in its own block."""


def find_body(page: Page, *, headline: HtmlElement | None = None, card: Card | None = None) -> Extracted[str]:
    """Return the article's text and the element it stands in; an empty text when the page has none."""
    body = page.tree.find("body")
    own = _read(page, page.tree if body is None else body, headline, card)
    if len(own.text) < _PARTIAL and not own.anchored:
        told = told_text(page)
        if told and is_fuller(told, own.text):
            return Extracted(told, Evidence("json-ld", reason="the text stands in the page's JSON-LD alone"))
    return own.found(card)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Our own reading of a page; `anchored` when the card's teaser showed where the text begins."""

    text: str
    root: Node | None
    outline: Outline
    anchored: bool = False

    def found(self, card: Card | None) -> Extracted[str]:
        """Return it with its evidence."""
        node = self.root.element if self.root else None
        if not self.text:
            reason = CUT if self.outline.is_cut else "no sentence on the page outside menus and lists"
            return Extracted("", Evidence(reason=reason), node)
        agreed = ("listing",) if card and card.teaser and stands_in(card.teaser, self.text) else ()
        return Extracted(self.text, Evidence("text", agreed, reason=self._doubt(card, bool(agreed))), node)

    def _doubt(self, card: Card | None, agreed: bool) -> str | None:
        if self.outline.is_cut:
            return CUT
        if card and card.teaser and not agreed:
            return "the listing's teaser does not stand in it"
        return None


def _read(page: Page, body: HtmlElement, headline: HtmlElement | None, card: Card | None) -> _Reading:
    outline = read_outline(body)
    at = node_of(outline, headline)
    mark_furniture(outline, at)
    start = start_of(outline, at)
    core = find_core(outline, start)
    if core is None:
        return _Reading("", None, outline)
    if is_past(outline, core, start):
        start, at = 0, None
    anchor = find_anchor(outline, core, start, card)
    if anchor is None:
        root = widen(core, outline, start)
        standfirst = find_standfirst(outline, root, start, descriptions(page))
    else:
        core = core_around(core, outline.blocks[anchor].node)
        start = with_sentences_above(outline, core, start, anchor)
        root = widen(core, outline, start)
        standfirst = lead_from(outline, root, anchor)
    outer = around(root, standfirst)
    title = headline.text_content() if headline is not None else ""
    trim = Trim(outline, outer, root, start, at, title)
    trim.run(standfirst, is_anchored=anchor is not None)
    dropped = trim.dropped_elements()
    text = render(outer.element, skip=dropped.__contains__, skip_texts=trim.dropped_texts())
    return _Reading(text, outer, outline, anchor is not None)


# ------------------------------------------------------------ the headline


def node_of(outline: Outline, element: HtmlElement | None) -> Node | None:
    """Return the node of an element or of the block around it; None when the outline leaves it out."""
    if element is None:
        return None
    nodes = {node.element: node for node in outline.nodes}
    found = next((nodes[e] for e in (element, *element.iterancestors()) if e in nodes), None)
    if found is None or found.element is element:
        return found
    # Where the headline stands in what was left out, what holds that may hold the text too.
    own = measure(clean_text(element.text_content()))
    return found if found.size <= 2 * own + _FACTS else None


def start_of(outline: Outline, headline: Node | None) -> int:
    """Return the index of the first block behind the headline, 0 when there is none."""
    if headline is None:
        return 0
    return max((at + 1 for at, block in enumerate(outline.blocks) if headline.holds(block.node)), default=0)


def is_past(outline: Outline, core: Node, start: int) -> bool:
    """Return True when most of the core stands before the headline or anchor, so that it heads another text.

    Seen: the title repeated over a list of further articles below the text.
    """
    before = sum(block.prose for block in outline.blocks[:start] if core.holds(block.node))
    return before * 2 > core.prose


def descriptions(page: Page) -> list[str]:
    """Return the letters of what the page says of itself in its head."""
    told = (text for name in ("description", "og:description") for text in page.meta.get(name, []))
    said = (letters(text_of_fragment(text)) for text in told)
    return [text for text in said if text]


# -------------------------------------------------------------- the anchor


def find_anchor(outline: Outline, core: Node, start: int, card: Card | None) -> int | None:
    """Return the index of the block in which the card's teaser begins, None when it stands in none.

    A place in the core counts more than one above it, unless most of the core would be left out: the
    standfirst's words come again at the end of some texts.
    """
    if card is None or not card.teaser:
        return None
    places = beginnings(card.teaser, [block.text for block in outline.blocks])
    gone = inside_furniture(outline)
    near = [at for at in places if at >= start and not gone[outline.blocks[at].node.order]]
    inside = next((at for at in places if core.holds(outline.blocks[at].node)), None)
    if inside is not None and (not near or not is_past(outline, core, inside)):
        return inside
    return near[0] if near else None


def core_around(core: Node, anchor: Node) -> Node:
    """Return the core when it holds the anchor or comes behind it, else the element that holds both."""
    if anchor.order < core.order:
        return core
    return next(outer for outer in (core, *core.ancestors()) if outer.holds(anchor))


def with_sentences_above(outline: Outline, core: Node, start: int, anchor: int) -> int:
    """Return the index of the first sentences of the text: the anchor, or paragraphs right above it.

    Seen: a quotation, or a note that a text is a translation, which the listing left out of its teaser.
    """
    gone = inside_furniture(outline)
    holder = outline.blocks[anchor].node.parent
    first = anchor
    for index in range(anchor - 1, start - 1, -1):
        block = outline.blocks[index]
        if gone[block.node.order] or not core.holds(block.node):
            break
        is_quote = "blockquote" in (block.node.tag, block.node.parent.tag if block.node.parent else "")
        if block.prose and (is_quote or block.node.parent is holder):
            first = index
    return first


def lead_from(outline: Outline, root: Node, anchor: int) -> list[Block]:
    """Return the sentences from the anchor to the text's element, when the teaser begins before that."""
    gone = inside_furniture(outline)
    lead: list[Block] = []
    for block in outline.blocks[anchor:]:
        if root.holds(block.node):
            break
        if not gone[block.node.order] and (block.prose or not lead):
            lead.append(block)
    return lead


def around(root: Node, standfirst: list[Block]) -> Node:
    """Return the smallest node that holds the text and its standfirst."""
    outer = root
    for block in standfirst:
        outer = next(node for node in (outer, *outer.ancestors()) if node.holds(block.node))
    return outer
