"""No page holds a crawl: one that computes for ever is a failure, a signal ends the run even then."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.store.connect import run_lock
from tests import zygote
from tests.conftest import Ended, environment, rows
from tests.servers import Site, tag_site

Crawl = Callable[..., Ended]

HANGS = """
import os
import re
from pathlib import Path

from crawler.run import watchdog
from crawler.sites.base import Site

watchdog.READ_S = {seconds}


class Hangs(Site):
    domains = ("127.0.0.1",)

    def load_title(self, loader, page):
        if page.url.endswith({endings}):
            Path("reading").touch()
            {act}

    def cards(self, page, cards):
        if page.url.endswith({lists}):
            {act}
        return cards
"""
FOR_EVER = 're.match("(a+)+$", "a" * 60 + "b")'
"""In C, which hears of no signal."""
A_CRASH = "os.abort()"


def hang(
    folder: Path,
    *endings: str,
    lists: tuple[str, ...] = (),
    seconds: float = 0.5,
    act: str = FOR_EVER,
) -> tuple[str, str]:
    """Make the pages of these endings hang; return the options that a crawl of them needs."""
    sites = folder / "sites"
    sites.mkdir(exist_ok=True)
    text = HANGS.format(seconds=seconds, endings=endings, lists=lists, act=act)
    (sites / "hangs.py").write_text(text)
    return "--sites", "sites"


def test_a_page_that_computes_for_ever_is_a_failure_and_the_run_goes_on(
    site: Site, crawl: Crawl, tmp_path: Path
) -> None:
    site.routes = tag_site(14)
    options = hang(tmp_path, "/opinion/4")
    ended = crawl(site.url("/tag"), *options, "--json")
    assert ended.failures() == {"opinion/4": ("article", "it took more than 60 s of computing to read")}
    assert (ended.code, len(ended.titles())) == (3, 13)
    assert (ended.figures["new"], ended.figures["failed"]) == (13, 1)


def test_a_page_that_was_read_too_long_rests_like_any_that_failed(
    site: Site, crawl: Crawl, tmp_path: Path
) -> None:
    site.routes = tag_site(3)
    options = hang(tmp_path, "/opinion/2")
    assert crawl(site.url("/tag"), *options).code == 3
    asked = len(site.asked("/opinion/2"))
    follow = ["follow", site.url("/tag"), "--db", "corpus.db"]
    assert zygote.run(follow, tmp_path, environment(), 60)[0] == 0
    with sqlite3.connect(tmp_path / "corpus.db") as corpus:
        corpus.execute("UPDATE tags SET last_run = '2020-01-01T00:00:00+00:00'")
    line = ["run", "--db", "corpus.db", "--delay", "0", *options]
    assert zygote.run(line, tmp_path, environment(), 60)[0] in (0, 3)
    assert len(site.asked("/opinion/2")) == asked


def test_a_list_that_computes_for_ever_is_a_failure_of_its_tag(
    site: Site, crawl: Crawl, tmp_path: Path
) -> None:
    site.routes = tag_site(14)
    ended = crawl(site.url("/tag"), *hang(tmp_path, lists=("/tag/page/2",)))
    assert (ended.code, len(ended.titles())) == (4, 10)
    assert ended.failures()["tag/page/2"][0] == "listing"


def test_a_page_that_ends_the_program_is_a_failure(site: Site, crawl: Crawl, tmp_path: Path) -> None:
    site.routes = tag_site(5)
    ended = crawl(site.url("/tag"), *hang(tmp_path, "/opinion/2", act=A_CRASH))
    assert ended.failures() == {"opinion/2": ("article", "reading it broke the program off (SIGABRT)")}
    assert (ended.code, len(ended.titles())) == (3, 4)


def test_a_limit_counts_what_was_stored_before_a_page_broke_the_run_off(
    site: Site, crawl: Crawl, tmp_path: Path
) -> None:
    site.routes = tag_site(20)
    ended = crawl(site.url("/tag"), *hang(tmp_path, "/opinion/12"), "--limit", "10", "--json")
    assert (len(ended.titles()), ended.figures["new"]) == (10, 10)
    assert list(ended.failures()) == ["opinion/12"]


def test_a_site_whose_pages_hold_the_run_up_is_let_be(site: Site, crawl: Crawl, tmp_path: Path) -> None:
    site.routes = tag_site(8)
    ended = crawl(site.url("/tag"), *hang(tmp_path, *(f"/opinion/{n}" for n in range(1, 7))))
    told = [error for _, error in ended.failures().values()]
    assert sum("of computing" in error for error in told) == 3
    assert {error for error in told if "of computing" not in error} == {
        "it is not read in this run: 3 other pages of its site held the run up"
    }


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_while_a_page_is_computed_on(
    site: Site, tmp_path: Path, signum: signal.Signals, code: int
) -> None:
    site.routes = tag_site(3)
    options = hang(tmp_path, "/opinion/2", seconds=60)
    line = ["crawl", site.url("/tag"), "--db", "corpus.db", "--delay", "0", *options]
    process = zygote.start(line, tmp_path, environment())
    wait_for(tmp_path / "reading")
    assert process.pid
    os.kill(process.pid, signum)
    process.join(20)
    assert process.exitcode == code
    assert "Traceback" not in (tmp_path / "stderr.txt").read_text()
    with run_lock(tmp_path / "corpus.db"):  # nobody is at work on it any more
        assert rows(tmp_path / "corpus.db", "SELECT count(*) FROM failures") == [(0,)]


def test_a_second_signal_ends_the_run_at_once(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    options = hang(tmp_path, "/opinion/2", seconds=60)
    line = ["crawl", site.url("/tag"), "--db", "corpus.db", "--delay", "0", *options]
    process = zygote.start(line, tmp_path, environment())
    wait_for(tmp_path / "reading")
    assert process.pid
    began = time.monotonic()
    for _ in range(2):
        os.kill(process.pid, signal.SIGINT)
        time.sleep(0.3)
    process.join(20)
    assert process.exitcode == 130
    assert time.monotonic() - began < 3  # the first alone takes 4.5 s


def test_a_guard_that_is_killed_takes_its_worker_along(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    line = ["crawl", site.url("/tag"), "--db", "corpus.db", "--delay", "3600"]
    process = zygote.start(line, tmp_path, environment())
    site.wait_for("/robots.txt")
    process.kill()
    process.join()
    for _ in range(100):
        try:
            with run_lock(tmp_path / "corpus.db"):
                return
        except Exception:
            time.sleep(0.1)
    pytest.fail("a worker without a guard works on")


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    for _ in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path.name} did not come")
