"""The one spider: what is asked for, and who takes the answers. No page is read here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.download import ARTICLE, LISTING, Errand, Losses
from crawler.frontier import (
    MAX_PAGES,
    WASTED,
    Job,
    PageDone,
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
from crawler.trainer import Reader
from pipelines.archive import WarcArchive
from pipelines.configuration import take_login
from pipelines.errors import CorpusError, UsageError, sentence
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
            for url in self.urls:
                walk = self.walks.begin(url)
                self.patience.learn(url)
                yield self._listing_request(walk, walk.begin(), conditional=not walk.is_whole)
        except CorpusError as error:  # before 2.19 Scrapy logs what happens here and goes on to a good end
            self.run.fatal = sentence(error)

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

    # ------------------------------------------------- requests and answers

    def _listing_request(self, walk: Walk, url: str, *, conditional: bool = False) -> scrapy.Request:
        callbacks = {
            "callback": self.parse_listing,
            "errback": self.listing_failed,
            "cb_kwargs": {"walk": walk},
        }
        return self._request(url, walk.tag_url, LISTING, conditional, callbacks)

    def parse_listing(self, response: Response, walk: Walk) -> Iterator[Any]:
        """Store the cards of a listing page, go on to the next one, ask for the articles."""
        return self.listings.take(response, walk)

    def listing_failed(self, failure: Failure) -> Iterator[Any]:
        """Note a listing page that was not had."""
        return self.listings.failed(failure)

    def _article_request(self, job: Job) -> scrapy.Request:
        callbacks = {
            "callback": self.parse_article,
            "errback": self.article_failed,
            "cb_kwargs": {"job": job},
        }
        return self._request(job.card.url, job.tag_url, ARTICLE, job.is_known, callbacks)

    def parse_article(self, response: Response, job: Job) -> Iterator[Any]:
        """Read the article behind a card; whatever comes of it costs no other."""
        return self.articles.take(response, job)

    def article_failed(self, failure: Failure) -> Iterator[Any]:
        """Note an article's page that was not had."""
        return self.articles.failed(failure)

    def _request(
        self, url: str, tag_url: str, urgency: int, conditional: bool, callbacks: dict[str, Any]
    ) -> scrapy.Request:
        """Return a request; a conditional one brings the page only if it changed since the last fetch.

        An article's page that the archive has lost is brought in any case: "not modified" gives no bytes.
        """
        fetch = self.corpus.last_fetch(url) if conditional else None
        archived = self.losses.of(fetch) if fetch and urgency == ARTICLE and self.losses else "none"
        return scrapy.Request(
            url,
            headers=conditions(fetch.etag, fetch.last_modified) if fetch and archived != "lost" else None,
            meta=Errand(
                tag_url, urgency, keep=url, known_sha256=fetch.sha256 if fetch else None, archived=archived
            ).as_meta(),
            priority=urgency,
            dont_filter=True,
            **callbacks,
        )

    def _send(self, request: scrapy.Request) -> None:
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request)

    # --------------------------------------------------- what is asked next

    def page_done(self, done: PageDone) -> None:
        """Go on, now that all that was read of an answer is in the file."""
        if done.fetch:
            self.corpus.save_fetch(done.fetch)
        if isinstance(done.of, Walk):
            for card in done.new:
                self._take_on(Job(card, done.of.tag_url))
            self._go_on(done.of)
        else:
            self._finish(done.of)

    def _go_on(self, walk: Walk) -> None:
        """Ask for what comes after a listing page: the next one, or the rest of the tag's work."""
        if request := self.feeds.request(walk):
            if not self.run.is_stopping:
                self._send(request)
            return
        if not self.walks.go_on(walk):
            self._end_walk(walk)
        elif walk.is_long:
            self._look_for_moves(walk)
            self._take_up(walk.tag_url)
        self._ask()

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

    def _ask(self) -> None:
        """Send the requests for which there is room now; no further page of a list while the limit is met."""
        if self.run.is_stopping:
            return
        self.walks.wake(self.work.has_left)
        for walk in () if self.work.has_enough() else self.walks.take():
            again = walk.looking is not None
            self._send(self._listing_request(walk, walk.next_url or walk.tag_url, conditional=again))
        for job in self.work.take(self.walks.under_way):
            self._send(self._article_request(job))

    def _finish(self, job: Job) -> None:
        """Close a job, and ask for what there is room for now."""
        self.run.tally.done += 1
        self.work.finish(job, stored=not job.is_known and self.corpus.known(job.card.url) is not None)
        self.reader.settle(job.card.url)
        if self.work.is_hopeless(job.tag_url):
            self._give_up(job.tag_url)
        self._ask()

    def _give_up(self, tag_url: str) -> None:
        """Ask for nothing more that is new of a tag whose pages show no articles, and say so."""
        self.run.tally.planned -= self.work.give_up(tag_url)
        why = f"{WASTED} pages in a row could not be had or show no article"
        for walk in self.walks.give_up(tag_url, f"{why}; with --limit no more are asked for"):
            self._end_walk(walk)

    def finish_up(self) -> None:
        """Do what is left when no request is."""
        self.articles.settle()
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value("readmore/articles/updated", self.reader.settle_rest())
