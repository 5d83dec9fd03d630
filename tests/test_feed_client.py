"""Crawls of tags that announce a feed or an API: asked once, believed after the page, missed by nobody."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Ended
from tests.servers import Reply, Site, reset, tag_site

Crawl = Callable[..., Ended]
FEED = "/tag/feed.xml"
TERM = "/wp-json/wp/v2/tags/7"


def announce(site: Site, *links: str) -> None:
    """Let the first page of the tag announce these feeds."""
    page = site.routes["/tag"]
    assert isinstance(page, Reply)
    assert isinstance(page.body, str)
    page.body = page.body.replace("</title>", "</title>" + "".join(links))


def with_feed(site: Site, *numbers: int, author: str = "Hanna Verabei", day: str = "") -> None:
    """Give the tag a feed with these articles."""
    items = "".join(
        f"<item><link>{site.url(f'/opinion/{number}')}?utm_source=rss</link>"
        f"<title>Opinion {number} on a hearing cut short</title>"
        f"<pubDate>{day or f'2024-03-{number % 28 + 1:02d}T09:00:00Z'}</pubDate>"
        f"<author>{author if number % 2 else 'Ann Ode'}</author></item>"
        for number in numbers
    )
    site.routes[FEED] = Reply(f"<rss><channel>{items}</channel></rss>", content_type="application/rss+xml")
    announce(site, f"<link rel=alternate type='application/rss+xml' title='tag' href='{FEED}'>")


def with_api(site: Site, *numbers: int, total: int) -> None:
    """Give the tag a WordPress API that tells of these articles."""
    posts = [
        {
            "link": site.url(f"/opinion/{number}"),
            "date": f"2024-03-{number % 28 + 1:02d}T10:00:00",
            "date_gmt": f"2024-03-{number % 28 + 1:02d}T07:00:00",
            "modified_gmt": "2024-04-01T00:00:00",
            "title": {"rendered": f"Opinion {number} on a hearing cut short"},
            "tags": [7],
        }
        for number in numbers
    ]
    site.routes[posts_path()] = Reply(
        json.dumps(posts), headers={"X-WP-Total": str(total)}, content_type="application/json"
    )
    announce(
        site,
        "<link rel='https://api.w.org/' href='/wp-json/'>",
        f"<link rel=alternate type='application/json' href='{TERM}'>",
    )


def posts_path() -> str:
    """Return where the posts of the tag are asked for."""
    from crawler.feeds.query import Term, posts_url

    return posts_url("/wp-json", Term("tags", 7))


def undated(site: Site, number: int) -> None:
    """Take date and author off an article's page."""
    page = site.routes[f"/opinion/{number}"]
    assert isinstance(page, Reply)
    assert isinstance(page.body, str)
    start, end = page.body.index("<p class=byline>"), page.body.index("</time></p>") + 11
    page.body = page.body[:start] + page.body[end:]


def evidence(ended: Ended, field: str, number: int) -> dict[str, Any]:
    """Return the evidence of a field of an article."""
    row = ended.rows("SELECT evidence FROM articles WHERE url LIKE ?", f"%/opinion/{number}")[0][0]
    found: dict[str, Any] = json.loads(row)[field]
    return found


def feed(ended: Ended) -> dict[str, Any]:
    """Return what the run's completeness says of the feed."""
    row = ended.rows("SELECT completeness FROM crawls ORDER BY id DESC LIMIT 1")[0][0]
    (walk,) = json.loads(row).values()
    found: dict[str, Any] = walk
    return found


def test_a_feed_is_asked_once_before_the_articles(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    with_feed(site, *range(1, 13))
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (0, 12)
    assert [asked.path for asked in site.requests[:3]] == ["/robots.txt", "/tag", FEED]
    assert len(site.asked(FEED)) == 1
    assert "feed" in evidence(ended, "published", 5)["agreed"]


def test_the_agreement_outlives_the_second_reading(site: Site, crawl: Crawl) -> None:
    """Every page is read once more when the site's layout is known."""
    site.routes = tag_site(12)
    with_feed(site, *range(1, 13))
    ended = crawl(site.url("/tag"))
    agreed = [evidence(ended, "title", number)["agreed"] for number in range(1, 13)]
    assert all("feed" in signals for signals in agreed)
    assert ended.rows("SELECT count(*) FROM articles WHERE layout NOT NULL") != [(0,)]


def test_the_page_stands_where_the_feed_differs(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    with_feed(site, 1, 2, 3, day="2020-01-01T09:00:00Z")
    ended = crawl(site.url("/tag"))
    assert ended.rows("SELECT published FROM articles WHERE url LIKE '%/2'") == [("2024-03-03",)]
    assert evidence(ended, "published", 2)["differed"] == {"feed": "2020-01-01T09:00:00+00:00"}


def test_the_feed_dates_and_signs_what_the_page_does_not(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    undated(site, 2)
    with_feed(site, 1, 2, 3)
    ended = crawl(site.url("/tag"))
    assert ended.rows("SELECT published, author FROM articles WHERE url LIKE '%/2'") == [
        ("2024-03-03T09:00:00+00:00", "Ann Ode")
    ]
    assert evidence(ended, "published", 2)["signal"] == "feed"


def test_an_article_of_the_feed_that_no_card_shows_is_counted(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    with_feed(site, 1, 2, 3, 4)
    ended = crawl(site.url("/tag"))
    assert len(ended.titles()) == 3
    assert feed(ended)["feed"]["unseen"] == [site.url("/opinion/4?utm_source=rss")]
    assert "lists 1 article that no card shows" in ended.out


def test_the_api_promises_how_many_articles_there_are(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    with_api(site, *range(1, 13), total=12)
    ended = crawl(site.url("/tag"))
    assert (ended.code, feed(ended)["promised"], feed(ended)["feed"]) == (
        0, 12, {"kind": "api", "entries": 12, "unseen": []},
    )  # fmt: skip
    assert "api" in evidence(ended, "published", 5)["agreed"]
    assert [asked.path for asked in site.requests if "wp-json" in asked.path] == [posts_path()]


def test_a_listing_that_falls_short_of_the_api_is_told(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    with_api(site, *range(3, 13), total=15)
    assert "promises 3 articles more than it shows" in crawl(site.url("/tag")).out


def test_a_quick_crawl_asks_no_door(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    with_feed(site, *range(1, 13))
    with_api(site, *range(1, 13), total=12)
    crawl(site.url("/tag"))
    site.requests.clear()
    crawl(site.url("/tag"))
    assert [asked.path for asked in site.requests] == ["/robots.txt", "/tag"]


def test_a_change_that_the_api_tells_of_is_looked_at(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    with_api(site, 1, 2, 3, total=3)
    ended = crawl(site.url("/tag"))
    posts = site.routes[posts_path()]
    assert isinstance(posts, Reply)
    assert isinstance(posts.body, str)
    soon = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    posts.body = posts.body.replace("2024-04-01T00:00:00", soon, 1)
    with sqlite3.connect(ended.db) as file:
        file.execute("UPDATE tags SET walked_at = '2020-01-01T00:00:00+00:00'")
    file.close()
    site.requests.clear()
    crawl(site.url("/tag"))
    assert [asked.path for asked in site.requests if "opinion" in asked.path] == ["/opinion/1"]


def test_no_feeds_is_one_switch(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    with_feed(site, 1, 2, 3)
    crawl(site.url("/tag"), "--no-feeds")
    assert not site.asked(FEED)


BAD_DOORS = [
    (Reply("gone", 404), "a feed switched off"),
    (Reply("please wait", 503), "an overloaded server"),
    (Reply("<html><h1>Log in</h1></html>"), "a login"),
    (Reply(b"\x00\x01"), "rubbish"),
    (reset, "a broken connection"),
    (Reply("", 302, {"Location": "http://10.0.0.1/feed"}), "a redirect into the network"),
]


@pytest.mark.parametrize("route", [row[0] for row in BAD_DOORS], ids=[row[1] for row in BAD_DOORS])
def test_a_door_that_does_not_open_is_no_failure(site: Site, crawl: Crawl, route: Any) -> None:
    site.routes = tag_site(3)
    with_feed(site, 1, 2, 3)
    site.routes[FEED] = route
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles()), ended.rows("SELECT url FROM failures")) == (0, 3, [])
    assert feed(ended)["feed"]["problem"]
    assert len(site.asked(FEED)) == 1


def test_a_door_that_robots_forbids_is_not_asked(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /wp-json/\n", content_type="text/plain")
    with_feed(site, 1, 2, 3)
    with_api(site, 1, 2, 3, total=3)
    ended = crawl(site.url("/tag"))
    assert (ended.code, feed(ended)["feed"]["kind"]) == (0, "feed")
    assert not [asked for asked in site.requests if "wp-json" in asked.path]


def test_a_feed_of_its_own_that_tells_of_more_makes_a_list_doubtful(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(6)
    with_feed(site, *range(1, 9))
    ended = crawl(site.url("/tag"))
    assert ended.code == 4
    assert "lists 2 articles that no card shows" in ended.out
    assert feed(ended)["against"] == ["its feed lists 2 articles that no card shows"]


@pytest.mark.parametrize("numbers", [range(1, 8), range(1, 13)])
def test_one_article_more_and_a_feed_of_the_whole_site_make_none(
    site: Site, crawl: Crawl, numbers: range
) -> None:
    site.routes = tag_site(6)
    with_feed(site, *numbers)
    ended = crawl(site.url("/tag"))
    assert (ended.code, feed(ended)["against"]) == (0, [])
    assert feed(ended)["for"] == ["that was the last page"]
