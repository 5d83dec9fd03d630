"""What belongs to an article's text: the standfirst above it, and what inside its element is none.

Told by structure first and by words last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from crawler.body.blocks import LEAVES, Block, Node, Outline, totals
from crawler.body.boilerplate import likeness
from crawler.dates import tells_day, tells_moment
from crawler.document import is_unseen
from crawler.vocabulary import SURE, Role, names_of, strength
from pipelines.compare import ends_sentence, letters

_HOLDERS = frozenset(("ul", "ol", "dl", "div", "section", "table", "article"))
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd", "dt"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ITEMS = frozenset(("li", "dt", "dd"))
_BY = r"by|von|par|por|per|di|da|de|door|av|af|przez|od|yazan|oleh|بقلم|מאת"
_WRITER = r"autor\w*|author|verfasser\w*|redaktion|автор|аўтар|текст|作者|文|記者|기자"
_BYLINE = re.compile(rf"(?:{_BY}|{_WRITER})\s*(?:[:：]|\s)", re.IGNORECASE)
_SITE = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_ROW_RELS = re.compile(r"\b(?:tag|category|author|prev|next)\b")
_MOST = 0.6
"""Of a list's letters that stand in links, of its links that lead to sites of their own."""
_LINK = 0.8
"""Of a line's letters that stand in the link when it is a linked title."""
_CARD = 500
"""Letters of a further article's title and first words; a part of the text has more."""
_NAME = 10
"""Letters for each link in a list of organisations; the links of a share bar have fewer."""
_LINE = 120
"""Letters of a line that says who wrote the text or when; a sentence may say so too."""
_SIGN = 5
"""Letters beside a link that stands alone: an arrow, a bracket."""
_WORDS = 15
"""Letters of some words: a linked title, "Filed under", what may stand between two links of a row."""
_NEARLY_ALL = 0.9
"""Of a text's prose in paragraphs; below, other elements hold some of it."""
_HEADING_NAMES = re.compile(r"head|title|question|subhead", re.IGNORECASE)
_STANDFIRST: frozenset[Role] = frozenset(("standfirst", "teaser", "kicker"))
_FAR = 8
"""Blocks behind the headline within which an unnamed paragraph is the standfirst."""
_LONG = 60
"""Letters of a sentence that needs no name to be one; a shorter one may be a motto."""
_SHORT = 25
"""Letters of a label ("Open to all"), or of a description that says no more than one."""
_NEAR = 3
"""A block's own element and those around it whose name may be the standfirst's, not the page's."""


def _is_label(block: Block) -> bool:
    node = block.node
    if block.prose or node.tag in LEAVES or node.prose:
        return False
    if any(outer.tag in LEAVES for outer in node.ancestors()):
        return False
    return not _HEADING_NAMES.search(names_of(node.element))


def _leads_to_many_sites(node: Node) -> bool:
    """Return True when most links of a list lead to sites of their own: organisations that sign, sources."""
    hrefs = [link.get("href") or "" for link in node.element.iter("a")]
    sites = {match[1] for href in hrefs if (match := _SITE.match(href))}
    return len(sites) > 2 and len(sites) > _MOST * len(hrefs) and node.size > _NAME * len(hrefs)


def is_imprint(block: Block) -> bool:
    """Return True for a short line that says who wrote the text or when: "By ...", a `<time>`, a day."""
    if block.size > _LINE or block.node.tag in _HEADINGS or block.node.tag in _ITEMS:
        return False
    has_time = next(block.node.element.iter("time"), None) is not None
    return has_time or bool(_BYLINE.match(block.text) or tells_day(block.text))


def _is_row_of_links(block: Block) -> bool:
    """Return True for a link alone, "Tags: a, b", "« older | newer »"; not for "Read also: a title"."""
    own = block.size - block.linked
    if any(_ROW_RELS.search(link.get("rel") or "") for link in block.node.element.iter("a")):
        return True
    return own < _SIGN + _WORDS * (block.links - 1)


class Trim:
    """The blocks of an article's element; each rule takes away some of them."""

    def __init__(
        self, outline: Outline, outer: Node, root: Node, start: int, headline: Node | None, title: str
    ) -> None:
        self.outline = outline
        self.root = outer
        self.headline = headline
        self.text = root
        self.protected = {root, *root.ancestors()}
        self.title = letters(title)
        self.nodes = outline.nodes[outer.order : outer.last + 1]
        inside = [(at, block) for at, block in enumerate(outline.blocks) if outer.holds(block.node)]
        self.blocks = [block for _, block in inside]
        self.start = sum(at < start for at, _ in inside)
        self.kept = [True] * len(self.blocks)

    def run(self, standfirst: Sequence[Block] = (), *, is_anchored: bool = False) -> None:
        """Take away what is not text; the standfirst is, and nothing else outside the text's own element."""
        self._drop_link_lists()
        self._drop_cards()
        self._drop_furniture()
        self._drop_before_headline()
        self._drop_labels()
        if not is_anchored:
            self._drop_imprint()
        self._drop_tail()
        self._drop_orphan_headings()
        for at, block in enumerate(self.blocks):
            if not self.text.holds(block.node):
                self.kept[at] = block in standfirst

    def _keeps(self) -> Iterator[tuple[int, Block]]:
        return ((at, block) for at, block in enumerate(self.blocks) if self.kept[at])

    def _drop(self, places: Iterable[int]) -> None:
        for at in places:
            self.kept[at] = False

    def _drop_link_lists(self) -> None:
        """Take away lists of further articles, of tags, of sections; not those who sign a joint statement."""
        for node in self.nodes[1:]:
            is_list = node.linked > _MOST * node.size and node.tag in _HOLDERS and node.prose * 4 < node.size
            if is_list and node not in self.protected and not _leads_to_many_sites(node):
                node.furniture = True

    def _drop_cards(self) -> None:
        """Take away two or more elements alike that each hold a linked title and at most one paragraph.

        Seen: further articles inside the text's element, with picture, title and first words.
        """
        titles = [0] * len(self.outline.nodes)
        sentences = list(titles)
        for block in self.blocks:
            titles[block.node.order] += block.size >= _WORDS and block.linked > _LINK * block.size
            sentences[block.node.order] += block.prose > 0
        titles, sentences = totals(self.outline, titles), totals(self.outline, sentences)
        groups: dict[tuple[Node | None, str, str], list[Node]] = {}
        for node in self.nodes[1:]:
            is_small = node.size < _CARD and sentences[node.order] <= 1 and titles[node.order] in (1, 2)
            if is_small and node.tag not in _LEAVES and node not in self.protected:
                names = node.element.get("class") or ""
                groups.setdefault((node.parent, node.tag, names), []).append(node)
        for (holder, _, _), group in groups.items():
            if len(group) > 1 and not (holder and holder is not self.text and _leads_to_many_sites(holder)):
                for node in group:
                    node.furniture = True

    def _drop_furniture(self) -> None:
        gone = set()
        for node in self.nodes:
            if (node.furniture and node is not self.root) or node.parent in gone:
                gone.add(node)
        self._drop(at for at, block in enumerate(self.blocks) if block.node in gone)

    def _drop_before_headline(self) -> None:
        """Take away breadcrumbs and dates above the headline, the headline, and its repetition as text."""
        self._drop(range(self.start))
        if self.headline is not None:
            self._drop(at for at, b in self._keeps() if self.headline.holds(b.node))
        self._drop(at for at, b in self._keeps() if letters(b.text) == self.title)

    def _drop_labels(self) -> None:
        """In a text of paragraphs, a few words in another element are a caption, a counter, a button.

        Seen: `<div>` under each picture without a class, "1 of 6" of a gallery, "Close", "Advertisement".
        """
        prose = sum(b.prose for _, b in self._keeps())
        in_leaves = sum(b.prose for _, b in self._keeps() if b.node.tag in LEAVES)
        if in_leaves < prose * _NEARLY_ALL or not prose:
            return
        self._drop(at for at, b in self._keeps() if _is_label(b) and b.node is not self.text)

    def _drop_imprint(self) -> None:
        """Take away who wrote the text and when, above its first sentences or between them and the next.

        The first may be a standfirst, below which many sites print their byline.
        """
        sentences = 0
        for at, block in list(self._keeps()):
            if block.prose:
                sentences += 1
                if sentences > 1:
                    return
            elif is_imprint(block) or (not sentences and block.node.tag == "td" and _is_row_of_links(block)):
                self.kept[at] = False

    def _drop_tail(self) -> None:
        """Take away what is below the last sentence: tags, links to neighbours, buttons.

        Words beside the last paragraph stay, they are a signature or a note; so do list and table.
        """
        tail = []
        last = None
        for at, block in reversed(list(self._keeps())):
            if block.prose:
                last = block
                break
            tail.append((at, block))
        for at, block in tail:
            if (
                last
                and block.node.parent is last.node.parent
                and (not block.linked or (block.node.tag == "p" and not _is_row_of_links(block)))
                and block.node.tag not in _HEADINGS
            ):
                continue
            is_link_below = last and block.node is last.node and _is_row_of_links(block)
            if last and not is_link_below and block.node.tag in ("li", "td", "th", "pre", "blockquote"):
                continue
            self.kept[at] = False

    def _drop_orphan_headings(self) -> None:
        """Take away headings whose text was taken away: "Related articles", "Share this"."""
        following: Block | None = None
        dropped_since = False
        for at in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[at]
            if not self.kept[at]:
                dropped_since = True
                continue
            if block.node.tag in _HEADINGS and (
                following is None
                or (
                    dropped_since and following.node.tag in _HEADINGS and following.node.tag <= block.node.tag
                )
            ):
                self.kept[at] = False
                continue
            following = block
            dropped_since = False

    def _rendered(self) -> set[int]:
        """Return the orders of the nodes that hold kept blocks."""
        orders: set[int] = set()
        for _, block in self._keeps():
            for node in (block.node, *block.node.ancestors()):
                if node.order in orders:
                    break
                orders.add(node.order)
        return orders

    def dropped_elements(self) -> set[HtmlElement]:
        """Return the elements in which no block is kept."""
        rendered = self._rendered()
        return {node.element for node in self.nodes if node.order not in rendered}

    def dropped_texts(self) -> frozenset[str]:
        """Return what is dropped and stands right in an element that holds kept text too."""
        rendered = self._rendered()
        gone = (block for at, block in enumerate(self.blocks) if not self.kept[at])
        kept = {block.text for _, block in self._keeps()}
        return frozenset(block.text for block in gone if block.node.order in rendered) - kept


def find_standfirst(outline: Outline, root: Node, start: int, descriptions: list[str]) -> list[Block]:
    """Return the blocks of the standfirst that stand between the headline and the text's element.

    `descriptions` are what the page says of itself in its head; many sites print the same as the standfirst.
    """
    if not start:
        return []
    own = [letters(block.text) for block in outline.blocks if root.holds(block.node) and block.prose]
    found: list[Block] = []
    for index in range(start, len(outline.blocks)):
        block = outline.blocks[index]
        if block.node.order >= root.order:
            break
        key = letters(block.text)
        is_new = not any(key in text for text in own)
        if is_new and _is_standfirst(block, index - start, key, descriptions):
            found.append(block)
    return found


def _is_standfirst(block: Block, distance: int, key: str, descriptions: list[str]) -> bool:
    if (
        block.size < _SHORT
        or block.linked * 2 > block.size
        or block.node.tag in ("li", "td", "figcaption", "th")
    ):
        return False
    holders = [block.node, *block.node.ancestors()]
    named = any(strength(names_of(node.element), _STANDFIRST) for node in holders[:_NEAR])
    if any(is_unseen(n.element) or (n.furniture and not _is_mild(n, named)) for n in holders):
        return False
    if any(len(said) >= _SHORT and (key in said or said in key) for said in descriptions):
        return True
    if named:
        return bool(block.prose) or not is_imprint(block)
    is_sentence = ends_sentence(block.text) and not tells_moment(block.text)
    return bool(block.prose) and is_sentence and block.size >= _LONG and distance < _FAR


def _is_mild(node: Node, named: bool) -> bool:
    return named and likeness(node.element) < SURE
