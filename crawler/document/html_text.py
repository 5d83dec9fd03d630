"""HTML inside a string: titles of feeds and of WordPress's API, headlines and texts in JSON-LD, descriptions.

People and importers put markup there that no parser of the page has seen, and in pieces: tags that are never
closed, or closed twice, scripts, comments, a "<" that is a sign, all of it escaped on every save.
BeautifulSoup is made for such pieces: it takes whatever comes and knows which of its strings a reader sees. A
string with a tag costs 0.1 ms, any other next to nothing.
"""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LINES = "br|p|div|h[1-6]|ul|ol|li|blockquote"
_WITHIN_LINES = "wbr|nobr|i|b|em|strong|span|sup|sub|u|s|a|q|font|small|mark|cite|abbr"
_TYPED = rf"</?(?:{_LINES}|{_WITHIN_LINES})(?:\s[^<>]{{0,1000}})?/?>"
_WITH_ATTRIBUTE = r"<[a-z][a-z0-9:-]{0,30}\s[^<>]{0,300}=[\"'][^<>]{0,1000}>"
_TAG = re.compile(f"{_TYPED}|{_WITH_ATTRIBUTE}", re.IGNORECASE)
"""What people type into a field for text, and what has an attribute; "<canvas>" is what a title says."""
_LINE_TAG = re.compile(rf"</?(?:{_LINES}|hr|pre|d[ltd]|t[rdh]|fig\w+)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_SIGN = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_MAX_LAYERS = 5
_MAX_CHARS = 200_000


def text_of_fragment(markup: str) -> str:
    """Return what a reader sees of it, line breaks where tags end a line; a text without markup as it is.

    Entities are resolved as often as they were escaped, tags once: behind real tags, "&lt;b&gt;" is text.
    """
    for _ in range(_MAX_LAYERS):
        if "<" in markup and _TAG.search(markup):
            return _unescaped(_shown(markup))
        unescaped = _unescaped(markup)
        if unescaped == markup:
            break
        markup = unescaped
    return markup


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _shown(markup: str) -> str:
    # It takes a twentieth of a second to load, and most runs meet no such string.
    from bs4 import BeautifulSoup

    markup = markup[:_MAX_CHARS].replace("\0", "").encode("utf-8", "replace").decode()
    markup = _SIGN.sub("&lt;", markup)
    if _LINE_TAG.search(markup):
        markup = "\n".join(" ".join(part.split()) for part in _EMPTY_LINE.split(markup))
        markup = _LINE_TAG.sub(r"\n\g<0>", markup)
    return BeautifulSoup(f"<body>{markup}", "lxml").get_text()
