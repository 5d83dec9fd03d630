"""What on an article's page is not the article: told by the element's kind, its names, or its text.

A name is a hint and no more: a wrapper called "content-with-sidebar" holds the article. So whoever asks here
must first see that the element does not hold most of the page's prose.
"""

from __future__ import annotations

from lxml.html import HtmlElement

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
