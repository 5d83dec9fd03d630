"""What a tag is called, from its page's heading and title, the links to the page and its address.

A heading says "Tag: torture", "release of political prisoners tagged posts", "Записи с меткой «слово»":
the name is what is left when the words around it are cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawler.addresses import same_page, slug_of
from crawler.links import Link, text_of
from crawler.page import Page
from crawler.sayings import COUNTED, TAG_AFTER, TAG_BEFORE, TAG_BEFORE_LOOSE

_QUOTED = re.compile(
    r"“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|\"([^\"]+)\"|‘([^’]+)’|「([^」]+)」|『([^』]+)』|'([^']+)'$|”([^”]+)”"
)
_SEPARATORS = re.compile(r"\s+[|–—·•»«:/\\-]\s+|\s*[|»]\s*|:\s+")
_COUNT = re.compile(r"\s*[\[(]\s*\d[\d., ]*\s*[\])]\s*$")
_PAGE_NUMBER = re.compile(
    r"[\s,–—|(-]*\b(?:page|seite|strona|страница|сторінка|старонка|página|pagina|sida|side)\s+\d+(?:\s+(?:of|von|z|из|з|de|di|av)\s+\d+)?\)?\s*$",
    re.IGNORECASE,
)


def find_tag_name(page: Page, links: Sequence[Link], main: HtmlElement | None) -> str | None:
    """Return the tag's name as printed, None when neither heading nor title gives one."""
    slug = squash(slug_of(page.url))
    linked = _named_by_links(page, links, slug)
    for heading in _headings(page, main):
        if (name := name_in(heading, slug, linked)) is not None:
            return name
    return linked


def _headings(page: Page, main: HtmlElement | None) -> Iterator[str]:
    """Yield the texts that may hold the name: the part a heading marks off, headings, the title's parts."""
    found = [h1 for h1 in page.tree.iter("h1") if not _leads_home(h1)]
    inside = [h1 for h1 in found if main is not None and main in h1.iterancestors()]
    for h1 in (inside or found)[:2]:
        if next((link for link in h1.iter("a") if link.get("href")), None) is not None:
            continue
        yield text_of(h1)
    title = page.tree.find(".//title")
    if title is not None and (text := text_of(title)):
        parts = [part for part in _SEPARATORS.split(text) if part.strip()]
        slug = squash(slug_of(page.url))
        yield next((part for part in parts if slug and slug in squash(part)), parts[0] if parts else text)
    for heading in (main if main is not None else page.tree).iter("h2"):
        yield text_of(heading)
        break


def _leads_home(heading: HtmlElement) -> bool:
    return any(
        el.tag in ("header", "nav")
        and el.getparent() is not None
        and el.getparent().tag in ("body", "div")
        and el.get("id") in ("header", "banner", "masthead")
        for el in heading.iterancestors()
    )


def name_in(heading: str, slug: str = "", linked: str | None = None) -> str | None:
    """Return the tag's name within a heading's words.

    >>> name_in("release of political prisoners tagged posts")
    'release of political prisoners'
    >>> name_in("Tag: torture")
    'torture'
    >>> name_in("Posts tagged “free speech”")
    'free speech'
    """
    text = _PAGE_NUMBER.sub("", _COUNT.sub("", " ".join(heading.split()))).strip()
    if not text or len(text) > 160:
        return None
    if linked and linked.casefold() in text.casefold():
        return linked
    if slug and (matched := _like_slug(text, slug)) is not None:
        return linked if linked and squash(linked) == squash(matched) else matched
    return _cut(text) or None


def _cut(text: str) -> str:
    """Cut what stands around the name: known words first, then quotation marks."""
    rest = TAG_BEFORE.sub("", text)
    if rest == text and (quoted := _QUOTED.search(text)) and quoted[0] != text:
        outside = (text[: quoted.start()] + text[quoted.end() :]).strip(" :,-–—#")
        if outside and len(outside) < 60:
            return _inner(quoted)
    if rest == text:
        loose = TAG_BEFORE_LOOSE.sub("", text)
        rest = loose if loose and _is_safe_cut(text, loose) else text
    rest = COUNTED.sub("", rest) if COUNTED.search(rest) and rest != text else rest
    shorter = TAG_AFTER.sub("", rest)
    rest = shorter or rest
    return _unquoted(rest.strip(" :#,–—-"))


def _is_safe_cut(text: str, rest: str) -> bool:
    """ "Posts tagged torture" is cut to "torture"; "Stories of the sea" is a name of its own."""
    before = text[: len(text) - len(rest)].strip().casefold()
    return len(before.split()) > 1 or before in (
        "tag",
        "tagged",
        "tags",
        "schlagwort",
        "метка",
        "мітка",
        "étiquette",
        "etiqueta",
        "标签",
        "標籤",
        "タグ",
        "тег",
        "тэг",
    )


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return _inner(found) if found else text


def _inner(quoted: re.Match[str]) -> str:
    return next((str(group) for group in quoted.groups() if group), "").strip()


def _like_slug(text: str, slug: str) -> str | None:
    """Return the words of a heading that the address repeats."""
    words = text.split()
    squashed = [squash(word) for word in words]
    for start in range(len(words)):
        joined = ""
        for end in range(start, len(words)):
            joined += squashed[end]
            if joined == slug:
                return _unquoted(" ".join(words[start : end + 1]).strip(' :,–—-#“”«»„"()'))
            if len(joined) > len(slug):
                break
    return None


def _named_by_links(page: Page, links: Sequence[Link], slug: str) -> str | None:
    """Return what the page's links to itself are labelled with, where it is what the address says."""
    if not slug:
        return None
    for link in links:
        if link.text and len(link.text) < 100 and squash(link.text) == slug and same_page(link.url, page.url):
            return link.text.lstrip("#")
    return None


def squash(text: str) -> str:
    """Return letters and digits alone, in lower case, accents off: how an address spells a name."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())
