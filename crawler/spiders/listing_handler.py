"""What an answer for a page of a listing means: cards, a next page, or a reason to go no further.

And what one of the tag's feed or API means: that is asked once on a walk through a whole list.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.document import Page
from crawler.download import errand_of
from crawler.feeds import TOTAL_HEADER, Entry, FeedQuery, cross_check, query_of
from crawler.frontier import Others, Walk
from crawler.listing import Listing, find_listing
from crawler.run import Run, reading
from crawler.sites import Sites
from crawler.spiders.responses import (
    fetch_of,
    is_absent,
    is_unchanged,
    page_of,
    stage_of,
    status_text,
    understood,
)
from pipelines.errors import UnreadablePage, sentence
from pipelines.identity import url_key
from pipelines.items import Article, Card, ListingSeen, ListingUnchanged, PageDone, PageFailed
from pipelines.moments import now, past
from pipelines.store import Corpus, Known

if TYPE_CHECKING:
    from crawler.sites import Site


logger = logging.getLogger(__name__)


class Listings:
    """Reads the pages of listings and leads their walks on."""

    def __init__(self, corpus: Corpus, run: Run, sites: Sites, feeds: FeedClient) -> None:
        self._corpus = corpus
        self._run = run
        self._sites = sites
        self._feeds = feeds

    def take(self, response: Response, walk: Walk, new: list[Card]) -> Iterator[Any]:
        """Yield what a page of a listing says, to be stored; lead its walk on.

        `new` takes the cards whose articles are work to be done.
        """

        def failed(error: Exception) -> Iterator[PageFailed]:
            lost = self._failure(response.url, walk, "listing", sentence(error), response.status)
            yield from self._lose(walk, lost, is_absent=isinstance(error, UnreadablePage))

        good = yield from understood(response, self._read(response, walk, new), failed)
        yield PageDone(fetch_of(response, understood=good))

    def failed(self, error: BaseException, url: str, walk: Walk) -> Iterator[Any]:
        """Yield the failure to have a page; the work that its tag has already goes on."""
        yield from self._lose(walk, self._failure(url, walk, stage_of(error), sentence(error)))
        yield PageDone()

    def _read(self, response: Response, walk: Walk, new: list[Card]) -> Iterator[Any]:
        if is_unchanged(response):
            yield from self._unchanged(walk)
        elif is_absent(response) and walk.looking is not None:
            yield from _real(walk.look(()))
        elif response.status != HTTPStatus.OK:
            text = status_text(response.status)
            lost = self._failure(response.url, walk, "fetch", text, response.status)
            yield from self._lose(walk, lost, is_absent=is_absent(response))
        else:
            yield from self._read_cards(response, walk, new)

    def _unchanged(self, walk: Walk) -> Iterator[PageFailed | ListingUnchanged]:
        if walk.looking is not None:
            yield from _real(walk.look_same())
        else:
            yield ListingUnchanged(walk.tag_url, now())
            walk.end("the listing was unchanged", complete=True)

    def _read_cards(self, response: Response, walk: Walk, new: list[Card]) -> Iterator[Any]:
        """Yield what a page shows; add the cards that have no article yet to `new`."""
        page = page_of(response)
        if not walk.pages and errand_of(response).is_moved:
            walk.moved_to = response.url if url_key(response.url) != url_key(walk.tag_url) else None
        site = self._sites.of(response.url)
        first_url = walk.moved_to or walk.tag_url
        listing = find_listing(page, first_url=first_url, site=site, template=walk.template)
        if problem := _problem(listing, walk):
            raise UnreadablePage(problem, url=response.url)
        known = frozenset(card.url for card in listing.cards if self._corpus.known(card.url) is not None)
        place = walk.pages if walk.looking is None else walk.looking
        yield ListingSeen(walk.tag_url, response.url, place + 1, now(), listing.cards, listing.tag_name)
        links = [card.url for card in listing.cards]
        if walk.looking is not None:
            yield from _real(walk.look(links, listing.next_url, listing.total))
        else:
            if problem := _shortage(listing, walk, site):
                walk.shortage = problem
                yield PageFailed(response.url, "listing", problem, now(), response.status, walk.tag_url)
            walk.template = walk.template or listing.template
            self._run.tally.listing_pages += 1
            others = Others(listing.number, listing.pages, listing.closed)
            walk.step(links, listing.next_url, known, listing.total, others)
            self._feeds.note(walk, page, listing)
        new.extend(card for card in listing.cards if card.url not in known)

    def _lose(self, walk: Walk, lost: PageFailed, *, is_absent: bool = False) -> Iterator[PageFailed]:
        """Yield a page that was not had; one that is not there may be past the end of a list that shrank."""
        if not (is_absent and walk.look_back(lost)):
            walk.lose(lost.error)
            yield lost

    def _failure(self, url: str, walk: Walk, stage: str, error: str, status: int | None = None) -> PageFailed:
        return PageFailed(url, stage, error, now(), status, walk.tag_url)


def _real(absent: PageFailed | None) -> Iterator[PageFailed]:
    """Yield a page that is missing, now that the page before it says that it should be there."""
    if absent is not None:
        yield absent


def _problem(listing: Listing, walk: Walk) -> str | None:
    """Return why a page cannot be walked on from, None when it can; an empty tag is fine."""
    if listing.cards or listing.kind == "empty":
        return None
    if listing.kind == "article":
        return "this is an article, not a listing; give the address of a tag page"
    if walk.pages:
        return "no cards were found on this page of the listing"
    return "no cards were found on this page, and it does not say that the tag is empty"


def _shortage(listing: Listing, walk: Walk, site: Site | None) -> str | None:
    """Return how the first page falls short of what the site's class expects; None when it does not."""
    return site.missing_cards(len(listing.cards)) if site and not walk.pages else None


class FeedClient:
    """Asks the feeds and APIs that tags announce, before their articles; keeps what they told of each.

    One that does not open is no failure: the crawl goes on as if the page had announced none.
    """

    def __init__(self, *, enabled: bool = True) -> None:
        self._enabled = enabled
        self._told: dict[str, tuple[Entry, FeedQuery]] = {}

    def note(self, walk: Walk, page: Page, listing: Listing) -> None:
        """Remember which feeds the first page of a listing announces, when all of it is to be walked."""
        if self._enabled and walk.is_whole and walk.pages <= 1:
            walk.feed = query_of(page, listing)

    def take(self, response: Response, query: FeedQuery) -> None:
        """Take an answer; there may be one more to ask."""
        header = response.headers.get(TOTAL_HEADER)
        try:
            with reading(response.url):
                query.take(response.status, response.body, header.decode("latin-1") if header else None)
        except Exception as error:  # a bug in reading a feed must not cost the tag
            logger.debug("Reading %s failed", response.url, exc_info=True)
            query.fail(sentence(error))
        self._keep(query)

    def failed(self, failure: Failure, query: FeedQuery) -> None:
        """Note that no answer came."""
        query.fail(sentence(failure.value or RuntimeError("unknown")))
        self._keep(query)

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
