"""Runs that see something odd: alarmed once, told by exit code and summary; records stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.conftest import Ended
from tests.servers import Reply, Site, article, card, listing, redirect, tag_site
from tests.travelled import Travelling

Crawl = Callable[..., Ended]
WALL = Reply("<html><h1>We value your privacy</h1><p>Accept all and go on to read.</p></html>")


def alarms(ended: Ended) -> list[tuple[str, bool]]:
    """Return what was alarmed, and whether that is over."""
    return [(key, bool(over)) for key, over in ended.rows("SELECT key, cleared_at IS NOT NULL FROM alarms")]


def test_wall_before_the_articles_alone_is_alarmed_once_and_over_when_it_falls(
    site: Site, crawl: Crawl
) -> None:
    site.routes = tag_site(12)
    assert alarms(crawl(site.url("/tag"))) == []
    good = dict(site.routes)
    site.routes |= {f"/opinion/{number}": WALL for number in range(1, 13)}
    for _ in range(2):
        ended = crawl(site.url("/tag"), "--recheck", "all")
        assert (ended.code, alarms(ended)) == (4, [("strange pages", False)])
    assert ended.rows("SELECT count(*) FROM articles WHERE missing_since IS NOT NULL") == [(0,)]
    site.routes = good
    ended = crawl(site.url("/tag"), "--recheck", "all")
    assert (ended.code, alarms(ended)) == (0, [("strange pages", True)])
    assert ended.rows("SELECT count(*) FROM revisions") == [(0,)]


def test_alarm_is_in_the_summary_and_in_the_row_of_the_run(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    crawl(site.url("/tag"))
    site.routes["/tag"] = redirect("/consent")
    site.routes["/consent"] = WALL
    ended = crawl(site.url("/tag"))
    assert "Something looks wrong" in ended.out
    said = [json.loads(text) for (text,) in ended.rows("SELECT alarms FROM crawls ORDER BY id")]
    assert [len(texts) for texts in said] == [0, 1]
    assert "shows no cards; there were 12 before" in said[1][0]


def test_byline_that_is_no_longer_found_is_alarmed(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(24)
    crawl(site.url("/tag"))
    for number in range(1, 25):
        page = article(number)
        bare = str(page.body).replace("By Hanna Verabei", "")
        site.routes[f"/opinion/{number}"] = replace(page, body=bare)
    ended = crawl(site.url("/tag"), "--recheck", "all")
    assert alarms(ended) == [("no authors", False)]
    assert ended.rows("SELECT DISTINCT author FROM articles") == [("Hanna Verabei",)]


def test_redesign_makes_no_edits_but_finds_the_one_that_came_with_it(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(24)
    crawl(site.url("/tag"))
    for number in range(1, 25):
        text = str(article(number).body).replace("<main><article>", "<div class=page><div class=story>")
        text = re.sub("<p class=byline>(.*?)</p>", r"<div class=signed>\1</div><ul><li>Share this</ul>", text)
        text = text.replace("<article>", "").replace("</article></main>", "</div></div>")
        if number == 7:
            text = text.replace("to admit observers", "to admit all observers", 1)
        site.routes[f"/opinion/{number}"] = Reply(text, etag=True)
    ended = crawl(site.url("/tag"), "--recheck", "all")
    assert alarms(ended) == [("redesign", False)]
    edited = ended.rows("SELECT title FROM revisions WHERE kind = 'article'")
    assert edited == [("Opinion 7 on a hearing cut short",)]
    assert ended.rows("SELECT count(*) FROM layouts WHERE retired_at IS NULL") == [(1,)]
    assert alarms(crawl(site.url("/tag"), "--recheck", "all")) == [("redesign", False)]


def test_error_page_sent_as_a_good_one_makes_an_article_gone_after_days(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(12)
    lost = Reply("<html><title>Page not found</title><h1>Page not found</h1></html>")
    with Travelling(tmp_path / "corpus.db") as travelling:
        crawl = ("crawl", site.url("/tag"), "--delay", 0, "--recheck", "all", "--json")
        travelling.run("2026-03-01T06:00:00+00:00", *crawl)
        site.routes["/opinion/5"] = lost
        codes = [travelling.run(f"2026-03-{day:02d}T06:00:00+00:00", *crawl).code for day in (2, 3, 5, 6)]
        ended = travelling.run("2026-03-07T06:00:00+00:00", *crawl)
        assert codes == [3, 3, 3, 0]
        assert ended.rows(
            "SELECT url, substr(gone_since, 1, 10) FROM articles WHERE gone_since NOT NULL"
        ) == [(site.url("/opinion/5"), "2026-03-02")]
        site.routes["/opinion/5"] = article(5)
        back = travelling.run("2026-04-20T06:00:00+00:00", *crawl)
        assert back.rows("SELECT count(*) FROM articles WHERE gone_since NOT NULL") == [(0,)]
        assert back.rows("SELECT kind FROM news WHERE kind != 'new'") == [("gone",), ("back",)]


def test_forgotten_article_does_not_come_back_in_a_crawl(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(12)
    with Travelling(tmp_path / "corpus.db") as travelling:
        crawl = ("crawl", site.url("/tag"), "--delay", 0, "--recheck", "all", "--json")
        travelling.run("2026-03-01T06:00:00+00:00", *crawl)
        assert travelling.run("2026-03-01T07:00:00+00:00", "forget", site.url("/opinion/5")).code == 0
        before = len(site.asked("/opinion/5"))
        ended = travelling.run("2026-03-20T06:00:00+00:00", *crawl)
        assert (ended.code, len(ended.titles())) == (0, 11)
        assert len(site.asked("/opinion/5")) == before


def test_listing_hints_make_an_old_article_due_at_once(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(40)
    with Travelling(tmp_path / "corpus.db") as travelling:
        crawl = ("crawl", site.url("/tag"), "--delay", 0, "--json")
        travelling.run("2026-03-01T06:00:00+00:00", *crawl)
        new = "Opinion 39 on a hearing, corrected"
        site.routes["/opinion/39"] = Reply(
            str(article(39).body).replace("Opinion 39 on a hearing cut short", new)
        )
        cards = "".join(card(n, title=new if n == 39 else None) for n in range(40, 30, -1))
        site.routes["/tag"] = listing(cards, "/tag/page/2")
        ended = travelling.run("2026-03-01T07:00:00+00:00", *crawl)
        assert (ended.figures["updated"], ended.figures["requests"]) == (1, 4)
        assert new in ended.titles()
