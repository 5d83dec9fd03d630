"""Does a tag still read well: its listing and one known article, fetched now and held against the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import packages_distributions

from crawler.article import is_other_article, load_article, read_article
from crawler.document import Page
from crawler.frontier import counted
from crawler.layout import Layout, apply_layout
from crawler.listing import Listing, find_listing
from crawler.probe import Visitor
from pipelines.errors import ReadmoreError, UnreadablePage
from pipelines.identity import url_key
from pipelines.items import Article, Card
from pipelines.store import Network, Stored
from pipelines.watch import FIELD_PLURALS

OURS = ("crawler", "pipelines")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the file knows of a tag: its cards by key, some of its articles, the layouts of their site."""

    url: str
    articles: dict[str, Stored]
    """By key of the link."""
    layouts: tuple[Layout, ...] = ()
    network: Network | None = None
    """Where the tag's host led when it was first crawled."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a tag looks like now."""

    url: str
    well: tuple[str, ...]
    wrong: tuple[str, ...]


async def check_all(visitor: Visitor, expected: Sequence[Expected]) -> list[Checkup]:
    """Return how each tag reads, one after the other."""
    return [await check(visitor, tag) for tag in expected]


async def check(visitor: Visitor, tag: Expected) -> Checkup:
    """Return how a tag reads: what is wrong ends the look, nothing is raised."""
    well: list[str] = []
    visitor.session.permits.remember(tag.url, tag.network)
    try:
        listing = find_listing(await visitor.page(tag.url, tag.url), first_url=tag.url)
        if problem := listing_problem(listing, tag):
            return Checkup(tag.url, (), (problem,))
        well.append(_cards(listing, tag))
        if tag.articles and listing.cards and not _known(listing, tag):
            listing = await _older(visitor, listing, tag)
            well.append("all of them are new: the next page goes on with what is known")
        card = _to_read(listing, tag)
        if card is None:
            return Checkup(tag.url, tuple(well), ())
        wrong = tuple(article_problems(await visitor.page(card.url, tag.url), card, tag))
    except ReadmoreError as error:
        return Checkup(tag.url, tuple(well), (str(error),))
    if not wrong:
        well.append(f"{card.title or card.url!r} reads as it should")
    return Checkup(tag.url, tuple(well), wrong)


def listing_problem(listing: Listing, tag: Expected) -> str | None:
    """Return what is wrong with a listing, None when nothing is."""
    if listing.kind == "article":
        return "this is an article, not a listing"
    if not listing.cards and listing.kind != "empty":
        return "no cards were found, and the page does not say that the tag is empty"
    if not listing.cards and tag.articles:
        return f"the page says that it is empty; the file has {counted(len(tag.articles), 'article')} of it"
    return None


async def _older(visitor: Visitor, listing: Listing, tag: Expected) -> Listing:
    """Return the page after one without a known card: a whole page may be new, two of them hardly are.

    Raises UnreadablePage where that page has none either.
    """
    older = None
    if listing.next_url:
        older = find_listing(await visitor.page(listing.next_url, tag.url), first_url=tag.url)
        if _known(older, tag):
            return older
    cards = len(listing.cards) + (len(older.cards) if older else 0)
    pages = "of the first two pages " if older else ""
    raise UnreadablePage(
        f"none of the {counted(cards, 'card')} {pages}is known, though the file has articles of this tag",
        url=tag.url,
    )


def article_problems(page: Page, card: Card, tag: Expected) -> Iterator[str]:
    """Yield what is wrong with the page of an article."""
    stored = tag.articles.get(url_key(card.url))
    readings = (apply_layout(layout, page, card) for layout in tag.layouts)
    reading = next((reading for reading in readings if reading is not None), None)
    article = load_article(page, card, reading) if reading else read_article(page, card)
    if stored and is_other_article(article, page, card, stored.state):
        yield f"{card.url} no longer shows the article that it had"
        return
    if stored and stored.state.layout and tag.layouts and reading is None:
        yield f"the layout in use does not fit {card.url}; the site may have been built anew"
    yield from _empty_fields(article, stored, card)


def _empty_fields(article: Article, stored: Stored | None, card: Card) -> Iterator[str]:
    """A field is missed where the file has it; of an article that it has not, a title and a text are."""
    for name, plural in FIELD_PLURALS.items():
        should = bool(getattr(stored.state, name)) if stored else name in ("title", "body")
        if should and not getattr(article, name):
            yield f"{card.url} gave its {plural if name == 'authors' else name} before and gives none now"


def _known(listing: Listing, tag: Expected) -> list[Card]:
    return [card for card in listing.cards if url_key(card.url) in tag.articles]


def _to_read(listing: Listing, tag: Expected) -> Card | None:
    return next(iter(_known(listing, tag) or listing.cards), None)


def _cards(listing: Listing, tag: Expected) -> str:
    if not listing.cards:
        return "the tag is empty, and says so"
    return f"{counted(len(listing.cards), 'card')}, {len(_known(listing, tag))} known"


def layouts_of(rows: Sequence[str]) -> tuple[Layout, ...]:
    """Return layouts from their JSON texts."""
    return tuple(Layout.from_json(json.loads(row)) for row in rows)


def foreign_packages() -> list[str]:
    """Return a sentence for each of our packages that another distribution installs as well."""
    owners = packages_distributions()
    return [
        f"the package {name} also belongs to {', '.join(others)}: uninstall that, or install readmore in an"
        " environment of its own"
        for name in OURS
        if (others := sorted({owner for owner in owners.get(name, []) if owner != "readmore"}))
    ]
