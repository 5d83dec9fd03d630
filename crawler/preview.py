"""A look at a tag before any crawl: cards, pager, manners, cost, and one article read. Writes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.article import read_article
from crawler.document import Page
from crawler.feeds import TOTAL_HEADER, api_of, query_of
from crawler.listing import Listing, find_listing
from crawler.probe import Visitor
from crawler.sites import Sites, sites_of
from crawler.vocabulary import of_platforms
from pipelines.errors import ReadmoreError
from pipelines.identity import url_key
from pipelines.items import Article, Card

ARTICLE_WORDS = 40
"""An article without cards has at least so many; a page that was not understood may have a line or two."""
MOST_LINKS = 20
MOST_PAGES = 5
"""Pages that are walked to count a listing which does not number its pages."""
_LISTING = "|".join(of_platforms("listing")).replace("*", r"\w*")
_LISTING_PATH = re.compile(rf"/(?:{_LISTING})/[^/]+")
"""A path that ends in the name of a tag, as the generators and publishing systems build it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a look at a tag told."""

    url: str
    listing: Listing
    pages: int | None = None
    """Pages of the listing; None when there are more than were walked."""
    walked: int = 1
    delay_s: float = 0.0
    """Seconds between two requests: the user's or, when longer, what robots.txt asks for."""
    robots_delay_s: float = 0.0
    api: str | None = None
    """Address of the site's WordPress API, when the page announces one."""
    total: int | None = None
    """How many articles that API says the tag has."""
    article: Article | None = None
    doubts: tuple[str, ...] = ()
    is_article: bool = False
    """True when this page is itself an article."""
    listing_links: tuple[str, ...] = ()
    """Addresses that look like listings, when this page is an article."""

    @property
    def articles(self) -> int | None:
        """How many articles a crawl would read: promised by the page, or cards times pages."""
        if self.listing.total is not None or self.total is not None:
            return self.listing.total if self.listing.total is not None else self.total
        return self.pages * len(self.listing.cards) if self.pages else None

    @property
    def requests(self) -> int | None:
        """How many requests a first crawl would make: robots.txt, the listing's pages, the articles."""
        return 1 + self.pages + self.articles if self.pages and self.articles is not None else None

    @property
    def seconds(self) -> float | None:
        """How long a first crawl would take, at one request per delay."""
        return self.requests * self.delay_s if self.requests else None


async def look(visitor: Visitor, url: str) -> Preview:
    """Return what the tag at an address looks like; raise when its first page cannot be had."""
    page = await visitor.page(url)
    sites = sites_of(visitor.settings)
    listing = find_listing(page, first_url=url, site=sites.of(url))
    doubts = list(_doubts(listing))
    pages, walked = await _count_pages(visitor, listing, page)
    is_article = _is_article(page, listing)
    article = await _read_first(visitor, listing.cards, doubts, sites) if listing.cards else None
    total = await _ask_api(visitor, page, listing) if visitor.settings.getbool("READMORE_FEEDS") else None
    pace = visitor.session.pacer.pace(urlsplit(url).hostname or "")
    return Preview(
        url=page.url,
        listing=listing,
        pages=pages,
        walked=walked,
        delay_s=max(pace.delay_s, pace.robots_s),
        robots_delay_s=pace.robots_s,
        api=api_of(page),
        total=total,
        article=article,
        doubts=tuple(doubts),
        is_article=is_article,
        listing_links=listing_links(page) if is_article else (),
    )


def _is_article(page: Page, listing: Listing) -> bool:
    """True when a page without cards has a headline and several sentences under it."""
    if listing.kind == "unknown":
        read = read_article(page)
        return bool(read.title) and len((read.body or "").split()) >= ARTICLE_WORDS
    return listing.kind == "article"


async def _count_pages(visitor: Visitor, listing: Listing, page: Page) -> tuple[int | None, int]:
    """Return how many pages the listing has, None when it goes on after those that were walked, and these."""
    if listing.page_count or not listing.cards:
        return listing.page_count, 1
    seen, first_url = {page.url}, page.url
    walked = 1
    while listing.next_url and listing.next_url not in seen and walked < MOST_PAGES:
        seen.add(listing.next_url)
        page = await visitor.page(listing.next_url)
        listing = find_listing(page, first_url=first_url)
        walked += 1
        if listing.page_count and listing.page_count >= walked:
            return listing.page_count, walked
    return (None if listing.next_url else walked), walked


async def _ask_api(visitor: Visitor, page: Page, listing: Listing) -> int | None:
    """Return how many articles the tag's API says there are; the feed, which knows less, is not asked."""
    query = query_of(page, replace(listing, feeds=()))
    while query and query.next_url:
        try:
            answer = await visitor.answer(query.next_url)
            total = (answer.headers.get(TOTAL_HEADER) or b"").decode("latin-1")
            query.take(answer.status, answer.body, total)
        except ReadmoreError as error:
            query.fail(str(error))
    return query.promised({url_key(card.url) for card in listing.cards}) if query else None


async def _read_first(
    visitor: Visitor, cards: tuple[Card, ...], doubts: list[str], sites: Sites
) -> Article | None:
    """Return the first card's article; what goes wrong is a doubt: a crawl would go on to the next."""
    card = cards[0]
    try:
        return read_article(await visitor.page(card.url), card, site=sites.of(card.url))
    except ReadmoreError as error:
        doubts.append(f"the first article could not be read: {error}")
        return None


def _doubts(listing: Listing) -> list[str]:
    cards = listing.cards
    doubts = []
    if listing.kind == "unknown":
        doubts.append("no cards were found, and the page does not say that the tag is empty")
    if cards and not any(card.teaser for card in cards):
        doubts.append("the cards have no teasers, so nothing proves that a page is the article it should be")
    if listing.closed:
        doubts.append(f'the list goes on behind "{listing.closed}", which only a script follows')
    untitled = sum(not card.title for card in cards)
    if untitled:
        doubts.append(f"{untitled} of {len(cards)} cards have no title")
    return doubts


def listing_links(page: Page) -> tuple[str, ...]:
    """Return the same-site addresses that an article names its tags by: rel=tag, or a path that says so."""
    host = urlsplit(page.url).hostname
    found: dict[str, None] = {}
    for element in page.tree.iter("a"):
        url = page.absolute(element.get("href"))
        if url is None or urlsplit(url).hostname != host:
            continue
        if "tag" in (element.get("rel") or "").lower().split() or _LISTING_PATH.search(urlsplit(url).path):
            found.setdefault(url.split("#")[0])
    return tuple(found)[:MOST_LINKS]
