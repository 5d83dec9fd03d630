"""The one spider: what is asked for, who takes the answers, what is asked for then. It reads no page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.download import ARTICLE, LISTING, MAX_ATTEMPTS, Errand, Losses
from crawler.frontier import (
    MAX_PAGES,
    WASTED,
    Job,
    Patience,
    Walk,
    Walks,
    Work,
    backlog,
    conditions,
)
from crawler.run import run_of
from crawler.sites import Sites, sites_of
from crawler.spiders.article_handler import Articles
from crawler.spiders.listing_handler import FeedClient, Listings
from crawler.spiders.responses import in_file, lost
from crawler.trainer import Reader
from pipelines.archive import WarcArchive
from pipelines.configuration import take_login
from pipelines.errors import CorpusError, UsageError, sentence
from pipelines.items import Card, Fetch, PageDone
from pipelines.store import corpus_of


class TagSpider(scrapy.Spider):
    """`-a url=...`: one or more addresses of tag pages, separated by blanks.

    `timed`: a timer began the run, not a person.
    """

    name = "tag"
    sites: Sites

    def __init__(
        self,
        url: str = "",
        recheck: str = "due",
        limit: int | str | None = None,
        max_pages: int | str | None = None,
        timed: bool | str = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.urls = tuple(dict.fromkeys(map(take_login, url.split())))
        if not self.urls:
            raise UsageError("no tag page was given; say -a url=https://...")
        self.recheck = recheck
        self.timed = bool(timed)
        self.max_pages = int(max_pages) if max_pages else MAX_PAGES
        self._unanswered = 0
        """Requests whose answers have not been dealt with."""
        self.work = Work(
            int(limit) if limit else None,
            is_learning=lambda url: self.reader.is_learning(url),
            is_own=lambda url, tag_url: self.run.session.is_own(url, tag_url),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> TagSpider:
        """Return the spider; raise UsageError for a site's file that cannot be used, before all else."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.sites = sites_of(crawler.settings)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the first page of each tag."""
        self._open()
        try:
            for request in [self._first_request(url) for url in self.urls]:
                yield request
        except CorpusError as error:  # before 2.19 Scrapy logs what happens here and goes on to a good end
            self.run.fatal = sentence(error)

    def _first_request(self, url: str) -> scrapy.Request:
        walk = self.walks.begin(url)
        self.patience.learn(url)
        return self._listing_request(walk, walk.begin(), conditional=not walk.is_whole)

    def _open(self) -> None:
        """Put the parts of the run together."""
        self.corpus = corpus_of(self.crawler)
        self.run = run_of(self.crawler)
        self.work.note_stored(self.run.tally.new)
        for url in self.urls:
            self.run.session.permits.remember(url, self.corpus.tag(url).network)
        self.walks = Walks(self.corpus, self.run.walks, max_pages=self.max_pages, whole=self.recheck == "all")
        self.patience = Patience(self.corpus, timed=self.timed, asks_all=self.recheck == "all")
        self.run.resting = self.patience.resting
        self.feeds = FeedClient(enabled=self.settings.getbool("READMORE_FEEDS"))
        archive = WarcArchive.beside(self.corpus.path)
        self.losses = None if self.run.session.passing else Losses(archive, always=self.recheck == "all")
        pages = self.run.session.passing or archive
        self.reader = Reader(self.corpus, pages, self.feeds.check, self.run.health, sites=self.sites)
        self.listings = Listings(self.corpus, self.run, self.sites, self.feeds)
        self.articles = Articles(self.corpus, self.run, self.reader, self.walks)

    # -------------------------------------------------------------- answers

    async def parse_listing(self, response: Response, walk: Walk) -> AsyncIterator[Any]:
        """Store the cards of a listing page, then ask for what comes after it."""
        new: list[Card] = []
        async for item in in_file(self.listings.take(response, walk, new)):
            yield item
        for card in new:
            self._take_on(Job(card, walk.tag_url))
        async for each in self._then(self._go_on(walk)):
            yield each

    async def listing_failed(self, failure: Failure) -> AsyncIterator[Any]:
        """Note a listing page that was not had, and go on with the work that its tag has already."""
        request, error = lost(failure, is_stopping=self.run.is_stopping)
        walk: Walk = request.cb_kwargs["walk"]
        if error is None:
            return
        async for item in in_file(self.listings.failed(error, request.url, walk)):
            yield item
        async for each in self._then(self._go_on(walk)):
            yield each

    async def parse_feed(self, response: Response, walk: Walk) -> AsyncIterator[Any]:
        """Hear what a tag's feed or API tells, before its listing is walked on."""
        if walk.feed:
            self.feeds.take(response, walk.feed)
        async for each in self._then(self._go_on(walk)):
            yield each

    async def feed_failed(self, failure: Failure) -> AsyncIterator[Any]:
        """Go on without a feed that was not had."""
        walk: Walk = failure.request.cb_kwargs["walk"]  # type: ignore[attr-defined]
        if walk.feed:
            self.feeds.failed(failure, walk.feed)
        async for each in self._then(self._go_on(walk)):
            yield each

    async def parse_article(self, response: Response, job: Job) -> AsyncIterator[Any]:
        """Read and store the article behind a card; whatever comes of it costs no other."""
        async for item in in_file(self.articles.take(response, job)):
            yield item
        async for each in self._finish(job):
            yield each

    async def article_failed(self, failure: Failure) -> AsyncIterator[Any]:
        """Note an article's page that was not had."""
        request, error = lost(failure, is_stopping=self.run.is_stopping)
        job: Job = request.cb_kwargs["job"]
        async for item in in_file(self.articles.failed(error, job) if error else ()):
            yield item
        async for each in self._finish(job):
            yield each

    async def _finish(self, job: Job) -> AsyncIterator[Any]:
        """Close a job; read again what waited for a layout, when this page taught it; ask for more."""
        self.run.tally.done += 1
        self.work.finish(job, stored=not job.is_known and self.corpus.known(job.card.url) is not None)
        async for item in self._one_by_one(self.reader.settle(job.card.url)):
            yield item
        if self.work.is_hopeless(job.tag_url):
            self._give_up(job.tag_url)
        async for each in self._then(self._next()):
            yield each

    async def _then(self, requests: Iterator[scrapy.Request]) -> AsyncIterator[Any]:
        """Yield what is asked for after an answer; after the last, what remains to be done with the file."""
        found = list(requests)  # at once: other answers come while these are taken
        self._unanswered -= 1
        for request in found:
            yield request
        if not self._unanswered and not self.run.is_stopping:
            for missing in self.articles.settle():
                yield missing
            async for item in self._one_by_one(self.reader.settle_rest()):
                yield item

    async def _one_by_one(self, items: Iterator[Any]) -> AsyncIterator[Any]:
        """Yield items, each when the one before is in the file; no more of them when the run ends."""
        for item in items:
            if self.run.is_stopping:
                return
            async for each in in_file((item, PageDone())):
                yield each

    # --------------------------------------------------- what is asked next

    def _go_on(self, walk: Walk) -> Iterator[scrapy.Request]:
        """Yield what comes after a listing page: the feed, the next page, or the rest of the tag's work."""
        if walk.feed and walk.feed.next_url:
            if not self.run.is_stopping:
                yield self._feed_request(walk, walk.feed.next_url)
            return
        if not self.walks.go_on(walk):
            self._end_walk(walk)
        elif walk.is_long:
            self._look_for_moves(walk)
            self._take_up(walk.tag_url)
        yield from self._next()

    def _next(self) -> Iterator[scrapy.Request]:
        """Yield the requests for which there is room; no further page of a list while the limit is met."""
        if self.run.is_stopping:
            return
        self.walks.wake(self.work.has_left)
        for walk in () if self.work.has_enough() else self.walks.take():
            again = walk.looking is not None
            yield self._listing_request(walk, walk.next_url or walk.tag_url, conditional=again)
        for job in self.work.take(self.walks.under_way):
            yield self._article_request(job)

    def _end_walk(self, walk: Walk) -> None:
        """Note how far the walk came; take on what earlier runs left undone and what is due again."""
        self.feeds.close(walk)
        self._look_for_moves(walk)
        self.walks.end(walk)
        self.patience.learn(walk.tag_url)
        network = self.run.session.permits.network(walk.tag_url)
        if network and (walk.read or walk.complete):
            self.corpus.note_network(walk.tag_url, network)
        for job in backlog(self.corpus, walk.tag_url, self.recheck, self.feeds.is_edited):
            self._take_on(job)

    def _look_for_moves(self, walk: Walk) -> None:
        """See, once, whether a list shows its articles at new addresses, before they are read as new."""
        if walk.read and not walk.is_compared:
            walk.is_compared = True
            if text := self.corpus.look_for_moves(walk.tag_url, walk.began_at, walk.moved_to):
                self.run.health.note_move(walk.tag_url, text)

    def _take_up(self, tag_url: str) -> None:
        """Take on the cards that earlier runs left: the walk may last long, or be broken off again."""
        for card in self.corpus.pending(tag_url):
            self._take_on(Job(card, tag_url))

    def _take_on(self, job: Job) -> None:
        if self.corpus.is_forgotten(job.card.url) or not self.patience.has(job):
            return
        if self.work.add(job):
            self.run.tally.planned += 1

    def _give_up(self, tag_url: str) -> None:
        """Ask for nothing more that is new of a tag whose pages show no articles, and say so."""
        self.run.tally.planned -= self.work.give_up(tag_url)
        why = f"{WASTED} pages in a row could not be had or show no article"
        for walk in self.walks.give_up(tag_url, f"{why}; with --limit no more are asked for"):
            self._end_walk(walk)

    # ------------------------------------------------------------- requests

    def _listing_request(self, walk: Walk, url: str, *, conditional: bool = False) -> scrapy.Request:
        known = self.corpus.last_fetch(url) if conditional else None
        errand = Errand(walk.tag_url, LISTING, keep=url, known_sha256=known.sha256 if known else None)
        return self._request(url, errand, known, (self.parse_listing, self.listing_failed), walk=walk)

    def _feed_request(self, walk: Walk, url: str) -> scrapy.Request:
        """Return the question to a feed or API: one attempt is enough for what can be done without."""
        errand = Errand(walk.tag_url, LISTING, attempt=MAX_ATTEMPTS)
        return self._request(url, errand, None, (self.parse_feed, self.feed_failed), walk=walk)

    def _article_request(self, job: Job) -> scrapy.Request:
        """Return the request for an article's page.

        One that the archive has lost is brought in any case: "not modified" gives no bytes.
        """
        url = job.card.url
        known = self.corpus.last_fetch(url) if job.is_known else None
        archived = self.losses.of(known) if known and self.losses else "none"
        sha256 = known.sha256 if known else None
        errand = Errand(job.tag_url, ARTICLE, keep=url, known_sha256=sha256, archived=archived)
        return self._request(url, errand, known, (self.parse_article, self.article_failed), job=job)

    def _request(
        self,
        url: str,
        errand: Errand,
        known: Fetch | None,
        answers: tuple[Callable[..., Any], Callable[[Failure], Any]],
        **about: Walk | Job,
    ) -> scrapy.Request:
        """Return a request; one for a page that is `known` brings it only if it changed since then."""
        self._unanswered += 1
        callback, errback = answers
        is_conditional = errand.archived != "lost"
        return scrapy.Request(
            url,
            callback,
            headers=conditions(known.etag, known.last_modified) if known and is_conditional else None,
            meta=errand.as_meta(),
            priority=errand.urgency,
            dont_filter=True,
            errback=errback,
            cb_kwargs=about,
        )
