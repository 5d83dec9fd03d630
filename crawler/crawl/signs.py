"""Signs that a list moved while it was walked, in what its pages and its feed say: pure rules, no network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.crawl.review import Review

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
