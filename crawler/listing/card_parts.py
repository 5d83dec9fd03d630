"""What a card says, piece by piece: its blocks of text with their links, its image, its dates, its signature.

Reads the elements of one card once. What the pieces mean is decided in `cards`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.card_features import CardNode, background_in, picture_of
from crawler.listing.links import HEADINGS, LINE
from crawler.listing.phrases import READ_MORE, as_label
from crawler.vocabulary import ANSWERS, Role, roles_of

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr img picture source
    """.split()  # noqa: SIM905
)
_SKIPPED = frozenset(
    """
    script style noscript template svg iframe select form button input textarea object video audio
    map canvas dialog
    """.split()  # noqa: SIM905
)
_CAPTIONS: frozenset[Role] = frozenset({"caption", "credit", "copyright"})
_SIGNATURES: frozenset[Role] = frozenset({"byline", "posted_by", "author_box", "post_author"})
_ASIDES: frozenset[Role] = frozenset({"share", "comments", "tags", "spoken", "kicker", "tools", "count"})
_DATES: frozenset[Role] = frozenset({"date", "day"})
_EMPHASIS = frozenset({"b", "strong", "u", "big", "font"})
LABEL_WORDS = max(len(label.split()) for label in READ_MORE)
_LABEL = 200
"""Characters: a paragraph has more; a label has fewer, the title behind it included."""
_CHANGED = re.compile(r"updat|modif|edited|chang", re.I)


class Block:
    """A run of text between two block elements."""

    text: str = ""
    own: int = 0
    """Characters linked to the card's article."""
    others: int = 0
    """Characters linked elsewhere."""
    heading: bool = False
    dated: bool = False
    """A time element or one named a date stands in it, and little else."""
    title: str | None = None
    """The text of the first link to the article in it, when that is not a label."""
    lead: str | None = None
    """Its first words where they are emphasised: a title that is no heading, its text behind it."""

    def __init__(self, element: HtmlElement | None = None) -> None:
        self.element = element


@dataclass(slots=True, eq=False)
class Pieces:
    """One card, taken apart, in the order of the page."""

    unit: CardNode
    blocks: list[Block] = field(default_factory=list)
    dates: list[tuple[int, str]] = field(default_factory=list)
    """(rank, text as printed or in datetime), a lower rank being likelier the day of publication."""
    signatures: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    """(address, description)"""
    named: list[str] = field(default_factory=list)
    """title and aria-label attributes of links to the article."""
    labels: list[str] = field(default_factory=list)
    """Texts of the links to the article."""

    def picture(self, absolute: Callable[[str], str | None]) -> tuple[str | None, str | None]:
        """Return the address of the first picture that has one, and its description or caption."""
        sources = ((url, alt) for raw, alt in self.images if (url := absolute(raw)) is not None)
        source, alt = next(sources, (None, None))
        return source, alt or (self.captions[0] if self.captions else None)


def _part_named(names: str) -> str | None:
    """Return what a class says an element is, when that is not the card's text."""
    told = roles_of(names).keys()
    if not told.isdisjoint(_CAPTIONS):
        return "figcaption"
    if not told.isdisjoint(_SIGNATURES):
        return "address"
    return None if told.isdisjoint(_ASIDES) else "aside"


def _is_dated(names: str) -> bool:
    return not roles_of(names).keys().isdisjoint(_DATES)


class _Reader:
    """Walks one card; `address` turns an href into the form of the unit's own."""

    def __init__(self, unit: CardNode, address: Callable[[str], str | None]) -> None:
        self.pieces = Pieces(unit)
        self._nodes = set(unit.nodes)
        self._address = address
        self._url = unit.link.url
        self._texts: list[str] = []
        self._block = Block()

    def read(self) -> Pieces:
        for node in self.pieces.unit.nodes:
            if node.getparent() is not None and self._is_within_whole_link():
                self._walk(node, "own")
            else:
                self._walk(node, None)
            if self.pieces.unit.flat and node.tail:
                self._say(node.tail, None)
        self._flush(None)
        return self.pieces

    def _is_within_whole_link(self) -> bool:
        """A card whose element stands inside its own link (<a><article>) is linked all over."""
        return self.pieces.unit.link.element in self.pieces.unit.nodes[0].iterancestors("a")

    def _say(self, text: str, linked: str | None) -> None:
        if not text or text.isspace():
            if text and self._texts:
                self._texts.append(" ")
            return
        self._texts.append(text)
        if linked:
            size = len(text.strip())
            if linked == "own":
                self._block.own += size
            else:
                self._block.others += size

    def _flush(self, element: HtmlElement | None) -> None:
        """End the running block and begin one that stands in `element`."""
        if self._texts:
            if text := " ".join("".join(self._texts).split()):
                self._block.text = text
                self.pieces.blocks.append(self._block)
            self._texts = []
        self._block = Block(element)

    def _walk(self, element: HtmlElement, linked: str | None) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == "br":
            self._flush(self._block.element)
            return
        if tag == "img":
            self._see(element)
            return
        names, itemprop = element.get("class") or "", element.get("itemprop")
        part = _part_named(names) if names else None
        if part is not None and self._set_aside(element, part):
            return
        if (
            (tag == "figcaption" and not _holds_more(element, self._url, self._address))
            or tag == "address"
            or element.get("rel") == "author"
            or itemprop in ("author", "creator")
        ):
            self._keep_apart(element, tag)
            return
        is_block = tag not in INLINE
        if is_block:
            self._flush(element)
            self._block.heading = tag in HEADINGS
        if tag == "a":
            linked = self._link(element)
            if linked == "label":
                return
        elif tag == "time" or (names and _is_dated(names)) or tag == "abbr" or itemprop == "datePublished":
            self._date(element, names)
        if (style := element.get("style")) and (source := background_in(style)) is not None:
            self.pieces.images.append((source, ""))
        is_first = tag in _EMPHASIS and not "".join(self._texts).strip()
        if element.text:
            self._say(element.text, linked)
        for child in element:
            self._walk(child, linked)
            if child.tail:
                self._say(child.tail, linked)
        if is_first:
            self._block.lead = text_of(element)
        if is_block:
            self._flush(element.getparent())

    def _set_aside(self, element: HtmlElement, part: str) -> bool:
        """Keep captions, signatures, share bars, lists of tags out of the text; say whether this was one."""
        if element in self._nodes or _holds_more(element, self._url, self._address):
            return False
        if part == "aside":
            self._date_inside(element)
        else:
            self._keep_apart(element, part)
        return True

    def _date_inside(self, element: HtmlElement) -> None:
        """Take the dates beside a name or a tag: Plone's documentByLine is nothing else at times."""
        for child in element.iter():
            if child.tag == "time" or _is_dated(child.get("class") or ""):
                self._date(child, child.get("class") or "")

    def _keep_apart(self, element: HtmlElement, tag: str) -> None:
        text = text_of(element)
        if tag == "figcaption":
            if text:
                self.pieces.captions.append(text)
            for image in element.iter("img"):
                self._see(image)
            return
        self._date_inside(element)
        names = [text_of(link) for link in element.iter("a")]
        self.pieces.signatures.extend(filter(None, names if len(names) > 1 else [text]))

    def _link(self, element: HtmlElement) -> str | None:
        """Return "own", "other" or "label" for a link, noting what it says of the article."""
        url = self._address(element.get("href") or "")
        if url is None:
            return None
        text = text_of(element)
        if url.partition("#")[0] != self._url:
            return "label" if as_label(text) in READ_MORE and "#" in url else "other"
        for name in ("title", "aria-label"):
            if value := element.get(name):
                self.pieces.named.append(" ".join(value.split()))
        if any(_ends_in(text, known) for known in self.pieces.labels[:1]):
            return "label"
        if text:
            self.pieces.labels.append(text)
        is_last = self.pieces.unit.labelled and text == self.pieces.unit.link.text
        if is_last or is_label(text) or "#comment" in url or "#respond" in url or "#disqus" in url:
            return "label"
        if text and self._block.title is None and not _has_blocks(element):
            self._block.title = text
        return "own"

    def _date(self, element: HtmlElement, names: str) -> None:
        text = text_of(element)
        value = element.get("datetime") or element.get("content") or ""
        if element.tag == "abbr" and re.match(r"(?:19|20)\d\d-\d\d", element.get("title") or ""):
            value = element.get("title") or ""
        if element.tag == "abbr" and not value:
            return
        if len(text) > LINE or not (text or value):
            return
        parent = element.getparent()
        above = parent.get("class") or "" if parent is not None else ""
        around = f"{names} {element.get('itemprop') or ''} {above}"
        self._block.dated = True
        if not _CHANGED.search(around):
            rank = 0 if element.tag in ("time", "abbr") or value else 1
            self.pieces.dates += [(rank, raw) for raw in (value, text) if raw]

    def _see(self, image: HtmlElement) -> None:
        if (source := picture_of(image)) is not None:
            self.pieces.images.append((source, " ".join((image.get("alt") or "").split())))


def _ends_in(text: str, label: str) -> bool:
    """True for "Continue reading: Title" where the title was linked before."""
    return text != label and text.endswith(label)


def _has_blocks(element: HtmlElement) -> bool:
    return len(element) > 0 and next(element.iter(*HEADINGS, "p", "div"), None) is not None


def _holds_more(element: HtmlElement, url: str, address: Callable[[str], str | None]) -> bool:
    """True when an element named like furniture holds the article's title or much text after all."""
    if any(child.tag in HEADINGS or child.tag == "p" for child in element.iter(*HEADINGS, "p")):
        return True
    for link in element.iter("a"):
        if (
            (address(link.get("href") or "") or "").partition("#")[0] == url
            and link.text_content().strip()
            and not is_label(link.text_content())
        ):
            return "#" not in (link.get("href") or "")
    return False


@lru_cache(maxsize=ANSWERS)
def is_label(text: str) -> bool:
    """Say whether a link's words ask to read on, whatever title follows them ("Continue reading: ...")."""
    head, colon, _ = text.partition(":")
    if colon and len(head) < LINE and as_label(head) in READ_MORE:
        return True
    if len(text) > _LABEL:
        return False
    folded = as_label(text)
    words = folded.split()
    return folded in READ_MORE or any(" ".join(words[:size]) in READ_MORE for size in range(2, LABEL_WORDS))


def take_apart(unit: CardNode, address: Callable[[str], str | None]) -> Pieces:
    """Return the pieces of one card."""
    return _Reader(unit, address).read()
