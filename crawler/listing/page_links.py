"""The links of a page that speak of other pages of a listing, by their words, arrows, classes and relations.

Where such a link leads, and whether it is to be believed, is decided in `pager`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from lxml.html import HtmlElement

from crawler.document import Page, is_unseen, text_of
from crawler.listing.addresses import names_a_page
from crawler.listing.links import LINE, Link, LinkedPage, having
from crawler.listing.page_numbers import is_range, number_in
from crawler.listing.phrases import LAST, LOAD_MORE, NEWER, NEXT, OLDER, PREVIOUS, SEE_ALL, as_label
from crawler.vocabulary import ANSWERS

_ARROWS = re.compile(r"^[\s›»→⟩〉\u232a▸►≫>⇒➔➜➡❯⟶▶⯈⟫❱🡒]+$")
_BACK_ARROWS = re.compile(r"^[\s‹«←⟨〈\u2329◂◄≪<⇐❮⟵◀⟪❰🡐]+$")


def _token(*names: str) -> re.Pattern[str]:
    """Return a pattern that finds one of these as a whole word of a class, or several."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:$|[\s_-])", re.IGNORECASE)


_NEXT_CLASS = _token(
    *("next", "older", "nextpostslink", "next-?page", "more-?link-?next"),
    "(?:arrow|chevron|angle|caret|icon)-?right",
)
_BACK_CLASS = _token("prev", "previous", "newer", "prevpage", "(?:arrow|chevron|angle)-?left")
_LAST_CLASS = _token("last")
_LOAD_CLASS = re.compile(r"load-?_?more|show-?_?more|infinite|more-?posts|ajax-?more", re.I)
# Attributes in which buttons keep the address of what they load.
_DATA_ADDRESS = re.compile(
    rb"data-(?:url|href|next(?:-?page)?(?:-url|-href)?|load(?:-more)?-url|page-url|endpoint|ajax-url)(?==)"
)
_LOAD_ADDRESSES = (b"hx-get", b"up-href")

_ONWARD = frozenset({"next", "older", "more"})
_FILE_NAME = re.compile(r"^.*/|\.\w+$")
# A link that leads nowhere: themes keep it in its place on the first and the last page.
_DISABLED = re.compile(r"(?:^|\s)(?:is-|page-)?(?:disabled|invisible)(?:$|\s)", re.I)

_SENDERS = ("option", "button", "input")
_LABEL = 24
"""Longer words are a title beside an arrow, whatever the class says."""
_SIGN = 3
"""Longer words say themselves what an icon beside them would."""
_BUTTON = 50
"""Elements in a button at most, icons included."""
_BEHIND = 6
"""Links and buttons behind the last card among which a list goes on; further off begin boxes of others."""
_MORE_WORDS = 3
"""Words behind "next" in a label: more are a sentence."""


@dataclass(slots=True)
class PageLink:
    element: HtmlElement
    url: str
    kind: str
    label: int | None
    is_rel: bool


def page_links(linked: LinkedPage) -> list[PageLink]:
    """Return the links whose label or relation speaks of pages, whatever they lead to."""
    page, resolve = linked.page, linked.resolve
    speaking = (link for link in linked.links if linked.is_near(link.url) or _may_lead(link))
    found = [
        entry for link in speaking if (entry := _read_label(link.element, link.url, link.text)) is not None
    ]
    for element, href in _hidden_addresses(page):
        url = resolve(href) if "/" in href or "?" in href else None
        words = element.get("value") or "" if element.tag == "input" else text_of(element)
        if url and (entry := _read_label(element, url.partition("#")[0], words)) is not None:
            found.append(entry)
    for element in page.by_tag["link"]:
        url = (
            page.absolute(element.get("href"))
            if "next" in (element.get("rel") or "").lower().split()
            else None
        )
        if url:
            found.append(PageLink(element, url.partition("#")[0], "head", None, True))
    return found


def _may_lead(link: Link) -> bool:
    """True for a link that says number, next or older, wherever it leads."""
    text = link.text
    return len(text) <= _LABEL and (text[:1].isdigit() or _kind_of_words(text) in _ONWARD)


def _hidden_addresses(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Yield elements that keep an address elsewhere than in href: load-more buttons, menus of pages."""
    for tag, attribute in (("option", "value"), ("button", "formaction"), ("input", "formaction")):
        for element in page.by_tag[tag]:
            yield element, element.get(attribute) or ""
    for form in {
        form: None for tag in _SENDERS for el in page.by_tag[tag] for form in el.iterancestors("form")
    }:
        yield from _addresses_of_form(form)
    # The markup tells sooner than the tree which attributes there are; before the body stands what is long.
    body = page.markup[max(page.markup.find(b"<body"), 0) :]
    names = {*_DATA_ADDRESS.findall(body), *(name for name in _LOAD_ADDRESSES if name in body)}
    for name in sorted(name.decode() for name in names):
        for element in having(name)(page.tree):
            if element.tag not in ("img", "source", "iframe") and not _is_container(element):
                yield element, element.get(name) or ""


def _addresses_of_form(form: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield what a form that only asks leads to: numbers of a menu of pages, buttons with their words."""
    if (form.get("method") or "get").strip().lower() != "get":
        return
    fixed = [
        (el.get("name"), el.get("value") or "") for el in form.iter("input") if el.get("type") == "hidden"
    ]
    action = (form.get("action") or "").partition("?")[0]

    def address(*chosen: tuple[str | None, str]) -> str:
        return f"{action}?{urlencode([(name, value) for name, value in (*fixed, *chosen) if name])}"

    for select in form.iter("select"):
        if _is_menu_of_pages(options := list(select.iter("option"))):
            for option in options:
                yield option, address((select.get("name"), option.get("value") or text_of(option)))
    for element in form.iter("button", "input"):
        if element.tag == "button" or element.get("type") == "submit":
            yield element, address((element.get("name"), element.get("value") or ""))


def _is_menu_of_pages(options: Sequence[HtmlElement]) -> bool:
    """True for a menu of numbers; what it sends is no address."""
    are_numbers = len(options) > 1 and all(number_in(text_of(option)) is not None for option in options)
    return are_numbers and not any("/" in (option.get("value") or "") for option in options)


def _is_container(element: HtmlElement) -> bool:
    """True for what holds more than a button does: its text is no label, and takes long to gather."""
    return next(islice(element.iter(), _BUTTON, None), None) is not None


def _read_label(element: HtmlElement, url: str, text: str) -> PageLink | None:
    """Return what a link says it leads to, None when it speaks of no page."""
    rel = element.get("rel")
    is_rel = rel is not None and "next" in rel.lower().split()
    if len(text) > LINE and not is_rel:
        return None
    label = number_in(text)
    kind = _kind(element, text) if label is None and not is_range(text) else "number"
    if kind is None and (is_rel or names_a_page(url)):
        kind = "next" if is_rel else "unnamed"
    return PageLink(element, url, kind, label, is_rel) if kind and not _is_disabled(element) else None


def closed_end(last_card: HtmlElement) -> str | None:
    """Return the words of what promises more cards behind the last one and leads nowhere, None without it.

    A button "Load more", a link to "#": a script loads what comes, and the page does not say from where.
    """
    for element in islice(_behind(last_card), _BEHIND):
        words = text_of(element)
        if len(words) <= _LABEL and _kind_of_words(words) in ("more", "older") and _leads_nowhere(element):
            return words
    return None


def _behind(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links and buttons after an element, in the order of the page."""
    for node in (element, *element.iterancestors()):
        for sibling in node.itersiblings():
            yield from sibling.iter("a", "button")


def _leads_nowhere(element: HtmlElement) -> bool:
    """True for a button, and a link without an address, that can be seen and pressed."""
    href = (element.get("href") or "").strip()
    if href and href[0] != "#" and not href.startswith("javascript:"):
        return False
    return not _is_disabled(element) and "disabled" not in element.attrib and not is_unseen(element)


def _is_disabled(element: HtmlElement) -> bool:
    """True for a link of a pager that only fills its place: disabled or invisible, or in such an item."""
    parent = element.getparent()
    for node in (element,) if parent is None else (element, parent):
        names = node.get("class")
        if (names and _DISABLED.search(names)) or node.get("aria-disabled") == "true":
            return True
    return False


_TABLES = (
    ("newer", NEWER),
    ("older", OLDER),
    ("next", NEXT),
    ("last", LAST),
    ("all", SEE_ALL),
    ("more", LOAD_MORE),
    ("previous", PREVIOUS),
)


def _kind(element: HtmlElement, text: str) -> str | None:
    """Judge the words first, then arrows, then what class and icon say."""
    alts = [] if text else [image.get("alt") or "" for image in element.iter("img")]
    for label in (text, element.get("aria-label"), element.get("title"), *alts):
        if label and len(label) <= LINE and (kind := _kind_of_words(label)):
            return kind
    arrow = text or "".join(alts)
    if arrow and not arrow[0].isalnum():
        if _ARROWS.match(arrow):
            return "arrow"
        if _BACK_ARROWS.match(arrow):
            return "previous"
    if len(text) > _LABEL:
        return None
    return _kind_of_icon(element, text)


@lru_cache(maxsize=ANSWERS)
def _kind_of_words(label: str) -> str | None:
    """Judge a label; those of menus are the same on all pages of a site."""
    words = as_label(label).split()
    for size in range(len(words), max(len(words) - _MORE_WORDS, 1) - 1, -1):
        head = " ".join(words[:size])
        for kind, table in _TABLES:
            if head in table:
                return kind
    return None


def _kind_of_icon(element: HtmlElement, text: str) -> str | None:
    icons = () if len(text) > _SIGN or len(element) == 0 else _icon_names(element)
    names = " ".join([element.get("class") or "", _parent_class(element), *icons])
    return _kind_of_names(names) if names.strip() else None


@lru_cache(maxsize=ANSWERS)
def _kind_of_names(names: str) -> str | None:
    if _LOAD_CLASS.search(names):
        return "more"
    if _BACK_CLASS.search(names):
        return "previous"
    if _NEXT_CLASS.search(names):
        return "class"
    return "last" if _LAST_CLASS.search(names) else None


def _parent_class(element: HtmlElement) -> str:
    """A pager's item often carries the class its link does not: <li class="next"><a>."""
    parent = element.getparent()
    if parent is None or parent.tag not in ("li", "span", "div", "td", "p"):
        return ""
    # len(parent) walks along all siblings, which costs seconds in a cloud of thousands of tags.
    if element.getprevious() is not None or element.getnext() is not None:
        return ""
    return parent.get("class") or ""


def _icon_names(element: HtmlElement) -> Iterator[str]:
    for child in element.iter("i", "span", "svg", "use", "img"):
        yield child.get("class") or ""
        yield (
            child.get("alt")
            or child.get("href")
            or child.get("{http://www.w3.org/1999/xlink}href")
            or child.get("xlink:href")
            or _FILE_NAME.sub("", child.get("src") or "")
        )
