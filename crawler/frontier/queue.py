"""What waits to be asked for in a run: articles, each once, a few at a time per host; pages of listings."""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.frontier.pagination import Walk, is_whole
from pipelines.identity import is_same_site, url_key
from pipelines.items import Card
from pipelines.moments import now
from pipelines.store import Corpus

logger = logging.getLogger(__name__)

WINDOW = 16
"""Requests of one host that may be with Scrapy at once; the rest waits here, where it takes little memory."""

FIRST_WINDOW = 6
"""The same while a site's layout is being learnt: what comes before it is known is read twice."""

WASTED = 12
"""After so many new pages in a row that brought no article a run with a limit asks for no more of their tag:
it is behind a wall. More than a page of a list has cards, since a page of dead links is none."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article to be asked for. `is_known`: it is in the file already and is only looked at again."""

    card: Card
    tag_url: str
    is_known: bool = False
    is_gone: bool = False
    """A known one whose page is gone for good, as far as is known."""

    @property
    def host(self) -> str:
        """The host it will be asked of."""
        return urlsplit(self.card.url).netloc.lower()


class Work:
    """The jobs of one run, in the order of their listings.

    `limit`: how many articles may be new in the file at its end. `is_learning`: whether the layout of the
    site that a link leads to is still being learnt. `is_own`: whether a link opens to a tag that may be
    closed to the others.
    """

    def __init__(
        self,
        limit: int | None = None,
        is_learning: Callable[[str], bool] = lambda url: False,
        is_own: Callable[[str, str], bool] = lambda url, tag_url: False,
    ) -> None:
        self._limit = limit
        self._is_learning = is_learning
        self._queues: dict[tuple[str, str], deque[Job]] = {}
        """By host and tag."""
        self._under_way: dict[str, int] = {}
        self._is_own = is_own
        self._asked: set[tuple[str, bool]] = set()
        """A link that is refused to one tag is still asked for on behalf of the tag that it belongs to."""
        self._new_under_way = 0
        self._stored = 0
        self._left: Counter[str] = Counter()
        """Jobs that have not come to an end, by tag."""
        self._wasted: Counter[str] = Counter()
        self._given_up: set[str] = set()

    def note_stored(self, count: int) -> None:
        """Count what is new already: a run that a page has broken off is still the same one."""
        self._stored += count

    def add(self, job: Job) -> bool:
        """Take a job on; False when its article was already asked for in this run, or its tag given up."""
        key = url_key(job.card.url), self._is_own(job.card.url, job.tag_url)
        if key in self._asked or (job.tag_url in self._given_up and not job.is_known):
            return False
        self._asked.add(key)
        self._queues.setdefault((job.host, job.tag_url), deque()).append(job)
        self._left[job.tag_url] += 1
        return True

    def take(self, walking: Collection[str] = ()) -> Iterator[Job]:
        """Yield the jobs to be asked for now; each must come back in `finish`.

        `walking`: tags whose list is being walked. Their articles wait: one that is deleted meanwhile is then
        found to be gone, which tells that the list has shrunk.
        """
        for (host, tag_url), queue in self._queues.items():
            while queue and tag_url not in walking and self._may_go(host, queue[0]):
                job = queue.popleft()
                self._under_way[host] = self._under_way.get(host, 0) + 1
                self._new_under_way += not job.is_known
                yield job

    def _may_go(self, host: str, job: Job) -> bool:
        return self._has_room(host, job) and not self._is_full(job)

    def _has_room(self, host: str, job: Job) -> bool:
        window = FIRST_WINDOW if self._is_learning(job.card.url) else WINDOW
        return self._under_way.get(host, 0) < window

    def _is_full(self, job: Job) -> bool:
        if self._limit is None or job.is_known:
            return False
        return self._stored + self._new_under_way >= self._limit

    def finish(self, job: Job, *, stored: bool) -> None:
        """Note the end of a job; `stored`: it made a new article."""
        self._under_way[job.host] -= 1
        self._left[job.tag_url] -= 1
        self._new_under_way -= not job.is_known
        self._stored += stored
        if not job.is_known:
            self._wasted[job.tag_url] = 0 if stored else self._wasted[job.tag_url] + 1

    def has_left(self, tag_url: str) -> bool:
        """True while articles of a tag wait or are under way."""
        return self._left[tag_url] > 0

    def is_hopeless(self, tag_url: str) -> bool:
        """True when too many new pages of a tag in a row brought no article, and there is a limit."""
        return self._limit is not None and self._wasted[tag_url] >= WASTED

    def give_up(self, tag_url: str) -> int:
        """Ask for no more new articles of a tag in this run; return how many had been waiting."""
        self._given_up.add(tag_url)
        dropped = 0
        for (_, tag), queue in self._queues.items():
            if tag == tag_url:
                known = [job for job in queue if job.is_known]
                dropped += len(queue) - len(known)
                queue.clear()
                queue.extend(known)
        self._left[tag_url] -= dropped
        return dropped

    def has_enough(self) -> bool:
        """True when what is waiting would reach the limit, should all of it turn out well."""
        if self._limit is None:  # counting what waits, after each page, is for those who set one
            return False
        waiting = sum(not job.is_known for queue in self._queues.values() for job in queue)
        return self._stored + self._new_under_way + waiting >= self._limit


class Walks:
    """The walks of one run: begun, led on from page to page, ended; and what the file says of them.

    `whole`: every list is walked to its end, however lately that was done. `ended` takes what has."""

    def __init__(self, corpus: Corpus, ended: list[Walk], *, max_pages: int, whole: bool) -> None:
        self._corpus = corpus
        self._ended = ended
        self._max_pages = max_pages
        self._whole = whole
        self._begun: list[Walk] = []
        self._waiting: list[Walk] = []
        """Walks that have a page to be asked for."""
        self._resting: list[Walk] = []
        """Walks that go on once what they found so far has been read."""
        self._given_up: dict[str, str] = {}
        self.under_way: set[str] = set()
        """Tags of whose list the next page has been asked for; not one that is read again."""

    def begin(self, url: str) -> Walk:
        """Return the new walk of a tag."""
        walked_at = self._corpus.tag(url).walked_at
        whole = is_whole(walked_at, datetime.now(UTC), recheck_all=self._whole)
        left = frozenset(url_key(card.url) for card in self._corpus.pending(url))
        walk = Walk(url, None if whole else walked_at, now(), self._max_pages, left)
        # Until this walk has ended the listing counts as never walked, so a killed run leaves no gap.
        self._corpus.set_walked_at(url, None)
        self._begun.append(walk)
        self.under_way.add(url)
        return walk

    def go_on(self, walk: Walk) -> bool:
        """Have a walk wait for its next page to be asked for; return False when it has ended."""
        self.under_way.discard(walk.tag_url)
        if walk.tag_url in self._given_up:
            walk.end(self._given_up[walk.tag_url])
        if walk.next_url is None:
            return False
        (self._resting if walk.is_long else self._waiting).append(walk)
        return True

    def wake(self, has_left: Callable[[str], bool]) -> None:
        """Have the walks go on that rested, once no article of their tag is left to be read."""
        awake = [walk for walk in self._resting if not has_left(walk.tag_url)]
        self._resting = [walk for walk in self._resting if walk not in awake]
        self._waiting += awake

    def give_up(self, tag_url: str, why: str) -> Iterator[Walk]:
        """Go no further with the walk of a tag; yield it, unless a page of it is still to come: then it ends.

        One that had ended well has not read its tag well.
        """
        if tag_url in self._given_up:
            return
        self._given_up[tag_url] = why
        for walk in self._begun:
            is_idle = walk.next_url is None or walk in self._waiting or walk in self._resting
            if walk.tag_url == tag_url and is_idle:
                self._waiting = [each for each in self._waiting if each is not walk]
                self._resting = [each for each in self._resting if each is not walk]
                walk.end(why)
                yield walk

    def take(self) -> list[Walk]:
        """Return the walks whose next page is to be asked for now."""
        taken, self._waiting = self._waiting, []
        self.under_way.update(walk.tag_url for walk in taken if walk.looking is None)
        return taken

    def end(self, walk: Walk) -> None:
        """Note how far a walk came; one that had ended before may have read some of its pages again."""
        logger.info("%s: %s", walk.tag_url, walk.story())
        if walk not in self._ended:
            self._ended.append(walk)
        if walk.complete and walk.is_whole:
            self._corpus.walk_ended(walk.tag_url, walk.began_at, now())
        elif walk.complete:
            self._corpus.set_walked_at(walk.tag_url, walk.walked_at)

    def doubt(self, job: Job) -> None:
        """Take it that the lists which show a card have shrunk: its article is gone.

        A link to another site says nothing of the list. Until the pages in doubt have been read again the
        list counts as never walked.
        """
        if job.tag_url in self._given_up or not is_same_site(job.tag_url, job.card.url):
            return
        for walk in self._begun:
            if walk.doubt(job.card.url):
                self._corpus.set_walked_at(walk.tag_url, None)
                self._waiting.append(walk)
