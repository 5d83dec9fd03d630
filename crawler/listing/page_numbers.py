"""Rows of page numbers: "1 2 3 … 9", "1-10 11-20", a menu of pages; which of them this page is.

The row is the evidence, not the spelling of its addresses: numbers that follow on one another, one of them
this page. The next one follows in the order of the page, also where a list counts backwards ("3 2 1").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.addresses import is_year, same_page
from crawler.listing.phrases import PAGE_OF
from crawler.vocabulary import ANSWERS

MOST_CHARS = 240
"""What stands beside a pager's links is short; whatever holds more than this says nothing of pages."""
AROUND = 4
"""How far out the numbers of one row stand in one element: a link, its item, the list, a box around it."""
_PIECES = re.compile(r"[\s|·•,;()\[\]]+")
_RANGE = re.compile(r"(\d{1,5})\s*[-–—]\s*(\d{1,5})")
_ORDINAL = re.compile(r"\d{1,4}")
_NUMBERS = re.compile(r"\d+")
_PRESENT = re.compile(r"(?:^|[\s_-])(?:current|active|selected)(?:$|[\s_-])", re.IGNORECASE)
_BOLD = ("strong", "b", "em")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a row, `last` where it is a range of articles; `link` is the element that leads there."""

    first: int
    last: int
    element: HtmlElement
    link: HtmlElement | None

    def precedes(self, other: Number) -> bool:
        """True when the other one is the next number, or the range that goes on where this one ends."""
        if self.last > self.first or other.last > other.first:
            return other.first == self.last + 1
        return other.first == self.first + 1

    def is_beside(self, other: Number) -> bool:
        """True when no page is between the two, whatever the direction."""
        return self.precedes(other) or other.precedes(self)


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one pager in the order of the page.

    `current`: the place of this page's own; -1 when it would stand before the first; None: unknown.
    """

    numbers: tuple[Number, ...]
    current: int | None

    @property
    def following(self) -> Number | None:
        """The linked number after this page's."""
        if self.current is None or self.current + 1 >= len(self.numbers):
            return None
        if self.current < 0:
            return self.numbers[0]
        one, other = self.numbers[self.current], self.numbers[self.current + 1]
        return other if other.link is not None and one.is_beside(other) else None

    @property
    def preceding(self) -> Number | None:
        """The linked number before this page's."""
        if self.current is None or self.current < 1:
            return None
        one, other = self.numbers[self.current], self.numbers[self.current - 1]
        return other if other.link is not None and one.is_beside(other) else None

    @property
    def is_backwards(self) -> bool:
        """True for 3 2 1."""
        return len(self.numbers) > 1 and self.numbers[-1].first < self.numbers[0].first

    @property
    def ordinal(self) -> int | None:
        """Which page this is, from 1, as the row counts."""
        if self.current is None or self.current < 0:
            return None if self.current is None else 1
        number = self.numbers[self.current]
        return number.first if number.first == number.last else self.current + 1


def find_rows(links: Mapping[HtmlElement, str], page_url: str, *, is_first: bool) -> list[Row]:
    """Return the rows that these links are in; `links`: numbered ones with their addresses.

    `is_first`: the page is the list's first, where all numbers may be links, or those of the others.
    """
    rows: list[Row] = []
    seen: set[HtmlElement] = set()
    for element in links:
        if element in seen:
            continue
        numbers = _row_of(element, links)
        seen.update(number.link for number in numbers if number.link is not None)
        if numbers:
            current = _current(numbers, links, page_url)
            rows.append(Row(numbers, _at_first(numbers) if current is None and is_first else current))
    return rows


def _row_of(element: HtmlElement, links: Mapping[HtmlElement, str]) -> tuple[Number, ...]:
    """Return the numbers around a link: of the nearest element that holds one beside it, else it alone."""
    for container in islice(element.iterancestors(), AROUND):
        if len(text_of(container)) > MOST_CHARS:
            break
        numbers = tuple(_numbers(container, links))
        own = next((number for number in numbers if number.link is element), None)
        if own and any(own.is_beside(number) for number in numbers):
            return _whole(numbers, own)
    own_text = _read(text_of(element))
    return (Number(*own_text, element, element),) if own_text else ()


def _whole(numbers: Sequence[Number], own: Number) -> tuple[Number, ...]:
    """Return the run of rising or falling numbers that one is in: "Page 2 of 9" stands beside it, too."""
    place = next(index for index, number in enumerate(numbers) if number is own)
    start = end = place
    rising = _direction(numbers, place)
    while start > 0 and _follows(numbers[start - 1], numbers[start], rising=rising):
        start -= 1
    while end + 1 < len(numbers) and _follows(numbers[end], numbers[end + 1], rising=rising):
        end += 1
    return tuple(numbers[start : end + 1])


def _direction(numbers: Sequence[Number], place: int) -> bool:
    """Return whether numbers rise around a place, told by a neighbour that is its next."""
    if place + 1 < len(numbers) and numbers[place].is_beside(numbers[place + 1]):
        return numbers[place].precedes(numbers[place + 1])
    return place == 0 or not numbers[place].precedes(numbers[place - 1])


def _follows(one: Number, other: Number, *, rising: bool) -> bool:
    return other.first > one.first if rising else other.first < one.first


def _numbers(container: HtmlElement, links: Mapping[HtmlElement, str]) -> Iterator[Number]:
    """Yield the numbers that stand in an element as words of their own, in the order of the page."""
    for owner, text in _texts(container):
        link = next((el for el in (owner, *owner.iterancestors()) if el in links or el is container), None)
        target = link if link is not None and link in links else None
        whole = _read(" ".join(text.split()))
        if whole:
            yield Number(*whole, owner, target)
            continue
        for piece in _PIECES.split(text):
            if read := _read(piece):
                yield Number(*read, owner, target)


def _texts(container: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield each text in an element with the element that it stands in."""
    for element in container.iter():
        if element.text and element.text.strip():
            yield element, element.text
        tail, parent = element.tail, element.getparent()
        if element is not container and tail and tail.strip() and parent is not None:
            yield parent, tail


def number_in(label: str) -> int | None:
    """Return the number of a page that a label is: "3", "3 / 9"; None for other words and years."""
    if (found := PAGE_OF.fullmatch(label)) is not None:
        return int(found[1])
    return int(label) if _ORDINAL.fullmatch(label) and not is_year(label) else None


def _read(text: str) -> tuple[int, int] | None:
    """Return the number that a text is, twice, or the ends of its range; a year is none."""
    text = text.strip(" .…⋯[]()")
    if (number := number_in(text)) is not None:
        return number, number
    found = _RANGE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


# ---------------------------------------------------------------- this page


def _current(numbers: Sequence[Number], links: Mapping[HtmlElement, str], page_url: str) -> int | None:
    """Return the place of this page: no link beside links, a link to this very page, or the marked one.

    A mark comes last: Drupal 6 marks links to `?page=1` as active on the page without a query.
    """
    if len(numbers) == 1:
        return None
    bare = [place for place, number in enumerate(numbers) if number.link is None]
    if len(bare) > 1:
        marked = [place for place in bare if _is_marked(numbers[place].element)]
        bare = marked if len(marked) == 1 else []
    if len(bare) == 1:
        return bare[0]
    own = [
        place
        for place, number in enumerate(numbers)
        if number.link is not None and same_page(links[number.link], page_url)
    ]
    if len(own) == 1:
        return own[0]
    marked = [place for place, number in enumerate(numbers) if _is_marked(number.element)]
    return marked[0] if len(marked) == 1 else None


def _at_first(numbers: Sequence[Number]) -> int | None:
    """Return the place of a first page in a row that does not show it: on the 1, or before the 2."""
    return {1: 0, 2: -1}.get(numbers[0].first)


def _is_marked(element: HtmlElement) -> bool:
    """True for what a pager shows as present, or the item around it."""
    return any(map(is_shown_present, islice((element, *element.iterancestors()), 2)))


def is_shown_present(element: HtmlElement) -> bool:
    """True for an element in bold, named so or selected, as the number of this page is."""
    if (
        element.tag in _BOLD
        or element.get("aria-current") in ("page", "true")
        or "selected" in element.attrib
    ):
        return True
    names = element.get("class")
    return names is not None and _is_named_present(names)


@lru_cache(maxsize=ANSWERS)
def _is_named_present(names: str) -> bool:
    return _PRESENT.search(names) is not None


# ---------------------------------------------------------------- addresses


def is_alike(row: Row, links: Mapping[HtmlElement, str], page_url: str) -> bool:
    """True when a row's addresses are those of one list: of this host, and numbered as the row is.

    `?page=2` for 2, `?page=1` for 2, `?start=10` for 2, or `/b/11-20` for a range.
    """
    linked = [number for number in row.numbers if number.link is not None and number.first > 1]
    urls = [links[number.link] for number in linked if number.link is not None]
    hosts = {urlsplit(url).netloc for url in urls}
    if not urls or hosts != {urlsplit(page_url).netloc}:
        return False
    shapes = {_shape(url) for url in urls}
    told = [set(map(int, _NUMBERS.findall(url))) for url in urls]
    return len(shapes) == 1 and any(
        all(step * (number.first - 1) + shift in ints for number, ints in zip(linked, told, strict=True))
        for step, shift in _countings(linked[0], told[0])
    )


def _shape(url: str) -> tuple[str, tuple[str, ...]]:
    """Return what pages of one list have in common: a path but for its numbers, parameters by name."""
    parts = urlsplit(url)
    return _NUMBERS.sub("#", parts.path), tuple(key for key, _ in parse_qsl(parts.query))


def _countings(number: Number, told: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ways to count that an address' numbers allow: articles or pages at a step, from 0 or 1."""
    yield from ((1, 0), (1, 1))
    before = number.first - 1
    yield from ((each // before, 0) for each in sorted(told) if each and each % before == 0)


def is_consecutive(row: Row) -> bool:
    """True when numbers of a row follow on one another, as pages do and sizes (10, 25, 50) do not."""
    return any(one.is_beside(other) for one, other in pairwise(row.numbers))


def is_range(label: str) -> bool:
    """True for a label that names a range of articles: "11-20"."""
    return _RANGE.fullmatch(label) is not None
