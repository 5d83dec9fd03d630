"""What a page is: a listing, an empty one, one article, or not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from crawler.document import Page
from crawler.listing.addresses import same_page, slug_of
from crawler.listing.links import Region, Regions, text_of
from crawler.listing.looks import Unit
from crawler.listing.pager import Pager
from crawler.listing.repeats import Repeat
from crawler.listing.sayings import NOTHING
from crawler.listing.tagnames import squash

Kind = Literal["listing", "empty", "article", "unknown"]
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies|ia|ie)|label|labels|keywords?|them(?:a|en?)|temas?|schlagwort|etiqueta|rubrika?|term|archives?|blog|news)(?:/|$)|[?&](?:tag|cat|label|topic|s|q)=",
    re.IGNORECASE,
)

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


def kind_of(page: Page, units: Sequence[Unit], repeat: Repeat | None, pager: Pager, regions: Regions) -> Kind:
    """Tell a listing from an empty one, an article and a page not understood."""
    aside = repeat is None or repeat.is_beside or repeat.elsewhere
    if units and pager.next_url is not None and not aside:
        return "listing"
    prose, says_nothing = _outside(page, units, regions)
    declared = _is_declared_article(page)
    tagged = bool(_TAG_ADDRESS.search(page.url)) or _titled_as_address(page)
    if repeat is not None and units:
        if says_nothing and pager.next_url is None:
            return "empty"
        if (prose > _SOME_TEXT and (declared or aside)) or (prose > _MUCH_TEXT and not tagged):
            return "article"
        if len(units) == 1 and (units[0].link.url == page.canonical or (declared and not tagged)):
            return "article"
        if not repeat.is_beside:
            return "listing"
    if says_nothing:
        return "empty"
    if (prose > _SOME_TEXT and not tagged) or prose > _MUCH_TEXT or (prose and declared):
        return "article"
    return "empty" if _TAG_ADDRESS.search(page.url) and _is_bare(regions) else "unknown"


def _is_bare(regions: Regions) -> bool:
    """True when the main part holds a heading and next to nothing else."""
    main = regions.main
    if main is None or len(text_of(main)) > _REMARK:
        return False
    return next(main.iter("h1", "h2"), None) is not None and len(main.findall(".//a")) < _FEW_LINKS


def _outside(page: Page, units: Sequence[Unit], regions: Regions) -> tuple[int, bool]:
    """Return how much prose stands outside of the cards, and whether some says that there is nothing."""
    inside = {node for unit in units for node in unit.nodes}
    prose, nothing = 0, False
    root = regions.main if regions.main is not None else page.tree
    for element in root.iter("p", "h1", "h2", "h3", "h4", "div", "li", "td", "span", "strong", "em"):
        own = (element.text or "").strip()
        is_empty = not own and element.tag != "p"
        if is_empty or element in inside or not inside.isdisjoint(element.iterancestors()):
            continue
        if regions.of(element) & (Region.FURNITURE | Region.SIDE):
            continue
        text = text_of(element) if element.tag == "p" else own
        if element.tag in ("p", "div", "td") and len(text) > _PROSE:
            prose += len(text)
        nothing = nothing or (len(text) < _REMARK and NOTHING.is_in(text))
    return prose, nothing


def _is_declared_article(page: Page) -> bool:
    """True when the page's metadata says that it is one article."""
    if any(kind.lower() == "article" for kind in page.meta.get("og:type", [])):
        return True
    for entry in page.json_ld:
        kinds = entry.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).endswith(("Article", "BlogPosting")) for name in names) and entry.get("headline"):
            address = entry.get("url") or entry.get("mainEntityOfPage") or ""
            address = address.get("@id", "") if isinstance(address, dict) else address
            if not address or same_page(str(page.absolute(str(address)) or ""), page.url):
                return True
    return False


def _titled_as_address(page: Page) -> bool:
    slug = squash(slug_of(page.url))
    return len(slug) >= _NAME and any(slug in squash(text_of(h1)) for h1 in page.by_tag["h1"])
