"""A body as it was sent, undone: gzip and deflate, strictly and within a limit.

Strictly, because a stream that ends early is an article that ends early.
"""

from __future__ import annotations

import re
import zlib

from pipelines.errors import UnreadablePage

ACCEPTED = "gzip, deflate"
"""What we ask servers for."""

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
"""How zlib is told which wrapping a stream has."""
_ZLIB_METHOD, _ZLIB_CHECK = 8, 31
"""The header of a zlib stream (RFC 1950): the method, and what its two bytes are a multiple of."""
_LENGTH_BYTES = 4
"""Of a gzip file's end: the length of what its last member holds."""


def decoded(
    body: bytes, content_encoding: str, limit: int, *, is_page: bool = False, may_be_cut: bool = False
) -> bytes:
    """Return the body with its encodings undone; raise UnreadablePage when it is cut, garbled or too big.

    `is_page`: the server says that it is HTML, so a gzip file is one packed twice, or packed without a word.
    `may_be_cut`: the beginning is enough, as far as it came and no longer than the limit.
    """
    for encoding in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if encoding in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body, limit, may_be_cut=may_be_cut)
        elif encoding not in ("", "identity") and not body.lstrip().startswith(b"<"):
            raise UnreadablePage(f"the page is in an encoding that was not asked for, {encoding!r}")
    return _inflated(body, limit) if is_page and body.startswith(_GZIP) else body


def is_as_declared(content_encoding: str, sent: bytes, body: bytes) -> bool:
    """Tell whether any reader of the headers can unpack a body that we could unpack.

    Many readers end after the first member of a gzip file, and unpack once what was packed twice; its last
    four bytes are the length of what the last member holds.
    """
    if content_encoding.strip().lower() in ("", "identity"):
        return not sent.startswith(_GZIP)
    length = int.from_bytes(sent[-_LENGTH_BYTES:], "little")
    return (
        content_encoding.strip().lower() in ("gzip", "x-gzip")
        and sent.startswith(_GZIP)
        and length == len(body)
    )


def _inflated(body: bytes, limit: int, *, may_be_cut: bool = False) -> bytes:
    """Return gzip, zlib or raw deflate data unpacked; markup was never packed and is returned as it is."""
    if not body:
        return body
    if body.startswith(_GZIP):
        return _unpacked(body, _GZIP_BITS, limit, may_be_cut=may_be_cut)
    if body[0] & 0x0F == _ZLIB_METHOD and int.from_bytes(body[:2], "big") % _ZLIB_CHECK == 0:
        return _unpacked(body, _ZLIB_BITS, limit, may_be_cut=may_be_cut)
    # Servers that announce a packing and forget to do it are seen behind caches.
    is_markup = body.lstrip().startswith(b"<")
    return body if is_markup else _unpacked(body, _RAW_BITS, limit, may_be_cut=may_be_cut)


def _unpacked(body: bytes, wbits: int, limit: int, *, may_be_cut: bool) -> bytes:
    parts: list[bytes] = []
    room = limit
    view = memoryview(body)
    unpacker = zlib.decompressobj(wbits)
    while len(view):
        chunk, view = view[:_CHUNK], view[_CHUNK:]
        parts.append(_next_part(unpacker, chunk, room))
        room -= len(parts[-1])
        if room < 0:
            break
        # A gzip file may have several members; anything else after the end is not part of the page.
        rest = unpacker.unused_data
        if unpacker.eof:
            view = (
                memoryview(rest + bytes(view)) if rest.startswith(_GZIP) and wbits == _GZIP_BITS else view[:0]
            )
            unpacker = zlib.decompressobj(wbits) if len(view) else unpacker
    if room < 0 and not may_be_cut:
        raise UnreadablePage("the page unpacks to more than may be read")
    if not unpacker.eof and not may_be_cut:
        raise UnreadablePage("the page was cut short while it was sent packed")
    return b"".join(parts)[:limit]


def _next_part(unpacker: zlib._Decompress, chunk: memoryview, room: int) -> bytes:
    """Return what a chunk unpacks to, no more than a byte beyond the room for it."""
    try:
        return unpacker.decompress(chunk, room + 1)
    except zlib.error as error:
        raise UnreadablePage(f"the page was packed wrongly ({error})") from error


_PACKED = r"zip|gzip|x-(?:tar|7z|rar|gzip|bzip)|java-archive"
_DOCUMENT = r"pdf|msword|vnd\.(?:ms-|openxml|oasis)|epub|ogg|wasm"
_MEDIA = re.compile(
    rf"\s*(?:(?:image|audio|video|font|model)/|application/(?:{_PACKED}|{_DOCUMENT}))", re.IGNORECASE
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
