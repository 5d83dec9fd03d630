"""What a crawl asks for has an end: behind a wall, on a list without one, where pages fail run after run."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from crawler.frontier.pagination import FIRST_PAGES
from crawler.frontier.queue import FIRST_WINDOW, WASTED, Job, Work
from crawler.frontier.recrawl import RETRIES, is_resting
from pipelines.items import Card
from pipelines.store.crawls import Failing
from tests.conftest import Ended
from tests.servers import Reply, Route, Site, article, card, listing, tag_site

Crawl = Callable[..., Ended]
TAG, OTHER = "http://example.org/tag", "http://example.org/other"
WALL = Reply(
    "<!doctype html><html lang=en><head><title>Before you go on</title></head><body><main><h1>Your choice"
    "</h1><p>This house and its partners would like to keep small files on your device. Agree to all of them "
    "or choose which of them you would like.</p><button>Agree</button></main></body></html>"
)


def job(number: int, tag_url: str = TAG, *, is_known: bool = False) -> Job:
    return Job(Card(f"http://example.org/{number}"), tag_url, is_known)


def spent(work: Work, outcomes: list[bool]) -> Work:
    """Let the next jobs come to an end, one after the other."""
    for stored in outcomes:
        work.finish(next(work.take()), stored=stored)
    return work


# ------------------------------------------------------------ behind a wall


@pytest.mark.parametrize(
    ("limit", "outcomes", "hopeless"),
    [
        (5, [False] * (WASTED - 1), False),
        (5, [False] * WASTED, True),
        (5, [*[False] * (WASTED - 1), True, *[False] * (WASTED - 1)], False),
        (None, [False] * WASTED, False),
    ],
)
def test_a_tag_is_hopeless_after_so_many_pages_in_a_row_without_an_article(
    limit: int | None, outcomes: list[bool], hopeless: bool
) -> None:
    work = Work(limit)
    for number in range(40):
        work.add(job(number))
    assert spent(work, outcomes).is_hopeless(TAG) is hopeless


def test_of_a_tag_that_was_given_up_only_known_articles_are_asked_for() -> None:
    work = Work(5)
    for each in (job(1), job(2, is_known=True), job(3, OTHER), job(4)):
        work.add(each)
    assert work.give_up(TAG) == 2
    assert not work.add(job(5))
    assert sorted(each.card.url[-1] for each in work.take()) == ["2", "3"]


def test_a_limit_bounds_the_requests_where_all_articles_are_behind_a_wall(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(60, per_page=30)
    site.routes |= {f"/opinion/{number}": WALL for number in range(1, 61)}
    ended = crawl(site.url("/tag"), "--limit", 5)
    assert WASTED <= len(site.requests) - 2 <= WASTED + FIRST_WINDOW
    assert ended.code != 0
    assert f"{WASTED} pages in a row could not be had or show no article" in ended.out


# ------------------------------------------------------ a list without end


class Endless:
    """A tag of which every page has two cards and announces another page."""

    def get(self, path: str, default: Route) -> Route:
        """Return the answer for a path."""
        number = int(path.rpartition("/")[2] or 0) if path[-1].isdigit() else 1
        if path.startswith("/opinion/"):
            return article(number)
        if path.startswith("/tag"):
            return listing(card(2 * number) + card(2 * number + 1), f"/tag/page/{number + 1}")
        return default


@pytest.mark.parametrize(("pages", "read_before"), [(FIRST_PAGES, 0), (FIRST_PAGES + 3, 2 * FIRST_PAGES)])
def test_the_articles_of_the_first_pages_are_read_before_a_long_list_is_walked_on(
    site: Site, crawl: Crawl, pages: int, read_before: int
) -> None:
    site.routes = Endless()  # type: ignore[assignment]  # it has the one method that is called
    crawl(site.url("/tag"), "--max-pages", pages)
    paths = [asked.path for asked in site.requests]
    before = paths[: paths.index(f"/tag/page/{pages}")]
    assert sum(path.startswith("/opinion/") for path in before) == read_before
    assert sum(path.startswith("/opinion/") for path in paths) == 2 * pages


def test_one_tag_s_articles_do_not_wait_for_another_s_list() -> None:
    work = Work()
    for each in (job(1), job(2, OTHER)):
        work.add(each)
    assert [each.card.url[-1] for each in work.take({TAG})] == ["2"]


# ----------------------------------------------- pages that fail run after run

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ago(**spans: float) -> str:
    return (NOW - timedelta(**spans)).isoformat(timespec="seconds")


def failing(runs: int, at: str, stage: str = "article", status: int | None = 200, sign: str = "") -> Failing:
    return Failing(runs, at, stage, status, (sign or None, None))


@pytest.mark.parametrize(
    ("page", "timed", "by_hand"),
    [
        (None, False, False),
        (failing(1, ago(minutes=30)), True, True),
        (failing(1, ago(minutes=59)), False, False),  # a timer may be early
        (failing(2, ago(hours=5)), True, True),
        (failing(2, ago(hours=6)), False, False),
        (failing(3, ago(hours=20)), True, True),
        (failing(5, ago(days=6)), True, True),
        (failing(99, ago(days=28)), True, True),
        (failing(99, ago(days=30)), False, False),
        (failing(3, ago(hours=1), "fetch", 404), True, True),
        (failing(3, ago(hours=1), "robots", None), True, True),
        (failing(3, ago(hours=1), "fetch", None), True, False),  # no answer: the network may be mended
        (failing(3, ago(hours=1), "fetch", 503), True, False),
        (failing(3, ago(hours=2), sign=ago(hours=1)), False, False),  # its card was changed since
        (failing(3, ago(hours=1), sign=ago(hours=2)), True, True),
        (failing(3, ago(days=-300)), False, False),  # noted by a clock that was ahead
    ],
)
def test_a_page_rests_after_it_failed(page: Failing | None, timed: bool, by_hand: bool) -> None:
    assert (is_resting(page, NOW, timed=True), is_resting(page, NOW, timed=False)) == (timed, by_hand)


def test_the_pauses_grow() -> None:
    assert list(RETRIES) == sorted(set(RETRIES))


def test_pages_that_failed_are_not_asked_for_by_each_run_and_the_owner_is_told(
    site: Site, crawl: Crawl
) -> None:
    site.routes = tag_site(20)
    site.routes |= {f"/opinion/{number}": WALL for number in range(1, 18)}
    assert crawl(site.url("/tag")).code != 0
    site.requests.clear()
    ended = crawl(site.url("/tag"))
    assert not [asked.path for asked in site.requests if asked.path.startswith("/opinion/")]
    assert "17 pages that failed before" in ended.out
    site.routes |= tag_site(20)
    assert len(crawl(site.url("/tag"), "--recheck", "all").titles()) == 20


def test_a_known_page_that_fails_rests_as_well_and_one_that_is_missing_is_asked_for_rarely(
    site: Site, crawl: Crawl
) -> None:
    site.routes = tag_site(4)
    crawl(site.url("/tag"))
    site.routes |= {"/opinion/1": WALL, "/opinion/2": Reply("<h1>There is no such page</h1>", 404)}
    site.routes["/tag"] = listing(
        "".join(card(number, title=f"Opinion {number}, new") for number in (4, 3, 2, 1))
    )
    asked = []
    for _ in range(3):
        site.requests.clear()
        crawl(site.url("/tag"))
        asked.append(sum(len(site.asked(f"/opinion/{number}")) for number in (1, 2)))
        time.sleep(1)  # the cards' other titles are no sign of what came after this second
    assert (asked[0], asked[2]) == (2, 0)
