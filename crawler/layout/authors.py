"""Where a template names the authors, learnt from pages that the generic readers have read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from crawler.authors import creators, is_organisation, is_person, normalise_authors, read_names
from crawler.document import Page
from crawler.layout.induction import (
    MIN_SAMPLES,
    Sample,
    as_groups,
    best_place,
    element_places,
    metadata_places,
    shared_paths,
)
from crawler.layout.locators import MAX_LINE, Locator, read_nodes, read_raw
from crawler.layout.selectors import MOST_ELEMENTS, step_name
from crawler.titles import site_names
from crawler.vocabulary import ANSWERS

_METAS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_NO_NAME = re.compile(r"[:：\d|]")
_MARKS = re.compile(r"author|autor|auteur|by-?line|writer|vcard|profile|creator", re.IGNORECASE)
_MARKED_TAGS = ("div", "span", "p", "li", "a", "section", "address", "strong", "td", "dd", "figure")
_MAX_SIGNERS = 3
_AROUND = 2
"""Elements around a byline in which a second name may stand."""


def learn_authors(samples: Sequence[Sample]) -> Locator | None:
    """Return where the authors are named; None when no place agrees with what was read on most pages."""
    strangers = strange_names(samples)
    wanted = [without(sample.authors.value or [], strangers) for sample in samples]
    best = None
    for with_headline in (False, True):
        places = [*_author_places(samples, with_headline), *metadata_places(samples, ("author",), _METAS)]
        whole = (place for place in places if not _loses_one(place, samples))
        tried = best_place(samples, wanted, whole, lambda sample, place: read_authors(place, sample.page))
        best = tried or best
        if best and not best.differed:
            break
    return best or (learn_marked_authors(samples) if 2 * sum(map(bool, wanted)) < len(samples) else None)


def _loses_one(place: Locator, samples: Sequence[Sample]) -> bool:
    """True when on some page it names some of the authors only: the first link of three."""
    pairs = ((set(read_authors(place, sample.page)), set(sample.authors.value or ())) for sample in samples)
    return any(names and names < known for names, known in pairs)


def read_authors(place: Locator, page: Page, nodes: list[HtmlElement] | None = None) -> list[str]:
    """Return the names in the place, in page order, each once."""
    if place.kind == "element" and place.is_whole:
        found = read_nodes(place, page) if nodes is None else nodes
        return list(dict.fromkeys(name for node in found for name in _names_of(node)))
    if place.kind == "json-ld":
        return next((list(claim.names) for claim in creators(page) if claim.signal == "json-ld"), [])
    names = (name for raw in read_raw(place, page, nodes) for name in names_in(raw[:MAX_LINE]))
    return list(dict.fromkeys(names))


@lru_cache(maxsize=ANSWERS)
def names_in(line: str) -> tuple[str, ...]:
    """Return the names in a line; the same few people sign a site's pages."""
    return tuple(normalise_authors(line))


def _names_of(node: HtmlElement) -> Sequence[str]:
    """Return the names an element prints: its own text when that is all it has, else by its parts."""
    return read_names(node) if len(node) else names_in(" ".join((node.text or "").split())[:MAX_LINE])


def _author_places(samples: Sequence[Sample], with_headline: bool) -> Iterator[Locator]:
    """Yield the byline, its parts and what is around it; also with the headline, where all else is wrong."""
    nodes = as_groups(sample.authors.node for sample in samples)
    yield from element_places(samples, [_named_ones(sample) for sample in samples])
    yield from element_places(samples, nodes)
    above = nodes
    for _ in range(_AROUND):
        above = [[parent for node in group if (parent := node.getparent()) is not None] for group in above]
        if any(
            len(node.text_content()) > MAX_LINE or (not with_headline and _holds_headline(node, sample))
            for sample, group in zip(samples, above, strict=True)
            for node in group
        ):
            return
        yield from element_places(samples, above)


def _holds_headline(node: HtmlElement, sample: Sample) -> bool:
    """True for a box in which the title stands too: its words ("by the Court in Vila Nova") sign nothing."""
    headline = sample.title.node
    return headline is not None and node in (headline, *headline.iterancestors())


def _named_ones(sample: Sample) -> list[HtmlElement]:
    """Return the elements in or around the byline that say one author's name alone, in page order."""
    names = set(sample.authors.value or ())
    scope = sample.authors.node
    for _ in range(_AROUND):
        found = [] if scope is None else _elements_saying(names, scope)
        if scope is None or len({_own_line(element) for element in found}) == len(names):
            return found
        scope = scope.getparent()
    return []


def _elements_saying(names: set[str], scope: HtmlElement) -> list[HtmlElement]:
    return [each for each in scope.iter() if isinstance(each.tag, str) and _own_line(each) in names]


def _own_line(element: HtmlElement) -> str:
    return " ".join((element.text or "").split())


def strange_names(samples: Sequence[Sample]) -> tuple[str, ...]:
    """Return what was taken for an author on every page and is none: the site in metadata alone, a label.

    Seen: a theme whose metadata name the owner of the site as author of all, a counter of readers in a class
    called "meta", the same on each page.
    """
    told = {tuple(sample.authors.value or ()) for sample in samples}
    if len(told) != 1 or len(samples) < MIN_SAMPLES:
        return ()
    printed = any(sample.authors.node is not None for sample in samples)
    site = site_names(samples[0].page)
    names = next(iter(told))
    return tuple(name for name in names if _is_label(name) or (not printed and site.has(name)))


def _is_label(name: str) -> bool:
    return bool(_NO_NAME.search(name)) and not is_organisation(name)


def without(names: Sequence[str], strangers: Sequence[str]) -> list[str]:
    """Return the names less those that are nobody's."""
    return [name for name in names if name not in strangers]


def learn_marked_authors(samples: Sequence[Sample]) -> Locator | None:
    """Return the place, named as an author's, that holds one to three names on each page, not one for all.

    Seen: a column beside the text with portrait and name of who wrote it, which on one page alone looks like
    a widget. Where the names never change, they may be those of whoever keeps the site.
    """
    kinds = [_marked_elements(sample.page) for sample in samples]
    shared = set(kinds[0]).intersection(*kinds[1:]) if kinds else set()
    best, best_names = None, 0
    for kind in sorted(shared):
        for path in shared_paths(samples, [own[kind] for own in kinds]):
            place = Locator("element", path, held=len(samples))
            named = [read_authors(place, sample.page) for sample in samples]
            count = sum(map(len, named))
            if count > best_names and all(named) and _may_sign(named, samples):
                best, best_names = place, count
    return best


def _marked_elements(page: Page) -> dict[str, list[HtmlElement]]:
    """Return by kind the short elements named as an author's; kinds that a page has many times are lists."""
    found: dict[str, list[HtmlElement]] = {}
    for element in islice(page.tree.iter(*_MARKED_TAGS), MOST_ELEMENTS):
        if _MARKS.search(element.get("class") or "") and 0 < len(element.text_content().strip()) < MAX_LINE:
            found.setdefault(step_name(element), []).append(element)
    return {kind: own for kind, own in found.items() if len(own) <= _MAX_SIGNERS}


def _may_sign(named: Sequence[Sequence[str]], samples: Sequence[Sample]) -> bool:
    """True for names of people or bodies, at least two over all pages, none of them the site itself."""
    site = site_names(samples[0].page)
    every = {name for names in named for name in names}
    return (
        len({tuple(names) for names in named}) > 1
        and all(len(names) <= _MAX_SIGNERS for names in named)
        and all((is_person(name) or is_organisation(name)) and not site.has(name) for name in every)
    )


def distrusted_signals(samples: Sequence[Sample]) -> tuple[str, ...]:
    """Return the signals that mostly named somebody else than the byline: the site, an account."""
    found = [sample.authors.evidence for sample in samples if sample.authors.node is not None]
    wrong = Counter(signal for evidence in found for signal, _ in evidence.differed)
    right = Counter(signal for evidence in found for signal in evidence.agreed)
    return tuple(sorted(signal for signal, count in wrong.items() if count > right[signal]))
