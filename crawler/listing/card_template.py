"""How a list's cards are made: learnt from those that were found, so that others are known by it.

Cards of one list come from one template, whatever stands around them: a wrapper that was closed too early, a
second grid, a page with a single card. A template is the element of a card, by tag and the names that all
share, and the way from it down to the link.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.listing.links import Link
from crawler.listing.looks import Unit

FEWEST = 3
"""Cards a template is learnt from: what two share may be chance."""
_NUMBERED = re.compile(r"\d")

Step = tuple[str, frozenset[str]]
"""An element's tag, and its names that all cards share; a name with a number in it is one card's own."""


@dataclass(frozen=True, slots=True)
class Template:
    """`steps`: from the card's element down to its link."""

    steps: tuple[Step, ...]

    @property
    def is_telling(self) -> bool:
        """True when an element has a name on the way: without, any list item with a link would do."""
        return any(names for _, names in self.steps[:-1])

    def unit(self, link: Link) -> Unit | None:
        """Return the card that a link is in when it is made so."""
        node: HtmlElement | None = link.element
        for tag, names in reversed(self.steps):
            if node is None or node.tag != tag or not names <= _names(node):
                return None
            card, node = node, node.getparent()
        return Unit([card], link)


def template_of(units: Sequence[Unit]) -> Template | None:
    """Return the template of cards that have an element of their own; None when most are made otherwise."""
    ways = [way for unit in units if not unit.flat and (way := list(_way(unit)))]
    lengths = {len(way) for way in ways}
    if len(ways) < max(FEWEST, len(units) - 1) or len(lengths) != 1:
        return None
    steps = []
    for nodes in zip(*ways, strict=True):
        if len({node.tag for node in nodes}) != 1:
            return None
        steps.append((str(nodes[0].tag), frozenset.intersection(*map(_names, nodes))))
    found = Template(tuple(steps))
    return found if found.is_telling else None


def others_of(template: Template, links: Iterable[Link], known: Container[HtmlElement]) -> list[Unit]:
    """Return the cards made after a template whose elements are not `known`, in the order of the page."""
    found: dict[HtmlElement, Unit] = {}
    for link in links:
        unit = template.unit(link)
        if unit is not None and unit.nodes[0] not in known:
            found.setdefault(unit.nodes[0], unit)
    return list(found.values())


def _way(unit: Unit) -> Iterator[HtmlElement]:
    """Yield the elements from a card down to its link; nothing when the link is not inside of it."""
    way = [unit.link.element, *unit.link.element.iterancestors()]
    if len(unit.nodes) == 1 and unit.nodes[0] in way:
        yield from reversed(way[: way.index(unit.nodes[0]) + 1])


def _names(element: HtmlElement) -> frozenset[str]:
    return frozenset(name for name in (element.get("class") or "").split() if not _NUMBERED.search(name))
