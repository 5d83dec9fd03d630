"""Pages that failed in earlier runs rest for a while before they are asked for again."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.crawl.revisit import is_resting
from crawler.crawl.work import Job
from pipelines.corpus import Corpus
from pipelines.failures import Failing
from pipelines.identity import url_key


class Patience:
    """Knows which pages of a run's tags rest.

    `timed`: a timer began the run; `asks_all`: nothing rests.
    """

    def __init__(self, corpus: Corpus, *, timed: bool, asks_all: bool) -> None:
        self._corpus = corpus
        self._timed = timed
        self._asks_all = asks_all
        self._failing: dict[str, dict[str, Failing]] = {}
        self.resting: set[str] = set()
        """Keys of the links that were not asked for."""

    def learn(self, tag_url: str) -> None:
        """Look up what fails of a tag, now that its cards are stored."""
        self._failing[tag_url] = {} if self._asks_all else self._corpus.failing(tag_url)

    def has(self, job: Job) -> bool:
        """True when a job may be done now; one that rests is noted."""
        key = url_key(job.card.url)
        failing = self._failing.get(job.tag_url, {}).get(key)
        if is_resting(failing, datetime.now(UTC), timed=self._timed):
            self.resting.add(key)
            return False
        self.resting.discard(key)
        return True
