"""Lists that move while they are walked: before each request for one of their pages something may happen."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping

from crawler.frontier.pagination import Walk
from pipelines.items import PageFailed
from tests.servers import Asked, Reply, Route, article, card, listing

Change = Callable[["MovingList"], None]


class MovingList:
    """A tag with so many articles, numbered, the newest (highest) first.

    `changes`: what happens just before the nth request for a page (from 1) is answered.
    """

    def __init__(
        self, count: int, per_page: int, changes: Mapping[int, Change] | None = None, *, counts: bool = False
    ) -> None:
        self.numbers = list(range(count, 0, -1))
        self.per_page = per_page
        self.changes = changes or {}
        self.counts = counts
        """Every page says how many articles there are."""
        self.requests = 0
        self.always = set(self.numbers)
        """Articles that have been on the list all the time."""
        self.deleted: set[int] = set()

    def page(self, number: int) -> list[int]:
        """Return what a page shows when it is asked for."""
        self.requests += 1
        self.changes.get(self.requests, lambda _: None)(self)
        return self.numbers[(number - 1) * self.per_page : number * self.per_page]

    def has_page(self, number: int) -> bool:
        """True when there is such a page now."""
        return number == 1 or len(self.numbers) > (number - 1) * self.per_page

    @property
    def total(self) -> int | None:
        """The number of articles, as a page says it."""
        return len(self.numbers) if self.counts else None


def delete(position: int) -> Change:
    """Delete the article at a place (from 0) with its page."""
    return lambda moving: moving.deleted.add(_take_off(moving, position))


def untag(position: int) -> Change:
    """Take an article off the list; its page stays."""
    return lambda moving: moving.always.discard(_take_off(moving, position))


def publish(count: int = 1) -> Change:
    """Put so many new articles on top."""

    def change(moving: MovingList) -> None:
        newest = max(moving.numbers) + 1
        moving.numbers[:0] = range(newest + count - 1, newest - 1, -1)

    return change


def move(start: int, end: int) -> Change:
    """Put the article at one place to another."""
    return lambda moving: moving.numbers.insert(end, moving.numbers.pop(start))


def both(*changes: Change) -> Change:
    """Let several things happen at once."""

    def change(moving: MovingList) -> None:
        for each in changes:
            each(moving)

    return change


def _take_off(moving: MovingList, position: int) -> int:
    number = moving.numbers.pop(position)
    moving.always.discard(number)
    return number


def link(number: int) -> str:
    """Return the address of an article."""
    return f"http://example.org/opinion/{number}"


def walk_through(moving: MovingList, walked_at: str | None = None, known: int = 0) -> tuple[Walk, set[int]]:
    """Walk a list, then ask for its articles; return the walk and the articles found.

    The articles up to `known` were known before.
    """
    walk = Walk(link(0), walked_at, "2024-06-01T00:00:00+00:00")
    walk.begin()
    before = frozenset(link(number) for number in range(1, known + 1))
    asked: set[int] = set()
    answer(walk, moving, before)
    while walk.next_url is not None or (new := found(walk) - asked):
        if walk.next_url is not None:
            answer(walk, moving, before)
            continue
        asked |= new
        for number in sorted(new & moving.deleted):
            walk.doubt(link(number))
    return walk, found(walk)


def answer(walk: Walk, moving: MovingList, known: frozenset[str] = frozenset()) -> None:
    """Answer the request that a walk makes now."""
    number = int((walk.next_url or "").partition("?page=")[2] or 1)
    numbers = moving.page(number)
    links = [link(each) for each in numbers]
    after = f"{walk.tag_url}?page={number + 1}" if moving.has_page(number + 1) else None
    if walk.looking is not None:
        walk.look(links, after, moving.total)
    elif moving.has_page(number):
        walk.step(links, after, known.intersection(links), moving.total)
    elif not walk.look_back(PageFailed("", "fetch", "", "")):
        walk.end("lost")


def found(walk: Walk) -> set[int]:
    """Return the numbers of the articles whose cards a walk saw."""
    return {int(key.rpartition("/")[2]) for key in walk.cards}


def routes_of(moving: MovingList, pages: int = 40) -> dict[str, Route]:
    """Return the routes of a site with this list at /tag."""

    def page_route(number: int) -> Route:
        def answer(connection: socket.socket, asked: Asked) -> None:
            numbers = moving.page(number)
            if moving.has_page(number):
                head = f"<p>{moving.total} articles</p>" if moving.counts else ""
                after = f"/tag/page/{number + 1}" if moving.has_page(number + 1) else None
                listing(head + "".join(map(card, numbers)), after).send(connection, asked)
            else:
                Reply("<h1>There is no such page</h1>", 404).send(connection, asked)

        return answer

    def article_route(number: int) -> Route:
        def answer(connection: socket.socket, asked: Asked) -> None:
            gone = number in moving.deleted
            (Reply("<h1>There is no such page</h1>", 404) if gone else article(number)).send(
                connection, asked
            )

        return answer

    routes = {f"/tag/page/{number}": page_route(number) for number in range(2, pages)}
    routes |= {f"/opinion/{number}": article_route(number) for number in range(1, 200)}
    return routes | {"/tag": page_route(1)}
