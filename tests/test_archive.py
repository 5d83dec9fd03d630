"""Pages kept as they came, found again, and not harmed by a kill."""

from __future__ import annotations

import gzip
import hashlib
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.items import Fetch

URL = "https://example.org/%D1%81?a=1"
NOON = "2026-11-22T12:00:00+00:00"
HTML = "<html><body><p>Вызваленне</p></body></html>".encode()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")]


def fetch(place: tuple[str, int], page: bytes | None = None) -> Fetch:
    sha256 = None if page is None else hashlib.sha256(page).hexdigest()
    return Fetch(URL, NOON, 200, sha256=sha256, warc_file=place[0], warc_offset=place[1])


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[WarcArchive]:
    with WarcArchive(tmp_path / "corpus-archive") as archive:
        yield archive


def body(archive: WarcArchive, place: tuple[str, int]) -> bytes | None:
    page = archive.read(fetch(place))
    return page.body if page else None


def test_a_page_is_read_back_as_it_was_fetched(archive: WarcArchive, tmp_path: Path) -> None:
    place = archive.write(URL, 200, HEADERS, HTML, NOON)
    page = archive.read(fetch(place))
    assert page is not None
    assert (page.url, page.status, page.body, page.fetched_at) == (URL, 200, HTML, NOON)
    assert page.content_type == "text/html; charset=utf-8"
    assert (tmp_path / "corpus-archive" / "pages-00001.warc.gz").exists()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML)),
        ("deflate", zlib.compress(HTML)),
        ("gzip", HTML),  # a header that is not true
    ],
)
def test_a_page_the_server_packed_is_kept_packed_and_read_unpacked(
    archive: WarcArchive, encoding: str, packed: bytes
) -> None:
    place = archive.write(URL, 200, [*HEADERS, ("Content-Encoding", encoding)], packed, NOON)
    assert body(archive, place) == HTML
    assert packed in archive.files()[0].read_bytes()


def test_each_page_is_found_by_its_own_place(archive: WarcArchive) -> None:
    places = [archive.write(URL, 200, HEADERS, f"page {i}".encode(), NOON) for i in range(5)]
    assert [body(archive, place) for place in reversed(places)] == [
        f"page {i}".encode() for i in (4, 3, 2, 1, 0)
    ]


def test_the_files_are_plain_warc_that_other_tools_read(archive: WarcArchive) -> None:
    archive.write(URL, 200, HEADERS, HTML, NOON)
    text = gzip.decompress(archive.files()[0].read_bytes())
    assert text.startswith(b"WARC/1.0\r\n")
    assert b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML in text


def test_a_run_goes_on_in_the_last_file(archive: WarcArchive) -> None:
    first = archive.write(URL, 200, HEADERS, b"one", NOON)
    archive.close()
    second = archive.write(URL, 200, HEADERS, b"two", NOON)
    assert len(archive.files()) == 1
    assert (body(archive, first), body(archive, second)) == (b"one", b"two")


@pytest.mark.parametrize("lost", [1, 2, 8, 20, 100, -1, -3, -11])
def test_a_record_cut_off_by_a_kill_harms_no_other(archive: WarcArchive, lost: int) -> None:
    """`lost`: bytes missing at the end of the last record; negative: bytes of it that were written."""
    whole = archive.write(URL, 200, HEADERS, b"one", NOON)
    cut = archive.write(URL, 200, HEADERS, bytes(range(256)) * 4, NOON)
    archive.close()
    path = archive.files()[0]
    data = path.read_bytes()
    path.write_bytes(data[: cut[1] - lost] if lost < 0 else data[:-lost])
    after = archive.write(URL, 200, HEADERS, b"three", NOON)
    assert after == cut
    assert (body(archive, whole), body(archive, after)) == (b"one", b"three")
    assert len(gzip.decompress(path.read_bytes())) > 0


def test_a_file_without_any_record_is_left_alone(archive: WarcArchive) -> None:
    archive.folder.mkdir()
    (archive.folder / "pages-00001.warc.gz").write_bytes(b"not an archive")
    place = archive.write(URL, 200, HEADERS, HTML, NOON)
    assert place[0] == "pages-00002.warc.gz"
    assert body(archive, place) == HTML


def test_a_full_file_is_followed_by_the_next(tmp_path: Path) -> None:
    with WarcArchive(tmp_path, file_bytes=1000) as archive:
        places = [archive.write(URL, 200, HEADERS, f"page {i}".encode(), NOON) for i in range(6)]
        assert len(archive.files()) > 1
        assert [body(archive, place) for place in places] == [f"page {i}".encode() for i in range(6)]


@pytest.mark.parametrize(
    "place", [("pages-00001.warc.gz", 5), ("pages-00001.warc.gz", 10**9), ("none.warc.gz", 0)]
)
def test_a_place_that_holds_no_page_gives_none(archive: WarcArchive, place: tuple[str, int]) -> None:
    archive.write(URL, 200, HEADERS, HTML, NOON)
    assert body(archive, place) is None


def test_a_header_with_a_line_break_does_not_break_the_record(archive: WarcArchive) -> None:
    place = archive.write(URL, 200, [("X-Odd", "a\r\n\r\nb"), *HEADERS], HTML, NOON)
    assert body(archive, place) == HTML


def test_a_rewritten_file_lacks_the_dropped_page_and_tells_where_the_others_are(archive: WarcArchive) -> None:
    places = [archive.write(URL, 200, HEADERS, f"page {i}".encode(), NOON) for i in range(4)]
    copied = archive.rewrite(places[0][0], lambda _, span: span.start != places[1][1])
    assert copied is not None
    archive.finish()
    name, moved = copied.name, copied.places
    archive.remove(places[0][0])
    assert [body(archive, (name, moved[places[i][1]])) for i in (0, 2, 3)] == [
        b"page 0",
        b"page 2",
        b"page 3",
    ]
    assert b"page 1" not in gzip.decompress(archive.files()[0].read_bytes())


def test_nothing_is_copied_when_all_is_kept(archive: WarcArchive) -> None:
    place = archive.write(URL, 200, HEADERS, HTML, NOON)
    assert archive.rewrite(place[0], lambda *_: True) is None
    assert len(archive.files()) == 1


def test_a_file_of_another_name_in_the_folder_is_let_be(archive: WarcArchive) -> None:
    archive.folder.mkdir()
    (archive.folder / "pages-of-last-year.warc.gz").write_bytes(b"")
    place = archive.write("http://a.org/1", 200, [], b"<p>1", "2024-01-01T00:00:00+00:00")
    assert (place[0], body(archive, place)) == ("pages-00001.warc.gz", b"<p>1")


# ------------------------------------------------------------------ damage

LONG = "".join(f"<p>Statement {i} was read out at {i * 7919 % 24} o'clock.</p>" for i in range(300)).encode()
SENT = {
    "plain": (LONG, HEADERS),
    "packed by the server": (gzip.compress(LONG), [*HEADERS, ("Content-Encoding", "gzip")]),
}
sent = pytest.mark.parametrize("way", SENT)


@pytest.fixture
def kept(archive: WarcArchive, way: str) -> tuple[Path, Fetch, int]:
    """A file of three pages, the fetch of the second, and where the third begins."""
    archive.write(URL, 200, HEADERS, b"<p>before", NOON)
    place = archive.write(URL, 200, SENT[way][1], SENT[way][0], NOON)
    _, end = archive.write(URL, 200, HEADERS, b"<p>after", NOON)
    archive.close()
    return archive.files()[0], fetch(place, LONG), end


@sent
def test_a_page_with_the_digest_of_its_fetch_is_read(
    archive: WarcArchive, kept: tuple[Path, Fetch, int]
) -> None:
    page = archive.read(kept[1])
    assert page is not None
    assert page.body == LONG


@sent
def test_no_part_of_a_page_that_was_cut_off_is_read(
    archive: WarcArchive, kept: tuple[Path, Fetch, int]
) -> None:
    path, fetch, end = kept
    whole = path.read_bytes()
    assert fetch.warc_offset is not None
    for at in range(fetch.warc_offset, end, 7):
        path.write_bytes(whole[:at])
        assert archive.read(fetch) is None, at


@sent
def test_no_page_with_a_flipped_bit_is_read_as_anything_else(
    archive: WarcArchive, kept: tuple[Path, Fetch, int]
) -> None:
    path, fetch, end = kept
    whole = path.read_bytes()
    assert fetch.warc_offset is not None
    places = random.Random(1).sample(range(fetch.warc_offset, end), 200)
    for number, at in enumerate(places):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << number % 8]) + whole[at + 1 :])
        page = archive.read(fetch)
        assert page is None or page.body == LONG, (at, number % 8)  # a few bits of a gzip head mean nothing


@sent
def test_a_hole_of_zeros_makes_no_page(archive: WarcArchive, kept: tuple[Path, Fetch, int]) -> None:
    path, fetch, _ = kept
    whole = path.read_bytes()
    assert fetch.warc_offset is not None
    for begin in range(fetch.warc_offset, fetch.warc_offset + 700, 100):
        path.write_bytes(whole[:begin] + bytes(50) + whole[begin + 50 :])
        assert archive.read(fetch) is None, begin


def test_the_page_of_another_fetch_is_not_taken_for_one_s_own(archive: WarcArchive) -> None:
    place = archive.write(URL, 200, HEADERS, b"<p>one", NOON)
    assert archive.read(fetch(place, b"<p>one")) is not None
    assert archive.read(fetch(place, b"<p>two")) is None


@pytest.mark.parametrize(
    "payload",
    [gzip.compress(gzip.compress(HTML)), gzip.compress(HTML[:20]) + gzip.compress(HTML[20:])],
    ids=["packed twice", "in two members"],
)
def test_a_page_that_others_unpack_half_is_read_whole(archive: WarcArchive, payload: bytes) -> None:
    place = archive.write(URL, 200, [*HEADERS, ("Content-Encoding", "gzip")], payload, NOON)
    page = archive.read(fetch(place, HTML))
    assert page is not None
    assert page.body == HTML
