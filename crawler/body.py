"""The article's text: where it stands on the page, and what inside that element is not text."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.blocks import LEAVES, Node, Outline, read_outline, sum_up
from crawler.found import Found
from crawler.furniture import is_furniture, is_hidden
from crawler.page import Page
from crawler.rendering import render
from pipelines.items import Card, Evidence

__all__ = ["find_body", "render"]


def find_body(page: Page, *, headline: HtmlElement | None = None, card: Card | None = None) -> Found[str]:
    """Return the article's text and the element it stands in; an empty text when the page has none."""
    body = page.tree.find("body")
    if body is None:
        body = page.tree
    outline = read_outline(body, is_hidden)
    mark_furniture(outline)
    root = find_root(outline)
    if root is None:
        return Found("", Evidence(reason="no sentence on the page"))
    dropped = find_dropped(outline, root)
    text = render(root.element, skip=lambda e: e in dropped or is_hidden(e), headline=headline)
    return Found(text, Evidence(signal="text"), root.element)


def mark_furniture(outline: Outline) -> None:
    total = outline.nodes[0].prose
    for node in outline.nodes[1:]:
        if node.prose * 2 < total or node.prose == 0:
            node.furniture = is_furniture(node.element)
    sum_up(outline)


def find_root(outline: Outline) -> Node | None:
    scores: dict[Node, float] = {}
    for block in outline.blocks:
        if not block.prose:
            continue
        node = block.node
        if any(n.furniture for n in (node, *node.ancestors())):
            continue
        value = min(block.prose, 600)
        holder: Node | None = node.parent if node.tag in LEAVES and node.parent else node
        weight = 1.0
        while holder is not None and weight > 0.2:
            scores[holder] = scores.get(holder, 0) + value * weight
            holder, weight = holder.parent, weight / 2
    if not scores:
        return None
    root: Node = max(scores, key=lambda n: scores[n])
    for node in list(root.ancestors()):
        if node.prose > root.prose * 1.15 and (node.linked * 3 < node.size):
            root = node
    return root


def find_dropped(outline: Outline, root: Node) -> set[HtmlElement]:
    dropped = set()
    for node in outline.nodes[root.order + 1 : root.last + 1]:
        if node.furniture or (node.size and node.linked * 2 > node.size and node.size > 30):
            dropped.add(node.element)
    return dropped
