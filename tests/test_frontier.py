"""How far a listing is walked, and which articles are looked at again: pure rules, no network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.frontier.pagination import Others, Walk, is_whole
from crawler.frontier.queue import Job, Work
from crawler.frontier.recrawl import conditions, is_due, pause
from pipelines.items import Card, PageFailed

TAG = "http://example.org/tag"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def walk(walked_at: str | None = None, max_pages: int = 100) -> Walk:
    """Return a walk that has begun."""
    new = Walk(TAG, walked_at, began_at="2024-06-01T00:00:00+00:00", max_pages=max_pages)
    new.begin()
    return new


def links(*numbers: int) -> list[str]:
    """Return the links of cards."""
    return [f"http://example.org/{number}" for number in numbers]


def test_walk_goes_on_to_the_next_page() -> None:
    one = walk()
    one.step(links(3, 2), f"{TAG}?page=2", frozenset())
    assert (one.next_url, one.complete) == (f"{TAG}?page=2", False)


def test_page_without_next_ends_the_walk_complete() -> None:
    one = walk()
    one.step(links(1), None, frozenset())
    assert one.complete


def test_first_walk_does_not_stop_at_known_cards() -> None:
    one = walk()
    one.step(links(3, 2), f"{TAG}?page=2", frozenset(links(3, 2)))
    assert one.next_url


def test_later_walk_stops_at_the_second_page_of_known_cards() -> None:
    one = walk(walked_at="2024-05-01T00:00:00+00:00")
    one.step(links(5, 4), f"{TAG}?page=2", frozenset(links(5, 4)))
    assert one.next_url == f"{TAG}?page=2"
    one.step(links(3, 2), f"{TAG}?page=3", frozenset(links(3, 2)))
    assert (one.next_url, one.complete) == (None, True)


def test_pinned_cards_do_not_end_a_later_walk() -> None:
    one = walk(walked_at="2024-05-01T00:00:00+00:00")
    one.step(links(1, 2), f"{TAG}?page=2", frozenset(links(1, 2)))
    one.step(links(9, 8), f"{TAG}?page=3", frozenset(links(8)))
    assert one.next_url == f"{TAG}?page=3"


@pytest.mark.parametrize("address", [TAG, f"{TAG}#top", f"{TAG}?utm_source=pager"])
def test_next_link_back_to_a_page_seen_ends_the_walk(address: str) -> None:
    one = walk()
    one.step(links(1), address, frozenset())
    assert (one.next_url, one.complete) == (None, True)


def test_one_page_without_a_new_card_does_not_end_the_walk() -> None:
    """Ten articles published between two requests move the list by a whole page."""
    one = walk()
    one.step(links(3, 2), f"{TAG}?page=2", frozenset())
    one.step(links(3, 2), f"{TAG}?page=3", frozenset())
    assert one.next_url


def test_pages_without_new_cards_end_the_walk() -> None:
    one = walk()
    for page in range(2, 50):
        one.step(links(3, 2), f"{TAG}?page={page}", frozenset())
    assert one.pages >= 3
    assert one.next_url is None


def test_walk_of_as_many_pages_as_allowed_is_not_complete() -> None:
    one = walk(max_pages=2)
    one.step(links(1), f"{TAG}?page=2", frozenset())
    one.step(links(2), f"{TAG}?page=3", frozenset())
    assert (one.next_url, one.complete) == (None, False)


def named(*numbers: int) -> tuple[tuple[int, str], ...]:
    return tuple((number, f"{TAG}?page={number}") for number in numbers)


def test_walk_to_the_end_sees_each_page_that_a_row_of_numbers_names() -> None:
    """A pager that skips a page, or leads nowhere from one, has still named it."""
    one = walk()
    one.step(links(9), f"{TAG}?page=3", frozenset(), others=Others(1, named(2, 3, 4)))
    one.step(links(7), None, frozenset(), others=Others(3, named(1, 2, 4)))
    assert one.next_url == f"{TAG}?page=2"
    one.step(links(8), f"{TAG}?page=3", frozenset(), others=Others(2))
    assert one.next_url == f"{TAG}?page=4"
    one.step(links(6), None, frozenset(), others=Others(4, named(1, 2, 3)))
    assert (one.next_url, one.complete, one.pages) == (None, True, 4)


def test_a_page_that_was_walked_at_another_address_is_not_walked_again() -> None:
    one = walk()
    one.step(links(2), f"{TAG}?page=2", frozenset(), others=Others(1, named(2)))
    one.step(links(1), None, frozenset(), others=Others(2, ((1, f"{TAG}?page=1"),)))
    assert (one.next_url, one.complete) == (None, True)


def test_a_later_walk_leaves_the_pages_that_numbers_name() -> None:
    one = walk(walked_at="2024-05-01T00:00:00+00:00")
    one.step(links(2), None, frozenset(), others=Others(1, named(2, 3)))
    assert one.next_url is None


def test_pages_that_bring_nothing_new_end_a_walk_whatever_numbers_name() -> None:
    one = walk()
    one.step(links(1), f"{TAG}?page=2", frozenset(), others=Others(1, named(*range(2, 50))))
    one.step(links(1), f"{TAG}?page=3", frozenset(), others=Others(2))
    one.step(links(1), None, frozenset(), others=Others(3))
    assert (one.next_url, one.complete) == (None, True)


def test_a_named_page_that_is_not_there_leaves_a_walk_incomplete() -> None:
    one = walk()
    one.step(links(1), None, frozenset(), others=Others(1, named(2)))
    assert not one.look_back(PageFailed(f"{TAG}?page=2", "fetch", "the server answered 404", str(NOW)))


def test_a_list_that_goes_on_behind_a_button_is_not_complete() -> None:
    one = walk()
    one.step(links(1), None, frozenset(), others=Others(1, closed="Load more"))
    assert (one.next_url, one.complete) == (None, False)
    assert one.reason == 'the list goes on behind "Load more", which only a script follows'


# (when it was last walked to the end, is everything wanted) -> to the end again?
WHOLE = [
    (None, False, True),
    ("2024-05-31T00:00:00+00:00", False, False),
    ("2024-05-31T00:00:00+00:00", True, True),
    ("2024-05-01T00:00:00+00:00", False, True),
    ("nonsense", False, True),
]


@pytest.mark.parametrize(("walked_at", "recheck_all", "whole"), WHOLE)
def test_listing_is_walked_to_its_end(walked_at: str | None, recheck_all: bool, whole: bool) -> None:
    assert is_whole(walked_at, NOW, recheck_all=recheck_all) == whole


# ----------------------------------------------------------------- revisits


def ago(**spans: int) -> str:
    """Return a time before now."""
    return (NOW - timedelta(**spans)).isoformat()


# (last checked, changes, what the listing hints at) -> due?
DUE = [
    (None, (), None, True),
    (ago(hours=1), (ago(hours=2),), None, False),
    (ago(hours=7), (ago(hours=8),), None, True),
    (ago(days=1), (ago(days=30),), None, False),
    (ago(days=8), (ago(days=30),), None, True),
    (ago(days=8), ("2023-01-01", ago(days=30)), None, True),
    (ago(days=8), ("2020-01-01",), None, False),
    (ago(days=8), (None, None), None, True),
    (ago(days=200), ("1999-01-01",), None, True),
    (ago(hours=2), (ago(days=900),), ago(hours=1), True),
    (ago(hours=1), (ago(days=900),), ago(hours=2), False),
    (ago(days=2), ("2031-01-01",), None, True),
    (ago(days=2), ("last Tuesday",), None, True),
    (ago(hours=1), (ago(days=900),), ago(hours=1), True),  # the listing may have been read after the page
    (ago(days=-365), (ago(days=900),), None, True),  # a clock was ahead, or is behind
    (ago(hours=1), (ago(days=900),), ago(days=-365), False),
]


@pytest.mark.parametrize(("checked", "changes", "listed", "due"), DUE)
def test_article_is_due(
    checked: str | None, changes: tuple[str | None, ...], listed: str | None, due: bool
) -> None:
    assert is_due(NOW, checked_at=checked, changes=changes, signs=(listed,)) == due


def test_time_between_visits_grows_with_age() -> None:
    pauses = [pause(timedelta(days=days)) for days in (0, 1, 10, 100, 1000, 10_000)]
    assert pauses == sorted(pauses)
    assert pauses[0] > timedelta(0)


# (ETag, Last-Modified) as servers sent them
CONDITIONS = [
    ('"abc"', None, {"If-None-Match": '"abc"'}),
    (None, "Fri, 01 Mar 2024 12:00:00 GMT", {"If-Modified-Since": "Fri, 01 Mar 2024 12:00:00 GMT"}),
    (None, None, {}),
    ('"a\r\nX: y"', "Fri\n", {}),
    ('"é"', None, {}),
]


@pytest.mark.parametrize(("etag", "last_modified", "headers"), CONDITIONS)
def test_marks_of_a_page_are_sent_back(
    etag: str | None, last_modified: str | None, headers: dict[str, str]
) -> None:
    assert conditions(etag, last_modified) == headers


# --------------------------------------------------------------------- work


def job(number: int, *, host: str = "example.org", is_known: bool = False) -> Job:
    """Return a job."""
    return Job(Card(f"http://{host}/{number}"), TAG, is_known)


def test_article_is_taken_on_once() -> None:
    work = Work()
    assert [work.add(job(1)), work.add(Job(Card("http://example.org/1/?utm_source=x"), TAG))] == [True, False]


def test_article_that_one_tag_may_not_reach_is_taken_on_for_the_tag_it_belongs_to() -> None:
    work = Work(is_own=lambda url, tag_url: tag_url == TAG)
    hostile = Job(Card("http://example.org/1"), "http://hostile.example/tag")
    assert [work.add(each) for each in (hostile, job(1), hostile, job(1))] == [True, True, False, False]


def test_host_gets_a_few_jobs_at_once_and_the_rest_in_order() -> None:
    work = Work()
    for number in range(40):
        work.add(job(number))
    first = list(work.take())
    assert len(first) < 40
    work.finish(first[0], stored=True)
    assert [each.card.url for each in work.take()] == [f"http://example.org/{len(first)}"]


def test_limit_counts_what_is_under_way() -> None:
    work = Work(limit=3)
    for number in range(10):
        work.add(job(number))
    taken = list(work.take())
    assert len(taken) == 3
    work.finish(taken[0], stored=False)
    assert len(list(work.take())) == 1


def test_known_articles_do_not_count_for_the_limit() -> None:
    work = Work(limit=1)
    for number in range(5):
        work.add(job(number, is_known=True))
    assert len(list(work.take())) == 5


def test_slow_host_does_not_hold_up_another() -> None:
    work = Work()
    for number in range(40):
        work.add(job(number, host="slow.example.org"))
    work.add(job(1))
    assert "http://example.org/1" in [each.card.url for each in work.take()]


def test_articles_wait_while_their_list_is_walked() -> None:
    work = Work()
    work.add(job(1))
    assert list(work.take({TAG})) == []
    assert [each.card.url for each in work.take()] == ["http://example.org/1"]
