"""Links that stand in the same place of a page's markup: the same part of different cards, or of menus.

The place is the path of elements from the root. Containers of several links that differ in name are kept
apart: a side column may be built like the main one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.listing.links import Link, Regions, mean_breadth

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
        self._order: dict[HtmlElement, int] | None = None

    def path(self, element: HtmlElement) -> int:
        """Return a number that is the same for elements under the same sequence of tags."""
        if element not in self._paths:
            parent = element.getparent()
            above = self.path(parent) if parent is not None else 0
            self._paths[element] = self._numbers.setdefault((above, element.tag), len(self._numbers) + 1)
        return self._paths[element]

    def groups(self) -> list[list[Link]]:
        """Return the links by place in the markup, lists of neighbours of another kind kept apart."""
        by_path: dict[int, list[Link]] = {}
        for link in self.links:
            by_path.setdefault(self.path(link.element), []).append(link)
        found = []
        for group in by_path.values():
            found.extend(_split(_without_refrains(group)))
        return found


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
