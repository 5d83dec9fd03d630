"""What of a page no reader sees."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.vocabulary import roles_of

UNREAD = frozenset(("script", "style", "svg", "template", "noscript"))
"""Elements whose content is no text, whoever reads; readers leave out others for reasons of their own."""
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_SHOWN_SOMEWHERE = re.compile(r"(?<!\S)\S+:(?:block|flex|grid|inline|table)")
"""Tailwind's "hidden md:block" is hidden on small screens alone."""


def is_hidden(element: HtmlElement) -> bool:
    """Return True for what a browser does not show."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or "aria-modal" in attributes:
        return True
    style = attributes.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    names = attributes.get("class")
    return bool(names) and "snippet" in roles_of(names)


def is_for_screen_readers(element: HtmlElement) -> bool:
    """Return True for what is read aloud and not shown; a headline may be, where a picture shows it."""
    names = element.get("class")
    return bool(names) and "spoken" in roles_of(names)


def is_unseen(element: HtmlElement) -> bool:
    """Return True for what a browser does not show as far as names tell, or shows to screen readers only.

    What is named so may be shown by a script: a headline, a byline are looked for there all the same.
    """
    if not element.attrib:
        return False
    names = element.get("class")
    told = roles_of(names) if names else ()
    if "spoken" in told or ("hidden" in told and not _SHOWN_SOMEWHERE.search(names or "")):
        return True
    return is_hidden(element)
