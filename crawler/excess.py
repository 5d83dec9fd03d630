"""What no honest page has: thousands of attributes on one element, hundreds of thousands of tags or links.

Reading it would take the machine for minutes, or its memory; one linear look at the markup tells beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST_ATTRIBUTES = 5_000
"""On one element. libxml2 compares each with each: 20 000 take it seconds, 100 000 minutes."""
MOST_COMPARED = MOST_ATTRIBUTES**2
"""Of all elements together: many with a few thousand each cost as much as one with more."""
MOST_TAGS = 800_000
MOST_LINKS = 100_000
LONGEST_TEXT = 10_000_000
"""Bytes from one tag to the next; libxml2 cuts a longer text without a word."""

_CROWDED = 700_000
"""Bytes of a page that may hold so many links or tags; smaller ones need not be counted."""
_WINDOW = 1000
"""Bytes that are asked for an edge; a tag of a thousand attributes has two for each of them."""
_TAG = re.compile(rb"<(?:[^>=]*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+[^>]*+")
"""A tag as browsers read it: a > within quotes does not end it."""
_PIECE = re.compile(
    rb"<!--(?!-?>)(?:[^-]++|-(?!-!?>))*+"
    rb"|(<(?:(script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[\s/>])|[a-z])"
    rb"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+)"
    rb"(?(2)(?:[^<]++|<(?!/\2))*+)",
    re.IGNORECASE,
)
"""Comments, tags and the raw text behind some of them, each to its end, so that none is looked at twice."""
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"']++)")
_NAME = re.compile(rb"[^\s/>=]++")


def excess_of(markup: bytes) -> str | None:
    """Return what a page has too much of, None when it may be read. Never raises."""
    if len(markup) > _CROWDED:
        if markup.count(b"<") > MOST_TAGS:
            return f"this page has more than {MOST_TAGS:,} tags"
        if markup.count(b"<a ") + markup.count(b"<A ") > MOST_LINKS:
            return f"this page has more than {MOST_LINKS:,} links"
    if len(markup) > LONGEST_TEXT and max(map(len, markup.split(b"<"))) > LONGEST_TEXT:
        return f"a piece of text of this page has more than {LONGEST_TEXT:,} bytes"
    return _excess_of_attributes(markup)


def _excess_of_attributes(markup: bytes) -> str | None:
    """Look at the tags as a browser tells them apart, and at what has no edge for long, whatever it is."""
    tags = (piece[1] for piece in _PIECE.finditer(markup) if piece.end() - piece.start() > _WINDOW)
    return _excess_in(tag for tag in tags if tag) or _excess_in(_tags_without_edge(markup))


def _excess_in(tags: Iterable[bytes]) -> str | None:
    compared = 0
    for tag in tags:
        count = len(_NAME.findall(_VALUE.sub(b" ", tag)))
        compared += count**2
        if count > MOST_ATTRIBUTES:
            return f"an element of this page has more than {MOST_ATTRIBUTES:,} attributes"
        if compared > MOST_COMPARED:
            return "the elements of this page have too many attributes"
    return None


def _tags_without_edge(markup: bytes) -> Iterator[bytes]:
    seen = 0
    for start in _long_tags(markup):
        if start >= seen and (tag := _TAG.match(markup, start)):
            seen = tag.end()
            yield tag[0]


def _long_tags(markup: bytes) -> Iterator[int]:
    """Yield where the tags begin that have no edge for long: a whole window lies within each."""
    opened = closed = told = -1
    for at in range(0, len(markup), _WINDOW):
        opens = markup.rfind(b"<", at, at + _WINDOW)
        closes = markup.rfind(b">", at, at + _WINDOW)
        is_within = opens < 0 and closes < 0 and opened > closed
        if is_within and opened != told and markup[opened + 1 : opened + 2].isalpha():
            told = opened
            yield opened
        opened, closed = max(opened, opens), max(closed, closes)
