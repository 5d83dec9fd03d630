"""The feeds and APIs of a run's tags: asked once on a walk through a whole list, before its articles.

One that does not open is no failure: the crawl goes on as if the page had announced none.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.document import Page
from crawler.download import LISTING, MAX_ATTEMPTS, Errand
from crawler.feeds import Entry, FeedQuery, cross_check, query_of
from crawler.frontier import PageDone, Walk
from crawler.listing import Listing
from crawler.run import reading
from pipelines.errors import sentence
from pipelines.identity import url_key
from pipelines.items import Article
from pipelines.moments import past
from pipelines.store import Known

logger = logging.getLogger(__name__)


class FeedClient:
    """Asks the feeds and APIs that tags announce and keeps what they told of each article."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._enabled = enabled
        self._told: dict[str, tuple[Entry, FeedQuery]] = {}

    def note(self, walk: Walk, page: Page, listing: Listing) -> None:
        """Remember which feeds the first page of a listing announces, when all of it is to be walked."""
        if self._enabled and walk.is_whole and walk.pages <= 1:
            walk.feed = query_of(page, listing)

    def request(self, walk: Walk) -> scrapy.Request | None:
        """Return what is to be asked before the walk goes on, None when nothing is."""
        if walk.feed is None or walk.feed.next_url is None:
            return None
        return scrapy.Request(
            walk.feed.next_url,
            callback=self._answered,
            errback=self._not_answered,
            cb_kwargs={"walk": walk},
            # One attempt is enough for what can be done without.
            meta=Errand(walk.tag_url, LISTING, attempt=MAX_ATTEMPTS).as_meta(),
            priority=LISTING,
            dont_filter=True,
        )

    def _answered(self, response: Response, walk: Walk) -> Iterator[Any]:
        query = walk.feed
        assert query is not None
        header = response.headers.get("X-WP-Total")
        try:
            with reading(response.url):
                query.take(response.status, response.body, header.decode("latin-1") if header else None)
        except Exception as error:  # a bug in reading a feed must not cost the tag
            logger.debug("Reading %s failed", response.url, exc_info=True)
            query.fail(sentence(error))
        self._keep(query)
        yield PageDone(walk)

    def _not_answered(self, failure: Failure) -> Iterator[Any]:
        walk: Walk = failure.request.cb_kwargs["walk"]  # type: ignore[attr-defined]
        assert walk.feed is not None
        walk.feed.fail(sentence(failure.value or RuntimeError("unknown")))
        self._keep(walk.feed)
        yield PageDone(walk)

    def _keep(self, query: FeedQuery) -> None:
        for key, entry in query.entries.items():
            self._told.setdefault(key, (entry, query))
        if query.problem and query.next_url is None:
            logger.debug("%s: no feed opens: %s", query.tag_url, query.problem)

    def close(self, walk: Walk) -> None:
        """Take the number of articles from the API when the pages of a walk that has ended promise none."""
        if walk.feed:
            walk.promised = walk.promised or walk.feed.promised(walk.cards)

    def check(self, link: str, article: Article, zone: str | None) -> None:
        """Hold an article against what a feed told of the link that leads to it."""
        told = self._told.get(url_key(link)) if self._told else None
        if told:
            entry, query = told
            names = query.names_authors
            cross_check(article, entry, query.kind or "feed", names_authors=names, zone=zone)

    def is_edited(self, known: Known) -> bool:
        """True when a feed tells of a change since an article was last looked at, or in that second."""
        told = self._told.get(url_key(known.card.url)) if self._told else None
        if told is None or told[0].modified is None or len(told[0].modified) == 10:
            return False
        seen_at = past(known.last_seen, datetime.now(UTC))
        return seen_at is None or datetime.fromisoformat(told[0].modified) >= seen_at
