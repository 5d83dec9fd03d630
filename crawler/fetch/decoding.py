"""A body as it was sent, undone: gzip and deflate, strictly and within a limit.

Strictly, because a stream that ends early is an article that ends early.
"""

from __future__ import annotations

import zlib

from pipelines.errors import UnreadablePage

ACCEPTED = "gzip, deflate"
"""What we ask servers for."""

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b"


def decoded(body: bytes, content_encoding: str, limit: int, *, is_page: bool = False) -> bytes:
    """Return the body with its encodings undone; raise UnreadablePage when it is cut, garbled or too big.

    `is_page`: the server says that it is HTML, so a gzip file is one packed twice, or packed without a word.
    """
    for encoding in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if encoding in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body, limit)
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
    length = int.from_bytes(sent[-4:], "little")
    return (
        content_encoding.strip().lower() in ("gzip", "x-gzip")
        and sent.startswith(_GZIP)
        and length == len(body)
    )


def _inflated(body: bytes, limit: int) -> bytes:
    """Return gzip, zlib or raw deflate data unpacked; markup was never packed and is returned as it is."""
    if not body:
        return body
    if body.startswith(_GZIP):
        return _unpacked(body, 31, limit)
    if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0:
        return _unpacked(body, 15, limit)
    # Servers that announce a packing and forget to do it are seen behind caches.
    return body if body.lstrip().startswith(b"<") else _unpacked(body, -15, limit)


def _unpacked(body: bytes, wbits: int, limit: int) -> bytes:
    parts: list[bytes] = []
    room = limit
    view = memoryview(body)
    unpacker = zlib.decompressobj(wbits)
    while len(view):
        chunk, view = view[:_CHUNK], view[_CHUNK:]
        parts.append(_next_part(unpacker, chunk, room))
        room -= len(parts[-1])
        # A gzip file may have several members; anything else after the end is not part of the page.
        rest = unpacker.unused_data
        if unpacker.eof:
            view = memoryview(rest + bytes(view)) if rest.startswith(_GZIP) and wbits == 31 else view[:0]
            unpacker = zlib.decompressobj(wbits) if len(view) else unpacker
    if not unpacker.eof:
        raise UnreadablePage("the page was cut short while it was sent packed")
    return b"".join(parts)


def _next_part(unpacker: zlib._Decompress, chunk: memoryview, room: int) -> bytes:
    """Return what a chunk unpacks to, never more than there is room for."""
    try:
        part = unpacker.decompress(chunk, room + 1)
    except zlib.error as error:
        raise UnreadablePage(f"the page was packed wrongly ({error})") from error
    if len(part) > room:
        raise UnreadablePage("the page unpacks to more than may be read")
    return part
