"""Which element of a page holds the article: where the sentences are, behind the headline, not in a menu."""

from __future__ import annotations

import re

from crawler.body.blocks import LEAVES, Node, Outline, sum_up, totals
from crawler.body.furniture import likeness
from crawler.document import is_unseen
from crawler.vocabulary import SURE, names_of

_ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:article|post|entry|story|news|blog)[-_]{0,2}(?:body|content|text|copy|inner)"
    r"|(?:body|content|text)[-_]{0,2}(?:article|post|entry|story|news))(?:\s|$)",
    re.IGNORECASE,
)
_TEXT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:page|main|single|field|detail)[-_]{0,2}(?:body|content|text|copy)(?:\s|$)"
    r"|(?:^|\s)(?:content|prose|markdown|bodytext|entry)(?:\s|$)",
    re.IGNORECASE,
)
_MAX_PROSE = 1000
"""Letters of one block that count; a legal notice is one long paragraph, an article is several."""
_FEW = 400
"""Letters of prose that a comment or a footer may hold."""
_ELSEWHERE = 0.25
"""What prose counts before the headline, in an article beside it, in what is likely furniture."""
_WEIGHTS = (1.0, 0.5)
"""Of prose for the element it stands right in, and for the one around that: a text may be in parts."""
_FEW_LINKED = 200
"""Letters in links that a text may have beside it; a list of articles has more."""
_MOST = 0.65
"""Of the page's prose; what holds it may be the article whatever it is called."""
_NOTE = 100
"""Letters of prose that widen no text: a note, a line about who wrote it."""
_SECOND_PART = 0.15
"""Of the text's prose, which a part of it has at least."""
_OTHER_TEXT = 0.6
"""The same of what stands outside the page's own article element: comments and asides do."""


def mark_furniture(outline: Outline, headline: Node | None = None) -> None:
    """Mark the nodes that are not the article, and take what they hold out of the sums around them.

    Seen: `<form>` around all of an ASP.NET page, `class="share-wrapper"` around the article, articles hidden
    until a script has run, every paragraph called "paywall". So what holds the headline with much of the
    prose is never furniture; what is likely furniture, or most of the prose, may turn out to be the article.
    """
    total = outline.nodes[0].prose
    suspects = {node: likeness(node.element) or is_unseen(node.element) for node in outline.nodes[1:]}
    suspects = {node: sure for node, sure in suspects.items() if sure}
    named = totals(outline, _first_named(outline, headline))
    alike: dict[str, int] = {}
    for node in suspects:
        names = node.element.get("class")
        if names:
            alike[names] = alike.get(names, 0) + node.prose
    for node, sure in suspects.items():
        if _holds_the_article(node, total, headline) and not _is_line_of_facts(node, sure, total):
            continue
        if sure == SURE and named[node.order]:
            continue
        is_mild = node.prose and (node.tag in LEAVES or sure < SURE)
        if is_mild and total > _FEW and alike.get(node.element.get("class") or "", 0) * 3 > total:
            continue
        node.furniture = True
        node.doubtful = sure < SURE or (node.prose > _MOST * total and not named[0])
    sum_up(outline)


def _first_named(outline: Outline, headline: Node | None) -> list[int]:
    """Return a 1 for the first node behind the headline that is called an article's text, if it has any."""
    own = [0] * len(outline.nodes)
    for node in outline.nodes[headline.last + 1 if headline else 0 :]:
        if is_named_article(node):
            own[node.order] = int(node.prose > 0)
            break
    return own


def _holds_the_article(node: Node, total: int, headline: Node | None) -> bool:
    if headline is None:
        return node.prose * 2 > total
    return node.holds(headline) and node is not headline and node.prose * 4 > total


def _is_line_of_facts(node: Node, sure: int, total: int) -> bool:
    """True for what calls itself a byline above a text as short as it is: a post of one sentence."""
    return sure == SURE and node.tag in LEAVES and node.prose < total <= _FEW


def is_named_article(node: Node) -> bool:
    """Return True when the page calls it the text of an article."""
    element = node.element
    return "articleBody" in (element.get("itemprop") or "") or bool(_ARTICLE_NAMES.search(names_of(element)))


def is_named_text(node: Node) -> bool:
    """Return True when the page calls it a text or content of some kind."""
    return is_named_article(node) or bool(_TEXT_NAMES.search(names_of(node.element)))


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
    if core.prose > _FEW or not any(node.furniture for node in (core, *core.ancestors())):
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


def inside_furniture(outline: Outline) -> list[bool]:
    """Return for each node, by its order, whether it is furniture or stands in some."""
    gone: list[bool] = []
    for node in outline.nodes:
        gone.append(node.furniture or (node.parent is not None and gone[node.parent.order]))
    return gone


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
