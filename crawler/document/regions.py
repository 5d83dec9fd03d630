"""Regions of a page: what no reader sees, and where an element stands: near the headline, or among comments,
teasers, captions and menus.

Decided by structure first (a box with its own linked heading is another article's card; what shares a small
part of the page with the headline belongs to the article), by words of classes second.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, islice

from lxml.html import HtmlElement

from crawler.vocabulary import ANSWERS, Role, names_of, roles_of, strength

UNREAD = frozenset(("script", "style", "svg", "template", "noscript"))
"""Elements whose content is no text, whoever reads; readers leave out others for reasons of their own."""
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SHOWN_SOMEWHERE = re.compile(r"(?<!\S)\S+:(?:block|flex|grid|inline|table)")
"""Tailwind's "hidden md:block" is hidden on small screens alone."""
_APART_TAGS = {"nav", "aside", "figure", "figcaption", "form", "dialog", "blockquote", "noscript"}
_APART_ROLES: frozenset[Role] = frozenset(
    "side navigation promo dialog frame banner gallery caption copyright share form tools list".split()  # noqa: SIM905
)
_OTHERS: frozenset[Role] = frozenset(("comments", "related", "teaser", "voices", "pictures"))
AUTHOR_ROLES: frozenset[Role] = frozenset(("byline", "author_box", "post_author", "author"))
_ARTICLE_ROLES: frozenset[Role] = frozenset(("article", "meta", "date", "facts"))
_ELSEWHERE = -math.inf
"""Of what no reader takes for a part of the article: comments, other articles, hidden parts."""
_APART = -4.0
"""Of what may belong to the article and stands in a box of its own."""
_APART_AUTHOR, _APART_POST_AUTHOR = -2.0, -1.0
"""Of such a box when it calls itself an author's; this article's author's."""
_NEAREST, _STEP = 2.5, 0.3
"""Of what is the headline's neighbour; less for each step up from the headline to the box that holds both."""
_BESIDE, _SIBLINGS = 1.5, 3
"""Of what shares nothing but the page with the headline, and follows its box as one of so many."""
_BEFORE = -1.0
"""Of what stands above the headline: more often the page's than the article's."""
_HEADLINE_WORDS = 4
"""A linked heading with more words is a headline: "Leave a reply (cancel)" is none."""
_CARD_CHARS = 900
"""Another article's card says no more."""


def is_hidden(element: HtmlElement) -> bool:
    """Return True for what a browser does not show."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or "aria-modal" in attributes:
        return True
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    names = attributes.get("class")
    return bool(names) and "snippet" in roles_of(names)


def is_for_screen_readers(element: HtmlElement) -> bool:
    """Return True for what is read aloud and not shown; a headline may be, where a picture shows it."""
    names = element.get("class")
    return bool(names) and "spoken" in roles_of(names)


def is_unseen(element: HtmlElement) -> bool:
    """Return True for what a browser does not show as far as names tell, or shows to screen readers only.

    What is named so may be shown by a script: a headline, a byline are looked for there all the same.
    """
    if not element.attrib:
        return False
    names = element.get("class")
    told = roles_of(names) if names else ()
    if "spoken" in told or ("hidden" in told and not _SHOWN_SOMEWHERE.search(names or "")):
        return True
    return is_hidden(element)


@lru_cache(maxsize=ANSWERS)
def names_own_author(names: str) -> bool:
    """True when a name tells that this article's author is meant: "entry-author", "story__byline"."""
    return any(
        "post_author" in told or _is_parts_author(tuple(told)) for told in map(roles_of, names.split())
    )


def _is_parts_author(told: tuple[Role, ...]) -> bool:
    """True when a part of the article is named before an author, as roles are told in their order."""
    parts = [role in _ARTICLE_ROLES for role in told if role in _ARTICLE_ROLES or role in AUTHOR_ROLES]
    return parts[:1] == [True] and not parts[-1]


@dataclass
class Surroundings:
    """The headline and its ancestors, which every place on the page is judged by."""

    tree: HtmlElement
    headline: HtmlElement | None

    @cached_property
    def steps(self) -> dict[HtmlElement, int]:
        """Each ancestor of the headline with the number of steps up to it."""
        if self.headline is None:
            return {}
        return {node: index for index, node in enumerate([self.headline, *self.headline.iterancestors()])}

    def place(self, node: HtmlElement) -> float:
        """Return up to 2.5 near the headline; minus infinity in comments, other articles, hidden parts."""
        weight, apart, below = 0.0, _APART, node
        for depth, element in enumerate([node, *node.iterancestors()]):
            if element in self.steps or element.tag in ("body", "html"):
                return weight + self._nearness(element, below)
            words = names_of(element)
            if strength(words, _OTHERS) or is_hidden(element) or (depth and _is_teaser(element)):
                return _ELSEWHERE
            if strength(words, AUTHOR_ROLES):
                apart = max(apart, _APART_POST_AUTHOR if names_own_author(words) else _APART_AUTHOR)
            if element.tag in _APART_TAGS or strength(words, _APART_ROLES):
                weight = min(weight, apart)
            below = element
        return weight

    def _nearness(self, shared: HtmlElement, below: HtmlElement) -> float:
        """Up to 2.5 in a small part of the page that holds the headline too; less before it."""
        if shared not in self.steps or shared.tag in ("body", "html"):
            before = islice(below.itersiblings(preceding=True), _SIBLINGS)
            beside = _BESIDE if any(sibling in self.steps for sibling in before) else 0.0
            return _APART if below.tag == "footer" else beside
        steps = self.steps[shared]
        is_before = steps > 1 and any(sibling in self.steps for sibling in below.itersiblings())
        return max(0.0, _NEAREST - _STEP * steps) + (_BEFORE if is_before else 0.0)


def _is_teaser(element: HtmlElement) -> bool:
    """True for a small box that has a linked heading of its own: another article's card."""
    if element.tag not in ("article", "li", "div", "section", "a"):
        return False
    for heading in islice(element.iter("h1", "h2", "h3", "h4"), 2):
        link = next(heading.iter("a"), None)
        if link is None:
            link = next(iter(islice(heading.iterancestors("a"), 1)), None)
        if link is not None and _leads(link, heading):
            return all(size < _CARD_CHARS for size in accumulate(map(len, element.itertext())))
    return False


def _leads(link: HtmlElement, heading: HtmlElement) -> bool:
    """True when most of a heading that has a headline's length is the link."""
    words = "".join(heading.itertext()).split()
    return len(words) > _HEADLINE_WORDS and 2 * len("".join(link.itertext()).split()) > len(words)
