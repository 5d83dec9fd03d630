"""Which pages of a list that moved are read again: pure rules, then whole walks through lists in memory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.frontier.list_changes import Review
from crawler.frontier.pagination import Walk
from pipelines.items import PageFailed
from tests.movinglists import Change, MovingList, delete, link, move, publish, untag, walk_through

FOUR = ["abcd", "efgh", "ijkl", "mn"]


def asked(pages: list[str], now: list[str], *gone: str, falls: tuple[int, ...] = ()) -> list[int]:
    """Return the pages that are read again, when these letters stand on them now."""
    review = Review(pages, falls)
    for key in gone:
        review.doubt(key)
    order = []
    while (page := review.next_page) is not None:
        order.append(page)
        review.take(page, now[page] if page < len(now) else "")
    assert review.is_settled
    return order


# (as the pages were read, as they are now, cards whose article is gone) -> pages read again
REVIEWS = [
    (FOUR, FOUR, "", [], "nothing happened"),
    (["*abcd", "*efgh", "*ijkl"], ["*abcd", "*efgh", "*ijkl"], "", [], "a card pinned to every page"),
    (["iabcd", "efgh", "ijkl"], ["iabcd", "efgh", "ijkl"], "", [0], "one on top that has its place as well"),
    (["abcd", "defg", "ghij"], ["abcd", "defg", "ghij"], "", [0, 1], "a pager that overlaps"),
    (["abcd", "defg", "hijk"], ["Xabc", "defg", "hijk"], "", [0], "one was published"),
    (["abcd", "cdef", "ghij"], ["XYab", "cdef", "ghij"], "", [0], "two were published"),
    (["abcd", "defg", "hikl"], ["jabc", "defg", "hikl"], "", [0], "one was put on top"),
    (["abcd", "efgh", "hikl"], ["abcd", "ejfg", "hikl"], "", [0, 1], "one was put in the middle"),
    (["abcd", "fgha", "ijkl"], ["bcde", "fgha", "ijkl"], "", [0], "one is no longer on top"),
    (["abcd", "fghi", "jklm"], ["acde", "fghi", "jklm"], "b", [0], "one was deleted"),
    (["abcd", "efgh", "jklm"], ["acde", "fghi", "jklm"], "b", [0, 1], "one was deleted a page later"),
    (["abcd", "efgh", "ijkl"], ["acde", "fghi", "jkl"], "b", [0, 1, 2], "one was deleted after the walk"),
    (FOUR, FOUR, "f", [1], "a dead link"),
    (FOUR, FOUR, "bfjn", [0, 1], "many dead links"),
    (["abcd", "fgh*", "*ijk"], ["Xacd", "efgh", "*ijk"], "b", [0, 0, 1, 2], "one came, one went"),
]


@pytest.mark.parametrize(("pages", "now", "gone", "order"), [row[:4] for row in REVIEWS], ids=lambda row: "")
def test_pages_read_again(pages: list[str], now: list[str], gone: str, order: list[int]) -> None:
    assert asked(pages, now, *gone) == order


def test_page_before_which_the_number_fell_is_read_again() -> None:
    assert asked(["abcd", "efgh", "jkl"], ["abcd", "fghi", "jkl"], falls=(1,)) == [1]


# ------------------------------------------------ every change at every place

COUNT, PER_PAGE, PAGES = 17, 4, 5
PLACES = range(COUNT)
SINGLE: dict[str, list[Change]] = {
    "deleted": [delete(place) for place in PLACES],
    "published": [publish(count) for count in (1, 2, 4, 6)],
    "moved": [move(start, end) for start in PLACES for end in PLACES],
}


@pytest.mark.parametrize("what", SINGLE)
def test_one_change_between_any_two_requests_loses_nothing(what: str) -> None:
    for change in SINGLE[what]:
        for moment in range(2, PAGES + 1):
            moving = MovingList(COUNT, PER_PAGE, {moment: change})
            walk, found = walk_through(moving)
            assert moving.always <= found
            assert walk.complete
            assert moving.requests <= 3 * PAGES


def test_one_taken_off_is_noticed_where_pages_count() -> None:
    for place in PLACES:
        for moment in range(2, PAGES + 1):
            moving = MovingList(COUNT, PER_PAGE, {moment: untag(place)}, counts=True)
            walk, found = walk_through(moving)
            assert moving.always <= found
            assert (walk.promised, walk.complete) == (COUNT - 1, True)
            assert moving.requests <= PAGES + 2


@pytest.mark.parametrize("count", [1, 4, 5, 16, 17, 200])
def test_list_that_stands_still_is_read_once(count: int) -> None:
    moving = MovingList(count, 4, counts=count % 2 == 0)
    walk, found = walk_through(moving)
    assert (len(found), moving.requests) == (count, -(-count // 4))
    assert walk.complete


changes = st.one_of(
    st.builds(delete, st.integers(0, 5)),
    st.builds(publish, st.integers(1, 3)),
    st.builds(move, st.integers(0, 5), st.integers(0, 5)),
)


@settings(deadline=None)
@given(st.dictionaries(st.integers(2, 40), changes, max_size=40))
def test_whatever_happens_the_requests_are_bounded(happens: dict[int, Change]) -> None:
    moving = MovingList(COUNT, PER_PAGE, happens)
    walk, _ = walk_through(moving)
    assert moving.requests <= 3 * walk.pages + 1


@settings(deadline=None)
@given(st.sets(st.integers(2, PAGES)), st.data())
def test_articles_deleted_between_all_requests_hide_none(moments: set[int], data: st.DataObject) -> None:
    gone = {moment: delete(data.draw(st.integers(0, 11))) for moment in moments}
    moving = MovingList(COUNT, PER_PAGE, gone)
    _, found = walk_through(moving)
    assert moving.always <= found


# ------------------------------------------------------------- later walks

LATELY = "2024-05-31T00:00:00+00:00"


def test_later_walk_over_more_than_a_page_of_news_misses_none() -> None:
    """Twelve are known, six are new; one of these is deleted when the first page has been read."""
    for place in range(4):
        moving = MovingList(18, 4, {2: delete(place)})
        walk, found = walk_through(moving, LATELY, known=12)
        assert moving.always - set(range(1, 13)) <= found
        assert walk.complete


def test_later_walk_that_meets_the_known_at_once_reads_nothing_again() -> None:
    moving = MovingList(18, 4, {2: publish()})
    walk_through(moving, LATELY, known=15)
    assert moving.requests == 2


# ------------------------------------------------------------------- the end


def test_page_that_is_not_there_ends_a_list_that_shrank() -> None:
    moving = MovingList(9, 4, {3: delete(0)})
    walk, found = walk_through(moving)
    assert (walk.complete, moving.always <= found) == (True, True)


def test_page_that_is_not_there_though_announced_is_a_failure() -> None:
    walk = Walk(link(0), None, "2024-06-01T00:00:00+00:00")
    walk.begin()
    walk.step([link(3), link(2)], f"{link(0)}?page=2", frozenset())
    absent = PageFailed(f"{link(0)}?page=2", "fetch", "the server answered 404", "2024-06-01T00:00:00+00:00")
    assert walk.look_back(absent)
    assert walk.look_same() == absent
    assert (walk.next_url, walk.complete) == (None, False)


def test_card_left_by_an_earlier_run_is_no_sign() -> None:
    moving = MovingList(9, 4)
    walk, _ = walk_through(moving)
    walk.left = frozenset(walk.cards)
    assert not walk.doubt(link(5))
