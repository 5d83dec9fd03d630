"""What on an article's page is not the article: told by the element's kind, its names, or its text.

A name is a hint and no more: a wrapper called "content-with-sidebar" holds the article. So whoever asks here
must first see that the element does not hold most of the page's prose.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.caches import ANSWERS

_SURE_TAGS = frozenset(("nav", "figcaption", "dialog", "menu"))
_LIKELY_TAGS = frozenset(("aside", "footer", "form", "fieldset", "search", "noscript", "details"))
_SURE_ROLES = frozenset(("navigation", "search", "dialog", "alertdialog", "toolbar", "menu", "menubar"))
_LIKELY_ROLES = frozenset(("complementary", "contentinfo", "banner", "tablist"))

_SURE_WORDS = frozenset(
    """
    ad ads adv advert adverts advertisement advertising anzeige werbung adsense adslot sponsored outbrain
    taboola share sharing shares sharebar social socials sociallinks addthis addtoany shariff sharedaddy
    sharethis related relatedposts recommended recommendation recommendations recommends similar trending
    mostread readmore readalso seealso newsletter comment comments commentlist disqus respond reply replies
    trackback trackbacks pingback sidebar sidenav navi nav navbar navigation breadcrumb breadcrumbs
    pagination pager paging pagenav prevnext nextprev postnav byline authorbox vcard dateline
    timestamp pubdate postmeta postmetadata postinfo tags taglist tagcloud tagged keywords caption captions
    thumbcaption cookie cookies consent gdpr tooltip skiplink tableofcontents colophon masthead
    """.split()  # noqa: SIM905
)
_LIKELY_WORDS = frozenset(
    """
    advertorial sponsor promo promos promotion teaser teasers popular latest recent further
    subscribe subscription abo signup paywall donate donation donations reactions widget widgets menu menus
    author authors bio cats credit credits copyright legend banner modal popup popover overlay lightbox toast
    print printlink toolbar tools toolbox buttons button btn cta rating ratings vote votes poll toc footer
    screenreader search login register carousel slider slideshow gallery discussion
    license licensing reward editsection
    """.split()  # noqa: SIM905
)
_SURE_PHRASES = re.compile(
    r"table-of-contents|read-(?:also|next)|see-also|also-(?:read|like)|more-(?:from|news|stories|articles)"
    r"|(?:image|photo)-(?:credit|source)|post-(?:meta|info|tags|nav|navigation|author|date)"
    r"|entry-(?:meta|utility|info|date)|article-(?:meta|info|tools|author|date)"
    r"|about-(?:the-)?author|author-(?:info|bio|box|card|desc|description|profile)\b|posted-(?:on|by|in)"
    r"|(?:site|page)-(?:header|footer)|screen-reader|skip-link|tag-(?:list|cloud|links)|cat-links"
    r"|most-(?:read|viewed)|you-(?:may|might)|(?:next|prev(?:ious)?)-(?:post|article)|sharebuttons?"
    r"|next-prev|prev-next"
)
_LIKELY_PHRASES = re.compile(r"post-footer|meta-(?:data|info)|read-(?:more|on)|call-to-action")
_MODIFIER = re.compile(r"^(?:with|has|no|is|hide|show|without|js|post|category|tag|format|type|anchor)-")
"""Names like "has-sidebar", WordPress's "tag-newsletter", Tailwind's "print:hidden" say something else.

Seen: "anchorTargetStickyNavbar" on each heading that a link may lead to.
"""
_ABOUT_ANOTHER = re.compile(r"-(?:with|has|no|without)-")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^a-z]+")

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDDEN_WORDS = re.compile(
    r"(?:^|\s)(?:hidden|hide|invisible|sr-only|visually-hidden|visuallyhidden|screen-reader-text|screenreader"
    r"|element-invisible|d-none|assistive-text|offscreen|a11y-hidden)(?:\s|$)",
    re.I,
)


LIKELY = 1
SURE = LIKELY + 1


@lru_cache(maxsize=ANSWERS)
def _named(names: str) -> int:
    found = 0
    names = _CAMEL.sub("-", names).replace("_", "-").lower()
    # Elementor calls each part that an editor puts on a page a widget, the text too.
    for raw in names.replace("elementor-widget", "elementor").split():
        if ":" in raw or _ABOUT_ANOTHER.search(raw):
            continue
        if _SURE_PHRASES.search(raw):
            return SURE
        if _LIKELY_PHRASES.search(raw):
            found = LIKELY
        if _MODIFIER.search(raw):
            continue
        words = [word for word in _SPLIT.split(raw) if word]
        if len(words) <= 6:
            if not _SURE_WORDS.isdisjoint(words):
                return SURE
            if not _LIKELY_WORDS.isdisjoint(words):
                found = LIKELY
    return found


def names_of(element: HtmlElement) -> str:
    """Return the class and id of an element, by which its author says what it is; a tag of his own first."""
    names = element.get("class") or ""
    if "-" in element.tag:
        names = f"{element.tag} {names}"
    own_id = element.get("id")
    return f"{names} {own_id}" if own_id else names


def likeness(element: HtmlElement) -> int:
    """Return SURE or LIKELY for a menu, share bar, comment, caption, ... by tag, role, names; else 0."""
    if element.tag in _SURE_TAGS:
        return SURE
    found = LIKELY if element.tag in _LIKELY_TAGS else 0
    if not element.attrib and "-" not in element.tag:
        return found
    role = element.get("role")
    if role in _SURE_ROLES:
        return SURE
    if role in _LIKELY_ROLES:
        found = LIKELY
    names = names_of(element)
    return max(found, _named(names)) if names else found


def is_furniture(element: HtmlElement) -> bool:
    """Return True for what is likely not the article's text, by tag, role or names."""
    return likeness(element) > 0


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
    return names is not None and _is_called_hidden(names)


@lru_cache(maxsize=ANSWERS)
def _is_called_hidden(names: str) -> bool:
    return bool(_HIDDEN_WORDS.search(names))


def is_never_text(element: HtmlElement) -> bool:
    """Return True for what is left out of any article's element: captions, share bars, hidden text, ..."""
    return is_hidden(element) or is_furniture(element)
