"""What on an article's page is not the article: told by the element's kind, its names, or its text.

A name is a hint and no more: a wrapper called "content-with-sidebar" holds the article. So whoever asks here
must first see that the element does not hold most of the page's prose.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.body.blocks import LEAVES, Node, Outline, sum_up, totals
from crawler.document import is_unseen
from crawler.vocabulary import LIKELY, SURE, Role, names_of, strength

_SURE_TAGS = frozenset(("nav", "figcaption", "dialog", "menu"))
_LIKELY_TAGS = frozenset(("aside", "footer", "form", "fieldset", "search", "noscript", "details"))
_SURE_ROLES = frozenset(("navigation", "search", "dialog", "alertdialog", "toolbar", "menu", "menubar"))
_LIKELY_ROLES = frozenset(("complementary", "contentinfo", "banner", "tablist"))
LEFT_OUT: frozenset[Role] = frozenset(
    """
    navigation bar button form pager head page_head frame banner contents share comments related
    read_more teaser advert promo dialog side tags tag_cloud caption gallery credit copyright license
    byline posted_by author_box post_author biography date meta tools hidden spoken
    """.split()  # noqa: SIM905
)
"""Parts of a page that are not the article's text."""
FEW = 400
"""Letters of prose that a comment or a footer may hold."""
_ARTICLE, _TEXT = "article|post|entry|story|news", "body|content|text"
_ARTICLES_TEXT = rf"(?:{_ARTICLE}|blog)[-_]{{0,2}}(?:{_TEXT}|copy|inner)"
_TEXT_OF_ARTICLE = rf"(?:{_TEXT})[-_]{{0,2}}(?:{_ARTICLE})"
_ARTICLE_NAMES = re.compile(rf"(?:^|[\s_-])(?:{_ARTICLES_TEXT}|{_TEXT_OF_ARTICLE})(?:\s|$)", re.IGNORECASE)
_PAGES_TEXT = rf"(?:^|[\s_-])(?:page|main|single|field|detail)[-_]{{0,2}}(?:{_TEXT}|copy)(?:\s|$)"
_ALL_TEXT = r"(?:^|\s)(?:content|prose|markdown|bodytext|entry)(?:\s|$)"
_TEXT_NAMES = re.compile(rf"{_PAGES_TEXT}|{_ALL_TEXT}", re.IGNORECASE)
_MOST = 0.65
"""Of the page's prose; what holds it may be the article whatever it is called."""


def likeness(element: HtmlElement) -> int:
    """Return SURE or LIKELY for a menu, share bar, comment, caption, ... by tag, role, names; else 0."""
    if element.tag in _SURE_TAGS:
        return SURE
    found = LIKELY if element.tag in _LIKELY_TAGS else 0
    if not element.attrib and "-" not in element.tag:  # for speed: most elements have no names
        return found
    role = element.get("role")
    if role in _SURE_ROLES:
        return SURE
    if role in _LIKELY_ROLES:
        found = LIKELY
    names = names_of(element)
    return max(found, strength(names, LEFT_OUT)) if names else found


def is_furniture(element: HtmlElement) -> bool:
    """Return True for what is likely not the article's text, by tag, role or names."""
    return likeness(element) > 0


def is_never_text(element: HtmlElement) -> bool:
    """Return True for what is left out of any article's element: captions, share bars, hidden text, ..."""
    return is_unseen(element) or is_furniture(element)


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
        if is_mild and total > FEW and alike.get(node.element.get("class") or "", 0) * 3 > total:
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
    return sure == SURE and node.tag in LEAVES and node.prose < total <= FEW


def is_named_article(node: Node) -> bool:
    """Return True when the page calls it the text of an article."""
    element = node.element
    return "articleBody" in (element.get("itemprop") or "") or bool(_ARTICLE_NAMES.search(names_of(element)))


def is_named_text(node: Node) -> bool:
    """Return True when the page calls it a text or content of some kind."""
    return is_named_article(node) or bool(_TEXT_NAMES.search(names_of(node.element)))


def inside_furniture(outline: Outline) -> list[bool]:
    """Return for each node, by its order, whether it is furniture or stands in some."""
    gone: list[bool] = []
    for node in outline.nodes:
        gone.append(node.furniture or (node.parent is not None and gone[node.parent.order]))
    return gone
