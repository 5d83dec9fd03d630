"""The walks of one run: begun, led on from page to page, ended; and what the file says of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from crawler.frontier.pagination import Walk
from crawler.frontier.queue import Job
from crawler.frontier.recrawl import is_whole
from pipelines.identity import is_same_site, url_key
from pipelines.moments import now
from pipelines.store import Corpus

logger = logging.getLogger(__name__)


class Walks:
    """`whole`: every list is walked to its end, however lately that was done. `ended` takes what has."""

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
