"""The demo site has the shape it claims, and a crawl of it stores what it was made from."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from fixtures.demo.pages import MAIN_TAG, byline, date_in_words, site_pages, tag_path
from fixtures.demo.server import SiteServer, serving
from fixtures.demo.statements import Statement, load_statements, tagged
from tests.conftest import ROOT, Ended, crawl_into, environment
from tests.sources import Record, differences, stored, words

OTHER_TAG = "freedom of assembly"
FIELDS = ["title", "authors", "published", "modified", "language", "body"]


@pytest.fixture(scope="module")
def demo() -> Iterator[SiteServer]:
    with serving(site_pages()) as server:
        yield server


@pytest.fixture(scope="module")
def crawled(demo: SiteServer, tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return crawl_into(tmp_path_factory.mktemp("demo") / "demo.db", demo.origin + tag_path(MAIN_TAG))


def record(statement: Statement) -> Record:
    return Record(
        statement.title,
        tuple(statement.authors),
        statement.published,
        words("\n".join(statement.paragraphs)),
        statement.modified,
        statement.language,
    )


def expected() -> list[Record]:
    return [record(statement) for statement in tagged(load_statements(), MAIN_TAG)]


def cards(page: int) -> list[html.HtmlElement]:
    _, text = site_pages()[tag_path(MAIN_TAG, page)]
    assert isinstance(text, str)
    return list(html.fromstring(text).find_class("item"))


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers)


def test_main_tag_has_23_cards_on_three_pages() -> None:
    assert [len(cards(page)) for page in (1, 2, 3)] == [10, 10, 3]
    assert tag_path(MAIN_TAG, 4) not in site_pages()


def test_most_teasers_are_cut_inside_a_word() -> None:
    cut = [statement for statement in load_statements() if " ".join(statement.teaser).endswith("...")]
    for statement in cut:
        *whole, last = " ".join(statement.teaser).removesuffix("...").split()
        text = " ".join(statement.paragraphs)
        assert text.startswith(" ".join([*whole, last]))
        assert text[len(" ".join([*whole, last]))].isalpha()
    assert len(cut) > len(load_statements()) / 2


@pytest.mark.parametrize(
    ("oddity", "count"),
    [
        ("several authors", 7),
        ("no author", 1),
        ("no date", 1),
        ("in Belarusian", 1),
        ("video only", 1),
        ("whole text on the card", 3),
        ("no Read More link", 2),
        ("image description", 9),
        ("modified later", 2),
        ("shares another tag", 6),
    ],
)
def test_main_tag_holds_what_real_tags_do(oddity: str, count: int) -> None:
    has = {
        "several authors": lambda s: len(s.authors) > 1,
        "no author": lambda s: not s.authors,
        "no date": lambda s: not s.published,
        "in Belarusian": lambda s: s.language == "be",
        "video only": lambda s: s.video,
        "whole text on the card": lambda s: s.whole,
        "no Read More link": lambda s: s.no_more,
        "image description": lambda s: s.image_alt,
        "modified later": lambda s: s.modified,
        "shares another tag": lambda s: OTHER_TAG in s.tags,
    }[oddity]
    assert sum(bool(has(statement)) for statement in tagged(load_statements(), MAIN_TAG)) == count


def test_dates_stand_in_words_only() -> None:
    for statement in load_statements():
        _, text = site_pages()[statement.path]
        assert statement.published is None or date_in_words(statement.published, statement.language) in text
        assert "<time" not in text
        assert "datetime" not in text


def test_byline_names_every_author() -> None:
    for statement in load_statements():
        assert all(name in byline(statement) for name in statement.authors)


def test_known_page_is_answered_with_not_modified() -> None:
    with serving(site_pages()) as server:
        url = server.origin + load_statements()[0].path
        _, headers = fetch(url)
        assert fetch(url, If_None_Match=headers["ETag"])[0] == 304
        assert fetch(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
        assert fetch(url, If_None_Match='"another"')[0] == 200


def test_unknown_address_is_not_found() -> None:
    with serving(site_pages()) as server:
        assert fetch(server.origin + "/search?q=lantern")[0] == 404


def test_crawl_ends_well_and_keeps_the_order_of_the_listing(crawled: Ended) -> None:
    assert crawled.code == 0, crawled.err
    assert [entry.title for entry in stored(crawled.db)] == [entry.title for entry in expected()]


@pytest.mark.parametrize("field", FIELDS)
def test_crawl_stores_what_the_site_was_made_from(crawled: Ended, field: str) -> None:
    assert not differences(field, expected(), stored(crawled.db))


def test_cards_are_stored_with_teaser_and_picture(crawled: Ended) -> None:
    found = crawled.rows("SELECT teaser, teaser_cut, image_alt FROM sightings ORDER BY page, position")
    for statement, (teaser, is_cut, image_alt) in zip(
        tagged(load_statements(), MAIN_TAG), found, strict=True
    ):
        assert words(teaser or "") == words(" ".join(statement.teaser))
        assert bool(is_cut) == " ".join(statement.teaser).endswith("...")
        assert image_alt == statement.image_alt


def test_each_page_is_asked_for_once_and_no_other(demo: SiteServer, crawled: Ended) -> None:
    listing = [tag_path(MAIN_TAG, page) for page in (1, 2, 3)]
    articles = [statement.path for statement in tagged(load_statements(), MAIN_TAG)]
    assert crawled.code == 0
    assert sorted(demo.requested) == sorted(["/robots.txt", *listing, *articles])


def test_one_command_crawls_the_demo_and_prints_it(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "fixtures.demo", "--port", "0", "--crawl", str(tmp_path / "demo.db")]
    done = subprocess.run(line, capture_output=True, text=True, env=environment(), cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr
    assert all(statement.title[:40] in done.stdout for statement in tagged(load_statements(), MAIN_TAG))
    assert done.stdout.splitlines()[-1].startswith("23 articles in ")


def test_taken_port_is_told_in_one_sentence(demo: SiteServer) -> None:
    line = [sys.executable, "-m", "fixtures.demo", "--port", str(demo.server_address[1])]
    done = subprocess.run(line, capture_output=True, text=True, env=environment(), cwd=ROOT, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr
