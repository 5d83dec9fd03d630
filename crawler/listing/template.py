"""What the first page of a list teaches about its others: how its cards are made, what else repeats there.

Cards of one list come from one template, and so does what stands around them on each of its pages. So a later
page is not judged anew: what is made as the cards of the first one is its cards, even a single one, and what
stood there already and was none is none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from crawler.listing.candidates import Candidate, Structure, candidate_of
from crawler.listing.card_features import CardNode
from crawler.listing.links import Link

_NUMBERED = re.compile(r"\d")

Step = tuple[str, frozenset[str]]
"""An element's tag, and those of its names that all cards share."""


@dataclass(frozen=True, slots=True)
class Make:
    """`steps`: the elements from the page's body down to a card's link."""

    steps: tuple[Step, ...]

    def holds(self, link: Link) -> bool:
        """True for a link that is made so, whatever names are there beside."""
        node: HtmlElement | None = link.element
        for tag, names in reversed(self.steps):
            if node is None or node.tag != tag or (names and not names <= names_of_template(node)):
                return False
            node = node.getparent()
        return node is not None and node.tag in ("body", "html")

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
        made = [[link for link in links if self.cards.holds(link)] for links in structure.groups()]
        links = max(made, key=len, default=[])
        return candidate_of(links, structure, height=self.height) if links else None

    def unknown(self, found: Iterable[Candidate]) -> list[Candidate]:
        """Return what did not repeat on the first page already."""
        return [each for each in found if not self._was_there(each)]

    def _was_there(self, candidate: Candidate) -> bool:
        make = make_of(_some([unit.link for unit in candidate.units]))
        return make is not None and any(other.is_of(make) for other in self.others)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept in the file."""
        others = sorted(map(_as_lists, self.others))
        return {"cards": _as_lists(self.cards), "height": self.height, "others": others}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> ListTemplate:
        """Return what `as_json` gave."""
        return cls(_make(told["cards"]), told["height"], tuple(map(_make, told["others"])))


def learn_template(
    units: Sequence[CardNode], chosen: Candidate, found: Iterable[Candidate]
) -> ListTemplate | None:
    """Return the template of a list from its first page, None when its cards are made in several ways.

    `units`: its cards; what was `chosen` may hold strays, and others of another make may have come to them.
    """
    links = {unit.link.element for unit in units}
    own = [unit for unit in chosen.units if unit.link.element in links]
    cards = make_of([unit.link for unit in own]) if own else None
    if cards is None:
        return None
    sampled = (make_of(_some([unit.link for unit in each.units])) for each in found if each is not chosen)
    others = dict.fromkeys(make for make in sampled if make and not cards.is_of(make))
    first = own[0]
    way = [first.link.element, *first.link.element.iterancestors()]
    return ListTemplate(cards, way.index(first.nodes[0]) if first.nodes[0] in way else 0, tuple(others))


def _some(links: Sequence[Link]) -> Sequence[Link]:
    """The first and the last tell how all are made: a group has one place in the markup."""
    return [links[0], links[-1]]


def make_of(links: Sequence[Link]) -> Make | None:
    """Return how these links are made, None when they stand at different depths or in different elements."""
    ways = [_way(link.element) for link in links]
    if len({len(way) for way in ways}) != 1:
        return None
    steps = []
    for nodes in zip(*ways, strict=True):
        if len({node.tag for node in nodes}) != 1:
            return None
        steps.append((str(nodes[0].tag), frozenset.intersection(*map(names_of_template, nodes))))
    return Make(tuple(steps))


def names_of_template(element: HtmlElement) -> frozenset[str]:
    """Return an element's classes but those with a number, which are one card's own."""
    return frozenset(name for name in (element.get("class") or "").split() if not _NUMBERED.search(name))


def _way(element: HtmlElement) -> list[HtmlElement]:
    """Return the elements from below the body down to this one."""
    above = [node for node in element.iterancestors() if node.tag not in ("body", "html")]
    return [*reversed(above), element]


def _as_lists(make: Make) -> list[list[Any]]:
    return [[tag, sorted(names)] for tag, names in make.steps]


def _make(steps: Iterable[Sequence[Any]]) -> Make:
    return Make(tuple((tag, frozenset(names)) for tag, names in steps))
