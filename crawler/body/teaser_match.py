"""The card as evidence: where its teaser stands on the article's page, and whether it must stand there.

Texts are compared by their letters and digits alone, so that typography, white space and the places where a
listing joins paragraphs or drops a caption do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crawler.body.blocks import IDEOGRAPH, Block, Node, Outline, measure
from crawler.body.boilerplate import inside_furniture
from crawler.body.content_root import is_past
from crawler.document import Page
from pipelines.compare import letters
from pipelines.items import Card

# The axis is spelled out: with // libxml2 merges a set for each element of the page.
_VISIBLE = etree.XPath("//body/descendant::text()[not(parent::script or parent::style or parent::template)]")
_ELLIPSIS = re.compile(
    r"(?<!\s)\s*+(?:[\[(<]\s*(?:\.\.|…)[.…]*\s*[\])>]|(?<!\.)\.\.|…)[\s.…»”“\"'\])→>]{0,99}$", re.UNICODE
)
_TRAILER = re.compile(r"(?<!\s)\s*+(?:[\[(]?(?:(?<!\.)\.{3,}+|…)[\])]?)[^.!?…]{0,40}[.…»→>]{0,9}\s*$")
"""An ellipsis and a label after it: "... Read more", "[…] Weiterlesen →"."""
_MIN_LETTERS = 12
"""A shorter teaser ("Video...") or piece of one proves nothing about a page."""
_ENOUGH = 0.6
"""Of a teaser's letters; the others are a caption, a date, a heading."""
_WORD = re.compile(rf"{IDEOGRAPH.pattern}|[^\s{IDEOGRAPH.pattern[1:]}+")
"""In a script without spaces each letter is one."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_TITLE_WORDS = 3
_RUN = 3
"""Words that stand together by more than chance."""
_MAX_WORDS = 150
"""Of a teaser; each is looked for."""
_MOST_SPOTS = 20
"""Where a teaser may begin; what comes oftener is a label."""
_BEGINNING = 24
"""Letters with which a teaser begins, where the rest of it stands elsewhere."""
_BEGUN_WORDS = 6
"""Words with which a text begins behind what a listing put before it."""
_MOST_SKIPPED = 12
"""Words that it puts there: a date, a place, a name."""


def is_cut(teaser: str | None) -> bool:
    """Return True when a teaser ends in an ellipsis, in any of the ways listings write one."""
    return bool(teaser) and bool(_ELLIPSIS.search(teaser or ""))


def without_ellipsis(teaser: str) -> str:
    """Return the teaser without the sign that it was cut, and without a label behind that sign."""
    stripped = _ELLIPSIS.sub("", teaser)
    return stripped if stripped != teaser else _TRAILER.sub("", teaser)


def stands_in(teaser: str, text: str) -> bool:
    """Return True when the words of a teaser stand in a text.

    In one stretch, or most of them in pieces: listings leave out captions, quotes, headings, and put a date
    or a place before the text.
    """
    return _stands(teaser, letters(text))


def _stands(teaser: str, haystack: str) -> bool:
    core = without_ellipsis(teaser)
    key = letters(core)
    if not key or key in haystack:
        return bool(key)
    return _covered(core, haystack) >= _ENOUGH * len(key)


def _covered(core: str, haystack: str) -> int:
    """Return how many letters stand in the text in runs of at least three words: around what was left out.

    Seen: a teaser of short list items, of which the card lost some.
    """
    words = [key for word in _WORD.findall(core)[:_MAX_WORDS] if (key := letters(word))]
    covered = at = 0
    while at < len(words):
        size = 0
        while at + size < len(words) and "".join(words[at : at + size + 1]) in haystack:
            size += 1
        run = "".join(words[at : at + size])
        covered += len(run) if size >= _RUN and measure(run) >= _MIN_LETTERS else 0
        at += max(1, size)
    return covered


@dataclass
class TeaserMatch:
    """How a card's words stand on a page, each question worked out once: get it by `match`."""

    page: Page
    title: str | None
    teaser: str | None
    is_cut: bool

    @cached_property
    def is_on_page(self) -> bool | None:
        """Whether the text that a listing shows stands on the page; None when nothing can be proved.

        A teaser that a machine cut was made from the article, so it stands in it, or at least in the
        description that the page carries for such uses. A whole sentence may have been written for the
        listing alone.
        """
        if not self.teaser or not (self.is_cut or is_cut(self.teaser)):
            return None
        if measure(letters(without_ellipsis(self.teaser))) < _MIN_LETTERS:
            return None
        return _stands(self.teaser, self.page.keep("letters", lambda: letters(_shown(self.page))))

    @cached_property
    def is_title_on_page(self) -> bool | None:
        """Whether the page shows at least some words of a card's title; None when the title is too short.

        Headlines are shortened and rewritten for listings, but an article that shares no more than a chance
        word with its title was not seen; login forms, consent walls and error pages were.
        """
        words = set(_LONG_WORD.findall((self.title or "").casefold()))
        if len(words) < _MIN_TITLE_WORDS:
            return None
        headings = (self.page.tree.findtext(".//title") or "", *self.page.meta.get("og:title", []))
        shown = " ".join((_shown(self.page), *headings)).casefold()
        return 3 * sum(word in shown for word in words) > len(words)


def match(page: Page, card: Card) -> TeaserMatch:
    """Return how a card's words stand on a page; kept with the page."""
    key = (card.title, card.teaser, card.teaser_cut)
    return page.keep(key, lambda: TeaserMatch(page, *key))


def _shown(page: Page) -> str:
    """Return all text of the page's body, and the descriptions it carries in its head."""
    return page.keep("shown", lambda: " ".join((*_VISIBLE(page.tree), *_described(page))))


def _described(page: Page) -> Iterator[str]:
    for name in ("description", "og:description", "twitter:description"):
        yield from page.meta.get(name, [])


def beginnings(teaser: str, texts: Sequence[str]) -> list[int]:
    """Return the index of each text in which the teaser may begin, in order; one text for each block.

    The longest beginning that stands anywhere counts; it may run over several blocks. When none does, the
    teaser's first words are left out: a date, a place or a name that the listing put there.
    """
    core = without_ellipsis(teaser)
    keys = [letters(text) for text in texts]
    joined = "".join(keys)
    for start in _starts(core):
        spots = _occurrences(start, joined)
        if spots:
            return _indexes(spots, keys)
    return []


def _starts(core: str) -> list[str]:
    """Return beginnings to look for, the most telling first: all, some letters, some words further on."""
    words = [key for word in core.split() if (key := letters(word))]
    key = "".join(words)
    starts = [key, key[:_BEGINNING]]
    for skipped in range(1, _MOST_SKIPPED + 1):
        piece = "".join(words[skipped : skipped + _BEGUN_WORDS])
        if len(piece) >= _MIN_LETTERS:
            starts.append(piece)
    return [start for at, start in enumerate(starts) if start and start not in starts[:at]]


def _occurrences(needle: str, haystack: str) -> list[int]:
    spots: list[int] = []
    at = haystack.find(needle)
    while at >= 0 and len(spots) < _MOST_SPOTS:
        spots.append(at)
        at = haystack.find(needle, at + 1)
    return spots


def _indexes(spots: list[int], keys: Sequence[str]) -> list[int]:
    found: list[int] = []
    end = 0
    left = iter(spots)
    spot = next(left, None)
    for index, key in enumerate(keys):
        end += len(key)
        while spot is not None and spot < end:
            if not found or found[-1] != index:
                found.append(index)
            spot = next(left, None)
    return found


def find_anchor(outline: Outline, core: Node, start: int, card: Card | None) -> int | None:
    """Return the index of the block in which the card's teaser begins, None when it stands in none.

    A place in the core counts more than one above it, unless most of the core would be left out: the
    standfirst's words come again at the end of some texts.
    """
    if card is None or not card.teaser:
        return None
    places = beginnings(card.teaser, [block.text for block in outline.blocks])
    gone = inside_furniture(outline)
    near = [at for at in places if at >= start and not gone[outline.blocks[at].node.order]]
    inside = next((at for at in places if core.holds(outline.blocks[at].node)), None)
    if inside is not None and (not near or not is_past(outline, core, inside)):
        return inside
    return near[0] if near else None


def core_around(core: Node, anchor: Node) -> Node:
    """Return the core when it holds the anchor or comes behind it, else the element that holds both."""
    if anchor.order < core.order:
        return core
    return next(outer for outer in (core, *core.ancestors()) if outer.holds(anchor))


def with_sentences_above(outline: Outline, core: Node, start: int, anchor: int) -> int:
    """Return the index of the first sentences of the text: the anchor, or paragraphs right above it.

    Seen: a quotation, or a note that a text is a translation, which the listing left out of its teaser.
    """
    gone = inside_furniture(outline)
    holder = outline.blocks[anchor].node.parent
    first = anchor
    for index in range(anchor - 1, start - 1, -1):
        block = outline.blocks[index]
        if gone[block.node.order] or not core.holds(block.node):
            break
        is_quote = "blockquote" in (block.node.tag, block.node.parent.tag if block.node.parent else "")
        if block.prose and (is_quote or block.node.parent is holder):
            first = index
    return first


def lead_from(outline: Outline, root: Node, anchor: int) -> list[Block]:
    """Return the sentences from the anchor to the text's element, when the teaser begins before that."""
    gone = inside_furniture(outline)
    lead: list[Block] = []
    for block in outline.blocks[anchor:]:
        if root.holds(block.node):
            break
        if not gone[block.node.order] and (block.prose or not lead):
            lead.append(block)
    return lead
