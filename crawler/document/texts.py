"""Texts before, after and inside an element, in page order or against it, as far as the caller asks.

What is not part of an article's page is left out: menus, comments, other articles' teasers, scripts. The
element's own ancestors are never judged: a page whose body is called "sidebar-right" still has an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from crawler.document.regions import UNREAD
from crawler.vocabulary import SURE, Role, names_of, roles_of, strength

Text = tuple[str, HtmlElement]

_NO_TEXT = UNREAD | {"select", "textarea", "iframe", "head"}
_APART_TAGS = frozenset(["nav", "form", "dialog", "figcaption", "button", "blockquote"])
# The page's own, when not inside an article: it has a clock, a copyright line, a newsletter.
_PAGE_TAGS = frozenset(["header", "footer"])
_APART: frozenset[Role] = frozenset(
    """
    comments related side column dialog promo navigation bar pager step clock calendar copyright gallery
    pictures form
    """.split()  # noqa: SIM905
)
_PARTS: frozenset[Role] = frozenset(("head", "page_head", "frame", "banner", "teaser", "caption"))
"""Names of small parts of an article as often as of what is not of it: size tells."""
_ROOTS = frozenset(["body", "html"])
_SHORT_CHARS = 90
# "current-date" and "today-date" are clocks.
_ARTICLE_WORDS = re.compile(
    r"(?:^|(?<!current)(?<!today)[\s_-])(?:date|time|publish\w*|posted|byline|meta|article|entry|post|content|main)\b"
)
MANY_TEXTS = 300
"""More texts, or dates, than this are not looked through for one date."""


def text_of(element: HtmlElement) -> str:
    """Return an element's words, white space collapsed."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join(etree.tostring(element, method="text", encoding="unicode", with_tail=False).split())


def texts_inside(element: HtmlElement) -> Iterator[Text]:
    """Texts of the element in page order, each with the element it stands in."""
    stack: list[HtmlElement | Text] = [element]
    while stack:
        entry = stack.pop()
        if isinstance(entry, tuple):
            yield entry
            continue
        if entry is not element and is_apart(entry):
            continue
        for child in reversed(entry):
            if child.tail:
                stack.append((child.tail, entry))
            stack.append(child)
        if entry.text:
            stack.append((entry.text, entry))


def reversed_texts(element: HtmlElement) -> Iterator[Text]:
    """Texts of the element, the last first."""
    stack: list[HtmlElement | Text] = [element]
    while stack:
        entry = stack.pop()
        if isinstance(entry, tuple):
            yield entry
            continue
        if entry is not element and is_apart(entry):
            continue
        if entry.text:
            stack.append((entry.text, entry))
        for child in entry:
            stack.append(child)
            if child.tail:
                stack.append((child.tail, entry))


def texts_after(element: HtmlElement) -> Iterator[Text]:
    """Texts behind the element up to the end of the page."""
    while (parent := element.getparent()) is not None:
        if element.tail:
            yield element.tail, parent
        following = element.getnext()
        if following is None:
            element = parent
            continue
        element = following
        if not is_apart(element):
            yield from texts_inside(element)


def texts_before(element: HtmlElement) -> Iterator[Text]:
    """Texts in front of the element back to the beginning of the page, the nearest first."""
    while (parent := element.getparent()) is not None:
        previous = element.getprevious()
        if previous is None:
            if parent.text:
                yield parent.text, parent
            element = parent
            continue
        element = previous
        if element.tail:
            yield element.tail, parent
        if not is_apart(element):
            yield from reversed_texts(element)


def is_apart(element: HtmlElement) -> bool:
    """True for what is not of the article: a menu, a comment, a widget, a script."""
    tag = element.tag
    if tag in _NO_TEXT or tag in _APART_TAGS:
        return True
    if tag in _PAGE_TAGS and next(element.iterancestors("article", "main"), None) is None:
        return not is_short(element) or tag == "header"
    names = names_of(element)
    return _is_named(names, _APART, _PARTS) or (_is_named(names, _PARTS) and not is_short(element))


def is_short(element: HtmlElement) -> bool:
    """True when the element holds a line of text at most: a date below a headline, whatever it is called."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _SHORT_CHARS:
            return False
    return True


def _is_named(names: str, roles: frozenset[Role], surely: frozenset[Role] = frozenset()) -> bool:
    """True when names tell one of these roles, or surely one of others, and nothing of an article's parts."""
    if not names or not (strength(names, roles) or strength(names, surely) == SURE):
        return False
    return not _ARTICLE_WORDS.search(names)


def is_inside_another(element: HtmlElement) -> bool:
    """True inside a comment or a quotation: the date is theirs."""
    for ancestor in element.iterancestors():
        is_comment = ancestor.tag not in _ROOTS and "comments" in roles_of(names_of(ancestor))
        if ancestor.tag == "blockquote" or is_comment:
            return True
    return False


def ancestors_of(headline: HtmlElement | None) -> frozenset[HtmlElement]:
    """The elements that hold the headline."""
    return frozenset() if headline is None else frozenset(headline.iterancestors())


def is_inside_apart(element: HtmlElement, around: frozenset[HtmlElement]) -> bool:
    """True when an ancestor that is not one of those around the headline is apart."""
    for ancestor in element.iterancestors():
        if ancestor in around or ancestor.tag == "body":
            return False
        if is_apart(ancestor):
            return True
    return False
