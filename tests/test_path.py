"""The path of one article is as README tells it, and what the program is built on does the work."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bs4
import pytest
import sqlite_utils
from itemloaders.processors import MapCompose

from crawler import extract
from crawler.loaders import ArticleLoader
from fixtures.demo.pages import site_pages, tag_path
from fixtures.demo.server import serving
from pipelines.store import Corpus
from tests.conftest import ROOT, environment

TAG = "freedom of assembly"
OURS = [path for top in ("crawler", "pipelines") for path in sorted((ROOT / top).rglob("*.py"))]


@dataclass(frozen=True)
class Passed:
    """What a crawl of a demo tag passed."""

    files: list[str]
    """Each once, in the order of the first call of a function in it."""
    requests: list[str]
    read: Counter[str]
    stored: Counter[str]
    asked: set[str]
    """Paths that the server was asked for."""

    def first(self, place: str) -> int:
        """Return when a module, or any of a package, was first passed."""
        found = (number for number, file in enumerate(self.files) if file.startswith(place))
        return next(found, len(self.files))


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Passed:
    db = tmp_path_factory.mktemp("path") / "corpus.db"
    with serving(site_pages()) as server:
        line = [sys.executable, "-m", "tests.passing", server.origin + tag_path(TAG), str(db)]
        done = subprocess.run(line, capture_output=True, text=True, env=environment(), cwd=ROOT, timeout=120)
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        asked = set(server.requested)
    files = list(dict.fromkeys(file for file, _ in told["calls"]))
    return Passed(files, told["requests"], Counter(told["read"]), Counter(told["stored"]), asked)


def path_of_one_article() -> Iterator[list[str]]:
    """Yield the places of each row of README's table."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("The path of one article:")[2]
    for row in text.partition("\n\n")[2].partition("\n\n")[0].splitlines()[2:]:
        yield re.findall(r"`([^`]+)`", row.split("|")[1])


def test_each_module_on_the_path_of_an_article_exists_and_is_passed(passed: Passed) -> None:
    places = [place for row in path_of_one_article() for place in row]
    assert len(places) > 15
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert [place for place in places if passed.first(place) == len(passed.files)] == []


def test_the_path_of_an_article_is_passed_in_the_order_of_its_rows(passed: Passed) -> None:
    rows = [row[0] for row in path_of_one_article()]
    assert rows == sorted(rows, key=passed.first)


def test_every_request_but_those_for_robots_txt_is_yielded_by_the_spider(passed: Passed) -> None:
    yielded = {"/" + url.split("/", 3)[3] for url in passed.requests}
    assert passed.asked - yielded == {"/robots.txt"}
    assert len(passed.requests) == len(yielded)


def test_every_record_is_yielded_by_the_spider_and_passes_the_item_pipelines(passed: Passed) -> None:
    assert passed.read == passed.stored
    assert passed.read["ListingSeen"] == 1
    assert passed.read["ArticleRead"] >= 8


@pytest.mark.parametrize(
    "saving",
    ["save_article", "save_listing", "save_failure", "mark_missing", "touch", "touch_listing", "hold"],
)
def test_what_pages_say_is_stored_in_one_place(saving: str) -> None:
    call = re.compile(rf"corpus\.{saving}\(")
    callers = {str(path.relative_to(ROOT)) for path in OURS if call.search(path.read_text(encoding="utf-8"))}
    allowed = {"pipelines/store/item_pipelines.py"}
    if saving == "save_failure":  # of an item that could not be stored
        allowed.add("crawler/run/monitor.py")
    assert callers - allowed == set()


def test_no_module_of_the_crawler_speaks_sql() -> None:
    words = re.compile(r"\bexecute(?:many|script)?\(|\bSELECT\b.+\bFROM\b")
    assert [
        str(path) for path in OURS if "crawler" in path.parts[-3:] and words.search(path.read_text())
    ] == []


PAGE = """<html><head><title>Ten free</title>
<meta property="article:modified_time" content="2024-03-06T10:00:00+00:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "&lt;i&gt;Ten&lt;/i&gt; free",
"author": {"@type": "Person", "name": "Ann Ode"}, "datePublished": "2024-03-05"}</script></head>
<body><article><h1>Ten free</h1><p>By Ann Ode</p><p>Ten people were released on Tuesday after a week.</p>
<p>They had been held since the gathering by the river, their lawyer said.</p>
</article></body></html>"""
URL = "https://example.org/ten-free"


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("title", "told", "told"),
        ("authors", "told", ["told"]),
        ("published", "told", "told"),
        ("modified", "told", "told"),
        ("body", "told", "told"),
    ],
)
def test_each_field_goes_through_the_item_loader(
    field: str, value: str, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert getattr(extract(PAGE, URL), field) != read
    monkeypatch.setattr(ArticleLoader, f"{field}_in", MapCompose(lambda _: value))
    assert getattr(extract(PAGE, URL), field) == read


def test_markup_inside_a_string_goes_through_beautiful_soup(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Noted(bs4.BeautifulSoup):
        def __init__(self, markup: str, *rest: Any) -> None:
            made.append(markup)
            super().__init__(markup, *rest)

    monkeypatch.setattr(bs4, "BeautifulSoup", Noted)
    page = PAGE.replace("&lt;i&gt;Ten&lt;/i&gt;", "&lt;i&gt;Ten&amp;shy;&lt;/i&gt;")
    assert extract(page, URL).title == "Ten free"
    assert any("<i>" in markup for markup in made)


def test_the_file_is_written_through_sqlite_utils(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Noted(sqlite_utils.Database):
        def __init__(self, *args: Any, **options: Any) -> None:
            made.append(self)
            super().__init__(*args, **options)

    monkeypatch.setattr("pipelines.store.connect.Database", Noted)
    with Corpus.open(tmp_path / "corpus.db") as corpus:
        assert corpus.sql in [db.conn for db in made]
        tables = {name for (name,) in corpus.sql.execute("SELECT name FROM sqlite_master")}
    assert "_sqlite_migrations" in tables  # which sqlite-utils keeps
