"""What a page is: a listing, an empty one, one article, or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from crawler.document import Page, Rank, is_unseen, text_of
from crawler.listing.addresses import slug_of
from crawler.listing.candidates import Candidate
from crawler.listing.card_features import HEADING_WORTH, CardNode
from crawler.listing.links import HEADINGS, LINE, Region, Regions
from crawler.listing.pagination import Pager
from crawler.listing.phrases import COUNTED, NOTHING
from pipelines.compare import squash

Kind = Literal["listing", "empty", "article", "unknown"]
_LIST_FOLDERS = "|".join(
    """
    tag tags topic topics category categories categoria categorie label labels keyword keywords thema theme
    themen tema temas schlagwort etiqueta rubrik rubrika term archive archives blog news
    """.split()  # noqa: SIM905
)
_TAG_ADDRESS = re.compile(rf"/(?:{_LIST_FOLDERS})(?:/|$)|[?&](?:tag|cat|label|topic|s|q)=", re.IGNORECASE)

# Characters of a text outside of cards; letters, links where it says so.
_REMARK = 200
"""What says that there is nothing is shorter, and so is a main part that shows nothing."""
_NAME = 3
"""An address's last part of fewer letters may be in any title."""
_FEW_LINKS = 3
"""So many are of something."""
_PROSE = 80
"""A paragraph that counts has more: a line of facts has fewer."""
_SOME_TEXT = 300
"""An article has more, if only a short one."""
_MUCH_TEXT = 1500
"""A listing has less, even one with an introduction."""


def kind_of(
    page: Page, units: Sequence[CardNode], candidate: Candidate | None, pager: Pager, regions: Regions
) -> Kind:
    """Tell a listing from an empty one, an article and a page not understood."""
    aside = candidate is None or candidate.is_beside or candidate.elsewhere
    if units and pager.next_url is not None and not aside:
        return "listing"
    outside = _outside(page, units, regions)
    prose = outside.prose
    declared = _is_declared_article(page)
    tagged = bool(_TAG_ADDRESS.search(page.url)) or _titled_as_address(page)
    if candidate is not None and units:
        are_there = not (aside or outside.announces) and _show_much(candidate)
        if outside.says_nothing and pager.next_url is None and not are_there:
            return "empty"
        outweighs = prose > _MUCH_TEXT and not (_show_much(candidate) and _text_size(units) > prose)
        if (prose > _SOME_TEXT and (declared or aside)) or (outweighs and not tagged):
            return "article"
        if len(units) == 1 and (units[0].link.url == page.canonical or (declared and not tagged)):
            return "article"
        if not candidate.is_beside:
            return "listing"
    if outside.says_nothing:
        return "empty"
    if (prose > _SOME_TEXT and not tagged) or prose > _MUCH_TEXT or (prose and declared):
        return "article"
    return "empty" if _TAG_ADDRESS.search(page.url) and _is_bare(regions) else "unknown"


def _show_much(candidate: Candidate) -> bool:
    return candidate.worth >= HEADING_WORTH


def _text_size(units: Sequence[CardNode]) -> int:
    return sum(len(text_of(node)) for unit in units for node in unit.nodes)


def _is_bare(regions: Regions) -> bool:
    """True when the main part holds a heading and next to nothing else."""
    main = regions.main
    if main is None or len(text_of(main)) > _REMARK:
        return False
    return next(main.iter("h1", "h2"), None) is not None and len(main.findall(".//a")) < _FEW_LINKS


@dataclass(slots=True)
class _Outside:
    """What stands outside of the cards."""

    prose: int = 0
    """Characters of paragraphs."""
    says_nothing: bool = False
    """Some of it says that there is nothing."""
    announces: bool = False
    """After that a heading stands over the cards: they are others, to read instead."""


def _outside(page: Page, units: Sequence[CardNode], regions: Regions) -> _Outside:
    """Return what the page tells beside its cards; what is hidden says nothing."""
    inside = {node for unit in units for node in unit.nodes}
    told, is_before = _Outside(), True
    root = regions.main if regions.main is not None else page.tree
    for element in root.iter("p", "h1", "h2", "h3", "h4", "div", "li", "td", "span", "strong", "em"):
        own = (element.text or "").strip()
        is_empty = not own and element.tag != "p"
        if element in inside or not inside.isdisjoint(element.iterancestors()):
            is_before = False
            continue
        if is_empty:
            continue
        if regions.of(element) & (Region.FURNITURE | Region.SIDE):
            continue
        text = text_of(element) if element.tag == "p" else own
        if element.tag in ("p", "div", "td") and len(text) > _PROSE:
            told.prose += len(text)
        if is_before and told.says_nothing and element.tag in HEADINGS:
            told.announces = True
        if not told.says_nothing and len(text) < _REMARK and NOTHING.is_in(text):
            told.says_nothing = not any(map(is_unseen, (element, *element.iterancestors())))
    return told


def _is_declared_article(page: Page) -> bool:
    """True when the page's metadata says that it is one article."""
    if any(kind.lower() == "article" for kind in page.meta.get("og:type", [])):
        return True
    return any(
        work.rank == Rank.ARTICLE and work.properties.get("headline") and not work.is_elsewhere
        for work in page.works
    )


def _titled_as_address(page: Page) -> bool:
    slug = squash(slug_of(page.url))
    return len(slug) >= _NAME and any(slug in squash(text_of(h1)) for h1 in page.by_tag["h1"])


_FEW = 8
"""Elements before the cards that are looked at, and parts of one: a list of topics with numbers has more."""


def find_total(regions: Regions, units: Sequence[CardNode], shown: int) -> int | None:
    """Return the number in "43 articles" where that stands by itself over the cards and is not less."""
    for line in _lines_above(regions, units):
        if any(char.isdigit() for char in line) and (found := COUNTED.search(line)):
            number = int(re.sub(r"\D", "", found[1]))
            if number >= shown:
                return number
    return None


def _lines_above(regions: Regions, units: Sequence[CardNode]) -> Iterator[str]:
    """Yield the short texts before the cards and their containers, nearest first."""
    node: HtmlElement | None = units[0].nodes[0] if units else None
    while node is not None and node is not regions.main and node.tag != "body":
        for sibling in islice(node.itersiblings(preceding=True), _FEW):
            if len(sibling) > _FEW or regions.of(sibling) & (Region.FURNITURE | Region.SIDE):
                continue
            parts = [sibling, *sibling]
            yield from (text for part in parts if (text := text_of(part)) and len(text) < LINE)
        node = node.getparent()


def feeds_of(page: Page) -> tuple[str, ...]:
    """Return the feeds of this very listing, named by their address or title; never the comments'."""
    found: dict[str, str] = {}
    for element in [*page.by_tag["link"], *page.anchors]:
        kind = element.get("type")
        if kind is None:
            continue
        kind = kind.lower()
        if ("rss" in kind or "atom" in kind or "feed+json" in kind) and (
            element.tag == "a" or "alternate" in (element.get("rel") or "").lower()
        ):
            url = page.absolute(element.get("href"))
            if url and not re.search(r"comments?(?:/|$|-)", url):
                found.setdefault(url, f"{element.get('title') or ''}")
    slug = squash(slug_of(page.url))
    return tuple(
        url for url, title in found.items() if slug in squash(slug_of(url) + url) or slug in squash(title)
    )


def language_of(page: Page) -> str | None:
    """Return the primary language of the markup, ISO 639-1 where it is that."""
    for raw in (
        page.tree.get("lang"),
        page.tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *page.meta.get("og:locale", []),
        *page.meta.get("content-language", []),
    ):
        if raw and (found := re.match(r"([a-z]{2,3})(?:$|[-_])", raw.strip().lower())):
            return found[1]
    return None
