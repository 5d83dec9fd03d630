"""Which element of a page holds the article: where the sentences are, behind the headline, not in a menu."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.body.blocks import LEAVES, Block, Node, Outline, clean_text, measure, sum_up, totals
from crawler.body.boilerplate import FEW, inside_furniture, is_named_article, is_named_text

_MAX_PROSE = 1000
"""Letters of one block that count; a legal notice is one long paragraph, an article is several."""
_ELSEWHERE = 0.25
"""What prose counts before the headline, in an article beside it, in what is likely furniture."""
_WEIGHTS = (1.0, 0.5)
"""Of prose for the element it stands right in, and for the one around that: a text may be in parts."""
_FEW_LINKED = 200
"""Letters in links that a text may have beside it; a list of articles has more."""
_NOTE = 100
"""Letters of prose that widen no text: a note, a line about who wrote it."""
_SECOND_PART = 0.15
"""Of the text's prose, which a part of it has at least."""
_OTHER_TEXT = 0.6
"""The same of what stands outside the page's own article element: comments and asides do."""
_FACTS = 80
"""Letters that may stand beside a headline in its own block."""


def find_core(outline: Outline, start: int = 0) -> Node | None:
    """Return the node with most of the article's prose right in it; None when there is no sentence.

    `start` is the index of the first block behind the headline. What holds the core is furniture no longer.
    """
    scores = _scores(outline, start)
    if not scores:
        return None
    core = max(scores, key=lambda node: scores[node])
    home = _named_home(outline, core, start)
    if home is not None:
        return home
    _clear(outline, [node for node in (core, *core.ancestors()) if node.furniture])
    inside = outline.nodes[core.order : core.last + 1]
    _clear(outline, [node for node in inside if node.doubtful and node.prose > core.prose])
    return core


def _clear(outline: Outline, nodes: list[Node]) -> None:
    """Take back that nodes are furniture."""
    for node in nodes:
        node.furniture = node.doubtful = False
    if nodes:
        sum_up(outline)


def _named_home(outline: Outline, core: Node, start: int) -> Node | None:
    """Return the node that the page calls its text when sentences stand only in what is likely furniture.

    Seen: posts that hold a video and nothing else, with comments and a footer of whole sentences.
    """
    if core.prose > FEW or not any(node.furniture for node in (core, *core.ancestors())):
        return None
    gone = inside_furniture(outline)
    behind = outline.blocks[start - 1].node.order if start else 0
    for node in outline.nodes[1:]:
        is_home = node.tag == "article" or is_named_text(node)
        if is_home and node.last >= behind and not gone[node.order] and not node.holds(core):
            return node
    return None


def _scores(outline: Outline, start: int) -> dict[Node, float]:
    trust = _trust(outline)
    other = _in_other_article(outline, start)
    scores: dict[Node, float] = {}
    for index, block in enumerate(outline.blocks):
        value = min(block.prose, _MAX_PROSE) * trust[block.node.order]
        if not value:
            continue
        if index < start or other[block.node.order]:
            value *= _ELSEWHERE
        holder: Node | None = (
            block.node.parent if block.node.tag in LEAVES and block.node.parent else block.node
        )
        for weight in _WEIGHTS:
            if holder is not None:
                scores[holder] = scores.get(holder, 0.0) + value * weight
                holder = holder.parent
    return {node: score * _likeliness(node) for node, score in scores.items()}


def _trust(outline: Outline) -> list[float]:
    """Return for each node what its prose counts: nothing in sure furniture, little in what is likely."""
    trust: list[float] = []
    for node in outline.nodes:
        own = 1.0 if not node.furniture else _ELSEWHERE if node.doubtful else 0.0
        trust.append(min(own, trust[node.parent.order]) if node.parent is not None else own)
    return trust


def _in_other_article(outline: Outline, start: int) -> list[bool]:
    """Return for each node whether it stands in an `<article>` beside the one that holds the headline.

    Seen: the next article printed below the first, to be scrolled to.
    """
    owners: list[Node | None] = []
    for node in outline.nodes:
        above = owners[node.parent.order] if node.parent is not None else None
        owners.append(node if node.tag == "article" else above)
    own = owners[outline.blocks[start - 1].node.order] if start else None
    if own is None:
        return [False] * len(owners)
    return [owner is not None and not own.holds(owner) and not owner.holds(own) for owner in owners]


def _likeliness(node: Node) -> float:
    if "articleBody" in (node.element.get("itemprop") or ""):
        return 2.0
    if is_named_text(node):
        return 1.4
    return 1.2 if node.tag in ("article", "main") else 1.0


def widen(core: Node, outline: Outline, start: int = 0) -> Node:
    """Return the highest element around the core that adds prose of its own, not only furniture."""
    gone, other = inside_furniture(outline), _in_other_article(outline, start)
    own = [0] * len(outline.nodes)
    for block in outline.blocks[start:]:
        if not (gone[block.node.order] or other[block.node.order]):
            own[block.node.order] += block.prose
    prose = totals(outline, own)
    leaves_article = False
    best = below = core
    for node in core.ancestors():
        if node.linked * 2 > node.size and node.linked - best.linked > _FEW_LINKED:
            break
        leaves_article = leaves_article or is_named_article(best) or best.tag in ("article", "main")
        extra = prose[node.order] - prose[below.order]
        if extra >= max(_NOTE, best.prose * (_OTHER_TEXT if leaves_article else _SECOND_PART)):
            best = node
        below = node
        leaves_article = leaves_article or node.tag in ("article", "main") or is_named_article(node)
    return best


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


def around(root: Node, standfirst: list[Block]) -> Node:
    """Return the smallest node that holds the text and its standfirst."""
    outer = root
    for block in standfirst:
        outer = next(node for node in (outer, *outer.ancestors()) if node.holds(block.node))
    return outer
