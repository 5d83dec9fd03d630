"""Whole crawls over HTTP: what is walked, asked for, stored, and asked for again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.store.corpus import Corpus
from pipelines.upkeep.takedown import forget
from tests.conftest import Ended
from tests.servers import Reply, Site, article, card, in_turn, listing, redirect, tag_site

Crawl = Callable[..., Ended]


def title(number: int) -> str:
    """Return the title of an article of the test site."""
    return f"Opinion {number} on a hearing cut short"


def titles(*numbers: int) -> set[str]:
    """Return the titles of these articles."""
    return set(map(title, numbers))


def test_all_articles_of_all_pages_are_stored(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(23)
    ended = crawl(site.url("/tag"), "--json")
    assert ended.code == 0
    assert ended.titles() == titles(*range(1, 24))
    counts = {"new": 23, "updated": 0, "unchanged": 0, "failed": 0, "requests": 27}
    assert counts.items() <= ended.figures.items()


def test_two_tags_that_share_articles_fetch_each_once(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(6)
    site.routes["/other"] = listing("".join(map(card, (6, 5, 4))))
    ended = crawl(site.url("/tag"), site.url("/other"))
    assert ended.code == 0
    assert [len(site.asked(f"/opinion/{number}")) for number in range(1, 7)] == [1] * 6
    pairs = ended.rows(
        "SELECT t.url, count(*) FROM article_tags JOIN tags t ON t.id = tag_id GROUP BY tag_id"
    )
    assert [count for _, count in sorted(pairs)] == [3, 6]


def test_unchanged_listing_costs_one_request_and_robots(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(23)
    crawl(site.url("/tag"))
    site.requests.clear()
    ended = crawl(site.url("/tag"), "--json")
    assert [asked.path for asked in site.requests] == ["/robots.txt", "/tag"]
    assert ended.figures["new"] == 0


def test_later_crawl_walks_until_the_known_begins(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(40)
    crawl(site.url("/tag"))
    site.routes = tag_site(43)
    site.requests.clear()
    ended = crawl(site.url("/tag"), "--json")
    assert ended.figures["new"] == 3
    assert [a.path for a in site.requests if "tag" in a.path] == ["/tag", "/tag/page/2"]


def test_recheck_all_asks_for_each_known_page_once_and_parses_none(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(12)
    crawl(site.url("/tag"))
    site.requests.clear()
    ended = crawl(site.url("/tag"), "--recheck", "all", "--json")
    assert ended.figures["unchanged"] == 12
    assert all("if-none-match" in asked.headers for asked in site.requests if "opinion" in asked.path)


def test_recheck_all_finds_an_edit(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(5)
    crawl(site.url("/tag"))
    site.routes["/opinion/3"] = article(
        3, extra="<p>Correction: the hearing took place on a Monday, not later.</p>"
    )
    ended = crawl(site.url("/tag"), "--recheck", "all", "--json")
    assert (ended.figures["updated"], ended.figures["unchanged"]) == (1, 4)
    assert len(ended.rows("SELECT id FROM revisions")) == 1


def test_recheck_none_asks_for_no_known_page(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(5)
    crawl(site.url("/tag"))
    site.requests.clear()
    site.routes["/tag"] = listing(card(4) + card(5) + card(3), "/tag/page/2")
    crawl(site.url("/tag"), "--recheck", "none")
    assert not [asked for asked in site.requests if "opinion" in asked.path]


def test_limit_bounds_the_new_articles(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    ended = crawl(site.url("/tag"), "--limit", 13)
    assert ended.titles() == titles(*range(18, 31))
    assert not site.asked("/tag/page/3")


def test_limit_walks_on_when_pages_fail(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    for number in range(21, 31):
        site.routes[f"/opinion/{number}"] = Reply("gone", 410)
    ended = crawl(site.url("/tag"), "--limit", 5)
    assert ended.titles() == titles(*range(16, 21))


def test_crawl_after_a_limited_one_fetches_the_rest(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    crawl(site.url("/tag"), "--limit", 13)
    assert crawl(site.url("/tag")).titles() == titles(*range(1, 31))


def test_max_pages_bounds_the_listing_pages(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(30)
    ended = crawl(site.url("/tag"), "--max-pages", 2)
    assert ended.titles() == titles(*range(11, 31))
    assert crawl(site.url("/tag")).titles() == titles(*range(1, 31))


def test_failed_article_is_asked_for_again_when_all_is_wanted(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(5)
    site.routes["/opinion/2"] = Reply("<h1>Moved, back soon</h1>", 404)
    assert crawl(site.url("/tag")).code == 3
    site.routes["/opinion/2"] = article(2)
    ended = crawl(site.url("/tag"), "--recheck", "all")
    assert (ended.code, ended.titles()) == (0, titles(1, 2, 3, 4, 5))


def test_known_article_that_is_gone_is_kept_and_no_failure(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(5)
    crawl(site.url("/tag"))
    site.routes["/opinion/3"] = Reply("<h1>Withdrawn</h1>", 410)
    ended = crawl(site.url("/tag"), "--recheck", "all")
    assert (ended.code, len(ended.titles())) == (0, 5)
    assert [title for (title,) in ended.rows("SELECT title FROM articles WHERE missing_since NOT NULL")] == [
        title(3)
    ]


def test_wall_before_a_known_article_does_not_count_as_its_state(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    crawl(site.url("/tag"))
    site.routes["/opinion/2"] = Reply(
        "<html><h1>We value your privacy</h1><p>Accept all</p></html>", etag=True
    )
    for _ in range(2):
        ended = crawl(site.url("/tag"), "--recheck", "all", "--json")
        assert (ended.code, ended.figures["unchanged"], ended.figures["failed"]) == (3, 2, 1)
    assert ended.titles() == titles(1, 2, 3)


# ------------------------------------------------------------------- pagers


def test_last_page_sent_for_ever_ends_the_walk(site: Site, crawl: Crawl) -> None:
    """Django's paginator: ?page=99 is answered with the last page."""
    site.routes = {f"/opinion/{number}": article(number) for number in range(1, 5)}
    site.routes["/tag"] = listing(card(4) + card(3), "/tag?page=2")
    for page in range(2, 60):
        site.routes[f"/tag?page={page}"] = listing(card(2) + card(1), f"/tag?page={page + 1}")
    ended = crawl(site.url("/tag"))
    assert (ended.code, ended.titles()) == (0, titles(1, 2, 3, 4))
    assert not site.asked("/tag?page=6")


def test_pager_that_loops_ends_the_walk(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(20)
    site.routes["/tag/page/2"] = listing("".join(map(card, range(10, 0, -1))), "/tag")
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (0, 20)
    assert len(site.asked("/tag")) == 1


def test_page_lost_in_the_middle_is_walked_again_to_the_end(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(40)
    good = site.routes["/tag/page/2"]
    site.routes["/tag/page/2"] = Reply("<h1>Sorry</h1>", 404)
    first = crawl(site.url("/tag"))
    assert (first.code, len(first.titles())) == (4, 10)
    site.routes["/tag/page/2"] = good
    second = crawl(site.url("/tag"))
    assert (second.code, len(second.titles())) == (0, 40)


# ------------------------------------------------------- listings that fail

LISTINGS = [
    (Reply("<h1>Not here</h1>", 404), "fetch", "404", "a tag that was deleted"),
    (Reply("<html><body><p>Please enable JavaScript</p></body></html>"), "listing", "no cards", "a script"),
    (Reply(b"%PDF-1.4", content_type="application/pdf"), "fetch", "not to a page", "a document"),
    (redirect("http://10.1.1.1/tag"), "fetch", "internal", "a redirect into the network"),
    (Reply(""), "listing", "empty", "PHP that died"),
]


@pytest.mark.parametrize(("route", "stage", "words"), [row[:3] for row in LISTINGS])
def test_listing_that_cannot_be_read_is_a_failure(
    site: Site, crawl: Crawl, route: Reply, stage: str, words: str
) -> None:
    site.routes = {"/tag": route}
    ended = crawl(site.url("/tag"))
    assert ended.code == 4
    assert words in ended.out
    assert ended.failures()["tag"][0] == stage
    assert words in ended.failures()["tag"][1]


def test_one_bad_tag_does_not_cost_the_other(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/missing"), site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (4, 3)


def test_tag_that_says_it_is_empty_is_no_failure(site: Site, crawl: Crawl) -> None:
    page = "<html lang=en><body><main><h1>hearings</h1><p>No posts found.</p></main></body></html>"
    site.routes = {"/tag": Reply(page)}
    assert crawl(site.url("/tag")).code == 0


# ----------------------------------------------------------------- redirects


def test_article_that_moved_is_stored_at_its_new_address(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    site.routes["/new/2"] = article(2)
    site.routes["/opinion/2"] = redirect("/new/2", 301)
    ended = crawl(site.url("/tag"))
    assert ended.code == 0
    assert (site.url("/new/2"),) in ended.rows("SELECT url FROM articles")


def test_site_that_tests_for_cookies_is_read(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(2)
    site.routes["/opinion/2"] = in_turn(
        redirect("/opinion/2", **{"Set-Cookie": "seen=1; Path=/"}), article(2)
    )
    ended = crawl(site.url("/tag"))
    assert (ended.code, ended.titles()) == (0, titles(1, 2))
    assert site.asked("/opinion/2")[-1].headers["cookie"] == "seen=1"


def test_page_that_refreshes_to_its_new_address_is_followed(site: Site, crawl: Crawl) -> None:
    """Hugo and Jekyll leave such a page at each old address."""
    site.routes = tag_site(2)
    site.routes["/new/2"] = article(2)
    site.routes["/opinion/2"] = Reply('<!doctype html><meta http-equiv="refresh" content="0; url=/new/2">')
    assert crawl(site.url("/tag")).titles() == titles(1, 2)


@pytest.mark.parametrize("order", [(3, 2, 1), (1, 2, 3)])
def test_canonical_link_to_a_neighbour_costs_neither(
    site: Site, crawl: Crawl, order: tuple[int, ...]
) -> None:
    """A copied post keeps the address of its model, and reports of one kind share most words."""
    page = str(article(2).body).replace("2", "3", 1).replace("Opinion 2", "Opinion 3")
    site.routes = {"/opinion/1": article(1), "/opinion/2": article(2)}
    site.routes["/opinion/3"] = Reply(page.replace("<head>", "<head><link rel=canonical href=/opinion/2>"))
    cards = {3: card(2, "/opinion/3", title(3)), 2: card(2), 1: card(1)}
    site.routes["/tag"] = listing("".join(cards[number] for number in order))
    ended = crawl(site.url("/tag"))
    assert (ended.code, ended.titles()) == (0, titles(1, 2, 3))
    assert (site.url("/opinion/3"),) in ended.rows("SELECT url FROM articles")


# (page behind a card that shows a title alone, where such a thing is seen)
WALLS = [
    ("<title>Sign in</title><h1>Sign in</h1><form><input type=password></form>", "members only"),
    ("<title>Consent</title><h1>We value your privacy</h1><p>We and our partners store data.</p>", "a wall"),
    ("<title>Page not found</title><h1>Page not found</h1><p>It may have moved.</p>", "a soft 404"),
]


@pytest.mark.parametrize("page", [row[0] for row in WALLS])
def test_wall_behind_a_title_alone_is_no_article(site: Site, crawl: Crawl, page: str) -> None:
    site.routes = tag_site(5) | {"/opinion/3": Reply(f"<html><body>{page}</body></html>")}
    lines = (f"<li><a href=/opinion/{n}>{title(n)}</a> <i>{n} March 2024</i></li>" for n in range(5, 0, -1))
    site.routes["/tag"] = Reply(
        f"<html lang=en><body><h1>hearings</h1><ul>{''.join(lines)}</ul></body></html>"
    )
    ended = crawl(site.url("/tag"))
    assert (ended.code, ended.titles()) == (3, titles(1, 2, 4, 5))


def test_article_that_was_taken_down_is_not_asked_for_again(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/tag"))
    with Corpus.open(ended.db) as corpus, WarcArchive.beside(ended.db) as archive:
        forget(corpus, archive, site.url("/opinion/2"), "2024-06-01T00:00:00+00:00")
    site.requests.clear()
    assert crawl(site.url("/tag"), "--recheck", "all").code == 0
    assert not site.asked("/opinion/2")
