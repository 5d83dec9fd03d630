"""A WARC file as a whole: its records one after the other, also past a damaged one, in little memory."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from pipelines.archive.records import MEMBER

_CHUNK = 1 << 18
_UNPACKED_CHUNK = 1 << 20
_HEAD = 1 << 14
"""Bytes in which a record says of what kind it is, and of what address."""
_TYPE = re.compile(rb"^WARC-Type:[ \t]*(\w+)", re.MULTILINE | re.IGNORECASE)
_URL = re.compile(rb"^WARC-Target-URI:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
_FIRST = 400
"""Bytes that are enough to tell a record from anything else."""

Kind = Literal["page", "other", "damaged"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file: a record that is whole, or what is no record up to the next one."""

    start: int
    end: int
    kind: Kind
    url: str = ""
    """The address of a page."""


def spans(path: Path) -> Iterator[Span]:
    """Yield a file's stretches in order, without a gap."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        at = 0
        while at < size:
            head, end = _unpack(file, at)
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
            while left and (chunk := file.read(min(left, _CHUNK))):
                target.write(chunk)
                left -= len(chunk)
    return places


def _span(start: int, end: int, head: bytes) -> Span:
    about = head.partition(b"\r\n\r\n")[0]
    kind, url = _TYPE.search(about), _URL.search(about)
    if kind is None or kind[1].lower() != b"response":
        return Span(start, end, "other")
    return Span(start, end, "page", url[1].decode(errors="replace")) if url else Span(start, end, "damaged")


def _unpack(file: BinaryIO, start: int) -> tuple[bytes, int | None]:
    """Return how the record that begins there begins, and where it ends; None when it is not there whole."""
    file.seek(start)
    unpacker = zlib.decompressobj(31)
    head, packed = b"", b""
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or file.read(_CHUNK)
            text = unpacker.decompress(packed, _UNPACKED_CHUNK)
            if not packed and not text:
                return head, None
            head += text[: _HEAD - len(head)]
    except zlib.error:
        return head, None
    end = file.tell() - len(unpacker.unused_data)
    return head, end if head.startswith(b"WARC/") else None


def _next_record(file: BinaryIO, start: int, size: int) -> int:
    """Return where the next record begins, whole or not; the end of the file when there is none."""
    at = start
    while at < size:
        file.seek(at)
        window = file.read(_CHUNK)
        for found in re.finditer(re.escape(MEMBER), window):
            if _begins_record(file, at + found.start()):
                return at + found.start()
        at += max(1, len(window) - len(MEMBER) + 1)
    return size


def _begins_record(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    try:
        return zlib.decompressobj(31).decompress(file.read(_FIRST), _FIRST).startswith(b"WARC/")
    except zlib.error:
        return False
