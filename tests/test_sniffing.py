"""What came: is it a page, is it whole, where does it send us on."""

from __future__ import annotations

import gzip
import zlib
from functools import partial

import pytest

from crawler.download.decoding import decoded, is_as_declared, is_hopeless, why_not_a_page
from crawler.download.middlewares import refresh_target
from pipelines.errors import UnreadablePage

PAGE = b"<!doctype html><html><body><p>text</p></body></html>"
pack = partial(gzip.compress, mtime=0)  # a time of day in a test's name would part the workers
PNG = b"\x89PNG\r\n\x1a\n\x00\x00"

# (content type, body, is it a page?, where such a thing is seen)
BODIES = [
    ("text/html", PAGE, True, "everywhere"),
    ("text/html; charset=utf-8", b"\xef\xbb\xbf\n  " + PAGE, True, "a byte order mark and blank lines"),
    ("", PAGE, True, "a server without a type"),
    ("text/plain", PAGE, True, "a server that does not know .html"),
    ("application/octet-stream", PAGE, True, "a server that does not know .html"),
    ("image/png", PAGE, True, "a rewrite rule that sends an article for a missing picture"),
    ("application/xhtml+xml", b"<?xml version='1.0'?><html xmlns='x'/>", True, "XHTML"),
    ("text/html", b"<!-- " + b"x" * 5000 + b"-->" + PAGE, True, "a long licence comment"),
    ("text/html", "<html>я</html>".encode("utf-16"), True, "UTF-16"),
    ("text/html", b"just text", True, "a status page"),
    ("text/html", b"", False, "PHP that died"),
    ("text/html", b" \n ", False, "PHP that died"),
    ("text/html", PNG, False, "a picture served as HTML"),
    ("text/html", b"%PDF-1.4", False, "a document served as HTML"),
    ("text/html", b'{"error": 1}', False, "an API"),
    ("application/json", b'{"html": 1}', False, "an API"),
    ("application/pdf", b"%PDF-1.4", False, "a report"),
    ("text/xml", b"<?xml version='1.0'?><rss version='2.0'><channel>", False, "a feed"),
    ("text/html", b"<feed xmlns='http://www.w3.org/2005/Atom'>", False, "a feed served as HTML"),
    ("text/plain", b"just text", False, "robots.txt"),
]


@pytest.mark.parametrize(("content_type", "body", "page"), [row[:3] for row in BODIES])
def test_page_is_told_from_other_things(content_type: str, body: bytes, page: bool) -> None:
    assert (why_not_a_page(content_type, body) is None) == page


def test_film_is_not_loaded_but_a_mislabelled_page_is() -> None:
    assert is_hopeless("video/mp4", b"\x00\x00\x00 ftyp")
    assert not is_hopeless("video/mp4", PAGE)
    assert not is_hopeless("text/html", b"\x00\x00\x00 ftyp")


def raw_deflate(data: bytes) -> bytes:
    """Return data as some servers send "deflate": without the header."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


# (encoding, body as sent)
PACKED = [
    ("gzip", pack(PAGE)),
    ("x-gzip", pack(PAGE)),
    ("GZIP", pack(PAGE)),
    ("gzip", pack(PAGE[:20]) + pack(PAGE[20:])),
    ("gzip", pack(PAGE) + b"\x00\x00 trailing"),
    ("gzip, gzip", pack(pack(PAGE))),
    ("deflate", zlib.compress(PAGE)),
    ("deflate", raw_deflate(PAGE)),
    ("deflate, gzip", pack(zlib.compress(PAGE))),
    ("gzip", PAGE),
    ("identity", PAGE),
    ("br", PAGE),
    ("utf-8", PAGE),
    ("", PAGE),
]


@pytest.mark.parametrize(("encoding", "body"), PACKED)
def test_body_is_unpacked(encoding: str, body: bytes) -> None:
    assert decoded(body, encoding, 10_000) == PAGE


@pytest.mark.parametrize(("encoding", "layers"), [("gzip", 2), ("", 1)])
def test_page_packed_once_more_than_said_is_unpacked(encoding: str, layers: int) -> None:
    """Seen where a file on disk is packed already, and where a cache packs what came packed."""
    body = PAGE
    for _ in range(layers):
        body = pack(body)
    assert decoded(body, encoding, 10_000, is_page=True) == PAGE


# (encoding, body as sent, words of the error)
BROKEN = [
    ("gzip", pack(PAGE)[:-4], "cut short"),
    ("gzip", pack(PAGE * 100)[:40], "cut short"),
    ("gzip", pack(PAGE)[:-8] + bytes(8), "packed wrongly"),
    ("gzip", b"neither packed nor markup", "packed wrongly"),
    ("gzip", pack(b"0" * 1_000_000), "more than may be read"),
    ("gzip", b"".join(pack(b"0" * 5000) for _ in range(3)), "more than may be read"),
    ("br", b"\x8b\x02\x80\x03", "not asked for"),
]


@pytest.mark.parametrize(("encoding", "body", "words"), BROKEN)
def test_broken_body_is_refused(encoding: str, body: bytes, words: str) -> None:
    with pytest.raises(UnreadablePage, match=words):
        decoded(body, encoding, 10_000)


# (page, where it sends its visitors)
REFRESHES = [
    (b'<meta http-equiv="refresh" content="0; url=/new">', "/new"),
    (
        b"<META HTTP-EQUIV=Refresh CONTENT='0;URL=http://example.org/a?b=1&amp;c=2'>",
        "http://example.org/a?b=1&c=2",
    ),
    (b'<meta http-equiv="refresh" content="1;url=\'/new\'">', "/new"),
    (b'<meta http-equiv="refresh" content="0;/new">', "/new"),
    (b'<meta http-equiv="refresh" content="300; url=/same">', None),
    (b'<meta http-equiv="refresh" content="300">', None),
    (b'<meta content="0; url=/new" http-equiv="refresh">', "/new"),
    (b'<!-- <meta http-equiv="refresh" content="0; url=/new"> -->', None),
    (b'<noscript><meta http-equiv="refresh" content="0; url=/no-script"></noscript>', None),
    (b'<meta name="description" content="0; url=/new">', None),
    (PAGE, None),
]


@pytest.mark.parametrize(("body", "target"), REFRESHES)
def test_page_that_sends_its_visitors_on(body: bytes, target: str | None) -> None:
    assert refresh_target(body) == target


@pytest.mark.parametrize(
    ("encoding", "sent", "is_kept"),
    [
        ("", PAGE, True),
        ("gzip", pack(PAGE), True),
        ("", pack(PAGE), False),
        ("gzip", PAGE, False),
        ("br", PAGE, False),
        ("gzip, gzip", pack(pack(PAGE)), False),
        ("gzip", pack(pack(PAGE)), False),
        ("gzip", pack(PAGE[:9]) + pack(PAGE[9:]), False),
        ("gzip", pack(PAGE) + b"\0\0", False),
    ],
)
def test_a_page_is_kept_as_it_was_sent_only_where_any_reader_can_unpack_it(
    encoding: str, sent: bytes, is_kept: bool
) -> None:
    assert is_as_declared(encoding, sent, PAGE) == is_kept
