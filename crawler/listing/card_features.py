"""What a card shows at a glance, without being read in full: how much it looks like an article's card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.dates import seems_dated
from crawler.document import text_of
from crawler.listing.links import HEADINGS, LINE, Link, texts_in
from crawler.listing.phrases import READ_MORE, as_label


@dataclass(slots=True, eq=False)
class CardNode:
    """The elements of one card, its link, and whether the text between the elements belongs to it."""

    nodes: list[HtmlElement]
    link: Link
    flat: bool = False
    labelled: bool = False
    """The link's words are a label that each card ends with, not a title."""
    look: Features | None = None
    """What it shows at a glance, once that was looked at."""


# What speaks for a card, against each other: a heading or a text much, a part of one or none little.
HEADING_WORTH = TEXT_WORTH = 2.0
_FACT_WORTH = 1.5
"""Of a day, of a link to read on."""
_SIGN_WORTH = 0.5
"""Of a picture, of an article element: menus and boxes have them, too."""
BEGINNING = 25
"""Characters that are no links, and yet no text as long as a line: the beginning of one."""


@dataclass(slots=True)
class Features:
    """What a card shows, at a glance."""

    words: int = 0
    """Characters of text."""
    linked: int = 0
    """Of these, within links."""
    heading: bool = False
    date: bool = False
    image: bool = False
    more: bool = False
    marked: bool = False
    """An article element, itemtype, or the like."""

    @property
    def worth(self) -> float:
        """How much it looks like an article's card."""
        spare = self.words - self.linked
        text = TEXT_WORTH if spare > LINE else TEXT_WORTH / 2 if spare > BEGINNING else 0.0
        return (
            text
            + HEADING_WORTH * self.heading
            + _FACT_WORTH * (self.date + self.more)
            + _SIGN_WORTH * (self.image + self.marked)
        )


# A card has fewer parts than this; what has more is not looked at in full.
_ENOUGH = 40
_TOP = 2000
"""Characters: a day further down is of the text."""


def _notice(look: Features, element: HtmlElement) -> None:
    tag = element.tag
    if tag == "a":
        text = text_of(element)
        look.linked += len(text)
        look.more = look.more or (as_label(text) in READ_MORE)
    elif tag == "time":
        look.date = True
    elif tag == "img":
        look.image = True
    elif tag == "article":
        look.marked = True
    else:
        look.heading = True


def features_of(unit: CardNode) -> Features:
    """Return what a card shows, without reading it in full."""
    if unit.look is None:
        unit.look = _look(unit)
    return unit.look


def _look(unit: CardNode) -> Features:
    look = Features()
    texts: list[str] = []
    for node in unit.nodes:
        texts += texts_in(node)
        if unit.flat and node.tail:
            texts.append(node.tail)
        look.marked = look.marked or node.get("itemtype") is not None
        for element in islice(node.iter("a", "article", "img", "time", *HEADINGS), _ENOUGH):
            _notice(look, element)
    text = " ".join(" ".join(texts).split())
    look.words = len(text)
    look.more = look.more or unit.labelled
    look.date = look.date or seems_dated(text[:_TOP].replace(unit.link.text, "", 1))
    return look


_NO_PICTURE = ("avatar", "emoji", "icon", "logo", "spinner", "pixel", "badge", "author", "byline")
_PLACEHOLDER = ("loading", "placeholder", "blank", "spacer", "lazy", "spinner", "transparent", "1x1", "pixel")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,500}url\(\s*['\"]?([^'\")]+)", re.I)

_MAX_STYLE_CHARS = 2000
_TINY = 32
"""Pixels of an icon's side."""


def picture_of(image: HtmlElement) -> str | None:
    """Return the address of an article's picture as printed; None for avatars, icons and pixels."""
    about = f"{image.get('class') or ''} {image.get('id') or ''} {image.get('src') or ''}"
    if any(map(about.lower().__contains__, _NO_PICTURE)) or _is_tiny(image):
        return None
    return next(_sources(image), None)


def background_in(style: str) -> str | None:
    """Return the picture that a style attribute lays under an element."""
    found = _BACKGROUND.search(style, 0, _MAX_STYLE_CHARS)
    return found[1] if found and not _is_placeholder(found[1]) else None


def _is_placeholder(source: str) -> bool:
    source = source.lower()
    return source.startswith("data:") or any(map(source.__contains__, _PLACEHOLDER))


def _sources(image: HtmlElement) -> Iterator[str]:
    """Yield where the picture itself is, lazily loaded or not."""
    for name in ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file", "src"):
        value = (image.get(name) or "").strip()
        if value and not (name == "src" and _is_placeholder(value)):
            yield value
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        value = (image.get(name) or "").strip().split(",")[0].split(" ")[0]
        if value and not value.startswith("data:"):
            yield value
    if (value := (image.get("src") or "").strip()) and not value.startswith("data:"):
        yield value


def _is_tiny(image: HtmlElement) -> bool:
    sizes = [image.get(name) or "" for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size) <= _TINY for size in sizes)
