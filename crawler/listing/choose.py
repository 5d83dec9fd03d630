"""Which of the things that repeat on a page is its listing, and which other cards belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.listing.boundaries import brothers, in_order, place_of, until_rule
from crawler.listing.candidates import MENU_BREADTH, Candidate, Structure
from crawler.listing.card_features import HEADING_WORTH, CardNode, features_of
from crawler.listing.links import Link, Region, in_heading
from crawler.listing.template import Make, make_of

_LEAST = 0.3
"""What a list of bare titles scores at least."""
_TELLING = 3.0
"""A heading with the beginning of a text, a text with a day: cards that show as much are not links alone."""
_LIKE = 0.5
"""The share of what most cards show that another shows at least."""
FEWEST = 3
"""Cards that tell how all are made: what two share may be chance."""


def likeliest(found: Sequence[Candidate]) -> Candidate | None:
    """Return the candidate that is the listing; a lone card only where nothing repeats."""
    good = [candidate for candidate in found if _may_be_listing(candidate)]
    good = [candidate for candidate in good if not _holds_a_list(candidate, good)]
    many = [candidate for candidate in good if len(candidate.units) > 1]
    if many and (not _is_aside(many[0]) or many[0] is good[0]):
        return _fullest(many)
    return good[0] if good else None


def _holds_a_list(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """True when all cards of another list stand in a single one of these: a wrapper of the page, no card."""
    nodes = {unit.nodes[0] for unit in candidate.units}
    for other in others:
        if len(other.units) < FEWEST or other.worth < HEADING_WORTH or other is candidate:
            continue
        around = [
            next((n for n in unit.nodes[0].iterancestors() if n in nodes), None) for unit in other.units
        ]
        if around[0] is not None and len(set(around)) == 1:
            return True
    return False


def _fullest(many: Sequence[Candidate]) -> Candidate:
    """Return the likeliest, or the one that finds its cards and more of the same.

    Seen: cards with a title that is no heading, of which only those that are cut have a link to read on.
    """
    best = many[0]
    own = {unit.nodes[0] for unit in best.units}
    fuller = [other for other in many[1:] if own < {unit.nodes[0] for unit in other.units}]
    return max(fuller, key=lambda other: len(other.units)) if fuller else best


def _may_be_listing(candidate: Candidate) -> bool:
    """A lone card needs a title that is a heading; cards of a title alone need titles that are sentences."""
    if len(candidate.units) == 1:
        return candidate.titled or candidate.lone_line
    if candidate.worth >= HEADING_WORTH or (candidate.labelled and not _is_aside(candidate)):
        return True
    return candidate.score >= _LEAST and not _is_aside(candidate) and candidate.title_chars >= MENU_BREADTH


def _is_aside(candidate: Candidate) -> bool:
    """True for what stands in a side column or under a heading of other articles."""
    return candidate.is_beside or candidate.elsewhere


def _host(unit: CardNode) -> str:
    return unit.link.url.partition("//")[2].partition("/")[0].lower().removeprefix("www.")


def _usual_host(units: Sequence[CardNode]) -> str:
    return Counter(_host(unit) for unit in units).most_common(1)[0][0]


def complete(candidate: Candidate, found: Sequence[Candidate], structure: Structure) -> list[CardNode]:
    """Return all cards: those alike, their brothers of another make, one in front; without advertisements."""
    own = _without_strays(candidate)
    units = own
    if len(own) > 1 and not any(unit.flat for unit in own):
        links = {link.element: link for link in structure.links}
        units = brothers(own, lambda element: _as_card(element, links, candidate, structure))
    units = [*units, *_made_alike(candidate, units, structure)]
    units = [*units, *_in_front(candidate, units, found)]
    if len(units) > len(own):
        units = in_order(units)
    usual = _usual_host(units)
    kept: dict[str, CardNode] = {}
    for unit in units:
        if _host(unit) == usual:
            kept.setdefault(unit.link.url, unit)
    return list(kept.values())


def _without_strays(candidate: Candidate) -> list[CardNode]:
    """Leave out what stands in the cards' place and shows next to nothing: a link to newer articles."""
    if candidate.look_worth < _TELLING:
        return candidate.units
    return [unit for unit in candidate.units if features_of(unit).worth >= _LIKE * candidate.look_worth]


def _as_card(
    element: HtmlElement, links: dict[HtmlElement, Link], candidate: Candidate, structure: Structure
) -> CardNode | None:
    """Return a sibling of the cards as a card when it looks like one, whatever its markup."""
    inside = [links[el] for el in element.iter("a") if el in links]
    titled = [link for link in inside if in_heading(link.element)]
    if len({entry.url for entry in titled}) > 1:
        return None
    if not inside:
        return None
    unit = CardNode([element], max(titled or inside, key=lambda link: len(link.text)))
    worth = features_of(unit).worth
    enough = worth >= _LIKE * candidate.look_worth
    return unit if enough and (titled or not candidate.titled) else None


def _made_alike(candidate: Candidate, units: Sequence[CardNode], structure: Structure) -> list[CardNode]:
    """Return cards of the same make elsewhere in the main part: behind a wrapper closed too early."""
    make = _own_make(candidate.units)
    if make is None:
        return []
    known = {node for unit in units for node in unit.nodes}
    aside = Region.PLAIN if candidate.is_beside else Region.SIDE
    found: dict[HtmlElement, CardNode] = {}
    for link in structure.links:
        top = make.top_of(link)
        if top is not None and top not in known and not structure.regions.of(top) & aside:
            found.setdefault(top, CardNode([top], link))
    return list(found.values())


def _in_front(candidate: Candidate, units: Sequence[CardNode], found: Sequence[Candidate]) -> list[CardNode]:
    """Return the newest article where the theme shows it apart, before the others and larger."""
    if len(units) == 1:
        return []
    first = units[0].nodes[0]
    known = {unit.link.url for unit in units}
    alone = [other for other in found if len(other.units) == 1 and other.titled and not other.elsewhere]
    apart = [
        other.units[0]
        for other in alone
        if other.units[0].link.url not in known
        and other.look_worth >= _LIKE * candidate.look_worth
        and _precedes(other.units[0].link.element, first)
    ]
    if units[0].flat:
        return [card for unit in apart if (card := _as_flat(unit, units)) is not None]
    return [unit for unit in apart if _precedes(unit.nodes[0], first) and _is_kin(unit.nodes[0], units)]


def _as_flat(unit: CardNode, units: Sequence[CardNode]) -> CardNode | None:
    """Return a card apart as one of a list whose cards are runs of siblings, None when it is no such run.

    It has the parts of the others and no more: a site's name above an article is followed by all of it.
    """
    place, _ = _head_of(units[0], units[0].nodes[0].getparent())
    _, own = _head_of(unit, units[0].nodes[0].getparent())
    if own is None:
        return None
    taken = {node for each in units for node in each.nodes}
    before = list(islice(own.itersiblings(preceding=True), place))[::-1]
    is_led = [node.tag for node in before] == [node.tag for node in units[0].nodes[:place]]
    run = until_rule(list(takewhile(lambda node: node not in taken, own.itersiblings())))
    parts = {node.tag for each in units for node in each.nodes}
    if len(run) >= max(len(each.nodes) for each in units) or not {node.tag for node in run} <= parts:
        return None
    return CardNode([*(before if is_led else ()), own, *run], unit.link, flat=True)


def _head_of(unit: CardNode, parent: HtmlElement | None) -> tuple[int, HtmlElement | None]:
    """Return a card's place of the child of `parent` that its link is in, and that child."""
    way = (unit.link.element, *unit.link.element.iterancestors())
    head = next((node for node in way if node.getparent() is parent), None)
    return (unit.nodes.index(head) if head in unit.nodes else 0), head


def _precedes(element: HtmlElement, other: HtmlElement) -> bool:
    """True when an element ends before the other begins."""
    first, second = place_of(element), place_of(other)
    return first < second[: len(first)]


def _is_kin(element: HtmlElement, units: Sequence[CardNode]) -> bool:
    """True when a card apart is made of parts named as those of the others."""
    mine = _part_names(element)
    theirs = _part_names(units[-1].nodes[0])
    return len(mine & theirs) >= max(1, _LIKE * min(len(mine), len(theirs)))


def _part_names(element: HtmlElement) -> set[str]:
    """Return the classes of an element's parts; of parts without a class, their tags."""
    parts = list(element.iterdescendants())
    names = {name for part in parts for name in (part.get("class") or "").split()}
    return names or {str(part.tag) for part in parts}


def _own_make(units: Sequence[CardNode]) -> Make | None:
    """Return how cards are made from their own element down, None when most have none of their own.

    An element has a name on the way: without, any list item with a link would do.
    """
    ways = [way for unit in units if not unit.flat and (way := _way(unit))]
    make = make_of(ways) if len(ways) >= max(FEWEST, len(units) - 1) else None
    return make if make and any(names for _, names in make.steps[:-1]) else None


def _way(unit: CardNode) -> list[HtmlElement]:
    """Return the elements from a card down to its link; none when the link is not inside of it."""
    way = [unit.link.element, *unit.link.element.iterancestors()]
    is_one = len(unit.nodes) == 1 and unit.nodes[0] in way
    return way[: way.index(unit.nodes[0]) + 1][::-1] if is_one else []
