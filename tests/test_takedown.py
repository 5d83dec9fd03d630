"""A takedown leaves no trace and is not undone by a later crawl."""

from __future__ import annotations

import gzip
import hashlib
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines.archive.pages import WarcArchive
from pipelines.archive.records import PageStream
from pipelines.items import Card, Fetch, PageFailed
from pipelines.store.corpus import Corpus
from pipelines.upkeep.takedown import Mentions, forget
from tests.test_store import EVENING, LATER, MORNING, NOON, TAG, listing, reading, rows

SECRET, LINK, OTHER = (
    "Xyzzyplugh",
    "https://example.org/2026/xyzzyplugh-statement",
    "https://example.org/2026/other",
)
TEXT = f"{SECRET} was named here. " + "The committee asked for news. " * 20


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[WarcArchive]:
    with WarcArchive.beside(tmp_path / "corpus.db") as archive:
        yield archive


@pytest.fixture
def corpus(tmp_path: Path, archive: WarcArchive) -> Iterator[Corpus]:
    """Two articles with their pages, a listing that shows both, an edit, a failure and a duplicate."""
    with Corpus.open(tmp_path / "corpus.db") as corpus:
        corpus.save_listing(listing(Card(LINK, f"{SECRET} free"), Card(OTHER, "Other")))
        page(corpus, archive, TAG, f"<a href='{LINK}'>{SECRET}</a><a href='{OTHER}'>Other</a>", MORNING)
        page(corpus, archive, TAG + "?page=2", "<a href='/2026/more'>More</a>", MORNING)
        archive.write(
            TAG, 200, [], f"<a href='{LINK}'>{SECRET}</a>".encode(), NOON
        )  # a run killed before its row
        page(corpus, archive, OTHER, "<p>Another text.</p>", NOON)
        page(corpus, archive, LINK, f"<p>{TEXT}</p>", NOON)
        corpus.save_article(reading(LINK, title=f"{SECRET} free", body=TEXT, authors=[SECRET]))
        corpus.save_article(reading(OTHER, title="Other", body="Another text."))
        corpus.save_article(
            reading(LINK, title=f"{SECRET} free", body=TEXT + SECRET, authors=[SECRET], at=EVENING)
        )
        corpus.save_article(
            reading(LINK + "/copy", title=f"{SECRET} free", body=TEXT + SECRET, authors=[SECRET])
        )
        corpus.save_failure(PageFailed(LINK, "fetch", "no answer", NOON))
        yield corpus


def page(corpus: Corpus, archive: WarcArchive, url: str, html: str, at: str) -> None:
    name, offset = archive.write(url, 200, [("Content-Type", "text/html")], html.encode(), at)
    corpus.save_fetch(
        Fetch(
            url, at, 200, sha256=hashlib.sha256(html.encode()).hexdigest(), warc_file=name, warc_offset=offset
        )
    )


def test_a_takedown_removes_records_revisions_duplicates_and_pages(
    corpus: Corpus, archive: WarcArchive
) -> None:
    removed = forget(corpus, archive, LINK, LATER)
    assert (removed.articles, removed.addresses, removed.pages) == (2, 2, 2)
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    for table in ("revisions", "failures"):
        assert rows(corpus, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(corpus, "SELECT link FROM sightings") == [(OTHER,)]
    assert rows(corpus, "SELECT name FROM authors ORDER BY id") == [("Ada B",), ("Cyril D",)]


def test_no_byte_of_it_is_left_in_the_file_or_the_archive(
    corpus: Corpus, archive: WarcArchive, tmp_path: Path
) -> None:
    forget(corpus, archive, LINK, LATER)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("corpus.db*"))
    assert SECRET.encode() not in kept
    assert kept.lower().count(SECRET.lower().encode()) == kept.count(
        b"xyzzyplugh-statement"
    )  # the address kept out
    assert all(SECRET.encode() not in gzip.decompress(path.read_bytes()) for path in archive.files())


def test_the_pages_of_others_are_still_found(corpus: Corpus, archive: WarcArchive) -> None:
    forget(corpus, archive, LINK, LATER)
    (other,) = rows(corpus, "SELECT id FROM articles")[0]
    pages = [archive.read(fetch) for fetch in corpus.archived(other)]
    assert [found.body for found in pages if found] == [b"<p>Another text.</p>"]
    assert rows(corpus, "SELECT url FROM fetches WHERE warc_file IS NOT NULL ORDER BY id") == [
        (TAG + "?page=2",),
        (OTHER,),
    ]


@pytest.mark.parametrize(
    "link", [LINK, LINK + "/", LINK + "/copy", "http://www.example.org/2026/xyzzyplugh-statement"]
)
def test_a_forgotten_article_does_not_come_back(corpus: Corpus, archive: WarcArchive, link: str) -> None:
    forget(corpus, archive, LINK, LATER)
    assert corpus.save_listing(listing(Card(link, "Free"))) == []
    assert corpus.pending(TAG) == []
    corpus.save_article(reading("https://example.org/short", url=link, body=TEXT))
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    assert corpus.is_forgotten("https://example.org/short")


def test_an_address_that_was_never_seen_is_kept_out_all_the_same(
    corpus: Corpus, archive: WarcArchive
) -> None:
    assert forget(corpus, archive, "https://example.org/never", LATER).articles == 0
    assert corpus.save_listing(listing(Card("https://example.org/never"))) == []
    assert rows(corpus, "SELECT count(*) FROM articles") == [(3,)]


def test_a_takedown_broken_off_before_the_records_went_is_completed_by_the_next(
    corpus: Corpus, archive: WarcArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.upkeep.takedown._delete_article", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forget(corpus, archive, LINK, LATER)
    assert rows(corpus, "SELECT count(*) FROM articles") == [(3,)]
    forget(corpus, archive, LINK, LATER)
    assert rows(corpus, "SELECT url FROM articles") == [(OTHER,)]
    assert len(archive.files()) == 1
    assert SECRET.encode() not in gzip.decompress(archive.files()[0].read_bytes())


# ------------------------------------------------------------------ damage


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :]


DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "a flipped bit": flip,
    "a hole of zeros": lambda data, at: data[:at] + bytes(40) + data[at + 40 :],
    "bytes that are missing": lambda data, at: data[:at] + data[at + 40 :],
    "a cut": lambda data, at: data[:at],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_takedown_holds_in_a_damaged_archive(
    corpus: Corpus, archive: WarcArchive, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    path, places = archive.files()[0], random.Random(damage)
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[damage](whole, places.randrange(len(whole) // 3, len(whole) - 50)))
    corpus.close()
    assert main(["forget", LINK, "--db", str(corpus.path)]) == 0
    said = capsys.readouterr()
    assert "articles removed: 2" in said.out
    assert "damaged records of the archive" in said.out
    assert said.err == ""
    with Corpus.open(corpus.path) as after:
        assert rows(after, "SELECT url FROM articles") == [(OTHER,)]
        for fetch in after.archived(rows(after, "SELECT id FROM articles")[0][0]):
            assert archive.read(fetch) is not None
    assert all(SECRET.encode() not in gzip.decompress(path.read_bytes()) for path in archive.files())


def test_what_is_whole_behind_a_damaged_record_stays(corpus: Corpus, archive: WarcArchive) -> None:
    places = rows(corpus, "SELECT url, warc_offset FROM fetches ORDER BY id")
    assert places[1][0] == TAG + "?page=2"
    path = archive.files()[0]
    path.write_bytes(flip(path.read_bytes(), places[1][1] + 30))
    assert forget(corpus, archive, LINK, LATER).damaged == 1
    assert rows(corpus, "SELECT url FROM fetches WHERE warc_file IS NOT NULL") == [(OTHER,)]
    page = archive.read(corpus.archived(rows(corpus, "SELECT id FROM articles")[0][0])[0])
    assert page is not None
    assert page.body == b"<p>Another text.</p>"


def test_a_file_of_the_archive_that_cannot_be_read_is_named_and_the_records_go_all_the_same(
    corpus: Corpus, archive: WarcArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    name = archive.files()[0].name
    archive.files()[0].rename(archive.folder / "aside")
    (archive.folder / name).mkdir()  # reading a folder is an error, for root as well
    corpus.close()
    assert main(["forget", LINK, "--db", str(corpus.path)]) == 3
    said = capsys.readouterr()
    assert "articles removed: 2" in said.out
    assert f"{name}: Is a directory; pages of the article may be left" in said.err
    (archive.folder / name).rmdir()
    (archive.folder / "aside").rename(archive.folder / name)
    assert main(["forget", LINK, "--db", str(corpus.path)]) == 0
    assert all(SECRET.encode() not in gzip.decompress(path.read_bytes()) for path in archive.files())


def test_all_that_was_forgotten_before_is_looked_for_again(corpus: Corpus, archive: WarcArchive) -> None:
    """A listing that is crawled later still shows what the site did not take down."""
    forget(corpus, archive, LINK, LATER)
    page(corpus, archive, TAG + "?page=3", f"<a href='{LINK}'>{SECRET}</a>", LATER)
    forget(corpus, archive, "https://example.org/never", LATER)
    assert all(SECRET.encode() not in gzip.decompress(path.read_bytes()) for path in archive.files())


# ---------------------------------------------------------- what shows it


@pytest.mark.parametrize(
    ("html", "shows"),
    [
        ("<a href='/n/3'>More</a>", True),
        ("<a href=../../n/3>More</a>", True),
        ("<a href='/n/33'>More</a><a href='/n/'>n</a>", False),
        ('{"link":"https:\\/\\/example.org\\/n\\/3","id":1}', True),
        ("<link>http://www.example.org/n/3/?utm_source=feed</link>", True),
        ("<li>Judge &amp; jury: a \u201cverdict\u201d</li>", True),
        ('{"title":"Judge &amp; jury: a \\u201cverdict\\u201d"}', True),
        ("<li>Press release</li>", False),
        ('{"host":"http://\\ud800/%41"} <a href="http://[">', False),
        (f"<p>{'x' * ((1 << 20) - 12)}<a href='/n/3'>More</a>", True),  # where the reading is interrupted
    ],
)
def test_a_listing_goes_when_it_links_to_the_article_or_bears_its_title_alone(
    tmp_path: Path, html: str, shows: bool
) -> None:
    link = "https://example.org/n/3"
    with Corpus.open(tmp_path / "c.db") as corpus, WarcArchive.beside(tmp_path / "c.db") as archive:
        corpus.save_listing(listing(Card(link, "Press release"), Card(OTHER, "Press release")))
        corpus.save_article(reading(link, title='Judge & jury: a "verdict"'))
        page(corpus, archive, TAG, html, MORNING)
        page(corpus, archive, link, "<p>text", MORNING)
        forget(corpus, archive, link, LATER)
        assert rows(corpus, "SELECT warc_file IS NULL FROM fetches") == [(int(shows),)]


def test_titles_are_found_in_the_letters_of_the_page(tmp_path: Path) -> None:
    title = "Суд перенёс слушание"
    with Corpus.open(tmp_path / "c.db") as corpus, WarcArchive.beside(tmp_path / "c.db") as archive:
        corpus.save_article(reading("https://example.org/n/3", title=title))
        html = f"<meta charset=windows-1251><h2>{title}</h2>".encode("cp1251")
        place = archive.write(TAG, 200, [("Content-Type", "text/html")], html, NOON)
        corpus.save_fetch(Fetch(TAG, NOON, 200, None, None, hashlib.sha256(html).hexdigest(), *place))
        forget(corpus, archive, "https://example.org/n/3", LATER)
        assert rows(corpus, "SELECT warc_file FROM fetches") == [(None,)]


@pytest.mark.parametrize("charset", [b"zlib", b"base64", b"no-such-thing", b"utf-16", b""])
def test_a_page_in_letters_that_are_none_is_looked_through_all_the_same(charset: bytes) -> None:
    link = "https://example.org/2026/xyzzyplugh"
    mentions = Mentions(frozenset({"example.org/2026/xyzzyplugh"}), frozenset({link}))
    head = b"<meta charset=" + charset + b">\x80"
    assert mentions.are_on(PageStream(TAG, "text/html", iter([head, b"<a href=/2026/xyzzyplugh>More</a>"])))
    assert not mentions.are_on(PageStream(TAG, "text/html", iter([head, b"<a href=/2026/others>More</a>"])))


# ------------------------------------------------------------- the command


def test_an_article_is_forgotten_by_its_number(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    (number,) = rows(corpus, "SELECT id FROM articles WHERE url = ?", LINK)[0]
    corpus.close()
    assert main(["forget", str(number), "--db", str(corpus.path)]) == 0
    assert "articles removed: 2" in capsys.readouterr().out
    assert main(["forget", str(number), "--db", str(corpus.path)]) == 2
    assert f"no article {number}" in capsys.readouterr().err


def test_an_address_that_was_not_known_is_called_so(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.close()
    for said in ("was not known here", "was forgotten before"):
        assert main(["forget", "https://example.org/nevre", "--db", str(corpus.path)]) == 0
        assert f"https://example.org/nevre {said}" in capsys.readouterr().out


GROWTH = """
import resource, sys
from pathlib import Path
from pipelines.archive.pages import WarcArchive
from pipelines.store.corpus import Corpus
from pipelines.upkeep.takedown import Mentions
from pipelines.upkeep.takedown import forget
from pipelines.archive.records import PageStream

with Corpus.open(sys.argv[1]) as corpus, WarcArchive.beside(Path(sys.argv[1])) as archive:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(forget(corpus, archive, sys.argv[2], sys.argv[3]).articles)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_takedown_holds_no_more_than_some_pages_in_memory(corpus: Corpus, archive: WarcArchive) -> None:
    large = "<p>The minutes of the day.</p>" * 130_000  # 4 MB
    for number in range(25):
        url = f"https://example.org/2026/minutes-{number}"
        page(corpus, archive, url, f"{large}{number}", NOON)
        corpus.save_article(reading(url, title=f"Minutes {number}", body=f"Minutes {number}."))
    corpus.close()
    line = [sys.executable, "-c", GROWTH, str(corpus.path), LINK, LATER]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120, check=True)
    removed, growth_mb = map(int, done.stdout.split())
    assert removed == 2
    assert growth_mb < 60
