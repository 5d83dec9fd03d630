"""The walks of one run: begun, led on from page to page, ended; and what the file says of them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from crawler.clock import now
from crawler.crawl.revisit import is_whole
from crawler.crawl.run import Run
from crawler.crawl.walk import Walk
from crawler.crawl.work import Job
from pipelines.corpus import Corpus
from pipelines.identity import is_same_site, url_key

logger = logging.getLogger(__name__)


class Walks:
    """`whole`: every list is walked to its end, however lately that was done."""

    def __init__(self, corpus: Corpus, run: Run, *, max_pages: int, whole: bool) -> None:
        self._corpus = corpus
        self._run = run
        self._max_pages = max_pages
        self._whole = whole
        self._begun: list[Walk] = []
        self._waiting: list[Walk] = []
        """Walks that have a page to be asked for."""
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
        if walk.next_url is None:
            return False
        self._waiting.append(walk)
        return True

    def take(self) -> list[Walk]:
        """Return the walks whose next page is to be asked for now."""
        taken, self._waiting = self._waiting, []
        self.under_way.update(walk.tag_url for walk in taken if walk.looking is None)
        return taken

    def end(self, walk: Walk) -> None:
        """Note how far a walk came; one that had ended before may have read some of its pages again."""
        logger.info("%s: %s, %s; %s", walk.tag_url, *walk.extent(), walk.reason)
        if walk not in self._run.walks:
            self._run.walks.append(walk)
        if walk.complete and walk.is_whole:
            self._corpus.walk_ended(walk.tag_url, walk.began_at, now())
        elif walk.complete:
            self._corpus.set_walked_at(walk.tag_url, walk.walked_at)

    def doubt(self, job: Job) -> None:
        """Take it that the lists which show a card have shrunk: its article is gone.

        A link to another site says nothing of the list. Until the pages in doubt have been read again the
        list counts as never walked.
        """
        if not is_same_site(job.tag_url, job.card.url):
            return
        for walk in self._begun:
            if walk.doubt(job.card.url):
                self._corpus.set_walked_at(walk.tag_url, None)
                self._waiting.append(walk)
