"""What an answer for an article means: a reading, no change, gone, or a failure that costs no other."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from scrapy.http import Response

from crawler.download import errand_of
from crawler.frontier import Job, Walks
from crawler.run import Run
from crawler.spiders.responses import (
    fetch_of,
    is_absent,
    is_unchanged,
    leads_back,
    page_of,
    stage_of,
    status_text,
    understood,
)
from crawler.trainer import Reader
from pipelines.errors import UnreadablePage, sentence
from pipelines.items import (
    HELD,
    ArticleHeld,
    ArticleMissing,
    ArticleRead,
    ArticleUnchanged,
    Fetch,
    PageDone,
    PageFailed,
)
from pipelines.moments import now
from pipelines.store import Corpus, reads_alike

_GONE = frozenset({403, 404, 410})
"""How sites answer for what was deleted or, some of them, unpublished."""


class Articles:
    """Reads the articles behind cards; of one that is gone it tells `walks`, whose list may have shrunk."""

    def __init__(
        self,
        corpus: Corpus,
        run: Run,
        reader: Reader,
        walks: Walks,
    ) -> None:
        self._corpus = corpus
        self._run = run
        self._reader = reader
        self._walks = walks
        self._strange: list[Job] = []
        """Known articles whose page came and showed something else."""

    def take(self, response: Response, job: Job) -> Iterator[Any]:
        """Yield what an article's page says, to be stored; finish its job."""

        def failed(error: Exception) -> Iterator[PageFailed]:
            is_old = isinstance(error, UnreadablePage) and self._note_strange(job)
            if not is_old:
                yield _failed(job, "article", error, response.status)

        good = yield from understood(response, self._read(response, job), failed, is_article=True)
        yield PageDone(fetch_of(response, understood=good))

    def failed(self, error: BaseException | None, job: Job) -> Iterator[Any]:
        """Yield the failure to have an article's page; none when the run ends."""
        if error is not None:
            yield _failed(job, stage_of(error), error)
            yield PageDone()

    def _read(self, response: Response, job: Job) -> Iterator[Any]:
        """Yield what became of an article; nothing for a known one that is gone, which is no failure."""
        link = job.card.url
        if is_unchanged(response) and self._is_same(response.url, link):
            yield ArticleUnchanged(link, now())
        elif job.is_known and is_absent(response):
            yield ArticleMissing(link, now())
            errand_of(response).fetch = Fetch(link, now(), response.status)
        elif response.status != HTTPStatus.OK:
            if response.status in _GONE and not job.is_known:
                self._walks.doubt(job)
            error = UnreadablePage(status_text(response.status), url=response.url)
            yield _failed(job, "fetch", error, response.status)
        else:
            yield from self._read_page(response, job)

    def _is_same(self, url: str, link: str) -> bool:
        """True when both lead to one article: the very same page at another address is a move."""
        return self._corpus.known(url) == self._corpus.known(link)

    def _read_page(self, response: Response, job: Job) -> Iterator[ArticleRead | ArticleHeld]:
        link = job.card.url
        page = page_of(response)
        errand = errand_of(response)
        if errand.hops and leads_back(page, link, job.tag_url):
            raise UnreadablePage("the link now leads back to a list of articles", url=response.url)
        known = self._corpus.stored(link) if job.is_known else None
        article, layout, shifted, held = self._reader.read(page, job.card, known)
        fetched_at = page.fetched_at or now()
        if held:
            yield ArticleHeld(link, fetched_at)
            return
        if known and known.state.problems != HELD and not (shifted or errand.hops):
            errand.is_alike = reads_alike(known.state, article, layout)
        yield ArticleRead(
            *(link, article, fetched_at, errand.is_moved, layout), page_url=response.url, shifted=shifted
        )

    def _note_strange(self, job: Job) -> bool:
        """Note a page that came and is not the article; return True when that was so before."""
        self._run.health.note_strange(job.card.url)
        if job.is_known:
            self._strange.append(job)
        else:
            self._walks.doubt(job)
        return job.is_gone

    def settle(self) -> Iterator[ArticleMissing]:
        """Yield, when no request is left, the known articles that are gone: their page shows something else.

        On a site that is well that is an error page sent as a good one.
        """
        strange, self._strange = self._strange, []
        for job in strange:
            if self._run.health.is_well(job.card.url):
                yield ArticleMissing(job.card.url, now())


def _failed(job: Job, stage: str, error: BaseException, status: int | None = None) -> PageFailed:
    return PageFailed(job.card.url, stage, sentence(error), now(), status, job.tag_url)
