"""Lines that say in words who wrote the article: "By Anna Nowak", "04.02.2022 | Anna Nowak", "Автор: ...".

Looked for beside the headline and at the end of the text only; elsewhere such words are part of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.authors import bywords
from crawler.authors.candidates import MANY, SAID, SET_APART, SKIPPED, Byline, printed_text, read_names
from crawler.authors.clean import normalise_authors
from crawler.authors.names import PARTICLES, is_organisation, is_person
from crawler.dates import seems_dated
from crawler.document import Surroundings, text_of

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 90
"""Elements behind the headline among which a byline is looked for: the line of facts, the share buttons."""
_EDGE = 4
"""Blocks where a text begins or ends."""
_LAST = 2
"""Blocks of which the last is the signature, and perhaps a date."""
_FACTS = 8
"""Texts of a line of facts; a longer row of them is a path to the page, a menu."""
_UNIT = 3
"""Letters of what stands between a date and its by-word: "Uhr", "pm"."""
_LINE_CHARS = 130
_SIGNATURE_CHARS = 60
_STANDFIRST_CHARS = 200


def spoken_bylines(around: Surroundings, root: HtmlElement | None) -> Iterator[Byline]:
    """Yield short lines after the headline and at the text's end that begin with a by-word or a label."""
    starts = (
        [] if around.headline is None else [*_above(around.headline), *islice(_after(around.headline), _NEAR)]
    )
    blocks = [] if root is None else root[-_EDGE:]
    ends = [part for block in blocks for part in islice(block.iter(), _EDGE)]
    for node in [*starts, *ends]:
        if isinstance(node.tag, str) and node.tag not in SKIPPED and (node.text or len(node)):
            byline = _spoken(node, around)
            if byline:
                yield byline


def opening_bylines(around: Surroundings, root: HtmlElement | None) -> Iterator[Byline]:
    """Yield the reporter that the first words of a Chinese or Korean text name in brackets or before "="."""
    for node in () if root is None else islice(root.iter("p"), _EDGE):
        opening = bywords.OPENING.match("".join(islice(node.itertext(), MANY)).strip()[:_SIGNATURE_CHARS])
        if opening:
            name = opening["han"] or opening["hangul"]
            yield Byline(node, [name], SAID + around.place(node), spoken=True)


def bare_signatures(around: Surroundings, root: HtmlElement | None) -> Iterator[Byline]:
    """Yield names in bold or slanted letters, alone in a paragraph where the text begins or ends.

    Seen: papers whose system signs everything with the paper's name. Words that the text or the headline has
    as well are a subheading's.
    """
    blocks = [] if root is None else [node for node in root.iter("p") if node.text_content().strip()]
    begin = takewhile(lambda node: len(node.text_content()) < _STANDFIRST_CHARS, blocks[:_EDGE])
    for node in dict.fromkeys([*begin, *blocks[-_LAST:]]):
        text = text_of(node)
        if len(text) > _SIGNATURE_CHARS or not _is_emphasised(node, text) or text[-1] in ":-–—?!":
            continue
        names = normalise_authors(text)
        if names and all(is_person(name) for name in names) and not _are_words(names, root, around.headline):
            yield Byline(node, names, SET_APART + around.place(node), False)


def _is_emphasised(node: HtmlElement, text: str) -> bool:
    """True when all of a paragraph is bold or slanted, and nothing of it a link."""
    marked = (text_of(part) for part in node.iter("strong", "b", "em", "i"))
    return node.find(".//a") is None and text in marked


def _are_words(names: list[str], root: HtmlElement | None, headline: HtmlElement | None) -> bool:
    """True when a part of a name is a word of the text in small letters, or stands in the headline."""
    parts = {part for name in names for part in name.split() if part.lower() not in PARTICLES}
    said = "" if headline is None else headline.text_content()
    text = "" if root is None else root.text_content()
    plain = {part.lower() for part in parts}
    return not plain.isdisjoint(_WORD.findall(said.lower())) or not plain.isdisjoint(_WORD.findall(text))


def _spoken(node: HtmlElement, around: Surroundings) -> Byline | None:
    lead = _lead(node)
    if not lead or not (bywords.may_be_spoken(lead) or seems_dated("".join(islice(node.itertext(), _FACTS)))):
        return None
    text = printed_text(node)
    if len(text) > _LINE_CHARS:
        return None
    if not bywords.SPOKEN.match(text):
        names = _beside_date(text, node)
        return Byline(node, names, SET_APART + around.place(node), guessed=True) if names else None
    names = read_names(node)
    if not names or not all(is_person(name) or is_organisation(name) or _is_labelled(text) for name in names):
        return None
    return Byline(node, names, SAID + around.place(node), True)


def _beside_date(text: str, node: HtmlElement) -> list[str]:
    """Names in "04.02.2022 | 13:10 | Anna Nowak" and "04.02.2022 von Anna"; a linked one may be a section."""
    if not seems_dated(text) or node.tag in ("h1", "h2", "h3"):
        return []
    inside = bywords.INSIDE.search(text)
    if inside:
        return normalise_authors(inside[1])
    dated = next((part for part in text.split(" | ") if bywords.DATED.match(part)), None)
    if dated:
        return [name for name in _signed(dated) if is_person(name) or name.istitle()]
    linked = {text_of(link) for link in node.iter("a")}
    parts = [
        part.strip(" ,")
        for part in re.split(r"(?:(?<!\s)\s+)?[|•·]\s*|(?<!\s)\s+[–—-]\s+", node.text_content())
    ]
    parts = [part for part in parts if part not in linked]
    names = [part for part in parts if _is_signature(part)]
    rest = [part for part in parts if part and part not in names]
    is_sure = len(names) == 1 and all(_DIGIT.search(part) or len(part.split()) < 2 for part in rest)
    return normalise_authors(names[0]) if is_sure and rest else []


def _signed(dated: str) -> list[str]:
    """Names in "04.02.2022, 13:10 Uhr von Anna", not in "04.02.2022 - Rede von Anna"."""
    match = bywords.DATED.match(dated)
    between = re.split(r"\d", match[0])[-1].split()[:-1] if match else []
    return normalise_authors(dated) if all(len(word) <= _UNIT for word in between) else []


def _is_signature(part: str) -> bool:
    """True for full names and bodies, and nothing else."""
    names = [] if _DIGIT.search(part) else normalise_authors(part)
    return bool(names) and all(is_person(name) or (is_organisation(name) and " " in name) for name in names)


def _lead(node: HtmlElement) -> str:
    """The first words of an element, from its first generations."""
    for _ in range(_EDGE):
        text = (node.text or "").strip()
        if text or not len(node):
            return text
        node = node[0]
    return ""


def _is_labelled(text: str) -> bool:
    return bool(re.match(r"^[^:：]{1,30}[:：/／]", text))


def _above(node: HtmlElement) -> Iterator[HtmlElement]:
    """The first elements of the siblings before this one: date and name above the headline."""
    for sibling in islice(node.itersiblings(preceding=True), _EDGE):
        yield from islice(sibling.iter(), _EDGE)


def _after(node: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after this one in page order."""
    current: HtmlElement | None = node
    while current is not None:
        for sibling in current.itersiblings():
            yield from sibling.iter()
        current = current.getparent()
