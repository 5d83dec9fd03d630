"""The elements that make up each card, from the links that stand in the same place of the cards.

A card is the largest element around such a link that holds no other of them; where cards have no element of
their own (heading, paragraphs, heading, paragraphs) it is the run of siblings up to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import dropwhile
from statistics import median_low

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.card_features import CardNode
from crawler.listing.links import HEADINGS, LINE, Link, has_heading
from crawler.listing.phrases import READ_MORE, as_label

_FLAT_HEADS = HEADINGS | {
    "dt",
    "a",
    "p",
    "b",
    "strong",
    "tr",
    "div",
    "font",
    "span",
    "big",
    "td",
    "table",
    "header",
    "em",
    "u",
    "center",
}
_CARD_TAGS = frozenset({"article", "li", "tr"})
_LEAD = 3
"""Elements over a title at most: a picture, a section, a day."""
_BOUNDS = frozenset({"body", "main", "html", "ul", "ol", "tbody", "table", "section"})


def units_of(group: Sequence[Link], height: int | None = None) -> list[CardNode]:
    """Return a card for each address in the group; `height`: of a lone one, where that is known."""
    tops = _tops(group)
    heights = [height for _, height in tops.values()]
    if len(heights) > 1:
        usual = median_low(heights)
    else:
        usual = _single_height(group[0]) if height is None else height
    units: dict[HtmlElement, CardNode] = {}
    for link in group:
        height = min(usual, tops[link.url][1]) if len(tops) > 1 else usual
        node = link.element
        for _ in range(height):
            parent = node.getparent()
            if parent is None or parent.tag in ("body", "html", "main"):
                break
            node = parent
        units.setdefault(node, CardNode([node], link))
    return _spread(list(units.values()))


def _tops(group: Sequence[Link]) -> dict[str, tuple[HtmlElement, int]]:
    """Return, by address, the largest element that holds no other of the group, and how far up it is."""
    holds: dict[HtmlElement, str | None] = {}
    for link in group:
        node: HtmlElement | None = link.element
        while node is not None:
            if node not in holds:
                holds[node] = link.url
            elif holds[node] is None:
                break
            elif holds[node] != link.url:
                holds[node] = None
            elif node is not link.element:
                pass
            node = node.getparent()
    tops: dict[str, tuple[HtmlElement, int]] = {}
    for link in group:
        node, height = link.element, 0
        while (parent := node.getparent()) is not None and holds.get(parent) is not None:
            node, height = parent, height + 1
        if link.url not in tops or height < tops[link.url][1]:
            tops[link.url] = (node, height)
    return tops


def _single_height(link: Link) -> int:
    """Return how far up a lone card reaches: its article or list item, or what has no heading of the page."""
    node, height = link.element, 0
    while (parent := node.getparent()) is not None and parent.tag not in _BOUNDS:
        inside = set(link.element.iterancestors()) | set(link.element.iter())
        if any(el not in inside for el in parent.iter("h1", "nav", "main")):
            break
        node, height = parent, height + 1
        if node.tag in _CARD_TAGS:
            break
    return height


def _spread(units: list[CardNode]) -> list[CardNode]:
    """Give cards without an element of their own the siblings up to the next one."""
    by_parent: dict[HtmlElement, list[CardNode]] = {}
    for unit in units:
        parent = unit.nodes[0].getparent()
        if parent is not None and unit.nodes[0].tag in _FLAT_HEADS:
            by_parent.setdefault(parent, []).append(unit)
    for parent, family in by_parent.items():
        _spread_family(parent, family)
    return units


def _spread_family(parent: HtmlElement, family: list[CardNode]) -> None:
    if len(family) == 1 and family[0].nodes[0].tag not in (*HEADINGS, "dt"):
        return
    runs = _runs(parent, {unit.nodes[0] for unit in family})
    are_bare = _are_bare(family)
    if _are_labels(family) and (are_bare or _are_endings(family, runs)):
        _reach_back(family, runs)
        return
    if not are_bare:
        return
    lead = _lead(runs) if not _lead_back(family, runs) else 0
    for index, unit in enumerate(family, start=1):
        own = runs[index][: len(runs[index]) - (lead if index < len(runs) - 1 else 0)]
        before = runs[index - 1][len(runs[index - 1]) - lead :] if lead else []
        unit.nodes = [*before, unit.nodes[0], *until_rule(own)]
        unit.flat = True
    _shift_over_rules(family, runs)


def _runs(parent: HtmlElement, heads: set[HtmlElement]) -> list[list[HtmlElement]]:
    """Return the siblings before, between and after the heads."""
    runs: list[list[HtmlElement]] = [[]]
    for child in parent.iterchildren():
        if child in heads:
            runs.append([])
        elif isinstance(child.tag, str):
            runs[-1].append(child)
    return runs


def _are_labels(family: Sequence[CardNode]) -> bool:
    """True when the heads are not titles: one and the same short label ends each card."""
    labels = {as_label(unit.link.text) for unit in family}
    return labels <= READ_MORE or 1 == len(labels) < len(family)


def _are_endings(family: Sequence[CardNode], runs: Sequence[list[HtmlElement]]) -> bool:
    """True when the heads are the last paragraphs of cards, their titles between them."""
    if any(unit.nodes[0].tag in _CARD_TAGS or has_heading(unit.nodes[0]) for unit in family):
        return False
    return all(any(text_of(node) for node in run) for run in runs[1:-1])


def _reach_back(family: Sequence[CardNode], runs: Sequence[list[HtmlElement]]) -> None:
    """Give cards that end in a label what stands above it; the first begins as the others do."""
    begins = {run[0].tag for run in (_after_rule(run) for run in runs[1:-1]) if run}
    for index, unit in enumerate(family):
        run = _after_rule(runs[index])
        if index == 0 and begins:
            starts = [place for place, node in enumerate(run) if node.tag in begins]
            run = run[starts[0] :] if starts else run
        unit.nodes = [*run, unit.nodes[0]]
        unit.flat = True


def _after_rule(run: list[HtmlElement]) -> list[HtmlElement]:
    """Return what stands behind the last rule or heading of the page, and behind the empty lines there."""
    rules = [place for place, node in enumerate(run) if node.tag in ("hr", "h1", "nav", "header")]
    rest = run[rules[-1] + 1 :] if rules else run
    return list(dropwhile(lambda node: node.tag == "br" and not (node.tail or "").strip(), rest))


def _are_bare(family: Sequence[CardNode]) -> bool:
    """True when the heads hold a title and little else."""
    return all(len(text_of(unit.nodes[0])) - len(unit.link.text) < LINE for unit in family)


def until_rule(nodes: list[HtmlElement]) -> list[HtmlElement]:
    """Cut a run at a rule, a pager or a heading of its own rank."""
    for index, node in enumerate(nodes):
        if node.tag in ("hr", "nav", "h1", "footer", "aside", "main"):
            return nodes[:index]
    return nodes


def _shift_over_rules(family: Sequence[CardNode], runs: Sequence[list[HtmlElement]]) -> None:
    """What stands after a rule belongs to the card below it: a date or an image over its title.

    Before the first card it does where the same stands over the others: a card of another make may be above.
    """
    over = [_behind_rule(run) for run in runs[: len(family)]]
    for index, unit in enumerate(family):
        own = over[index]
        if own is None or (index == 0 and _tags(own) not in [_tags(each or ()) for each in over[1:]]):
            continue
        before = set(runs[index])
        unit.nodes = own + [node for node in unit.nodes if node not in before]


def _behind_rule(run: Sequence[HtmlElement]) -> list[HtmlElement] | None:
    """Return what follows the last rule of a run, None without one."""
    rule = next((place for place in range(len(run) - 1, -1, -1) if run[place].tag == "hr"), None)
    return None if rule is None else list(run[rule + 1 :])


def _tags(nodes: Iterable[HtmlElement]) -> list[str]:
    return [node.tag for node in nodes]


def _lead_back(family: Sequence[CardNode], runs: Sequence[list[HtmlElement]]) -> bool:
    """True when what stands before a head links to the card above: it is that card's, however it looks."""
    for unit, run in zip(family, runs[1:-1], strict=False):
        hrefs = {link.get("href") for node in run[-_LEAD:] for link in node.iter("a")}
        if unit.link.element.get("href") in hrefs:
            return True
    return False


def _lead(runs: Sequence[list[HtmlElement]]) -> int:
    """Return how many elements before each head are its own: those that end every run but the last."""
    before, *inner, last = [[_signature(node) for node in run] for run in runs]
    if not inner or any(tag == "hr" for run in (before, *inner, last) for tag, _ in run):
        return 0
    for size in range(min(_LEAD, len(before)), 0, -1):
        ending = before[-size:]
        if all(run[-size:] == ending and ending[0] not in run[:-size] for run in inner):
            return size
    return 0


def _signature(element: HtmlElement) -> tuple[str, str]:
    return element.tag, re.sub(r"\d+", "", element.get("class") or "")


def brothers(units: Sequence[CardNode], accept: Callable[[HtmlElement], CardNode | None]) -> list[CardNode]:
    """Return the cards, then those siblings of theirs that `accept` takes for cards too."""
    taken = {node for unit in units for node in unit.nodes}
    found = list(units)
    parents = dict.fromkeys(parent for unit in units if (parent := unit.nodes[0].getparent()) is not None)
    for parent in parents:
        others = [
            child for child in parent.iterchildren() if isinstance(child.tag, str) and child not in taken
        ]
        found.extend(unit for child in others if (unit := accept(child)) is not None)
    return found


def in_order(units: Iterable[CardNode]) -> list[CardNode]:
    """Return the cards in the order of the page."""
    return sorted(units, key=lambda unit: place_of(unit.nodes[0]))


def place_of(element: HtmlElement) -> tuple[int, ...]:
    """Return where an element stands: its number among its siblings, after those of its ancestors."""
    numbers = []
    while (parent := element.getparent()) is not None:
        numbers.append(parent.index(element))
        element = parent
    return tuple(reversed(numbers))
