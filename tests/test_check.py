"""`readmore check`: what reads well and what does not, told per tag."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler import check as checkup
from tests import zygote
from tests.conftest import Ended, environment
from tests.servers import Reply, Route, Site, article, card, listing, tag_site

Crawl = Callable[..., Ended]
WALL = Reply("<html><h1>We value your privacy</h1><p>Accept all and go on to read.</p></html>")
BARE = Reply(str(article(12).body).replace("By Hanna Verabei ", "").replace("byline", "line"))


def check(folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Run the command; return its exit code and what it printed."""
    line = ["check", *arguments, "--delay", "0", "--json"]
    code, out, err = zygote.run(line, folder, environment(), 60)
    assert not err
    return code, [json.loads(row) for row in out.splitlines()]


@pytest.fixture
def known(site: Site, crawl: Crawl, tmp_path: Path) -> Site:
    """A site whose tag of twelve articles is in the file and followed."""
    site.routes = tag_site(12)
    assert crawl(site.url("/tag")).code == 0
    follow = ["follow", site.url("/tag"), "--db", "corpus.db"]
    assert zygote.run(follow, tmp_path, environment(), 60)[0] == 0
    return site


def test_a_tag_that_reads_as_before_is_well(known: Site, tmp_path: Path) -> None:
    code, rows = check(tmp_path, "--db", "corpus.db")
    assert (code, rows[0]["wrong"]) == (0, [])
    assert rows[0]["well"][0] == "10 cards, 10 known"


# (what changed since, what is said of it)
CASES: list[tuple[dict[str, Route], str]] = [
    ({"/tag": WALL}, "no cards were found"),
    ({"/tag": Reply("<h1>Not here</h1>", 404)}, "404"),
    (
        {"/tag": listing(card(12, "/other/1", "Other") + card(11, "/other/2", "Another"))},
        "none of the 2 cards",
    ),
    ({"/opinion/12": WALL}, "does not stand on this page"),
    ({"/opinion/12": Reply("<h1>Withdrawn</h1>", 410)}, "410"),
    ({"/opinion/12": BARE}, "gave its authors before"),
]


@pytest.mark.parametrize(("changed", "said"), CASES, ids=[said for _, said in CASES])
def test_what_does_not_read_well_is_told(
    known: Site, tmp_path: Path, changed: dict[str, Route], said: str
) -> None:
    known.routes |= changed
    code, rows = check(tmp_path, "--db", "corpus.db")
    assert code == 4
    assert said in " ".join(rows[0]["wrong"])


def test_a_page_of_news_alone_is_well_where_the_known_follows(known: Site, tmp_path: Path) -> None:
    cards = "".join(card(number) for number in range(22, 12, -1))
    known.routes["/tag/page/2"] = known.routes["/tag"]
    known.routes["/tag"] = listing(cards, "/tag/page/2")
    code, rows = check(tmp_path, "--db", "corpus.db")
    assert (code, rows[0]["wrong"]) == (0, [])
    assert rows[0]["well"][:2] == [
        "10 cards, 0 known",
        "all of them are new: the next page goes on with what is known",
    ]
    assert not known.asked("/opinion/22")


def test_two_pages_without_a_known_card_do_not_read_well(known: Site, tmp_path: Path) -> None:
    known.routes["/tag"] = listing(card(12, "/other/1", "Other"), "/tag/page/2")
    known.routes["/tag/page/2"] = listing(card(11, "/other/2", "Another"), "/tag/page/3")
    code, rows = check(tmp_path, "--db", "corpus.db")
    assert (code, "none of the 2 cards of the first two pages is known" in rows[0]["wrong"][0]) == (4, True)
    assert not known.asked("/tag/page/3")


def test_a_tag_that_no_file_knows_is_tried_as_well(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    code, rows = check(tmp_path, site.url("/tag"))
    assert (code, rows[0]["well"][0]) == (0, "3 cards, 0 known")


def test_packages_of_another_distribution_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {"crawler": ["readmore", "crawler"], "pipelines": ["readmore"]}
    monkeypatch.setattr(checkup, "packages_distributions", lambda: owners)
    assert [sentence.split(":")[0] for sentence in checkup.foreign_packages()] == [
        "the package crawler also belongs to crawler"
    ]
