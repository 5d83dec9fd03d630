"""What a card shows at a glance, without being read in full: how much it looks like an article's card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.listing.links import HEADINGS, LINE, Link, text_of, texts_in
from crawler.listing.phrases import READ_MORE, fold


@dataclass(slots=True, eq=False)
class Unit:
    """The elements of one card, its link, and whether the text between the elements belongs to it."""

    nodes: list[HtmlElement]
    link: Link
    flat: bool = False
    look: Look | None = None
    """What it shows at a glance, once that was looked at."""


# Begins with a digit, and looks back from it: so a text is skimmed for digits, not tried letter by letter.
_DATE = re.compile(
    r"\d(?:(?<=\b1)9\d\d\b|(?<=\b2)0\d\d\b|(?<=\b\d)\d?[./-]\d{1,2}\b|\d?\s?[月일日]|(?<=[۰-۹٠-٩])[۰-۹٠-٩]{3})"
)


# What speaks for a card, against each other: a heading or a text much, a part of one or none little.
HEADING_WORTH = TEXT_WORTH = 2.0
_FACT_WORTH = 1.5
"""Of a day, of a link to read on."""
_SIGN_WORTH = 0.5
"""Of a picture, of an article element: menus and boxes have them, too."""
BEGINNING = 25
"""Characters that are no links, and yet no text as long as a line: the beginning of one."""


@dataclass(slots=True)
class Look:
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


def _notice(look: Look, element: HtmlElement) -> None:
    tag = element.tag
    if tag == "a":
        text = text_of(element)
        look.linked += len(text)
        look.more = look.more or (fold(text) in READ_MORE)
    elif tag == "time":
        look.date = True
    elif tag == "img":
        look.image = True
    elif tag == "article":
        look.marked = True
    else:
        look.heading = True


def look_at(unit: Unit) -> Look:
    """Return what a card shows, without reading it in full."""
    if unit.look is None:
        unit.look = _look(unit)
    return unit.look


def _look(unit: Unit) -> Look:
    look = Look()
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
    look.date = look.date or _DATE.search(text[:_TOP].replace(unit.link.text, "", 1)) is not None
    return look
