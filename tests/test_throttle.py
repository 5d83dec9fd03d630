"""When a host is asked again: delays, slow servers, Retry-After, back-off, robots.txt."""

from __future__ import annotations

import asyncio
import gzip
import random
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from crawler.download.middlewares import Verdict, after_failure, after_status
from crawler.download.robots import MAX_SIZE, read_rules
from crawler.download.throttle import GivenUp, Pace, Pacer, Stopped, back_off_s, retry_after_s
from tests.conftest import Ended
from tests.servers import Reply, Site, article, card, in_turn, listing, redirect, reset, tag_site

Crawl = Callable[..., Ended]
NOW = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)

# (header, seconds)
RETRY_AFTER = [
    ("120", 120.0),
    (" 5 ", 5.0),
    ("0", 0.0),
    ("1.5", 1.5),
    ("99999999999", 99999999999.0),
    ("Fri, 01 Mar 2024 12:02:00 GMT", 120.0),
    ("Fri, 01 Mar 2024 13:02:00 +0100", 120.0),
    ("Fri, 01 Mar 2024 11:00:00 GMT", 0.0),
    ("", None),
    (None, None),
    ("-5", None),
    ("soon", None),
    ("Fri, 99 Foo 2024 12:02:00 GMT", None),
    ("1" * 400, None),
]


@pytest.mark.parametrize(("header", "seconds"), RETRY_AFTER)
def test_retry_after_is_read(header: str | None, seconds: float | None) -> None:
    assert retry_after_s(header, NOW) == seconds


# (status, Retry-After in seconds, attempt) -> what to do, with the luck of 0.5
STATUSES = [
    ((500, None, 1), Verdict(1.0)),
    ((502, None, 2), Verdict(2.0)),
    ((500, None, 3), Verdict(None)),
    ((500, 9999.0, 1), Verdict(None)),
    ((503, None, 1), Verdict(1.0)),
    ((503, 7.0, 1), Verdict(7.125, whole_host=True)),
    ((429, None, 1), Verdict(2.0, whole_host=True)),
    ((429, 0.0, 1), Verdict(0.225, whole_host=True)),
    ((429, 30.0, 3), Verdict(None, whole_host=True)),
]


@pytest.mark.parametrize(("answer", "verdict"), STATUSES)
def test_bad_status_is_tried_again(answer: tuple[int, float | None, int], verdict: Verdict) -> None:
    assert after_status(*answer, 0.5) == verdict


@pytest.mark.parametrize("status", [429, 503])
def test_host_that_asks_for_a_long_rest_is_left_alone(status: int) -> None:
    verdict = after_status(status, 86_400.0, 1, 0.5)
    assert verdict.wait_s is None
    assert "86,400 s" in (verdict.give_up or "")


@pytest.mark.parametrize(
    ("kind", "attempts"), [("broken", 3), ("connect", 3), ("timeout", 2), ("slow", 1), ("tls", 1)]
)
def test_failure_is_tried_again_so_often(kind: str, attempts: int) -> None:
    tried = [after_failure(kind, attempt, 0.5).wait_s is not None for attempt in range(1, 5)]
    assert tried.count(True) == attempts - 1


def test_back_off_grows_and_has_a_bound() -> None:
    waits = [back_off_s(attempt, 0.5) for attempt in range(1, 9)]
    assert waits == sorted(waits)
    assert max(waits) == 30


# ------------------------------------------------------------------- paces


def test_slow_server_is_asked_less_often() -> None:
    pace = Pace(delay_s=1.0)
    for _ in range(5):
        pace.answered(latency_s=4.0)
    assert pace.interval_s() == 4.0


def test_fast_crawl_is_not_slowed_by_latency() -> None:
    pace = Pace(delay_s=0.0)
    pace.answered(latency_s=4.0)
    assert pace.interval_s() == 0.0


def test_delay_asked_for_in_robots_holds_for_a_fast_crawl() -> None:
    pace = Pace(delay_s=0.0, robots_s=5.0)
    pace.started(100.0)
    assert pace.wait_s(102.0) == 3.0


def test_overloaded_host_rests_and_is_then_asked_at_half_the_speed() -> None:
    pace = Pace(delay_s=1.0)
    pace.started(0.0)
    pace.overloaded(0.0, pause_s=10.0)
    assert pace.wait_s(0.0) == 10.0
    assert pace.interval_s() == 2.0


def test_slow_down_is_forgotten_with_good_answers() -> None:
    pace = Pace(delay_s=0.0)
    pace.overloaded(0.0, pause_s=0.0)
    for _ in range(10):
        pace.answered(latency_s=0.0)
    assert pace.interval_s() == 0.0


def test_host_without_one_good_answer_is_given_up() -> None:
    pace = Pace(delay_s=0.0)
    for number in range(10):
        pace.failed(f"http://example.org/{number}")
    assert pace.given_up


def test_good_answers_among_bad_ones_keep_a_host() -> None:
    pace = Pace(delay_s=0.0)
    for number in range(30):
        pace.failed(f"http://example.org/{number}")
        if number % 5 == 0:
            pace.answered(latency_s=0.0)
    assert pace.given_up is None


def test_urgent_request_goes_first() -> None:
    async def order() -> list[str]:
        pacer, done = Pacer(0.01), list[str]()

        async def ask(name: str, urgency: int) -> None:
            await pacer.turn("example.org", urgency=urgency)
            done.append(name)
            pacer.done("example.org")

        await asyncio.gather(ask("first", 0), ask("article", 0), ask("listing", 1), ask("robots", 2))
        return done

    assert asyncio.run(order()) == ["first", "robots", "listing", "article"]


def test_waiting_for_a_host_that_is_given_up_ends() -> None:
    async def wait() -> None:
        pacer = Pacer(3600.0)
        await pacer.turn("example.org")
        waiting = asyncio.ensure_future(pacer.turn("example.org"))
        await asyncio.sleep(0)
        pacer.give_up("example.org", "it asks to be left alone")
        await waiting

    with pytest.raises(GivenUp):
        asyncio.run(wait())


def test_waiting_ends_with_the_run() -> None:
    async def wait() -> None:
        pacer = Pacer(0.0)
        waiting = asyncio.ensure_future(pacer.turn("example.org", not_before=1e12))
        await asyncio.sleep(0)
        pacer.close()
        await waiting

    with pytest.raises(Stopped):
        asyncio.run(wait())


def test_hosts_do_not_wait_for_one_another() -> None:
    async def ask() -> None:
        pacer = Pacer(3600.0)
        for number in range(20):
            await pacer.turn(f"{number}.example.org")

    asyncio.run(ask())


# -------------------------------------------------------------- robots.txt

# (status, robots.txt, what is asked for, is it allowed?)
ROBOTS = [
    (200, "User-agent: *\nDisallow: /", "/tag", False),
    (200, "User-agent: *\nDisallow: /private", "/tag", True),
    (200, "User-agent: *\nDisallow: /private", "/private/1", False),
    (200, "User-agent: *\nDisallow: /\nAllow: /tag", "/tag", True),
    (200, "User-agent: *\nDisallow:", "/tag", True),
    (200, "User-agent: readmore\nDisallow: /\n\nUser-agent: *\nDisallow:", "/tag", False),
    (200, "User-agent: readmore\nDisallow:\n\nUser-agent: *\nDisallow: /", "/tag", True),
    (200, "User-agent: badbot\nDisallow: /", "/tag", True),
    (200, "\ufeffUser-agent: *\nDisallow: /", "/tag", False),
    (200, "<html><h1>Not found</h1></html>", "/tag", True),
    (200, "", "/tag", True),
    (200, "User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    (404, "User-agent: *\nDisallow: /", "/tag", True),
    (403, "", "/tag", True),
    (401, "", "/tag", True),
    (500, "", "/tag", False),
    (503, "User-agent: *\nAllow: /", "/tag", False),
    (429, "", "/tag", False),
]


@pytest.mark.parametrize(("status", "text", "path", "allowed"), ROBOTS)
def test_robots_txt_is_kept_to(status: int, text: str, path: str, allowed: bool) -> None:
    rules = read_rules(status, text.encode())
    assert (rules.why_not(f"http://example.org{path}") is None) == allowed


# (robots.txt, seconds between requests)
DELAYS = [
    ("User-agent: *\nCrawl-delay: 10", 10.0),
    ("User-agent: *\nCrawl-delay: 0.5", 0.5),
    ("User-agent: *\nCrawl-delay: 86400", 60.0),
    ("User-agent: *\nCrawl-delay: soon", 0.0),
    ("User-agent: *\nCrawl-delay: -3", 0.0),
    ("User-agent: *\nRequest-rate: 1/5", 5.0),
    ("User-agent: badbot\nCrawl-delay: 10", 0.0),
    ("User-agent: *\nDisallow:", 0.0),
]


@pytest.mark.parametrize(("text", "seconds"), DELAYS)
def test_delay_asked_for_in_robots_txt(text: str, seconds: float) -> None:
    assert read_rules(200, text.encode()).delay_s == seconds


def test_bytes_in_robots_txt_that_are_no_text_harm_nothing() -> None:
    assert read_rules(200, bytes(range(256)) * 100).why_not("http://example.org/tag") is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_rule_that_the_limit_cuts_is_none(line_end: str) -> None:
    """ "/private" cut to "/" would close the whole site."""
    start = f"User-agent: *{line_end}Disallow: /closed{line_end}"
    rule = "Disallow: /private"
    filler = "#" * (MAX_SIZE - len(start) - len(line_end) - len(rule) + len("private"))
    rules = read_rules(200, f"{start}{filler}{line_end}{rule}{line_end}".encode())
    assert rules.why_not("http://example.org/tag") is None
    assert rules.why_not("http://example.org/closed") is not None


@pytest.mark.parametrize("filler", [b"# and so on\n" * 2_000_000, random.Random(1).randbytes(600_000)])
def test_a_packed_robots_txt_over_the_limit_is_read_as_far_as_it_goes(
    site: Site, crawl: Crawl, filler: bytes
) -> None:
    """One that unpacks to more than any page may have, and one that is sent in more bytes than are read."""
    site.routes = tag_site(2)
    text = gzip.compress(b"User-agent: *\nDisallow: /opinion/2\n#" + filler)
    site.routes["/robots.txt"] = Reply(text, headers={"Content-Encoding": "gzip"}, content_type="text/plain")
    ended = crawl(site.url("/tag"))
    assert [*ended.failures()] == ["opinion/2"]


def test_endless_robots_txt_is_read_to_its_limit(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(2)
    site.routes["/robots.txt"] = Reply(
        "User-agent: *\nDisallow: /private\n" + "# and so on\n" * (MAX_SIZE // 3)
    )
    assert crawl(site.url("/tag")).code == 0


# (route of /robots.txt, words of the failure)
CLOSED = [
    (Reply("User-agent: *\nDisallow: /", content_type="text/plain"), "robots.txt forbids"),
    (Reply("", 500), "robots.txt could not be had (status 500)"),
    (reset, "robots.txt could not be had (the connection broke"),
    (redirect("http://10.0.0.1/robots.txt"), "internal"),
]


@pytest.mark.parametrize(("route", "words"), CLOSED)
def test_site_that_keeps_us_out_is_a_failure(site: Site, crawl: Crawl, route: Reply, words: str) -> None:
    site.routes = tag_site(2) | {"/robots.txt": route}
    ended = crawl(site.url("/tag"))
    assert ended.code == 4
    stage, error = ended.failures()["tag"]
    assert stage == "robots"
    assert words in error
    assert not site.asked("/tag")


def test_article_that_robots_txt_forbids_does_not_cost_its_neighbours(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /opinion/2", content_type="text/plain")
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (3, 2)
    assert ended.failures()["opinion/2"][0] == "robots"
    assert not site.asked("/opinion/2")


def test_crawl_delay_lies_between_any_two_requests(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    site.routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.3", content_type="text/plain")
    crawl(site.url("/tag"))
    times = [asked.at for asked in site.requests]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) > 0.25


# ------------------------------------------------------------- servers' wishes


def test_page_that_fails_for_a_while_is_read_in_the_end(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    site.routes["/opinion/1"] = in_turn(Reply("", 500), reset, article(1))
    site.routes["/opinion/2"] = in_turn(Reply("", 429, {"Retry-After": "1"}), article(2))
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (0, 3)


def test_no_request_is_sent_before_the_host_wants_one(site: Site, crawl: Crawl) -> None:
    site.routes = {"/tag": listing("".join(map(card, range(1, 6))))}
    site.routes |= {f"/opinion/{number}": article(number) for number in range(2, 6)}
    site.routes["/opinion/1"] = in_turn(Reply("", 503, {"Retry-After": "2"}), article(1))
    crawl(site.url("/tag"), "--delay", "0.05")
    first, again = (asked.at for asked in site.asked("/opinion/1"))
    between = [asked for asked in site.requests if first + 0.5 < asked.at < first + 1.9]
    assert again - first > 1.9
    assert between == []


def test_host_that_asks_for_a_day_of_rest_gets_it(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(40)
    for number in range(1, 41):
        site.routes[f"/opinion/{number}"] = Reply("", 429, {"Retry-After": "86400"})
    ended = crawl(site.url("/tag"))
    assert ended.code == 3
    assert len([asked for asked in site.requests if "opinion" in asked.path]) <= 16
    assert len(ended.failures()) >= 10
    site.routes = tag_site(40)
    assert len(crawl(site.url("/tag")).titles()) == 40


def test_server_that_goes_down_is_not_asked_for_every_page(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(60)
    for number in range(1, 61):
        site.routes[f"/opinion/{number}"] = Reply("", 500)
    ended = crawl(site.url("/tag"), timeout=120)
    assert ended.code == 3
    assert len({asked.path for asked in site.requests if "opinion" in asked.path}) < 40
