"""The article's text: where it stands on the page, and what inside that element is not text."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.anchors import beginnings, letters
from crawler.blocks import Block, Node, Outline, read_outline
from crawler.found import Found
from crawler.page import Page
from crawler.rendering import render
from crawler.roots import find_core, inside_furniture, mark_furniture, widen
from crawler.standfirsts import find_standfirst
from crawler.trimming import Trim
from pipelines.items import Card, Evidence

__all__ = ["find_body", "render"]


def find_body(page: Page, *, headline: HtmlElement | None = None, card: Card | None = None) -> Found[str]:
    """Return the article's text and the element it stands in; an empty text when the page has none."""
    body = page.tree.find("body")
    if body is None:
        body = page.tree
    outline = read_outline(body)
    at = node_of(outline, headline)
    mark_furniture(outline, at)
    start = start_of(outline, at)
    core = find_core(outline, start)
    if core is None:
        return Found("", Evidence(reason="no sentence on the page"))
    if is_past(outline, core, start):
        start, at = 0, None
    anchor = find_anchor(outline, core, start, card)
    if anchor is not None:
        start = anchor
        core = core_around(outline, core, anchor)
    root = widen(core, outline, start)
    title = headline.text_content() if headline is not None else ""
    standfirst = [] if anchor is not None else find_standfirst(outline, root, start, descriptions(page))
    if anchor is not None:
        standfirst = lead_from(outline, root, anchor)
    outer = around(root, standfirst)
    trim = Trim(outline, outer, root, start, at, title)
    trim.run(standfirst, is_anchored=anchor is not None)
    dropped = trim.dropped_elements()
    text = render(outer.element, skip=lambda e: e in dropped, skip_texts=trim.dropped_texts())
    return Found(text, Evidence(signal="text"), outer.element)


def find_anchor(outline: Outline, core: Node, start: int, card: Card | None) -> int | None:
    """Return the index of the block in which the card's teaser begins, None when it stands in none."""
    if card is None or not card.teaser:
        return None
    gone = inside_furniture(outline)
    places = beginnings(card.teaser, [block.text for block in outline.blocks])
    inside = [at for at in places if core.holds(outline.blocks[at].node)]
    near = [at for at in places if at >= start and not gone[outline.blocks[at].node.order]]
    if inside:
        before = sum(block.prose for block in outline.blocks[: inside[0]] if core.holds(block.node))
        if before * 3 < core.prose or not near:
            return inside[0]
    return near[0] if near else None


def core_around(outline: Outline, core: Node, anchor: int) -> Node:
    """Return the core when it holds the anchor or comes behind it, else the element that holds the anchor."""
    node = outline.blocks[anchor].node
    if core.holds(node) or node.order < core.order:
        return core
    return next(outer for outer in (core, *core.ancestors()) if outer.holds(node))


def lead_from(outline: Outline, root: Node, anchor: int) -> list[Block]:
    """Return the sentences from the anchor to the text's element, when the teaser begins before that."""
    gone = inside_furniture(outline)
    lead: list[Block] = []
    for block in outline.blocks[anchor:]:
        if root.holds(block.node) or len(lead) == 5:
            break
        if not gone[block.node.order] and (block.prose or not lead):
            lead.append(block)
    return lead


def descriptions(page: Page) -> list[str]:
    """Return the letters of what the page says of itself in its head."""
    said = (letters(text) for name in ("description", "og:description") for text in page.meta.get(name, []))
    return [text for text in said if len(text) > 20]


def around(root: Node, standfirst: list[Block]) -> Node:
    """Return the smallest node that holds the text and its standfirst."""
    outer = root
    for block in standfirst:
        outer = next(node for node in (outer, *outer.ancestors()) if node.holds(block.node))
    return outer


def start_of(outline: Outline, headline: Node | None) -> int:
    """Return the index of the first block behind the headline, 0 when there is none."""
    if headline is None:
        return 0
    return max((at + 1 for at, block in enumerate(outline.blocks) if headline.holds(block.node)), default=0)


def is_past(outline: Outline, core: Node, start: int) -> bool:
    """Return True when most of the core stands before the headline, so that it heads something else.

    Seen: the title repeated over a list of further articles below the text.
    """
    before = sum(block.prose for block in outline.blocks[:start] if core.holds(block.node))
    return before * 2 > core.prose


def node_of(outline: Outline, element: HtmlElement | None) -> Node | None:
    """Return the node of an element or of the block around it."""
    if element is None:
        return None
    nodes = {node.element: node for node in outline.nodes}
    while element is not None and element not in nodes:
        element = element.getparent()
    return nodes.get(element) if element is not None else None
