"""Repetition: what stands in the same place on several pages of a template, and so is no page's own text.

Seen: share bars, "Tagged ...", author boxes, subscription lines, "Related: ..." between paragraphs, a
paragraph about the organisation under every statement. A paragraph of prose inside the text is never judged
here, however often it returns: only what stands in a named element, or at the very beginning or end.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from crawler.body import INLINE
from crawler.document import UNREAD, text_of
from crawler.layout.induction import MIN_SAMPLES
from crawler.layout.selectors import MOST_ELEMENTS, element_path, is_stable, names_of, select, signature
from pipelines.compare import CLOSING, FULL_STOPS

_MIN_SHARE = 0.8
"""Of the texts that a line must begin or end: what a template prints stands on all, save a misread one."""
_BEGINNING, _END = 0.1, 0.25
"""Of a text, where a box about its author or its organisation stands."""
_FORM_WORDS = 4
"""That boxes of one form share; fewer begin sentences of people's own."""
_EDGE = 5
"""Lines at the end, or at the beginning, of a text that may be told by repetition."""
_PLACES_OF_NO_TEXT = frozenset({"nav", "aside", "form", "footer", "button", "menu"})
_PROSE_TAGS = frozenset(
    [
        "p",
        "blockquote",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "q",
        "em",
        "strong",
    ]
)
_SENTENCE = re.compile(rf"\w{{2}}[{FULL_STOPS}][\s{CLOSING}]*$")
_DIGITS = re.compile(r"\d+")


def as_line(text: str) -> str:
    """Return the text as two pages would share it: white space, case and the numbers of a label left out.

    A sentence keeps its numbers: reports of one kind ("... counted 15 breaches.") differ in nothing else.
    """
    line = " ".join(text.split()).casefold()
    return line if _SENTENCE.search(line) else _DIGITS.sub("0", line)


# ---------------------------------------------------------------- elements


def repeated_elements(roots: Sequence[HtmlElement], dropped: Sequence[set[HtmlElement]]) -> tuple[str, ...]:
    """Return paths, relative to the text's root, of elements that say the same, or alike, on several pages.

    `dropped` is what the generic reader leaves out of each; what it leaves out wherever it stands is alike.
    """
    left_out = set().union(*dropped)
    places: dict[tuple[str, ...], list[list[HtmlElement]]] = defaultdict(lambda: [[] for _ in roots])
    for number, root in enumerate(roots):
        for element in _named_elements(root):
            places[signature(element, root)][number].append(element)
    paths: list[str] = []
    found: list[tuple[str, ...]] = []
    for place in sorted(places, key=len):
        inside_found = any(place[: len(outer)] == outer for outer in found)
        if inside_found or not _is_repeated(roots, places[place], left_out):
            continue
        path = element_path(roots, places[place])
        if path:
            paths.append(path)
            found.append(place)
    return tuple(paths)


def _named_elements(root: HtmlElement) -> Iterable[HtmlElement]:
    stack = list(reversed(root))
    for _ in range(MOST_ELEMENTS):
        if not stack:
            return
        element = stack.pop()
        if isinstance(element.tag, str) and not _is_written(element):
            stack.extend(reversed(element))
            if element.tag in _PLACES_OF_NO_TEXT or any(map(is_stable, names_of(element))):
                yield element


def _is_written(element: HtmlElement) -> bool:
    """True for what an editor writes, a quote, a list, a link: it and all inside it are never judged."""
    return element.tag in UNREAD or element.tag in _PROSE_TAGS or element.tag in INLINE


def _is_repeated(
    roots: Sequence[HtmlElement], pages: Sequence[Sequence[HtmlElement]], left_out: set[HtmlElement]
) -> bool:
    """True when three pages or more have it and say the same, link away with it, or fill the same form."""
    filled = [[element for element in page if text_of(element)] for page in pages]
    if sum(map(bool, filled)) < MIN_SAMPLES:
        return False
    elements = [element for page in filled for element in page]
    texts = [text_of(element) for element in elements]
    if left_out.issuperset(elements) or _are_links(elements):
        return True
    if len({as_line(text) for text in texts}) == 1:
        return not _SENTENCE.search(texts[0]) or _are_at_edge(roots, filled)
    return _are_one_form(texts) and _are_at_edge(roots, filled)


def _are_at_edge(roots: Sequence[HtmlElement], pages: Sequence[Sequence[HtmlElement]]) -> bool:
    """True when each stands before or after nearly all of its page's text, not within it."""
    return all(
        _is_at_edge(root, element) for root, page in zip(roots, pages, strict=True) for element in page
    )


def _is_at_edge(root: HtmlElement, element: HtmlElement) -> bool:
    own, whole, before = len(text_of(element)), len(text_of(root)), _length_before(root, element)
    return before <= _BEGINNING * whole or whole - own - before <= _END * whole


def _length_before(root: HtmlElement, element: HtmlElement) -> int:
    total = 0
    current = element
    while current is not root:
        parent = current.getparent()
        if parent is None:
            break
        total += len((parent.text or "").strip())
        for sibling in current.itersiblings(preceding=True):
            own = text_of(sibling) if isinstance(sibling.tag, str) else ""
            total += len(own) + len((sibling.tail or "").strip())
        current = parent
    return total


def _are_links(elements: Sequence[HtmlElement]) -> bool:
    """True when each is one label, the same on all, and links: "Related: ...", "Tagged ..."."""
    labels = set()
    for element in elements:
        label, linked = text_of(element), 0
        for link in element.iter("a"):
            words = text_of(link)
            linked += len(words)
            label = label.replace(words, "", 1) if words else label
        if 2 * linked < len(text_of(element)):
            return False
        labels.add(re.sub(r"[\W\d_]+", "", label).casefold())
    return len(labels) == 1


def _are_one_form(texts: Sequence[str]) -> bool:
    """True when half of the words, four or more, are the same: "About the author ... writes for us"."""
    words = [as_line(text).split() for text in texts]
    start = _common_length(words)
    end = _common_length([list(reversed(line[start:])) for line in words])
    return start + end >= _FORM_WORDS and 2 * (start + end) >= max(map(len, words))


def _common_length(rows: Sequence[Sequence[str]]) -> int:
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False)))


def repeated_nodes(paths: Iterable[str], root: HtmlElement) -> set[HtmlElement]:
    """Return the elements of one page that the learnt paths give."""
    return {element for path in paths for element in select(path, root)}


# ------------------------------------------------------------------- lines


def repeated_lines(bodies: Sequence[str]) -> tuple[str, ...]:
    """Return, folded, the lines that stand at the beginning or the end of most of the texts."""
    return tuple(sorted({*_edge_lines(bodies, 1), *_edge_lines(bodies, -1)}))


def _edge_lines(bodies: Sequence[str], step: int) -> Iterable[str]:
    """Return what is left when, from the edge inwards, each line is on most of the texts."""
    edges = [[as_line(line) for line in body.split("\n\n")[::step][:_EDGE]] for body in bodies if body]
    counts = Counter(line for edge in edges for line in set(edge))
    least = max(MIN_SAMPLES, _MIN_SHARE * len(edges))
    common = {line for line, count in counts.items() if count >= least}
    return {line for edge in edges for line in takewhile(common.__contains__, edge)}


def without_lines(body: str, lines: frozenset[str]) -> str:
    """Return the text without repeated lines at its beginning and its end; what stands between is kept."""
    blocks = body.split("\n\n")
    start = sum(1 for _ in takewhile(lambda line: as_line(line) in lines, blocks[:_EDGE]))
    blocks = blocks[start:]
    end = sum(1 for _ in takewhile(lambda line: as_line(line) in lines, blocks[::-1][:_EDGE]))
    return "\n\n".join(blocks[: len(blocks) - end])
