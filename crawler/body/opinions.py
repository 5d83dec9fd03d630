"""Other readings of an article's text, for when our own is unsure: the page's JSON-LD, and trafilatura."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.body.anchors import letters
from crawler.fragments import text_of_fragment
from crawler.page import Page

_MAX_CHARS = 600_000
"""Of a page's source; trafilatura's time grows faster than the page."""


def told_text(page: Page) -> str | None:
    """Return the text that the page's JSON-LD carries, None when none or several objects carry one."""
    told = [
        body for entry in page.json_ld if isinstance(body := entry.get("articleBody"), str) and body.strip()
    ]
    if len({letters(body) for body in told}) != 1:
        return None
    text = text_of_fragment(told[0])
    return "\n\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def second_text(page: Page) -> str | None:
    """Return what trafilatura takes for the text, None when that is nothing or the page is too large."""
    if len(page.text) > _MAX_CHARS:
        return None
    import trafilatura

    try:
        text = trafilatura.extract(page.text, include_comments=False, favor_precision=True)
    except Exception:  # whatever a library that reads any page raises, it has no opinion then
        return None
    return "\n\n".join(line for raw in (text or "").splitlines() if (line := raw.strip())) or None


def is_fuller(other: str | None, own: str) -> bool:
    """Return True when the other reading has so much more text that our own must have missed it."""
    return bool(other) and len(letters(other or "")) > 3 * len(letters(own)) + 150


def share_of(other: str, own: str) -> float:
    """Return how many of the lines of a reading stand in another one, 0 to 1, by letters."""
    haystack = letters(own)
    return _share([letters(line) for line in other.splitlines()], haystack)


def _share(keys: Sequence[str], haystack: str) -> float:
    total = sum(map(len, keys))
    return sum(len(key) for key in keys if key in haystack) / total if total else 0.0
