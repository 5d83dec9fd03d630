"""Whether a list moved while it was walked, and which of its pages are read again: pure rules, no network.

A list that grows pushes cards on to pages that are still to come: some are read twice, none is missed. A list
that shrinks pulls cards back on to a page that was read before, and the first card of the next one is missed;
so is one that is put there from further down. The pages alone do not show that. Signs do: a card was read
twice, the number of articles fell from one page to the next, the feed lists one more, an article is gone. A
sign names a page. Read again, it shows whether the list moved there, and where its new cards come from: from
a page further on or further back, which is read next, or from none that was read: then they had been missed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

ROUNDS = 2
"""A walk gets the requests of so many more, at most; a list that moves on and on is left for the next run."""
FRUITLESS = 2
"""After so many looks for articles that are gone and still have their card, dead links prove nothing."""


class Review:
    """What stands on each page of a walk, as keys of links, and which pages are to be read again.

    Pages count from 0. `falls`: pages after which the list is known to have shrunk.
    """

    def __init__(self, pages: Iterable[Sequence[str]], falls: Iterable[int] = ()) -> None:
        self._pages = [tuple(keys) for keys in pages]
        self._left = ROUNDS * len(self._pages)
        self._wanted: deque[int] = deque()
        self._looked: set[int] = set()
        self._is_round = False
        """All pages are being read once more."""
        self._place: dict[str, int] = {}
        """The page on which a card stands; of two, the first."""
        for page, keys in enumerate(self._pages):
            for key in keys:
                self._place.setdefault(key, page)
        self._gone: dict[str, int] = {}
        """Cards whose article is gone, and the page where they should stand if they are on the list still."""
        self._fruitless = 0
        self._grew = self._shrank = False
        self._begin()
        for page in falls:
            self._shrank = True
            self.want(page)
        self._untangle()

    def _begin(self) -> None:
        """Note the cards that were read too often, each as many times; what every page shows is no sign."""
        count = Counter(key for keys in self._pages for key in set(keys))
        pinned = max(3, len(self._pages))
        self._twice = [key for key, pages in count.items() if pages < pinned for _ in range(pages - 1)]
        self._grew, self._shrank = bool(self._twice), False
        self._looked.clear()
        if self._twice:
            self.want(0)

    def want(self, page: int) -> None:
        """Have a page read again, once."""
        if 0 <= page < len(self._pages) and page not in self._looked and page not in self._wanted:
            self._wanted.append(page)

    def want_all(self) -> None:
        """Have all pages read again, in their order."""
        self._is_round = True
        self._gone.clear()
        self._wanted = deque(range(len(self._pages)))

    def doubt(self, key: str) -> None:
        """Note that the article behind a card is gone: the card may be, too, and the list have shrunk."""
        page = self._place.get(key)
        if page is None or self._is_round:
            return
        self._gone[key] = page
        if page in self._looked:
            self._look_for_gone(page)
            self._untangle()

    @property
    def next_page(self) -> int | None:
        """The page to be read again now; None when nothing is in doubt, or no more may be asked for."""
        return self._next() if self._left > 0 else None

    @property
    def is_settled(self) -> bool:
        """True when nothing is in doubt."""
        return self._next() is None

    def _next(self) -> int | None:
        if self._wanted:
            return self._wanted[0]
        return next(iter(self._gone.values()), None) if self._fruitless < FRUITLESS else None

    def take(self, page: int, keys: Sequence[str]) -> None:
        """Take what stands now on the page that was to be read again; nothing when it is no longer there."""
        before, self._pages[page] = self._pages[page], tuple(keys)
        self._left -= 1
        self._looked.add(page)
        if page in self._wanted:
            self._wanted.remove(page)
        came_from = {key: self._place.get(key) for key in keys if key not in before}
        self._place.update(dict.fromkeys(keys, page))
        if not self._is_round:
            self._follow(page, came_from)
        elif not self._wanted:
            self._is_round = False
            self._begin()

    def _follow(self, page: int, came_from: dict[str, int | None]) -> None:
        """Decide which pages are worth reading, by the cards that came to one."""
        keys = self._pages[page]
        places = [place for place in came_from.values() if place is not None]
        on_top = [came_from[key] for key in takewhile(came_from.__contains__, keys)] if page == 0 else []
        self._explain(page, on_top.count(None), is_same=not came_from)
        self._look_for_gone(page)
        if any(place < page for place in places):
            self.want(page - 1)
        if any(place > page for place in places) or (keys and not places and len(came_from) == len(keys)):
            self.want(page + 1)
        self._grew = self._grew or None in on_top or any(place < page for place in places)
        self._shrank = self._shrank or any(place > page for place in places)
        self._untangle()

    def _explain(self, page: int, new_on_top: int, *, is_same: bool) -> None:
        """Tell why cards were read twice, as far as it shows on a page that was read again."""
        if page == 0:
            self._twice = [key for key in self._twice if key not in self._pages[0]]
            if len(self._twice) <= new_on_top:  # the list only grew, or it shows some cards in two places
                self._twice, self._grew = [], new_on_top > 0
        if not self._twice:
            return
        last = self._place[self._twice[-1]]
        if page != last and last not in self._looked:
            self.want(last)
            return
        # One card that was put elsewhere is followed; with several there is no telling what moved where.
        self._grew = len(self._twice) > 1 and not is_same
        self._shrank = self._shrank or self._grew
        self._twice = []

    def _look_for_gone(self, page: int) -> None:
        for key in [key for key, place in self._gone.items() if place == page]:
            del self._gone[key]
            if key in self._pages[page]:
                self._fruitless += 1
            else:
                self._shrank = True

    def _untangle(self) -> None:
        """Read the whole list once more when it both grew and shrank."""
        if self._grew and self._shrank and not self._is_round:
            self.want_all()


UNSEEN_PAGES = 2
"""So many pages are read again for articles that a feed lists and no card shows; some feeds list others."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a listing as it was read last: the keys of its cards, and what it says of the list."""

    url: str
    keys: tuple[str, ...]
    next_url: str | None
    total: int | None
    """How many articles the tag has, when the page says a number that can be true."""


def review_of(pages: Sequence[PageRead], cards: Collection[str], listed: Iterable[str] = ()) -> Review:
    """Return the review of a walk: which of these pages are to be read again, if any.

    `cards`: the keys of all that were seen. `listed`: keys of what the tag's feed lists, in its order.
    """
    falls = (page for page, (one, two) in enumerate(pairwise(pages)) if is_fewer(one, two))
    review = Review((page.keys for page in pages), falls)
    for page in list(dict.fromkeys(_beside_unseen(pages, cards, listed)))[:UNSEEN_PAGES]:
        review.want(page)
    return review


def _beside_unseen(pages: Sequence[PageRead], cards: Collection[str], listed: Iterable[str]) -> Iterator[int]:
    """Yield the pages that end, or should go on, with an article that the feed lists and no card shows."""
    places = {key: place for place, page in enumerate(pages) for key in page.keys}
    for one, two in pairwise(listed):
        if one in places and two not in cards:
            yield places[one]


def is_fewer(before: PageRead, after: PageRead) -> bool:
    """True when the later page, or the same page later, counts fewer articles."""
    return before.total is not None and after.total is not None and after.total < before.total
