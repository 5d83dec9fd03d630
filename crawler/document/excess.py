"""What no honest page has: thousands of attributes on one element, hundreds of thousands of tags or links.

Reading it would take the machine for minutes, or its memory; one linear look at the markup tells beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

MOST_ATTRIBUTES = 5_000
"""On one element. libxml2 goes past all others to add one: 20 000 take it seconds, 100 000 minutes."""
MOST_STEPS = MOST_ATTRIBUTES**2
"""Of all elements together: many with a few thousand each cost as much as one with more."""
MOST_TAGS = 800_000
MOST_LINKS = 100_000
LONGEST_TEXT = 10_000_000
"""Bytes from one tag to the next; libxml2 cuts a longer text without a word."""

_LARGE = 700_000
"""Bytes of a page that may hold so many links or tags; smaller ones need not be counted."""
_ATTRIBUTE = rb"[\s/]*+[^\s/>][^\s/>=]{0,30}+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]{0,30}+)?)?"
"""As HTML has it: a quote opens a value behind an = alone, and a > within that ends no tag.

What is long and not in quotes counts as several, for an end to the looking.
"""
_TAG = re.compile(rb"<[A-Za-z][^\s/>]*+(?:(?=(?:" + _ATTRIBUTE + rb"){99}+[\s/]*+([^\s/>]))|)")
"""Tried wherever a tag may begin, with the hundredth attribute: what is a comment, a script or a value to
others hides no tag that way. It fits tags without so many, too, so that none is looked at from its middle."""


def excess_of(markup: bytes) -> str | None:
    """Return what a page has too much of, None when it may be read. Never raises."""
    if len(markup) > _LARGE:
        if markup.count(b"<") > MOST_TAGS:
            return f"this page has more than {MOST_TAGS:,} tags"
        if markup.count(b"<a ") + markup.count(b"<A ") > MOST_LINKS:
            return f"this page has more than {MOST_LINKS:,} links"
    if len(markup) > LONGEST_TEXT and max(map(len, markup.split(b"<"))) > LONGEST_TEXT:
        return f"a piece of text of this page has more than {LONGEST_TEXT:,} bytes"
    return _excess_of_attributes(markup)


def _excess_of_attributes(markup: bytes) -> str | None:
    if not any(tag[1] for tag in _TAG.finditer(markup)):
        return None
    try:
        etree.fromstring(markup, parser=etree.HTMLParser(target=_Counter(), encoding="utf-8"))
    except _TooManyError as error:
        return str(error)
    except (etree.LxmlError, ValueError):
        return None
    return None


class _TooManyError(Exception):
    """What there is too much of."""


class _Counter:
    """Counts attributes as the parser itself finds them, but builds no tree, which takes its time alone."""

    def __init__(self) -> None:
        self._steps = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count those of one element."""
        count = len(attributes)
        self._steps += count**2
        if count > MOST_ATTRIBUTES:
            raise _TooManyError(f"an element of this page has more than {MOST_ATTRIBUTES:,} attributes")
        if self._steps > MOST_STEPS:
            raise _TooManyError("the elements of this page have too many attributes")

    def close(self) -> None:
        """Take the end of the page."""
