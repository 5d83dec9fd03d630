"""The standfirst: sentences between the headline and the text, in an element of their own."""

from __future__ import annotations

import re

from crawler.body.blocks import Block, Node, Outline
from crawler.body.furniture import likeness
from crawler.body.trimming import is_imprint
from crawler.dates import tells_moment
from crawler.document import is_unseen
from crawler.vocabulary import SURE, names_of
from pipelines.compare import ends_sentence, letters

_NAMES = re.compile(
    r"intro|lead|lede|standfirst|stand-first|summary|abstract|excerpt|sub-?(?:title|head|line)|dek\b|deck|sapo|chapo"
    r"|vorspann|untertitel|entradilla|bajada|catenaccio|sommario|occhiello|perex|anons|ingress|underrubrik|kicker"
    r"|description|teaser|\bspot\b",
    re.IGNORECASE,
)
"""Seen as class names, in ten languages from English to Vietnamese."""


_FAR = 8
"""Blocks behind the headline within which an unnamed paragraph is the standfirst."""
_LONG = 60
"""Letters of a sentence that needs no name to be one; a shorter one may be a motto."""
_SHORT = 25
"""Letters of a label ("Open to all"), or of a description that says no more than one."""
_NEAR = 3
"""A block's own element and those around it whose name may be the standfirst's, not the page's."""


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
    named = any(_NAMES.search(names_of(node.element)) for node in holders[:_NEAR])
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
