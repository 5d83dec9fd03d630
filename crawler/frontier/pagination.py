"""How far a tag's listing is walked: to its end at first, later until the known begins; never for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crawler.frontier.list_changes import PageRead, Review, is_fewer, review_of
from pipelines.identity import canonical_url, url_key
from pipelines.items import PageFailed
from pipelines.moments import past

if TYPE_CHECKING:
    from crawler.feeds import FeedQuery
    from crawler.listing import ListTemplate

MAX_PAGES = 10_000
"""No tag seen has more; a calendar that pages into the future has."""
STALE_PAGES = 2
"""So many pages without a card new to this walk end it; a list that moved may make one."""
FIRST_PAGES = 20
"""A list that goes on after so many rests there until their articles have been read: it may have no end."""
OVERLAP_PAGES = 2
"""A later walk sees so many at least: edits show on them, and the first may hold nothing but pinned cards."""
WHOLE_AGAIN = timedelta(days=7)
"""A listing is walked to its end again after this time: cards added or edited far down are found then."""


@dataclass(frozen=True, slots=True)
class Others:
    """What a page says of its list's other pages."""

    number: int | None = None
    """This page's own, from 1."""
    pages: tuple[tuple[int, str], ...] = ()
    """Those that its row of numbers leads to: number and address."""
    closed: str | None = None
    """The words of what promises more cards and has no address: only a script follows it."""


NO_OTHERS = Others()


@dataclass(slots=True, eq=False)
class Walk:
    """One walk of one tag. `walked_at`: when it was last walked to its end; None: walk to the end now."""

    tag_url: str
    walked_at: str | None
    began_at: str
    max_pages: int = MAX_PAGES
    left: frozenset[str] = frozenset()
    """Keys of cards that earlier runs left without an article."""
    read: list[PageRead] = field(default_factory=list)
    next_url: str | None = None
    """Where to go on; None at the beginning and when the walk has ended."""
    looking: int | None = None
    """The place in `read` of the page at `next_url`, when that is one to be read again."""
    looks: int = 0
    """How many pages were read again."""
    complete: bool = False
    """The end of the list was reached, or, on a later walk, what was known before; and nothing was missed."""
    reason: str = ""
    """Why it ended."""
    lost: str = ""
    """Why a page was not had or not understood, where that ended it."""
    shortage: str = ""
    """How the first page falls short of what is known of the site."""
    is_bounded: bool = False
    """It went as far as the user wanted it to."""
    moved_to: str | None = None
    """Where the tag's address leads for good, when that is another one."""
    is_compared: bool = False
    """Its list has been held against what it showed before."""
    cards: set[str] = field(default_factory=set)
    """Keys of the links seen on this walk."""
    addresses: set[str] = field(default_factory=set)
    """Pages asked for on this walk."""
    stale: int = 0
    promised: int | None = None
    """How many articles the pages, or its API, say the tag has."""
    named: dict[int, str] = field(default_factory=dict)
    """Pages that rows of numbers led to, by number."""
    numbers: set[int] = field(default_factory=set)
    """Of the pages walked, as far as they are known."""
    template: ListTemplate | None = None
    """How the cards of its first page are made."""
    feed: FeedQuery | None = None
    """What the tag's feed or API told, where its page announces one."""
    _end: str = field(default="", init=False)
    _review: Review | None = field(default=None, init=False)
    _is_news: bool = field(default=True, init=False)
    """No card of the first page was known."""
    _absent: PageFailed | None = field(default=None, init=False)
    """A page that was announced and is not there; the page before it is asked whether the list has ended."""

    @property
    def pages(self) -> int:
        """How many pages were walked."""
        return len(self.read)

    @property
    def is_long(self) -> bool:
        """True when it has come so far that the articles found are read before it goes on."""
        return self.pages == FIRST_PAGES and self.next_url is not None and self.looking is None

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
        self.next_url, self.looking, self.reason, self.complete = None, None, reason, complete

    def lose(self, error: str) -> None:
        """Go no further, since a page of the list was not had or not understood."""
        self.end(f"a page of the listing was not had: {error}")
        self.lost = error

    def story(self) -> str:
        """Return how much was walked and why it ended, in words."""
        if not self.pages:
            return self.reason
        of = f" of {self.promised}" if self.promised else ""
        return f"{counted(self.pages, 'page')}, {len(self.cards):,}{of} cards; {self.reason}"

    def step(
        self,
        links: Sequence[str],
        next_url: str | None,
        known: frozenset[str],
        total: int | None = None,
        others: Others = NO_OTHERS,
    ) -> None:
        """Decide where to go after a page with these links, of which some were known before this walk."""
        before = len(self.cards)
        page = self._read(self.next_url or self.tag_url, links, next_url, total)
        if total is not None and total < len(
            self.cards
        ):  # it counts something else, the page's own cards say
            page = replace(page, total=None)
        self.read.append(page)
        self.promised = page.total or self.promised
        self.stale = 0 if len(self.cards) > before else self.stale + 1
        if self.pages == 1:
            self._is_news = known.isdisjoint(links)
        self.named.update(others.pages)
        self.numbers |= {others.number} if others.number else set()
        if next_url is None:
            self._reach_last("that was the last page", others)
        elif links and not self.is_whole and known.issuperset(links) and self.pages >= OVERLAP_PAGES:
            self._reach_end("all cards of the page were known")
        elif canonical_url(next_url) in self.addresses:
            self._reach_last("the next page had been seen before", others)
        elif self.stale >= STALE_PAGES:
            self._reach_end("the pages brought nothing new")
        elif self.pages >= self.max_pages:
            self.end(f"{counted(self.pages, 'page')} walked, as many as allowed; the list goes on")
            self.is_bounded = self.max_pages < MAX_PAGES
        else:
            self._go_to(next_url)

    def _go_to(self, url: str) -> None:
        self.next_url = url
        self.addresses.add(canonical_url(url))

    def _reach_last(self, reason: str, others: Others) -> None:
        """End behind a page that leads no further, unless others were named that have not been seen."""
        unseen = self.unseen if self.is_whole and self.stale < STALE_PAGES else None
        if unseen and self.pages < self.max_pages:
            self._go_to(unseen)
        elif others.closed:
            self.end(f'the list goes on behind "{others.closed}", which only a script follows')
        else:
            self._reach_end(reason)

    @property
    def unseen(self) -> str | None:
        """The first page that a row of numbers led to and this walk did not; None when all were walked."""
        left = ((number, url) for number, url in sorted(self.named.items()) if number not in self.numbers)
        return next((url for _, url in left if canonical_url(url) not in self.addresses), None)

    def _read(self, url: str, links: Sequence[str], next_url: str | None, total: int | None) -> PageRead:
        keys = tuple(dict.fromkeys(map(url_key, links)))
        self.cards.update(keys)
        return PageRead(url, keys, next_url, total)

    # ------------------------------------------------------- reading pages again

    def _reach_end(self, reason: str) -> None:
        """End the walk, once the pages are read again that a moving list makes doubtful.

        A later walk that found known cards on the first page has missed nothing: what is new comes before.
        """
        self._end = reason
        # What is sent for addresses past the end of the list is no part of it.
        pages = self.read[: -self.stale] if self.stale >= STALE_PAGES else self.read
        if len(pages) > 1 and (self.is_whole or self._is_news):
            told = self.feed.entries if self.feed and self.feed.unseen(self.cards) else ()
            self._review = review_of(pages, self.cards, told)
            if self._is_short():
                self._review.want(0)
        self._look_on()

    def _is_short(self) -> bool:
        """True when the first page alone tells a number, and one too high: it may tell another by now."""
        promised = self.read[0].total or 0
        return self.is_whole and self.read[-1].total is None and promised > len(self.cards)

    def _look_on(self) -> None:
        """Go to the page that is to be read again next; end the walk when there is none."""
        page = self._review.next_page if self._review else None
        if page is not None:
            self.end("the list may have moved while it was walked")
            self.looking, self.next_url = page, self.read[page].url
        elif self._review and not self._review.is_settled:
            self.end("the list moved on and on while it was read again")
        else:
            again = f"; {counted(self.looks, 'page')} read again" if self.looks else ""
            self.end(self._end + again, complete=True)

    def look_back(self, absent: PageFailed) -> bool:
        """Read the last page again, since the one that it announces is not there; False when that is no use.

        A list that got shorter has ended before; a page that only the numbers led to is missing.
        """
        if self.looking is not None or not self.read or self.read[-1].next_url is None:
            return False
        self._absent = absent
        self.looking, self.next_url = self.pages - 1, self.read[-1].url
        return True

    def look(
        self, links: Sequence[str], next_url: str | None = None, total: int | None = None
    ) -> PageFailed | None:
        """Take what a page shows that was read again, nothing when it is no longer there; go on.

        Return the failure of the page after it, when that should be there.
        """
        assert self.looking is not None
        before = self.read[self.looking]
        counts = before.total is not None
        return self._look(self._read(before.url, links, next_url, total if counts else None))

    def look_same(self) -> PageFailed | None:
        """Take it that a page that was read again is as it was."""
        assert self.looking is not None
        return self._look(self.read[self.looking])

    def _look(self, page: PageRead) -> PageFailed | None:
        assert self.looking is not None
        place, self.looking = self.looking, None
        was_short, before = self._is_short(), self.read[place]
        self.read[place] = page
        self.promised = page.total or self.promised
        self.looks += 1
        if self._absent:
            return self._look_at_end(self._absent, page)
        assert self._review is not None
        self._review.take(place, page.keys)
        if place == 0 and was_short and is_fewer(before, page):
            self._review.want_all()
        self._look_on()
        return None

    def _look_at_end(self, absent: PageFailed, last: PageRead) -> PageFailed | None:
        self._absent = None
        if last.next_url is None and last.keys:
            self._reach_end("that was the last page")
            return None
        self.lose(absent.error)
        return absent

    def doubt(self, link: str) -> bool:
        """Note that the article behind a card is gone; True when the walk that had ended goes on for it."""
        key = url_key(link)
        if self._review is None or key in self.left:
            return False
        self._review.doubt(key)
        if self.next_url is not None or self._review.next_page is None:
            return False
        self._look_on()
        return True


def counted(number: int, noun: str) -> str:
    """Return a number of things: "1 page", "2 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def is_whole(walked_at: str | None, now: datetime, *, recheck_all: bool) -> bool:
    """Tell whether a listing is to be walked to its end: never done yet, long ago, or all is wanted."""
    walked = past(walked_at, now)
    return recheck_all or walked is None or now - walked > WHOLE_AGAIN
