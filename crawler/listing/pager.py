"""Where a listing goes on: its next page, and how many there are.

One page is read at a time; that a walk ends (a page seen before, nothing new) is for the walker to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.document import Page
from crawler.listing.addresses import PageAddress, nearness, page_address, same_page, whole_address
from crawler.listing.hrefs import resolver
from crawler.listing.links import Link, Regions, gather
from crawler.listing.pagecounts import Step, count_pages, counts_from_zero, current_page
from crawler.listing.pagelinks import PageLink, page_links

_CHOICE = re.compile(r"tag|cat|topic|author|label|term|year|month|section|type|lang", re.IGNORECASE)

_WEEK, _MONTH = 7, 28
"""The heads and the cells of a calendar's table, at least."""
_NAME = 4
"""Letters of a tag's name that two addresses do not share by chance."""
_AROUND = 8
"""How far out a calendar holds its days; a page's body may be named after a calendar as well."""


@dataclass(frozen=True, slots=True)
class Pager:
    """What a listing page says about its other pages."""

    next_url: str | None = None
    page_count: int | None = None
    current: int | None = None
    """This page's number among them, from 1, where known."""
    elements: tuple[HtmlElement, ...] = ()
    """The links and buttons that make up the pager."""


def read_pager(page: Page, first_url: str | None = None, links: Sequence[Link] | None = None) -> Pager:
    """Return the next page of this listing and the number of its pages, None where the page does not say."""
    bases = [page.url] + ([first_url] if first_url else [])
    is_near = nearness(bases)
    if links is None:
        links = gather(page, Regions(page), resolver(page), is_near)
    raw = page_links(page, [link for link in links if is_near(link.url)])
    candidates = [found for entry in raw if (found := _place(entry, bases)) is not None]
    _drop_calendars(candidates)
    shift = counts_from_zero(candidates)
    current = current_page(candidates, shift)
    best = max(candidates, key=lambda entry: _score(entry, current, shift), default=None)
    chosen = best if best is not None and _score(best, current, shift) >= _BELIEVED else None
    return Pager(
        next_url=chosen.url if chosen else None,
        page_count=count_pages(candidates, chosen, current, shift),
        current=current,
        elements=tuple(entry.element for entry in candidates),
    )


def _place(entry: PageLink, bases: Sequence[str]) -> Step | None:
    """Return the candidate when it belongs to the listing at one of the addresses, None when it leaves it."""
    address = page_address(entry.url)
    for base in bases:
        belongs, here = _belongs(
            address, base, strong=entry.kind in ("number", "head", "older", "next") or entry.is_rel
        )
        if belongs:
            return (
                Step(entry.element, entry.url, address, here, entry.kind, entry.label, entry.is_rel)
                if not same_page(entry.url, base)
                else None
            )
    return None


def _belongs(address: PageAddress, base_url: str, *, strong: bool) -> tuple[bool, int | None]:
    """Say whether an address is of the same listing as the base, and which page the base then is."""
    base, whole = page_address(base_url), whole_address(base_url)
    if address.host != base.host:
        return False, None
    readings = {whole.stem: None, base.stem: base.number}
    for stem, number in readings.items():
        if address.stem[0] == stem[0] and _keeps(stem[1], address.stem[1]):
            return address.number is not None or address.offset, number
    moved = (
        strong
        and address.number is not None
        and not base.stem[1]
        and not address.stem[1]
        and _moved(base.stem[0], address.stem[0])
    )
    return moved, base.number


def _keeps(mine: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]) -> bool:
    """The parameters that choose the listing must stay, and no other choice may come."""
    added = set(theirs) - set(mine)
    return set(mine) <= set(theirs) and not any(_CHOICE.search(key) for key, _ in added)


def _moved(base: str, other: str) -> bool:
    """A front page may go on as /blog/page/2; a tag under /en/tag/x may go on under /tag/x."""
    if not base:
        return other.count("/") <= 1
    name = base.rpartition("/")[2]
    return len(name) >= _NAME and other.rpartition("/")[2] == name


def _drop_calendars(candidates: list[Step]) -> None:
    """A calendar's days and months look like numbered pages of a year's archive."""
    tables: dict[HtmlElement, bool] = {}
    candidates[:] = [entry for entry in candidates if not _in_calendar(entry.element, tables)]


def _in_calendar(element: HtmlElement, tables: dict[HtmlElement, bool]) -> bool:
    """Say whether an element stands in a calendar; `tables` tells those that are seen to be of one's size."""
    for ancestor in islice(element.iterancestors(), _AROUND):
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".lower()
        if "calendar" in names or "datepicker" in names:
            return True
        if ancestor.tag == "table":
            if ancestor not in tables:
                tables[ancestor] = _count(ancestor, "th") >= _WEEK or _count(ancestor, "td") >= _MONTH
            return tables[ancestor]
    return False


def _count(element: HtmlElement, tag: str) -> int:
    return sum(1 for _ in element.iter(tag))


_BELIEVED = 3.0
"""What a link to the next page is worth at least."""
_NEVER = float("-inf")
_BASE = {
    "older": 4.5,
    "next": 4.0,
    "head": 3.6,
    **dict.fromkeys(("arrow", "class", "more"), _BELIEVED),
    "number": 1.0,
    "unnamed": 0.0,
    "previous": -1.0,
    **dict.fromkeys(("last", "newer", "all"), _NEVER),
}
_RELATION = 1.5
"""Of rel=next in the body."""
_FOLLOWS = 4.0
"""Of leading to the page after this one."""
_JUMPS = 0.5
"""Off what leads further, where this page's number is not known."""


def _score(entry: Step, current: int | None, shift: int) -> float:
    """Weigh a label against where its number leads."""
    score = _BASE[entry.kind] + (_RELATION if entry.is_rel and entry.kind != "head" else 0)
    number = entry.address.number
    if entry.address.offset or number is None:
        return score if number is None or number > (entry.here or 0) else _NEVER
    ordinal, present = number + (shift if entry.address.zero_based else 0), current or 1
    if ordinal == present + 1:
        return score + _FOLLOWS
    if ordinal == present == 1 and entry.here is None and (entry.is_rel or entry.kind in ("older", "next")):
        return score + _FOLLOWS  # pages after the first are counted from one: index.html, index-1.html
    if ordinal > present + 1:
        return score - _JUMPS if entry.here is None and entry.kind != "number" else _NEVER
    counts_down = (
        entry.here is not None
        and ordinal == present - 1
        and (entry.kind == "older" or (entry.is_rel and entry.kind != "previous"))
    )
    return score if counts_down else _NEVER
