"""Lines that say in words who wrote the article: "By Anna Nowak", "04.02.2022 | Anna Nowak", "Автор: ...".

Looked for beside the headline and at the end of the text only; elsewhere such words are part of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.authors import bywords
from crawler.authors.bylines import SKIPPED, Byline, printed_text, read_names
from crawler.authors.names import is_organisation, is_person, normalise_authors
from crawler.surroundings import Surroundings

_DAY = re.compile(r"\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d\d){1,2}\b|\b(?:19|20)\d\d\b")
_DIGIT = re.compile(r"\d")


def spoken_bylines(around: Surroundings, root: HtmlElement | None) -> Iterator[Byline]:
    """Yield short lines after the headline and at the text's end that begin with a by-word or a label."""
    starts = (
        [] if around.headline is None else [*_above(around.headline), *islice(_after(around.headline), 90)]
    )
    blocks = [] if root is None else [*root[:2], *root[-4:]]
    ends = [part for block in blocks for part in islice(block.iter(), 4)]
    for node in [*starts, *ends]:
        if isinstance(node.tag, str) and node.tag not in SKIPPED and (node.text or len(node)):
            byline = _spoken(node, around)
            if byline:
                yield byline


def _spoken(node: HtmlElement, around: Surroundings) -> Byline | None:
    lead = _lead(node)
    if not lead or not (bywords.may_be_spoken(lead) or _DAY.search("".join(islice(node.itertext(), 8)))):
        return None
    text = printed_text(node)
    if len(text) > 130:
        return None
    if not bywords.SPOKEN.match(text):
        names = _beside_date(text, node)
        return Byline(node, names, 1.5 + around.place(node), False) if names else None
    names = read_names(node)
    if not names or not all(is_person(name) or is_organisation(name) or _is_labelled(text) for name in names):
        return None
    return Byline(node, names, 2.5 + around.place(node), True)


def _beside_date(text: str, node: HtmlElement) -> list[str]:
    """Names in "04.02.2022 | 13:10 | Anna Nowak" and "04.02.2022 von Anna"; a linked one may be a section."""
    if not _DAY.search(text) or node.tag in ("h1", "h2", "h3"):
        return []
    inside = bywords.INSIDE.search(text)
    if inside:
        return normalise_authors(inside[1])
    if bywords.DATED.match(text):
        return [name for name in normalise_authors(text) if is_person(name) or name.istitle()]
    linked = {" ".join(link.text_content().split()) for link in node.iter("a")}
    parts = [part.strip(" ,") for part in re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", node.text_content())]
    parts = [part for part in parts if part not in linked]
    names = [part for part in parts if _is_signature(part)]
    rest = [part for part in parts if part and part not in names]
    dated = len(names) == 1 and all(_DIGIT.search(part) or len(part.split()) < 2 for part in rest)
    return normalise_authors(names[0]) if dated and rest else []


def _is_signature(part: str) -> bool:
    """True for full names and bodies, and nothing else."""
    names = [] if _DIGIT.search(part) else normalise_authors(part)
    return bool(names) and all(is_person(name) or (is_organisation(name) and " " in name) for name in names)


def _lead(node: HtmlElement) -> str:
    """The first words of an element, from its first three generations."""
    for _ in range(3):
        text = (node.text or "").strip()
        if text or not len(node):
            return text[:40]
        node = node[0]
    return ""


def _is_labelled(text: str) -> bool:
    return bool(re.match(r"^[^:：]{1,30}[:：/／]", text))


def _above(node: HtmlElement) -> Iterator[HtmlElement]:
    """The first elements of the three siblings before this one: date and name above the headline."""
    for sibling in islice(node.itersiblings(preceding=True), 3):
        yield from islice(sibling.iter(), 5)


def _after(node: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after this one in page order."""
    current: HtmlElement | None = node
    while current is not None:
        for sibling in current.itersiblings():
            yield from sibling.iter()
        current = current.getparent()
