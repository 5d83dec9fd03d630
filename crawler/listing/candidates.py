"""What repeats on a page, weighed: how much each group of cards looks like the page's listing.

Groups are compared by what their cards look like (a title, a date, a text) and by their place on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from math import log2

from lxml.html import HtmlElement

from crawler.document import text_of
from crawler.listing.boundaries import units_of
from crawler.listing.card_features import BEGINNING, HEADING_WORTH, CardNode, Features, features_of
from crawler.listing.card_parts import INLINE, is_label
from crawler.listing.links import HEADINGS, LINE, WORDED, Link, Region, Regions, in_heading, mean_breadth
from crawler.listing.phrases import ELSEWHERE, READ_MORE, as_label
from crawler.vocabulary import ANSWERS

# Addresses of lists of articles, of people and of archives: a card does not lead there.
_LIST_FOLDERS = frozenset(
    """
    tag tags category categories categorie categoria categorias author authors user users label labels
    keyword keywords schlagwort etiqueta archive archives
    """.split()  # noqa: SIM905
)
_PERIOD = re.compile(r"/(?:19|20)\d\d(?:/\d\d?)?/?$")
_LIST_QUERY = re.compile(r"[?&](?:tag|cat|author|m)=[^&]+$", re.IGNORECASE)

_BREADTH = 40
"""Titles as long as this are worth 1."""
_UNLIKELY = 0.3
"""Of what they would be worth: cards beside the main part or under a heading of other articles, links that
are called alike, lead to lists or stand within sentences. Also the least that links are worth: pictures may
be all that they show."""
_MOST = 0.6
"""The share of links that says what they all are."""
_MORE_CARDS = 0.2
"""What twice as many cards add to the score."""
_WEIGHED = 4
"""The likeliest of each sort: what a page of thousands of lists costs ends here."""
_LOOKED_AT = 3
"""So many cards or a few more tell what the others look like."""
_NEAR = 4
"""How many elements up, and back from each, a heading over the cards may stand."""


@dataclass(slots=True)
class Candidate:
    """Cards of one kind, in page order, with the weight that they are the listing."""

    units: list[CardNode]
    worth: float = 0.0
    """Of one card, on average."""
    score: float = 0.0
    is_beside: bool = False
    """The cards stand in a side column."""
    look_worth: float = 0.0
    """Of what the cards show, the links left aside."""
    labelled: bool = False
    """The links are labels: the same words beside different titles."""
    titled: bool = False
    """The links are headings, or labels to read on in cards with a heading."""
    title_chars: float = 0.0
    """The mean length of the links' texts."""
    lone_line: bool = False
    """A single line of a dated title: the last page of a plain list."""
    elsewhere: bool = False
    """A heading over the cards says that they are not this page's own."""


def find_candidates(structure: Structure) -> list[Candidate]:
    """Return what repeats on the page, likeliest listing first; lone titles may be a tag's only article."""
    groups = [_group(links, structure) for links in structure.groups]
    groups.sort(key=lambda group: -group.rank)
    many = [group for group in groups if len(group.links) > 1]
    lone = [group for group in groups if len(group.links) == 1]
    known: dict[HtmlElement, Features] = {}
    found = [_weigh(group, structure, known) for group in [*many[:_WEIGHED], *lone[:_WEIGHED]]]
    return sorted(found, key=lambda candidate: -candidate.score)


def candidate_of(links: list[Link], structure: Structure, *, height: int) -> Candidate:
    """Return links as cards that reach so many elements up from them."""
    return _weigh(_group(links, structure), structure, {}, height)


@dataclass(frozen=True, slots=True)
class _Group:
    """Links in the same place of the markup, and what speaks for them before their cards are looked at."""

    links: list[Link]
    weight: float
    is_beside: bool
    in_heading: bool
    """The first stands in a heading, or around one."""

    @property
    def rank(self) -> float:
        return self.weight * (_UNLIKELY if self.is_beside else 1)


def _group(links: list[Link], structure: Structure) -> _Group:
    first = links[0].element
    is_titled, is_beside = in_heading(first), bool(structure.regions.of(first) & Region.SIDE)
    return _Group(links, _link_weight(links, is_titled), is_beside, is_titled)


def _link_weight(group: Sequence[Link], is_titled: bool) -> float:
    """Judge the links alone: long and different words, a heading, addresses of articles."""
    names = {link.text for link in group}
    weight = mean_breadth(group) / _BREADTH + HEADING_WORTH * is_titled
    are_alike = len(names) <= len(group) / 2
    if are_alike or sum([_is_list(link.url) for link in group]) > _MOST * len(group):
        weight *= _UNLIKELY
    return max(weight, _UNLIKELY)


@lru_cache(maxsize=ANSWERS)
def _is_list(url: str) -> bool:
    above, _, name = url.removesuffix("/").rpartition("/")
    if name and above.rpartition("/")[2].lower() in _LIST_FOLDERS:
        return True
    return (url.rstrip("/")[-1:].isdigit() and _PERIOD.search(url) is not None) or (
        "=" in url and _LIST_QUERY.search(url) is not None
    )


def _weigh(
    found: _Group, structure: Structure, known: dict[HtmlElement, Features], height: int | None = None
) -> Candidate:
    group = found.links
    units = units_of(group, height)
    if are_labels := _are_labels(group):
        for unit in units:
            unit.labelled = True
    looks = [_look_of(unit, known) for unit in units[:: max(1, len(units) // _LOOKED_AT)]]
    look_worth = sum(look.worth for look in looks) / len(looks)
    is_inline = not are_labels and _are_inline(group)
    worth = (look_worth + found.weight / 2) * (_UNLIKELY if is_inline else 1)
    first = units[0].nodes[0]
    is_beside, elsewhere = bool(structure.regions.of(first) & Region.SIDE), _is_elsewhere(first)
    marks, spread = is_beside + elsewhere, min(1, len({link.url for link in group}) / len(units))
    return Candidate(
        units,
        worth=worth,
        score=worth * (1 + _MORE_CARDS * log2(len(units))) * _UNLIKELY**marks * spread,
        is_beside=is_beside,
        look_worth=look_worth,
        titled=found.in_heading or (are_labels and all(look.heading for look in looks)),
        labelled=are_labels,
        title_chars=mean_breadth(group),
        lone_line=looks[0].date and looks[0].linked >= looks[0].words - looks[0].linked,
        elsewhere=elsewhere,
    )


def _are_inline(group: Sequence[Link]) -> bool:
    """True for links within sentences: text stands before them in their paragraph."""
    return all(_follows_text(link.element) for link in group[:_LOOKED_AT])


def _are_labels(group: Sequence[Link]) -> bool:
    """True for labels to read on, which end a card's text, in the same paragraph or not.

    They are told by their words; or as the same words end a paragraph each time, and lead elsewhere.
    """
    some = group[:_LOOKED_AT]
    texts = {link.text for link in some}
    if all(as_label(text) in READ_MORE if len(group) == 1 else is_label(text) for text in texts):
        return True
    are_alike = texts != {""} and len(texts) == 1 and len({link.url for link in some}) == _LOOKED_AT
    return are_alike and all(_ends_text(link.element) for link in some)


def _ends_text(element: HtmlElement) -> bool:
    """True when nothing but other links comes after a link on its line."""
    while not any(map(str.isalnum, element.tail or "")):
        following = element.getnext()
        if following is None or following.tag not in INLINE:
            return True
        if following.tag != "a":
            return False
        element = following
    return False


def _follows_text(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None or in_heading(element):
        return False
    texts = [parent.text, *(sibling.tail for sibling in element.itersiblings(preceding=True))]
    return len("".join(filter(None, texts)).strip()) > BEGINNING


def _is_elsewhere(element: HtmlElement) -> bool:
    """Say whether the heading over the cards announces other articles than this page's."""
    for node in islice((element, *element.iterancestors()), _NEAR):
        if node.tag in ("body", "main"):
            return False
        above = islice(node.itersiblings(preceding=True), _NEAR)
        heading = next((found for found in map(_heading_of, above) if found is not None), None)
        if heading is not None:
            text = text_of(heading)
            return heading.tag != "h1" and len(text) < LINE and ELSEWHERE.is_in(text)
    return False


def _heading_of(element: HtmlElement) -> HtmlElement | None:
    """Return the heading that an element is, or is wrapped around with few words more."""
    heading = next(element.iter(*HEADINGS), None)
    return heading if heading is not None and len(text_of(element)) < LINE else None


def _look_of(unit: CardNode, known: dict[HtmlElement, Features]) -> Features:
    first = unit.nodes[0]
    if first not in known or unit.flat:
        known[first] = features_of(unit)
    return known[first]


MENU_BREADTH = 16
"""Titles are longer than this on average, as links of menus are not."""

_REFRAIN = 3
"""An address that comes back so often is of a section or an author; a card may be shown twice."""


class Structure:
    """One page's links, placed in its tree."""

    def __init__(self, links: Sequence[Link], regions: Regions) -> None:
        self.regions = regions
        self.links = links
        self._paths: dict[HtmlElement, int] = {}
        self._numbers: dict[tuple[int, str], int] = {}

    def path(self, element: HtmlElement) -> int:
        """Return a number that is the same for elements under the same sequence of tags."""
        if element not in self._paths:
            parent = element.getparent()
            above = self.path(parent) if parent is not None else 0
            self._paths[element] = self._numbers.setdefault((above, element.tag), len(self._numbers) + 1)
        return self._paths[element]

    @cached_property
    def groups(self) -> list[list[Link]]:
        """The links by place in the markup, lists of neighbours of another kind kept apart."""
        by_path: dict[int, list[Link]] = {}
        for link in self.links:
            by_path.setdefault(self.path(link.element), []).append(link)
        found = []
        for group in by_path.values():
            for part in _by_label(_without_numbers(_without_doubles(group))):
                found.extend(_split(_without_refrains(part)))
        return found


def _without_doubles(group: list[Link]) -> list[Link]:
    """Leave out a linked picture beside a link of words to the same place: some cards have one."""
    kept: list[Link] = []
    for link in group:
        is_double = kept and kept[-1].url == link.url and bool(kept[-1].text) != bool(link.text)
        if is_double and kept[-1].element.getparent() is link.element.getparent():
            kept[-1] = link if link.text else kept[-1]
        else:
            kept.append(link)
    return kept


def _without_numbers(group: list[Link]) -> list[Link]:
    """Leave out a link that is a number where its row of a table has one of words: both lead to one thing."""
    if len(group) < _LOOKED_AT or all(map(_is_worded, group)):
        return group
    rows = [next(link.element.iterancestors("tr"), None) for link in group]
    worded = {row for row, link in zip(rows, group, strict=True) if row is not None and _is_worded(link)}
    return [link for row, link in zip(rows, group, strict=True) if row not in worded or _is_worded(link)]


def _is_worded(link: Link) -> bool:
    return WORDED.search(link.text) is not None


def _by_label(group: list[Link]) -> list[list[Link]]:
    """Part the links of rows that have several each, called alike in all rows: "PDF", "Word", "Details"."""
    labels: dict[str, list[Link]] = {}
    for link in group:
        labels.setdefault(link.text, []).append(link)
    repeated = [
        links for text, links in labels.items() if text and len({link.url for link in links}) >= _LOOKED_AT
    ]
    is_all = sum(map(len, repeated)) >= _MOST * len(group)
    return repeated if len(repeated) > 1 and is_all else [group]


def _without_refrains(group: list[Link]) -> list[Link]:
    """Leave out an address that comes back between the others: each card's author or section."""
    urls = [link.url for link in group]
    runs = Counter([url for url, before in zip(urls, ["", *urls], strict=False) if url != before])
    kept = [link for link in group if runs[link.url] < _REFRAIN]
    return kept if len(kept) > 1 else group


def _split(group: list[Link]) -> list[list[Link]]:
    """Part a group where containers of several links differ: a side column or a menu and the main part.

    They differ in name, or, where nothing has a name, in the length of their links.
    """
    containers = _containers(group)
    if max(len(links) for links in containers.values()) == 1:
        return [group]
    parts: list[list[Link]] = []
    known: dict[tuple[str, bool], int] = {}
    for container, links in containers.items():
        is_menu = len(links) > 1 and mean_breadth(links) < MENU_BREADTH
        names = [(name, is_menu) for name in _names(container)]
        index = min([known[name] for name in names if name in known], default=len(parts))
        known.update((name, index) for name in names if index < known.get(name, len(parts) + 1))
        if index == len(parts):
            parts.append([])
        parts[index] += links
    if len(parts) == 1:
        return [group]
    return [piece for links in parts for piece in _split(links)]


def _containers(group: Sequence[Link]) -> dict[HtmlElement, list[Link]]:
    """Return the links by the largest elements around them that do not hold them all.

    All are equally deep: a path is theirs.
    """
    tops = [link.element for link in group]
    above = [top.getparent() for top in tops]
    while len(set(above)) > 1:
        tops, above = above, [top.getparent() for top in above]
    found: dict[HtmlElement, list[Link]] = {}
    for link, top in zip(group, tops, strict=True):
        found.setdefault(top, []).append(link)
    return found


def _names(element: HtmlElement) -> list[str]:
    return re.sub(r"\d+", "", element.get("class") or "").split() or [element.tag]
