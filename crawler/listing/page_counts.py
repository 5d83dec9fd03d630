"""How many pages a listing has, and which of them one is, from its pager."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.addresses import PageAddress, page_number
from crawler.listing.links import texts_in
from crawler.listing.page_numbers import MOST_CHARS, is_shown_present
from crawler.listing.phrases import PAGE_OF

_MARKED = ("span", "strong", "b", "em", "li", "a", "button", "td")
_AROUND = 3
"""How far out what a pager says of itself stands around its links."""


@dataclass(slots=True)
class Step:
    element: HtmlElement
    url: str
    address: PageAddress
    here: int | None
    """The number of this page in the candidate's way of counting, None when it has none."""
    kind: str
    """next, older, arrow, class, more, head, number, unnamed, previous, newer, last, all"""
    label: int | None = None
    is_rel: bool = False


def counts_from_zero(steps: Sequence[Step]) -> int:
    """Return 1 where the link labelled 2 leads to ?page=1 (Drupal), else 0."""
    numbered = [
        entry
        for entry in steps
        if entry.label is not None and entry.address.zero_based and entry.address.number is not None
    ]
    if numbered:
        return int(all(entry.label == (entry.address.number or 0) + 1 for entry in numbered))
    onward = [entry for entry in steps if entry.kind in ("next", "older", "arrow", "class", "more", "head")]
    return int(
        bool(onward)
        and all(
            entry.here is None
            and entry.address.zero_based
            and not entry.address.offset
            and entry.address.number == 1
            for entry in onward
        )
    )


def current_page(steps: Sequence[Step], shift: int) -> int | None:
    """Return this page's number: from its address, else the number in the pager that is no link."""
    for entry in steps:
        if entry.here is not None and not entry.address.offset:
            return entry.here + shift
    numbered = [entry for entry in steps if entry.label is not None]
    if not numbered:
        return 1 if steps and not any(entry.address.offset for entry in steps) else None
    labels = {entry.label for entry in numbered}
    return _marked(numbered) or next(number for number in count(1) if number not in labels)


def _marked(numbered: Sequence[Step]) -> int | None:
    """Return the number that the pager shows as the present one."""
    inner = numbered[0].element
    numbers = _numbers_marked(inner.iter(*_MARKED))
    for container in islice(inner.iterancestors(), _AROUND):
        around = [child.iter(*_MARKED) for child in container if child is not inner]
        own = [container] if container.tag in _MARKED else []
        numbers |= _numbers_marked(chain(own, *around))
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
        inner = container
    return None


def _numbers_marked(elements: Iterable[HtmlElement]) -> set[int]:
    texts = [text_of(element) for element in elements if is_shown_present(element)]
    return {number for text in texts if (number := page_number(text)) is not None}


def count_pages(steps: Sequence[Step], chosen: Step | None, current: int | None, shift: int) -> int | None:
    """Return how many pages there are, where the page says it or the pager's own numbers do."""
    said = _said(steps, current)
    if said is not None:
        return said
    numbers: list[int | None] = [entry.label for entry in steps if entry.label is not None]
    numbers += [
        _ordinal(entry, shift)
        for entry in steps
        if entry.kind in ("last", "arrow") and not entry.address.offset
    ]
    highest = max([number for number in numbers if number], default=None)
    if chosen is None:
        return max(highest or 1, current or 1) if highest or not steps or current else None
    if highest is None:
        return _count_down(chosen)
    return None if _goes_on(steps, highest) else max(highest, current or 1)


def _ordinal(entry: Step, shift: int) -> int | None:
    return (
        None
        if entry.address.number is None
        else entry.address.number + (shift if entry.address.zero_based else 0)
    )


def _count_down(chosen: Step) -> int | None:
    """The front of a listing numbered from its oldest page is followed by the highest number (index-4)."""
    number = chosen.address.number
    if chosen.here is None and number is not None and number > 2 and not chosen.address.offset:
        return number + 1
    return None


def _said(steps: Sequence[Step], current: int | None) -> int | None:
    """Read "Page 1 of 5" in what surrounds the pager's links, or "2 of 5" in the link to the next."""
    seen: set[HtmlElement] = set()
    for entry in steps:
        if (label := PAGE_OF.search(text_of(entry.element))) and int(label[1]) == (current or 1) + 1:
            return int(label[2])
        for container in islice(entry.element.iterancestors(), _AROUND):
            if container in seen:
                break
            seen.add(container)
            if len(text_of(container)) > MOST_CHARS:
                break
            if (last := _last_of(container, current or 1)) is not None:
                return last
    return None


def _last_of(container: HtmlElement, current: int) -> int | None:
    text = " ".join(" ".join(texts_in(container)).split())
    pairs = PAGE_OF.findall(text) if len(text) <= MOST_CHARS else []
    return next((int(last) for first, last in pairs if current == int(first) <= int(last)), None)


def _goes_on(steps: Sequence[Step], highest: int) -> bool:
    """True when dots follow the highest number: "1 2 3 ...": there are more pages than numbers."""
    for entry in steps:
        if entry.label != highest:
            continue
        for node in (entry.element, entry.element.getparent()):
            if node is None:
                break
            following = node.getnext()
            tail = (node.tail or "") + (text_of(following) if following is not None else "")
            if tail.strip(" ,;|")[:1] in (".", "…", "⋯"):
                return True
    return False
