"""Records of a WARC file: made from a page, read back, one after the other, also past a damaged one.

warcio makes and reads the records; the compression is ours, since warcio's costs more than reading the page.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, Literal

MEMBER = b"\x1f\x8b\x08"
"""What a record, packed, begins with; so do packed pages inside of it."""
_WINDOW = 1 << 20
_WIDER = 4
_FARTHEST = 64
"""A window on the end of a file grows by the one, up to the other, until a whole record is in it."""
_CHUNK = 1 << 16
_WARC = b"WARC/"
"""What a record begins with."""
_UNSAFE = re.compile(r"[^\t\x20-\x7e\x80-\xff]")
_GZIP = 31
"""What zlib takes for the format of gzip: the largest window, and sixteen."""
_FILE_CHUNK = 1 << 18
_UNPACKED_CHUNK = 1 << 20
_HEAD = 1 << 14
"""Bytes in which a record says of what kind it is, and of what address."""
_TYPE = re.compile(rb"^WARC-Type:[ \t]*(\w+)", re.MULTILINE | re.IGNORECASE)
_URL = re.compile(rb"^WARC-Target-URI:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
_FIRST = 400
"""Bytes that are enough to tell a record from anything else."""

SpanKind = Literal["page", "other", "damaged"]


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was fetched, its body unpacked."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: str

    @property
    def content_type(self) -> str | None:
        """The HTTP header, None when the server sent none."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: a record that is whole, or what is no record up to the next one."""

    start: int
    end: int
    kind: SpanKind
    url: str = ""
    """The address of a page."""


@dataclass(frozen=True, slots=True)
class PageStream:
    """A page as it is read from its file, its body unpacked on the way."""

    url: str
    content_type: str | None
    chunks: Iterator[bytes]


def page_member(
    url: str, status: int, headers: Iterable[tuple[str, str]], payload: bytes, fetched_at: str
) -> bytes:
    """Return a page as a gzip member; what the server packed already is not packed again.

    The chunks of a transfer are joined when a page comes here, so the header that announces them goes.
    """
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped,unused-ignore]

    sent = [(name, _UNSAFE.sub(" ", value)) for name, value in headers if name.lower() != "transfer-encoding"]
    http = StatusAndHeaders(_status_line(status), sent, protocol="HTTP/1.1")
    about = {"WARC-Date": _date(fetched_at)}
    packed = any(name.lower() == "content-encoding" for name, _ in sent)
    record = _record(url, "response", payload, http_headers=http, warc_headers_dict=about)
    return _member(record, level=0 if packed else 1)


def info_member(name: str) -> bytes:
    """Return the record a file begins with."""
    fields = b"software: readmore\r\nformat: WARC File Format 1.0\r\n"
    return _member(_record("", "warcinfo", fields, warc_headers_dict={"WARC-Filename": name}), level=1)


def read_page(path: Path, offset: int, sha256: str | None = None) -> ArchivedPage | None:
    """Return the page whose record begins there, None when it is not there whole.

    Whole is a record whose end is there and whose checksum is right; and when a digest is given, a body that
    has it: a record of another page is not this one.
    """
    record = _unpacked(path, offset)
    page = _first_page(record) if record else None
    if record is None or page is None or sha256 in (None, digest(page.body)):
        return page
    bodies = _other_bodies(record.getvalue())
    return next((replace(page, body=body) for body in bodies if digest(body) == sha256), None)


@contextmanager
def page_stream(path: Path, offset: int) -> Iterator[PageStream | None]:
    """Give the page whose record begins there piece by piece, None when there is none; nothing is checked."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped,unused-ignore]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped,unused-ignore]

    with path.open("rb") as file:
        file.seek(offset)
        try:
            record = next(iter(ArchiveIterator(file)), None)
        except (ValueError, ArchiveLoadFailed):
            record = None
        if record is None or record.http_headers is None:
            yield None
            return
        stream = record.content_stream()
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        content_type = record.http_headers.get_header("Content-Type")
        yield PageStream(url, content_type, iter(lambda: stream.read(_WINDOW), b""))


def digest(body: bytes) -> str:
    """Return what tells a page's bytes, unpacked, from any others: the column `fetches.sha256`."""
    return hashlib.sha256(body).hexdigest()


def read_packed(path: Path, offset: int) -> bytes | None:
    """Return the record that begins there as it lies in its file, None when it is not there whole."""
    packed = io.BytesIO()
    return packed.getvalue() if _unpacked(path, offset, packed) else None


def _unpacked(path: Path, offset: int, packed: io.BytesIO | None = None) -> io.BytesIO | None:
    """The record that begins there, None when there is none or it is cut off or damaged.

    It may be as large as a page can be, so that no more copies of it are made than needed; what it was
    unpacked from is written to `packed`.
    """
    record = io.BytesIO()
    unpacker = zlib.decompressobj(_GZIP)
    try:
        with path.open("rb") as file:
            file.seek(offset)
            while not unpacker.eof:
                chunk = file.read(_CHUNK)
                if not chunk:
                    return None
                record.write(unpacker.decompress(chunk))
                if packed is not None:
                    packed.write(chunk[: len(chunk) - len(unpacker.unused_data)])
    except (OSError, ValueError, zlib.error):
        return None
    record.seek(0)
    is_record = record.read(len(_WARC)) == _WARC
    record.seek(0)
    return record if is_record else None


def _first_page(record: io.BytesIO) -> ArchivedPage | None:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped,unused-ignore]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped,unused-ignore]

    try:
        return next(map(_page, ArchiveIterator(record)), None)
    except (ValueError, ArchiveLoadFailed):
        return None


def _other_bodies(record: bytes) -> Iterator[bytes]:
    """Yield what a payload unpacks to that other readers leave half packed: twice, or in several members."""
    body = record.split(b"\r\n\r\n", 2)[-1].removesuffix(b"\r\n\r\n")
    try:
        while body.startswith(MEMBER):
            body = gzip.decompress(body)
            yield body
    except (OSError, EOFError, zlib.error):
        return


def whole_end(file: BinaryIO) -> int | None:
    """Return where the last whole record ends, None when no record is found near the end of the file."""
    size = file.seek(0, io.SEEK_END)
    window = _WINDOW
    while True:
        begin = max(0, size - window)
        file.seek(begin)
        end = _end_of_last(file.read())
        if end is not None:
            return begin + end
        if begin == 0 or window > _FARTHEST * _WINDOW:
            return None
        window *= _WIDER


def _end_of_last(data: bytes) -> int | None:
    """Where the last whole record in these bytes ends: at a cut one's beginning, or at its own end."""
    at = len(data)
    while (at := data.rfind(MEMBER, 0, at)) >= 0:
        unpacker = zlib.decompressobj(_GZIP)
        try:
            text = unpacker.decompress(data[at:])
        except zlib.error:
            continue
        if text and _WARC.startswith(text[: len(_WARC)]):
            return len(data) - len(unpacker.unused_data) if unpacker.eof else at
    return None


def _page(record: Any) -> ArchivedPage | None:
    url, date = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
    if record.rec_type != "response" or record.http_headers is None or not url or not date:
        return None
    return ArchivedPage(
        url,
        int(record.http_headers.get_statuscode()),
        tuple(record.http_headers.headers),
        record.content_stream().read(),
        date.replace("Z", "+00:00"),
    )


def _record(url: str, kind: str, payload: bytes, **about: Any) -> bytes:
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped,unused-ignore]

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    record = writer.create_warc_record(url, kind, payload=io.BytesIO(payload), length=len(payload), **about)
    writer.write_record(record)
    return buffer.getvalue()


def _member(record: bytes, *, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return packer.compress(record) + packer.flush()


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _date(fetched_at: str) -> str:
    """WARC wants UTC with a Z."""
    return datetime.fromisoformat(fetched_at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def spans(path: Path) -> Iterator[Span]:
    """Yield a file's stretches in order, without a gap."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        at = 0
        while at < size:
            head, end = _head_and_end(file, at)
            if end is not None:
                yield _span(at, end, head)
            else:
                end = _next_record(file, at + 1, size)
                yield Span(at, end, "damaged")
            at = end


def copy_spans(source: Path, target: BinaryIO, wanted: Iterable[Span]) -> dict[int, int]:
    """Copy stretches byte for byte; return where each begins now, by where it began."""
    places = {}
    with source.open("rb") as file:
        for span in wanted:
            places[span.start] = target.tell()
            file.seek(span.start)
            left = span.end - span.start
            while left and (chunk := file.read(min(left, _FILE_CHUNK))):
                target.write(chunk)
                left -= len(chunk)
    return places


def _span(start: int, end: int, head: bytes) -> Span:
    about = head.partition(b"\r\n\r\n")[0]
    kind, url = _TYPE.search(about), _URL.search(about)
    if kind is None or kind[1].lower() != b"response":
        return Span(start, end, "other")
    return Span(start, end, "page", url[1].decode(errors="replace")) if url else Span(start, end, "damaged")


def _head_and_end(file: BinaryIO, start: int) -> tuple[bytes, int | None]:
    """Return how the record that begins there begins, and where it ends; None when it is not there whole."""
    file.seek(start)
    unpacker = zlib.decompressobj(_GZIP)
    head, packed = b"", b""
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or file.read(_FILE_CHUNK)
            text = unpacker.decompress(packed, _UNPACKED_CHUNK)
            if not packed and not text:
                return head, None
            head += text[: _HEAD - len(head)]
    except zlib.error:
        return head, None
    end = file.tell() - len(unpacker.unused_data)
    return head, end if head.startswith(_WARC) else None


def _next_record(file: BinaryIO, start: int, size: int) -> int:
    """Return where the next record begins, whole or not; the end of the file when there is none."""
    at = start
    while at < size:
        file.seek(at)
        window = file.read(_FILE_CHUNK)
        for found in re.finditer(re.escape(MEMBER), window):
            if _begins_record(file, at + found.start()):
                return at + found.start()
        at += max(1, len(window) - len(MEMBER) + 1)
    return size


def _begins_record(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    try:
        return zlib.decompressobj(_GZIP).decompress(file.read(_FIRST), _FIRST).startswith(_WARC)
    except zlib.error:
        return False
