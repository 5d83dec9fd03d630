"""Where a listing goes on: its next page, and how many there are.

One page is read at a time; that a walk ends (a page seen before, nothing new) is for the walker to see.
What a link says (next, older, an arrow, a number beside this page's own) is the evidence; its address has
only to be one of this list's: the same name with a page of its own, or numbered as the row it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.addresses import PageAddress, page_address, same_page, whole_address
from crawler.listing.links import LinkedPage
from crawler.listing.page_counts import Step, count_pages, counts_from_zero, current_page
from crawler.listing.page_links import PageLink, page_links
from crawler.listing.page_numbers import Row, find_rows, is_alike, is_consecutive

_CHOICE = re.compile(r"tag|cat|topic|author|label|term|year|month|section|type|lang", re.IGNORECASE)

_WEEK, _SHORTEST_MONTH, _LONGEST_MONTH = 7, 28, 31
"""Days, each in a cell of a calendar's table."""
_DAY_NAME = 4
"""Letters of a day's name over its column, at most."""
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
    pages: tuple[tuple[int, str], ...] = ()
    """Other pages that it names, by number and address; a walk to the end has to have seen them."""


def read_pager(linked: LinkedPage) -> Pager:
    """Return the next page of this listing and the number of its pages, None where the page does not say."""
    url = linked.page.url
    raw = _without_calendars(page_links(linked))
    is_first = _is_first(url, linked.first_url)
    numbered = {entry.element: entry.url for entry in raw if entry.kind == "number"}
    rows = {
        number.link: row
        for row in find_rows(numbered, url, is_first=is_first)
        for number in row.numbers
        if number.link is not None
    }
    trusted = {element for element, row in rows.items() if _is_trusted(row, numbered, url)}
    placed = (_place(entry, linked.bases, is_trusted=entry.element in trusted) for entry in raw)
    steps = [step for step in placed if step]
    shift = counts_from_zero(steps)
    row = next((row for step in steps if (row := rows.get(step.element)) and row.current is not None), None)
    current = (row.ordinal if row else None) or current_page(steps, shift)
    onward = _onward(row, is_first=is_first)
    told = _Told(current, shift, row, numbered[onward] if onward is not None else None)
    best = max(steps, key=told.score, default=None)
    chosen = best if best is not None and told.score(best) >= _BELIEVED else None
    return Pager(
        next_url=chosen.url if chosen else None,
        page_count=count_pages(steps, chosen, current, shift),
        current=current,
        elements=tuple(step.element for step in steps),
        pages=tuple(_named(row, {step.element: step.url for step in steps})) if row else (),
    )


def _is_first(url: str, first_url: str | None) -> bool:
    """True for a listing's first page: the tag's own address, or one that names no page."""
    if first_url is not None:
        return same_page(first_url, url)
    address = page_address(url)
    return address.number is None and not address.offset


def _is_trusted(row: Row, links: Mapping[HtmlElement, str], page_url: str) -> bool:
    """True for a row that leads on whatever its addresses look like: with this page, numbered as they are."""
    return row.current is not None and is_consecutive(row) and is_alike(row, links, page_url)


def _onward(row: Row | None, *, is_first: bool) -> HtmlElement | None:
    """Return the link of a row to the page after this one.

    A list that counts backwards and shows "1 2 3" begins at 3.
    """
    if row is None:
        return None
    is_last = row.current == len(row.numbers) - 1
    number = row.preceding if is_first and is_last else row.following
    return number.link if number else None


def _named(row: Row, urls: Mapping[HtmlElement, str]) -> Iterator[tuple[int, str]]:
    for place, number in enumerate(row.numbers):
        if number.link is not None and number.link in urls:
            yield (number.first if number.first == number.last else place + 1), urls[number.link]


def _place(entry: PageLink, bases: Sequence[str], *, is_trusted: bool) -> Step | None:
    """Return the candidate when it belongs to the listing at one of the addresses, None when it leaves it."""
    address = page_address(entry.url)
    for base in bases:
        belongs, here = _belongs(
            address, base, strong=entry.kind in ("number", "head", "older", "next") or entry.is_rel
        )
        if belongs:
            return None if same_page(entry.url, base) else _step(entry, address, here)
    if is_trusted and not same_page(entry.url, bases[0]):
        return _step(entry, address, None)
    return None


def _step(entry: PageLink, address: PageAddress, here: int | None) -> Step:
    return Step(entry.element, entry.url, address, here, entry.kind, entry.label, entry.is_rel)


def _belongs(address: PageAddress, base_url: str, *, strong: bool) -> tuple[bool, int | None]:
    """Say whether an address is of the same listing as the base, and which page the base then is."""
    base, whole = page_address(base_url), whole_address(base_url)
    if address.host != base.host:
        return False, None
    readings = {whole.stem: None, base.stem: base.number}
    is_page = address.number is not None or address.offset
    for stem, number in readings.items():
        if is_page and address.stem[0] == stem[0] and _keeps(stem[1], address.stem[1]):
            return True, number
    if strong and address.stem[0] == base.stem[0] and _differs_by_a_number(base.stem[1], address.stem[1]):
        return True, None
    moved = (
        strong
        and address.number is not None
        and not base.stem[1]
        and not address.stem[1]
        and _moved(base.stem[0], address.stem[0])
    )
    return moved, base.number


def _differs_by_a_number(mine: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]) -> bool:
    """True when an address has one number more among its parameters, or another one: pages, by any name."""
    one, other = dict(mine), dict(theirs)
    changed = [key for key in other if one.get(key) != other[key]]
    is_same_list = set(one) <= set(other) and not any(map(_CHOICE.search, changed))
    return is_same_list and len(changed) == 1 and other[changed[0]].isdigit()


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


def _without_calendars(entries: Iterable[PageLink]) -> list[PageLink]:
    """A calendar's days and months look like numbered pages of a year's archive."""
    tables: dict[HtmlElement, bool] = {}
    return [entry for entry in entries if not _in_calendar(entry.element, tables)]


def _in_calendar(element: HtmlElement, tables: dict[HtmlElement, bool]) -> bool:
    """Say whether an element stands in a calendar; `tables` tells those that are seen to be of one's size."""
    for ancestor in islice(element.iterancestors(), _AROUND):
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".lower()
        if "calendar" in names or "datepicker" in names:
            return True
        if ancestor.tag == "table":
            if ancestor not in tables:
                tables[ancestor] = _is_calendar(ancestor)
            return tables[ancestor]
    return False


def _is_calendar(table: HtmlElement) -> bool:
    """True for a week's names over their days, or a month of days; a table for layout may hold one."""
    own = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table")) is table]
    days = [cell for cell in own if cell.tag == "td" and _is_day(text_of(cell))]
    names = [cell for cell in own if cell.tag == "th" and len(text_of(cell)) <= _DAY_NAME]
    return len(days) >= _SHORTEST_MONTH or (len(names) >= _WEEK and len(days) > 0)


def _is_day(text: str) -> bool:
    return text.isdigit() and int(text) <= _LONGEST_MONTH


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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page tells of its place among the others: its number, and where its row of numbers goes on."""

    current: int | None
    shift: int
    row: Row | None
    onward: str | None

    def score(self, step: Step) -> float:
        """Weigh what a link says against where it leads."""
        score = _BASE[step.kind] + (_RELATION if step.is_rel and step.kind != "head" else 0)
        if step.url == self.onward:
            return score + _FOLLOWS
        if step.kind == "number" and self.row is not None:
            return _NEVER
        return score + self._by_address(step)

    def _by_address(self, step: Step) -> float:
        """Return what the number in an address adds, or takes off; never for what leads back."""
        number = step.address.number
        if step.address.offset or number is None:
            return 0 if number is None or number > (step.here or 0) else self._falling(step)
        ordinal, present = number + (self.shift if step.address.zero_based else 0), self.current or 1
        if ordinal == present + 1:
            return _FOLLOWS if step.kind != "previous" or step.here is None or step.is_rel else _NEVER
        if ordinal == present == 1 and step.here is None and (step.is_rel or step.kind in ("older", "next")):
            return _FOLLOWS  # pages after the first are counted from one: index.html, index-1.html
        if ordinal > present + 1:
            return -_JUMPS if step.here is None and step.kind != "number" else _NEVER
        return self._falling(step)

    def _falling(self, step: Step) -> float:
        """Weigh a link that leads to a lower number: a list may count its pages from its oldest."""
        says_on = step.is_rel or step.kind in ("older", "next", "arrow", "class", "more", "head")
        rises = self.row is not None and not self.row.is_backwards and self.onward is None
        return 0 if says_on and step.kind != "previous" and not rises and step.here is not None else _NEVER
