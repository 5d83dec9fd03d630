"""What the first page of a list teaches about its others: how its cards are made, what else repeats there.

Cards of one list come from one template, and so does what stands around them on each of its pages. So a later
page is not judged anew: what is made as the cards of the first one is its cards, even a single one, and what
stood there already and was none is none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.listing.candidates import Candidate, Structure, candidate_of
from crawler.listing.card_features import CardNode
from crawler.listing.links import Link

_NUMBERED = re.compile(r"\d")
_ROOTS = ("html", "body")

Step = tuple[str, frozenset[str]]
"""An element's tag, and those of its names that all cards share."""


@dataclass(frozen=True, slots=True)
class Make:
    """`steps`: the elements on the way down to a card's link, from its own one or from the page's body."""

    steps: tuple[Step, ...]

    def top_of(self, link: Link) -> HtmlElement | None:
        """Return the element at the first step to a link that is made so, whatever names are there beside."""
        above: HtmlElement | None = link.element
        top = None
        for tag, names in reversed(self.steps):
            top = above
            if top is None or top.tag != tag or (names and not names <= _names(top)):
                return None
            above = top.getparent()
        return top

    def is_of(self, other: Make) -> bool:
        """True when another thing that repeats is made so, whatever names it has beside."""
        return len(self.steps) == len(other.steps) and all(
            tag == other_tag and names <= other_names
            for (tag, names), (other_tag, other_names) in zip(self.steps, other.steps, strict=True)
        )


@dataclass(frozen=True, slots=True)
class ListTemplate:
    """`height`: of a card over its link, in elements."""

    cards: Make
    height: int
    others: tuple[Make, ...]
    """What repeated on the list's first page and was not its cards."""

    def follow(self, structure: Structure) -> Candidate | None:
        """Return what is made as the cards were, the largest of its kind; None when there is nothing."""
        made = [[link for link in links if self._is_card(link)] for links in structure.groups]
        links = max(made, key=len, default=[])
        return candidate_of(links, structure, height=self.height) if links else None

    def _is_card(self, link: Link) -> bool:
        top = self.cards.top_of(link)
        return top is not None and _is_uppermost(top)

    def unknown(self, found: Iterable[Candidate]) -> list[Candidate]:
        """Return what did not repeat on the first page already."""
        return [each for each in found if not self._was_there(each)]

    def _was_there(self, candidate: Candidate) -> bool:
        make = _make_of_links(_some([unit.link for unit in candidate.units]))
        return make is not None and any(other.is_of(make) for other in self.others)


def learn_template(
    units: Sequence[CardNode], chosen: Candidate, found: Iterable[Candidate]
) -> ListTemplate | None:
    """Return the template of a list from its first page, None when its cards are made in several ways.

    `units`: its cards; what was `chosen` may hold strays, and others of another make may have come to them.
    """
    links = {unit.link.element for unit in units}
    own = [unit for unit in chosen.units if unit.link.element in links]
    cards = _make_of_links([unit.link for unit in own]) if own else None
    if cards is None:
        return None
    sampled = (
        _make_of_links(_some([unit.link for unit in each.units])) for each in found if each is not chosen
    )
    others = dict.fromkeys(make for make in sampled if make and not cards.is_of(make))
    first = own[0]
    way = [first.link.element, *first.link.element.iterancestors()]
    return ListTemplate(cards, way.index(first.nodes[0]) if first.nodes[0] in way else 0, tuple(others))


def _some(links: Sequence[Link]) -> Sequence[Link]:
    """The first and the last tell how all are made: a group has one place in the markup."""
    return [links[0], links[-1]]


def _make_of_links(links: Sequence[Link]) -> Make | None:
    return make_of([_way(link.element) for link in links])


def make_of(ways: Sequence[Sequence[HtmlElement]]) -> Make | None:
    """Return how things are made by their ways, None when those differ in length or in elements."""
    if len({len(way) for way in ways}) != 1:
        return None
    steps = []
    for nodes in zip(*ways, strict=True):
        if len({node.tag for node in nodes}) != 1:
            return None
        steps.append((str(nodes[0].tag), frozenset.intersection(*map(_names, nodes))))
    return Make(tuple(steps))


def _names(element: HtmlElement) -> frozenset[str]:
    """Return an element's classes but those with a number, which are one card's own."""
    return frozenset(name for name in (element.get("class") or "").split() if not _NUMBERED.search(name))


def _way(element: HtmlElement) -> list[HtmlElement]:
    """Return the elements from below the body down to this one."""
    way = [element, *element.iterancestors()]
    return [node for node in reversed(way) if node.tag not in _ROOTS]


def _is_uppermost(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _ROOTS
