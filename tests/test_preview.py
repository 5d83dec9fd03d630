"""`readmore preview`: a look at a tag over HTTP that writes nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.page import duration
from tests.conftest import command, environment
from tests.servers import Reply, Site, article, tag_site
from tests.test_feed_client import posts_path, with_api


def preview(url: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Return the ended command, run in an empty folder."""
    return subprocess.run(
        command("preview", url, "--delay", "0", *options),
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def told(url: str, folder: Path) -> dict[str, Any]:
    """Return what `--json` prints."""
    found: dict[str, Any] = json.loads(preview(url, folder, "--json").stdout)
    return found


def test_cards_pager_and_cost_are_told_before_a_crawl(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(23)
    found = told(site.url("/tag"), tmp_path)
    assert (found["pages"], len(found["listing"]["cards"]), found["article"]["title"]) == (
        3, 10, "Opinion 23 on a hearing cut short",
    )  # fmt: skip


def test_a_look_writes_nothing(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    assert preview(site.url("/tag"), tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_crawl_delay_of_robots_is_told(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    site.routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.5\n", content_type="text/plain")
    found = told(site.url("/tag"), tmp_path)
    assert (found["robots_delay_s"], found["delay_s"]) == (0.5, 0.5)


def test_the_api_is_asked_how_many_articles_there_are(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    with_api(site, 1, 2, 3, total=3)
    assert (told(site.url("/tag"), tmp_path)["total"], len(site.asked(posts_path()))) == (3, 1)
    found = json.loads(preview(site.url("/tag"), tmp_path, "--json", "--no-feeds").stdout)
    assert (found["total"], len(site.asked(posts_path()))) == (None, 1)


def test_an_article_is_told_as_such(site: Site, tmp_path: Path) -> None:
    site.routes = {"/opinion": article(1, extra='<p>Tags: <a rel="tag" href="/topic/courts">courts</a></p>')}
    ended = preview(site.url("/opinion"), tmp_path)
    assert ended.returncode == 4
    assert "looks like an article" in ended.stdout
    assert site.url("/topic/courts") in ended.stdout


def test_a_page_that_is_not_there_is_one_sentence(site: Site, tmp_path: Path) -> None:
    ended = preview(site.url("/nothing"), tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "404" in ended.stderr


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "a second"), (1, "a second"), (56, "56 seconds"), (120, "2 minutes"), (7200, "2.0 hours")],
)
def test_a_duration_is_told_in_the_unit_that_fits(seconds: float, words: str) -> None:
    assert duration(seconds) == words
