"""A quiet run prints what somebody must know, when it begins and once a day: silence is health, no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipelines.store.corpus import Corpus
from pipelines.store.tags import follow
from tests import zygote
from tests.conftest import Ended, environment
from tests.servers import Reply, Site, article, tag_site
from tests.travelled import Travelling

Crawl = Callable[..., Ended]
SCRIPT = Reply("<html><body><div id=app></div><script>draw()</script></body></html>")
DOWN = Reply("<h1>Sorry</h1>", 404)
EMPTY = Reply("<html lang=en><body><main><h1>hearings</h1><p>No posts found.</p></main></html>")
BEGAN = datetime.fromisoformat("2026-03-01T06:00:00+00:00")


def said(ended: Ended) -> list[str]:
    """What a quiet run printed, without its signature; nothing of it on stdout."""
    assert ended.out == ""
    return [line.removeprefix("readmore: ") for line in ended.err.splitlines()]


def number(ended: Ended, kind: str) -> int:
    """The number of the trouble of this kind."""
    ((found,),) = ended.rows("SELECT id FROM troubles WHERE kind = ?", kind)
    return int(found)


def accept(ended: Ended, kind: str) -> int:
    """Take a trouble for a known limit; return the code of `status` then."""
    line = ["status", "--db", str(ended.db), "--accept", str(number(ended, kind))]
    return zygote.run(line, ended.db.parent, environment(), 60)[0]


def test_a_list_by_script_is_told_until_it_is_accepted(site: Site, crawl: Crawl) -> None:
    site.routes = {"/tag": SCRIPT}
    ended = crawl(site.url("/tag"), "-q")
    assert ended.code == 4
    assert [line.split(": ")[0] for line in said(ended)] == [f"{site.url('/tag')} could not be read"]
    again = crawl(site.url("/tag"), "-q")
    assert (again.code, said(again)) == (4, []), "it was told a moment ago"
    assert accept(ended, "list") == 0
    known = crawl(site.url("/tag"), "-q", "--json")
    assert (known.code, known.err, known.figures["tags"][0]["accepted"]) == (0, "", True)
    site.routes = {"/tag": DOWN}
    changed = crawl(site.url("/tag"), "-q")
    assert changed.code == 4
    assert "404" in said(changed)[0]


def test_a_page_that_always_fails_is_silent_once_it_is_accepted(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3) | {"/opinion/2": DOWN}
    ended = crawl(site.url("/tag"), "-q")
    assert (ended.code, said(ended)) == (3, [])
    assert accept(ended, "page") == 0
    assert crawl(site.url("/tag"), "-q").code == 0
    site.routes["/opinion/2"] = Reply("<h1>Members only</h1>", 403)
    assert crawl(site.url("/tag"), "-q", "--recheck", "all").code == 3
    site.routes["/opinion/2"] = article(2)
    assert crawl(site.url("/tag"), "-q", "--recheck", "all").code == 0
    assert ended.rows("SELECT * FROM troubles") == []


def test_a_list_that_is_lost_goes_before_pages_that_fail(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30) | {"/opinion/29": DOWN, "/tag/page/3": DOWN}
    ended = crawl(site.url("/tag"), "-q", "--json")
    assert (ended.code, ended.figures["failed"]) == (4, 2)
    (tag,) = ended.figures["tags"]
    assert (tag["state"], "the server answered 404" in tag["reason"]) == ("incomplete", True)
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("bound", [("--max-pages", "1"), ("--limit", "3")])
def test_what_the_user_bounded_is_not_incomplete(site: Site, crawl: Crawl, bound: tuple[str, str]) -> None:
    site.routes = tag_site(30)
    ended = crawl(site.url("/tag"), "-q", *bound)
    assert (ended.code, said(ended)) == (0, [])


def test_an_alarm_is_in_json_and_makes_code_4(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    crawl(site.url("/tag"))
    site.routes = {"/tag": EMPTY}
    for _ in range(2):
        ended = crawl(site.url("/tag"), "--json")
        (alarm,) = ended.figures["alarms"]
        assert (ended.code, alarm["key"], alarm["accepted"]) == (4, "no cards", False)
        assert "there were 12 before" in alarm["text"]
    assert ended.rows("SELECT exit_code FROM crawls") == [(0,), (4,), (4,)]


# ------------------------------------------------------------ runs on a timer


@pytest.fixture
def followed(site: Site, tmp_path: Path) -> Iterator[tuple[Site, Callable[..., Ended]]]:
    """A site whose tag is followed every six hours; and what runs so many hours after the first time."""
    site.routes = tag_site(12)
    db = tmp_path / "corpus.db"
    with Corpus.open(db) as corpus, corpus.atomic():
        follow(corpus.sql, site.url("/tag"), BEGAN.isoformat(), every_s=6 * 3600)
    with Travelling(db) as travelling:

        def run(hours: float, *arguments: str) -> Ended:
            moment = (BEGAN + timedelta(hours=hours)).isoformat()
            return travelling.run(moment, "run", "--delay", "0", "--quiet", *arguments)

        yield site, run


def test_an_outage_of_three_days_is_told_once_a_day(followed: tuple[Site, Callable[..., Ended]]) -> None:
    site, run = followed
    good, told, codes = dict(site.routes), {}, {}
    for hour in (0, 12, 18, 36, 60, 66, 84):
        site.routes = {"/tag": DOWN} if 12 <= hour < 84 else good
        ended = run(hour)
        codes[hour] = ended.code
        if lines := said(ended):
            told[hour] = lines
    assert codes == {0: 0, 12: 4, 18: 4, 36: 4, 60: 4, 66: 4, 84: 0}
    lists = [hour for hour, lines in told.items() if any("could not be read" in line for line in lines)]
    assert lists == [12, 36, 60]
    assert "(since 2026-03-01T18:00:0" in " ".join(told[36])
    assert max(map(len, told.values())) <= 2


def test_a_run_for_which_nothing_was_due_prints_zeros_and_is_well(
    followed: tuple[Site, Callable[..., Ended]],
) -> None:
    site, run = followed
    run(0)
    site.routes = {"/tag": EMPTY}
    run(6)
    ended = run(7, "--json")
    counts = {"new": 0, "updated": 0, "unchanged": 0, "failed": 0, "requests": 0}
    assert (ended.code, ended.err) == (0, "")
    assert counts.items() <= ended.figures.items()
    assert ended.figures["tags"] == []
    assert [alarm["key"] for alarm in ended.figures["alarms"]] == ["no cards"]


@pytest.mark.parametrize(("days", "lines"), [(0, 0), (2, 1)])
def test_another_run_at_work_is_told_when_it_has_been_for_long(
    site: Site, tmp_path: Path, days: int, lines: int
) -> None:
    db, at = tmp_path / "corpus.db", datetime.now(BEGAN.tzinfo) - timedelta(days=days)
    with Corpus.open(db) as corpus, corpus.lock():
        with corpus.atomic():
            follow(corpus.sql, site.url("/tag"), BEGAN.isoformat())
        corpus.begin_crawl([site.url("/tag")], "run", at.isoformat(timespec="seconds"))
        code, out, err = zygote.run(["run", "--db", str(db), "--quiet"], tmp_path, environment(), 60)
    assert (code, out, len(err.splitlines())) == (75, "", lines)


def test_a_notice_that_did_not_arrive_does_not_hide_that_a_tag_is_in_trouble(
    site: Site, tmp_path: Path
) -> None:
    db = tmp_path / "corpus.db"
    with Corpus.open(db) as corpus, corpus.atomic():
        follow(corpus.sql, site.url("/tag"), BEGAN.isoformat(), notify=["nobody"])
    site.routes = tag_site(12) | {"/tag/page/2": DOWN}
    line = ["run", "--db", str(db), "--delay", "0", "--json", "--quiet"]
    code, out, err = zygote.run(line, tmp_path, environment(), 60)
    assert (code, json.loads(out)["new"]) == (4, 10)
    assert "nobody was not told" in err
