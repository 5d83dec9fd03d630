"""What on an article's page is not the article: told by the element's kind, its names, or its text.

A name is a hint and no more: a wrapper called "content-with-sidebar" holds the article. So whoever asks here
must first see that the element does not hold most of the page's prose.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

_FURNITURE_TAGS = frozenset(
    """
    nav aside footer form fieldset figcaption dialog menu search
    """.split()  # noqa: SIM905
)
_FURNITURE_ROLES = frozenset(
    """
    navigation complementary contentinfo search banner dialog alertdialog toolbar menu menubar
    tablist
    """.split()  # noqa: SIM905
)

_WORDS = frozenset(
    """
    ad ads adv advert adverts advertisement advertising advertorial anzeige werbung adsense adslot
    sponsor sponsored outbrain taboola promo promos promotion teaser teasers share sharing shares
    sharebar social socials sociallinks addthis addtoany shariff jetpack sharedaddy sharethis
    facebook twitter whatsapp related relatedposts recommended recommendation recommendations
    recommends similar popular trending latest recent mostread readmore readalso seealso further
    newsletter subscribe subscription abo signup paywall donate donation donations comment comments
    commentlist disqus respond reply replies trackback trackbacks pingback reactions sidebar sidenav
    widget widgets navi nav navbar navigation menu menus breadcrumb breadcrumbs breadcrump
    pagination pager paging pagenav prevnext postnav byline author authors authorbox bio vcard
    dateline timestamp pubdate postmeta postinfo tags taglist tagcloud tagged keywords cats caption
    captions credit credits copyright legend cookie cookies consent gdpr banner modal popup popover
    overlay lightbox tooltip toast print printlink toolbar tools toolbox buttons button btn cta
    rating ratings vote votes poll toc tableofcontents footer colophon skiplink screenreader login
    register masthead carousel slider slideshow
    """.split()  # noqa: SIM905
)
_PHRASES = re.compile(
    r"table-of-contents|read-(?:more|also|next|on)|see-also|also-(?:read|like)|more-(?:from|on|news|stories|articles)"
    r"|wp-caption|image-(?:caption|credit|source)|photo-credit|post-(?:meta|info|tags|nav|navigation|footer|author|date)"
    r"|entry-(?:meta|footer|utility|info|date)|article-(?:meta|info|tags|footer|tools|author|date)|meta-(?:data|info)"
    r"|about-(?:the-)?author|posted-(?:on|by|in)|site-(?:header|footer)|page-(?:header|footer)|jp-related"
    r"|screen-reader|sr-only|visually-hidden|skip-link|tag-(?:list|cloud|links)|cat-links|most-(?:read|popular|viewed)"
    r"|you-(?:may|might)|up-next|next-(?:post|article)|prev(?:ious)?-(?:post|article)|share-?buttons?|call-to-action"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z]+")

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDDEN_WORDS = re.compile(
    r"(?:^|\s)(?:hidden|hide|invisible|sr-only|visually-hidden|visuallyhidden|screen-reader-text|screenreader"
    r"|element-invisible|d-none|noprint-hidden|assistive-text|offscreen|a11y-hidden)(?:\s|$)",
    re.I,
)


@lru_cache(maxsize=4096)
def _is_named(names: str) -> bool:
    for name in _CAMEL.sub("-", names).lower().split():
        if _PHRASES.search(name.replace("_", "-")):
            return True
        words = [word for word in _SPLIT.split(name) if word]
        if len(words) <= 4 and not _WORDS.isdisjoint(words):
            return True
    return False


def names_of(element: HtmlElement) -> str:
    """Return the class and id of an element, by which its author says what it is."""
    names = element.get("class") or ""
    own_id = element.get("id")
    return f"{names} {own_id}" if own_id else names


def is_furniture(element: HtmlElement) -> bool:
    """Return True for a menu, share bar, comment, caption, ... by its tag, its role or its names."""
    if element.tag in _FURNITURE_TAGS:
        return True
    if not element.attrib:
        return False
    if element.get("role") in _FURNITURE_ROLES:
        return True
    names = names_of(element)
    return bool(names) and _is_named(names)


def is_hidden(element: HtmlElement) -> bool:
    """Return True for what a browser does not show, or shows to screen readers only."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or "aria-modal" in attributes:
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    names = attributes.get("class")
    return bool(names) and bool(_HIDDEN_WORDS.search(names))


def is_never_text(element: HtmlElement) -> bool:
    """Return True for what is left out of any article's element: captions, share bars, hidden text, ..."""
    return is_hidden(element) or is_furniture(element)
