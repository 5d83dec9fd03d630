"""What a tag is called, from its page's heading and title, the links to the page and its address.

A heading says "Tag: torture", "release of political prisoners tagged posts", "Записи с меткой «слово»":
the name is what is left when the words around it are cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.document import Page, text_of
from crawler.listing.addresses import slug_of
from crawler.listing.links import LINE, LinkedPage
from crawler.listing.phrases import COUNTED, ELSEWHERE, TAG_AFTER, TAG_BEFORE, TAG_BEFORE_LOOSE
from crawler.titles import site_names
from crawler.vocabulary import alternation, words
from pipelines.characters import one_line
from pipelines.compare import squash

_QUOTES = (("“", "”"), ("«", "»"), ("„", "“”"), ('"', '"'), ("‘", "’"), ("「", "」"), ("『", "』"))
_PAIRS = "|".join(f"{opening}([^{closing}]+)[{closing}]" for opening, closing in _QUOTES)
_QUOTED = re.compile(rf"{_PAIRS}|'([^']+)'$|”([^”]+)”")
_SEPARATORS = re.compile(r"(?<!\s)\s+[|–—·•»«:/\\-]\s+|(?:(?<!\s)\s+)?[|»]\s*|:\s+")
_GENERAL = re.compile(
    rf"(?:{alternation('listing.which')})?\s*(?:{alternation('listing.things')})?$", re.IGNORECASE
)
"""Headings over any list at all."""
_MAX_CHARS = 100
"""Of a heading or a link: what is longer names no tag, and takes the patterns below long."""
_COUNT = re.compile(r"(?<!\s)\s*+[\[(]\s*\d[\d., ]*+\s*[\])]\s*$")
_PAGE_WORDS = rf"(?:{alternation('listing.page')})"
_OF_PAGES = r"(?:\s+(?:of|von|z|из|з|de|di|av)\s+\d+)?"
_IN_BRACKETS = rf"(?<!\s)\s*+\((?>[^()]*?\b{_PAGE_WORDS}\s+\d+)[^()]*\)"
_BEHIND_NAME = rf"(?:(?<![\s,–—|-])[\s,–—|-]+)?\b{_PAGE_WORDS}\s+\d+{_OF_PAGES}"
_PAGE_NUMBER = re.compile(rf"(?:{_IN_BRACKETS}|{_BEHIND_NAME})\s*$", re.IGNORECASE)


def find_tag_name(linked: LinkedPage) -> str | None:
    """Return the tag's name as printed, None when neither heading nor title gives one."""
    name = _find(linked)
    return one_line(name) if name else None


def _find(linked: LinkedPage) -> str | None:
    """Return the name with whatever the page has in it.

    What the address repeats is believed first, then what known words stand around, then the heading whole.
    """
    page = linked.page
    slug = squash(slug_of(page.url))
    label = _named_by_links(linked, slug)
    headings = [_without_numbers(text) for text in _headings(page, linked.regions.main)]
    for text in headings:
        if (name := _like_slug(text, slug)) is not None:
            return name
    if label is not None:
        return label
    names = site_names(page)
    home = _home_texts(linked)
    own = [text for text in headings if not (names.has(text) or _GENERAL.match(text) or text in home)]
    for text in own:
        if (name := _cut(text)) and name != text and not names.has(name):
            return name
    return next((text for text in [*own, *headings] if not ELSEWHERE.is_in(text)), None)


def _home_texts(linked: LinkedPage) -> str:
    """Return what the links to the front page say: the site's name, with its motto at times."""
    home = (linked.resolve("/") or "").rstrip("/")
    anchors = linked.page.anchors
    links = (link for link in anchors if (linked.resolve(link.get("href") or "") or "").rstrip("/") == home)
    return " | ".join(text_of(link) for link in links)


def _headings(page: Page, main: HtmlElement | None) -> list[str]:
    """Return the texts that may hold the name: the page's headings, the parts of its title."""
    found = [h1 for h1 in page.by_tag["h1"] if not _is_linked(h1)]
    inside = [h1 for h1 in found if main is not None and main in h1.iterancestors()]
    texts = [text_of(h1) for h1 in (inside or found)[:1]]
    if page.by_tag["title"] and (text := text_of(page.by_tag["title"][0])):
        texts += [*(part for part in _SEPARATORS.split(text) if part.strip()), text]
    for heading in (main if main is not None else page.tree).iter("h2"):
        if not _is_linked(heading):
            texts.insert(1 if texts and (inside or found) else 0, text_of(heading))
        break
    return [text for text in texts if text and len(text) < _MAX_CHARS]


def _is_linked(heading: HtmlElement) -> bool:
    """A heading that is a link is the site's name or a card's title."""
    return any(link.get("href") for link in heading.iter("a")) or heading.getparent().tag == "a"


def name_in(heading: str, slug: str = "") -> str | None:
    """Return the tag's name within a heading's words; `slug` is the address's last part, squashed.

    >>> name_in("release of political prisoners tagged posts")
    'release of political prisoners'
    >>> name_in("Tag: torture")
    'torture'
    >>> name_in("Posts tagged “free speech”")
    'free speech'
    """
    text = _without_numbers(heading)
    return _like_slug(text, slug) or _cut(text) or None


def _without_numbers(heading: str) -> str:
    return _PAGE_NUMBER.sub("", _COUNT.sub("", " ".join(heading.split()))).strip()


def _cut(text: str) -> str:
    """Cut what stands around the name: known words first, then quotation marks."""
    rest = TAG_BEFORE.sub("", text)
    if rest == text and (quoted := _QUOTED.search(text)) and _names_alone(text, quoted):
        return _inner(quoted)
    if rest == text:
        loose = TAG_BEFORE_LOOSE.sub("", text)
        rest = loose if loose and _is_safe_cut(text, loose) else text
    rest = COUNTED.sub("", rest) if COUNTED.search(rest) and rest != text else rest
    shorter = TAG_AFTER.sub("", rest)
    rest = shorter or rest
    return _unquoted(rest.strip(" :#,–—-"))


def _names_alone(text: str, quoted: re.Match[str]) -> bool:
    """A name in quotation marks ends the heading, or is followed by known words."""
    before, after = text[: quoted.start()].strip(), text[quoted.end() :].strip(" :,.-–—")
    return bool(before or after) and len(before) < LINE and (not after or bool(TAG_AFTER.search(" " + after)))


def _is_safe_cut(text: str, rest: str) -> bool:
    """ "Posts tagged torture" is cut to "torture"; "Stories of the sea" is a name of its own."""
    before = text[: len(text) - len(rest)].strip().casefold()
    return len(before.split()) > 1 or before in words("listing.tag")


def _unquoted(text: str) -> str:
    found = _QUOTED.fullmatch(text)
    return _inner(found) if found else text


def _inner(quoted: re.Match[str]) -> str:
    return next((str(group) for group in quoted.groups() if group), "").strip()


def _like_slug(text: str, slug: str) -> str | None:
    """Return the words of a heading that the address repeats."""
    if not slug:
        return None
    words = text.split()
    squashed = [squash(word) for word in words]
    for start in range(len(words)):
        joined = ""
        for end in range(start, len(words)):
            joined += squashed[end]
            if joined == slug and _stands_apart(words, start, end + 1):
                return _unquoted(" ".join(words[start : end + 1]).strip(' |·:,–—-#“”«»„"()'))
            if len(joined) > len(slug):
                break
    return None


def _stands_apart(words: Sequence[str], start: int, end: int) -> bool:
    """One word at the beginning of a heading is all of the name only where known words follow it."""
    if end - start > 1 or start > 0 or end == len(words):
        return True
    rest = " ".join(words[end:])
    return rest.strip("()[]").isdigit() or bool(TAG_AFTER.fullmatch(" " + rest)) or rest[0] in "|·–—-"


def _named_by_links(linked: LinkedPage, slug: str) -> str | None:
    """Return what the page's links to itself are labelled with, where it is what the address says."""
    here = linked.page.url.partition("#")[0].rstrip("/")
    for link in linked.links:
        if (
            slug
            and link.url.rstrip("/") == here
            and len(link.text) < _MAX_CHARS
            and squash(link.text) == slug
        ):
            return link.text.lstrip("#")
    return None
