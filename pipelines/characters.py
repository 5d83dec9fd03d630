"""Characters that no reader sees and that programs obey: what is kept and shown is free of them.

A terminal takes C0 and C1 control characters for orders (its title, its screen, what it shows), a line with
bidirectional embeddings, overrides or isolates reads otherwise than it is written, XML knows neither most of
these nor U+FFFE and U+FFFF, and half of a character pair cannot be written as UTF-8 at all.

The marks that Arabic and Hebrew need to stand right beside Latin words (U+200E, U+200F, U+061C) and those
that join or part letters in Persian and Hindi (U+200C, U+200D) order nothing but their neighbours: they stay.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

_PLAIN = (
    "\t\n\x20-\x7e\xa0-\u2027"  # without C0, delete, C1
    "\u202f-\u2065"  # without the separators of lines and paragraphs, embeddings, overrides
    "\u2070-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"  # without isolates, deprecated marks, halves, noncharacters
    + "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 17))
)
_WHOLLY_PLAIN = re.compile(f"[{_PLAIN}]*")
"""Looks at a text in a twentieth of the time that a search for the others takes."""
_BLANK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OTHER = re.compile(f"[^{_PLAIN}]+")
_BLANKS = re.compile(" {2,}")


def is_plain(text: str) -> bool:
    """True for a text without a character that programs obey; tabs and line feeds are plain."""
    return _WHOLLY_PLAIN.fullmatch(text) is not None


def plain(text: str) -> str:
    """Return the text without what programs obey, other line breaks than a line feed as blanks.

    What stood around a character that went is parted by one blank at most.
    """
    if is_plain(text):
        return text
    text = _BLANK.sub(lambda found: "\n" if found[0] == "\r\n" else " ", text)
    return _BLANKS.sub(" ", _OTHER.sub("", text)).strip(" ")


def one_line(text: str) -> str:
    """Return the text plain, blanks and line breaks collapsed: fit for a line of a terminal or table."""
    return " ".join(plain(text).split())


def plain_url(url: str) -> str:
    """Return the address with what programs obey percent-encoded, so that it still leads to its page."""
    if is_plain(url):
        return url
    return _OTHER.sub(lambda found: quote(found[0], errors="replace"), url)


def plain_json(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON in which what programs obey is escaped: nothing is lost, and nothing is raw."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if is_plain(text) else _OTHER.sub(_escapes, text)


def _escapes(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
