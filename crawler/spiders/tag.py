"""The one spider: walks the listings of tags and asks for the articles behind their cards. No field logic."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.clock import now
from crawler.crawl.answers import (
    fetch_of,
    is_unchanged,
    leads_back,
    page_of,
    sentence,
    stage_of,
    status_text,
)
from crawler.crawl.doorkeeper import Doorkeeper
from crawler.crawl.revisit import conditions, is_due
from crawler.crawl.run import ARTICLE, LISTING, run_of
from crawler.crawl.walk import MAX_PAGES, Walk, is_whole
from crawler.crawl.work import Afterwards, Job, Work
from crawler.fetch.politeness import Stopped
from crawler.listing import Listing, read_listing
from crawler.reader import Reader
from crawler.sites.finding import Sites, sites_of
from pipelines.archive import WarcArchive
from pipelines.errors import CorpusError, UnreadablePage, UsageError
from pipelines.items import ArticleRead, ArticleUnchanged, Fetch, ListingSeen, PageFailed
from pipelines.sightings import Known
from pipelines.store import corpus_of

logger = logging.getLogger(__name__)

Output = Iterator[Any]


class TagSpider(scrapy.Spider):
    """`-a url=...`: one or more addresses of tag pages, separated by blanks."""

    name = "tag"
    sites: Sites

    def __init__(
        self,
        url: str = "",
        recheck: str = "due",
        limit: int | str | None = None,
        max_pages: int | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.urls = tuple(dict.fromkeys(url.split()))
        if not self.urls:
            raise UsageError("no tag page was given; say -a url=https://...")
        self.recheck = recheck
        self.max_pages = int(max_pages) if max_pages else MAX_PAGES
        self.work = Work(int(limit) if limit else None, lambda url: self.reader.is_learning(url))
        self.strange: list[Job] = []
        """Known articles whose page came and showed something else."""
        self.waiting: list[Walk] = []
        """Walks that have a next page, which is not asked for while there is work enough for the limit."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> TagSpider:
        """Return the spider; raise UsageError for a site's file that cannot be used, before all else."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sites = sites_of(crawler.settings)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first page of each tag."""
        self.corpus = corpus_of(self.crawler)
        self.run = run_of(self.crawler)
        self.doors = Doorkeeper(self._go_on, enabled=self.settings.getbool("READMORE_DOORS"))
        self.reader = Reader(
            *(self.corpus, WarcArchive.beside(self.corpus.path), self.doors.check, self.run.health),
            sites=self.sites,
        )
        try:
            for url in self.urls:
                yield self._first_request(url)
        except CorpusError as error:  # before 2.19 Scrapy logs what happens here and goes on to a good end
            self.run.fatal = sentence(error)

    def _first_request(self, url: str) -> scrapy.Request:
        """Begin the walk of a tag."""
        walked_at = self.corpus.tag(url).walked_at
        whole = is_whole(walked_at, datetime.now(UTC), recheck_all=self.recheck == "all")
        walk = Walk(url, None if whole else walked_at, began_at=now(), max_pages=self.max_pages)
        # Until this walk has ended the listing counts as never walked, so a killed run leaves no gap.
        self.corpus.set_walked_at(url, None)
        return self._listing_request(walk, walk.begin(), conditional=not whole)

    # ------------------------------------------------------------- listings

    def _listing_request(self, walk: Walk, url: str, *, conditional: bool = False) -> scrapy.Request:
        callbacks = {
            "callback": self.parse_listing,
            "errback": self.listing_failed,
            "cb_kwargs": {"walk": walk},
        }
        return self._request(url, LISTING, conditional, callbacks)

    def _article_request(self, job: Job) -> scrapy.Request:
        callbacks = {
            "callback": self.parse_article,
            "errback": self.article_failed,
            "cb_kwargs": {"job": job},
        }
        return self._request(job.card.url, ARTICLE, job.is_known, callbacks)

    def _request(
        self, url: str, urgency: int, conditional: bool, callbacks: dict[str, Any]
    ) -> scrapy.Request:
        """Return a request; a conditional one brings the page only if it changed since the last fetch."""
        fetch = self.corpus.last_fetch(url) if conditional else None
        return scrapy.Request(
            url,
            headers=conditions(fetch.etag, fetch.last_modified) if fetch else None,
            meta={"urgency": urgency, "keep": url, "known_sha256": fetch.sha256 if fetch else None},
            priority=urgency,
            dont_filter=True,
            **callbacks,
        )

    def parse_listing(self, response: Response, walk: Walk) -> Output:
        """Store the cards of a listing page, go on to the next one, ask for the articles."""
        fetch = fetch_of(response, understood=False)
        try:
            if is_unchanged(response):
                self.corpus.touch_listing(walk.tag_url, 1, now())
                walk.end("the listing was unchanged", complete=True)
            else:
                yield from self._read_listing(response, walk)
            fetch = fetch_of(response)
        except UnreadablePage as error:
            yield self._listing_lost(response.url, walk, "listing", sentence(error), response.status)
        except CorpusError:
            raise
        except Exception as error:  # a bug in reading one page must not cost the others
            logger.debug("Reading the listing %s failed", response.url, exc_info=True)
            yield self._listing_lost(response.url, walk, "listing", sentence(error), response.status)
        yield Afterwards(lambda: self._go_on(walk, fetch))

    def _read_listing(self, response: Response, walk: Walk) -> Output:
        if response.status != 200:
            yield self._listing_lost(
                response.url, walk, "fetch", status_text(response.status), response.status
            )
            return
        page = page_of(response)
        site = self.sites.of(response.url)
        listing = read_listing(page, site=site)
        if problem := _problem(listing, walk):
            raise UnreadablePage(problem, url=response.url)
        known = frozenset(card.url for card in listing.cards if self.corpus.known(card.url) is not None)
        yield ListingSeen(walk.tag_url, response.url, walk.pages + 1, now(), listing.cards, listing.tag_name)
        if site and not walk.pages and (problem := site.missing_cards(len(listing.cards))):
            yield PageFailed(response.url, "listing", problem, now(), response.status, walk.tag_url)
        self.run.tally.listing_pages += 1
        walk.promised = walk.promised or listing.total
        walk.step([card.url for card in listing.cards], listing.next_url, known)
        self.doors.note(walk, page, listing)
        for card in listing.cards:
            if card.url not in known:
                self._take_on(Job(card, walk.tag_url))

    def listing_failed(self, failure: Failure) -> Output:
        """Note a listing page that was not had; its tag's known work goes on."""
        request, error = _lost(failure)
        walk: Walk = request.cb_kwargs["walk"]
        if not self._is_ending(error):
            yield self._listing_lost(request.url, walk, stage_of(error), sentence(error))
            yield Afterwards(lambda: self._go_on(walk))

    def _listing_lost(
        self, url: str, walk: Walk, stage: str, error: str, status: int | None = None
    ) -> PageFailed:
        walk.end("a page of the listing was not had")
        return PageFailed(url, stage, error, now(), status, walk.tag_url)

    def _go_on(self, walk: Walk, fetch: Fetch | None = None) -> None:
        """Ask for what comes after a listing page: the next one, or the rest of the tag's work."""
        if fetch:
            self.corpus.save_fetch(fetch)
        if request := self.doors.request(walk):
            if not self.run.is_stopping:
                self._send(request)
            return
        if walk.next_url:
            self.waiting.append(walk)
        else:
            self._end_walk(walk)
        self._ask()

    def _end_walk(self, walk: Walk) -> None:
        """Note how far the walk came; take on what earlier runs left undone and what is due again."""
        self.doors.close(walk)
        self.run.walks.append(walk)
        logger.info("%s: %s, %s; %s", walk.tag_url, *walk.extent(), walk.reason)
        if walk.complete and walk.is_whole:
            self.corpus.walk_ended(walk.tag_url, walk.began_at, now())
        elif walk.complete:
            self.corpus.set_walked_at(walk.tag_url, walk.walked_at)
        for card in self.corpus.pending(walk.tag_url):
            self._take_on(Job(card, walk.tag_url))
        if self.recheck == "none":
            return
        moment = datetime.now(UTC)
        for known in self.corpus.known_cards(walk.tag_url):
            if self.recheck == "all" or _is_due(known, moment) or self.doors.is_edited(known):
                is_gone = known.gone_since is not None
                self._take_on(Job(known.card, walk.tag_url, is_known=True, is_gone=is_gone))

    # ------------------------------------------------------------- articles

    def _take_on(self, job: Job) -> None:
        if not self.corpus.is_forgotten(job.card.url) and self.work.add(job):
            self.run.tally.planned += 1

    def _ask(self) -> None:
        """Send the requests for which there is room now."""
        if self.run.is_stopping:
            return
        for job in self.work.take():
            self._send(self._article_request(job))
        if not self.work.has_enough():
            waiting, self.waiting = self.waiting, []
            for walk in waiting:
                self._send(self._listing_request(walk, walk.next_url or walk.tag_url))

    def _send(self, request: scrapy.Request) -> None:
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request)

    def parse_article(self, response: Response, job: Job) -> Output:
        """Read the article behind a card; whatever comes of it costs no other."""
        fetch = fetch_of(response, understood=False)
        try:
            if item := self._read_article(response, job):
                yield item
            fetch = fetch_of(response)
        except UnreadablePage as error:
            if not self._is_strange(response, job):
                yield self._failed(job, "article", error, response.status)
        except CorpusError:
            raise
        except Exception as error:  # a bug in reading one page must not cost the others
            logger.debug("Reading %s failed", job.card.url, exc_info=True)
            yield self._failed(job, "article", error, response.status)
        yield Afterwards(lambda: self._finish(job, fetch))

    def _read_article(
        self, response: Response, job: Job
    ) -> ArticleRead | ArticleUnchanged | PageFailed | None:
        """Return what became of an article; None for a known one that is gone, which is no failure."""
        # The very same page at another address is a move.
        if is_unchanged(response) and self.corpus.known(response.url) == self.corpus.known(job.card.url):
            return ArticleUnchanged(job.card.url, now())
        if job.is_known and response.status in (404, 410):
            self.corpus.mark_missing(job.card.url, now())
            return None
        if response.status != 200:
            error = UnreadablePage(status_text(response.status), url=response.url)
            return self._failed(job, "fetch", error, response.status)
        page = page_of(response)
        if response.meta.get("hops") and leads_back(page, job.card.url):
            raise UnreadablePage("the link now leads back to a list of articles", url=response.url)
        known = self.corpus.stored(job.card.url) if job.is_known else None
        article, layout, shifted, held = self.reader.read(page, job.card, known)
        moved = bool(response.meta.get("moved"))
        fetched_at = page.fetched_at or now()
        if held:
            self.corpus.hold(job.card.url, fetched_at)
            return None
        return ArticleRead(
            *(job.card.url, article, fetched_at, moved, layout),
            page_url=response.url,
            shifted=shifted,
        )

    def _is_strange(self, response: Response, job: Job) -> bool:
        """Note a page that came and is not the article; True when that is no news: it was gone before."""
        if response.status == 200:
            self.run.health.note_strange(job.card.url)
            if job.is_known:
                self.strange.append(job)
                return job.is_gone
        return False

    def article_failed(self, failure: Failure) -> Output:
        """Note an article's page that was not had."""
        request, error = _lost(failure)
        job: Job = request.cb_kwargs["job"]
        if not self._is_ending(error):
            yield self._failed(job, stage_of(error), error)
        yield Afterwards(lambda: self._finish(job))

    def _is_ending(self, error: BaseException) -> bool:
        """True when a request was lost because the run ends; raise what makes it end."""
        if isinstance(error, CorpusError):
            raise error
        return isinstance(error, Stopped) or self.run.is_stopping

    def _failed(self, job: Job, stage: str, error: BaseException, status: int | None = None) -> PageFailed:
        return PageFailed(job.card.url, stage, sentence(error), now(), status, job.tag_url)

    def _finish(self, job: Job, fetch: Fetch | None = None) -> None:
        """Close a job whose items are stored, and ask for what there is room for now."""
        if fetch:
            self.corpus.save_fetch(fetch)
        self.run.tally.done += 1
        self.work.finish(job, stored=not job.is_known and self.corpus.known(job.card.url) is not None)
        self.reader.settle(job.card.url)
        self._ask()

    def finish_up(self) -> None:
        """Do what is left when no request is."""
        for job in self.strange:
            # On a site that is well, a page that shows something else is an error page sent as a good one.
            if self.run.health.is_well(job.card.url):
                self.corpus.mark_missing(job.card.url, now())
        self.strange.clear()
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("readmore/articles/updated", self.reader.settle_rest())


def _lost(failure: Failure) -> tuple[scrapy.Request, BaseException]:
    """Return the request that got no answer, and why."""
    assert failure.value is not None
    return failure.request, failure.value  # type: ignore[attr-defined]


def _problem(listing: Listing, walk: Walk) -> str | None:
    """Return why a page cannot be walked on from, None when it can; an empty tag is fine."""
    if listing.cards or listing.kind == "empty":
        return None
    if listing.kind == "article":
        return "this is an article, not a listing; give the address of a tag page"
    if walk.pages:
        return "no cards were found on this page of the listing"
    return "no cards were found on this page, and it does not say that the tag is empty"


def _is_due(known: Known, moment: datetime) -> bool:
    return is_due(
        moment,
        checked_at=None if known.is_unfinished else known.asked_at or known.last_seen,
        changes=(known.published, known.edited_at, known.missing_since),
        signs=(known.card_changed_at, known.unlisted_since, known.doubled_at),
        known_since=known.first_seen,
    )
