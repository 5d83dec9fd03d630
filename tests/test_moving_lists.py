"""Crawls over HTTP of lists that move while they are walked: what is found, asked for again, and said."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Ended
from tests.movinglists import Change, MovingList, both, delete, move, publish, routes_of, untag
from tests.servers import Reply, Site, card, in_turn, listing, redirect, tag_site
from tests.test_feed_client import with_feed

Crawl = Callable[..., Ended]


def numbers(ended: Ended) -> set[int]:
    """Return the articles that were stored."""
    return {int(url.rpartition("/")[2]) for (url,) in ended.rows("SELECT url FROM articles")}


def listed(site: Site) -> list[str]:
    """Return the pages of the tag that were asked for, in order."""
    return [asked.path for asked in site.requests if asked.path.startswith("/tag")]


def walked(ended: Ended) -> dict[str, Any]:
    """Return what the last run counted on its walk."""
    row = ended.rows("SELECT completeness FROM crawls ORDER BY id DESC LIMIT 1")[0][0]
    (walk,) = json.loads(row).values()
    return {name: value for name, value in walk.items() if name not in ("for", "against")}


# (the page before whose answer it happens, what, pages read again at most)
CHANGES: dict[str, tuple[int, Change, int]] = {
    "first deleted before page 2": (2, delete(0), 2),
    "one of page 1 deleted before page 4": (4, delete(3), 3),
    "one put back to its place": (3, move(0, 14), 3),
    "one put between": (3, move(17, 6), 3),
    "one published, one deleted": (3, both(publish(), delete(3)), 6),
}


@pytest.mark.parametrize("name", CHANGES)
def test_list_that_moves_loses_nothing(site: Site, crawl: Crawl, name: str) -> None:
    moment, change, most = CHANGES[name]
    moving = MovingList(19, 5, {moment: change})
    site.routes = routes_of(moving)
    ended = crawl(site.url("/tag"))
    assert moving.always <= numbers(ended)
    assert walked(ended)["to_the_end"]
    assert len(listed(site)) <= 4 + most


def test_article_published_during_the_walk_is_read_at_once(site: Site, crawl: Crawl) -> None:
    moving = MovingList(19, 5, {3: publish()})
    site.routes = routes_of(moving)
    ended = crawl(site.url("/tag"))
    assert (ended.code, max(numbers(ended))) == (0, 20)
    assert walked(ended) == {"pages": 4, "cards": 20, "promised": None, "to_the_end": True, "read_again": 1}
    assert "1 page read again" in ended.out


# (what the address of a deleted article answers, where such a thing is seen)
GONE = [
    (Reply("<h1>Access denied</h1>", 403), "Drupal, unpublished"),
    (Reply("<title>Not found</title><h1>Page not found</h1><p>It may have moved.</p>"), "a soft 404"),
    (redirect("/tag"), "sends its visitors to the list"),
]


@pytest.mark.parametrize("gone", [row[0] for row in GONE], ids=[row[1] for row in GONE])
def test_deleted_article_is_noticed_however_its_page_answers(site: Site, crawl: Crawl, gone: Reply) -> None:
    moving = MovingList(12, 5, {2: delete(0)})
    site.routes = routes_of(moving) | {"/opinion/12": gone}
    assert moving.always <= numbers(crawl(site.url("/tag")))


def test_articles_are_asked_for_when_their_list_is_walked(site: Site, crawl: Crawl) -> None:
    """One that is deleted meanwhile can then be seen to be gone."""
    site.routes = tag_site(30)
    crawl(site.url("/tag"))
    assert [asked.path for asked in site.requests[1:4]] == ["/tag", "/tag/page/2", "/tag/page/3"]


def test_page_that_is_not_had_again_leaves_the_walk_open(site: Site, crawl: Crawl) -> None:
    moving = MovingList(19, 5, {3: delete(0)})
    good = routes_of(moving)
    site.routes = good | {"/tag": in_turn(good["/tag"], Reply("<h1>Busy</h1>", 403))}
    ended = crawl(site.url("/tag"))
    assert (ended.failures()["tag"][0], walked(ended)["to_the_end"]) == ("fetch", False)
    site.routes = good
    assert moving.always <= numbers(crawl(site.url("/tag")))


def test_article_that_lost_the_tag_shows_in_the_number_of_articles(site: Site, crawl: Crawl) -> None:
    moving = MovingList(19, 5, {3: untag(2)}, counts=True)
    site.routes = routes_of(moving)
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(numbers(ended))) == (0, 19)
    assert walked(ended) == {"pages": 4, "cards": 19, "promised": 18, "to_the_end": True, "read_again": 1}


def test_article_that_lost_the_tag_shows_in_the_feed(site: Site, crawl: Crawl) -> None:
    moving = MovingList(19, 5, {3: untag(2)})
    site.routes = routes_of(moving)
    shown = listing("".join(map(card, moving.numbers[:5])), "/tag/page/2")
    site.routes["/tag"] = shown
    with_feed(site, *moving.numbers)
    moving.requests = 1
    ended = crawl(site.url("/tag"))
    assert len(numbers(ended)) == 19
    assert walked(ended)["feed"]["unseen"] == []


def test_page_that_vanished_is_no_failure(site: Site, crawl: Crawl) -> None:
    moving = MovingList(16, 5, {4: untag(0)})
    site.routes = routes_of(moving)
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(numbers(ended))) == (0, 16)
    assert listed(site) == ["/tag", "/tag/page/2", "/tag/page/3", "/tag/page/4", "/tag/page/3"]
    assert walked(ended)["to_the_end"]


def test_page_that_is_missing_though_announced_is_asked_for_once(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    site.routes["/tag/page/3"] = Reply("<h1>Sorry</h1>", 404)
    ended = crawl(site.url("/tag"))
    assert (ended.code, set(ended.failures())) == (4, {"tag/page/3"})
    assert listed(site) == ["/tag", "/tag/page/2", "/tag/page/3", "/tag/page/2"]
    assert not walked(ended)["to_the_end"]


# --------------------------------------------------- what costs no request


def test_list_that_stands_still_is_read_once(site: Site, crawl: Crawl) -> None:
    site.routes = routes_of(MovingList(19, 5, counts=True))
    ended = crawl(site.url("/tag"))
    assert listed(site) == ["/tag", "/tag/page/2", "/tag/page/3", "/tag/page/4"]
    assert "read_again" not in walked(ended)


def test_card_on_every_page_is_no_sign(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    for path in ("/tag", "/tag/page/2", "/tag/page/3"):
        page = site.routes[path]
        assert isinstance(page, Reply)
        assert isinstance(page.body, str)
        page.body = page.body.replace("</h1>", "</h1>" + card(4), 1)
    ended = crawl(site.url("/tag"))
    assert len(numbers(ended)) == 30
    assert len(listed(site)) == 3


def test_dead_links_cost_a_look_or_two_and_only_once(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(50)
    for number in (3, 14, 25, 36, 47):
        site.routes[f"/opinion/{number}"] = Reply("<h1>No longer here</h1>", 404)
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(numbers(ended)), len(listed(site))) == (3, 45, 7)
    looks = [asked for asked in site.requests if asked.path.startswith("/tag")][5:]
    assert all("if-none-match" in asked.headers for asked in looks)
    site.requests.clear()
    assert crawl(site.url("/tag"), "--recheck", "all").code == 3
    assert len(listed(site)) == 5


def test_bounded_crawls_read_nothing_again(site: Site, crawl: Crawl) -> None:
    moving = MovingList(19, 5, {2: delete(0)})
    site.routes = routes_of(moving)
    crawl(site.url("/tag"), "--max-pages", 3)
    assert len(listed(site)) == 3


# -------------------------------------------------------------- no end of it


def test_list_that_is_shuffled_all_the_time_is_not_complete(site: Site, crawl: Crawl) -> None:
    luck = random.Random(1)
    moving = MovingList(19, 5, dict.fromkeys(range(100), lambda each: luck.shuffle(each.numbers)))
    site.routes = routes_of(moving)
    ended = crawl(site.url("/tag"))
    assert not walked(ended)["to_the_end"]
    assert "moved on and on" in ended.out
    assert len(listed(site)) <= 12
    moving.changes = {}
    assert len(numbers(crawl(site.url("/tag")))) == 19
