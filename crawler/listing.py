"""A listing: the cards of one page of a tag, what the tag is called, where it goes on.

Understanding never fetches and never raises; a page that is no listing is told apart by `kind`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.cards import Reading, read_cards
from crawler.groups import Structure
from crawler.kinds import Kind, kind_of
from crawler.links import Link, Regions, gather, resolver
from crawler.looks import Unit
from crawler.page import Page
from crawler.pager import Pager, read_pager
from crawler.repeats import repeats
from crawler.selection import complete, likeliest
from crawler.tagfacts import feeds_of, find_total, language_of
from crawler.tagnames import find_tag_name
from pipelines.items import Card


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a tag, understood; all is None or empty that the page does not show."""

    cards: tuple[Card, ...] = ()
    next_url: str | None = None
    page_count: int | None = None
    total: int | None = None
    """The number of articles that the page says the tag has."""
    tag_name: str | None = None
    feeds: tuple[str, ...] = ()
    kind: Kind = "unknown"
    language: str | None = None
    """Of the page, as its markup says."""


_SHARING = re.compile(
    r"sharer|/share\?|share\.php|/intent/|pin/create|shareArticle|submit\?url|addtoany|t\.me/share|//wa\.me|api\.whatsapp|share-offsite|/replytocom|[?&](?:replytocom|share)=",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|mp3|mp4|zip|ics|xml|rss|atom)$|/feed/?$|/wp-(?:login|admin)",
    re.IGNORECASE,
)
_RELATIONS = frozenset({"tag", "author", "sponsored", "license", "search", "home"})


def read_listing(page: Page, *, first_url: str | None = None) -> Listing:
    """Return the listing of one page; `first_url` is the tag's address as the user gave it."""
    links = gather(page)
    pager = read_pager(page, first_url, links)
    regions = Regions(page)
    structure = Structure(_eligible(page, links, pager), regions)
    found = repeats(structure)
    repeat = likeliest(found, page)
    units = complete(repeat, found, structure) if repeat is not None else []
    kind = kind_of(page, units, repeat, pager, regions)
    cards = _cards(page, units) if kind == "listing" else ()
    return Listing(
        cards=cards,
        next_url=pager.next_url if kind == "listing" else None,
        page_count=(pager.page_count or (1 if pager.next_url is None else None))
        if kind == "listing"
        else None,
        total=find_total(page, regions, units, len(cards)) if kind == "listing" else None,
        tag_name=find_tag_name(page, links, regions.main) if kind != "article" else None,
        feeds=feeds_of(page),
        kind=kind,
        language=language_of(page),
    )


def _eligible(page: Page, links: Sequence[Link], pager: Pager) -> list[Link]:
    """Return the links that may lead to an article."""
    pagers = set(pager.elements)
    home = resolver(page)("/") or ""
    here = page.url.partition("#")[0].rstrip("/")
    return [
        link
        for link in links
        if link.element not in pagers
        and link.url.rstrip("/") not in (here, home.rstrip("/"))
        and not _RELATIONS.intersection((link.element.get("rel") or "").split())
        and not _SHARING.search(link.url)
        and not _FILES.search(link.url)
        and not (link.fragment.startswith(("comment", "respond")))
    ]


def _cards(page: Page, units: Sequence[Unit]) -> tuple[Card, ...]:
    reading = Reading(_dates(page), _authors(), resolver(page))
    return tuple(read_cards(units, reading, _years(units)))


def _dates(page: Page) -> Callable[[str], str | None]:
    from crawler.dates import normalise_date

    language = language_of(page)
    return lambda raw: normalise_date(raw, language=language, fetched_at=page.fetched_at)


def _authors() -> Callable[[str], Sequence[str]]:
    from crawler.authors import normalise_authors

    return normalise_authors


def _years(units: Sequence[Unit]) -> list[str | None]:
    """Return the year of the heading each card stands under, where there is one."""
    heads = {unit.nodes[0]: index for index, unit in enumerate(units)}
    years: list[str | None] = [None] * len(units)
    if not units:
        return years
    year: str | None = None
    root = units[0].nodes[0].getroottree().getroot()
    for element in root.iter(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "span",
        "dt",
        "li",
        "tr",
        "article",
        "section",
        "a",
        "strong",
        "caption",
        "time",
        "dd",
        "b",
    ):
        if element in heads:
            years[heads[element]] = year
        elif (
            len(element) == 0
            and element.text
            and len(element.text) < 40
            and (found := re.search(r"(?<!\d)((?:19|20)\d\d)\D{0,3}$", element.text.strip()))
        ):
            year = found[1] if len(element.text.split()) < 4 else year
    return years
