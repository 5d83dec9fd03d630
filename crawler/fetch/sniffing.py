"""Is this a page? Decided on its first bytes, and on what the server says it is, which is often wrong."""

from __future__ import annotations

import re

_MEDIA = re.compile(
    r"\s*(?:(?:image|audio|video|font|model)/|application/(?:pdf|zip|gzip|x-(?:tar|7z|rar|gzip|bzip)"
    r"|msword|vnd\.(?:ms-|openxml|oasis)|epub|ogg|wasm|java-archive))",
    re.IGNORECASE,
)
_HTML_TYPE = re.compile(r"\s*(?:(?:text/html|application/xhtml\+xml)\s*)?(?:;|$)", re.IGNORECASE)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|section|div|p|h[1-6])\b", re.IGNORECASE
)
_FEED = re.compile(rb"<(?:rss|feed|urlset|sitemapindex|rdf:rdf|svg)\b", re.IGNORECASE)
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"RIFF",
    b"\x1f\x8b",
    b"ID3",
    b"OggS",
    b"\x00\x00\x00",
)
_START = 4096


def is_hopeless(content_type: str, start: bytes) -> bool:
    """Tell whether a server announces a film or a document and its first bytes do not say otherwise."""
    return bool(_MEDIA.match(content_type)) and not _MARKUP.search(start[:_START])


def is_declared_html(content_type: str) -> bool:
    """Tell whether a server says that it sends HTML, or says nothing."""
    return bool(_HTML_TYPE.match(content_type))


def why_not_a_page(content_type: str, body: bytes) -> str | None:
    """Return the reason why a body is no HTML page, None when it is one."""
    start = body[:_START]
    if not start.strip():
        return "the page is empty"
    if start.startswith(_MAGIC):
        return f"the link leads to a file, not to a page (content type {content_type or 'not given'})"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    markup = _MARKUP.search(start)
    feed = _FEED.search(start)
    if feed and not (markup and markup.start() < feed.start()):
        return f"the link leads to a feed, not to a page (content type {content_type or 'not given'})"
    if markup or (_HTML_TYPE.match(content_type) and b"<" in start):
        return None
    if _HTML_TYPE.match(content_type) and not start.lstrip().startswith((b"{", b"[")):
        return None if b"\x00" not in start else "the page is binary data"
    return f"the link leads to {content_type or 'data'}, not to a page"
