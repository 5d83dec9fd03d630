"""Which of the things that repeat on a page is its listing, and which other cards belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.listing.card_template import others_of, template_of
from crawler.listing.groups import MENU_BREADTH, Structure
from crawler.listing.links import Link, Region, in_heading
from crawler.listing.looks import HEADING_WORTH, Unit, look_at
from crawler.listing.repeats import Repeat
from crawler.listing.units import brothers, in_order, place_of

_LEAST = 0.3
"""What a list of bare titles scores at least."""
_TELLING = 3.0
"""A heading with the beginning of a text, a text with a day: cards that show as much are not links alone."""
_LIKE = 0.5
"""The share of what most cards show that another shows at least."""


def likeliest(found: Sequence[Repeat]) -> Repeat | None:
    """Return the repeat that is the listing; a lone card only where nothing repeats."""
    good = [repeat for repeat in found if _may_be_listing(repeat)]
    many = [repeat for repeat in good if len(repeat.units) > 1]
    if many and (not _is_aside(many[0]) or many[0] is good[0]):
        return _fullest(many)
    return good[0] if good else None


def _fullest(many: Sequence[Repeat]) -> Repeat:
    """Return the likeliest, or the one that finds its cards and more of the same.

    Seen: cards with a title that is no heading, of which only those that are cut have a link to read on.
    """
    best = many[0]
    own = {unit.nodes[0] for unit in best.units}
    fuller = [other for other in many[1:] if own < {unit.nodes[0] for unit in other.units}]
    return max(fuller, key=lambda other: len(other.units)) if fuller else best


def _may_be_listing(repeat: Repeat) -> bool:
    """A lone card needs a title that is a heading; cards of a title alone need titles that are sentences."""
    if len(repeat.units) == 1:
        return repeat.titled or repeat.lone_line
    if repeat.worth >= HEADING_WORTH:
        return True
    return repeat.score >= _LEAST and not _is_aside(repeat) and repeat.title_chars >= MENU_BREADTH


def _is_aside(repeat: Repeat) -> bool:
    """True for what stands in a side column or under a heading of other articles."""
    return repeat.is_beside or repeat.elsewhere


def _host(unit: Unit) -> str:
    return unit.link.url.partition("//")[2].partition("/")[0].lower().removeprefix("www.")


def _usual_host(units: Sequence[Unit]) -> str:
    return Counter(_host(unit) for unit in units).most_common(1)[0][0]


def complete(repeat: Repeat, found: Sequence[Repeat], structure: Structure) -> list[Unit]:
    """Return all cards: those alike, their brothers of another make, one in front; without advertisements."""
    own = _without_strays(repeat)
    units = own
    if len(own) > 1 and not any(unit.flat for unit in own):
        links = {link.element: link for link in structure.links}
        units = brothers(own, lambda element: _as_card(element, links, repeat, structure))
    units = [*units, *_made_alike(repeat, units, structure)]
    units = [*units, *_in_front(repeat, units, found)]
    if len(units) > len(own):
        units = in_order(units)
    usual = _usual_host(units)
    kept: dict[str, Unit] = {}
    for unit in units:
        if _host(unit) == usual:
            kept.setdefault(unit.link.url, unit)
    return list(kept.values())


def _without_strays(repeat: Repeat) -> list[Unit]:
    """Leave out what stands in the cards' place and shows next to nothing: a link to newer articles."""
    if repeat.look_worth < _TELLING:
        return repeat.units
    return [unit for unit in repeat.units if look_at(unit).worth >= _LIKE * repeat.look_worth]


def _as_card(
    element: HtmlElement, links: dict[HtmlElement, Link], repeat: Repeat, structure: Structure
) -> Unit | None:
    """Return a sibling of the cards as a card when it looks like one, whatever its markup."""
    inside = [links[el] for el in element.iter("a") if el in links]
    titled = [link for link in inside if in_heading(link.element)]
    if len({entry.url for entry in titled}) > 1:
        return None
    if not inside:
        return None
    unit = Unit([element], max(titled or inside, key=lambda link: len(link.text)))
    worth = look_at(unit).worth
    enough = worth >= _LIKE * repeat.look_worth
    return unit if enough and (titled or not repeat.titled) else None


def _made_alike(repeat: Repeat, units: Sequence[Unit], structure: Structure) -> list[Unit]:
    """Return cards of the same make elsewhere in the main part: behind a wrapper closed too early."""
    template = template_of(repeat.units)
    if template is None:
        return []
    known = {node for unit in units for node in unit.nodes}
    aside = Region.PLAIN if repeat.is_beside else Region.SIDE
    return [
        unit
        for unit in others_of(template, structure.links, known)
        if not structure.regions.of(unit.nodes[0]) & aside
    ]


def _in_front(repeat: Repeat, units: Sequence[Unit], found: Sequence[Repeat]) -> list[Unit]:
    """Return the newest article where the theme shows it apart, before the others and larger."""
    if len(units) == 1:
        return []
    first = units[0].nodes[0]
    known = {unit.link.url for unit in units}
    alone = [other for other in found if len(other.units) == 1 and other.titled and not other.elsewhere]
    return [
        other.units[0]
        for other in alone
        if other.units[0].link.url not in known
        and other.look_worth >= _LIKE * repeat.look_worth
        and _precedes(other.units[0].nodes[0], first)
        and _is_kin(other.units[0].nodes[0], units)
    ]


def _precedes(element: HtmlElement, other: HtmlElement) -> bool:
    """True when an element ends before the other begins."""
    first, second = place_of(element), place_of(other)
    return first < second[: len(first)]


def _is_kin(element: HtmlElement, units: Sequence[Unit]) -> bool:
    """True when a card apart is made of parts named as those of the others."""
    mine = _part_names(element)
    theirs = _part_names(units[-1].nodes[0])
    return len(mine & theirs) >= max(1, _LIKE * min(len(mine), len(theirs)))


def _part_names(element: HtmlElement) -> set[str]:
    """Return the classes of an element's parts; of parts without a class, their tags."""
    parts = list(element.iterdescendants())
    names = {name for part in parts for name in (part.get("class") or "").split()}
    return names or {str(part.tag) for part in parts}
