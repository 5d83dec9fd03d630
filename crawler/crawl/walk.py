"""How far a tag's listing is walked: to its end at first, later until the known begins; never for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pipelines.identity import canonical_url, url_key

if TYPE_CHECKING:
    from crawler.doors import Inquiry

MAX_PAGES = 10_000
"""No tag seen has more; a calendar that pages into the future has."""
STALE_PAGES = 2
"""So many pages without a card new to this walk end it; a list that moved may make one."""
OVERLAP_PAGES = 2
"""A later walk sees so many at least: edits show on them, and the first may hold nothing but pinned cards."""
WHOLE_AGAIN = timedelta(days=7)
"""A listing is walked to its end again after this time: cards added or edited far down are found then."""


@dataclass(slots=True)
class Walk:
    """One walk of one tag. `walked_at`: when it was last walked to its end; None: walk to the end now."""

    tag_url: str
    walked_at: str | None
    began_at: str
    max_pages: int = MAX_PAGES
    pages: int = 0
    next_url: str | None = None
    """Where to go on; None at the beginning and when the walk has ended."""
    complete: bool = False
    """The end of the list was reached, or, on a later walk, what was known before."""
    reason: str = ""
    """Why it ended."""
    cards: set[str] = field(default_factory=set)
    """Keys of the links seen on this walk."""
    addresses: set[str] = field(default_factory=set)
    """Pages asked for on this walk."""
    stale: int = 0
    promised: int | None = None
    """How many articles the pages, or its API, say the tag has."""
    inquiry: Inquiry | None = None
    """What the tag's feed or API told, where its page announces one."""

    @property
    def is_whole(self) -> bool:
        """True when the list is to be walked to its end."""
        return self.walked_at is None

    def begin(self) -> str:
        """Return the first address."""
        self.addresses.add(canonical_url(self.tag_url))
        return self.tag_url

    def end(self, reason: str, *, complete: bool = False) -> None:
        """Go no further."""
        self.next_url, self.reason, self.complete = None, reason, complete

    def extent(self) -> tuple[str, str]:
        """Return how much was walked, in words."""
        of = f" of {self.promised}" if self.promised else ""
        return counted(self.pages, "page"), f"{len(self.cards):,}{of} cards"

    def step(self, links: Sequence[str], next_url: str | None, known: frozenset[str]) -> None:
        """Decide where to go after a page with these links, of which some were known before this walk."""
        keys = [url_key(link) for link in links]
        fresh = [key for key in keys if key not in self.cards]
        self.pages += 1
        self.stale = 0 if fresh else self.stale + 1
        self.cards.update(fresh)
        if next_url is None:
            self.end("that was the last page", complete=True)
        elif links and not self.is_whole and known.issuperset(links) and self.pages >= OVERLAP_PAGES:
            self.end("all cards of the page were known", complete=True)
        elif canonical_url(next_url) in self.addresses:
            self.end("the next page had been seen before", complete=True)
        elif self.stale >= STALE_PAGES:
            self.end("the pages brought nothing new", complete=True)
        elif self.pages >= self.max_pages:
            self.end(f"{self.pages} pages were walked, as many as allowed")
        else:
            self.next_url = next_url
            self.addresses.add(canonical_url(next_url))


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 page", "2 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_whole(walked_at: str | None, now: datetime, *, recheck_all: bool) -> bool:
    """Tell whether a listing is to be walked to its end: never done yet, long ago, or all is wanted."""
    if recheck_all or not walked_at:
        return True
    try:
        return now - datetime.fromisoformat(walked_at) > WHOLE_AGAIN
    except (ValueError, TypeError):
        return True
