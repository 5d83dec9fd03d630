"""How well a list was read, said of walks of every kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.frontier.pagination import MAX_PAGES, Others, Walk
from crawler.run.outcome import completeness, found, over, verdict

TAG = "https://e.example/tag"
EARLIER, NOW = "2026-11-20T06:00:00+00:00", "2026-11-27T06:00:00+00:00"


def walk(*, later: bool = False, max_pages: int = MAX_PAGES) -> Walk:
    """A walk that has begun."""
    begun = Walk(TAG, EARLIER if later else None, NOW, max_pages)
    begun.begin()
    return begun


def read(begun: Walk, cards: int, *, total: int | None = None, to: str | None = None) -> Walk:
    """Let a walk read a page with so many cards."""
    at = begun.pages * 100
    begun.step([f"https://e.example/{at + n}" for n in range(cards)], to, frozenset(), total)
    return begun


def whole(cards: int, total: int | None) -> Walk:
    return read(walk(), cards, total=total)


def first_page_lost() -> Walk:
    begun = walk()
    begun.lose("the server answered 404 (Not Found)")
    return begun


def second_page_lost() -> Walk:
    begun = read(walk(), 10, to="https://e.example/tag/2")
    begun.lose("no answer within 15 s")
    return begun


def moving() -> Walk:
    begun = read(walk(), 10)
    begun.end("the list moved on and on while it was read again")
    return begun


def empty() -> Walk:
    return read(walk(), 0)


def unchanged() -> Walk:
    begun = walk(later=True)
    begun.end("the listing was unchanged", complete=True)
    return begun


def short_of_its_site() -> Walk:
    begun = read(walk(), 3)
    begun.shortage = "3 cards were found, of 5"
    return begun


def cut_by_the_user() -> Walk:
    return read(walk(max_pages=1), 10, total=90, to="https://e.example/tag/2")


def enough_for_the_user() -> Walk:
    return read(walk(), 10, total=90, to="https://e.example/tag/2")


def endless() -> Walk:
    begun = walk()
    begun.read = read(walk(), 1).read * (MAX_PAGES - 1)
    return read(begun, 10, to="https://e.example/tag/10001")


# (walk, how its list was read, words of the reason)
CASES: list[tuple[Callable[[], Walk], str, str]] = [
    (empty, "well", "last page"),
    (unchanged, "well", "unchanged"),
    (cut_by_the_user, "well", "as many as allowed"),
    (enough_for_the_user, "well", ""),
    (first_page_lost, "unread", "404"),
    (second_page_lost, "incomplete", "no answer within 15 s"),
    (moving, "incomplete", "moved on and on"),
    (endless, "incomplete", "10,000 pages walked"),
    (short_of_its_site, "doubtful", "3 cards were found, of 5"),
]


@pytest.mark.parametrize(("make", "state", "words"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_walk_tells_how_well_its_list_was_read(make: Callable[[], Walk], state: str, words: str) -> None:
    said = verdict(make())
    assert said.state == state
    assert words in said.reason


@pytest.mark.parametrize(
    ("cards", "promised", "state"),
    [
        (10, None, "well"), (10, 10, "well"), (9, 10, "well"), (8, 10, "doubtful"),
        (398, 400, "well"), (396, 400, "doubtful"),
    ],
)  # fmt: skip
def test_a_list_that_shows_far_less_than_it_promises_is_doubtful(
    cards: int, promised: int | None, state: str
) -> None:
    assert verdict(whole(cards, promised)).state == state


def test_only_a_whole_walk_shows_that_a_doubt_has_ended() -> None:
    assert (TAG, "doubtful") in over([verdict(whole(10, 10))])
    assert over([verdict(unchanged())]) == [(TAG, "unread"), (TAG, "incomplete")]


def test_what_is_said_again_has_not_ended() -> None:
    said = [verdict(second_page_lost())]
    assert list(found(said)) == [(TAG, "incomplete")]
    assert over(said) == [(TAG, "unread")]


def test_numbers_speak_for_a_walk_that_saw_the_pages_they_name_alone() -> None:
    def walked(*cards: int) -> Walk:
        """A walk of three pages with a card each; where all is one card, numbers name a fourth."""
        begun, last = walk(), 3 if len(set(cards)) > 1 else 4
        named = tuple((number, f"{TAG}?page={number}") for number in range(2, last + 1))
        for number, card in enumerate(cards, 1):
            to = f"{TAG}?page={number + 1}" if number < last else None
            begun.step([f"https://e.example/{card}"], to, frozenset(), others=Others(number, named))
        return begun

    seen, left = walked(1, 2, 3), walked(1, 1, 1)
    assert seen.complete
    assert left.complete
    reason = "every page that its numbers name was seen"
    assert [reason in completeness([begun])[TAG]["for"] for begun in (seen, left)] == [True, False]
