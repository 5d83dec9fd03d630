"""A listing: the cards of one page of a tag, what the tag is called, where it goes on.

Understanding never fetches and never raises; a page that is no listing is told apart by `kind`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from lxml import etree
from lxml.html import HtmlElement

from crawler.document import Page
from crawler.listing.candidates import Candidate, Structure, find_candidates
from crawler.listing.card_days import DateReader
from crawler.listing.card_features import CardNode
from crawler.listing.cards import Context, read_cards
from crawler.listing.choose import complete, likeliest
from crawler.listing.links import LINE, Link, LinkedPage, Region, in_heading
from crawler.listing.page_links import closed_end
from crawler.listing.page_type import Kind, feeds_of, find_total, kind_of, language_of
from crawler.listing.pagination import Pager, read_pager
from crawler.listing.tag_name import find_tag_name
from crawler.listing.template import ListTemplate, learn_template
from crawler.vocabulary import ANSWERS
from pipelines.items import Card

if TYPE_CHECKING:
    from crawler.dates import DateHints


class CardRules(Protocol):
    """What is known beforehand of a site's lists: its class in `crawler.sites` has it."""

    language: str | None

    def card_nodes(self, page: Page) -> list[HtmlElement]:
        """Return the elements of the cards, none where no selector is known."""

    def cards(self, page: Page, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """Return the cards, corrected."""

    def hints(self, learnt: DateHints) -> DateHints:
        """Return the site's habits with dates."""


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
    number: int | None = None
    """This page's own among the list's, from 1, where the pager tells."""
    pages: tuple[tuple[int, str], ...] = ()
    """Other pages that a row of numbers leads to: number and address."""
    closed: str | None = None
    """The words of what promises more cards and has no address: only a script follows it."""
    template: ListTemplate | None = None
    """How its cards are made and what else repeats; told of a page that was read without one."""


# Where share buttons lead, and files; looked for as plain strings, since every link of a page is asked.
_SHARING = (
    "sharer",
    "share?",
    "share.php",
    "share=",
    "/intent/",
    "pin/create",
    "sharearticle",
    "submit?url",
    "addtoany",
    "t.me/share",
    "//wa.me",
    "api.whatsapp",
    "share-offsite",
    "replytocom",
    "/wp-login",
    "/wp-admin",
)
_FILES = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".mp3", ".mp4", ".zip", ".ics"),
    *(".xml", ".rss", ".atom", "/feed", "/feed/"),
)
_YEAR_ALONE = re.compile(r"(?:[^\W\d]+\.?\s+){0,2}((?:19|20)\d\d)\s?\D{0,3}")
_RELATIONS = frozenset({"tag", "author", "sponsored", "license", "search", "home"})


def read_listing(html: bytes | str, url: str, *, first_url: str | None = None) -> Listing:
    """Return the listing on one page: its cards, what the tag is called, where it goes on.

    `first_url` is the address of the tag's first page, when this is a later one. Never raises on any html;
    a page that is no listing has no cards, and `kind` says what it is. As a crawl reads it.
    """
    return find_listing(Page(url, html), first_url=first_url)


def find_listing(
    page: Page,
    *,
    first_url: str | None = None,
    site: CardRules | None = None,
    template: ListTemplate | None = None,
) -> Listing:
    """Return the listing of one page; `first_url` is the tag's address as the user gave it.

    What a site's class says of the cards goes before what repeats on the page. `template`: that of the list's
    first page; what is made as its cards are the cards here, where there is anything made so.
    """
    linked = LinkedPage(page, first_url)
    regions, resolve = linked.regions, linked.resolve
    language = language_of(page)
    pager = read_pager(linked)
    structure = Structure(_eligible(linked, pager), regions)
    found = find_candidates(structure)
    followed = _followed(template, structure, found)
    candidate = followed or likeliest(template.unknown(found) if template else found)
    units = complete(candidate, found, structure) if candidate is not None else []
    kind = "listing" if followed else kind_of(page, units, candidate, pager, regions)
    if site and (chosen := _chosen(site, linked)):
        units, kind = chosen, "listing"
    date = _dates(page, (site.language if site else None) or language, site)
    reading = Context(date, _authors(), resolve, _YearHeadings(units).over)
    cards = tuple(read_cards(units, reading)) if kind == "listing" else ()
    if site and (corrected := site.cards(page, cards)) != cards:
        cards, kind = corrected, "listing"
    shown = Listing(
        feeds=feeds_of(page),
        kind=kind,
        language=language,
        tag_name=find_tag_name(linked) if kind != "article" else None,
    )
    if kind != "listing":
        return shown
    return replace(
        shown,
        cards=cards,
        next_url=pager.next_url,
        page_count=pager.page_count or (1 if pager.next_url is None else None),
        total=find_total(regions, units, len(cards)),
        number=pager.current,
        pages=pager.pages,
        closed=closed_end(units[-1].nodes[-1]) if units and pager.next_url is None else None,
        template=learn_template(units, candidate, found) if candidate and not template else None,
    )


def _followed(
    template: ListTemplate | None, structure: Structure, found: Sequence[Candidate]
) -> Candidate | None:
    """Return what is made as the first page's cards, None where that is but a part of this page's."""
    followed = template.follow(structure) if template else None
    if template is None or followed is None:
        return None
    likely = likeliest(template.unknown(found))
    return None if likely and _is_part_of(followed, likely) else followed


def _is_part_of(one: Candidate, other: Candidate) -> bool:
    """True when another has the same cards, and more: those of one page may differ in a name on the way."""
    mine, theirs = ({unit.link.url for unit in each.units} for each in (one, other))
    return mine < theirs


def _chosen(site: CardRules, linked: LinkedPage) -> list[CardNode]:
    """Return the cards that a site's selectors find, each with the link that its heading is, or another."""
    nodes = site.card_nodes(linked.page)
    inside: dict[HtmlElement, list[Link]] = {node: [] for node in nodes}
    for link in linked.links if nodes else ():
        for element in (link.element, *link.element.iterancestors()):
            if element in inside and not _is_service(link):
                inside[element].append(link)
                break
    return [CardNode([node], max(found, key=_worth)) for node, found in inside.items() if found]


def _worth(link: Link) -> tuple[bool, bool]:
    """A linked heading, or a heading within a link, goes before a linked word, and that before a picture."""
    return in_heading(link.element), bool(link.text)


def _eligible(linked: LinkedPage, pager: Pager) -> list[Link]:
    """Return the links that may lead to an article: not the listing's own, the front page's, a menu's."""
    own = (*linked.bases, linked.resolve("/") or "")
    pagers = set(pager.elements)
    skipped = {url.partition("#")[0].rstrip("/") for url in own}
    return [
        link
        for link in linked.links
        if link.url.rstrip("/") not in skipped
        and link.element not in pagers
        and not linked.regions.of(link.element) & Region.FURNITURE
        and not _is_service(link)
    ]


def _is_service(link: Link) -> bool:
    """True for links to share, tag, reply, download: an address to an article is none of them."""
    relation = link.element.get("rel")
    if relation and not _RELATIONS.isdisjoint(relation.split()):
        return True
    return _is_service_address(link.url)


@lru_cache(maxsize=ANSWERS)
def _is_service_address(url: str) -> bool:
    url = url.lower()
    return url.endswith(_FILES) or any(map(url.__contains__, _SHARING))


def _dates(page: Page, language: str | None, site: CardRules | None) -> DateReader:
    from crawler.dates import DateHints, normalise_date

    hints = site.hints(DateHints()) if site else DateHints()

    def read(raw: str, day_first: bool | None) -> str | None:
        known = (
            hints if day_first is None or hints.day_first is not None else replace(hints, day_first=day_first)
        )
        return normalise_date(raw, language=language, hints=known, fetched_at=page.fetched_at)

    return read


def _authors() -> Callable[[str], Sequence[str]]:
    from crawler.authors import normalise_authors

    return normalise_authors


class _YearHeadings:
    """The years that stand over the cards: 2024, May 2023, in an element of their own."""

    def __init__(self, units: Sequence[CardNode]) -> None:
        self._units = units
        self._years: dict[HtmlElement, str | None] | None = None

    def over(self, unit: CardNode) -> str | None:
        """Return the year of the heading that a card stands under, None when there is none."""
        if self._years is None:
            self._years = self._read()
        return self._years.get(unit.nodes[0])

    def _read(self) -> dict[HtmlElement, str | None]:
        years: dict[HtmlElement, str | None] = dict.fromkeys(unit.nodes[0] for unit in self._units)
        year: str | None = None
        for element in self._units[0].nodes[0].getroottree().getroot().iter(etree.Element):
            if element in years:
                years[element] = year
            text = element.text
            if (
                text
                and len(text) < LINE
                and len(element) == 0
                and (found := _YEAR_ALONE.fullmatch(text.strip()))
            ):
                year = found[1]
        return years
