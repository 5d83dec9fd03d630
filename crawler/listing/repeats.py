"""What repeats on a page, weighed: how much each group of cards looks like the page's listing.

Groups are compared by what their cards look like (a title, a date, a text) and by their place on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from lxml.html import HtmlElement

from crawler.caches import ANSWERS
from crawler.listing.groups import Structure
from crawler.listing.links import HEADINGS, Link, Region, has_heading, mean_breadth, text_of
from crawler.listing.looks import Look, Unit, look_at
from crawler.listing.phrases import READ_MORE, fold
from crawler.listing.sayings import ELSEWHERE
from crawler.listing.units import units_of

# Addresses of lists of articles, of people and of archives: a card does not lead there.
_LIST_FOLDERS = frozenset(
    """
    tag tags category categories categorie categoria categorias author authors user users label labels
    keyword keywords schlagwort etiqueta archive archives
    """.split()  # noqa: SIM905
)
_PERIOD = re.compile(r"/(?:19|20)\d\d(?:/\d\d?)?/?$")
_LIST_QUERY = re.compile(r"[?&](?:tag|cat|author|m)=[^&]+$", re.IGNORECASE)


@dataclass(slots=True)
class Repeat:
    """Cards of one kind, in page order, with the weight that they are the listing."""

    units: list[Unit]
    worth: float = 0.0
    """Of one card, on average."""
    score: float = 0.0
    region: int = Region.PLAIN
    look_worth: float = 0.0
    """Of what the cards show, the links left aside."""
    titled: bool = False
    """The links are headings, or labels to read on in cards with a heading."""
    title_chars: float = 0.0
    """The mean length of the links' texts."""
    lone_line: bool = False
    """A single line of a dated title: the last page of a plain list."""
    elsewhere: bool = False
    """A heading over the cards says that they are not this page's own."""


def repeats(structure: Structure) -> list[Repeat]:
    """Return what repeats on the page, likeliest listing first; lone titles may be a tag's only article."""
    groups = [_group(links, structure) for links in structure.groups()]
    groups.sort(key=lambda group: -group.rank)
    many = [group for group in groups if len(group.links) > 1]
    lone = [group for group in groups if len(group.links) == 1]
    known: dict[HtmlElement, Look] = {}
    found = [_weigh(group, structure, known) for group in [*many[:4], *lone[:2]]]
    return sorted(filter(None, found), key=lambda repeat: -repeat.score)


@dataclass(frozen=True, slots=True)
class _Group:
    """Links in the same place of the markup, and what speaks for them before their cards are looked at."""

    links: list[Link]
    weight: float
    region: int
    in_heading: bool
    """The first stands in a heading, or around one."""

    @property
    def rank(self) -> float:
        return self.weight * _place(self.region)


def _place(region: int) -> float:
    if region & Region.FURNITURE:
        return 0.05
    return 0.35 if region & Region.SIDE else 1.0


def _group(links: list[Link], structure: Structure) -> _Group:
    first = links[0].element
    in_heading = _in_heading(first)
    return _Group(links, _link_weight(links, in_heading), structure.regions.of(first), in_heading)


def _link_weight(group: Sequence[Link], in_heading: bool) -> float:
    """Judge the links alone: long and different words, a heading, addresses of articles."""
    texts = Counter([link.text for link in group])
    more = sum([texts[text] for text in texts if len(text) < 60 and fold(text) in READ_MORE])
    weight = mean_breadth(group) / 40 + (2.0 if in_heading else 0.0)
    if more > 0.5 * len(group):
        weight = 1.2
    elif len(texts) <= len(group) / 2:
        weight *= 0.3
    if sum([_is_list(link.url) for link in group]) > 0.6 * len(group):
        weight *= 0.25
    return max(weight, 0.3)


@lru_cache(maxsize=ANSWERS)
def _is_list(url: str) -> bool:
    parts = url.removesuffix("/").rsplit("/", 2)
    if len(parts) == 3 and parts[2] and parts[1].lower() in _LIST_FOLDERS:
        return True
    return (url.rstrip("/")[-1:].isdigit() and _PERIOD.search(url) is not None) or (
        "=" in url and _LIST_QUERY.search(url) is not None
    )


def _weigh(found: _Group, structure: Structure, known: dict[HtmlElement, Look]) -> Repeat | None:
    group = found.links
    units = units_of(group)
    if not units:
        return None
    step = max(1, len(units) // 3)
    looks = [_look_of(unit, known) for unit in units[::step]]
    look_worth = sum(look.worth for look in looks) / len(looks)
    worth = look_worth + found.weight / 2
    if _are_inline(group):
        worth *= 0.2
    spread = len({link.url for link in group}) / max(1, len(units))
    region = structure.regions.of(units[0].nodes[0])
    return Repeat(
        units,
        worth=worth,
        score=worth
        * (1 + 0.2 * log2(len(units)))
        * _place(region)
        * min(1.0, spread)
        * (0.3 if (elsewhere := _is_elsewhere(units[0].nodes[0])) else 1.0),
        region=region,
        look_worth=look_worth,
        titled=found.in_heading or _are_labels_of_titles(group, looks),
        title_chars=mean_breadth(group),
        lone_line=looks[0].date and looks[0].linked >= 0.5 * looks[0].words and len(group[0].text) > 14,
        elsewhere=elsewhere,
    )


def _are_labels_of_titles(group: Sequence[Link], looks: Sequence[Look]) -> bool:
    return fold(group[0].text) in READ_MORE and all(look.heading or look.worth >= 3.5 for look in looks)


def _are_inline(group: Sequence[Link]) -> bool:
    """True for links within sentences: text stands before them in their paragraph."""
    before = 0
    for link in group[:3]:
        parent = link.element.getparent()
        if parent is None or _in_heading(link.element):
            return False
        text = parent.text or ""
        for sibling in link.element.itersiblings(preceding=True):
            text += sibling.tail or ""
        before += len(text.strip()) > 30
    return before > len(group[:3]) / 2


def _in_heading(element: HtmlElement) -> bool:
    above = element.getparent()
    for _ in range(3):
        if above is None:
            break
        if above.tag in HEADINGS:
            return True
        above = above.getparent()
    return has_heading(element)


def _is_elsewhere(element: HtmlElement) -> bool:
    """Say whether the heading over the cards announces other articles than this page's."""
    node: HtmlElement | None = element
    for _ in range(4):
        if node is None or node.tag in ("body", "main"):
            return False
        sibling = node.getprevious()
        steps = 0
        while sibling is not None and steps < 4:
            heading = _heading_of(sibling)
            if heading is not None:
                text = text_of(heading)
                return heading.tag != "h1" and len(text) < 60 and ELSEWHERE.is_in(text)
            sibling, steps = sibling.getprevious(), steps + 1
        node = node.getparent()
    return False


def _heading_of(element: HtmlElement) -> HtmlElement | None:
    """Return the heading that an element is, or is wrapped around."""
    if element.tag in HEADINGS:
        return element
    if len(element) > 3 or element.tag not in ("div", "header", "span", "p"):
        return None
    inner = [*element, *(grandchild for child in element if len(child) < 4 for grandchild in child)]
    return next((part for part in inner if part.tag in HEADINGS), None)


def _look_of(unit: Unit, known: dict[HtmlElement, Look]) -> Look:
    first = unit.nodes[0]
    if first not in known or unit.flat:
        known[first] = look_at(unit)
    return known[first]
